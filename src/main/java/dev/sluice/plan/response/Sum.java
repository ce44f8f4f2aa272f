package dev.sluice.plan.response;

import java.util.List;

/** The sum of concave curves of the same money. */
public record Sum(List<ResponseCurve> curves) implements ResponseCurve {
  public Sum {
    curves = List.copyOf(curves);
    for (ResponseCurve curve : curves) {
      // A sum of S-shaped curves may bend more than once, and of curves with corners anywhere.
      if (!curve.concave() || curve.corners().length > 0) {
        throw new IllegalArgumentException("not a smooth concave curve: " + curve);
      }
    }
  }

  /** The mean of {@code curves}, such as draws of a posterior. */
  public static ResponseCurve mean(List<ResponseCurve> curves) {
    return new Sum(curves).times(1.0 / curves.size());
  }

  @Override
  public double value(double spend) {
    double sum = 0;
    for (ResponseCurve curve : curves) {
      sum += curve.value(spend);
    }
    return sum;
  }

  @Override
  public double slope(double spend) {
    double sum = 0;
    for (ResponseCurve curve : curves) {
      sum += curve.slope(spend);
    }
    return sum;
  }

  @Override
  public double inflexion() {
    return 0;
  }
}
