package dev.sluice.plan.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * The past of one layer that tells entrants over spend, and how likely each half-saturation makes
 * it.
 *
 * @param points the broadcasts that counted both and had some of both
 * @param usual the mean spend
 * @param highest the highest spend
 */
record SpendHistory(List<Point> points, double usual, double highest) {
  /** Of log y about its curve. */
  private static final Noise NOISE = new Noise(0.3);

  /** A broadcast: spend, log of the entrants, and how much of it still holds. */
  record Point(double spend, double logEntrants, double weight) {}

  static SpendHistory of(List<Observation> past) {
    List<Point> points = new ArrayList<>();
    for (Observation each : past) {
      PastLayer layer = each.layer();
      if (layer.cost() != null
          && layer.entrants() != null
          && layer.cost().signum() > 0
          && layer.entrants() > 0) {
        points.add(
            new Point(layer.cost().doubleValue(), Math.log(layer.entrants()), each.weight()));
      }
    }
    return new SpendHistory(
        points,
        points.stream().mapToDouble(Point::spend).average().orElse(0),
        points.stream().mapToDouble(Point::spend).max().orElse(0));
  }

  boolean varied() {
    return points.stream().mapToDouble(Point::spend).distinct().count() > 1;
  }

  int broadcasts() {
    return points.size();
  }

  /** Broadcasts' worth of information after discounting. */
  double effective() {
    return points.stream().mapToDouble(Point::weight).sum();
  }

  /** Degrees of freedom of the posterior: log e takes one. */
  double degrees() {
    return NOISE.degrees(effective());
  }

  /** The posterior under one k, its probability not yet weighed: the log of that. */
  Conditional given(double k) {
    double weights = effective();
    double sum = 0;
    for (Point point : points) {
      sum += point.weight() * residual(point, k);
    }
    double mean = sum / weights;
    double squares = 0;
    for (Point point : points) {
      double off = residual(point, k) - mean;
      squares += point.weight() * off * off;
    }
    double variance = NOISE.variance(weights, squares);
    return new Conditional(mean, variance, -degrees() / 2 * Math.log(variance));
  }

  private double residual(Point point, double k) {
    return point.logEntrants() - Math.log(SpendCurve.shape(k, point.spend() / usual));
  }

  /**
   * What the past tells if k were given.
   *
   * @param logResult where log e lies
   * @param variance the scale of the variance of log y
   * @param logEvidence the log of how probable k makes the past, up to a constant
   */
  record Conditional(double logResult, double variance, double logEvidence) {}
}
