package dev.sluice.analysis.funnel.events;

/** Finds the attempt of a user that counts. */
interface Matcher {
  /**
   * Offers to {@code best} the best attempt among the events {@code lo} to {@code hi} (not
   * included), which are in the order of time.
   *
   * @param from attempts begin at this instant or later
   * @param to attempts begin before this instant
   */
  void match(Trail trail, int lo, int hi, long from, long to, Attempt best);

  /** The end of the instant that begins at {@code i}. */
  static int endOfInstant(long[] time, int i, int hi) {
    int end = i + 1;
    while (end < hi && time[end] == time[i]) {
      end++;
    }
    return end;
  }

  /** The first event of {@code lo} to {@code hi} that may fill a step. */
  static int first(long[] mask, int lo, int hi, int step) {
    long bit = Rule.bit(step);
    for (int i = lo; i < hi; i++) {
      if ((mask[i] & bit) != 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("no event fills step " + step);
  }

  /** All bits of some events. */
  static long union(long[] mask, int lo, int hi) {
    long bits = 0;
    for (int i = lo; i < hi; i++) {
      bits |= mask[i];
    }
    return bits;
  }

  /** Whether one of the events may fill several steps. */
  static boolean ambiguous(long[] mask, int lo, int hi) {
    for (int i = lo; i < hi; i++) {
      int bits = (int) mask[i];
      if ((bits & (bits - 1)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The first instant at which an attempt may begin; {@code to} when there is none. */
  static long firstEntry(Trail trail, int lo, int hi, long from, long to, int entries) {
    for (int i = lo; i < hi; i++) {
      if ((trail.mask[i] & entries) != 0 && trail.time[i] >= from) {
        return Math.min(trail.time[i], to);
      }
    }
    return to;
  }
}
