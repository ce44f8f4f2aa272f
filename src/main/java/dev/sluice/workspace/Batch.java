package dev.sluice.workspace;

import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Some thousand rows of a stream, column by column; good until the next batch comes. */
public final class Batch {
  private final long[][] numbers;
  private final DuckDBReadableVector[] vectors;
  private int size;

  Batch(int columns) {
    this.numbers = new long[columns][0];
    this.vectors = new DuckDBReadableVector[columns];
  }

  void show(DuckDBDataChunkReader chunk) {
    size = Math.toIntExact(chunk.rowCount());
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = chunk.vector(i);
    }
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** The cells of a BIGINT column, of which the first {@link #size} count. */
  public long[] numbers(int column) {
    if (numbers[column].length < size) {
      numbers[column] = new long[size];
    }
    long[] cells = numbers[column];
    DuckDBReadableVector vector = vectors[column];
    for (int i = 0; i < size; i++) {
      cells[i] = vector.getLong(i);
    }
    return cells;
  }

  /** A cell of a VARCHAR column. */
  public @Nullable String text(int column, int row) {
    return vectors[column].isNull(row) ? null : vectors[column].getString(row);
  }
}
