package dev.sluice.plan.forecast;

import dev.sluice.plan.learning.Beta;
import dev.sluice.plan.learning.LogStudent;
import dev.sluice.plan.learning.SpendCurve;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * What a figure may turn out to be.
 *
 * @param low what it falls short of once in ten times
 * @param median what it falls short of every other time
 * @param high what it goes beyond once in ten times
 * @param draw one value of it
 */
record Uncertain(double low, double median, double high, ToDoubleFunction<RandomGenerator> draw) {
  /** The standard normal quantile of 90 %. */
  private static final double NINETIETH = 1.2815515655446004;

  /** A figure that is what it is. */
  static Uncertain certain(double value) {
    return new Uncertain(value, value, value, random -> value);
  }

  /**
   * An amount or a count: normal on the logarithm, with a spread of its own below and above the
   * median, so that the three figures are met exactly.
   */
  static Uncertain amount(double low, double median, double high) {
    return split(low, median, high, Math::log, Math::exp);
  }

  /** A rate: the same on the logarithm of its odds. */
  static Uncertain rate(double low, double median, double high) {
    return split(
        low,
        median,
        high,
        rate -> Math.log(rate / (1 - rate)),
        logOdds -> 1 / (1 + Math.exp(-logOdds)));
  }

  private static Uncertain split(
      double low, double median, double high, DoubleUnaryOperator to, DoubleUnaryOperator from) {
    double centre = to.applyAsDouble(median);
    if (Double.isInfinite(centre)) {
      return certain(median);
    }
    double below = (centre - to.applyAsDouble(low)) / NINETIETH;
    double above = (to.applyAsDouble(high) - centre) / NINETIETH;
    return new Uncertain(
        low,
        median,
        high,
        random -> {
          double normal = random.nextGaussian();
          return from.applyAsDouble(centre + normal * (normal < 0 ? below : above));
        });
  }

  static Uncertain of(Beta rate) {
    return new Uncertain(rate.quantile(0.1), rate.quantile(0.5), rate.quantile(0.9), rate::draw);
  }

  static Uncertain of(LogStudent amount) {
    return new Uncertain(
        amount.quantile(0.1), amount.quantile(0.5), amount.quantile(0.9), amount::draw);
  }

  /** The entrants that a curve learned from the past gives for {@code spend}. */
  static Uncertain of(SpendCurve curve, double spend) {
    return new Uncertain(
        curve.quantile(spend, 0.1),
        curve.quantile(spend, 0.5),
        curve.quantile(spend, 0.9),
        random -> curve.draw(spend, random));
  }
}
