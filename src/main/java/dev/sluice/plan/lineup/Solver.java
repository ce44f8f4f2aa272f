package dev.sluice.plan.lineup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Finds the best {@link Choice} by branch and bound.
 *
 * <p>Each limit has a price: that of the choice if options could be taken in part, which is a
 * linear program for ojAlgo. With prices y on the limits b, no choice is worth more than Σ y·b
 * plus, for each item, the most that an option of it is worth after paying for what it uses, or 0
 * (Lagrangian relaxation). That holds for any prices, so the proof rests on nothing that a solver
 * says; ojAlgo's own integer solver calls worse choices optimal, with its cuts in 15 of 150 small
 * problems, without them in 2 (57.0.0).
 *
 * <p>The work is counted in steps, so that the same choice gives the same answer everywhere.
 */
final class Solver {
  private static final int STEPS = 30_000_000;

  /** Values closer than this part of the largest are the same. */
  private static final double SAME = 1e-10;

  private final Choice choice;
  private final int steps;
  private final double scale;
  private final double[] prices;
  private final double fixed;
  private final List<Item> items;
  private final double[][] least;
  private final double[][] most;
  private final double[] rest;

  private final double[] sums;
  private final int[] taken;
  private int @Nullable [] best;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private long step;

  /**
   * An item: its options and, as -1, nothing of it, the most worth first.
   *
   * @param worth of each after paying for what it uses
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Item(int[] options, double[] worth) {
    /** What the second best leaves behind the best. */
    double lead() {
      return worth.length < 2 ? Double.POSITIVE_INFINITY : worth[0] - worth[1];
    }
  }

  /**
   * What was found.
   *
   * @param chosen by option; {@code null} where there is none, or none was found
   * @param bound what no choice exceeds
   * @param proven whether the search ended: what it found is the best, or there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Found(boolean @Nullable [] chosen, double bound, boolean proven) {}

  private Solver(Choice choice, int steps) {
    this.choice = choice;
    this.steps = steps;
    scale =
        choice.options().stream().mapToDouble(option -> Math.abs(option.value())).max().orElse(0);
    prices = prices();
    fixed = fixed(prices);
    items = items(prices);
    items.sort(Comparator.comparingDouble(Item::lead).reversed());
    int limits = choice.limits().size();
    least = new double[items.size() + 1][limits];
    most = new double[items.size() + 1][limits];
    rest = new double[items.size() + 1];
    for (int i = items.size() - 1; i >= 0; i--) {
      rest[i] = rest[i + 1] + items.get(i).worth()[0];
      for (int l = 0; l < limits; l++) {
        double[] uses = choice.limits().get(l).uses();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int option : items.get(i).options()) {
          double use = option < 0 ? 0 : uses[option];
          low = Math.min(low, use);
          high = Math.max(high, use);
        }
        least[i][l] = least[i + 1][l] + low;
        most[i][l] = most[i + 1][l] + high;
      }
    }
    sums = new double[limits];
    taken = new int[items.size()];
  }

  static Found solve(Choice choice) {
    return solve(choice, STEPS);
  }

  /** Solves it in at most so many steps. */
  static Found solve(Choice choice, int steps) {
    return new Solver(choice, steps).found();
  }

  private Found found() {
    double bound = fixed + rest[0];
    search(0, 0, 0);
    boolean proven = step <= steps;
    boolean[] chosen = null;
    if (best != null) {
      chosen = new boolean[choice.options().size()];
      for (int option : best) {
        if (option >= 0) {
          chosen[option] = true;
        }
      }
    }
    return new Found(chosen, proven && chosen != null ? bestValue : bound, proven);
  }

  private void search(int at, double value, double worth) {
    if (++step > steps) {
      return;
    }
    for (int l = 0; l < sums.length; l++) {
      Choice.Limit limit = choice.limits().get(l);
      double slack = limit.slack();
      if (sums[l] + least[at][l] > limit.most() + slack
          || sums[l] + most[at][l] < limit.least() - slack) {
        return;
      }
    }
    if (at == items.size()) {
      if (value > bestValue) {
        bestValue = value;
        best = taken.clone();
      }
      return;
    }
    Item item = items.get(at);
    for (int k = 0; k < item.options().length; k++) {
      double bound = fixed + worth + item.worth()[k] + rest[at + 1];
      if (bound <= bestValue + SAME * scale) {
        // The options that follow are worth no more.
        return;
      }
      int option = item.options()[k];
      add(option, 1);
      taken[at] = option;
      search(
          at + 1,
          value + (option < 0 ? 0 : choice.options().get(option).value()),
          worth + item.worth()[k]);
      add(option, -1);
    }
  }

  private void add(int option, int sign) {
    if (option >= 0) {
      for (int l = 0; l < sums.length; l++) {
        sums[l] += sign * choice.limits().get(l).uses()[option];
      }
    }
  }

  /** What the limits are worth at these prices. */
  private double fixed(double[] at) {
    double sum = 0;
    for (int l = 0; l < at.length; l++) {
      Choice.Limit limit = choice.limits().get(l);
      sum += at[l] == 0 ? 0 : at[l] * (at[l] > 0 ? limit.most() : limit.least());
    }
    return sum;
  }

  private List<Item> items(double[] at) {
    Map<Integer, List<Integer>> options = new TreeMap<>();
    double[] worth = new double[choice.options().size()];
    for (int i = 0; i < worth.length; i++) {
      worth[i] = choice.options().get(i).value();
      for (int l = 0; l < at.length; l++) {
        worth[i] -= at[l] * choice.limits().get(l).uses()[i];
      }
      options
          .computeIfAbsent(choice.options().get(i).item(), item -> new ArrayList<>(List.of(-1)))
          .add(i);
    }
    List<Item> all = new ArrayList<>();
    for (List<Integer> each : options.values()) {
      int[] sorted =
          each.stream()
              .sorted(
                  Comparator.comparingDouble((Integer option) -> option < 0 ? 0 : -worth[option])
                      .thenComparing(Comparator.reverseOrder()))
              .mapToInt(Integer::intValue)
              .toArray();
      all.add(
          new Item(sorted, Arrays.stream(sorted).mapToDouble(o -> o < 0 ? 0 : worth[o]).toArray()));
    }
    return all;
  }

  /** The bound that prices give. */
  private double bound(double[] at) {
    return fixed(at) + items(at).stream().mapToDouble(item -> item.worth()[0]).sum();
  }

  /** Prices of the limits: those of the linear program, each with the sign that bounds better. */
  private double[] prices() {
    int limits = choice.limits().size();
    double[] prices = new double[limits];
    if (limits == 0 || scale == 0) {
      return prices;
    }
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Map<Integer, Expression> rows = new TreeMap<>();
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < choice.options().size(); i++) {
      Choice.Option option = choice.options().get(i);
      Variable variable = model.addVariable("option " + i).lower(0).weight(option.value() / scale);
      variables.add(variable);
      rows.computeIfAbsent(option.item(), item -> model.addExpression("item " + item).upper(1))
          .set(variable, 1);
    }
    double[] units = new double[limits];
    for (int l = 0; l < limits; l++) {
      units[l] = row(choice.limits().get(l), model.addExpression("limit " + l), variables);
    }
    Optimisation.Result result = model.maximise();
    if (!result.getState().isOptimal()) {
      return prices;
    }
    Map<String, Double> found = new HashMap<>();
    result
        .getDualValues()
        .forEach(pair -> found.put(pair.getKey().left().getName(), pair.doubleValue()));
    for (int l = 0; l < limits; l++) {
      Choice.Limit limit = choice.limits().get(l);
      double price = Math.abs(found.getOrDefault("limit " + l, 0.0)) * scale / units[l];
      // A price above 0 is paid for reaching the most, one below it for reaching the least.
      double bound = Double.POSITIVE_INFINITY;
      if (limit.most() < Double.POSITIVE_INFINITY) {
        prices[l] = price;
        bound = bound(prices);
      }
      if (limit.least() > Double.NEGATIVE_INFINITY) {
        prices[l] = -price;
        prices[l] = bound(prices) < bound ? -price : price;
      }
    }
    return prices;
  }

  /** Fills a row in a unit of its own, so that money and minutes weigh alike; gives the unit. */
  private static double row(Choice.Limit limit, Expression row, List<Variable> variables) {
    double unit = Arrays.stream(limit.uses()).map(Math::abs).max().orElse(0);
    unit = unit == 0 ? 1 : unit;
    for (int i = 0; i < variables.size(); i++) {
      if (limit.uses()[i] != 0) {
        row.set(variables.get(i), limit.uses()[i] / unit);
      }
    }
    if (limit.least() > Double.NEGATIVE_INFINITY) {
      row.lower(limit.least() / unit);
    }
    if (limit.most() < Double.POSITIVE_INFINITY) {
      row.upper(limit.most() / unit);
    }
    return unit;
  }
}
