package dev.sluice.exports.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/** A sheet of a workbook. */
final class SheetTable implements Table {
  private final Workbook workbook;
  private final String part;
  private final String sheet;

  /**
   * A sheet.
   *
   * @param part the name of its part in the file
   * @param sheet its own name
   */
  SheetTable(Workbook workbook, String part, String sheet) {
    this.workbook = workbook;
    this.part = part;
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
  public void scan(CellsSink sink) {
    try (ZipFile zip = workbook.zip();
        Part whole = part(zip);
        ReadAhead in = new ReadAhead(whole)) {
      SheetRows rows = rows(zip, in);
      do {
        if (!next(rows, in, whole)) {
          return;
        }
      } while (sink.row(rows.number(), rows));
    } catch (IOException e) {
      throw ExportFile.failed(workbook.name(), e);
    }
  }

  private Part part(ZipFile zip) {
    try {
      return Part.open(zip, part);
    } catch (IOException e) {
      throw Workbook.damaged(workbook.name() + ": sheet '" + sheet + "' cannot be read", e);
    }
  }

  private SheetRows rows(ZipFile zip, InputStream in) {
    try {
      return new SheetRows(Part.xml(in), workbook.cellText(), () -> workbook.sharedStrings(zip));
    } catch (XMLStreamException e) {
      throw Workbook.damaged(workbook.name() + ": sheet '" + sheet + "' cannot be read", e);
    }
  }

  /** Goes to the next row; behind the last, what was read is held against its checksum. */
  private boolean next(SheetRows rows, InputStream in, Part whole) {
    try {
      if (rows.next()) {
        return true;
      }
      in.transferTo(OutputStream.nullOutputStream());
      whole.finish();
      return false;
    } catch (IOException | XMLStreamException | RuntimeException e) {
      throw Workbook.damaged(
          workbook.name() + ": sheet '" + sheet + "' cannot be read after row " + rows.number(), e);
    }
  }
}
