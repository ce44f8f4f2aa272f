package dev.sluice.plan.schedule;

import dev.sluice.plan.schedule.Problem.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plan for a {@link Problem} and a bound that no plan exceeds.
 *
 * <p>First the {@link Relaxation}: its prices make the bound, and its plan, in whole cents and
 * improved on the true curves, is the first to be held against that. Only where that leaves a gap,
 * for S-shaped curves and minimum-or-off, and where a tree can be expected to end, come the integer
 * models; new tangents touch where the plan and the model stand, until the two meet.
 *
 * <p>All of this is counted in steps, nodes and values of curves, and nothing in time: the same
 * problem gives the same plan on any machine.
 */
final class Solver {
  /** A gap that counts as none. */
  static final double PROVEN = 1e-4;

  private static final int INTEGER_ROUNDS = 8;

  /** Tangents at most to each curve of a model, beside those that touch where plans stand. */
  private static final int TANGENTS = 12;

  /** A tree with more binaries does not end in any patience. */
  private static final int MOST_BINARIES = 600;

  /** Nodes × variables at most: about what a machine does in ten seconds. */
  private static final long NODE_WORK = 4_000_000;

  /** Values of curves at most in one improvement of a plan. */
  private static final long EXCHANGE_WORK = 20_000_000;

  /** What the solver's own tolerance may hide of the best value, as a part of it. */
  private static final double TOLERANCE = 1e-6;

  private final Problem problem;
  private final List<List<Set<Double>>> touches = new ArrayList<>();
  private @Nullable Spread best;
  private double value = Double.NEGATIVE_INFINITY;
  private double bound = Double.POSITIVE_INFINITY;
  private int variables;
  private int binaries;

  private Solver(Problem problem) {
    this.problem = problem;
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
   * @param variables of the largest model
   * @param binaries of the largest model
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Found(long[][] spend, double value, double bound, int variables, int binaries) {
    /** How far the plan may be from the best, as a part of the bound. */
    double gap() {
      return bound <= 0 ? 0 : Math.max(0, (bound - value) / bound);
    }
  }

  /**
   * Solves a problem.
   *
   * @return what was found, or {@code null} if no plan was found that keeps all limits
   */
  static @Nullable Found solve(Problem problem) {
    return new Solver(problem).found();
  }

  private @Nullable Found found() {
    if (problem.lines().isEmpty()) {
      return new Found(new long[0][], 0, 0, 0, 0);
    }
    offer(zeros());
    Relaxation.Solution relaxed = Relaxation.of(problem);
    bound = relaxed.bound();
    offer(relaxed.spend());
    touch(relaxed.spend());
    for (int round = 0; round < INTEGER_ROUNDS && open(); round++) {
      if (!integers()) {
        break;
      }
    }
    if (best == null) {
      return null;
    }
    return new Found(best.copy(), value, Math.max(bound, value), variables, binaries);
  }

  private boolean open() {
    return best == null || bound - value > PROVEN / 4 * bound;
  }

  /** Solves the integer model; whether a further round may help. */
  private boolean integers() {
    PiecewiseModel model = new PiecewiseModel(problem, envelopes(), value);
    binaries = Math.max(binaries, model.binaries());
    variables = Math.max(variables, model.variables());
    if (model.binaries() == 0 || model.binaries() > MOST_BINARIES) {
      return false;
    }
    int nodes = (int) Math.max(100, NODE_WORK / model.variables());
    PiecewiseModel.Solution solution = model.solve(nodes);
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

  private List<List<Envelope>> envelopes() {
    List<List<Envelope>> envelopes = new ArrayList<>();
    for (int i = 0; i < problem.lines().size(); i++) {
      Line line = problem.lines().get(i);
      double top = problem.topPace(line);
      Map<Set<Double>, Envelope> known = new HashMap<>();
      List<Envelope> ofLine = new ArrayList<>();
      for (Set<Double> at : touches.get(i)) {
        ofLine.add(known.computeIfAbsent(at, any -> Envelope.of(line.curve(), top, at, TANGENTS)));
      }
      envelopes.add(ofLine);
    }
    return envelopes;
  }
}
