package dev.sluice.plan.forecast;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Counts at a given probability, so that the same chance with a higher rate never counts less.
 *
 * <p>Few are counted exactly. Many follow the normal distribution with Fisher and Cornish's first
 * correction for skewness, which is right to within a count or a hundredth of the spread.
 */
final class Counts {
  /** From so many expected on, counts are taken from the normal distribution. */
  private static final double MANY = 40;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Counts() {}

  /**
   * Successes that are not exceeded with {@code probability}.
   *
   * @param trials a whole number from 0 up
   * @param rate of success, 0 to 1
   */
  static double binomial(double probability, double trials, double rate) {
    if (trials <= 0 || rate <= 0) {
      return 0;
    }
    if (rate >= 1) {
      return trials;
    }
    double mean = trials * rate;
    if (mean >= MANY && trials - mean >= MANY) {
      double spread = Math.sqrt(mean * (1 - rate));
      return Math.min(trials, many(probability, mean, spread, (1 - 2 * rate) / 6));
    }
    if (rate > 0.5) {
      return trials - few(1 - probability, trials, 1 - rate, true);
    }
    return few(probability, trials, rate, false);
  }

  /** Events that are not exceeded with {@code probability} where {@code mean} are expected. */
  static double poisson(double probability, double mean) {
    if (mean <= 0) {
      return 0;
    }
    if (mean >= MANY) {
      return many(probability, mean, Math.sqrt(mean), 1.0 / 6);
    }
    double count = 0;
    double point = Math.exp(-mean);
    double below = point;
    while (below < probability && point > 0) {
      count++;
      point *= mean / count;
      below += point;
    }
    return count;
  }

  private static double many(double probability, double mean, double spread, double skew) {
    double normal = NORMAL.inverseCumulativeProbability(probability);
    double count = mean + normal * spread + (normal * normal - 1) * skew;
    return Math.max(0, Math.ceil(count - 0.5));
  }

  /**
   * Adds up the points from 0.
   *
   * @param above whether to count those that are fallen short of with the probability at most, as
   *     failures are when successes are what is asked for
   */
  private static double few(double probability, double trials, double rate, boolean above) {
    double count = 0;
    double point = Math.exp(trials * Math.log1p(-rate));
    double below = point;
    while ((above ? below <= probability : below < probability) && point > 0 && count < trials) {
      point *= (trials - count) / (count + 1) * rate / (1 - rate);
      count++;
      below += point;
    }
    return count;
  }
}
