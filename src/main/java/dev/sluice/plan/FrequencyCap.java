package dev.sluice.plan;

import java.time.Duration;
import java.util.Locale;

/**
 * How often a person may be spoken to by a layer.
 *
 * @param times in any {@code per}
 */
public record FrequencyCap(long times, Period per) {
  /** A stretch of time that begins at any moment, not only on the first of a week or month. */
  public enum Period {
    DAY(1),
    WEEK(7),
    MONTH(30);

    private final int days;

    Period(int days) {
      this.days = days;
    }

    public Duration duration() {
      return Duration.ofDays(days);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return times + " a " + per;
  }
}
