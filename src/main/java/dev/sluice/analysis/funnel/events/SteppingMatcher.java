package dev.sluice.analysis.funnel.events;

import java.util.Arrays;

/**
 * Ordered funnels with exclusions, optional steps or windows per step: each beginning is followed
 * by itself, since here a later beginning is not always the better one. A user with many beginnings
 * within one window costs as many passes over that window.
 */
final class SteppingMatcher implements Matcher {
  private static final long NONE = Long.MIN_VALUE;

  private final Rule rule;
  private final int steps;

  /**
   * When the last required step of the attempts at each step was filled, for the untainted ones and
   * the tainted ones: the later, the longer a window per step stays open.
   */
  private final long[] clean;

  private final long[] tainted;

  /** The events of the untainted attempt at each step. */
  private final int[][] events;

  /** The events of the untainted attempt that first got furthest, and how far that is. */
  private final int[] top;

  private int topLevel;
  private long topTime;

  private final Assignment assignment;

  SteppingMatcher(Rule rule) {
    this.rule = rule;
    this.steps = rule.steps;
    this.clean = new long[steps + 1];
    this.tainted = new long[steps + 1];
    this.events = new int[steps + 1][steps + 1];
    this.top = new int[steps + 1];
    this.assignment = new Assignment(rule);
  }

  @Override
  public void match(Trail trail, int lo, int hi, long from, long to, Attempt best) {
    long[] time = trail.time;
    long[] mask = trail.mask;
    for (int i = lo; i < hi; ) {
      int end = Matcher.endOfInstant(time, i, hi);
      long now = time[i];
      if (now >= to || (best.level == steps && best.clean && now > best.finish)) {
        return;
      }
      if (now >= from && (Matcher.union(mask, i, end) & 1) != 0) {
        follow(trail, i, hi, best);
        if (rule.firstOnly) {
          return;
        }
      }
      i = end;
    }
  }

  /** Follows the attempts that begin in the instant of event {@code first}. */
  private void follow(Trail trail, int first, int hi, Attempt best) {
    long[] time = trail.time;
    long[] mask = trail.mask;
    long begun = time[first];
    Arrays.fill(clean, NONE);
    Arrays.fill(tainted, NONE);
    topLevel = 0;
    for (int i = first; i < hi && clean[steps] == NONE; ) {
      long now = time[i];
      if (now - begun > rule.window) {
        break;
      }
      int end = Matcher.endOfInstant(time, i, hi);
      long bits = Matcher.union(mask, i, end);
      if (bits != 0) {
        for (int k = steps - 1; k >= (i == first ? 0 : 1); k--) {
          from(k, i == first, mask, i, end, now, bits);
        }
      }
      i = end;
    }
    int level = steps;
    while (level > 0 && clean[level] == NONE && tainted[level] == NONE) {
      level--;
    }
    boolean untainted = clean[level] != NONE;
    best.offer(level, untainted, begun, untainted ? topTime : NONE, top);
  }

  /** Moves the attempts at step {@code k} on by the events of an instant. */
  private void from(int k, boolean first, long[] mask, int lo, int hi, long now, long bits) {
    if (k == 0 && first) {
      clean[0] = now;
      Arrays.fill(events[0], Attempt.NONE);
    }
    if (clean[k] == NONE && tainted[k] == NONE) {
      return;
    }
    int excluded = (int) (bits >>> Rule.EXCLUSIONS);
    boolean one = hi - lo == 1 || rule.increasing;
    int reach = (int) bits & (one ? rule.next[k] : Rule.between(k, steps));
    while (reach != 0) {
      // From the highest, so that what is written is not read again in this instant.
      int j = 32 - Integer.numberOfLeadingZeros(reach);
      reach &= ~Rule.bit(j);
      int needed = rule.needed(k, j);
      if ((needed & ~(int) bits) != 0) {
        continue;
      }
      if (!inTime(clean[k], k, needed, now) && !inTime(tainted[k], k, needed, now)) {
        continue;
      }
      assignment.begin(mask, lo, hi);
      if (!assignment.fill(needed)) {
        continue;
      }
      move(k, j, needed, now, k > 0 && rule.taints(excluded, k, j));
    }
    if (k > 0 && clean[k] != NONE && rule.taints(excluded, k, k)) {
      tainted[k] = Math.max(tainted[k], clean[k]);
      clean[k] = NONE;
      if (topLevel == k) {
        topLevel = 0;
      }
    }
    if (k == 0) {
      clean[0] = NONE;
    }
  }

  private void move(int k, int j, int needed, long now, boolean taints) {
    boolean anchors = (needed & rule.required) != 0;
    if (inTime(tainted[k], k, needed, now)) {
      tainted[j] = Math.max(tainted[j], anchors ? now : tainted[k]);
    }
    if (!inTime(clean[k], k, needed, now)) {
      return;
    }
    long anchor = anchors ? now : clean[k];
    if (taints) {
      tainted[j] = Math.max(tainted[j], anchor);
      return;
    }
    int filled = fillOptional(k, j, needed, clean[k], now);
    boolean arrives = clean[j] == NONE;
    if (arrives || (rule.stepWindows ? anchor >= clean[j] : count(k, filled) > count(j, 0))) {
      clean[j] = rule.stepWindows ? Math.max(anchor, clean[j]) : anchor;
      System.arraycopy(events[k], 1, events[j], 1, k);
      for (int s = k + 1; s <= j; s++) {
        events[j][s] = (filled & Rule.bit(s)) != 0 ? assignment.event(s) : Attempt.NONE;
      }
    }
    if (arrives && j >= topLevel) {
      topLevel = j;
      topTime = now;
      System.arraycopy(events[j], 1, top, 1, j);
    }
  }

  /** How many steps the attempt at {@code k} filled, and those of {@code more}. */
  private int count(int k, int more) {
    int filled = Integer.bitCount(more);
    for (int s = 1; s <= k; s++) {
      if (events[k][s] != Attempt.NONE) {
        filled++;
      }
    }
    return filled;
  }

  /** Fills what optional steps between can be filled in the same instant. */
  private int fillOptional(int k, int j, int needed, long anchor, long now) {
    int filled = needed;
    int optional = rule.increasing ? 0 : Rule.between(k, j) & ~needed;
    while (optional != 0) {
      int step = Integer.numberOfTrailingZeros(optional) + 1;
      optional &= optional - 1;
      boolean beforeAll = (needed & rule.required & Rule.between(k, step)) == 0;
      boolean inTime = !beforeAll || k == 0 || now - anchor <= rule.stepWindow[step];
      if (inTime && assignment.add(step)) {
        filled |= Rule.bit(step);
      }
    }
    return filled;
  }

  /** Whether the first of the steps to be filled is still within its own window. */
  private boolean inTime(long anchor, int k, int needed, long now) {
    if (anchor == NONE) {
      return false;
    }
    if (k == 0 || !rule.stepWindows) {
      return true;
    }
    int must = needed & rule.required;
    int step = Integer.numberOfTrailingZeros(must == 0 ? needed : must) + 1;
    return now - anchor <= rule.stepWindow[step];
  }
}
