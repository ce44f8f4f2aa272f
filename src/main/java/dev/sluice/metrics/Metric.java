package dev.sluice.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One number of the trade and everything that tells it from its namesakes.
 *
 * @param name the one name that it has in facts, JSON and options
 * @param en its name in English
 * @param zh its name in Chinese
 * @param definition what it is, in a sentence or two
 * @param formula arithmetic over other metrics' names, of the same broadcasts and period; {@code
 *     null} where it is counted, reported or found by more than arithmetic
 * @param basis what it counts
 * @param unit in what it is stated
 * @param denominator the metric that a ratio is per, {@code null} for what is no ratio
 * @param timeBasis which moment places it in a period
 * @param scope where and how long it counts: in the room, while the room is live, attributed …
 * @param refundTreatment what a refund does to it
 * @param maturity how long it keeps moving
 * @param stored whether it is a column of the facts, rather than computed
 * @param labels what the platforms call it, by platform
 * @param differs where a platform's number of that label is not quite this one, by platform
 * @param source who says so
 * @param grade how far that can be trusted
 */
public record Metric(
    String name,
    String en,
    String zh,
    String definition,
    @Nullable String formula,
    Basis basis,
    Unit unit,
    @Nullable String denominator,
    @Nullable String timeBasis,
    @Nullable String scope,
    @Nullable String refundTreatment,
    @Nullable String maturity,
    boolean stored,
    Map<String, List<String>> labels,
    Map<String, String> differs,
    String source,
    Grade grade) {

  public Metric {
    labels = ordered(labels);
    differs = ordered(differs);
  }

  /** Keeps the order of the dictionary, which {@code Map.copyOf} does not; none is an empty map. */
  private static <V> Map<String, V> ordered(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
