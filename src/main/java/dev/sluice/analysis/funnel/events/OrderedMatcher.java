package dev.sluice.analysis.funnel.events;

import java.util.Arrays;

/**
 * The plain ordered funnel in one pass: for each step the attempt that reached it and began last,
 * since whatever can follow an earlier one can follow it too.
 */
final class OrderedMatcher implements Matcher {
  private static final long NONE = Long.MIN_VALUE;

  private final int steps;
  private final long window;
  private final boolean increasing;
  private final boolean firstOnly;

  /** When the attempt that reached each step began. */
  private final long[] start;

  /** The events of that attempt. */
  private final int[][] events;

  private final Assignment assignment;

  OrderedMatcher(Rule rule) {
    this.steps = rule.steps;
    this.window = rule.window;
    this.increasing = rule.increasing;
    this.firstOnly = rule.firstOnly;
    this.start = new long[steps + 1];
    this.events = new int[steps + 1][steps + 1];
    this.assignment = new Assignment(rule);
  }

  @Override
  public void match(Trail trail, int lo, int hi, long from, long to, Attempt best) {
    long[] time = trail.time;
    long[] mask = trail.mask;
    long until = to;
    long since = from;
    if (firstOnly) {
      since = Matcher.firstEntry(trail, lo, hi, from, to, 1);
      until = Math.min(to, since + 1);
    }
    Arrays.fill(start, NONE);
    int furthest = 0;
    for (int i = lo; i < hi && furthest < steps; ) {
      long now = time[i];
      int end = i + 1;
      int bits = (int) mask[i];
      boolean enters = now >= since && now < until;
      if (end < hi && time[end] == now) {
        end = Matcher.endOfInstant(time, i, hi);
        if (increasing) {
          descend((int) Matcher.union(mask, i, end), mask, i, end, now, enters);
        } else if (Matcher.ambiguous(mask, i, end)) {
          assign(mask, i, end, now, enters);
        } else {
          ascend((int) Matcher.union(mask, i, end), mask, i, end, now, enters);
        }
      } else if ((bits & (bits - 1)) == 0) {
        if (bits != 0) {
          advance(Integer.numberOfTrailingZeros(bits) + 1, i, now, enters);
        }
      } else {
        descend(bits, mask, i, end, now, enters);
      }
      while (furthest < steps && start[furthest + 1] != NONE) {
        furthest++;
        if (furthest == steps || start[furthest + 1] == NONE) {
          best.offer(furthest, true, start[furthest], now, events[furthest]);
        }
      }
      i = end;
    }
  }

  private void advance(int step, int event, long now, boolean enters) {
    if (step == 1) {
      if (enters && start[1] != now) {
        start[1] = now;
        events[1][1] = event;
      }
      return;
    }
    long begun = start[step - 1];
    // The same attempt is there already, and came earlier.
    if (begun == NONE || begun == start[step] || now - begun > window) {
      return;
    }
    start[step] = begun;
    System.arraycopy(events[step - 1], 1, events[step], 1, step - 1);
    events[step][step] = event;
  }

  /** One event for one step, or, where steps must be later than others, one instant. */
  private void descend(int bits, long[] mask, int lo, int hi, long now, boolean enters) {
    int rest = bits;
    while (rest != 0) {
      int step = 32 - Integer.numberOfLeadingZeros(rest);
      rest &= ~Rule.bit(step);
      advance(step, Matcher.first(mask, lo, hi, step), now, enters);
    }
  }

  /** An instant each event of which fills one step only: in the order of the steps. */
  private void ascend(int bits, long[] mask, int lo, int hi, long now, boolean enters) {
    int rest = bits;
    while (rest != 0) {
      int step = Integer.numberOfTrailingZeros(rest) + 1;
      rest &= rest - 1;
      advance(step, Matcher.first(mask, lo, hi, step), now, enters);
    }
  }

  /** An instant whose events may fill several steps: each gets one of its own. */
  private void assign(long[] mask, int lo, int hi, long now, boolean enters) {
    int bits = (int) Matcher.union(mask, lo, hi);
    start[0] = enters ? now : NONE;
    for (int to = steps; to >= 1; to--) {
      if ((bits & Rule.bit(to)) == 0) {
        continue;
      }
      // The earlier the step, the later its attempt began.
      for (int k = 0; k < to; k++) {
        long begun = start[k];
        if (begun == NONE || now - begun > window) {
          continue;
        }
        if (begun == start[to]) {
          break;
        }
        assignment.begin(mask, lo, hi);
        if (assignment.fill(Rule.between(k, to))) {
          start[to] = begun;
          System.arraycopy(events[k], 1, events[to], 1, k);
          for (int j = k + 1; j <= to; j++) {
            events[to][j] = assignment.event(j);
          }
          break;
        }
      }
    }
    start[0] = NONE;
  }
}
