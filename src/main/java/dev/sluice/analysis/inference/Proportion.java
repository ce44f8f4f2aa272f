package dev.sluice.analysis.inference;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Confidence intervals of one proportion, {@code successes} of {@code trials}. {@link #wilson} is
 * the one to show: it stays in [0, 1] and holds near 0 and 1 too.
 *
 * <p>All of them throw {@link IllegalArgumentException} where there is no trial, fewer successes
 * than none, or more than trials: a rate of nothing has no interval.
 */
public final class Proportion {
  private Proportion() {}

  /** Wilson's score interval, without continuity correction. */
  public static Interval wilson(long successes, long trials, double confidence) {
    require(successes, trials);
    double z = Normal.quantile(confidence);
    double n = trials;
    double p = successes / n;
    double centre = p + z * z / (2 * n);
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    double scale = 1 + z * z / n;
    // Rounding must not put the ends of 0 and n off the border.
    double low = successes == 0 ? 0 : (centre - half) / scale;
    double high = successes == trials ? 1 : (centre + half) / scale;
    return new Interval(low, high);
  }

  /** Wilson's score interval with continuity correction (Newcombe 1998, method 4). */
  public static Interval wilsonCorrected(long successes, long trials, double confidence) {
    require(successes, trials);
    double z = Normal.quantile(confidence);
    double n = trials;
    double p = successes / n;
    double centre = 2 * n * p + z * z;
    double scale = 2 * (n + z * z);
    double below = z * Math.sqrt(z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1));
    double above = z * Math.sqrt(z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1));
    double low = successes == 0 ? 0 : Math.max(0, (centre - 1 - below) / scale);
    double high = successes == trials ? 1 : Math.min(1, (centre + 1 + above) / scale);
    return new Interval(low, high);
  }

  /** The textbook interval p ± z·√(p(1−p)/n). It leaves [0, 1], and is empty at 0 and n. */
  public static Interval wald(long successes, long trials, double confidence) {
    require(successes, trials);
    return wald((double) successes, (double) trials, confidence);
  }

  /** Agresti and Coull's as in R's binom: z²/2 successes and z²/2 failures more, then Wald. */
  public static Interval agrestiCoull(long successes, long trials, double confidence) {
    require(successes, trials);
    double z = Normal.quantile(confidence);
    return wald(successes + z * z / 2, trials + z * z, confidence);
  }

  /**
   * Two successes and two failures more, then Wald. Some books call it Agresti–Coull; the two agree
   * at 95 % only.
   */
  public static Interval plusFour(long successes, long trials, double confidence) {
    require(successes, trials);
    return wald(successes + 2.0, trials + 4.0, confidence);
  }

  /** Clopper and Pearson's exact interval: never too narrow, mostly too wide. */
  public static Interval clopperPearson(long successes, long trials, double confidence) {
    require(successes, trials);
    double tail = (1 - confidence) / 2;
    long failures = trials - successes;
    double low =
        successes == 0
            ? 0
            : BetaDistribution.of((double) successes, failures + 1.0)
                .inverseCumulativeProbability(tail);
    double high =
        failures == 0
            ? 1
            : BetaDistribution.of(successes + 1.0, (double) failures)
                .inverseSurvivalProbability(tail);
    return new Interval(low, high);
  }

  private static Interval wald(double successes, double trials, double confidence) {
    double p = successes / trials;
    double half = Normal.quantile(confidence) * Math.sqrt(p * (1 - p) / trials);
    return new Interval(p - half, p + half);
  }

  static void require(long successes, long trials) {
    if (trials <= 0 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials + " is no proportion");
    }
  }
}
