package dev.sluice.plan.stock;

import java.util.function.LongToDoubleFunction;

/**
 * How many units to have when each one too few costs {@code under} and each one too many {@code
 * over}: the least number that is enough with probability under / (under + over) (Arrow, Harris and
 * Marschak 1951).
 *
 * @param under what a unit that is missing costs, above 0
 * @param over what a unit that is left costs, above 0
 */
record Newsvendor(double under, double over) {
  double criticalRatio() {
    return under / (under + over);
  }

  /**
   * The quantity.
   *
   * @param atMost the chance of a demand of no more than so many units
   */
  long quantity(LongToDoubleFunction atMost) {
    return least(criticalRatio(), atMost);
  }

  /**
   * What too few and too many cost on average.
   *
   * @param quantity units that there are
   * @param mean demand
   * @param sold units that are sold of them, on average
   */
  double cost(double quantity, double mean, double sold) {
    return under * (mean - sold) + over * (quantity - sold);
  }

  /** The least number of units that is enough with that probability. */
  static long least(double probability, LongToDoubleFunction atMost) {
    long high = 1;
    while (high < Long.MAX_VALUE / 4 && atMost.applyAsDouble(high) < probability) {
      high *= 2;
    }
    long low = -1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (atMost.applyAsDouble(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
