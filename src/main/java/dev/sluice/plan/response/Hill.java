package dev.sluice.plan.response;

/** {@code ceiling·x^slope / (half^slope + x^slope)}; S-shaped where the slope is above 1. */
public record Hill(double ceiling, double half, double exponent) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return ceiling / (1 + Math.pow(half / spend, exponent));
  }

  @Override
  public double slope(double spend) {
    if (spend == 0) {
      return exponent > 1 ? 0 : exponent == 1 ? ceiling / half : Double.POSITIVE_INFINITY;
    }
    double rest = Math.pow(half / spend, exponent);
    return ceiling * exponent / spend / (rest + 2 + 1 / rest);
  }

  @Override
  public double inflexion() {
    return exponent <= 1 ? 0 : half * Math.pow((exponent - 1) / (exponent + 1), 1 / exponent);
  }

  /**
   * Newton's method on the logarithm of the slope over that of the spend. It is concave and, past
   * the inflexion, falls; from a spend that is too large the steps therefore never overshoot.
   */
  @Override
  public double spendAt(double slope) {
    if (slope <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double inflexion = inflexion();
    if (!(slope(inflexion) >= slope)) {
      return inflexion;
    }
    double lnHalf = Math.log(half);
    double lnFactor = Math.log(ceiling) + Math.log(exponent) - Math.log(slope);
    // Without the 1 + in the denominator the slope would be larger, and so would its spend.
    double ln = (lnFactor + exponent * lnHalf) / (exponent + 1);
    for (int step = 0; step < 100; step++) {
      double rest = Math.exp(exponent * (lnHalf - ln));
      double excess = lnFactor - ln + exponent * (lnHalf - ln) - 2 * Math.log1p(rest);
      double next = ln + excess / (1 + exponent - 2 * exponent * rest / (1 + rest));
      if (!(next < ln)) {
        break;
      }
      boolean close = ln - next < 1e-9;
      ln = next;
      if (close) {
        // The error of the next would be its square.
        break;
      }
    }
    return Math.max(inflexion, Math.exp(ln));
  }
}
