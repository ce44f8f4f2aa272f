package dev.sluice.workspace;

import dev.sluice.answer.Column;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB file with a season's facts. Reports open it read-only, so that many can read at once;
 * an import holds it alone. Not for use by several threads.
 */
public final class Workspace implements AutoCloseable {
  private final Connection connection;
  private final Path file;
  private final Path spill;
  private boolean fresh;

  private Workspace(Connection connection, Path file, Path spill) {
    this.connection = connection;
    this.file = file;
    this.spill = spill;
  }

  /** Opens an existing workspace for reading. */
  public static Workspace read(Path file, Engine engine) {
    if (!Files.exists(file)) {
      throw Refusal.failed(
          "there is no workspace at " + file,
          "make one: sluice init, or import a file: sluice import FILE",
          null);
    }
    Workspace workspace = connect(file, engine, true);
    workspace.closeOnFailure(() -> Migrations.requireCurrent(workspace));
    return workspace;
  }

  /** Opens a workspace for writing; makes it, and brings its schema up to date, where needed. */
  public static Workspace write(Path file, Engine engine) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw Refusal.failed("there is no folder " + parent + " to hold the workspace", null, null);
    }
    boolean fresh = !Files.exists(file);
    Workspace workspace = connect(file, engine, false);
    workspace.fresh = fresh;
    workspace.closeOnFailure(() -> Migrations.apply(workspace));
    return workspace;
  }

  /** Opens an engine without a file, whose tables end with it. */
  public static Workspace inMemory(Engine engine) {
    return connect(Path.of(""), engine, false);
  }

  private static Workspace connect(Path file, Engine engine, boolean readOnly) {
    Properties options = new Properties();
    options.setProperty("autoinstall_known_extensions", "false");
    options.setProperty("autoload_known_extensions", "false");
    options.setProperty("jdbc_stream_results", "true");
    options.setProperty("temp_directory", engine.spill().toString());
    // Files stay readable by the 1.5 line of DuckDB too.
    options.setProperty("storage_compatibility_version", "v1.5.0");
    if (readOnly) {
      options.setProperty("duckdb.read_only", "true");
    } else {
      // Trying these takes a fifth of the time of a write, and dict_fsst does as well or better.
      options.setProperty("disabled_compression_methods", "fsst,zstd");
    }
    if (engine.threads() != null) {
      options.setProperty("threads", String.valueOf(engine.threads()));
    }
    if (engine.memory() != null) {
      options.setProperty("memory_limit", engine.memory());
    }
    long deadline = System.nanoTime() + engine.waitSeconds() * 1_000_000_000L;
    while (true) {
      try {
        // The driver is named, not looked up: a service scan costs more than the query.
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, options);
        if (connection == null) {
          throw new IllegalStateException("the driver did not take " + file);
        }
        Workspace workspace = new Workspace(connection, file, engine.spill());
        workspace.execute("SET TimeZone='UTC'");
        return workspace;
      } catch (LinkageError e) {
        throw NativeLibrary.refused(e);
      } catch (SQLException e) {
        boolean locked = EngineErrors.isLock(String.valueOf(e.getMessage()));
        if (!locked || System.nanoTime() >= deadline) {
          throw EngineErrors.translate(e, "opening " + file);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.failed("interrupted while waiting for the workspace", null, e);
    }
  }

  private void closeOnFailure(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Whether it was made when it was opened. */
  public boolean fresh() {
    return fresh;
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /** Runs a statement that returns nothing of interest. */
  public void execute(String statement) {
    try (Statement s = connection.createStatement()) {
      s.execute(statement);
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "running a statement");
    }
  }

  /** Runs a statement with parameters and returns how many rows it changed. */
  public long update(Sql sql, @Nullable Object... parameters) {
    try (PreparedStatement s = prepare(sql, parameters)) {
      return s.executeUpdate();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, sql.name());
    }
  }

  /**
   * Asks a question whose columns are known: the section has exactly these, in this order.
   *
   * @throws IllegalStateException when the statement does not return those columns
   */
  public Section query(
      String section, Sql sql, List<Column> columns, @Nullable Object... parameters) {
    try (PreparedStatement s = prepare(sql, parameters);
        ResultSet rs = s.executeQuery()) {
      requireColumns(sql, rs.getMetaData(), columns);
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (rs.next()) {
        rows.add(Cells.read(rs, columns));
      }
      return Section.rows(section, columns, rows);
    } catch (SQLException e) {
      throw EngineErrors.translate(e, sql.name());
    }
  }

  /** Asks a question of the user's own; the kinds of its columns follow their SQL types. */
  public Section query(String section, Sql sql) {
    try (PreparedStatement s = prepare(sql);
        ResultSet rs = s.executeQuery()) {
      List<Column> columns = Cells.columns(rs.getMetaData());
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (rs.next()) {
        rows.add(Cells.read(rs, columns));
      }
      return Section.rows(section, columns, rows);
    } catch (SQLException e) {
      throw EngineErrors.translate(e, sql.name());
    }
  }

  /**
   * Asks a question of more rows than an answer holds, and gives them away as they come, some
   * thousands at a time. Its columns are BIGINT without NULL, or VARCHAR.
   */
  public void stream(Sql sql, Consumer<Batch> each, @Nullable Object... parameters) {
    try (PreparedStatement s = prepare(sql, parameters);
        DuckDBChunkedResult chunks = s.unwrap(DuckDBPreparedStatement.class).query()) {
      Batch batch = new Batch(Math.toIntExact(chunks.columnCount()));
      while (chunks.nextChunk()) {
        batch.show(chunks.chunk());
        each.accept(batch);
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, sql.name());
    }
  }

  private static void requireColumns(Sql sql, ResultSetMetaData meta, List<Column> columns)
      throws SQLException {
    List<String> got = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      got.add(meta.getColumnName(i));
    }
    List<String> wanted = columns.stream().map(Column::name).toList();
    if (!got.equals(wanted)) {
      throw new IllegalStateException(sql.name() + " returns " + got + ", not " + wanted);
    }
  }

  private PreparedStatement prepare(Sql sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement s = connection.prepareStatement(sql.text());
    try {
      for (int i = 0; i < parameters.length; i++) {
        s.setObject(i + 1, parameters[i]);
      }
      return s;
    } catch (SQLException e) {
      s.close();
      throw e;
    }
  }

  /** Runs {@code work} in one transaction: all of it holds, or, when it throws, nothing. */
  public <T> T transaction(Supplier<T> work) {
    execute("BEGIN");
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      execute("ROLLBACK");
      throw e;
    }
    execute("COMMIT");
    return result;
  }

  /**
   * Takes rows of text whose columns bear these names; call {@link TextRows#finish} to see them.
   */
  public TextRows textRows(List<String> columns) {
    return TextRows.create(spill, columns);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "closing " + file);
    }
  }

  /** Cells between JDBC's types and the kinds of an answer. */
  static final class Cells {
    private Cells() {}

    static List<@Nullable Object> read(ResultSet rs, List<Column> columns) throws SQLException {
      List<@Nullable Object> row = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        row.add(cell(rs, i + 1, columns.get(i).kind()));
      }
      return Collections.unmodifiableList(row);
    }

    private static @Nullable Object cell(ResultSet rs, int i, Kind kind) throws SQLException {
      Object value = rs.getObject(i);
      if (value == null) {
        return null;
      }
      return switch (kind) {
        case TEXT, TERM, SENTENCE, ID -> value.toString();
        case COUNT -> whole(value);
        case NUMBER, RATE, MONEY -> decimal(value);
        case INSTANT ->
            value instanceof OffsetDateTime at
                ? at.withOffsetSameInstant(ZoneOffset.UTC)
                : rs.getObject(i, OffsetDateTime.class);
        case DATE -> value instanceof LocalDate ? value : rs.getObject(i, LocalDate.class);
        case FLAG -> value;
        case FIGURE -> throw new IllegalStateException("no column of a statement is a figure");
        case TEXTS -> list(value).stream().map(String::valueOf).toList();
        case RATES -> {
          List<@Nullable Object> rates = new ArrayList<>();
          for (Object each : list(value)) {
            rates.add(each == null ? null : decimal(each));
          }
          yield Collections.unmodifiableList(rates);
        }
      };
    }

    private static List<@Nullable Object> list(Object value) throws SQLException {
      if (value instanceof java.sql.Array array) {
        return Arrays.asList((Object[]) array.getArray());
      }
      throw new IllegalStateException("not a list: " + value.getClass());
    }

    private static Long whole(Object value) {
      if (value instanceof BigInteger big) {
        return big.longValueExact();
      }
      if (value instanceof BigDecimal big) {
        return big.longValueExact();
      }
      if (value instanceof Number number) {
        return number.longValue();
      }
      throw new IllegalStateException("not a count: " + value.getClass());
    }

    private static BigDecimal decimal(Object value) {
      if (value instanceof BigDecimal big) {
        return big;
      }
      if (value instanceof BigInteger big) {
        return new BigDecimal(big);
      }
      if (value instanceof Double || value instanceof Float) {
        return BigDecimal.valueOf(((Number) value).doubleValue());
      }
      return BigDecimal.valueOf(((Number) value).longValue());
    }

    static List<Column> columns(ResultSetMetaData meta) throws SQLException {
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(new Column(meta.getColumnName(i), kind(meta.getColumnTypeName(i))));
      }
      return columns;
    }

    private static Kind kind(String type) {
      if (type.endsWith("[]")) {
        return Kind.TEXTS;
      }
      if (type.startsWith("DECIMAL")) {
        return Kind.NUMBER;
      }
      return switch (type) {
        case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
            Kind.COUNT;
        case "HUGEINT", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE" -> Kind.NUMBER;
        case "BOOLEAN" -> Kind.FLAG;
        case "DATE" -> Kind.DATE;
        case "TIMESTAMP WITH TIME ZONE" -> Kind.INSTANT;
        default -> Kind.TEXT;
      };
    }
  }

  /** The zone that a name stands for, or a refusal that says so. */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (java.time.DateTimeException e) {
      throw Refusal.usage(
          "there is no time zone '" + name + "'", "use an IANA name, such as Asia/Shanghai");
    }
  }

  /** The bytes that the workspace takes on disk. */
  public long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Refusal.failed("cannot read the size of " + file, null, e);
    }
  }
}
