package dev.sluice.plan.response;

/** {@code ceiling·(1 − e^(−rate·x))}. */
public record Exponential(double ceiling, double rate) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return -ceiling * Math.expm1(-rate * spend);
  }

  @Override
  public double slope(double spend) {
    return ceiling * rate * Math.exp(-rate * spend);
  }

  @Override
  public double inflexion() {
    return 0;
  }

  @Override
  public double spendAt(double slope) {
    return slope <= 0
        ? Double.POSITIVE_INFINITY
        : Math.max(0, Math.log(ceiling * rate / slope) / rate);
  }
}
