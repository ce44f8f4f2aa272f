package dev.sluice.analysis.funnel.events;

/** What the attempts of one group add up to. */
final class Tally {
  /** Users who reached each step, from 1. */
  final long[] reached;

  /** Users whose attempt ended at each step. */
  final long[] ended;

  /** From the step before to each step. */
  final Durations[] gaps;

  /** Users whose best attempt is tainted: they count at no step. */
  long excluded;

  /** Users who are not through and whose window was still open when the data ended. */
  long open;

  /** Ten-thousandths of the currency, and how many events had an amount, by step. */
  final long[] revenue;

  final long[] amounts;

  /** From one step of the question to the other. */
  final Durations span = new Durations();

  private final int steps;

  Tally(int steps) {
    this.steps = steps;
    this.reached = new long[steps + 1];
    this.ended = new long[steps + 1];
    this.revenue = new long[steps + 1];
    this.amounts = new long[steps + 1];
    this.gaps = new Durations[steps + 1];
    for (int j = 0; j <= steps; j++) {
      gaps[j] = new Durations();
    }
  }

  void add(Trail trail, Attempt attempt, boolean stillOpen, int from, int to, boolean money) {
    if (!attempt.clean) {
      excluded++;
      return;
    }
    ended[attempt.level]++;
    if (stillOpen) {
      open++;
    }
    int before = Attempt.NONE;
    for (int j = 1; j <= attempt.level; j++) {
      int event = attempt.event[j];
      if (event == Attempt.NONE) {
        continue;
      }
      reached[j]++;
      if (before != Attempt.NONE) {
        gaps[j].add(trail.time[event] - trail.time[before]);
      }
      if (money && trail.amount[event] != Trail.MISSING) {
        revenue[j] = Math.addExact(revenue[j], trail.amount[event]);
        amounts[j]++;
      }
      before = event;
    }
    if (to <= attempt.level
        && attempt.event[to] != Attempt.NONE
        && attempt.event[from] != Attempt.NONE) {
      span.add(trail.time[attempt.event[to]] - trail.time[attempt.event[from]]);
    }
  }

  void add(Tally other) {
    for (int j = 0; j <= steps; j++) {
      reached[j] += other.reached[j];
      ended[j] += other.ended[j];
      revenue[j] = Math.addExact(revenue[j], other.revenue[j]);
      amounts[j] += other.amounts[j];
      gaps[j].addAll(other.gaps[j]);
    }
    excluded += other.excluded;
    open += other.open;
    span.addAll(other.span);
  }
}
