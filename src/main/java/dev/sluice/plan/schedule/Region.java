package dev.sluice.plan.schedule;

import dev.sluice.plan.schedule.Problem.Line;
import java.util.Arrays;

/**
 * A part of all plans: those whose slots keep within a range of pace, on whose days a line spends
 * or does not. Splitting regions is how a search tells where the best plan is not.
 *
 * @param low by line and slot, the least pace: level / share
 * @param high the greatest pace
 * @param days by line and day, whether it must spend
 * @param on by line, whether it must have its minimum
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Region(double[][] low, double[][] high, Spending[][] days, boolean[] on) {
  /** Whether a line spends on a day. */
  enum Spending {
    OPEN,
    YES,
    NO
  }

  /** All plans. */
  static Region of(Problem problem) {
    int lines = problem.lines().size();
    Region all =
        new Region(
            new double[lines][],
            new double[lines][],
            new Spending[lines][problem.days()],
            new boolean[lines]);
    for (int i = 0; i < lines; i++) {
      Line line = problem.lines().get(i);
      all.low[i] = new double[line.slots().size()];
      all.high[i] = new double[line.slots().size()];
      Arrays.fill(all.high[i], problem.topPace(line));
      Arrays.fill(all.days[i], Spending.OPEN);
      all.on[i] = !line.offAllowed() && line.minimum() > 0;
    }
    return all;
  }

  /** The same with a line's slots from one to another at no less, or no more, than a pace. */
  Region with(int line, int from, int to, double pace, boolean atLeast) {
    double[][] bounds = (atLeast ? low : high).clone();
    bounds[line] = bounds[line].clone();
    for (int s = from; s <= to; s++) {
      bounds[line][s] = atLeast ? Math.max(bounds[line][s], pace) : Math.min(bounds[line][s], pace);
    }
    return atLeast ? new Region(bounds, high, days, on) : new Region(low, bounds, days, on);
  }

  /** The same with a day of a line decided. */
  Region with(int line, int day, Spending spending) {
    Spending[][] decided = days.clone();
    decided[line] = decided[line].clone();
    decided[line][day] = spending;
    return new Region(low, high, decided, on);
  }

  /** The same with a line that has its minimum, or nothing. */
  Region with(int line, boolean spends) {
    if (spends) {
      boolean[] decided = on.clone();
      decided[line] = true;
      return new Region(low, high, days, decided);
    }
    Spending[][] decided = days.clone();
    decided[line] = decided[line].clone();
    Arrays.fill(decided[line], Spending.NO);
    return new Region(low, high, decided, on);
  }
}
