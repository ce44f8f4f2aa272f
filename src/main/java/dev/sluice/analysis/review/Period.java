package dev.sluice.analysis.review;

import dev.sluice.answer.Refusal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The days of a review and those before them that they are set against, by the shop's clock. A day,
 * a week and a month are set against the one before, other days against as many before them.
 *
 * @param name as the user wrote it, or {@code from/to}
 * @param from the first day
 * @param to the last day, included
 * @param previousFrom the first day of those before
 */
public record Period(String name, LocalDate from, LocalDate to, LocalDate previousFrom) {
  private static final Pattern WEEK = Pattern.compile("([0-9]{4})-W([0-9]{2})");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

  /** A day (2026-11-08), an ISO week (2026-W45) or a month (2026-11). */
  public static Period of(String date) {
    try {
      Matcher week = WEEK.matcher(date);
      if (week.matches()) {
        LocalDate monday = monday(Integer.parseInt(week.group(1)), Integer.parseInt(week.group(2)));
        return new Period(date, monday, monday.plusDays(6), monday.minusWeeks(1));
      }
      if (MONTH.matcher(date).matches()) {
        YearMonth month = YearMonth.parse(date);
        return new Period(
            date, month.atDay(1), month.atEndOfMonth(), month.minusMonths(1).atDay(1));
      }
      LocalDate day = LocalDate.parse(date);
      return new Period(date, day, day, day.minusDays(1));
    } catch (DateTimeParseException e) {
      throw Refusal.usage(
          "--date: '" + date + "' is not a day, a week or a month",
          "write it as 2026-11-08, 2026-W45 or 2026-11");
    }
  }

  /** The days from one to another, both included. */
  public static Period between(@Nullable String from, @Nullable String to) {
    if (from == null || to == null) {
      throw Refusal.usage(
          "a review of days needs the first and the last", "give both --from and --to");
    }
    LocalDate first = day("--from", from);
    LocalDate last = day("--to", to);
    if (last.isBefore(first)) {
      throw Refusal.usage(
          "--to " + last + " lies before --from " + first, "give the earlier day to --from");
    }
    return new Period(
        first + "/" + last, first, last, first.minusDays(ChronoUnit.DAYS.between(first, last) + 1));
  }

  private static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.usage(option + ": '" + text + "' is not a day", "write it as 2026-11-08");
    }
  }

  private static LocalDate monday(int year, int week) {
    // The 4th of January lies in the first week of every ISO year.
    LocalDate first = LocalDate.of(year, 1, 4).with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1);
    LocalDate monday = first.minusDays(first.getDayOfWeek().getValue() - 1L).plusWeeks(week - 1L);
    if (week < 1 || monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) != week) {
      throw Refusal.usage(
          "--date: " + year + " has no week " + week, "its weeks are W01 to W52, some years W53");
    }
    return monday;
  }

  /** Whether it is a single day. */
  boolean isDay() {
    return from.equals(to);
  }

  /** The last day of those before. */
  LocalDate previousTo() {
    return from.minusDays(1);
  }
}
