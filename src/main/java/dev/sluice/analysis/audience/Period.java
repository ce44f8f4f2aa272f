package dev.sluice.analysis.audience;

import java.util.Locale;

/** What time is cut into, by the shop's calendar. */
public enum Period {
  DAY,
  /** Monday to Sunday. */
  WEEK,
  MONTH;

  /** The word that a user writes, and that the engine knows. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
