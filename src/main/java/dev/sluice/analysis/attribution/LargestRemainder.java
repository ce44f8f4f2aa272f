package dev.sluice.analysis.attribution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds parts so that they add up to their rounded total. */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Rounds each part down, then gives the units that are left to the parts that lost most; of equal
   * ones to the earlier.
   *
   * @param total what the result adds up to, of at most {@code scale} decimals
   * @param parts the exact parts; but for rounding they add up to {@code total}
   * @param scale the decimals of the result
   */
  static List<BigDecimal> apportion(BigDecimal total, List<Double> parts, int scale) {
    BigDecimal sum = parts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> floors = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    BigDecimal left = total;
    for (double part : parts) {
      BigDecimal exact = new BigDecimal(part);
      if (sum.signum() != 0) {
        // What binary arithmetic lost on the way must not come back as whole units.
        exact = exact.multiply(total).divide(sum, MathContext.DECIMAL128);
      }
      BigDecimal floor = exact.setScale(scale, RoundingMode.FLOOR);
      floors.add(floor);
      remainders.add(exact.subtract(floor));
      left = left.subtract(floor);
    }
    int units = left.movePointRight(scale).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    List<Integer> order =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.<Integer, BigDecimal>comparing(remainders::get).reversed())
            .toList();
    BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
    for (int i : order.subList(0, units)) {
      floors.set(i, floors.get(i).add(unit));
    }
    return floors;
  }
}
