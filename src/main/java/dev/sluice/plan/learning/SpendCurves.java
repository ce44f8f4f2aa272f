package dev.sluice.plan.learning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The curves of all layers of one kind. Half-saturations of a kind resemble each other: log k of
 * each layer is normal about the kind's own mean, both with variances that add up to that of the
 * prior of a single layer. So a layer alone has exactly that prior, and several tell each other
 * where the kind lies, and how far apart its layers are.
 */
final class SpendCurves {
  /** The standard deviation of log k of a layer alone. */
  static final double PRIOR_DEVIATION = 1;

  /** How far layers of a kind may be apart: standard deviations of log k about the kind's mean. */
  private static final double[] BETWEEN = {0.5, 0.7, 0.9};

  /** Half-saturations, evenly over log k, so many standard deviations about the prior's centre. */
  private static final int NODES = 121;

  private static final double REACH = 4;
  private static final int MEANS = 41;
  private static final double[] LOG_K = grid(NODES, PRIOR_DEVIATION);
  private static final List<Kind> KINDS = kinds();

  /**
   * What a kind may be like.
   *
   * @param weight how probable that is, up to a factor
   * @param density of each k of its layers
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Kind(double weight, double[] density) {}

  private SpendCurves() {}

  /** The curves of the layers that told spend and entrants at least once, by layer. */
  static Map<String, SpendCurve> of(Map<String, List<Observation>> past) {
    Map<String, SpendHistory> histories = new LinkedHashMap<>();
    past.forEach(
        (id, observations) -> {
          SpendHistory history = SpendHistory.of(observations);
          if (history.broadcasts() > 0) {
            histories.put(id, history);
          }
        });
    List<SpendHistory.Conditional[]> given = new ArrayList<>();
    List<double[]> evidence = new ArrayList<>();
    for (SpendHistory history : histories.values()) {
      SpendHistory.Conditional[] conditionals = new SpendHistory.Conditional[NODES];
      double[] logs = new double[NODES];
      for (int i = 0; i < NODES; i++) {
        conditionals[i] = history.given(Math.exp(LOG_K[i]));
        logs[i] = conditionals[i].logEvidence();
      }
      given.add(conditionals);
      evidence.add(exponentials(logs));
    }
    List<double[]> posteriors = posteriors(evidence);
    Map<String, SpendCurve> curves = new LinkedHashMap<>();
    int layer = 0;
    for (Map.Entry<String, SpendHistory> entry : histories.entrySet()) {
      double[] posterior = posteriors.get(layer);
      SpendHistory.Conditional[] conditionals = given.get(layer);
      List<SpendCurve.Node> nodes = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        nodes.add(
            new SpendCurve.Node(
                Math.exp(LOG_K[i]),
                posterior[i],
                conditionals[i].logResult(),
                conditionals[i].variance()));
      }
      double priorWeight = Math.min(1, variance(posterior) / (PRIOR_DEVIATION * PRIOR_DEVIATION));
      curves.put(
          entry.getKey(), new SpendCurve(nodes, entry.getValue(), priorWeight, histories.size()));
      layer++;
    }
    return curves;
  }

  /** The probability of each k of each layer, from its own past and from that of its kind. */
  private static List<double[]> posteriors(List<double[]> evidence) {
    int layers = evidence.size();
    List<double[]> posteriors = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      posteriors.add(new double[NODES]);
    }
    for (Kind kind : KINDS) {
      double all = kind.weight();
      double[] own = new double[layers];
      for (int l = 0; l < layers; l++) {
        for (int i = 0; i < NODES; i++) {
          own[l] += kind.density()[i] * evidence.get(l)[i];
        }
        all *= own[l];
      }
      for (int l = 0; l < layers && all > 0; l++) {
        for (int i = 0; i < NODES; i++) {
          posteriors.get(l)[i] += all / own[l] * kind.density()[i] * evidence.get(l)[i];
        }
      }
    }
    posteriors.forEach(SpendCurves::normalise);
    return posteriors;
  }

  /** Every mean of log k of a kind with every distance of its layers from it. */
  private static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (double between : BETWEEN) {
      double spread = Math.sqrt(PRIOR_DEVIATION * PRIOR_DEVIATION - between * between);
      for (double offset : grid(MEANS, 1)) {
        double[] density = new double[NODES];
        for (int i = 0; i < NODES; i++) {
          double off = (LOG_K[i] - spread * offset) / between;
          density[i] = Math.exp(-off * off / 2) / between;
        }
        kinds.add(new Kind(Math.exp(-offset * offset / 2), density));
      }
    }
    return List.copyOf(kinds);
  }

  private static double[] grid(int points, double deviation) {
    double[] grid = new double[points];
    for (int i = 0; i < points; i++) {
      grid[i] = deviation * REACH * (2.0 * i / (points - 1) - 1);
    }
    return grid;
  }

  /** The variance of log k. */
  private static double variance(double[] probabilities) {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < NODES; i++) {
      mean += probabilities[i] * LOG_K[i];
      squares += probabilities[i] * LOG_K[i] * LOG_K[i];
    }
    return squares - mean * mean;
  }

  /** Their exponentials, the largest scaled to 1. */
  private static double[] exponentials(double[] logs) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double[] values = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      values[i] = Math.exp(logs[i] - most);
    }
    return values;
  }

  private static void normalise(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
  }
}
