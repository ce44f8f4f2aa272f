package dev.sluice.exports.read;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** An .xlsx file, or another file of that family that is refused by name. */
final class Workbook {
  private Workbook() {}

  /** The visible sheets that hold anything, in order. */
  static List<Table> tables(Path path, String name) {
    List<Table> tables;
    try (ReadableWorkbook workbook = open(path, name)) {
      compareChecksums(path, name);
      tables =
          workbook
              .getSheets()
              .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
              .<Table>map(sheet -> new SheetTable(path, name, sheet.getIndex(), title(sheet)))
              .filter(Workbook::holdsAnything)
              .toList();
    } catch (IOException e) {
      throw ExportFile.failed(name, e);
    }
    if (tables.isEmpty()) {
      throw Refusal.input(
          name + " has no visible sheet that holds anything", "show the sheet, or download again");
    }
    return tables;
  }

  /** Opens a workbook, or says what it is that cannot be opened. */
  static ReadableWorkbook open(Path path, String name) {
    try {
      return open(path, true);
    } catch (IOException | RuntimeException e) {
      throw diagnosis(path, name, e);
    }
  }

  private static ReadableWorkbook open(Path path, boolean formats) throws IOException {
    try {
      return new ReadableWorkbook(path.toFile(), new ReadingOptions(formats, true));
    } catch (ExcelReaderException e) {
      if (!formats) {
        throw e;
      }
      // A workbook need not have formats, but the reader insists on the part that holds them.
      return open(path, false);
    }
  }

  /** The reader does not do it, and a byte that changed on the way may well be another digit. */
  private static void compareChecksums(Path path, String name) {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        CheckedInputStream part = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
        part.transferTo(OutputStream.nullOutputStream());
        if (part.getChecksum().getValue() != entry.getCrc()) {
          throw new ZipException(entry.getName() + " does not match its checksum");
        }
      }
    } catch (IOException e) {
      throw damaged(name + " is a damaged workbook", e);
    }
  }

  private static String title(Sheet sheet) {
    return String.valueOf(sheet.getName());
  }

  private static boolean holdsAnything(Table table) {
    AtomicBoolean anything = new AtomicBoolean();
    table.read(
        (number, cells) -> {
          anything.set(cells.stream().anyMatch(cell -> cell != null && !cell.isBlank()));
          return !anything.get();
        });
    return anything.get();
  }

  private static Refusal diagnosis(Path path, String name, Exception cause) {
    Set<String> parts;
    try (ZipFile zip = new ZipFile(path.toFile())) {
      parts = zip.stream().map(entry -> lower(entry.getName())).collect(Collectors.toSet());
    } catch (IOException e) {
      return Refusal.input(name + " is cut off or damaged", "download it again", cause);
    }
    String saveAs = "open it in the program it is of and save it as .xlsx or CSV";
    if (parts.contains("xl/workbook.xml")) {
      return damaged(name + " is a damaged workbook", cause);
    }
    if (parts.contains("xl/workbook.bin")) {
      return Refusal.input(name + " is a binary workbook (.xlsb)", saveAs);
    }
    if (parts.contains("word/document.xml")) {
      return Refusal.input(name + " is a Word document, not a table", saveAs);
    }
    if (parts.contains("meta-inf/manifest.xml") && parts.contains("content.xml")) {
      return Refusal.input(name + " is an OpenDocument file (.ods, .odt)", saveAs);
    }
    if (parts.contains("index/document.iwa")) {
      return Refusal.input(name + " is a Numbers file", saveAs);
    }
    return Refusal.input(name + " is a zip archive", "unzip it first and import the files in it");
  }

  static Refusal damaged(String what, Throwable cause) {
    return Refusal.input(
        what,
        "download it again; if a spreadsheet program can open it, save it there as CSV",
        cause);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
