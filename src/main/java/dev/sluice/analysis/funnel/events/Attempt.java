package dev.sluice.analysis.funnel.events;

import java.util.Arrays;

/** The best attempt of a user so far. */
final class Attempt {
  /** No event: a step that was left out or not reached. */
  static final int NONE = -1;

  private final boolean firstOnly;

  /** The last step reached; 0 = no attempt. */
  int level;

  /** Whether no excluded event taints it. */
  boolean clean;

  /** When it began and when it got as far as it got: microseconds. */
  long start;

  long finish;

  /** The event that filled each step, from 1. */
  final int[] event;

  Attempt(Rule rule) {
    this.firstOnly = rule.firstOnly;
    this.event = new int[rule.steps + 1];
  }

  void clear() {
    level = 0;
    clean = false;
  }

  /** Whether an attempt would take this one's place. */
  boolean yields(int furthest, boolean untainted, long begun, long arrived) {
    if (firstOnly && level > 0 && begun != start) {
      return begun < start;
    }
    if (furthest != level) {
      return furthest > level;
    }
    if (untainted != clean) {
      return untainted;
    }
    if (arrived != finish) {
      return arrived < finish;
    }
    return begun > start;
  }

  /** Takes the attempt if it is the better one. */
  void offer(int furthest, boolean untainted, long begun, long arrived, int[] events) {
    if (yields(furthest, untainted, begun, arrived)) {
      level = furthest;
      clean = untainted;
      start = begun;
      finish = arrived;
      System.arraycopy(events, 1, event, 1, furthest);
      Arrays.fill(event, furthest + 1, event.length, NONE);
    }
  }
}
