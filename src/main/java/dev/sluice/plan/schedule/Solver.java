package dev.sluice.plan.schedule;

import dev.sluice.plan.allocation.Envelope;
import dev.sluice.plan.schedule.Problem.Line;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plan for a {@link Problem} and a bound that no plan exceeds: branch and bound. The {@link
 * Relaxation} of a region bounds it; its plan, in whole cents and improved on the true curves, is
 * held against that. The region with the highest bound is split where its relaxation is furthest
 * from what a plan can do: at a pace where the envelope is above the curve, or between off and a
 * minimum.
 *
 * <p>All of this is counted in regions and values of curves, and nothing in time: the same problem
 * gives the same plan on any machine.
 */
final class Solver {
  /** A gap that counts as none. */
  static final double PROVEN = 1e-4;

  /** Regions × slots² at most. */
  private static final long REGION_WORK = 300_000;

  /** Values of curves at most in one improvement of a plan. */
  private static final long EXCHANGE_WORK = 20_000_000;

  private final Problem problem;
  private final PriorityQueue<Candidate> open =
      new PriorityQueue<>(
          Comparator.comparingDouble((Candidate each) -> -each.solution().bound())
              .thenComparing(Candidate::number));
  private @Nullable Spread best;
  private double value = Double.NEGATIVE_INFINITY;
  private int regions;

  private record Candidate(int number, Region region, Relaxation.Solution solution) {}

  /** A way to split a region in two. */
  private record Split(double loss, Region first, Region second) {}

  private Solver(Problem problem) {
    this.problem = problem;
  }

  /**
   * What was found.
   *
   * @param spend cents by line and slot
   * @param value what it brings
   * @param bound what no plan exceeds
   * @param regions how many were looked at
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Found(long[][] spend, double value, double bound, int regions) {
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
      return new Found(new long[0][], 0, 0, 0);
    }
    int slots = problem.lines().stream().mapToInt(line -> line.slots().size()).sum();
    double closed = Double.NEGATIVE_INFINITY;
    look(Region.of(problem), Double.POSITIVE_INFINITY);
    if (best == null) {
      offer(zeros());
    }
    while (!open.isEmpty() && (long) regions * slots * slots < REGION_WORK) {
      double bound = open.element().solution().bound();
      if (bound - value <= PROVEN / 4 * bound) {
        break;
      }
      Candidate candidate = open.remove();
      Split split = split(candidate);
      if (split == null) {
        // The relaxation is a plan as it stands: nothing in the region is better.
        closed = Math.max(closed, bound);
        continue;
      }
      look(split.first(), bound);
      look(split.second(), bound);
    }
    if (best == null) {
      return null;
    }
    double bound = open.isEmpty() ? closed : Math.max(closed, open.element().solution().bound());
    return new Found(best.copy(), value, Math.max(bound, value), regions);
  }

  private void look(Region region, double above) {
    regions++;
    Relaxation.Solution solution = Relaxation.of(problem, region, value);
    double bound = Math.min(above, solution.bound());
    if (bound > value) {
      offer(solution.spend());
      open.add(new Candidate(regions, region, new Relaxation.Solution(solution.spend(), bound)));
    }
  }

  /** The split that takes away most of what a relaxation promises too much. */
  private @Nullable Split split(Candidate candidate) {
    Split widest = null;
    for (int i = 0; i < problem.lines().size(); i++) {
      for (Split split : new Split[] {pace(candidate, i), day(candidate, i), line(candidate, i)}) {
        if (split != null && (widest == null || split.loss() > widest.loss())) {
          widest = split;
        }
      }
    }
    return widest == null || widest.loss() <= 1e-12 * candidate.solution().bound() ? null : widest;
  }

  private @Nullable Split pace(Candidate candidate, int i) {
    Line line = problem.lines().get(i);
    Region region = candidate.region();
    double[] levels = line.levels(candidate.solution().spend()[i]);
    int widest = -1;
    double most = 0;
    double at = 0;
    for (int s = 0; s < levels.length; s++) {
      double share = line.slots().get(s).share();
      double low = region.low()[i][s];
      double high = region.high()[i][s];
      double pace = levels[s] / share;
      if (pace > low && pace < high) {
        double above =
            share * (Envelope.of(line.curve(), low, high).value(pace) - line.curve().value(pace));
        if (above > most) {
          widest = s;
          most = above;
          at = pace;
        }
      }
    }
    if (widest < 0) {
      return null;
    }
    boolean alike = problem.interchangeable(line);
    int first = alike ? 0 : widest;
    int last = alike ? levels.length - 1 : widest;
    return new Split(
        most, region.with(i, first, widest, at, true), region.with(i, widest, last, at, false));
  }

  private @Nullable Split day(Candidate candidate, int i) {
    Line line = problem.lines().get(i);
    Region region = candidate.region();
    double[] spend = candidate.solution().spend()[i];
    double[] days = new double[problem.days()];
    for (int s = 0; s < spend.length; s++) {
      days[line.slots().get(s).day()] += spend[s] * 100;
    }
    int widest = -1;
    double most = 0;
    for (int day = 0; day < days.length; day++) {
      double between = Math.min(days[day], line.dailyMinimum() - days[day]);
      if (region.days()[i][day] == Region.Spending.OPEN && between > most) {
        widest = day;
        most = between;
      }
    }
    return widest < 0
        ? null
        : new Split(
            most / 100 * mean(line, spend),
            region.with(i, widest, Region.Spending.YES),
            region.with(i, widest, Region.Spending.NO));
  }

  private @Nullable Split line(Candidate candidate, int i) {
    Line line = problem.lines().get(i);
    double[] spend = candidate.solution().spend()[i];
    double cents = 0;
    for (double each : spend) {
      cents += each * 100;
    }
    double between = Math.min(cents, line.minimum() - cents);
    return candidate.region().on()[i] || between <= 0
        ? null
        : new Split(
            between / 100 * mean(line, spend),
            candidate.region().with(i, true),
            candidate.region().with(i, false));
  }

  /** What a unit of money brings in the mean. */
  private static double mean(Line line, double[] spend) {
    double money = 0;
    long[] cents = new long[spend.length];
    for (int s = 0; s < spend.length; s++) {
      money += spend[s];
      cents[s] = Math.round(spend[s] * 100);
    }
    return line.response(cents) / money;
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
}
