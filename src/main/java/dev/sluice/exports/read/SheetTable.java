package dev.sluice.exports.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook, read by fastexcel. Only the shared strings are held in memory. */
final class SheetTable implements Table {
  private final Path path;
  private final String name;
  private final int index;
  private final String sheet;

  SheetTable(Path path, String name, int index, String sheet) {
    this.path = path;
    this.name = name;
    this.index = index;
    this.sheet = sheet;
  }

  @Override
  public String encoding() {
    return "XLSX";
  }

  @Override
  public String sheet() {
    return sheet;
  }

  @Override
  public void read(RowSink sink) {
    try (ReadableWorkbook workbook = Workbook.open(path, name);
        Stream<Row> stream = rows(workbook)) {
      CellText text = new CellText(workbook.isDate1904());
      Iterator<Row> rows = stream.iterator();
      long number = 0;
      List<@Nullable String> cells;
      do {
        try {
          if (!rows.hasNext()) {
            return;
          }
          Row row = rows.next();
          cells = cells(row, text);
          // Rows may lack a number: then they follow the one before.
          number = Math.max(number + 1, row.getRowNum());
        } catch (RuntimeException e) {
          throw Workbook.damaged(
              name + ": sheet '" + sheet + "' cannot be read after row " + number, e);
        }
      } while (sink.row(number, cells));
    } catch (IOException e) {
      throw ExportFile.failed(name, e);
    }
  }

  private Stream<Row> rows(ReadableWorkbook workbook) {
    try {
      Sheet found = workbook.getSheet(index).orElseThrow();
      return found.openStream();
    } catch (IOException | RuntimeException e) {
      throw Workbook.damaged(name + ": sheet '" + sheet + "' cannot be read", e);
    }
  }

  /** The cells up to the last that holds anything. */
  private static List<@Nullable String> cells(Row row, CellText text) {
    List<@Nullable String> cells = new ArrayList<>(row.getCellCount());
    int used = 0;
    for (@Nullable Cell cell : row) {
      String value = cell == null ? null : text.of(cell);
      cells.add(value);
      if (value != null) {
        used = cells.size();
      }
    }
    return cells.size() == used ? cells : cells.subList(0, used);
  }
}
