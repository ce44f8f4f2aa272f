package dev.sluice.analysis.flash;

import dev.sluice.analysis.inference.RateRatio;
import dev.sluice.analysis.inference.RateRatio.Counts;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * When a drop of so many units would have been sold out, had it begun at some minute and sold at a
 * pace that was seen.
 *
 * <p>The pace is a gamma (Jeffreys' prior for a Poisson rate), the exposure that the last unit
 * needs a gamma given the pace, so the exposure to sell-out is a scaled F. It is read off the
 * broadcast's own traffic from that minute on.
 *
 * @param expected the minute at the mean pace, or {@code null} when the drop would have outlasted
 *     the broadcast
 * @param early one in ten drops would have gone before this minute
 * @param late one in ten would have lasted past it
 * @param observed the minute in which as many units were sold as it was, counted from the first
 *     minute of the drop
 */
record Pacing(
    @Nullable Integer expected,
    @Nullable Integer early,
    @Nullable Integer late,
    @Nullable Integer observed) {

  /**
   * @param seen counts and exposures that tell the pace, with at least one unit
   */
  static Pacing of(Minutes minutes, Minutes.Goods goods, int from, long units, Counts seen) {
    double dispersion = RateRatio.dispersion(seen);
    double shape = units / dispersion;
    double paceShape = seen.total() / dispersion + 0.5;
    FDistribution f = FDistribution.of(2 * shape, 2 * paceShape);
    double scale = seen.exposure() * shape / paceShape;
    return new Pacing(
        minuteOf(minutes, from, units / seen.rate()),
        minuteOf(minutes, from, scale * f.inverseCumulativeProbability(0.1)),
        minuteOf(minutes, from, scale * f.inverseCumulativeProbability(0.9)),
        observed(minutes, goods, from, units));
  }

  /** The minute in which the exposure from {@code from} on comes to {@code needed}. */
  private static @Nullable Integer minuteOf(Minutes minutes, int from, double needed) {
    double offered = 0;
    for (int minute = from; minute < minutes.length(); minute++) {
      double exposure = minutes.exposure()[minute];
      offered += Double.isNaN(exposure) ? 0 : exposure;
      if (offered >= needed) {
        return minute;
      }
    }
    return null;
  }

  private static @Nullable Integer observed(
      Minutes minutes, Minutes.Goods goods, int from, long units) {
    double sold = 0;
    for (int minute = from; minute < minutes.length(); minute++) {
      sold += goods.units()[minute];
      if (sold >= units) {
        return minute;
      }
    }
    return null;
  }

  /** The pace: what the goods sold in their windows, else in the whole broadcast. */
  static @Nullable Counts seen(Minutes minutes, Minutes.Goods goods, List<Window> windows) {
    Counts pushed =
        windows.isEmpty()
            ? null
            : minutes.counts(
                List.of(goods), m -> windows.stream().anyMatch(window -> window.holds(m)));
    if (pushed != null && pushed.total() > 0) {
      return pushed;
    }
    Counts whole = minutes.counts(List.of(goods), m -> true);
    return whole == null || whole.total() == 0 ? null : whole;
  }
}
