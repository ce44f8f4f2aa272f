package dev.sluice.analysis.inference;

/**
 * Confidence intervals of the difference of two proportions, the first minus the second. {@link
 * #newcombe} is the one to show.
 *
 * <p>They refuse what is no proportion, as {@link Proportion} does.
 */
public final class Difference {
  private Difference() {}

  /**
   * Newcombe's hybrid score interval (1998, method 10): the two Wilson intervals, their distances
   * squared and added. Subtracting the ends of the two instead is far too wide.
   */
  public static Interval newcombe(
      long firstSuccesses,
      long firstTrials,
      long secondSuccesses,
      long secondTrials,
      double confidence) {
    Interval first = Proportion.wilson(firstSuccesses, firstTrials, confidence);
    Interval second = Proportion.wilson(secondSuccesses, secondTrials, confidence);
    double p1 = (double) firstSuccesses / firstTrials;
    double p2 = (double) secondSuccesses / secondTrials;
    return new Interval(
        p1 - p2 - Math.hypot(p1 - first.low(), second.high() - p2),
        p1 - p2 + Math.hypot(first.high() - p1, p2 - second.low()));
  }

  /** The textbook interval, without correction. */
  public static Interval wald(
      long firstSuccesses,
      long firstTrials,
      long secondSuccesses,
      long secondTrials,
      double confidence) {
    return wald(firstSuccesses, firstTrials, secondSuccesses, secondTrials, confidence, 0, 0);
  }

  /** The textbook interval with Yates' correction: half a success wider in each group. */
  public static Interval waldCorrected(
      long firstSuccesses,
      long firstTrials,
      long secondSuccesses,
      long secondTrials,
      double confidence) {
    return wald(firstSuccesses, firstTrials, secondSuccesses, secondTrials, confidence, 0, 0.5);
  }

  /** Agresti and Caffo's: one success and one failure more in each group, then Wald. */
  public static Interval agrestiCaffo(
      long firstSuccesses,
      long firstTrials,
      long secondSuccesses,
      long secondTrials,
      double confidence) {
    return wald(firstSuccesses, firstTrials, secondSuccesses, secondTrials, confidence, 1, 0);
  }

  /**
   * @param added how many successes and how many failures each group gets on top
   * @param wider by how many successes of each group the interval is wider at each end
   */
  private static Interval wald(
      long firstSuccesses,
      long firstTrials,
      long secondSuccesses,
      long secondTrials,
      double confidence,
      int added,
      double wider) {
    Proportion.require(firstSuccesses, firstTrials);
    Proportion.require(secondSuccesses, secondTrials);
    double n1 = firstTrials + 2.0 * added;
    double n2 = secondTrials + 2.0 * added;
    double p1 = (firstSuccesses + added) / n1;
    double p2 = (secondSuccesses + added) / n2;
    double error = Math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
    double half = Normal.quantile(confidence) * error + wider / n1 + wider / n2;
    return new Interval(p1 - p2 - half, p1 - p2 + half);
  }
}
