package dev.sluice.analysis.inference;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times faster something happens here than there: the ratio of two rates of counted things
 * over their exposures (minutes, or viewers times minutes).
 *
 * <p>The interval is Jeffreys' for two Poisson rates, whose ratio is that of two gammas and so a
 * scaled F, with the counts divided by their dispersion (Pearson's, at least 1): things that come
 * in lots vary more than single ones. The dispersion is an estimate, so the tail is that of
 * Student's t with its degrees of freedom.
 *
 * @param ratio rate here / rate there, NaN when nothing happened there
 * @param interval of the ratio, 95 %; its high end is infinite when nothing happened there
 * @param dispersion variance over mean of the counts, at least 1
 */
public record RateRatio(double ratio, Interval interval, double dispersion) {
  private static final double CONFIDENCE = 0.95;

  /**
   * Compares two runs of slots.
   *
   * @param here counts and exposures, slot by slot; exposures are above 0
   * @throws IllegalArgumentException when one of them has no exposure
   */
  public static RateRatio of(Counts here, Counts there) {
    double dispersion = dispersion(here, there);
    double degrees = here.slots() + there.slots() - 2.0;
    double tail = (1 - CONFIDENCE) / 2;
    if (degrees > 0 && dispersion > 1) {
      double t = TDistribution.of(degrees).inverseSurvivalProbability(tail);
      tail = NormalDistribution.of(0, 1).survivalProbability(t);
    }
    double shapeHere = here.total() / dispersion + 0.5;
    double shapeThere = there.total() / dispersion + 0.5;
    double scale = shapeHere / here.exposure() / (shapeThere / there.exposure());
    FDistribution f = FDistribution.of(2 * shapeHere, 2 * shapeThere);
    double low = here.total() == 0 ? 0 : scale * f.inverseCumulativeProbability(tail);
    double high =
        there.total() == 0 ? Double.POSITIVE_INFINITY : scale * f.inverseSurvivalProbability(tail);
    double ratio = there.total() == 0 ? Double.NaN : here.rate() / there.rate();
    return new RateRatio(ratio, new Interval(low, high), dispersion);
  }

  /** Pearson's: squared misses over what was expected, of both runs together; at least 1. */
  public static double dispersion(Counts... runs) {
    double misses = 0;
    double degrees = 0;
    for (Counts run : runs) {
      if (run.total() > 0) {
        misses += run.misses();
        degrees += run.slots() - 1;
      }
    }
    return degrees < 1 ? 1 : Math.max(1, misses / degrees);
  }

  /**
   * Things counted in slots.
   *
   * @param counts how many in each slot
   * @param exposures what each slot offered, above 0
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Counts(double[] counts, double[] exposures) {
    public Counts {
      if (counts.length != exposures.length || counts.length == 0) {
        throw new IllegalArgumentException("no slots, or not an exposure for each");
      }
    }

    int slots() {
      return counts.length;
    }

    /** All that was counted. */
    public double total() {
      return sum(counts);
    }

    /** All that was offered. */
    public double exposure() {
      return sum(exposures);
    }

    /** Things per exposure. */
    public double rate() {
      return total() / exposure();
    }

    private double misses() {
      double rate = rate();
      double misses = 0;
      for (int i = 0; i < counts.length; i++) {
        double expected = rate * exposures[i];
        misses += (counts[i] - expected) * (counts[i] - expected) / expected;
      }
      return misses;
    }

    private static double sum(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum;
    }
  }
}
