package dev.sluice.exports.read;

/** Takes the rows of a table one by one, their cells not yet made strings. */
@FunctionalInterface
public interface CellsSink {
  /**
   * Takes a row.
   *
   * @param number the record's number in its table, the first being 1
   * @param cells its cells, good until it returns
   * @return whether to go on
   */
  boolean row(long number, Cells cells);
}
