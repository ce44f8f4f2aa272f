package dev.sluice.exports;

import dev.sluice.exports.PlainCells.Shape;
import dev.sluice.workspace.Sql;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of a column's cells: what the catalogue writes behind {@code as}. Each is a macro of
 * {@code cells.sql}.
 */
enum CellType {
  TEXT("VARCHAR", "%s", "not a text", Shape.TEXT, "%s"),
  ID(
      "VARCHAR",
      "cell_id(%s)",
      "an id that a spreadsheet turned into a number has lost its last digits:"
          + " export the file again and do not save it from a spreadsheet",
      Shape.ID,
      "%s"),
  PERSON("VARCHAR", "cell_person(%s)", "not an id of a person"),
  COUNT("BIGINT", "cell_count(%s, decimal_mark)", "not a whole number", Shape.WHOLE, "%s::BIGINT"),
  NUMBER(
      "DECIMAL(30,10)",
      "cell_number(%s, decimal_mark)",
      "not a number",
      Shape.NUMBER,
      "%s::DECIMAL(30,10)"),
  MONEY(
      "DECIMAL(24,2)",
      "cell_money(%s, decimal_mark)",
      "not an amount of money",
      Shape.NUMBER,
      "%s::DECIMAL(24,2)"),
  PRICE(
      "DECIMAL(18,4)",
      "cell_price(%s, decimal_mark)",
      "not a price",
      Shape.NUMBER,
      "%s::DECIMAL(18,4)"),
  PERCENT("DECIMAL(24,8)", "cell_percent(%s, decimal_mark)", "not a percentage"),
  FRACTION("DECIMAL(24,8)", "cell_fraction(%s, decimal_mark)", "not a rate"),
  DURATION("BIGINT", "cell_duration(%s)", "not a length of time"),
  MINUTES(
      "DECIMAL(18,4)",
      "try_cast(cell_number(%s, decimal_mark) * 60 AS DECIMAL(18,4))",
      "not minutes"),
  INSTANT(
      "TIMESTAMPTZ",
      "cell_instant(%s, date_order, ZONE)",
      "not a time",
      Shape.TIME,
      "timezone(ZONE, try_strptime(%s, '%%Y-%%m-%%d %%H:%%M:%%S'))"),
  DAYS("STRUCT(first DATE, last DATE)", "cell_days(%s, date_order)", "not a day or a span of days"),
  RANGE(
      "STRUCT(low DECIMAL(30,10), high DECIMAL(30,10))",
      "cell_range(%s, decimal_mark)",
      "neither a number nor a range"),
  DAY(
      "DATE",
      "cell_day(%s, date_order)",
      "not a date",
      Shape.DAY,
      "try_strptime(%s, '%%Y-%%m-%%d')::DATE"),
  FLAG("BOOLEAN", "cell_flag(%s)", "neither yes nor no");

  private final String sqlType;
  private final String expression;
  private final String reason;
  private final @Nullable Shape shape;
  private final String plain;

  CellType(String sqlType, String expression, String reason) {
    this(sqlType, expression, reason, null, expression);
  }

  CellType(String sqlType, String expression, String reason, @Nullable Shape shape, String plain) {
    this.sqlType = sqlType;
    this.expression = expression;
    this.reason = reason;
    this.shape = shape;
    this.plain = plain;
  }

  /** The SQL type of its values. */
  String sqlType() {
    return sqlType;
  }

  /**
   * The shape of cells that a cast can read, {@code null} where they all need the general reading.
   */
  @Nullable Shape shape() {
    return shape;
  }

  /**
   * The SQL that reads the cell named {@code cell}, which is neither blank nor wrapped any more;
   * {@code zone} is the SQL of the zone of times without one. The dialect stands in it as literals,
   * so that the engine drops the readings of other dialects before it runs.
   *
   * @param allPlain whether all cells of the column are of the plain shape: the general reading is
   *     a dozen patterns a column, which cost a small file more than all the rest
   */
  String reading(String cell, String zone, Dialect dialect, boolean allPlain) {
    return String.format(Locale.ROOT, allPlain ? plain : expression, cell)
        .replace("ZONE", zone)
        .replace("decimal_mark", Sql.literal(dialect.decimalMark()))
        .replace("date_order", Sql.literal(dialect.dateOrder()));
  }

  /** What is wrong with a cell that it cannot read. */
  String reason() {
    return reason;
  }

  /** Whether the reading depends on the file's order of day and month. */
  boolean isDated() {
    return expression.contains("date_order");
  }

  /** Whether its amounts need a currency. */
  boolean isMoney() {
    return this == MONEY || this == PRICE;
  }

  static CellType named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
