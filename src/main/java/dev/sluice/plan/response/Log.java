package dev.sluice.plan.response;

/** {@code scale·ln(1 + x/half)}. */
public record Log(double scale, double half) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return scale * Math.log1p(spend / half);
  }

  @Override
  public double slope(double spend) {
    return scale / (half + spend);
  }

  @Override
  public double inflexion() {
    return 0;
  }

  @Override
  public double spendAt(double slope) {
    return slope <= 0 ? Double.POSITIVE_INFINITY : Math.max(0, scale / slope - half);
  }
}
