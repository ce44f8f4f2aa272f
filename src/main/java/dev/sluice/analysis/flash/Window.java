package dev.sluice.analysis.flash;

import dev.sluice.answer.Refusal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A window in which a product was pushed.
 *
 * @param from its first minute, told from the start of the broadcast
 * @param to its end, excluded
 * @param stated by the user; else found where the minutes say that the product was pinned
 */
record Window(String sku, int from, int to, boolean stated) {
  private static final Pattern OFFSET = Pattern.compile("\\+?(\\d{1,5})m");

  /**
   * Reads {@code START..END}, each {@code +30m} from the start of the broadcast or {@code 20:30} on
   * its clock.
   */
  static Window of(String sku, String text, ZonedDateTime start) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw Refusal.usage("--window: '" + text + "' is not a window", "write it as +30m..+45m");
    }
    int from = minute("--window", text.substring(0, dots), start);
    int to = minute("--window", text.substring(dots + 2), start);
    if (to <= from) {
      throw Refusal.usage("--window: '" + text + "' ends before it begins", null);
    }
    return new Window(sku, from, to, true);
  }

  /** The minute of the broadcast that {@code text} names: {@code +30m}, or a time of the clock. */
  static int minute(String option, String text, ZonedDateTime start) {
    Matcher offset = OFFSET.matcher(text.strip());
    if (offset.matches()) {
      return Integer.parseInt(offset.group(1));
    }
    try {
      LocalTime time = LocalTime.parse(text.strip());
      ZoneId zone = start.getZone();
      ZonedDateTime moment = start.toLocalDate().atTime(time).atZone(zone);
      // A broadcast that crosses midnight: the clock time after it.
      if (moment.isBefore(start)) {
        moment = start.toLocalDate().plusDays(1).atTime(time).atZone(zone);
      }
      return Math.toIntExact(Duration.between(start, moment).toMinutes());
    } catch (DateTimeParseException e) {
      throw Refusal.usage(
          option + ": '" + text + "' is not a moment of the broadcast", "write +30m or 20:30");
    }
  }

  int minutes() {
    return to - from;
  }

  boolean holds(int minute) {
    return minute >= from && minute < to;
  }

  @Override
  public String toString() {
    return "+" + from + "m..+" + to + "m";
  }
}
