package dev.sluice.plan.allocation;

/**
 * A division of money and its certificate.
 *
 * @param spend of each layer, in whole units of money
 * @param value what it brings
 * @param upperBound what no division can exceed
 * @param price what one more unit of money would bring: 0 where there is more than can be used
 * @param groupPrices what the limit of each group adds to the price of its layers: above 0 where
 *     its maximum binds, below 0 where its minimum does
 * @param prices the price of money at each layer, its groups' included
 * @param nodes how many sets of divisions were looked at
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Allocation(
    double[] spend,
    double value,
    double upperBound,
    double price,
    double[] groupPrices,
    double[] prices,
    int nodes) {

  /** How far the value may be from the best, as a part of it. */
  public double gap() {
    return upperBound <= value ? 0 : (upperBound - value) / Math.abs(upperBound);
  }

  /** The money that it spends. */
  public double spent() {
    double sum = 0;
    for (double each : spend) {
      sum += each;
    }
    return sum;
  }
}
