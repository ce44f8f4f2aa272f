package dev.sluice.metrics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A range of a metric that somebody published.
 *
 * @param metric an entry of the dictionary
 * @param platform where it holds; {@code null} = said of live commerce as a whole
 * @param about the market or category that it is of, or {@code null}
 * @param low the lower end, {@code null} = none
 * @param high the upper end, {@code null} = none
 * @param currency of an amount, else {@code null}
 * @param says what the source says of the range
 * @param source who says so
 * @param date when, or that the source does not tell
 * @param grade how far that can be trusted
 */
public record Benchmark(
    String metric,
    @Nullable String platform,
    @Nullable String about,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    @Nullable String currency,
    String says,
    String source,
    String date,
    Grade grade) {

  /** Whether it may be held against somebody: what nobody has verified may not. */
  public boolean givesVerdict() {
    return switch (grade) {
      case A, B -> true;
      case C, I -> false;
    };
  }

  /** Why it cannot stand, or {@code null} if it can. */
  @Nullable String fault(Dictionary dictionary) {
    Metric known = metric == null ? null : dictionary.find(metric);
    if (known == null) {
      return "'" + metric + "' is no metric of the dictionary";
    }
    if (isBlank(source)) {
      return "it has no 'source'";
    }
    if (isBlank(date)) {
      return "it has no 'date'; write 'not dated' where the source does not tell";
    }
    if (grade == null) {
      return "it has no 'grade': A, B, C or I";
    }
    if (isBlank(says)) {
      return "it does not say what the source 'says'";
    }
    if (low == null && high == null) {
      return "it has neither 'low' nor 'high'";
    }
    if (low != null && high != null && low.compareTo(high) > 0) {
      return "its low " + low + " lies above its high " + high;
    }
    if ((known.unit() == Unit.MONEY) != (currency != null)) {
      return known.unit() == Unit.MONEY
          ? "an amount needs its 'currency'"
          : "it is no amount and has a 'currency'";
    }
    return null;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
