package dev.sluice.plan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.analysis.inference.Interval;
import dev.sluice.analysis.inference.Proportion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published shrinkage. */
class ShrinkageVectorsTest {
  /** Kinds that learning does not offer, with the reason. */
  private static final Map<String, String> NOT_OFFERED =
      Map.of(
          "js",
          "shrinks means by a factor that is given; here layers of a kind are drawn together by"
              + " their posterior, and no factor can be put in");

  static List<JsonNode> offered() throws IOException {
    return ofKind("eb");
  }

  private static List<JsonNode> ofKind(String kind) throws IOException {
    return vectors("shrinkage").stream()
        .filter(vector -> vector.get("kind").asText().equals(kind))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("offered")
  void rates_are_drawn_to_the_prior(JsonNode vector) {
    JsonNode inputs = vector.get("inputs");
    Beta prior = new Beta(inputs.get("alpha0").asDouble(), inputs.get("beta0").asDouble());
    for (int i = 0; i < inputs.get("trials").size(); i++) {
      double successes = inputs.get("successes").get(i).asDouble();
      double failures = inputs.get("trials").get(i).asDouble() - successes;
      assertThat(prior.after(successes, failures).mean())
          .as("%s %s", vector.get("id").asText(), i)
          .isCloseTo(
              vector.get("expected").get("estimate").get(i).asDouble(),
              within(vector.get("tolerance").get("abs").asDouble()));
    }
  }

  @Test
  void an_exact_interval_of_few_trials() throws IOException {
    for (JsonNode vector : ofKind("clopper")) {
      JsonNode inputs = vector.get("inputs");
      Interval interval =
          Proportion.clopperPearson(
              inputs.get("x").asLong(), inputs.get("n").asLong(), inputs.get("level").asDouble());
      assertThat(interval.low())
          .isCloseTo(vector.get("expected").get("low").asDouble(), within(0.0006));
      assertThat(interval.high())
          .isCloseTo(vector.get("expected").get("high").asDouble(), within(0.0006));
    }
    assertThat(ofKind("clopper")).hasSize(1);
  }

  @Test
  void what_is_not_offered_is_counted() throws IOException {
    assertThat(vectors("shrinkage"))
        .filteredOn(vector -> NOT_OFFERED.containsKey(vector.get("kind").asText()))
        .hasSize(NOT_OFFERED.size());
    assertThat(offered()).hasSize(2);
  }

  /**
   * No command takes a before and an after of layers that were treated and layers that were not:
   * the facts do not say which broadcasts were left without a layer on purpose, and without that a
   * difference in differences would be a number about nothing.
   */
  @Test
  void differences_in_differences_are_not_offered() throws IOException {
    assertThat(vectors("uplift"))
        .extracting(vector -> vector.get("kind").asText())
        .containsExactly("did");
  }

  private static List<JsonNode> vectors(String family) throws IOException {
    String name = "/vectors/planning/" + family + ".json";
    try (InputStream in = ShrinkageVectorsTest.class.getResourceAsStream(name)) {
      List<JsonNode> vectors = new ArrayList<>();
      new ObjectMapper().readTree(in).get("vectors").forEach(vectors::add);
      return vectors;
    }
  }
}
