package dev.sluice.exports.read;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The table of a CSV file. */
final class CsvTable implements Table {
  private static final int HEAD = 1 << 16;

  private final Path path;
  private final String name;
  private final Encoding encoding;
  private final @Nullable AllBytes unsure;
  private final Dialect dialect;

  private CsvTable(
      Path path, String name, Encoding encoding, @Nullable AllBytes unsure, Dialect dialect) {
    this.path = path;
    this.name = name;
    this.encoding = encoding;
    this.unsure = unsure;
    this.dialect = dialect;
  }

  /**
   * Opens a text.
   *
   * @param unsure what tells at the end whether it was UTF-8, {@code null} where that is known
   */
  static CsvTable open(Path path, String name, Encoding encoding, @Nullable AllBytes unsure)
      throws IOException {
    char[] head = new char[HEAD];
    int length = 0;
    try (Reader reader = encoding.reader(path)) {
      for (int read = 0; read >= 0 && length < HEAD; length += Math.max(read, 0)) {
        read = reader.read(head, length, HEAD - length);
      }
    }
    Dialect dialect = Dialect.of(new String(head, 0, length), length < HEAD);
    return new CsvTable(path, name, encoding, unsure, dialect);
  }

  @Override
  public String encoding() {
    return encoding.label();
  }

  @Override
  public @Nullable String sheet() {
    return null;
  }

  @Override
  public void scan(CellsSink sink) {
    try (InputStream in = encoding.utf8(path)) {
      CsvRecords records = new CsvRecords(in, dialect.delimiter());
      for (long number = 1; next(records); number++) {
        boolean isRow = number > 1 || !dialect.announced();
        if (isRow && !sink.row(number, records)) {
          return;
        }
      }
      mustBeAsBegun();
    } catch (IOException e) {
      throw ExportFile.failed(name, e);
    }
  }

  private boolean next(CsvRecords records) throws IOException {
    try {
      return records.next();
    } catch (IOException e) {
      mustBeAsBegun();
      throw failed(e);
    }
  }

  private void mustBeAsBegun() throws IOException {
    if (unsure != null && !unsure.surelyUtf8()) {
      throw new MisreadException();
    }
  }

  private Refusal failed(IOException e) {
    try (Reader reader = encoding.reader(path)) {
      return openQuote(reader, e);
    } catch (IOException again) {
      return ExportFile.failed(name, again);
    }
  }

  /** Finds the quote that was never closed, and says where it was opened. */
  private Refusal openQuote(Reader reader, IOException e) throws IOException {
    Quotes quotes = new Quotes(dialect.delimiter());
    char[] chars = new char[HEAD];
    long length = 0;
    for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
      for (int i = 0; i < read && length <= CsvRecords.LONGEST_RECORD; i++) {
        length = quotes.ends(chars[i]) ? 0 : length + utf8Length(chars[i]);
      }
    }
    long line = quotes.openQuoteLine();
    if (line > 0) {
      return Refusal.input(
          name + " is cut off: the quote opened in line " + line + " is never closed",
          "download it again; if line " + line + " is whole, double the quote in it",
          e);
    }
    if (length > CsvRecords.LONGEST_RECORD) {
      return Refusal.input(
          name + " holds a record of more than 16 million bytes, up to line " + quotes.line(),
          "export it as CSV or .xlsx",
          e);
    }
    return ExportFile.failed(name, e);
  }

  private static int utf8Length(char c) {
    return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
