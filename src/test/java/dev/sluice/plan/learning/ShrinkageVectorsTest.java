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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published shrinkage. */
class ShrinkageVectorsTest {
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

  /** James and Stein's factor is a rate's own share: trials / (trials + strength of the prior). */
  @Test
  void a_prior_of_the_strength_of_a_factor_shrinks_by_it() throws IOException {
    for (JsonNode vector : ofKind("js")) {
      JsonNode inputs = vector.get("inputs");
      double factor = inputs.get("c").asDouble();
      for (int trials : new int[] {45, 1000}) {
        Beta prior = Beta.of(inputs.get("grand_mean").asDouble(), trials * (1 - factor) / factor);
        for (int i = 0; i < inputs.get("y").size(); i++) {
          double successes = inputs.get("y").get(i).asDouble() * trials;
          assertThat(prior.after(successes, trials - successes).mean())
              .isCloseTo(
                  vector.get("expected").get("estimate").get(i).asDouble(),
                  within(vector.get("tolerance").get("abs").asDouble()));
        }
      }
    }
    assertThat(ofKind("js")).hasSize(1);
  }

  @Test
  void every_published_vector_is_held() throws IOException {
    assertThat(vectors("shrinkage"))
        .extracting(vector -> vector.get("kind").asText())
        .containsOnly("eb", "clopper", "js");
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
