package dev.sluice.exports.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a table one by one. */
@FunctionalInterface
public interface RowSink {
  /**
   * Takes a row.
   *
   * @param number the record's number in its table, the first being 1; a workbook's numbers may
   *     skip
   * @param cells its cells as text, as many as the record has; {@code null} where there is no cell
   * @return whether to go on
   */
  boolean row(long number, List<@Nullable String> cells);
}
