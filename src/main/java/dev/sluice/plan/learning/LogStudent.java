package dev.sluice.plan.learning;

import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A quantity above zero whose logarithm has a Student's t distribution. Its mean is infinite, so
 * the median stands for it.
 *
 * @param location of the logarithm
 * @param scale of the logarithm
 * @param degrees of freedom
 */
public record LogStudent(double location, double scale, double degrees) {
  public double median() {
    return Math.exp(location);
  }

  /** What is not exceeded with probability {@code p}. */
  public double quantile(double p) {
    return Math.exp(location + scale * TDistribution.of(degrees).inverseCumulativeProbability(p));
  }

  /** The probability of at most {@code value}. */
  public double probability(double value) {
    return value <= 0
        ? 0
        : TDistribution.of(degrees).cumulativeProbability((Math.log(value) - location) / scale);
  }

  public double draw(RandomGenerator random) {
    return Math.exp(
        location + scale * TDistribution.of(degrees).createSampler(random::nextLong).sample());
  }
}
