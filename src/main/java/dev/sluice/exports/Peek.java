package dev.sluice.exports;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.exports.read.ExportFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file is and how its rows begin, without a workspace. Personal columns are not shown. */
public final class Peek {
  private static final int ROWS = 5;

  private Peek() {}

  /**
   * Looks at a file.
   *
   * @throws Refusal when it cannot be read or matches no report
   */
  public static Answer at(Path path, String name) {
    ExportFile file = ExportFile.open(path, name);
    if (file.parquet()) {
      throw Refusal.input(
          name + " is a Parquet file, which carries its own description",
          "look at it with: sluice sql \"DESCRIBE SELECT * FROM read_parquet('" + name + "')\"");
    }
    Recognition.Found found = new Recognition(Catalogue.load()).find(name, file.tables());
    Header header = found.header();
    List<Column> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    columns.add(Column.count("row"));
    for (ReportSpec.ColumnSpec column : header.report().columns()) {
      Integer place = header.places().get(column.name());
      if (place != null && column.type() != CellType.PERSON) {
        columns.add(Column.text(column.name()));
        places.add(place);
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    found
        .table()
        .read(
            (number, cells) -> {
              if (number > header.row()) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(number);
                for (int place : places) {
                  row.add(place < cells.size() ? cells.get(place) : null);
                }
                rows.add(row);
              }
              return rows.size() < ROWS;
            });
    ReportSpec report = header.report();
    List<String> missing = header.missing().stream().map(c -> c.headers().get(0)).toList();
    List<String> unknown = report.rest() == null ? List.copyOf(header.rest().keySet()) : List.of();
    return Answer.of("peek", Section.rows("rows", columns, rows))
        .withFact(Column.text("file"), name)
        .withFact(Column.id("report"), report.id())
        .withFact(Column.text("title"), report.title().get("en"))
        .withFact(Column.id("sha256"), file.sha256())
        .withFact(Column.text("encoding"), found.table().encoding())
        .withFact(Column.text("sheet"), found.table().sheet())
        .withFact(Column.count("header_row"), header.row())
        .withFact(Column.texts("unknown"), unknown)
        .withFact(Column.texts("missing"), missing);
  }
}
