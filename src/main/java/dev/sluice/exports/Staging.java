package dev.sluice.exports;

import dev.sluice.exports.read.Table;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.TextAppender;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file as text in the temporary table {@code staged}: {@code row_number}, {@code
 * misfit} (why the row's shape is wrong, else NULL), and a column a piece that the report needs.
 * Personal and unknown columns never get here.
 */
final class Staging {
  private final Map<String, Integer> places;

  private Staging(Map<String, Integer> places) {
    this.places = places;
  }

  /** Makes the table for a header. */
  static Staging create(Workspace workspace, Header header) {
    Map<String, Integer> places = new LinkedHashMap<>(header.places());
    if (header.report().rest() != null) {
      header.rest().forEach((name, place) -> places.put(restName(name), place));
    }
    StringBuilder ddl =
        new StringBuilder("CREATE OR REPLACE TEMP TABLE staged (row_number BIGINT, misfit VARCHAR");
    for (String name : places.keySet()) {
      ddl.append(", ").append(Sql.quote(name)).append(" VARCHAR");
    }
    workspace.execute(ddl.append(")").toString());
    return new Staging(places);
  }

  /** The staged name of a column that the catalogue does not know. */
  static String restName(String header) {
    return "rest: " + header;
  }

  /** Fills the table with the rows under the header; blank rows are no rows. */
  void fill(Workspace workspace, Table table, Header header) {
    try (TextAppender staged = workspace.append("staged", 1 + places.size())) {
      table.read(
          (number, cells) -> {
            if (number > header.row() && !blank(cells)) {
              staged.row(number, pick(cells, header.width()));
            }
            return true;
          });
      staged.finish();
    }
  }

  /** Fills the table from a Parquet file, whose columns the engine reads by itself. */
  void fill(Workspace workspace, Path parquet, Header header) {
    StringBuilder select =
        new StringBuilder("INSERT INTO staged SELECT row_number() OVER (), NULL");
    Map<Integer, String> written = new LinkedHashMap<>();
    header.names().forEach((column, name) -> written.put(places.getOrDefault(column, -1), name));
    header.rest().forEach((name, place) -> written.put(place, name));
    for (int place : places.values()) {
      select.append(", ").append(Sql.quote(written.getOrDefault(place, ""))).append("::VARCHAR");
    }
    select.append(" FROM read_parquet(").append(Sql.literal(parquet.toString())).append(")");
    workspace.execute(select.toString());
  }

  private List<@Nullable String> pick(List<@Nullable String> cells, int width) {
    List<@Nullable String> picked = new ArrayList<>(1 + places.size());
    picked.add(misfit(cells, width));
    for (int place : places.values()) {
      picked.add(place < cells.size() ? cells.get(place) : null);
    }
    return picked;
  }

  /** A cell too many tells of a delimiter inside a cell, and so of columns that have moved. */
  private static @Nullable String misfit(List<@Nullable String> cells, int width) {
    for (int i = width; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (cell != null && !cell.isBlank()) {
        return "the row has " + (i + 1) + " cells, the header " + width;
      }
    }
    return null;
  }

  private static boolean blank(List<@Nullable String> cells) {
    for (String cell : cells) {
      if (cell != null && !cell.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
