package dev.sluice.analysis.inference;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Tests of whether proportions are the same. Small cells ask for {@link #fisher}. */
public final class ProportionTest {
  /** Two tables count as equally likely when they differ by rounding only; as R does. */
  private static final double ROUNDING = 1 + 1e-7;

  private ProportionTest() {}

  /**
   * What a chi-squared test says.
   *
   * @param statistic the sum over cells of (observed − expected)² / expected
   * @param degreesOfFreedom one less than the groups
   * @param pValue the chance of at least that statistic when all rates are the same
   */
  public record ChiSquared(double statistic, int degreesOfFreedom, double pValue) {}

  /**
   * Pearson's test that the groups have one rate.
   *
   * @param yates whether each distance from the expected count is taken half a count smaller (never
   *     below 0)
   * @throws IllegalArgumentException when the groups are fewer than two, or have no success or no
   *     failure at all: then nothing can be compared
   */
  public static ChiSquared chiSquared(long[] successes, long[] trials, boolean yates) {
    if (successes.length != trials.length || trials.length < 2) {
      throw new IllegalArgumentException("a comparison takes two groups or more");
    }
    double allSuccesses = 0;
    double allTrials = 0;
    for (int i = 0; i < trials.length; i++) {
      Proportion.require(successes[i], trials[i]);
      allSuccesses += successes[i];
      allTrials += trials[i];
    }
    double rate = allSuccesses / allTrials;
    if (rate == 0 || rate == 1) {
      throw new IllegalArgumentException("no success or no failure in any group");
    }
    double statistic = 0;
    for (int i = 0; i < trials.length; i++) {
      double away = Math.abs(successes[i] - trials[i] * rate);
      double distance = yates ? Math.max(0, away - 0.5) : away;
      // The failures lie as far from what is expected of them as the successes do.
      statistic += distance * distance / (trials[i] * rate);
      statistic += distance * distance / (trials[i] * (1 - rate));
    }
    int df = trials.length - 1;
    return new ChiSquared(
        statistic, df, ChiSquaredDistribution.of(df).survivalProbability(statistic));
  }

  /**
   * Fisher's exact test of two groups, two-sided: the chance of all tables with these margins that
   * are no likelier than the one seen. Up to 2³¹ − 1 trials in both groups together.
   */
  public static double fisher(
      long firstSuccesses, long firstTrials, long secondSuccesses, long secondTrials) {
    Proportion.require(firstSuccesses, firstTrials);
    Proportion.require(secondSuccesses, secondTrials);
    HypergeometricDistribution tables =
        HypergeometricDistribution.of(
            Math.toIntExact(firstTrials + secondTrials),
            Math.toIntExact(firstSuccesses + secondSuccesses),
            (int) firstTrials);
    double seen = tables.probability((int) firstSuccesses) * ROUNDING;
    double p = 0;
    for (int x = tables.getSupportLowerBound(); x <= tables.getSupportUpperBound(); x++) {
      double likely = tables.probability(x);
      if (likely <= seen) {
        p += likely;
      }
    }
    return Math.min(1, p);
  }
}
