package dev.sluice.workspace;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of the user's own that a question reads in place, without an import: CSV in UTF-8, or
 * Parquet. Its header has fixed names; other columns are left alone.
 *
 * @param path the file
 * @param fields the columns that the question reads
 */
public record TableFile(Path path, List<Field> fields) {
  /**
   * A column of the file.
   *
   * @param name its header
   * @param type what its cells are cast to, as SQL names it
   * @param meaning what a cell is, for the refusal of one that is not: {@code a time}
   * @param required whether the column must be there and each of its cells filled
   */
  public record Field(String name, String type, String meaning, boolean required) {
    public static Field required(String name, String type, String meaning) {
      return new Field(name, type, meaning, true);
    }

    public static Field optional(String name, String type, String meaning) {
      return new Field(name, type, meaning, false);
    }
  }

  public TableFile {
    fields = List.copyOf(fields);
  }

  /**
   * Reads the file into a temporary view {@code name} with the {@link #fields} as columns, in their
   * types, and {@code row}, the number of the record. Refuses it when one cell is not what it
   * should be: an answer from half a file would be wrong.
   *
   * @return the names of the optional columns that the file has
   */
  public List<String> load(Workspace workspace, String name) {
    if (!Files.isRegularFile(path)) {
      throw Refusal.input("there is no file " + path, null);
    }
    List<String> present = columns(workspace);
    List<String> missing = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    List<String> typed = new ArrayList<>();
    for (Field field : fields) {
      boolean there = present.contains(field.name());
      if (!there && field.required()) {
        missing.add(field.name());
      }
      String column = Sql.quote(field.name());
      cells.add(
          (there ? "nullif(trim(CAST(" + column + " AS VARCHAR)), '')" : "CAST(NULL AS VARCHAR)")
              + " AS "
              + column);
      typed.add("TRY_CAST(" + column + " AS " + field.type() + ") AS " + column);
    }
    if (!missing.isEmpty()) {
      throw Refusal.input(
          path + " has no column " + String.join(", ", missing),
          "name its columns "
              + fields.stream().map(Field::name).collect(Collectors.joining(", "))
              + "; required: "
              + fields.stream()
                  .filter(Field::required)
                  .map(Field::name)
                  .collect(Collectors.joining(", ")));
    }
    String staged = Sql.quote(name + "_cells");
    reading(
        () ->
            workspace.execute(
                "CREATE TEMP TABLE "
                    + staged
                    + " AS SELECT row_number() OVER () AS row, "
                    + String.join(", ", cells)
                    + " FROM "
                    + source()));
    for (Field field : fields) {
      refuseUnreadable(workspace, staged, field);
    }
    workspace.execute(
        "CREATE TEMP VIEW "
            + Sql.quote(name)
            + " AS SELECT row, "
            + String.join(", ", typed)
            + " FROM "
            + staged);
    return fields.stream()
        .filter(field -> !field.required() && present.contains(field.name()))
        .map(Field::name)
        .toList();
  }

  private List<String> columns(Workspace workspace) {
    Section described =
        reading(
            () ->
                workspace.query(
                    "columns",
                    Sql.composed(
                        "the header of " + path,
                        "SELECT column_name FROM (DESCRIBE SELECT * FROM " + source() + ")"),
                    List.of(Column.text("column_name"))));
    return described.rows().stream().map(row -> String.valueOf(row.get(0)).strip()).toList();
  }

  private String source() {
    String file = Sql.literal(path.toString());
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".parquet")
        ? "read_parquet(" + file + ")"
        : "read_csv("
            + file
            + ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')";
  }

  private <T> T reading(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal e) {
      throw e.category() == Refusal.Cause.FAILED
          ? Refusal.input(
              "cannot read " + path + ": " + e.sentence(),
              "write it as comma-separated CSV in UTF-8, or as Parquet",
              e)
          : e;
    }
  }

  private void reading(Runnable work) {
    this.<@Nullable Void>reading(
        () -> {
          work.run();
          return null;
        });
  }

  private void refuseUnreadable(Workspace workspace, String staged, Field field) {
    String column = Sql.quote(field.name());
    String castFails = "TRY_CAST(" + column + " AS " + field.type() + ") IS NULL";
    Section bad =
        workspace.query(
            "bad",
            Sql.composed(
                "the cells of " + field.name(),
                "SELECT row, "
                    + column
                    + " AS cell FROM "
                    + staged
                    + " WHERE "
                    + castFails
                    + (field.required() ? "" : " AND " + column + " IS NOT NULL")
                    + " ORDER BY row LIMIT 1"),
            List.of(Column.count("row"), Column.text("cell")));
    if (!bad.rows().isEmpty()) {
      Object cell = bad.cell(0, "cell");
      throw Refusal.input(
          path
              + ", record "
              + bad.cell(0, "row")
              + ": "
              + field.name()
              + (cell == null ? " is empty" : " '" + cell + "' is not " + field.meaning()),
          null);
    }
  }
}
