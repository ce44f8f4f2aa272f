package dev.sluice.plan.response;

/** {@code scale·x^exponent}; bends upward without end where the exponent is above 1. */
public record Power(double scale, double exponent) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return scale * Math.pow(spend, exponent);
  }

  @Override
  public double slope(double spend) {
    return scale * exponent * Math.pow(spend, exponent - 1);
  }

  @Override
  public double inflexion() {
    return exponent > 1 ? Double.POSITIVE_INFINITY : 0;
  }

  @Override
  public double spendAt(double slope) {
    if (exponent >= 1) {
      return exponent > 1 || scale >= slope ? Double.POSITIVE_INFINITY : 0;
    }
    return slope <= 0
        ? Double.POSITIVE_INFINITY
        : Math.pow(slope / (scale * exponent), 1 / (exponent - 1));
  }
}
