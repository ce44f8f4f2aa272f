package dev.sluice.exports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A file of a report's shape, and its twins, which say the same with other columns' order or bytes.
 *
 * @param path where it lies
 * @param rows its cells
 */
record Fixture(Path path, List<List<String>> rows) {
  // 82.500 is a text: as a number it would be 82.5, and it may mean thousands.
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,8})(\\.[0-9]{0,5}[1-9])?");

  static Fixture read(Path path) {
    try {
      List<List<String>> rows = new ArrayList<>();
      CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
      for (CSVRecord record : format.parse(Files.newBufferedReader(path))) {
        rows.add(Arrays.asList(record.values()));
      }
      return new Fixture(path, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name without its ending. */
  String name() {
    String file = path.getFileName().toString();
    return file.substring(0, file.indexOf(workbook() ? ".xlsx.csv" : ".csv"));
  }

  String report() {
    return name().split("@", 2)[0];
  }

  /** The name under which it is imported. */
  String fileName() {
    return name() + (workbook() ? ".xlsx" : ".csv");
  }

  /** What it loads. */
  Path facts() {
    return path.resolveSibling(name() + ".facts");
  }

  private boolean workbook() {
    return path.toString().endsWith(".xlsx.csv");
  }

  byte[] asItIs() throws IOException {
    return workbook() ? xlsx(rows) : Files.readAllBytes(path);
  }

  /** Another way to say the same. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Twin(String what, byte[] bytes) {}

  List<Twin> twins(ReportSpec report, int headerRow) throws IOException {
    List<List<String>> twin = report.grouped() ? rows : shuffled(headerRow);
    boolean namesAreFree = report.evidence() != ReportSpec.Evidence.OWN;
    if (namesAreFree) {
      twin = fullWidth(report.rest() == null ? widened(twin, headerRow) : twin, headerRow);
    }
    List<Twin> twins = new ArrayList<>();
    twins.add(
        new Twin(
            "shuffled, full width, BOM, CRLF",
            text("\uFEFF", ",", "\r\n", StandardCharsets.UTF_8, twin)));
    twins.add(
        new Twin(
            "UTF-16LE with tabs", text("\uFEFF", "\t", "\r\n", StandardCharsets.UTF_16LE, rows)));
    twins.add(new Twin("GB18030", text("", ",", "\n", Charset.forName("GB18030"), rows)));
    if (workbook()) {
      twins.add(new Twin("shuffled workbook", xlsx(twin)));
    }
    return twins;
  }

  /** Columns in another order, those of the same name as they stood to each other. */
  private List<List<String>> shuffled(int headerRow) {
    List<String> header = rows.get(headerRow - 1);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(header.size()));
    Map<String, List<Integer>> places = new HashMap<>();
    order.forEach(i -> places.computeIfAbsent(header.get(i), name -> new ArrayList<>()).add(i));
    places.values().forEach(Collections::sort);
    order.replaceAll(i -> places.get(header.get(i)).remove(0));
    List<List<String>> shuffled = new ArrayList<>(rows.subList(0, headerRow - 1));
    for (List<String> row : rows.subList(headerRow - 1, rows.size())) {
      // A footer or comment of one cell stays where it is.
      shuffled.add(row.size() < header.size() ? row : order.stream().map(row::get).toList());
    }
    return shuffled;
  }

  /** With a column that no report knows. */
  private static List<List<String>> widened(List<List<String>> rows, int headerRow) {
    int width = rows.get(headerRow - 1).size();
    List<List<String>> widened = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = new ArrayList<>(rows.get(i));
      if (i >= headerRow - 1 && row.size() == width) {
        row.add(i == headerRow - 1 ? "A column of tomorrow" : "new");
      }
      widened.add(row);
    }
    return widened;
  }

  private static List<List<String>> fullWidth(List<List<String>> rows, int headerRow) {
    List<List<String>> wide = new ArrayList<>(rows);
    wide.set(headerRow - 1, rows.get(headerRow - 1).stream().map(Fixture::fullWidth).toList());
    return wide;
  }

  private static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      wide.append(c == ' ' ? '\u3000' : c > ' ' && c <= '~' ? (char) (c + 0xFEE0) : c);
    }
    return wide.toString();
  }

  private static byte[] text(
      String mark, String delimiter, String end, Charset charset, List<List<String>> rows)
      throws IOException {
    StringBuilder text = new StringBuilder(mark);
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setRecordSeparator(end).get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      printer.printRecords(rows);
    }
    return text.toString().getBytes(charset);
  }

  /** A workbook whose first sheet is another one; numbers are numbers, as platforms write them. */
  private static byte[] xlsx(List<List<String>> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "Fixture", "1.0")) {
      workbook.newWorksheet("About").value(0, 0, "How these numbers are counted");
      Worksheet sheet = workbook.newWorksheet("Data");
      for (int r = 0; r < rows.size(); r++) {
        for (int c = 0; c < rows.get(r).size(); c++) {
          write(sheet, r, c, rows.get(r).get(c));
        }
      }
    }
    return out.toByteArray();
  }

  private static void write(Worksheet sheet, int row, int column, @Nullable String cell) {
    if (cell == null || cell.isEmpty()) {
      return;
    }
    if (NUMBER.matcher(cell).matches()) {
      sheet.value(row, column, Double.valueOf(cell));
    } else {
      sheet.value(row, column, cell);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
