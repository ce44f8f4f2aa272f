package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Published and derived answers of other tools, as facts in one shape. */
public final class Vectors {
  /** Where the data sets lie that some vectors read; they are not part of this repository. */
  public static final Path DATA = Path.of("..", "shared", "vectors", "data");

  private static final Path FOLDER = Path.of("src", "test", "resources", "vectors");

  private Vectors() {}

  /**
   * One vector.
   *
   * @param id {@code source/name}
   * @param json the whole file
   */
  public record Vector(String id, JsonNode json) {
    public JsonNode expected() {
      return json.get("expected");
    }

    /** Known not to follow from its inputs: never a target. */
    public boolean annotated() {
      return json.get("status").asText().equals("annotated");
    }

    /** Relative above 1, absolute below. */
    public void assertClose(String what, double actual, double expected) {
      double tolerance = json.path("tolerance").asDouble(1e-9);
      assertThat(Math.abs(actual - expected))
          .as("%s: %s is %s, expected %s", id, what, actual, expected)
          .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** All vectors of those kinds, by id. */
  public static List<Vector> of(String... kinds) {
    ObjectMapper mapper = new ObjectMapper();
    List<Vector> vectors = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode json = mapper.readTree(file.toFile());
        if (Arrays.asList(kinds).contains(json.path("kind").asText())) {
          vectors.add(new Vector(json.get("id").asText(), json));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }
}
