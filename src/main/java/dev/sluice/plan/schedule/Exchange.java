package dev.sluice.plan.schedule;

import dev.sluice.plan.schedule.Problem.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Improves a spread on the true curves: moves an amount from the slot that misses it least, or from
 * the rest of the budget, to the one that gains most, and halves the amount when nothing gains any
 * more, down to a cent. For concave curves without carry-over nothing better is left after that;
 * for others it is a good plan that bounds are held against.
 *
 * <p>The work is counted in values of curves, not in time, so that the same input ends in the same
 * plan.
 */
final class Exchange {
  /** Pairs are tried among so many best receivers and givers. */
  private static final int CANDIDATES = 8;

  /** A gain below this part of the value is noise of the arithmetic. */
  private static final double NOISE = 1e-13;

  private final Problem problem;
  private final Spread spread;
  private final double[] values;
  private final double[][] gains;
  private final double[][] losses;
  private long work;

  private record Place(int line, int slot, long cents, double change) {}

  private Exchange(Problem problem, Spread spread, long work) {
    this.problem = problem;
    this.spread = spread;
    this.work = work;
    int count = problem.lines().size();
    values = new double[count];
    gains = new double[count][];
    losses = new double[count][];
    for (int i = 0; i < count; i++) {
      int slots = problem.lines().get(i).slots().size();
      gains[i] = new double[slots];
      losses[i] = new double[slots];
      values[i] = problem.lines().get(i).response(spread.of(i));
    }
  }

  /**
   * Improves {@code spread}.
   *
   * @param work so many values of curves may be taken
   */
  static void improve(Problem problem, Spread spread, long work) {
    new Exchange(problem, spread, work).run();
  }

  private void run() {
    for (long step = Math.max(1, problem.budget() / 2); step >= 1; step /= 2) {
      for (int i = 0; i < values.length; i++) {
        changes(i, step);
      }
      while (work > 0 && move(step)) {
        // One move after the other.
      }
    }
  }

  /** What each slot of a line gains by {@code step} more, and loses by as much less. */
  private void changes(int i, long step) {
    Line line = problem.lines().get(i);
    long[] spend = spread.of(i);
    for (int s = 0; s < spend.length; s++) {
      long more = Math.min(step, line.maximum());
      spend[s] += more;
      gains[i][s] = line.response(spend) - values[i];
      spend[s] -= more;
      long less = amount(spend[s], step);
      spend[s] -= less;
      losses[i][s] = values[i] - line.response(spend);
      spend[s] += less;
    }
    work -= 2L * spend.length * spend.length;
  }

  /** What a slot can give in this step: the step, or all it has if that is near it. */
  private static long amount(long has, long step) {
    return has >= step ? step : has > step / 2 ? has : 0;
  }

  private boolean move(long step) {
    List<Place> receivers = new ArrayList<>();
    List<Place> givers = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      for (int s = 0; s < gains[i].length; s++) {
        receivers.add(new Place(i, s, step, gains[i][s]));
        long less = amount(spread.at(i, s), step);
        if (less > 0) {
          givers.add(new Place(i, s, less, losses[i][s]));
        }
      }
    }
    receivers.sort(Comparator.comparingDouble((Place place) -> -place.change()));
    givers.sort(Comparator.comparingDouble((Place place) -> place.change() / place.cents()));
    double noise = 0;
    for (double value : values) {
      noise += Math.abs(value) * NOISE;
    }
    for (Place to : receivers.subList(0, Math.min(receivers.size(), 4 * CANDIDATES))) {
      long least = problem.lines().get(to.line()).dailyMinimum();
      long cents = Math.min(Math.max(step, least), spread.room(to.line(), to.slot()));
      if (cents > 0 && gain(null, to, cents) > noise) {
        move(null, to, cents, step);
        return true;
      }
    }
    double best = noise;
    Place bestFrom = null;
    Place bestTo = null;
    for (Place to : receivers.subList(0, Math.min(receivers.size(), CANDIDATES))) {
      for (Place from : givers.subList(0, Math.min(givers.size(), CANDIDATES))) {
        double gain = gain(from, to, from.cents());
        if (gain > best) {
          best = gain;
          bestFrom = from;
          bestTo = to;
        }
      }
    }
    if (bestFrom == null || bestTo == null) {
      return false;
    }
    move(bestFrom, bestTo, bestFrom.cents(), step);
    return true;
  }

  /** What moving an amount would gain; nothing if a limit forbids it. */
  private double gain(@Nullable Place from, Place to, long cents) {
    if (from != null && from.line() == to.line() && from.slot() == to.slot()) {
      return 0;
    }
    shift(from, to, cents);
    double gain = 0;
    if (spread.allows(to.line(), to.slot())
        && (from == null || spread.allows(from.line(), from.slot()))) {
      gain = problem.lines().get(to.line()).response(spread.of(to.line())) - values[to.line()];
      work -= spread.of(to.line()).length;
      if (from != null && from.line() != to.line()) {
        gain +=
            problem.lines().get(from.line()).response(spread.of(from.line())) - values[from.line()];
        work -= spread.of(from.line()).length;
      }
    }
    shift(from, to, -cents);
    return gain;
  }

  private void shift(@Nullable Place from, Place to, long cents) {
    spread.add(to.line(), to.slot(), cents);
    if (from != null) {
      spread.add(from.line(), from.slot(), -cents);
    }
  }

  private void move(@Nullable Place from, Place to, long cents, long step) {
    shift(from, to, cents);
    update(to.line(), step);
    if (from != null && from.line() != to.line()) {
      update(from.line(), step);
    }
  }

  private void update(int i, long step) {
    values[i] = problem.lines().get(i).response(spread.of(i));
    changes(i, step);
  }
}
