package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Published and derived answers of other planning tools, a file each family. */
public final class PlanningVectors {
  private static final Path FOLDER = Path.of("src", "test", "resources", "vectors", "planning");

  private PlanningVectors() {}

  /**
   * One vector.
   *
   * @param id {@code family-number}
   */
  public record Vector(String id, JsonNode json) {
    public String kind() {
      return json.get("kind").asText();
    }

    public JsonNode input(String name) {
      return json.get("inputs").path(name);
    }

    public JsonNode expected(String name) {
      return json.get("expected").path(name);
    }

    /** {@code |expected − got| ≤ abs + rel·|expected|}; a key may have a tolerance of its own. */
    public void assertClose(String key, double actual, double expected) {
      JsonNode own = json.get("tolerance").path(key);
      JsonNode tolerance = own.isMissingNode() ? json.get("tolerance") : own;
      double allowed =
          tolerance.path("abs").asDouble() + tolerance.path("rel").asDouble() * Math.abs(expected);
      assertThat(Math.abs(actual - expected))
          .as("%s: %s is %s, expected %s", id, key, actual, expected)
          .isLessThanOrEqualTo(allowed);
    }

    public void assertClose(String key, double actual) {
      assertClose(key, actual, expected(key).asDouble());
    }

    public void assertClose(String key, double[] actual) {
      double[] expected = numbers(expected(key));
      assertThat(actual).as("%s: %s", id, key).hasSameSizeAs(expected);
      for (int i = 0; i < actual.length; i++) {
        assertClose(key, actual[i], expected[i]);
      }
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** All vectors of a family. */
  public static List<Vector> of(String family) {
    List<Vector> vectors = new ArrayList<>();
    try {
      JsonNode file = new ObjectMapper().readTree(FOLDER.resolve(family + ".json").toFile());
      file.get("vectors").forEach(each -> vectors.add(new Vector(each.get("id").asText(), each)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }

  /** The numbers of a list. */
  public static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
