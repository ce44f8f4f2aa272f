package dev.sluice.exports.read;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a spreadsheet's number format says that a number is. */
enum NumberFormat {
  NUMBER,
  /** A day, shown without a time. */
  DATE,
  /** A day with a time to the second. */
  DATE_TIME,
  /** A day with a time to the millisecond. */
  DATE_TIME_MILLIS,
  /** A time alone: an hour of the day, or how long something took. */
  TIME;

  // Quoted, escaped, padding and filling characters, colours, currencies, conditions: no symbols.
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.");
  private static final Pattern BRACKET = Pattern.compile("\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]");
  private static final Pattern NOON = Pattern.compile("am/pm|a/p");
  private static final Pattern FRACTION = Pattern.compile("s\\]?\\.0+");

  /**
   * Reads a format code (ECMA-376 part 1, 18.8.30 and 18.8.31).
   *
   * @param code the code, {@code null} for one built into the East Asian spreadsheets
   */
  static NumberFormat of(int id, @Nullable String code) {
    if (code == null) {
      return eastAsian(id);
    }
    String symbols = LITERAL.matcher(code.toLowerCase(Locale.ROOT)).replaceAll("");
    symbols = BRACKET.matcher(symbols).replaceAll("");
    symbols = NOON.matcher(symbols).replaceAll("");
    int section = symbols.indexOf(';');
    symbols = section < 0 ? symbols : symbols.substring(0, section);
    String whole = FRACTION.matcher(symbols).replaceAll("s");
    // Careless writers leave letters unquoted: "0.00 USD" is no date.
    if (whole.matches(".*[0#?].*") || whole.contains("general")) {
      return NUMBER;
    }
    boolean time = whole.matches(".*[hs].*");
    boolean date = whole.matches(".*[yd].*") || (whole.contains("m") && !time);
    if (!date) {
      return time ? TIME : NUMBER;
    }
    if (!time) {
      return DATE;
    }
    return whole.equals(symbols) ? DATE_TIME : DATE_TIME_MILLIS;
  }

  private static NumberFormat eastAsian(int id) {
    boolean time = (id >= 32 && id <= 35) || id == 55 || id == 56;
    if (time) {
      return TIME;
    }
    return (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? DATE : NUMBER;
  }
}
