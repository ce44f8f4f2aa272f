package dev.sluice.plan.learning;

import dev.sluice.plan.Response;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Entrants over spend, as a layer's past tells them: y = e·(1+k)·u / (k+u) with u = spend / usual
 * spend, where e is the result at the usual spend and k the half-saturation in units of it. A past
 * layer tells e; k it hardly ever tells. So k has a log-normal prior, log e a flat one, the
 * variance of log y an inverse gamma one, and the posterior is a grid over k of Student's t
 * distributions of log e, exact but for the steps of the grid.
 */
public final class SpendCurve {
  /** Spend this many times above the highest of the past is beyond what the past can tell. */
  public static final double EXTRAPOLATION = 1.5;

  /** Half-saturation is told to people only where the past, not the prior, tells most of it. */
  private static final double MOST_PRIOR = 0.5;

  /**
   * What the past tells under one half-saturation.
   *
   * @param k the half-saturation
   * @param probability of it, of 1 over all nodes
   * @param logResult where log e lies
   * @param variance of log y about the curve
   */
  record Node(double k, double probability, double logResult, double variance) {}

  private final List<Node> nodes;
  private final double usual;
  private final double highest;
  private final boolean varied;
  private final int broadcasts;
  private final double effective;
  private final double degrees;
  private final double priorWeight;
  private final int pooled;

  SpendCurve(List<Node> nodes, SpendHistory past, double priorWeight, int pooled) {
    this.nodes = List.copyOf(nodes);
    this.degrees = past.degrees();
    this.usual = past.usual();
    this.highest = past.highest();
    this.varied = past.varied();
    this.broadcasts = past.broadcasts();
    this.effective = past.effective();
    this.priorWeight = priorWeight;
    this.pooled = pooled;
  }

  /** Past broadcasts that told both spend and entrants. */
  public int broadcasts() {
    return broadcasts;
  }

  /** The mean of past spend, in money. */
  public double usualSpend() {
    return usual;
  }

  /** The highest past spend, in money. */
  public double highestSpend() {
    return highest;
  }

  /** Whether past spends differ; of one spend alone only the result at it is known. */
  public boolean spendVaried() {
    return varied;
  }

  /** Layers of the kind whose half-saturations were learned together; 1 = this one alone. */
  public int pooledLayers() {
    return pooled;
  }

  /** The part of what is believed of the half-saturation that is the prior's, as a fraction. */
  public double priorWeight() {
    return priorWeight;
  }

  /** Whether the past tells the half-saturation more than the prior does. */
  public boolean identified() {
    return priorWeight <= MOST_PRIOR;
  }

  /** Whether {@code spend} lies beyond what the past can tell. */
  public boolean extrapolates(double spend) {
    return spend > EXTRAPOLATION * highest;
  }

  /** The spend at half of the ceiling that is not exceeded with probability {@code p}. */
  public double halfSaturation(double p) {
    double sum = 0;
    for (Node node : nodes) {
      sum += node.probability();
      if (sum >= p) {
        return node.k() * usual;
      }
    }
    return nodes.get(nodes.size() - 1).k() * usual;
  }

  /** Entrants of a broadcast at that spend: what is exceeded with probability {@code 1 − p}. */
  public double quantile(double spend, double p) {
    return spend <= 0 ? 0 : solve(p, value -> probability(spend, value));
  }

  /** The probability that a broadcast at that spend has at most so many entrants. */
  public double probability(double spend, double entrants) {
    double sum = 0;
    for (Node node : nodes) {
      sum += node.probability() * at(node, spend, true).probability(entrants);
    }
    return sum;
  }

  /** The same of the curve itself, without the chance of a single broadcast. */
  public double meanQuantile(double spend, double p) {
    return spend <= 0
        ? 0
        : solve(
            p,
            value -> {
              double sum = 0;
              for (Node node : nodes) {
                sum += node.probability() * at(node, spend, false).probability(value);
              }
              return sum;
            });
  }

  /** Entrants of a broadcast at that spend, drawn. */
  public double draw(double spend, RandomGenerator random) {
    double p = random.nextDouble();
    for (Node node : nodes) {
      p -= node.probability();
      if (p < 0) {
        return spend <= 0 ? 0 : at(node, spend, true).draw(random);
      }
    }
    Node last = nodes.get(nodes.size() - 1);
    return spend <= 0 ? 0 : at(last, spend, true).draw(random);
  }

  /** Entrants expected at that spend: over every k, with the median of e under it. Concave. */
  public double expected(double spend) {
    double sum = 0;
    for (Node node : nodes) {
      sum += node.probability() * Math.exp(node.logResult()) * shape(node.k(), spend / usual);
    }
    return sum;
  }

  /**
   * One curve for a campaign file: as {@link #expected}, it has the same value and the same slope
   * at the usual spend.
   */
  public Response response() {
    double value = expected(usual);
    double slope = 0;
    for (Node node : nodes) {
      slope += node.probability() * Math.exp(node.logResult()) * node.k() / (1 + node.k());
    }
    double k = slope / (value - slope);
    Map<String, BigDecimal> parameters = new LinkedHashMap<>();
    parameters.put("ceiling", rounded(value * (1 + k)));
    parameters.put("half", rounded(k * usual));
    return new Response(
        Response.Curve.MICHAELIS_MENTEN, parameters, BigDecimal.ZERO, List.of(), List.of());
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
  }

  private LogStudent at(Node node, double spend, boolean single) {
    double spread = node.variance() * (1 / effective + (single ? 1 : 0));
    return new LogStudent(
        node.logResult() + Math.log(shape(node.k(), spend / usual)), Math.sqrt(spread), degrees);
  }

  /** The result at u times the usual spend, over that at the usual spend. */
  static double shape(double k, double u) {
    return (1 + k) * u / (k + u);
  }

  private static double solve(double p, DoubleUnaryOperator probability) {
    double low = -60;
    double high = 60;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (probability.applyAsDouble(Math.exp(middle)) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }
}
