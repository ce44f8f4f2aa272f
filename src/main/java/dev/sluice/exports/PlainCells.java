package dev.sluice.exports;

/**
 * Whether the cells of a column are all missing or of the plain shape that most files have, which
 * settles the dialect without a closer look at them, and spares each of them the general reading.
 * Missing are here the empty cell and a dash.
 */
final class PlainCells {
  /** A shape that can be read in one way only. */
  enum Shape {
    /** Digits: {@code 12}. */
    WHOLE,
    /** Digits, and at most two behind a point: {@code 1299.00}. */
    NUMBER,
    /** A day that begins with its year: {@code 2026-11-08}. */
    DAY,
    /** A local time that begins with its year: {@code 2026-11-08 20:00:00}. */
    TIME,
    /** Whatever is not wrapped and no word for nothing: neither {@code ="12"} nor {@code N/A}. */
    TEXT,
    /**
     * A text of which no spreadsheet has made a number: neither {@code 1.2E+18} nor {@code 12.0}.
     */
    ID
  }

  private static final int DIGITS = 12;

  /** The words for nothing that {@code cell_value} knows are no longer, in bytes. */
  private static final int WORD = 15;

  // The first bytes of the dashes among them, and the first two of those in hanzi.
  private static final byte DASHES = (byte) 0xe2;
  private static final byte WIDE_DASH = (byte) 0xef;
  private static final byte HANZI = (byte) 0xe6;
  private static final byte NO = (byte) 0x97;
  private static final byte AS_YET = (byte) 0x9a;
  private static final String DAY = "20nn-nn-nn";
  private static final String TIME = DAY + " nn:nn:nn";

  private final Shape shape;
  private boolean plain = true;
  private boolean told;

  PlainCells(Shape shape) {
    this.shape = shape;
  }

  /** Looks at a cell, in UTF-8 and without white space around it. */
  void look(byte[] bytes, int from, int to) {
    if (!plain || from == to || (to - from == 1 && bytes[from] == '-')) {
      return;
    }
    told = true;
    plain =
        switch (shape) {
          case WHOLE -> digits(bytes, from, to) == to;
          case NUMBER -> isNumber(bytes, from, to);
          case DAY -> is(DAY, bytes, from, to);
          case TIME -> is(TIME, bytes, from, to);
          case TEXT -> isText(bytes, from, to);
          case ID -> isText(bytes, from, to) && isId(bytes, from, to);
        };
  }

  /** Whether all are plain. */
  boolean plain() {
    return plain;
  }

  /** Whether one of them, all being plain, is not missing. */
  boolean told() {
    return told;
  }

  /** Whether they are plain only where the point is the decimal mark. */
  boolean needsPoint() {
    return shape == Shape.NUMBER;
  }

  /** Where the digits end that a cell begins with; its beginning if they are too many. */
  private static int digits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    return at - from > DIGITS ? from : at;
  }

  private static boolean isNumber(byte[] bytes, int from, int to) {
    int at = digits(bytes, from, to);
    if (at == from || at == to) {
      return at > from;
    }
    int decimals = to - at - 1;
    return bytes[at] == '.'
        && (decimals == 1 || decimals == 2)
        && isDigit(bytes[at + 1])
        && isDigit(bytes[to - 1]);
  }

  private static boolean is(String pattern, byte[] bytes, int from, int to) {
    if (to - from != pattern.length()) {
      return false;
    }
    for (int i = 0; i < pattern.length(); i++) {
      byte b = bytes[from + i];
      char wanted = pattern.charAt(i);
      if (wanted == 'n' ? !isDigit(b) : b != wanted) {
        return false;
      }
    }
    return true;
  }

  /** By its beginning: it may be a text all the same, and is then read as those that are not. */
  private static boolean isText(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case '=', '\'' -> false;
      case '#', '-', 'N', 'n', DASHES, WIDE_DASH -> to - from > WORD;
      case HANZI ->
          to - from > WORD || (to - from > 2 && bytes[from + 1] != NO && bytes[from + 1] != AS_YET);
      default -> true;
    };
  }

  private static boolean isId(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 'e' || bytes[i] == 'E') {
        return false;
      }
    }
    return to - from < 2 || bytes[to - 1] != '0' || bytes[to - 2] != '.';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
