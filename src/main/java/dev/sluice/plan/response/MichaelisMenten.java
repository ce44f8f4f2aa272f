package dev.sluice.plan.response;

/** {@code ceiling·x / (half + x)}. */
public record MichaelisMenten(double ceiling, double half) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return ceiling / (1 + half / spend);
  }

  @Override
  public double slope(double spend) {
    double share = half / (half + spend);
    return ceiling / half * share * share;
  }

  @Override
  public double inflexion() {
    return 0;
  }

  @Override
  public double spendAt(double slope) {
    return slope <= 0
        ? Double.POSITIVE_INFINITY
        : Math.max(0, half * (Math.sqrt(ceiling / half / slope) - 1));
  }
}
