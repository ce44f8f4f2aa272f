package dev.sluice.exports.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a row, of which only those that are asked for become strings or are copied; good
 * until the next row comes.
 */
public interface Cells {
  /** Takes the bytes of a cell, which are good until it returns. */
  @FunctionalInterface
  interface Utf8 {
    void take(byte[] bytes, int from, int to);
  }

  /** How many the row has. */
  int size();

  /** Whether a cell holds nothing but white space. */
  boolean isBlank(int cell);

  /** A cell as text, {@code null} where there is none. */
  @Nullable String text(int cell);

  /** Hands a cell over in UTF-8; one that is not there has no bytes. */
  void utf8(int cell, Utf8 to);

  /** Cells that are strings already. */
  static Cells of(List<@Nullable String> cells) {
    return new TextCells(cells);
  }
}
