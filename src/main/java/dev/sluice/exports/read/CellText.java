package dev.sluice.exports.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a workbook's cells: what the cell holds, not what a locale would show. */
final class CellText {
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);
  // The last day that a spreadsheet knows is 9999-12-31.
  private static final double DAYS = 2_958_466;
  private static final int SECONDS = 86_400;
  // Of a time without a day: a number under a year is how long something took.
  private static final int YEAR = 366;
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);
  private static final LocalDate FIRST_OF_1900 = LocalDate.of(1899, 12, 31);

  private final boolean since1904;
  private final List<String> styles;
  private final Map<String, String> codes;
  private final @Nullable NumberFormat[] formats;

  /**
   * Makes one for a workbook.
   *
   * @param since1904 whether its days count from 1904-01-01
   * @param styles the id of each style's number format
   * @param codes the formats by id
   */
  CellText(boolean since1904, List<String> styles, Map<String, String> codes) {
    this.since1904 = since1904;
    this.styles = styles;
    this.codes = codes;
    this.formats = new NumberFormat[styles.size()];
  }

  /** The format of a style; a number in one that the workbook does not have is a plain number. */
  NumberFormat format(int style) {
    if (style >= formats.length) {
      return NumberFormat.NUMBER;
    }
    NumberFormat format = formats[style];
    if (format == null) {
      String id = styles.get(style);
      format =
          id == null ? NumberFormat.NUMBER : NumberFormat.of(Integer.parseInt(id), codes.get(id));
      formats[style] = format;
    }
    return format;
  }

  /** A number as text; what is none keeps its text. */
  String number(String written, NumberFormat format) {
    BigDecimal number;
    try {
      number = new BigDecimal(written);
    } catch (NumberFormatException e) {
      return written;
    }
    if (format != NumberFormat.NUMBER) {
      double days = number.doubleValue();
      if (format == NumberFormat.TIME && days >= 0 && days < YEAR) {
        return clock(Math.round(days * SECONDS));
      }
      if (days >= 1 && days < DAYS) {
        return dateTime(days, format);
      }
    }
    return plain(number, written);
  }

  /** A truth value as text; what is none keeps its text. */
  static String flag(String written) {
    return switch (written) {
      case "1" -> "TRUE";
      case "0" -> "FALSE";
      default -> written;
    };
  }

  /**
   * A number without exponent, as short as names it. One beyond 2^53 that is written with an
   * exponent has lost digits and keeps its text, so that nobody takes it for an id.
   */
  static String plain(BigDecimal number, String raw) {
    boolean exponent = raw.indexOf('E') >= 0 || raw.indexOf('e') >= 0;
    if (exponent && (number.abs().compareTo(EXACT) > 0 || number.scale() > 40)) {
      return raw;
    }
    return shortest(number).stripTrailingZeros().toPlainString();
  }

  /** Spreadsheets write 1.1 as 1.1000000000000001: the fewest digits that name the same double. */
  private static BigDecimal shortest(BigDecimal number) {
    if (number.scale() <= 0 || number.precision() < 16 || number.precision() > 17) {
      return number;
    }
    for (int digits = 15; digits < number.precision(); digits++) {
      BigDecimal shorter = number.round(new MathContext(digits));
      if (shorter.doubleValue() == number.doubleValue()) {
        return shorter;
      }
    }
    return number;
  }

  private String dateTime(double days, NumberFormat format) {
    int perSecond = format == NumberFormat.DATE_TIME_MILLIS ? 1000 : 1;
    long ticks = Math.round(days * SECONDS * perSecond);
    long seconds = ticks / perSecond;
    long day = seconds / SECONDS;
    long second = seconds % SECONDS;
    // 1900 had no 29 February, but the spreadsheets' day 60 is that.
    LocalDate date =
        since1904 ? FIRST_OF_1904.plusDays(day) : FIRST_OF_1900.plusDays(day < 60 ? day : day - 1);
    if (format == NumberFormat.DATE && second == 0) {
      return date.toString();
    }
    String hour = second < 10 * 3600 ? " 0" : " ";
    String time = date + hour + clock(second);
    return perSecond == 1 ? time : time + "." + Long.toString(1000 + ticks % 1000).substring(1);
  }

  /** A time as hours, minutes and seconds: {@code 9:05:00}. */
  private static String clock(long seconds) {
    long minutes = seconds / 60;
    return minutes / 60 + ":" + twoDigits(minutes % 60) + ":" + twoDigits(seconds % 60);
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  /** Undoes the {@code _x000D_} that stands for a character XML cannot hold. */
  static String unescaped(String text) {
    return text.contains("_x") ? ESCAPE.matcher(text).replaceAll(CellText::character) : text;
  }

  private static String character(MatchResult escape) {
    char c = (char) Integer.parseInt(escape.group(1), 16);
    return Matcher.quoteReplacement(String.valueOf(c));
  }
}
