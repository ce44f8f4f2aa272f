package dev.sluice.plan.schedule;

import dev.sluice.plan.response.ResponseCurve;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A piecewise-linear curve that is nowhere below another: chords where that is convex, tangents
 * where it is concave. What is best on it bounds what is best on the curve.
 *
 * @param x the corners, rising from 0
 * @param y the value at each
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Envelope(double[] x, double[] y) {
  /** Where a slope is infinite, the first tangent touches at this part of the range. */
  private static final double FIRST_TOUCH = 1e-6;

  /**
   * The envelope of {@code curve} from 0 to {@code top}.
   *
   * @param touches points in which the two should meet
   * @param tangents how many tangents at most are laid beside those in {@code touches}: each where
   *     the two are furthest apart
   */
  static Envelope of(ResponseCurve curve, double top, Collection<Double> touches, int tangents) {
    Corners corners = new Corners();
    if (curve.corners().length > 0) {
      for (double corner : curve.corners()) {
        if (corner < top) {
          corners.add(corner, curve.value(corner));
        }
      }
      corners.add(top, curve.value(top));
      return corners.envelope();
    }
    double inflexion = Math.min(curve.inflexion(), top);
    if (inflexion > 0) {
      TreeSet<Double> ends = new TreeSet<>(List.of(0.0, inflexion / 2, inflexion));
      touches.stream().filter(at -> at > 0 && at < inflexion).forEach(ends::add);
      ends.forEach(end -> corners.add(end, curve.value(end)));
    }
    if (inflexion < top) {
      concave(curve, inflexion, top, touches, tangents, corners);
    }
    return corners.envelope();
  }

  private static void concave(
      ResponseCurve curve,
      double from,
      double top,
      Collection<Double> touches,
      int tangents,
      Corners corners) {
    TreeSet<Double> points = new TreeSet<>();
    points.add(Double.isFinite(curve.slope(from)) ? from : from + top * FIRST_TOUCH);
    points.add(top);
    touches.stream().filter(at -> at > points.first() && at < top).forEach(points::add);
    List<Tangent> laid = new ArrayList<>();
    points.forEach(at -> laid.add(Tangent.of(curve, at)));
    double range = curve.value(top) - curve.value(from);
    for (int more = 0; more < tangents; more++) {
      int widest = -1;
      double worst = 1e-7 * range;
      for (int i = 1; i < laid.size(); i++) {
        double apart = laid.get(i - 1).over(laid.get(i));
        if (apart > worst) {
          worst = apart;
          widest = i;
        }
      }
      if (widest < 0) {
        break;
      }
      // Where the two tangents meet is where the envelope is furthest above the curve.
      laid.add(widest, Tangent.of(curve, laid.get(widest - 1).meets(laid.get(widest))));
    }
    if (laid.get(0).at() > from) {
      corners.add(from, laid.get(0).value(from));
    } else {
      corners.add(from, curve.value(from));
    }
    for (int i = 1; i < laid.size(); i++) {
      Tangent left = laid.get(i - 1);
      double meeting = left.meets(laid.get(i));
      corners.add(meeting, left.value(meeting));
    }
    corners.add(top, curve.value(top));
  }

  private record Tangent(double at, double y, double slope) {
    static Tangent of(ResponseCurve curve, double at) {
      return new Tangent(at, curve.value(at), curve.slope(at));
    }

    double value(double x) {
      return y + slope * (x - at);
    }

    /** Where it meets the next one to the right, between the two points of contact. */
    double meets(Tangent next) {
      double fall = slope - next.slope;
      if (!(fall > 0)) {
        return (at + next.at) / 2;
      }
      double meeting = (next.y - next.slope * next.at - y + slope * at) / fall;
      return Math.min(next.at, Math.max(at, meeting));
    }

    /** How far the two stand above the chord between their points of contact. */
    double over(Tangent next) {
      double meeting = meets(next);
      double chord = y + (next.y - y) * (meeting - at) / (next.at - at);
      return value(meeting) - chord;
    }
  }

  /** Gathers corners, without those that are too near to the last to matter. */
  private static final class Corners {
    private final List<double[]> corners = new ArrayList<>();

    void add(double x, double y) {
      double[] last = corners.isEmpty() ? null : corners.get(corners.size() - 1);
      if (last != null && x <= last[0] * (1 + 1e-12)) {
        last[1] = Math.max(last[1], y);
        return;
      }
      corners.add(new double[] {x, y});
    }

    Envelope envelope() {
      return new Envelope(
          corners.stream().mapToDouble(corner -> corner[0]).toArray(),
          corners.stream().mapToDouble(corner -> corner[1]).toArray());
    }
  }

  /** The slope between corner {@code i} and the next. */
  double slope(int i) {
    return (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
  }

  /** The slope of the piece that {@code at} is in; of the last one beyond the end. */
  double slopeAt(double at) {
    int i = 0;
    while (i < x.length - 2 && x[i + 1] <= at) {
      i++;
    }
    return slope(i);
  }

  /** Whether it is steeper after corner {@code i} than before. */
  boolean rises(int i) {
    return slope(i) > slope(i - 1) * (1 + 1e-12);
  }

  boolean concave() {
    for (int i = 1; i < x.length - 1; i++) {
      if (rises(i)) {
        return false;
      }
    }
    return true;
  }

  /** The lowest concave curve that is nowhere below it. */
  Envelope hull() {
    Corners hull = new Corners();
    int at = 0;
    hull.add(x[0], y[0]);
    while (at < x.length - 1) {
      int steepest = at + 1;
      for (int i = at + 2; i < x.length; i++) {
        if ((y[i] - y[at]) * (x[steepest] - x[at]) >= (y[steepest] - y[at]) * (x[i] - x[at])) {
          steepest = i;
        }
      }
      at = steepest;
      hull.add(x[at], y[at]);
    }
    return hull.envelope();
  }
}
