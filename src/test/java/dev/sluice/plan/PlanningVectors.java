package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Published cases of planning arithmetic, a file a family. */
public final class PlanningVectors {
  private static final Path FOLDER = Path.of("src", "test", "resources", "vectors", "planning");

  private PlanningVectors() {}

  /** One case: what goes in, what must come out, and how closely. */
  public record Case(JsonNode json) {
    public String kind() {
      return json.get("kind").asText();
    }

    public JsonNode inputs() {
      return json.get("inputs");
    }

    public double[] numbers(String input) {
      return array(inputs().get(input));
    }

    public double number(String input) {
      return inputs().get(input).asDouble();
    }

    /** The value under {@code key} of the expected ones is that, if the case has that key. */
    public void check(String key, double... actual) {
      JsonNode expected = json.get("expected").get(key);
      if (expected == null) {
        return;
      }
      JsonNode tolerances = json.get("tolerance");
      JsonNode tolerance = tolerances.has(key) ? tolerances.get(key) : tolerances;
      double[] values = expected.isArray() ? array(expected) : new double[] {expected.asDouble()};
      assertThat(actual).as("%s: %s", this, key).hasSameSizeAs(values);
      for (int i = 0; i < values.length; i++) {
        double allowed =
            tolerance.path("abs").asDouble() + tolerance.path("rel").asDouble() * Math.abs(values[i]);
        assertThat(Math.abs(actual[i] - values[i]))
            .as("%s: %s[%d] is %s, expected %s", this, key, i, actual[i], values[i])
            .isLessThanOrEqualTo(allowed);
      }
    }

    private static double[] array(JsonNode node) {
      double[] values = new double[node.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = node.get(i).asDouble();
      }
      return values;
    }

    @Override
    public String toString() {
      return json.get("id").asText() + " " + json.get("name").asText();
    }
  }

  /** The cases of a family, such as {@code reach}. */
  public static List<Case> of(String family) {
    List<Case> cases = new ArrayList<>();
    try {
      JsonNode file = new ObjectMapper().readTree(FOLDER.resolve(family + ".json").toFile());
      file.get("vectors").forEach(vector -> cases.add(new Case(vector)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }
}
