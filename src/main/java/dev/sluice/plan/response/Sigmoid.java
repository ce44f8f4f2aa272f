package dev.sluice.plan.response;

/**
 * {@code ceiling / (1 + e^(−rate·(x − inflexion))) − ceiling / (1 + e^(rate·inflexion))}: the
 * logistic function, moved down so that no money brings nothing.
 */
public record Sigmoid(double ceiling, double rate, double inflexion) implements ResponseCurve {
  @Override
  public double value(double spend) {
    // The difference of the two, without the loss of taking it.
    return -ceiling
        * logistic(rate * (spend - inflexion))
        * logistic(rate * inflexion)
        * Math.expm1(-rate * spend);
  }

  @Override
  public double slope(double spend) {
    double z = rate * (spend - inflexion);
    return ceiling * rate * logistic(z) * logistic(-z);
  }

  @Override
  public double spendAt(double slope) {
    if (slope <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    // logistic(z)·logistic(−z) = product is a quadratic equation; the smaller root is logistic(−z).
    double product = slope / ceiling / rate;
    if (product >= 0.25) {
      return inflexion;
    }
    double upper = (1 + Math.sqrt(1 - 4 * product)) / 2;
    return inflexion + Math.log(upper * upper / product) / rate;
  }

  private static double logistic(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
