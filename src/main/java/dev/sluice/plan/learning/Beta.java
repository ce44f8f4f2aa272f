package dev.sluice.plan.learning;

import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A Beta distribution of a rate.
 *
 * @param alpha successes that it stands for, above 0
 * @param beta failures that it stands for, above 0
 */
public record Beta(double alpha, double beta) {
  public Beta {
    if (!(alpha > 0 && beta > 0)) {
      throw new IllegalArgumentException("not a Beta distribution: " + alpha + ", " + beta);
    }
  }

  /** The one of that mean, worth {@code strength} trials. */
  static Beta of(double mean, double strength) {
    return new Beta(mean * strength, (1 - mean) * strength);
  }

  /** The one of that mean and variance; a variance that no rate can have is cut to what can. */
  static Beta matching(double mean, double variance) {
    double most = mean * (1 - mean);
    return of(mean, Math.max(MINIMUM_STRENGTH, most / variance - 1));
  }

  /** Below two trials a Beta distribution piles up at 0 and 1, which no rate here does. */
  private static final double MINIMUM_STRENGTH = 2;

  /** What is believed after trials: the conjugate posterior. */
  public Beta after(double successes, double failures) {
    return new Beta(alpha + successes, beta + failures);
  }

  public double mean() {
    return alpha / (alpha + beta);
  }

  public double variance() {
    double strength = alpha + beta;
    return alpha * beta / (strength * strength * (strength + 1));
  }

  /** The rate that is not exceeded with probability {@code p}. */
  public double quantile(double p) {
    return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(p);
  }

  /** The probability that the rate is not above {@code rate}. */
  public double probability(double rate) {
    return BetaDistribution.of(alpha, beta).cumulativeProbability(rate);
  }

  public double draw(RandomGenerator random) {
    return BetaDistribution.of(alpha, beta).createSampler(random::nextLong).sample();
  }
}
