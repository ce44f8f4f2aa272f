package dev.sluice.plan.schedule;

import dev.sluice.plan.schedule.Problem.Line;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole cents of what a model spends, and mends what its tolerance or its relaxation left
 * outside of the limits.
 */
final class Rounding {
  private final Problem problem;
  private final Spread spread;

  private Rounding(Problem problem) {
    this.problem = problem;
    this.spread = new Spread(problem);
  }

  /** The money in cents within all limits, or {@code null} where this way does not lead there. */
  static @Nullable Spread of(Problem problem, double[][] spend) {
    Rounding rounding = new Rounding(problem);
    for (int i = 0; i < spend.length; i++) {
      for (int s = 0; s < spend[i].length; s++) {
        // Down: a cent above a maximum would be cut where it may stand on a minimum.
        rounding.spread.add(i, s, (long) Math.max(0, spend[i][s] * 100));
      }
    }
    for (int i = 0; i < spend.length; i++) {
      rounding.lower(i);
    }
    for (int i = 0; i < spend.length; i++) {
      rounding.raise(i);
    }
    for (int g = 0; g < problem.groups().size(); g++) {
      rounding.raiseGroup(g);
    }
    return rounding.spread.allowed() ? rounding.spread : null;
  }

  /**
   * Switches off what is nearer to nothing than to its minimum, and cuts what is above a maximum.
   */
  private void lower(int i) {
    Line line = problem.lines().get(i);
    boolean off = line.offAllowed() && spread.ofLine(i) < line.minimum() / 2;
    for (int s = 0; s < line.slots().size(); s++) {
      long day = spread.ofDay(i, line.slots().get(s).day());
      if (off || (day > 0 && day < line.dailyMinimum() / 2)) {
        switchOff(i, line.slots().get(s).day());
      }
      long over = -Math.min(0, spread.room(i, s));
      spread.add(i, s, -Math.min(over, spread.at(i, s)));
    }
  }

  /** Brings days that are on, then the line, up to their minimum; or off where there is no room. */
  private void raise(int i) {
    Line line = problem.lines().get(i);
    for (int s = 0; s < line.slots().size(); s++) {
      int day = line.slots().get(s).day();
      if (spread.ofDay(i, day) > 0) {
        add(i, s, line.dailyMinimum() - spread.ofDay(i, day));
        boolean last = s + 1 == line.slots().size() || line.slots().get(s + 1).day() != day;
        if (last && spread.ofDay(i, day) < line.dailyMinimum()) {
          switchOff(i, day);
        }
      }
    }
    if (spread.ofLine(i) == 0 && line.offAllowed()) {
      return;
    }
    for (boolean on : new boolean[] {true, false}) {
      for (int s = 0; s < line.slots().size(); s++) {
        long day = spread.ofDay(i, line.slots().get(s).day());
        long owed = line.minimum() - spread.ofLine(i);
        long least = day > 0 ? 0 : line.dailyMinimum();
        if (owed > 0 && (day > 0) == on && spread.room(i, s) >= least) {
          add(i, s, Math.max(owed, least));
        }
      }
    }
    if (line.offAllowed() && spread.ofLine(i) < line.minimum()) {
      line.slots().forEach(slot -> switchOff(i, slot.day()));
    }
  }

  /** Brings a group up to its minimum, in days that are on before others. */
  private void raiseGroup(int g) {
    Problem.Group group = problem.groups().get(g);
    for (boolean on : new boolean[] {true, false}) {
      for (int i : group.lines()) {
        Line line = problem.lines().get(i);
        for (int s = 0; s < line.slots().size(); s++) {
          long day = spread.ofDay(i, line.slots().get(s).day());
          long owed = group.minimum() - spread.ofGroup(g);
          long least = day > 0 ? 0 : line.dailyMinimum();
          if (spread.ofLine(i) == 0) {
            least = Math.max(least, Math.min(line.minimum(), problem.mostADay(line)));
          }
          if (owed > 0 && (day > 0) == on && spread.room(i, s) >= least) {
            add(i, s, Math.max(owed, least));
          }
        }
      }
    }
  }

  private void switchOff(int i, int day) {
    for (int s = 0; s < problem.lines().get(i).slots().size(); s++) {
      if (problem.lines().get(i).slots().get(s).day() == day) {
        spread.add(i, s, -spread.at(i, s));
      }
    }
  }

  private void add(int i, int s, long cents) {
    spread.add(i, s, Math.max(0, Math.min(cents, spread.room(i, s))));
  }
}
