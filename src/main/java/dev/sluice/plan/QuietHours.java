package dev.sluice.plan;

import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * The part of each day in which nobody is written to, such as 22:00 to 08:00; it may run over
 * midnight.
 *
 * @param from its first minute, on the clock of the broadcast's zone
 * @param to the first minute after it; not {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) {
  /** Whether the clock shows a time in it. */
  public boolean contain(ZonedDateTime moment) {
    LocalTime time = moment.toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(to);
    return from.isBefore(to) ? begun && !over : begun || !over;
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}
