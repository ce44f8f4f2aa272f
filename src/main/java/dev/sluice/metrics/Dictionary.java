package dev.sluice.metrics;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metrics that Sluice knows, in the order of {@code dictionary.yaml}. */
public final class Dictionary {
  private final Map<String, Metric> metrics;

  private Dictionary(List<Metric> entries) {
    Map<String, Metric> byName = new LinkedHashMap<>();
    for (Metric metric : entries) {
      if (byName.put(metric.name(), metric) != null) {
        throw new IllegalStateException("the dictionary has " + metric.name() + " twice");
      }
    }
    this.metrics = Collections.unmodifiableMap(byName);
  }

  /** The dictionary of this version, read at the first use: it takes longer than most answers. */
  public static Dictionary standard() {
    return Standard.DICTIONARY;
  }

  private static final class Standard {
    static final Dictionary DICTIONARY = read();
  }

  private static Dictionary read() {
    YAMLMapper yaml =
        YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();
    try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.yaml")) {
      return new Dictionary(yaml.readValue(in, new TypeReference<List<Metric>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  public Collection<Metric> metrics() {
    return metrics.values();
  }

  /** The metric of that name, or {@code null}. */
  public @Nullable Metric find(String name) {
    return metrics.get(name);
  }

  /** Those that have {@code part} in their name or in what a platform calls them, in any case. */
  public List<Metric> matching(String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return metrics.values().stream()
        .filter(metric -> words(metric).anyMatch(word -> word.contains(wanted)))
        .toList();
  }

  /** Everything that a metric goes by, in lower case. */
  private static Stream<String> words(Metric metric) {
    return Stream.concat(
            Stream.of(metric.name(), metric.en(), metric.zh()),
            metric.labels().values().stream().flatMap(List::stream))
        .map(word -> word.toLowerCase(Locale.ROOT));
  }
}
