package dev.sluice.exports.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The records of a CSV text in UTF-8, one after the other, split where they lie: a report needs a
 * third of the cells of a wide file, and the others never become strings. It reads as {@link
 * Quotes} follows: a quote opens a cell only at its start, a doubled one stands for itself, what
 * follows a closing quote is plain text, and each of LF, CRLF and CR ends a record.
 */
final class CsvRecords implements Cells {
  // A quote that is never closed would otherwise gather the rest of the file in memory.
  static final int LONGEST_RECORD = 1 << 24;
  private static final int BUFFER = 1 << 20;

  /** The record under way is longer than any record is. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final InputStream in;
  private final byte delimiter;
  private byte[] bytes = new byte[BUFFER];
  private int limit;
  private int next;
  private boolean ended;

  // Of the record under way: where its cells lie, and whether quotes within are to be undone.
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private boolean[] raw = new boolean[64];
  private int size;
  private byte[] undone = new byte[64];

  /**
   * Splits a text.
   *
   * @param in clean UTF-8, without a byte order mark
   * @param delimiter an ASCII character
   */
  CsvRecords(InputStream in, char delimiter) {
    this.in = in;
    this.delimiter = (byte) delimiter;
  }

  /**
   * Goes to the next record.
   *
   * @return whether there is one
   * @throws EOFException when the text ends within quotes
   * @throws TooLongException when the record is longer than any record is
   */
  boolean next() throws IOException {
    while (true) {
      int end = split();
      if (end >= 0) {
        next = end;
        return true;
      }
      if (ended) {
        if (next < limit) {
          throw new EOFException("a quote is open at the end");
        }
        return false;
      }
      more();
    }
  }

  /** Reads more bytes behind the beginning of the record under way. */
  private void more() throws IOException {
    if (limit - next > LONGEST_RECORD) {
      throw new TooLongException();
    }
    if (next > 0) {
      System.arraycopy(bytes, next, bytes, 0, limit - next);
      limit -= next;
      next = 0;
    }
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int read = in.read(bytes, limit, bytes.length - limit);
    ended = read < 0;
    limit += Math.max(read, 0);
  }

  /** Splits the record that begins at {@code next}: where it ends, or -1 when it does not yet. */
  private int split() {
    size = 0;
    byte[] b = bytes;
    int end = limit;
    int at = next;
    if (at == end) {
      return -1;
    }
    while (true) {
      int start = at;
      boolean quoted = at < end && b[at] == '"';
      boolean undo = false;
      int stop;
      if (quoted) {
        start = ++at;
        while (true) {
          while (at < end && b[at] != '"') {
            at++;
          }
          if (at + 1 >= end) {
            break;
          }
          if (b[at + 1] != '"') {
            break;
          }
          undo = true;
          at += 2;
        }
        if (at >= end || (at + 1 == end && !ended)) {
          return -1;
        }
        stop = at++;
        if (at < end && b[at] != delimiter && b[at] != '\n' && b[at] != '\r') {
          undo = true;
        }
      } else {
        stop = at;
      }
      while (at < end && b[at] != delimiter && b[at] != '\n' && b[at] != '\r') {
        at++;
      }
      if (at == end && !ended) {
        return -1;
      }
      add(start, undo || !quoted ? at : stop, undo);
      if (at == end) {
        return at;
      }
      if (b[at] != delimiter) {
        // Whether a LF follows a CR at the end of the buffer is not known yet.
        if (b[at] == '\r') {
          if (at + 1 == end && !ended) {
            return -1;
          }
          return at + 1 < end && b[at + 1] == '\n' ? at + 2 : at + 1;
        }
        return at + 1;
      }
      at++;
      if (at == end && !ended) {
        return -1;
      }
    }
  }

  private void add(int start, int end, boolean undo) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      raw = Arrays.copyOf(raw, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    raw[size++] = undo;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isBlank(int cell) {
    for (int i = starts[cell]; i < ends[cell]; i++) {
      byte b = bytes[i];
      if (b < 0 || raw[cell]) {
        // Beyond ASCII there is more white space.
        return text(cell).isBlank();
      }
      if (!Character.isWhitespace(b)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String text(int cell) {
    int start = starts[cell];
    int end = ends[cell];
    if (raw[cell]) {
      // Undoing may need a larger array: not before.
      int length = undo(start, end);
      return new String(undone, 0, length, StandardCharsets.UTF_8);
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  @Override
  public void utf8(int cell, Utf8 to) {
    if (raw[cell]) {
      int length = undo(starts[cell], ends[cell]);
      to.take(undone, 0, length);
    } else {
      to.take(bytes, starts[cell], ends[cell]);
    }
  }

  /** Undoes the quotes of a cell, from behind the one that opens it; returns what is left. */
  private int undo(int start, int end) {
    if (undone.length < end - start) {
      undone = new byte[2 * (end - start)];
    }
    int length = 0;
    boolean open = true;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (open && b == '"') {
        if (i + 1 < end && bytes[i + 1] == '"') {
          i++;
        } else {
          open = false;
          continue;
        }
      }
      undone[length++] = b;
    }
    return length;
  }
}
