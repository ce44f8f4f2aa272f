package dev.sluice.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Ranges of metrics that others have published, each with its source, date and grade. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Those of this version, in the order of {@code benchmarks.yaml}. */
  public static List<Benchmark> standard() {
    try (InputStream in = Benchmarks.class.getResourceAsStream("benchmarks.yaml")) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list of them.
   *
   * @param text YAML or JSON
   * @throws IllegalArgumentException whose message says which entry is not accepted and why
   */
  public static List<Benchmark> read(String text) {
    List<Benchmark> entries;
    try {
      entries =
          YAMLMapper.builder()
              .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
              .build()
              .readValue(text, new TypeReference<List<Benchmark>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          e.getLocation() == null
              ? e.getOriginalMessage()
              : "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(),
          e);
    }
    Dictionary dictionary = Dictionary.standard();
    for (int i = 0; i < entries.size(); i++) {
      String fault = entries.get(i).fault(dictionary);
      if (fault != null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "entry %d of %s: %s", i + 1, entries.get(i).metric(), fault));
      }
    }
    return entries;
  }
}
