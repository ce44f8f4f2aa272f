package dev.sluice.analysis.inference;

/**
 * Confidence intervals of how many times larger the first of two proportions, or its odds, is. They
 * need a success in both groups, and odds a failure too: a ratio to nothing has no interval.
 */
public final class Ratio {
  private Ratio() {}

  /** Katz' log interval of the ratio of the two rates. */
  public static Interval katz(
      long firstSuccesses,
      long firstTrials,
      long secondSuccesses,
      long secondTrials,
      double confidence) {
    Proportion.require(firstSuccesses, firstTrials);
    Proportion.require(secondSuccesses, secondTrials);
    requireSome(firstSuccesses, secondSuccesses);
    double ratio = (double) firstSuccesses / firstTrials * secondTrials / secondSuccesses;
    double error =
        Math.sqrt(
            1.0 / firstSuccesses - 1.0 / firstTrials + 1.0 / secondSuccesses - 1.0 / secondTrials);
    return around(ratio, error, confidence);
  }

  /** Woolf's log interval of the ratio of the two odds. */
  public static Interval woolf(
      long firstSuccesses,
      long firstTrials,
      long secondSuccesses,
      long secondTrials,
      double confidence) {
    Proportion.require(firstSuccesses, firstTrials);
    Proportion.require(secondSuccesses, secondTrials);
    long firstFailures = firstTrials - firstSuccesses;
    long secondFailures = secondTrials - secondSuccesses;
    requireSome(firstSuccesses, secondSuccesses, firstFailures, secondFailures);
    double odds = (double) firstSuccesses / firstFailures * secondFailures / secondSuccesses;
    double error =
        Math.sqrt(
            1.0 / firstSuccesses
                + 1.0 / firstFailures
                + 1.0 / secondSuccesses
                + 1.0 / secondFailures);
    return around(odds, error, confidence);
  }

  private static Interval around(double ratio, double logError, double confidence) {
    double factor = Math.exp(Normal.quantile(confidence) * logError);
    return new Interval(ratio / factor, ratio * factor);
  }

  private static void requireSome(long... cells) {
    for (long cell : cells) {
      if (cell == 0) {
        throw new IllegalArgumentException("a ratio to a cell of 0 has no interval");
      }
    }
  }
}
