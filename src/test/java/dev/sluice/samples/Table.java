package dev.sluice.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A file in the making: lines above the header, the header, rows. */
final class Table {
  private final List<String> header;
  private final List<List<Object>> above = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  Table(List<String> header) {
    this.header = header;
  }

  /** A table under the header of that name in {@code headers.txt}. */
  static Table of(String report) {
    try (InputStream in = Table.class.getResourceAsStream("headers.txt")) {
      String start = report + ": ";
      String line =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(l -> l.startsWith(start))
              .findFirst()
              .orElseThrow();
      return new Table(List.of(line.substring(start.length()).split(",", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> header() {
    return header;
  }

  /** A line above the header, and the blank one that follows it. */
  Table under(String line) {
    above.add(List.of(line));
    above.add(List.of());
    return this;
  }

  Row row() {
    Row row = new Row();
    rows.add(row);
    return row;
  }

  /** A row, filled in the order of the header or by name; what is not set stays empty. */
  final class Row {
    private final Object[] cells = new Object[header.size()];
    private int next;

    Row add(Object... values) {
      for (Object value : values) {
        cells[next++] = value;
      }
      return this;
    }

    Row set(String column, Object value) {
      cells[Objects.checkIndex(header.indexOf(column), cells.length)] = value;
      return this;
    }
  }

  private List<List<Object>> lines() {
    List<List<Object>> lines = new ArrayList<>(above);
    lines.add(List.copyOf(header));
    for (Row row : rows) {
      if (row.next != 0 && row.next != header.size()) {
        throw new IllegalStateException(row.next + " cells under " + header);
      }
      lines.add(Arrays.asList(row.cells));
    }
    return lines;
  }

  /** Lines end in LF and are all as wide as the header; a cell with a tab at its end is quoted. */
  String csv() {
    StringBuilder text = new StringBuilder();
    for (List<Object> line : lines()) {
      for (int n = 0; n < header.size(); n++) {
        text.append(n == 0 ? "" : ",").append(n < line.size() ? quoted(line.get(n)) : "");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String quoted(Object cell) {
    String text = Objects.toString(cell, "");
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\t');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A workbook of one sheet, its numbers as numbers; the same bytes at any hour. */
  byte[] xlsx(String sheet) {
    List<List<Object>> lines = lines();
    try {
      Path file = Files.createTempFile("sample", ".xlsx");
      try (Workbook workbook = new Workbook(Files.newOutputStream(file), "Sluice", "1.0")) {
        Worksheet worksheet = workbook.newWorksheet(sheet);
        for (int r = 0; r < lines.size(); r++) {
          for (int c = 0; c < lines.get(r).size(); c++) {
            Object cell = lines.get(r).get(c);
            if (cell instanceof Number number) {
              worksheet.value(r, c, number);
            } else if (cell != null && !cell.equals("")) {
              worksheet.value(r, c, cell.toString());
            }
          }
        }
      }
      byte[] workbook = withoutTheHour(file);
      Files.delete(file);
      return workbook;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The writer stamps the workbook with the time of day. */
  private static byte[] withoutTheHour(Path workbook) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipFile in = new ZipFile(workbook.toFile());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(LocalDateTime.of(2026, 11, 16, 0, 0));
        zip.putNextEntry(copy);
        byte[] part = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("docProps/core.xml")) {
          String xml = new String(part, UTF_8);
          part = xml.replaceAll("(W3CDTF\">)[^<]*", "$1" + World.AS_OF).getBytes(UTF_8);
        }
        zip.write(part);
      }
    }
    return out.toByteArray();
  }

  // How the platforms write a number.

  static String money(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  static String dollars(BigDecimal amount) {
    return String.format(Locale.ROOT, "$%,.2f", amount);
  }

  /** {@code part} over {@code whole} to so many decimals, 0 over nothing. */
  static BigDecimal ratio(BigDecimal part, long whole, int decimals) {
    return whole == 0
        ? BigDecimal.ZERO
        : part.divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
  }

  static BigDecimal ratio(long part, long whole, int decimals) {
    return ratio(BigDecimal.valueOf(part), whole, decimals);
  }

  /** {@code 4.38247%}, or empty over nothing. */
  static String percent(long part, long whole) {
    return whole == 0 ? "" : plain(ratio(100 * part, whole, 6)) + "%";
  }

  /** So many an hour, to the digits of a double. */
  static BigDecimal perHour(BigDecimal amount, long seconds) {
    BigDecimal hours = BigDecimal.valueOf(seconds);
    return plain(amount.multiply(BigDecimal.valueOf(3600)).divide(hours, MathContext.DECIMAL64));
  }

  /** Without trailing zeros and without an exponent. */
  static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(number.stripTrailingZeros().toPlainString());
  }
}
