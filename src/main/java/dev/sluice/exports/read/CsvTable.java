package dev.sluice.exports.read;

import dev.sluice.answer.Refusal;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The table of a CSV file, read by Commons CSV. */
final class CsvTable implements Table {
  private static final int HEAD = 1 << 16;
  // A quote that is never closed would otherwise gather the rest of the file in memory.
  private static final int LONGEST_RECORD = 1 << 24;

  private final Path path;
  private final String name;
  private final Encoding encoding;
  private final Dialect dialect;

  private CsvTable(Path path, String name, Encoding encoding, Dialect dialect) {
    this.path = path;
    this.name = name;
    this.encoding = encoding;
    this.dialect = dialect;
  }

  static CsvTable open(Path path, String name, Encoding encoding) throws IOException {
    char[] head = new char[HEAD];
    int length = 0;
    try (Reader reader = encoding.reader(path)) {
      for (int read = 0; read >= 0 && length < HEAD; length += Math.max(read, 0)) {
        read = reader.read(head, length, HEAD - length);
      }
    }
    Dialect dialect = Dialect.of(new String(head, 0, length), length < HEAD);
    return new CsvTable(path, name, encoding, dialect);
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
  public void read(RowSink sink) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(dialect.delimiter())
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .get();
    try (RecordReader reader = new RecordReader(encoding.reader(path));
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      while (hasNext(records)) {
        CSVRecord record = records.next();
        reader.length = 0;
        long number = record.getRecordNumber();
        boolean isRow = number > 1 || !dialect.announced();
        if (isRow && !sink.row(number, Arrays.asList(record.values()))) {
          return;
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private boolean hasNext(Iterator<CSVRecord> records) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw failed(Objects.requireNonNull(e.getCause()));
    }
  }

  private Refusal failed(IOException e) {
    try (Reader reader = encoding.reader(path)) {
      return openQuote(reader, e);
    } catch (IOException again) {
      return ExportFile.failed(name, again);
    }
  }

  /** Finds the quote that Commons CSV missed the end of: it names the record's line, if any. */
  private Refusal openQuote(Reader reader, IOException e) throws IOException {
    Quotes quotes = new Quotes(dialect.delimiter());
    char[] chars = new char[HEAD];
    long length = 0;
    for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
      for (int i = 0; i < read && length <= LONGEST_RECORD; i++) {
        length = quotes.ends(chars[i]) ? 0 : length + 1;
      }
    }
    long line = quotes.openQuoteLine();
    if (line > 0) {
      return Refusal.input(
          name + " is cut off: the quote opened in line " + line + " is never closed",
          "download it again; if line " + line + " is whole, double the quote in it",
          e);
    }
    if (length > LONGEST_RECORD) {
      return Refusal.input(
          name + " holds a record of more than 16 million characters, up to line " + quotes.line(),
          "export it as CSV or .xlsx",
          e);
    }
    return ExportFile.failed(name, e);
  }

  /** Counts the characters of the record under way, and gives up on one that is no record. */
  private static final class RecordReader extends FilterReader {
    private long length;

    RecordReader(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] chars, int offset, int count) throws IOException {
      if (length > LONGEST_RECORD) {
        throw new IOException("a record of more than " + LONGEST_RECORD + " characters");
      }
      int read = super.read(chars, offset, count);
      length += Math.max(read, 0);
      return read;
    }
  }
}
