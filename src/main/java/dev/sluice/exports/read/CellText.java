package dev.sluice.exports.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
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
  private static final DateTimeFormatter TO_SECOND = pattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter TO_MILLISECOND = pattern("uuuu-MM-dd HH:mm:ss.SSS");

  private final boolean since1904;
  private final Map<Integer, NumberFormat> formats = new HashMap<>();

  /**
   * Makes one for a workbook.
   *
   * @param since1904 whether its days count from 1904-01-01
   */
  CellText(boolean since1904) {
    this.since1904 = since1904;
  }

  /** The text of a cell, {@code null} when it holds nothing. */
  @Nullable String of(Cell cell) {
    Object value = cell.getValue();
    if (value instanceof BigDecimal number) {
      return number(cell, number);
    }
    if (value instanceof Boolean bool) {
      return bool ? "TRUE" : "FALSE";
    }
    if (value instanceof String text) {
      return unescape(text);
    }
    // A number or a boolean that is none keeps its text.
    return cell.getType() == CellType.ERROR ? cell.getRawValue() : null;
  }

  private String number(Cell cell, BigDecimal number) {
    Integer id = cell.getDataFormatId();
    double days = number.doubleValue();
    if (id == null || days < 0 || days >= DAYS) {
      return plain(number, cell.getRawValue());
    }
    NumberFormat format =
        formats.computeIfAbsent(id, key -> NumberFormat.of(key, cell.getDataFormatString()));
    if (format == NumberFormat.TIME && days < YEAR) {
      return duration(days);
    }
    if (format == NumberFormat.NUMBER || days < 1) {
      return plain(number, cell.getRawValue());
    }
    return dateTime(days, format);
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
    boolean millis = format == NumberFormat.DATE_TIME_MILLIS;
    int perDay = millis ? SECONDS * 1000 : SECONDS;
    long ticks = Math.round(days * perDay);
    LocalDate first = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
    long day = ticks / perDay;
    // 1900 had no 29 February, but the spreadsheets' day 60 is that.
    LocalDate date = first.plusDays(!since1904 && day < 60 ? day + 1 : day);
    long rest = ticks % perDay;
    if (format == NumberFormat.DATE && rest == 0) {
      return date.toString();
    }
    LocalDateTime time = date.atStartOfDay().plusNanos(rest * (1_000_000_000L * SECONDS / perDay));
    return time.format(millis ? TO_MILLISECOND : TO_SECOND);
  }

  private static String duration(double days) {
    long seconds = Math.round(days * SECONDS);
    long minutes = seconds / 60;
    return minutes / 60 + ":" + twoDigits(minutes % 60) + ":" + twoDigits(seconds % 60);
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  /** Undoes the {@code _x000D_} that stands for a character XML cannot hold. */
  private static String unescape(String text) {
    return text.contains("_x") ? ESCAPE.matcher(text).replaceAll(CellText::character) : text;
  }

  private static String character(MatchResult escape) {
    char c = (char) Integer.parseInt(escape.group(1), 16);
    return Matcher.quoteReplacement(String.valueOf(c));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
