package dev.sluice.plan;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time told from the broadcast: {@code T-14d}, {@code T-1d 16:00}, {@code T-2h}, {@code T-30m},
 * {@code T-0}, {@code T+1d}, {@code end+1h}.
 *
 * <p>Days are counted on the calendar of the broadcast's zone and keep the hand of the clock: 14
 * days before 20:00 is 20:00, also when the clocks changed in between. Hours and minutes are
 * elapsed time. A time that the clocks skip moves forward by the gap, one that they repeat is the
 * first.
 *
 * @param fromEnd whether it counts from the end of the broadcast
 * @param unit {@code 'd'}, {@code 'h'} or {@code 'm'}
 * @param amount how many units after, negative for before
 * @param time the time of day on that day, or {@code null} to keep the anchor's
 */
public record When(boolean fromEnd, char unit, int amount, @Nullable LocalTime time) {
  /** How to write one. */
  public static final String SYNTAX =
      "write it as T-14d, T-1d 16:00, T-2h, T-30m, T-0, T+1d or end+1h";

  private static final Pattern PATTERN =
      Pattern.compile(
          "(T|end)([+-])(?:(0)|(\\d{1,3})d(?: (([01]\\d|2[0-3]):[0-5]\\d))?|(\\d{1,5})([hm]))");

  /** The start of the broadcast. */
  static final When START = new When(false, 'd', 0, null);

  /** Reads one, or throws {@link IllegalArgumentException} with a sentence. */
  public static When parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a time before or after the start");
    }
    boolean fromEnd = "end".equals(matcher.group(1));
    int sign = "-".equals(matcher.group(2)) ? -1 : 1;
    if (matcher.group(3) != null) {
      return new When(fromEnd, 'd', 0, null);
    }
    if (matcher.group(4) != null) {
      String time = matcher.group(5);
      return new When(
          fromEnd,
          'd',
          sign * Integer.parseInt(matcher.group(4)),
          time == null ? null : LocalTime.parse(time));
    }
    return new When(
        fromEnd, matcher.group(8).charAt(0), sign * Integer.parseInt(matcher.group(7)), null);
  }

  /** The moment, told from the start (or the end, see {@link #fromEnd}) of the broadcast. */
  public ZonedDateTime from(ZonedDateTime anchor) {
    return switch (unit) {
      case 'h' -> anchor.plus(Duration.ofHours(amount));
      case 'm' -> anchor.plus(Duration.ofMinutes(amount));
      default -> {
        if (amount == 0 && time == null) {
          yield anchor;
        }
        // Through the local time, since a zoned one that fell in an overlap remembers its offset.
        var day = anchor.toLocalDateTime().plusDays(amount);
        yield (time == null ? day : day.with(time))
            .atZone(anchor.getZone())
            .withEarlierOffsetAtOverlap();
      }
    };
  }

  @Override
  public String toString() {
    String text =
        amount == 0 && time == null
            ? "-0"
            : String.format(Locale.ROOT, "%s%d%s", amount <= 0 ? "-" : "+", Math.abs(amount), unit);
    return (fromEnd ? "end" : "T") + text + (time == null ? "" : " " + time);
  }
}
