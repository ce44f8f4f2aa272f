package dev.sluice.plan.schedule;

import dev.sluice.plan.schedule.Problem.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plan for a {@link Problem} and a bound that no plan exceeds.
 *
 * <p>First the relaxation: a linear model on the concave hulls. Its prices make a {@link
 * Certificate}; its plan, in whole cents and improved on the true curves, is the first to be held
 * against that. New tangents touch where the plan and the model stand, until the two meet. Only
 * where that leaves a gap, for S-shaped curves and minimum-or-off, come the integer models.
 *
 * <p>All of this is counted in rounds, nodes and values of curves. The time limit stops a solver
 * too, but then nothing of what that solver held is used.
 */
final class Solver {
  /** A gap that counts as none. */
  static final double PROVEN = 1e-4;

  private static final int ROUNDS = 5;
  private static final int INTEGER_ROUNDS = 3;
  private static final int SWEEPS = 3;

  /** A tree with more binaries does not end in any patience. */
  private static final int MOST_BINARIES = 600;

  /** Nodes × variables at most: about what a machine does in ten seconds. */
  private static final long NODE_WORK = 4_000_000;

  /** Values of curves at most in one improvement of a plan. */
  private static final long EXCHANGE_WORK = 20_000_000;

  /** What the solver's own tolerance may hide of the best value, as a part of it. */
  private static final double TOLERANCE = 1e-6;

  private final Problem problem;
  private final long milliseconds;
  private final List<List<Set<Double>>> touches = new ArrayList<>();
  private @Nullable Spread best;
  private double value = Double.NEGATIVE_INFINITY;
  private double bound = Double.POSITIVE_INFINITY;
  private boolean relaxed;
  private int variables;
  private int binaries;

  private Solver(Problem problem, long milliseconds) {
    this.problem = problem;
    this.milliseconds = milliseconds;
    for (Line line : problem.lines()) {
      List<Set<Double>> slots = new ArrayList<>();
      line.slots().forEach(slot -> slots.add(new TreeSet<>()));
      touches.add(slots);
    }
  }

