package dev.sluice.analysis.inference;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
final class Normal {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Normal() {}

  /** How many standard errors each end of an interval lies away: 1.96 for 0.95. */
  static double quantile(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("a confidence lies between 0 and 1: " + confidence);
    }
    return STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
  }
}
