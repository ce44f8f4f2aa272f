package dev.sluice.exports;

/**
 * Whether the cells of a column are all missing or of the plain shape that most files have, which
 * settles the dialect without a closer look at them. Missing are here the empty cell and a dash.
 */
final class PlainCells {
  /** A shape that can be read in one way only. */
  enum Shape {
    /** Digits, and at most two behind a point: {@code 1299.00}. */
    NUMBER,
    /** A local time that begins with the year: {@code 2026-11-08 20:00:00}. */
    TIME
  }

  private static final String TIME = "0000-00-00 00:00:00";

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
          case NUMBER -> isNumber(bytes, from, to);
          case TIME -> isTime(bytes, from, to);
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

  private static boolean isNumber(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    if (at == from || at == to) {
      return at > from;
    }
    int decimals = to - at - 1;
    return bytes[at] == '.'
        && (decimals == 1 || decimals == 2)
        && isDigit(bytes[at + 1])
        && isDigit(bytes[to - 1]);
  }

  private static boolean isTime(byte[] bytes, int from, int to) {
    if (to - from != TIME.length()) {
      return false;
    }
    for (int i = 0; i < TIME.length(); i++) {
      byte b = bytes[from + i];
      char wanted = TIME.charAt(i);
      if (wanted == '0' ? !isDigit(b) : b != wanted) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
