package dev.sluice.analysis.funnel.events;

import java.util.Arrays;

/**
 * The funnel whose steps are neighbouring events. An instant that an attempt goes on from must be
 * used up by it, except the one it begins in.
 */
final class StrictMatcher implements Matcher {
  private final Rule rule;
  private final int steps;

  /** The events of the attempt at each step, and when its last required step was filled. */
  private final int[][] events;

  private final long[] anchor;
  private final int[] row;
  private final Assignment assignment;

  StrictMatcher(Rule rule) {
    this.rule = rule;
    this.steps = rule.steps;
    this.events = new int[steps + 1][steps + 1];
    this.anchor = new long[steps + 1];
    this.row = new int[steps + 1];
    this.assignment = new Assignment(rule);
  }

  @Override
  public void match(Trail trail, int lo, int hi, long from, long to, Attempt best) {
    long[] time = trail.time;
    for (int i = lo; i < hi; ) {
      int end = Matcher.endOfInstant(time, i, hi);
      if (time[i] >= to) {
        return;
      }
      if (time[i] >= from && (Matcher.union(trail.mask, i, end) & 1) != 0) {
        follow(trail, i, end, hi, best);
        if (rule.firstOnly) {
          return;
        }
      }
      i = end;
    }
  }

  private void follow(Trail trail, int lo, int firstEnd, int hi, Attempt best) {
    long[] time = trail.time;
    long begun = time[lo];
    Arrays.fill(events[0], Attempt.NONE);
    int alive = 1;
    for (int i = lo; i < hi && alive != 0; ) {
      if (time[i] - begun > rule.window) {
        return;
      }
      int end = i == lo ? firstEnd : Matcher.endOfInstant(time, i, hi);
      int after = 0;
      // Bit k stands for the attempt at step k: from the highest, as steps only rise.
      for (int k = steps - 1; k >= 0; k--) {
        if ((alive & 1 << k) != 0) {
          after |= from(k, i == lo, trail, lo, hi, i, end, begun, best);
        }
      }
      alive = after;
      i = end;
    }
  }

  /** Moves the attempt at step {@code k} on; returns where it can go on from. */
  private int from(
      int k,
      boolean first,
      Trail trail,
      int streamLo,
      int streamHi,
      int lo,
      int hi,
      long begun,
      Attempt best) {
    long now = trail.time[lo];
    int size = hi - lo;
    int bits = (int) Matcher.union(trail.mask, lo, hi);
    boolean one = size == 1 || rule.increasing;
    int reach = bits & (one ? rule.next[k] : Rule.between(k, steps));
    int after = 0;
    while (reach != 0) {
      int j = 32 - Integer.numberOfLeadingZeros(reach);
      reach &= ~Rule.bit(j);
      int needed = rule.needed(k, j);
      if ((needed & ~bits) != 0 || !inTime(k, needed, now)) {
        continue;
      }
      assignment.begin(trail.mask, lo, hi);
      if (!assignment.fill(needed)) {
        continue;
      }
      int filled = needed;
      int optional = one ? 0 : Rule.between(k, j) & ~needed & bits;
      while (optional != 0 && Integer.bitCount(filled) < size) {
        int step = Integer.numberOfTrailingZeros(optional) + 1;
        optional &= optional - 1;
        if (inTime(k, needed | Rule.bit(step), now) && assignment.add(step)) {
          filled |= Rule.bit(step);
        }
      }
      System.arraycopy(events[k], 1, row, 1, k);
      for (int s = k + 1; s <= j; s++) {
        row[s] = (filled & Rule.bit(s)) != 0 ? assignment.event(s) : Attempt.NONE;
      }
      if (j >= best.level || rule.firstOnly) {
        boolean clean = !rule.hasExclusions() || clean(trail, streamLo, streamHi, j, begun);
        best.offer(j, clean, begun, now, row);
      }
      if (j < steps && (first || Integer.bitCount(filled) == size)) {
        after |= 1 << j;
        System.arraycopy(row, 1, events[j], 1, j);
        anchor[j] = (needed & rule.required) != 0 ? now : anchor[k];
      }
    }
    return after;
  }

  private boolean inTime(int k, int needed, long now) {
    if (k == 0 || !rule.stepWindows) {
      return true;
    }
    int must = needed & rule.required;
    int step = Integer.numberOfTrailingZeros(must == 0 ? needed : must) + 1;
    return now - anchor[k] <= rule.stepWindow[step];
  }

  /** Whether no excluded event taints the attempt whose last step is {@code level}. */
  private boolean clean(Trail trail, int lo, int hi, int level, long begun) {
    for (int i = lo; i < hi && trail.time[i] - begun <= rule.window; i++) {
      int excluded = (int) (trail.mask[i] >>> Rule.EXCLUSIONS);
      if (excluded != 0) {
        int before = lastStep(trail, level, trail.time[i] - 1);
        if (before > 0 && rule.taints(excluded, before, lastStep(trail, level, trail.time[i]))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The last step that was filled at {@code at} or before. */
  private int lastStep(Trail trail, int level, long at) {
    for (int s = level; s >= 1; s--) {
      if (row[s] != Attempt.NONE && trail.time[row[s]] <= at) {
        return s;
      }
    }
    return 0;
  }
}
