package dev.sluice.exports.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in a file. It holds nothing open: every reading starts at the first row. */
public interface Table {
  /** How the bytes are read: UTF-8, UTF-8-BOM, UTF-16LE, UTF-16BE, GB18030 or XLSX. */
  String encoding();

  /** The name of the sheet in a workbook, {@code null} elsewhere. */
  @Nullable String sheet();

  /**
   * Hands over all rows from the first, until the sink has enough. Blank records are rows too (CSV:
   * one empty cell; XLSX: no cells, and none at all for rows that the sheet leaves out), so that
   * the number of a row finds it in the file.
   *
   * @throws dev.sluice.answer.Refusal when the file turns out to be cut off or damaged
   */
  void scan(CellsSink sink);

  /** Hands over all rows as {@link #scan} does, their cells as strings. */
  default void read(RowSink sink) {
    scan(
        (number, cells) -> {
          List<@Nullable String> texts = new ArrayList<>(cells.size());
          for (int i = 0; i < cells.size(); i++) {
            texts.add(cells.text(i));
          }
          return sink.row(number, texts);
        });
  }
}
