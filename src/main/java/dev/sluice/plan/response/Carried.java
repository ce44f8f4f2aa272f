package dev.sluice.plan.response;

/** A curve to whose spend is added what earlier spend still counts for. */
public record Carried(ResponseCurve curve, double carriedIn) implements ResponseCurve {
  @Override
  public double value(double spend) {
    return curve.value(spend + carriedIn);
  }

  @Override
  public double slope(double spend) {
    return curve.slope(spend + carriedIn);
  }

  @Override
  public double inflexion() {
    return Math.max(0, curve.inflexion() - carriedIn);
  }

  @Override
  public double spendAt(double slope) {
    return Math.max(0, curve.spendAt(slope) - carriedIn);
  }

  @Override
  public double[] corners() {
    double[] corners = curve.corners();
    for (int i = 0; i < corners.length; i++) {
      corners[i] = Math.max(0, corners[i] - carriedIn);
    }
    return corners;
  }
}
