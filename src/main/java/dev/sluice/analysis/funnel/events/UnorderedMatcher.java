package dev.sluice.analysis.funnel.events;

/**
 * The funnel in any order: the most different steps, each by an event of its own, within a window
 * that begins at one of them. An excluded event ends every window that reaches over it, so that
 * what was done before it counts no more; the user stays at step 1.
 */
final class UnorderedMatcher implements Matcher {
  private final Rule rule;
  private final int steps;
  private final int all;
  private final int[] count;
  private final int[] events;
  private final Assignment assignment;

  UnorderedMatcher(Rule rule) {
    this.rule = rule;
    this.steps = rule.steps;
    this.all = Rule.between(0, steps);
    this.count = new int[steps];
    this.events = new int[steps + 1];
    this.assignment = new Assignment(rule);
  }

  @Override
  public void match(Trail trail, int lo, int hi, long from, long to, Attempt best) {
    long until = to;
    long since = from;
    if (rule.firstOnly) {
      since = Matcher.firstEntry(trail, lo, hi, from, to, all);
      until = Math.min(to, since + 1);
    }
    if (Matcher.ambiguous(trail.mask, lo, hi)) {
      assign(trail, lo, hi, since, until, best);
    } else {
      slide(trail, lo, hi, since, until, best);
    }
  }

  /** One window moved along: each event fills one step only, so that different bits are counted. */
  private void slide(Trail trail, int lo, int hi, long from, long to, Attempt best) {
    long[] time = trail.time;
    long[] mask = trail.mask;
    java.util.Arrays.fill(count, 0);
    int different = 0;
    int right = lo;
    int barrier = lo;
    int bestFrom = -1;
    int level = 0;
    for (int i = lo; i < hi && time[i] < to; ) {
      int end = Matcher.endOfInstant(time, i, hi);
      barrier = Math.max(barrier, end);
      // A barrier in the instant itself may stand before its events; a later one ends the window.
      while (barrier < hi && (int) (mask[barrier] >>> Rule.EXCLUSIONS) == 0) {
        barrier++;
      }
      long last = barrier < hi ? Math.min(end(time[i]), time[barrier]) : end(time[i]);
      while (right < hi && time[right] <= last) {
        different += add(mask[right], 1);
        right++;
      }
      if (time[i] >= from && ((int) Matcher.union(mask, i, end) & all) != 0 && different > level) {
        level = different;
        bestFrom = i;
      }
      for (int e = i; e < end; e++) {
        different -= add(mask[e], -1);
      }
      if (level == steps) {
        break;
      }
      i = end;
    }
    if (level > 0) {
      offer(trail, bestFrom, hi, level, to, best);
    }
  }

  private long end(long begun) {
    return begun > Long.MAX_VALUE - rule.window ? Long.MAX_VALUE : begun + rule.window;
  }

  /** Counts the step of an event; returns 1 when it is the first of its step, or was the last. */
  private int add(long mask, int by) {
    int bits = (int) mask & all;
    if (bits == 0) {
      return 0;
    }
    int step = Integer.numberOfTrailingZeros(bits);
    count[step] += by;
    return count[step] == (by > 0 ? 1 : 0) ? 1 : 0;
  }

  /** The attempt that is complete as soon as the one from {@code first}, and begins last. */
  private void offer(Trail trail, int first, int hi, int level, long to, Attempt best) {
    long[] time = trail.time;
    int last = complete(trail.mask, first, hi, level);
    int lastEnd = Matcher.endOfInstant(time, last, hi);
    int begin = first;
    for (int i = Matcher.endOfInstant(time, first, hi); i <= last && time[i] < to; ) {
      int end = Matcher.endOfInstant(time, i, hi);
      int bits = (int) Matcher.union(trail.mask, i, lastEnd) & all;
      if (Integer.bitCount(bits) < level) {
        break;
      }
      if (((int) Matcher.union(trail.mask, i, end) & all) != 0) {
        begin = i;
      }
      i = end;
    }
    complete(trail.mask, begin, hi, level);
    best.offer(level, true, time[begin], time[last], events);
  }

  /** Fills {@link #events} with the first event of each step; returns the last of them. */
  private int complete(long[] mask, int first, int hi, int level) {
    int seen = 0;
    int done = 0;
    int i = first;
    for (; i < hi && done < level; i++) {
      int bits = (int) mask[i] & all & ~seen;
      if (bits != 0) {
        seen |= bits;
        events[++done] = i;
      }
    }
    return i - 1;
  }

  /** A window from each beginning, whose events are given to steps one by one. */
  private void assign(Trail trail, int lo, int hi, long from, long to, Attempt best) {
    long[] time = trail.time;
    long[] mask = trail.mask;
    for (int i = lo; i < hi && time[i] < to; ) {
      int end = Matcher.endOfInstant(time, i, hi);
      if (best.level == steps && time[i] > best.finish) {
        return;
      }
      if (time[i] >= from && ((int) Matcher.union(mask, i, end) & all) != 0) {
        assignment.begin(mask, i, i);
        int level = 0;
        long finish = 0;
        for (int e = i; e < hi && level < steps && time[e] <= end(time[i]); e++) {
          if (e >= end && barrierBetween(mask, time, end, e)) {
            break;
          }
          assignment.extend(e + 1);
          if (assignment.place(e, all)) {
            events[++level] = e;
            finish = time[e];
          }
        }
        best.offer(level, true, time[i], finish, events);
      }
      i = end;
    }
  }

  /** Whether an excluded event lies before the instant of {@code e}. */
  private static boolean barrierBetween(long[] mask, long[] time, int lo, int e) {
    int i = e - 1;
    while (i >= lo && time[i] == time[e]) {
      i--;
    }
    // Earlier instants were asked before: the nearest one is enough.
    for (; i >= lo; i--) {
      if ((int) (mask[i] >>> Rule.EXCLUSIONS) != 0) {
        return true;
      }
      if (i > lo && time[i - 1] != time[i]) {
        return false;
      }
    }
    return false;
  }
}
