package dev.sluice.plan.schedule;

import dev.sluice.plan.schedule.Problem.Line;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Money in slots that is being moved about, with the sums that the limits speak of. In cents. */
final class Spread {
  private final Problem problem;
  private final long[][] spend;
  private final long[] lines;
  private final long[][] lineDays;
  private final long[] days;
  private final long[] groups;

  /** By line the groups that hold it. */
  private final int[][] groupsOf;

  private long total;

  Spread(Problem problem) {
    this.problem = problem;
    int count = problem.lines().size();
    spend = new long[count][];
    lines = new long[count];
    lineDays = new long[count][problem.days()];
    days = new long[problem.days()];
    groups = new long[problem.groups().size()];
    groupsOf = new int[count][];
    for (int i = 0; i < count; i++) {
      int line = i;
      groupsOf[i] =
          IntStream.range(0, groups.length)
              .filter(g -> problem.groups().get(g).lines().contains(line))
              .toArray();
      spend[i] = new long[problem.lines().get(i).slots().size()];
    }
  }

  static Spread of(Problem problem, long[][] spend) {
    Spread spread = new Spread(problem);
    for (int i = 0; i < spend.length; i++) {
      for (int s = 0; s < spend[i].length; s++) {
        spread.add(i, s, spend[i][s]);
      }
    }
    return spread;
  }

  void add(int line, int slot, long cents) {
    int day = problem.lines().get(line).slots().get(slot).day();
    spend[line][slot] += cents;
    lines[line] += cents;
    lineDays[line][day] += cents;
    days[day] += cents;
    for (int group : groupsOf[line]) {
      groups[group] += cents;
    }
    total += cents;
  }

  long at(int line, int slot) {
    return spend[line][slot];
  }

  long ofLine(int line) {
    return lines[line];
  }

  long ofDay(int line, int day) {
    return lineDays[line][day];
  }

  long ofGroup(int group) {
    return groups[group];
  }

  long ofDay(int day) {
    return days[day];
  }

  long total() {
    return total;
  }

  long[] of(int line) {
    return spend[line];
  }

  long[][] copy() {
    return Arrays.stream(spend).map(long[]::clone).toArray(long[][]::new);
  }

  /** What can still go to a slot without breaking a maximum. */
  long room(int line, int slot) {
    return Math.min(problem.budget() - total, roomBeside(line, slot));
  }

  /** The same, had the budget no end. */
  long roomBeside(int line, int slot) {
    Line limits = problem.lines().get(line);
    int day = limits.slots().get(slot).day();
    long room = Math.min(problem.dailyMaximum() - days[day], limits.maximum() - lines[line]);
    for (int group : groupsOf[line]) {
      room = Math.min(room, problem.groups().get(group).maximum() - groups[group]);
    }
    return Math.min(room, limits.dailyMaximum() - lineDays[line][day]);
  }

  /** Whether a line and its day keep their limits, and the sums theirs. */
  boolean allows(int line, int slot) {
    int day = problem.lines().get(line).slots().get(slot).day();
    return total <= problem.budget()
        && days[day] <= problem.dailyMaximum()
        && IntStream.of(groupsOf[line]).allMatch(this::allowsGroup)
        && allowsLine(line)
        && allowsDay(line, day);
  }

  /** Whether every limit is kept. */
  boolean allowed() {
    if (total > problem.budget()) {
      return false;
    }
    for (int day = 0; day < problem.days(); day++) {
      if (days[day] > problem.dailyMaximum()) {
        return false;
      }
    }
    if (!IntStream.range(0, groups.length).allMatch(this::allowsGroup)) {
      return false;
    }
    for (int i = 0; i < lines.length; i++) {
      if (!allowsLine(i)) {
        return false;
      }
      for (int day = 0; day < problem.days(); day++) {
        if (!allowsDay(i, day)) {
          return false;
        }
      }
      for (long cents : spend[i]) {
        if (cents < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean allowsGroup(int group) {
    Problem.Group limits = problem.groups().get(group);
    return groups[group] >= limits.minimum() && groups[group] <= limits.maximum();
  }

  private boolean allowsLine(int line) {
    Line limits = problem.lines().get(line);
    long money = lines[line];
    return money <= limits.maximum()
        && (money >= limits.minimum() || (money == 0 && limits.offAllowed()));
  }

  private boolean allowsDay(int line, int day) {
    Line limits = problem.lines().get(line);
    long money = lineDays[line][day];
    return money <= limits.dailyMaximum() && (money >= limits.dailyMinimum() || money == 0);
  }
}
