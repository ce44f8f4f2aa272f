package dev.sluice.plan.response;

/**
 * {@code ceiling·tanh(x / width)}. The logistic saturation is the same curve by other names: {@code
 * (1 − e^(−rate·x)) / (1 + e^(−rate·x)) = tanh(rate·x / 2)}.
 */
public record Tanh(double ceiling, double width) implements ResponseCurve {
  private static final double LN_3 = Math.log(3);

  /** {@code ceiling·(1 − e^(−rate·x)) / (1 + e^(−rate·x))}. */
  public static Tanh logistic(double ceiling, double rate) {
    return new Tanh(ceiling, 2 / rate);
  }

  /** The curve that reaches half of its ceiling at {@code half}. */
  public static Tanh reachingHalf(double ceiling, double half) {
    return logistic(ceiling, LN_3 / half);
  }

  /** The curve whose first unit of response costs {@code cost}. */
  public static Tanh costing(double ceiling, double cost) {
    return new Tanh(ceiling, ceiling * cost);
  }

  /**
   * The curve as seen from one spend.
   *
   * @param spend a spend above 0
   * @param gain the answer to it, a unit of money
   * @param saturation the part of the ceiling that it reaches, below 1
   */
  public record Baseline(double spend, double gain, double saturation) {
    /** The curve. */
    public Tanh tanh() {
      double ratio = (1 + saturation) / (1 - saturation);
      return new Tanh(gain * spend / saturation, 2 * spend / Math.log(ratio));
    }
  }

  /** This curve as seen from {@code spend}. */
  public Baseline at(double spend) {
    return new Baseline(spend, value(spend) / spend, Math.tanh(spend / width));
  }

  @Override
  public double value(double spend) {
    return ceiling * Math.tanh(spend / width);
  }

  @Override
  public double slope(double spend) {
    double secant = 1 / Math.cosh(spend / width);
    return ceiling / width * secant * secant;
  }

  @Override
  public double inflexion() {
    return 0;
  }

  @Override
  public double spendAt(double slope) {
    if (slope <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double cosh = Math.sqrt(ceiling / width / slope);
    return cosh <= 1 ? 0 : width * Math.log(cosh + Math.sqrt((cosh - 1) * (cosh + 1)));
  }
}
