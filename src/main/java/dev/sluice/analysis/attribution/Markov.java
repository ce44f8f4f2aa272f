package dev.sluice.analysis.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An absorbing Markov chain of order 1: from the start over channels to a conversion or to nothing.
 * Solved directly, without random walks.
 */
final class Markov {
  /**
   * How often journeys go one step.
   *
   * @param source the channel they come from; {@code null} is the start
   * @param target the channel they go to; {@code null} where the journey ends
   * @param converts whether it ends in a conversion; of no meaning where it goes on
   * @param weight how often, above 0
   */
  record Transition(
      @Nullable String source, @Nullable String target, boolean converts, double weight) {}

  /**
   * One step of the chain.
   *
   * @param source the channel, or {@code (start)}
   * @param target the channel, {@code (conversion)} or {@code (null)}
   * @param probability its chance, given the source
   */
  record Step(String source, String target, double probability) {}

  private static final int START = 0;

  /** The channels by name; the start has number 0 and no name. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final List<Step> steps = new ArrayList<>();

  /** Chances of a conversion, from each state. */
  private final double[] converts;

  /** How often each state is visited (column) when the chain starts in another (row). */
  private final double[][] visits;

  Markov(List<Transition> transitions) {
    TreeSet<String> names = new TreeSet<>();
    for (Transition t : transitions) {
      if (t.target() != null) {
        names.add(t.target());
      }
    }
    for (String name : names) {
      numbers.put(name, numbers.size() + 1);
    }
    int n = numbers.size() + 1;
    double[] leaves = new double[n];
    for (Transition t : transitions) {
      leaves[number(t.source())] += t.weight();
    }
    double[][] stays = new double[n][n];
    double[] ends = new double[n];
    for (Transition t : transitions) {
      int from = number(t.source());
      double probability = t.weight() / leaves[from];
      String target = t.target();
      if (target != null) {
        stays[from][number(target)] += probability;
      } else if (t.converts()) {
        ends[from] += probability;
      }
      String end = t.converts() ? "(conversion)" : "(null)";
      steps.add(
          new Step(
              t.source() == null ? "(start)" : t.source(),
              target == null ? end : target,
              probability));
    }
    visits = fundamental(stays);
    converts = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        converts[i] += visits[i][j] * ends[j];
      }
    }
  }

  private int number(@Nullable String name) {
    if (name == null) {
      return START;
    }
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("no transition leads to " + name);
    }
    return number;
  }

  /** The chance that a journey converts. */
  double conversion() {
    return converts[START];
  }

  /**
   * By what fraction the chance of a conversion falls when whoever would come to the channel is
   * lost: the chance of ever coming to it, times that of a conversion from there, over the chance
   * of a conversion. That is what solving the chain without the channel gives.
   */
  double removalEffect(String channel) {
    Integer c = numbers.get(channel);
    if (c == null || converts[START] == 0) {
      return 0;
    }
    double reached = visits[START][c] / visits[c][c];
    return reached * converts[c] / converts[START];
  }

  /** The table of the chain. */
  List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /**
   * (I − Q)⁻¹ by Gauss and Jordan with pivots. Every state lies on a journey that ends, so the
   * matrix has an inverse.
   */
  private static double[][] fundamental(double[][] q) {
    int n = q.length;
    double[][] left = new double[n][n];
    double[][] right = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left[i][j] = -q[i][j];
      }
      left[i][i] += 1;
      right[i][i] = 1;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(left[i][k]) > Math.abs(left[pivot][k])) {
          pivot = i;
        }
      }
      swap(left, k, pivot);
      swap(right, k, pivot);
      double scale = left[k][k];
      for (int j = 0; j < n; j++) {
        left[k][j] /= scale;
        right[k][j] /= scale;
      }
      for (int i = 0; i < n; i++) {
        double factor = left[i][k];
        if (i != k && factor != 0) {
          for (int j = 0; j < n; j++) {
            left[i][j] -= factor * left[k][j];
            right[i][j] -= factor * right[k][j];
          }
        }
      }
    }
    return right;
  }

  private static void swap(double[][] rows, int i, int j) {
    double[] row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }
}
