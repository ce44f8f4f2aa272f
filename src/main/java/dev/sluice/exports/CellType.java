package dev.sluice.exports;

import dev.sluice.workspace.Sql;
import java.util.Locale;

/**
 * The dialect of a column's cells: what the catalogue writes behind {@code as}. Each is a macro of
 * {@code cells.sql}.
 */
enum CellType {
  TEXT("VARCHAR", "%s", "not a text"),
  ID(
      "VARCHAR",
      "cell_id(%s)",
      "an id that a spreadsheet turned into a number has lost its last digits:"
          + " export the file again and do not save it from a spreadsheet"),
  PERSON("VARCHAR", "cell_person(%s)", "not an id of a person"),
  COUNT("BIGINT", "cell_count(%s, decimal_mark)", "not a whole number"),
  NUMBER("DECIMAL(30,10)", "cell_number(%s, decimal_mark)", "not a number"),
  MONEY("DECIMAL(24,2)", "cell_money(%s, decimal_mark)", "not an amount of money"),
  PRICE("DECIMAL(18,4)", "cell_price(%s, decimal_mark)", "not a price"),
  PERCENT("DECIMAL(24,8)", "cell_percent(%s, decimal_mark)", "not a percentage"),
  FRACTION("DECIMAL(24,8)", "cell_fraction(%s, decimal_mark)", "not a rate"),
  DURATION("BIGINT", "cell_duration(%s)", "not a length of time"),
  MINUTES(
      "DECIMAL(18,4)",
      "try_cast(cell_number(%s, decimal_mark) * 60 AS DECIMAL(18,4))",
      "not minutes"),
  INSTANT("TIMESTAMPTZ", "cell_instant(%s, date_order, ZONE)", "not a time"),
  DAYS("STRUCT(first DATE, last DATE)", "cell_days(%s, date_order)", "not a day or a span of days"),
  RANGE(
      "STRUCT(low DECIMAL(30,10), high DECIMAL(30,10))",
      "cell_range(%s, decimal_mark)",
      "neither a number nor a range"),
  DAY("DATE", "cell_day(%s, date_order)", "not a date"),
  FLAG("BOOLEAN", "cell_flag(%s)", "neither yes nor no");

  private final String sqlType;
  private final String expression;
  private final String reason;

  CellType(String sqlType, String expression, String reason) {
    this.sqlType = sqlType;
    this.expression = expression;
    this.reason = reason;
  }

  /** The SQL type of its values. */
  String sqlType() {
    return sqlType;
  }

  /**
   * The SQL that reads the cell named {@code cell}, which is neither blank nor wrapped any more;
   * {@code zone} is the SQL of the zone of times without one. The dialect stands in it as literals,
   * so that the engine drops the readings of other dialects before it runs.
   */
  String reading(String cell, String zone, Dialect dialect) {
    return String.format(Locale.ROOT, expression, cell)
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
