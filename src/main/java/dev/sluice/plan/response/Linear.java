package dev.sluice.plan.response;

/** {@code rate·x}. */
public record Linear(double rate) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return rate * spend;
  }

  @Override
  public double slope(double spend) {
    return rate;
  }

  @Override
  public double inflexion() {
    return 0;
  }

  @Override
  public double spendAt(double slope) {
    return rate >= slope ? Double.POSITIVE_INFINITY : 0;
  }
}
