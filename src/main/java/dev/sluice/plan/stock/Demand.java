package dev.sluice.plan.stock;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Units that buyers would take if there were enough: a Poisson number whose rate is not sure but
 * gamma-distributed, which is a negative binomial.
 *
 * @param mean units, above 0
 * @param shape of the rate: its variance is mean² / shape; infinite where the rate is sure
 */
record Demand(double mean, double shape) {
  /** Into how many the time is cut for an integral. */
  private static final int PARTS = 500;

  /** A demand of that variance; below the mean, buyers alone make more, and the rate is sure. */
  static Demand of(double mean, double variance) {
    return new Demand(
        mean, variance > mean ? mean * mean / (variance - mean) : Double.POSITIVE_INFINITY);
  }

  /** The same buyers in {@code part} of the time, which may be more than all of it. */
  Demand during(double part) {
    return new Demand(mean * part, shape);
  }

  /** The chance of no more than so many units. */
  double atMost(long units) {
    return units < 0 ? 0 : atMost(units, shape);
  }

  private double atMost(long units, double of) {
    if (Double.isInfinite(of)) {
      return PoissonDistribution.of(mean)
          .cumulativeProbability((int) Math.min(Integer.MAX_VALUE, units));
    }
    return BetaDistribution.of(of, units + 1.0).cumulativeProbability(shape / (shape + mean));
  }

  /** The chance that {@code stock} units are not more than buyers would take. */
  double sellOut(long stock) {
    return 1 - atMost(stock - 1);
  }

  /**
   * Units sold of {@code stock}, on average.
   *
   * <p>Of the units of all who find enough, k·P(k) summed, k·P(k) is the mean times the chance of k
   * − 1 of a demand whose shape is 1 larger.
   */
  double sold(long stock) {
    double enough = stock < 2 ? 0 : mean * atMost(stock - 2, shape + 1);
    return enough + stock * sellOut(stock);
  }

  /** The least number of units that is enough with that probability. */
  long quantile(double probability) {
    return Newsvendor.least(probability, this::atMost);
  }

  /**
   * When {@code stock} units are sold out, given that they are: a part of the time, on average.
   *
   * <p>It is 1 less what the chance of being sold out earlier adds up to over the time.
   */
  double sellOutTime(long stock) {
    double all = sellOut(stock);
    double sum = all / 2;
    for (int i = 1; i < PARTS; i++) {
      sum += during((double) i / PARTS).sellOut(stock);
    }
    return 1 - sum / PARTS / all;
  }
}
