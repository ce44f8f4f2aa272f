package dev.sluice.plan.response;

/**
 * {@code value·f(money·x)}: a curve in other units.
 *
 * @param value what one unit of the curve's answer is worth, above 0
 * @param money how many units of the curve's money one is, above 0
 */
public record Scaled(ResponseCurve curve, double value, double money) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return value * curve.value(money * spend);
  }

  @Override
  public double slope(double spend) {
    return value * money * curve.slope(money * spend);
  }

  @Override
  public double inflexion() {
    return curve.inflexion() / money;
  }

  @Override
  public double spendAt(double slope) {
    return curve.spendAt(slope / value / money) / money;
  }

  @Override
  public double[] corners() {
    double[] corners = curve.corners();
    for (int i = 0; i < corners.length; i++) {
      corners[i] /= money;
    }
    return corners;
  }
}
