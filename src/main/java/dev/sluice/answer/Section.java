package dev.sluice.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of an {@link Answer}.
 *
 * @param name the field that holds it in JSON, such as {@code rows}
 * @param shape how its rows stand in JSON
 * @param columns the columns, in the order in which they are shown
 * @param rows a cell per column each; a missing value is {@code null}
 */
public record Section(
    String name, Shape shape, List<Column> columns, List<List<@Nullable Object>> rows) {

  /** How the rows of a section stand in JSON; every other format shows them flat. */
  public sealed interface Shape {
    /** An array with an object a row. */
    record Rows() implements Shape {}

    /** One object: a section of exactly one row, such as {@code totals}. */
    record Single() implements Shape {}

    /**
     * Neighbouring rows that agree in the first {@code keys} columns are one object: those columns,
     * then the array {@code inner} with the rest of each row.
     */
    record Nested(int keys, String inner) implements Shape {}

    /** One object for all rows: the first column, which is unlike in each, names the second. */
    record Keyed() implements Shape {}
  }

  public Section {
    columns = List.copyOf(columns);
    List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
    for (List<@Nullable Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "section " + name + ": a row of " + row.size() + " cells, columns " + columns.size());
      }
      copy.add(row);
    }
    if (shape instanceof Shape.Single && copy.size() != 1) {
      throw new IllegalArgumentException("section " + name + " is single but has " + copy.size());
    }
    rows = Collections.unmodifiableList(copy);
  }

  public static Section rows(String name, List<Column> columns, List<List<@Nullable Object>> rows) {
    return new Section(name, new Shape.Rows(), columns, rows);
  }

  public static Section single(String name, List<Column> columns, List<@Nullable Object> row) {
    return new Section(name, new Shape.Single(), columns, List.of(row));
  }

  /** The same rows in another JSON shape. */
  public Section shaped(Shape other) {
    return new Section(name, other, columns, rows);
  }

  /** The position of a column, or an error: the names of columns are part of the contract. */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("section " + name + " has no column " + column);
  }

  /** A cell by row and column name. */
  public @Nullable Object cell(int row, String column) {
    return rows.get(row).get(indexOf(column));
  }

  /** A count by row and column name; none where it is missing. */
  public long count(int row, String column) {
    return cell(row, column) instanceof Long value ? value : 0;
  }

  /** A list of texts by row and column name; empty where it is missing. */
  public List<String> texts(int row, String column) {
    List<String> texts = new ArrayList<>();
    if (cell(row, column) instanceof List<?> list) {
      list.forEach(each -> texts.add(String.valueOf(each)));
    }
    return List.copyOf(texts);
  }
}