  /**
   * What was found.
   *
   * @param spend cents by line and slot
   * @param value what it brings
   * @param bound what no plan exceeds
   * @param modelled whether a solver had a part in it; else it is the greedy plan
   * @param variables of the largest model
   * @param binaries of the largest model
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Found(
      long[][] spend, double value, double bound, boolean modelled, int variables, int binaries) {
    /** How far the plan may be from the best, as a part of the bound. */
    double gap() {
      return bound <= 0 ? 0 : Math.max(0, (bound - value) / bound);
    }
  }

  /**
   * Solves a problem.
   *
   * @param milliseconds for all solvers together, about
   * @return what was found, or {@code null} if no plan was found that keeps all limits
   */
  static @Nullable Found solve(Problem problem, long milliseconds) {
    return new Solver(problem, milliseconds).found();
  }

  private @Nullable Found found() {
    if (problem.lines().isEmpty()) {
      return new Found(new long[0][], 0, 0, true, 0, 0);
    }
    offer(zeros());
    for (int round = 0; round < ROUNDS && open(); round++) {
      if (!relaxation(round == 0 ? 12 : 4)) {
        break;
      }
    }
    if (!relaxed) {
      price(new double[problem.days()]);
    }
    for (int round = 0; round < INTEGER_ROUNDS && relaxed && open(); round++) {
      if (!integers()) {
        break;
      }
    }
    if (best == null) {
      return null;
    }
    return new Found(best.copy(), value, Math.max(bound, value), relaxed, variables, binaries);
  }

  private boolean open() {
    return best == null || !relaxed || bound - value > PROVEN / 4 * bound;
  }

  /** Solves the hulls' model; whether a further round may help. */
  private boolean relaxation(int tangents) {
    PiecewiseModel model = new PiecewiseModel(problem, envelopes(tangents, true), false, 0);
    variables = Math.max(variables, model.variables());
    PiecewiseModel.Solution solution = model.solve(Integer.MAX_VALUE, milliseconds);
    if (solution == null) {
      return false;
    }
    relaxed = true;
    double before = bound - value;
    bound =
        Math.min(
            bound,
            new Certificate(solution.levelPrices(), solution.budgetPrice(), solution.dayPrices())
                .bound(problem));
    offer(solution.spend());
    touch(solution.spend());
    price(solution.dayPrices());
    return !(bound - value > 0.9 * before);
  }

  /** Solves the integer model; whether a further round may help. */
  private boolean integers() {
    PiecewiseModel model = new PiecewiseModel(problem, envelopes(12, false), true, value);
    binaries = Math.max(binaries, model.binaries());
    variables = Math.max(variables, model.variables());
    if (model.binaries() == 0 || model.binaries() > MOST_BINARIES) {
      return false;
    }
    int nodes = (int) Math.max(100, NODE_WORK / model.variables());
    PiecewiseModel.Solution solution = model.solve(nodes, milliseconds / INTEGER_ROUNDS);
    if (solution == null) {
      return false;
    }
    double before = bound - value;
    offer(solution.spend());
    double proven = solution.value() * (1 + TOLERANCE);
    // A bound below a plan that holds is a wrong answer of the solver, and no bound.
    if (proven >= value) {
      bound = Math.min(bound, proven);
    }
    touch(solution.spend());
    return !(bound - value > 0.9 * before);
  }

  /** Lets the envelopes touch the curves where a plan stands. */
  private void touch(double[][] spend) {
    for (int i = 0; i < spend.length; i++) {
      long[] cents = new long[spend[i].length];
      for (int s = 0; s < cents.length; s++) {
        cents[s] = Math.round(spend[i][s] * 100);
      }
      touch(i, cents);
      if (best != null) {
        touch(i, best.of(i));
      }
    }
  }

  private void touch(int i, long[] spend) {
    Line line = problem.lines().get(i);
    double[] levels = line.levels(spend);
    for (int s = 0; s < levels.length; s++) {
      // To three digits: near enough for a tangent, and no two of them too near for a solver.
      double pace = levels[s] / line.slots().get(s).share();
      double grain = Math.pow(10, Math.floor(Math.log10(Math.max(pace, 1e-9))) - 2);
      touches.get(i).get(s).add(Math.round(pace / grain) * grain);
    }
  }

  /** Takes a plan, made whole and improved, if it is the best so far. */
  private void offer(double[][] spend) {
    Spread spread = Rounding.of(problem, spend);
    if (spread == null) {
      return;
    }
    Exchange.improve(problem, spread, EXCHANGE_WORK);
    double reached = problem.value(spread.copy());
    if (best == null || reached > value) {
      if (!spread.allowed()) {
        throw new IllegalStateException("a plan outside of its limits");
      }
      best = spread;
      value = reached;
    }
  }

  private double[][] zeros() {
    return problem.lines().stream()
        .map(line -> new double[line.slots().size()])
        .toArray(double[][]::new);
  }

  private List<List<Envelope>> envelopes(int tangents, boolean hulls) {
    List<List<Envelope>> envelopes = new ArrayList<>();
    for (int i = 0; i < problem.lines().size(); i++) {
      Line line = problem.lines().get(i);
      double top = problem.topPace(line);
      Map<Set<Double>, Envelope> known = new HashMap<>();
      List<Envelope> ofLine = new ArrayList<>();
      for (Set<Double> at : touches.get(i)) {
        ofLine.add(
            known.computeIfAbsent(
                at,
                any -> {
                  Envelope envelope = Envelope.of(line.curve(), top, at, tangents);
                  return hulls ? envelope.hull() : envelope;
                }));
      }
      envelopes.add(ofLine);
    }
    return envelopes;
  }

  /**
   * A bound by prices at the plan: for the level of a slot the slope of its curve's hull there, for
   * the budget and the days what makes the bound least, one after the other.
   *
   * @param dayPrices to begin with
   */
  private void price(double[] dayPrices) {
    if (best == null) {
      return;
    }
    double[][] prices = new double[problem.lines().size()][];
    double dearest = 0;
    for (int i = 0; i < prices.length; i++) {
      Line line = problem.lines().get(i);
      Envelope hull = Envelope.of(line.curve(), problem.topPace(line), Set.of(), 200).hull();
      double[] levels = line.levels(best.of(i));
      prices[i] = new double[levels.length];
      for (int s = 0; s < levels.length; s++) {
        double pace = levels[s] / line.slots().get(s).share();
        double slope = hull.slopeAt(pace);
        boolean curved = line.curve().corners().length == 0 && pace > hull.x()[1];
        prices[i][s] = curved ? line.curve().slope(pace) : slope;
      }
      for (double worth : line.worth(prices[i])) {
        dearest = Math.max(dearest, worth);
      }
    }
    double[] days = dayPrices.clone();
    double budget = 0;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      budget = least(dearest, price -> new Certificate(prices, price, days).bound(problem));
      if (problem.dailyMaximum() < problem.budget()) {
        for (int day = 0; day < days.length; day++) {
          int of = day;
          double ofBudget = budget;
          days[day] =
              least(
                  dearest,
                  price -> {
                    days[of] = price;
                    return new Certificate(prices, ofBudget, days).bound(problem);
                  });
        }
      }
      bound = Math.min(bound, new Certificate(prices, budget, days).bound(problem));
    }
  }

  /** Where a convex function is least between 0 and {@code high}, by thirds. */
  private static double least(double high, DoubleUnaryOperator function) {
    double from = 0;
    double to = high;
    for (int i = 0; i < 80; i++) {
      double third = (to - from) / 3;
      if (function.applyAsDouble(from + third) > function.applyAsDouble(to - third)) {
        from += third;
      } else {
        to -= third;
      }
    }
    return (from + to) / 2;
  }
}
