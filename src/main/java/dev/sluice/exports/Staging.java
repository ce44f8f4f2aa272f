package dev.sluice.exports;

import dev.sluice.exports.read.Cells;
import dev.sluice.exports.read.Table;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.TextRows;
import dev.sluice.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file as text in the temporary view {@code staged}, in the order of the file: {@code
 * row_number}, {@code position} (1 for the first row under the header), {@code misfit} (why the
 * row's shape is wrong, else NULL), and a column a piece that the report needs, without the white
 * space around its cells. Personal and unknown columns never get here. The view holds until this is
 * closed.
 */
final class Staging implements AutoCloseable {
  private static final byte[] NOTHING = {};
  private static final int TOLD_EVERY = 20_000;

  private final @Nullable TextRows rows;
  private final Map<String, PlainCells> looks;

  private Staging(@Nullable TextRows rows, Map<String, PlainCells> looks) {
    this.rows = rows;
    this.looks = looks;
  }

  /**
   * Stages the rows under the header; blank rows are no rows.
   *
   * @param read is told now and then how many rows have been read
   */
  static Staging of(Workspace workspace, Table table, Header header, LongConsumer read) {
    Map<String, Integer> places = places(header);
    List<String> columns = new ArrayList<>(List.of("misfit"));
    columns.addAll(places.keySet());
    int[] wanted = places.values().stream().mapToInt(Integer::intValue).toArray();
    TextRows rows = workspace.textRows(columns);
    Map<String, PlainCells> looks = looks(header);
    Cells.Utf8[] takers =
        places.keySet().stream()
            .map(column -> taker(rows, looks.get(column)))
            .toArray(Cells.Utf8[]::new);
    try {
      table.scan(
          (number, cells) -> {
            if (number % TOLD_EVERY == 0) {
              read.accept(number);
            }
            if (number > header.row() && !isBlank(cells)) {
              rows.begin(number);
              byte[] misfit = misfit(cells, header.width());
              rows.cell(misfit, 0, misfit.length);
              for (int i = 0; i < wanted.length; i++) {
                if (wanted[i] < cells.size()) {
                  cells.utf8(wanted[i], takers[i]);
                } else {
                  rows.cell(NOTHING, 0, 0);
                }
              }
              rows.end();
            }
            return true;
          });
      view(
          workspace,
          "row_number, file_row_number + 1 AS position, nullif(misfit, '') AS misfit",
          places.keySet().stream().map(Sql::quote).toList(),
          rows.finish());
      return new Staging(rows, looks);
    } catch (RuntimeException | Error e) {
      rows.close();
      throw e;
    }
  }

  /** Stages the rows of a Parquet file, whose columns the engine reads by itself. */
  static Staging of(Workspace workspace, Path parquet, Header header) {
    Map<Integer, String> written = new LinkedHashMap<>();
    Map<String, Integer> places = places(header);
    header.names().forEach((column, name) -> written.put(places.getOrDefault(column, -1), name));
    header.rest().forEach((name, place) -> written.put(place, name));
    List<String> cells = new ArrayList<>();
    places.forEach(
        (name, place) ->
            cells.add(
                "cell_trim("
                    + Sql.quote(written.getOrDefault(place, ""))
                    + "::VARCHAR) AS "
                    + Sql.quote(name)));
    view(
        workspace,
        "row_number() OVER () AS row_number, row_number() OVER () AS position,"
            + " NULL::VARCHAR AS misfit",
        cells,
        "read_parquet(" + Sql.literal(parquet.toString()) + ")");
    return new Staging(null, Map.of());
  }

  /**
   * What the cells of a column look like; {@code null} where nobody looked: in a Parquet file, and
   * where its type has no plain shape.
   */
  @Nullable PlainCells look(String column) {
    return looks.get(column);
  }

  private static Map<String, PlainCells> looks(Header header) {
    Map<String, PlainCells> looks = new HashMap<>();
    for (ReportSpec.ColumnSpec column : header.report().columns()) {
      PlainCells.Shape shape = column.type().shape();
      if (shape != null) {
        looks.put(column.name(), new PlainCells(shape));
      }
    }
    return looks;
  }

  private static Cells.Utf8 taker(TextRows rows, @Nullable PlainCells look) {
    return look == null
        ? (bytes, from, to) -> {
          int first = trimmedFrom(bytes, from, to);
          rows.cell(bytes, first, trimmedTo(bytes, first, to));
        }
        : (bytes, from, to) -> {
          int first = trimmedFrom(bytes, from, to);
          int last = trimmedTo(bytes, first, to);
          look.look(bytes, first, last);
          rows.cell(bytes, first, last);
        };
  }

  private static Map<String, Integer> places(Header header) {
    Map<String, Integer> places = new LinkedHashMap<>(header.places());
    if (header.report().rest() != null) {
      header.rest().values().forEach(place -> places.put(restName(place), place));
    }
    return places;
  }

  private static void view(Workspace workspace, String shape, List<String> cells, String rows) {
    workspace.execute(
        "CREATE OR REPLACE TEMP VIEW staged AS SELECT "
            + shape
            + ", "
            + String.join(", ", cells)
            + " FROM "
            + rows);
  }

  /** The staged name of a column that the catalogue does not know, whose own may hold anything. */
  static String restName(int place) {
    return "rest " + place;
  }

  // What surrounds a cell is ASCII's white space, no-break spaces and byte order marks.
  private static int trimmedFrom(byte[] bytes, int from, int to) {
    int first = from;
    for (int width = 1; width > 0 && first < to; first += width) {
      width = spaceAt(bytes, first, to);
    }
    return first;
  }

  private static int trimmedTo(byte[] bytes, int from, int to) {
    int last = to;
    for (int width = 1; width > 0 && from < last; last -= width) {
      width = spaceBefore(bytes, from, last);
    }
    return last;
  }

  /**
   * The length of the white space that a cell begins with, 0 where it begins with something else.
   */
  private static int spaceAt(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case ' ', '\t', '\n', '\f', '\r' -> 1;
      case (byte) 0xc2 -> from + 1 < to && bytes[from + 1] == (byte) 0xa0 ? 2 : 0;
      case (byte) 0xef ->
          from + 2 < to && bytes[from + 1] == (byte) 0xbb && bytes[from + 2] == (byte) 0xbf ? 3 : 0;
      default -> 0;
    };
  }

  /** The length of the white space that a cell ends with. */
  private static int spaceBefore(byte[] bytes, int from, int to) {
    return switch (bytes[to - 1]) {
      case ' ', '\t', '\n', '\f', '\r' -> 1;
      case (byte) 0xa0 -> to - 2 >= from && spaceAt(bytes, to - 2, to) == 2 ? 2 : 0;
      case (byte) 0xbf -> to - 3 >= from && spaceAt(bytes, to - 3, to) == 3 ? 3 : 0;
      default -> 0;
    };
  }

  /** A cell too many tells of a delimiter inside a cell, and so of columns that have moved. */
  private static byte[] misfit(Cells cells, int width) {
    for (int i = width; i < cells.size(); i++) {
      if (!cells.isBlank(i)) {
        return ("the row has " + (i + 1) + " cells, the header " + width)
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return NOTHING;
  }

  private static boolean isBlank(Cells cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.isBlank(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
