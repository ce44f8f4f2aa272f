package dev.sluice.exports.read;

/**
 * Follows the quotes of a CSV text as Commons CSV does: a quote opens a cell only at its start, a
 * doubled one stands for itself, and what follows a closing quote is plain text.
 */
final class Quotes {
  private enum State {
    CELL_START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final char delimiter;
  private State state = State.CELL_START;
  private int delimiters;
  private long line = 1;
  private long openedOn;
  private char last;

  Quotes(char delimiter) {
    this.delimiter = delimiter;
  }

  /** Takes the next character; whether it ends a record (the LF of a CRLF does not, again). */
  boolean ends(char c) {
    boolean secondOfPair = c == '\n' && last == '\r';
    boolean lineEnd = c == '\n' || c == '\r';
    last = c;
    if (lineEnd && !secondOfPair) {
      line++;
    }
    if (state == State.QUOTED) {
      if (c == '"') {
        state = State.QUOTE_IN_QUOTED;
      }
      return false;
    }
    if (c == '"' && state == State.QUOTE_IN_QUOTED) {
      state = State.QUOTED;
    } else if (c == '"' && state == State.CELL_START) {
      state = State.QUOTED;
      openedOn = line;
    } else if (c == delimiter) {
      state = State.CELL_START;
      delimiters++;
    } else if (lineEnd) {
      state = State.CELL_START;
      return !secondOfPair;
    } else {
      state = State.PLAIN;
    }
    return false;
  }

  /** The delimiters outside quotes since the last call. */
  int takeDelimiters() {
    int taken = delimiters;
    delimiters = 0;
    return taken;
  }

  /** The line on which the quote that is still open was opened, 0 when none is. */
  long openQuoteLine() {
    return state == State.QUOTED ? openedOn : 0;
  }

  /** The line of the next character, the first being 1. */
  long line() {
    return line;
  }
}
