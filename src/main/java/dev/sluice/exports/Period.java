package dev.sluice.exports;

import dev.sluice.answer.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The days that a file sums up, both included.
 *
 * @param first the first
 * @param last the last, not before it
 */
public record Period(LocalDate first, LocalDate last) {
  private static final Pattern DATE =
      Pattern.compile(
          "(?<!\\d)(?:(20\\d\\d)(?:[-/.年](\\d{1,2})[-/.月](\\d{1,2})|(\\d\\d)(\\d\\d))"
              + "|(\\d{1,2})[-/._](\\d{1,2})[-/._](20\\d\\d)|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
              + " (\\d{1,2}), (20\\d\\d))(?!\\d)");
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  /**
   * Reads an option such as {@code 2026-10-01..2026-10-31}.
   *
   * @throws Refusal when it is none
   */
  public static Period parse(String text) {
    String[] days = text.split("\\.\\.", -1);
    try {
      Period period = new Period(LocalDate.parse(days[0]), LocalDate.parse(days[days.length - 1]));
      if (days.length <= 2 && !period.last.isBefore(period.first)) {
        return period;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    throw Refusal.usage(
        "--period: '" + text + "' is not a span of days", "write it as 2026-10-01..2026-10-31");
  }

  /** The first two dates in the rows above a header, or the only one. */
  static @Nullable Period above(String preamble) {
    List<LocalDate> dates = dates(preamble);
    if (dates.isEmpty()) {
      return null;
    }
    return ordered(dates.get(0), dates.get(Math.min(1, dates.size() - 1)));
  }

  /**
   * The first two dates in a file's name, or else in that of the archive that holds it; a single
   * one is the day of the download.
   */
  static @Nullable Period inName(String name) {
    List<LocalDate> dates = dates(name.substring(name.lastIndexOf('/') + 1));
    if (dates.size() >= 2) {
      return ordered(dates.get(0), dates.get(1));
    }
    int archive = name.lastIndexOf('/');
    return archive < 0 ? null : inName(name.substring(0, archive));
  }

  private static @Nullable Period ordered(LocalDate first, LocalDate last) {
    return last.isBefore(first) ? null : new Period(first, last);
  }

  /** Dates in running text; of 03/04/2026 the day comes first unless another date tells better. */
  private static List<LocalDate> dates(String text) {
    List<MatchResult> found = DATE.matcher(text.toLowerCase(Locale.ROOT)).results().toList();
    boolean monthFirst =
        found.stream().anyMatch(m -> m.group(6) != null && number(m, 7) > 12)
            && found.stream().noneMatch(m -> m.group(6) != null && number(m, 6) > 12);
    List<LocalDate> dates = new ArrayList<>();
    for (MatchResult match : found) {
      try {
        dates.add(date(match, monthFirst));
      } catch (DateTimeException e) {
        // Digits that look like a date and are none: an id, say.
      }
    }
    return dates;
  }

  private static LocalDate date(MatchResult match, boolean monthFirst) {
    if (match.group(2) != null) {
      return LocalDate.of(number(match, 1), number(match, 2), number(match, 3));
    }
    if (match.group(4) != null) {
      return LocalDate.of(number(match, 1), number(match, 4), number(match, 5));
    }
    if (match.group(6) != null) {
      int day = number(match, monthFirst ? 7 : 6);
      int month = number(match, monthFirst ? 6 : 7);
      return LocalDate.of(number(match, 8), month, day);
    }
    int month = MONTHS.indexOf(match.group(9)) / 3 + 1;
    return LocalDate.of(number(match, 11), month, number(match, 10));
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
