package dev.sluice.plan.response;

import java.util.Arrays;

/**
 * Straight between given points, from (0, 0) to the first and flat past the last: what more money
 * would bring there, nobody has said.
 */
public final class Points implements ResponseCurve {
  private final double[] spend;
  private final double[] response;

  /**
   * Joins the points.
   *
   * @param spend rising amounts, 0 or more
   * @param response the answer to each, never falling, 0 or more
   */
  public Points(double[] spend, double[] response) {
    boolean fromZero = spend[0] > 0;
    int from = fromZero ? 1 : 0;
    this.spend = new double[spend.length + from];
    this.response = new double[spend.length + from];
    System.arraycopy(spend, 0, this.spend, from, spend.length);
    System.arraycopy(response, 0, this.response, from, spend.length);
    for (int i = 1; i < this.spend.length; i++) {
      if (this.spend[i] <= this.spend[i - 1] || this.response[i] < this.response[i - 1]) {
        throw new IllegalArgumentException("the points do not rise: " + this);
      }
    }
  }

  @Override
  public double value(double at) {
    int piece = piece(at);
    if (piece == spend.length - 1) {
      return response[piece];
    }
    double part = (at - spend[piece]) / (spend[piece + 1] - spend[piece]);
    return response[piece] + part * (response[piece + 1] - response[piece]);
  }

  @Override
  public double slope(double at) {
    return pieceSlope(piece(at));
  }

  /** Where the last piece that is steeper than the one before it begins. */
  @Override
  public double inflexion() {
    for (int i = spend.length - 1; i > 0; i--) {
      if (pieceSlope(i) > pieceSlope(i - 1)) {
        return spend[i];
      }
    }
    return 0;
  }

  @Override
  public double spendAt(double slope) {
    if (slope <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    int piece = piece(inflexion());
    while (pieceSlope(piece) >= slope) {
      piece++;
    }
    return spend[piece];
  }

  @Override
  public double[] corners() {
    return spend.clone();
  }

  /** The slope of the piece that begins at point {@code i}; past the last it is flat. */
  private double pieceSlope(int i) {
    return i == spend.length - 1 ? 0 : (response[i + 1] - response[i]) / (spend[i + 1] - spend[i]);
  }

  /** The piece that begins at or last before {@code at}. */
  private int piece(double at) {
    int found = Arrays.binarySearch(spend, at);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Points points
        && Arrays.equals(spend, points.spend)
        && Arrays.equals(response, points.response);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(spend) + Arrays.hashCode(response);
  }

  @Override
  public String toString() {
    return "Points[" + Arrays.toString(spend) + ", " + Arrays.toString(response) + "]";
  }
}
