package dev.sluice.analysis.funnel.events;

import java.util.Locale;

/** Which events may fill the steps of an attempt. */
public enum Order {
  /** Steps in the order of time; any other events may lie between. */
  ORDERED,
  /** The very next event must be the next step. */
  STRICT,
  /** Different steps in any order; step k is "k different steps done". */
  UNORDERED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
