package dev.sluice.analysis;

import dev.sluice.answer.Section;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A workspace whose facts a test states one by one. */
public final class Facts implements AutoCloseable {
  private static final String SHOP = "nimbus";

  private final Workspace workspace;
  private long row;

  private Facts(Workspace workspace) {
    this.workspace = workspace;
  }

  public static Facts in(Path folder) {
    return new Facts(Workspace.write(folder.resolve("facts.duckdb"), Engine.standard()));
  }

  /** With a shop {@code nimbus} on Douyin, in UTC and CNY. */
  public static Facts ofAShop(Path folder) {
    return in(folder)
        .add("shop", Map.of("shop", SHOP, "platform", "douyin", "zone", "UTC", "currency", "CNY"));
  }

  public Workspace workspace() {
    return workspace;
  }

  /** Adds a row of {@code table}; a value that is not a number is quoted, {@code null} is NULL. */
  public Facts add(String table, Map<String, ?> values) {
    row++;
    List<String> names = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          names.add(Sql.quote(name));
          cells.add(literal(value));
        });
    if (!table.equals("shop")) {
      names.add("file_id");
      cells.add("1");
      names.add("row_number");
      cells.add(String.valueOf(row));
    }
    workspace.execute(
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", names)
            + ") VALUES ("
            + String.join(", ", cells)
            + ")");
    return this;
  }

  /**
   * Adds a broadcast of the shop {@code nimbus}, on Douyin unless the values say otherwise.
   *
   * @param start its time in UTC
   */
  public Facts broadcast(String id, String start, Map<String, ?> values) {
    Map<String, Object> row = new HashMap<>(values);
    row.put("shop", SHOP);
    row.put("broadcast", id);
    row.put("started_at", start);
    row.putIfAbsent("platform", "douyin");
    return add("broadcast", row);
  }

  /** Forgets every row of these tables. */
  public void forget(String... tables) {
    for (String table : tables) {
      workspace.execute("DELETE FROM " + table);
    }
  }

  private static String literal(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(
              entry ->
                  Sql.literal(String.valueOf(entry.getKey()))
                      + ": "
                      + Sql.literal(String.valueOf(entry.getValue())))
          .sorted()
          .collect(Collectors.joining(", ", "MAP {", "}"));
    }
    return Sql.literal(value.toString());
  }

  /** A section as lines of the columns asked for; a missing value is a hyphen. */
  public static String table(Section section, String... columns) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < section.rows().size(); i++) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        Object cell = section.cell(i, column);
        cells.add(
            cell == null
                ? "-"
                : cell instanceof BigDecimal number ? number.toPlainString() : cell.toString());
      }
      lines.append(String.join(" | ", cells)).append('\n');
    }
    return lines.toString();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
