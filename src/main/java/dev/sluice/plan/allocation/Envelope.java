package dev.sluice.plan.allocation;

import dev.sluice.plan.response.ResponseCurve;
import java.util.ArrayList;
import java.util.List;

/**
 * The least concave function that is nowhere below a curve on a {@link Domain}: straight pieces,
 * then the curve itself. An S-shaped curve has one piece, to the point where a straight line from
 * its beginning touches it; a curve of points is its upper hull.
 */
public final class Envelope {
  private final ResponseCurve curve;
  private final double[] spend;
  private final double[] value;
  private final double end;

  /** The envelope of {@code curve} from {@code least} to {@code most}. */
  public static Envelope of(ResponseCurve curve, double least, double most) {
    return new Envelope(curve, new Domain(least, most, false));
  }

  Envelope(ResponseCurve curve, Domain domain) {
    this.curve = curve;
    this.end = Math.max(domain.high(), domain.least());
    double[] corners = curve.corners();
    if (corners.length > 0) {
      List<double[]> hull = new ArrayList<>();
      add(hull, domain.least());
      add(hull, domain.low());
      for (double corner : corners) {
        if (corner > domain.low() && corner < end) {
          add(hull, corner);
        }
      }
      add(hull, end);
      spend = hull.stream().mapToDouble(point -> point[0]).toArray();
      value = hull.stream().mapToDouble(point -> point[1]).toArray();
      return;
    }
    double start = domain.least();
    double touch = touch(start, Math.max(domain.low(), Math.min(curve.inflexion(), end)));
    spend = touch > start ? new double[] {start, touch} : new double[] {start};
    value = new double[spend.length];
    for (int i = 0; i < spend.length; i++) {
      value[i] = curve.value(spend[i]);
    }
  }

  /** Adds a point on the right of a hull, which gives up those that fall below it. */
  private void add(List<double[]> hull, double at) {
    double[] point = {at, curve.value(at)};
    if (!hull.isEmpty() && hull.get(hull.size() - 1)[0] == at) {
      return;
    }
    while (hull.size() > 1
        && slope(hull.get(hull.size() - 2), hull.get(hull.size() - 1))
            <= slope(hull.get(hull.size() - 1), point)) {
      hull.remove(hull.size() - 1);
    }
    hull.add(point);
  }

  private static double slope(double[] from, double[] to) {
    return (to[1] - from[1]) / (to[0] - from[0]);
  }

  /**
   * The first spend from {@code from} on at which a line from {@code start} lies on no part below.
   */
  private double touch(double start, double from) {
    if (from <= start || passes(start, from)) {
      return from;
    }
    if (!passes(start, end)) {
      return end;
    }
    double low = from;
    double high = end;
    for (int step = 0; step < 60 && low < high; step++) {
      double middle = (low + high) / 2;
      if (passes(start, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Whether the line from {@code start} to {@code at} is at least as steep as the curve there. */
  private boolean passes(double start, double at) {
    return curve.value(at) - curve.value(start) >= curve.slope(at) * (at - start)
        && at >= curve.inflexion();
  }

  /** Its value; past the end that of the curve. */
  public double value(double at) {
    for (int i = 1; i < spend.length; i++) {
      if (at < spend[i]) {
        return value[i - 1] + (at - spend[i - 1]) * pieceSlope(i);
      }
    }
    return at <= spend[spend.length - 1] ? value[value.length - 1] : curve.value(at);
  }

  /** Its slope to the right; from its end on the one before. */
  public double slope(double at) {
    for (int i = 1; i < spend.length; i++) {
      if (at < spend[i] || spend[i] >= end) {
        return pieceSlope(i);
      }
    }
    return curve.slope(Math.min(at, end));
  }

  /** The least spend that brings the most when money costs {@code price}. */
  double demand(double price) {
    for (int i = 1; i < spend.length; i++) {
      if (pieceSlope(i) <= price) {
        return spend[i - 1];
      }
    }
    double straight = spend[spend.length - 1];
    return straight >= end ? straight : Math.max(straight, Math.min(end, curve.spendAt(price)));
  }

  /** The slopes of the straight pieces. */
  double[] slopes() {
    double[] slopes = new double[spend.length - 1];
    for (int i = 1; i < spend.length; i++) {
      slopes[i - 1] = pieceSlope(i);
    }
    return slopes;
  }

  /** Where it begins. */
  public double least() {
    return spend[0];
  }

  /** Where it ends. */
  public double most() {
    return end;
  }

  /** The ends of the straight piece on which {@code at} lies; itself twice where on none. */
  double[] piece(double at) {
    for (int i = 1; i < spend.length; i++) {
      if (at > spend[i - 1] && at < spend[i]) {
        return new double[] {spend[i - 1], spend[i]};
      }
    }
    return new double[] {at, at};
  }

  private double pieceSlope(int i) {
    return (value[i] - value[i - 1]) / (spend[i] - spend[i - 1]);
  }
}
