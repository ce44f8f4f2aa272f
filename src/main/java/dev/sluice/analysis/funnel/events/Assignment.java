package dev.sluice.analysis.funnel.events;

import java.util.Arrays;

/** Gives events to steps, one event a step, so that as many steps as possible have one. */
final class Assignment {
  private final int[] eventOf;
  private int[] stepOf = new int[64];
  private int[] asked = new int[64];
  private int round;
  private int lo;
  private int hi;
  private long[] mask = new long[0];

  Assignment(Rule rule) {
    this.eventOf = new int[rule.steps + 1];
  }

  /** Begins anew with the events {@code from} to {@code to}, all free. */
  void begin(long[] masks, int from, int to) {
    mask = masks;
    lo = from;
    hi = from;
    Arrays.fill(eventOf, Attempt.NONE);
    extend(to);
  }

  /** Adds the events up to {@code to}. */
  void extend(int to) {
    if (to - lo > stepOf.length) {
      stepOf = Arrays.copyOf(stepOf, Math.max(2 * stepOf.length, to - lo));
      asked = Arrays.copyOf(asked, stepOf.length);
    }
    Arrays.fill(stepOf, hi - lo, to - lo, 0);
    Arrays.fill(asked, hi - lo, to - lo, 0);
    hi = to;
  }

  /** Whether every step of {@code wanted} can have an event of its own; if so it has. */
  boolean fill(int wanted) {
    int rest = wanted;
    while (rest != 0) {
      int step = Integer.numberOfTrailingZeros(rest) + 1;
      rest &= rest - 1;
      if (!add(step)) {
        return false;
      }
    }
    return true;
  }

  /** Gives {@code step} an event too, moving others where that helps. */
  boolean add(int step) {
    round++;
    return seek(step);
  }

  /** Gives event {@code i} to a step of {@code open} that has none, moving others. */
  boolean place(int i, int open) {
    int steps = (int) mask[i] & open;
    while (steps != 0) {
      int step = Integer.numberOfTrailingZeros(steps) + 1;
      steps &= steps - 1;
      if (eventOf[step] == Attempt.NONE) {
        eventOf[step] = i;
        stepOf[i - lo] = step;
        return true;
      }
    }
    // All its steps are taken: some step without an event may get one by moving.
    int missing = open;
    while (missing != 0) {
      int step = Integer.numberOfTrailingZeros(missing) + 1;
      missing &= missing - 1;
      if (eventOf[step] == Attempt.NONE && add(step)) {
        return true;
      }
    }
    return false;
  }

  private boolean seek(int step) {
    long bit = Rule.bit(step);
    for (int i = lo; i < hi; i++) {
      if ((mask[i] & bit) != 0 && asked[i - lo] != round) {
        asked[i - lo] = round;
        int holder = stepOf[i - lo];
        if (holder == 0 || seek(holder)) {
          eventOf[step] = i;
          stepOf[i - lo] = step;
          return true;
        }
      }
    }
    return false;
  }

  /** The event of a step; {@link Attempt#NONE}. */
  int event(int step) {
    return eventOf[step];
  }
}
