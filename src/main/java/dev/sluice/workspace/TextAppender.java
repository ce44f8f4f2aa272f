package dev.sluice.workspace;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows of text. The driver's own {@code close()} swallows what its last flush has to say,
 * so a load counts only once {@link #finish} has returned.
 */
public final class TextAppender implements AutoCloseable {
  private final DuckDBAppender appender;
  private final String table;
  private final int columns;

  private TextAppender(DuckDBAppender appender, String table, int columns) {
    this.appender = appender;
    this.table = table;
    this.columns = columns;
  }

  static TextAppender open(Connection connection, String table, int columns) {
    try {
      DuckDBAppender appender =
          connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", table);
      return new TextAppender(appender, table, columns);
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "staging into " + table);
    }
  }

  /** Appends a row; cells that it lacks are NULL. */
  public void row(long number, List<@Nullable String> cells) {
    try {
      appender.beginRow();
      appender.append(number);
      for (int i = 0; i < columns; i++) {
        String cell = i < cells.size() ? cells.get(i) : null;
        if (cell == null) {
          appender.appendNull();
        } else {
          appender.append(cell);
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "staging row " + number + " into " + table);
    }
  }

  /** Writes what is buffered and reports any error. */
  public void finish() {
    try {
      appender.flush();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "staging into " + table);
    }
  }

  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "staging into " + table);
    }
  }
}
