package dev.sluice.plan.allocation;

import java.util.ArrayList;
import java.util.List;

/** Money in whole units: what is left of rounding down goes where most was cut off. */
final class Rounding {
  private Rounding() {}

  /** The nearest whole units. */
  static double nearest(double amount, double unit) {
    return amount >= 1e15 * unit ? amount : money(Math.round(amount / unit), unit);
  }

  /**
   * Spends in whole units within the limits of layers and groups, the sum kept.
   *
   * @param spend within the limits, which are whole units themselves
   */
  static double[] round(Problem problem, double[] spend) {
    double unit = problem.unit();
    long[] units = new long[spend.length];
    List<Integer> order = new ArrayList<>();
    double sum = 0;
    long left = 0;
    for (int i = 0; i < spend.length; i++) {
      units[i] = (long) Math.floor(spend[i] / unit + 1e-6);
      left -= units[i];
      sum += spend[i];
      order.add(i);
    }
    left += (long) Math.floor(Math.min(sum, problem.budget()) / unit + 1e-6);
    order.sort((a, b) -> Double.compare(spend[b] / unit - units[b], spend[a] / unit - units[a]));
    for (Problem.Group group : problem.groups()) {
      // Rounding down may have taken a group below its minimum.
      for (int i : order) {
        if (total(units, group.layers()) >= Math.round(group.minimum() / unit)) {
          break;
        }
        if (group.layers().contains(i) && fits(problem, units, i)) {
          units[i]++;
          left--;
        }
      }
    }
    for (int i : order) {
      if (left > 0 && spend[i] / unit > units[i] && fits(problem, units, i)) {
        units[i]++;
        left--;
      }
    }
    double[] rounded = new double[spend.length];
    for (int i = 0; i < spend.length; i++) {
      rounded[i] = money(units[i], unit);
    }
    return rounded;
  }

  /** Whether layer {@code i} may have a unit more. */
  private static boolean fits(Problem problem, long[] units, int i) {
    double unit = problem.unit();
    if (units[i] + 1 > Math.round(problem.layers().get(i).maximum() / unit)
        || (units[i] == 0 && problem.layers().get(i).minimum() > unit)) {
      return false;
    }
    for (Problem.Group group : problem.groups()) {
      if (group.layers().contains(i)
          && group.maximum() < Double.POSITIVE_INFINITY
          && total(units, group.layers()) + 1 > Math.round(group.maximum() / unit)) {
        return false;
      }
    }
    return true;
  }

  private static long total(long[] units, List<Integer> layers) {
    long total = 0;
    for (int layer : layers) {
      total += units[layer];
    }
    return total;
  }

  /** So many units: divided where that is exact and a product would not be. */
  private static double money(long units, double unit) {
    return unit < 1 ? units / (double) Math.round(1 / unit) : units * unit;
  }
}
