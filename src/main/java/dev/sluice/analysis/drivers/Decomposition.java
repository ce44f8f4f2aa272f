package dev.sluice.analysis.drivers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change of a product of factors, split over them so that the parts add up exactly.
 *
 * <p>The part of a factor is {@code L(after, before) * ln(factor after / factor before)}, where
 * {@code L(a, b) = (a - b) / ln(a / b)} is the logarithmic mean (Vartia 1976; Ang and Liu 2001, the
 * LMDI). It does not depend on the order of the factors and leaves no rest.
 *
 * <p>Where one of the two totals is 0, the first factor that is 0 there bears the whole change:
 * that is the limit of the formula as the factor goes to 0. What comes after it has no value there
 * and no part.
 */
final class Decomposition {
  private static final int CENTS = 2;

  private Decomposition() {}

  /**
   * One factor.
   *
   * @param before {@code null} where nothing was left to divide by
   */
  record Factor(@Nullable Double before, @Nullable Double after) {}

  /**
   * Splits.
   *
   * @param before the product of the factors before, in cents at most
   * @return a part for each factor, in cents, that add up to {@code after - before}
   */
  static List<BigDecimal> parts(BigDecimal before, BigDecimal after, List<Factor> factors) {
    BigDecimal change = after.subtract(before).setScale(CENTS);
    List<Double> parts = new ArrayList<>();
    if (before.signum() == 0 || after.signum() == 0) {
      int bearer = bearer(factors);
      for (int i = 0; i < factors.size(); i++) {
        parts.add(i == bearer ? change.doubleValue() : 0);
      }
    } else {
      double mean = logarithmicMean(after.doubleValue(), before.doubleValue());
      for (Factor factor : factors) {
        parts.add(mean * Math.log(value(factor.after()) / value(factor.before())));
      }
    }
    return inCents(change, parts);
  }

  /**
   * Rounds each part; the cents that this leaves over go to the largest, where they matter least.
   */
  private static List<BigDecimal> inCents(BigDecimal change, List<Double> exact) {
    List<BigDecimal> parts = new ArrayList<>();
    BigDecimal left = change;
    int largest = 0;
    for (int i = 0; i < exact.size(); i++) {
      BigDecimal part = BigDecimal.valueOf(exact.get(i)).setScale(CENTS, RoundingMode.HALF_EVEN);
      parts.add(part);
      left = left.subtract(part);
      if (part.abs().compareTo(parts.get(largest).abs()) > 0) {
        largest = i;
      }
    }
    parts.set(largest, parts.get(largest).add(left));
    return parts;
  }

  /** Between the two and equal to them where they are equal. */
  static double logarithmicMean(double a, double b) {
    double ratio = a / b;
    // Near 1 the quotient loses its digits; its series does not.
    double nearness = ratio - 1;
    if (Math.abs(nearness) < 1e-5) {
      return b * (1 + nearness / 2 - nearness * nearness / 12);
    }
    return (a - b) / Math.log(ratio);
  }

  private static int bearer(List<Factor> factors) {
    for (int i = 0; i < factors.size(); i++) {
      if (value(factors.get(i).before()) == 0 || value(factors.get(i).after()) == 0) {
        return i;
      }
    }
    return factors.size() - 1;
  }

  private static double value(@Nullable Double factor) {
    return factor == null ? 0 : factor;
  }
}
