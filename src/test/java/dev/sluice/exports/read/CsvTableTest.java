package dev.sluice.exports.read;

import static dev.sluice.exports.read.Reading.numbered;
import static dev.sluice.exports.read.Reading.onlyTable;
import static dev.sluice.exports.read.Reading.open;
import static dev.sluice.exports.read.Reading.refusal;
import static dev.sluice.exports.read.Reading.rows;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String MARK = "\uFEFF";

  @TempDir Path folder;

  private List<List<String>> read(String text) {
    return rows(open(folder, text, UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndEndsARecordAndTheLastMayLackIt(String end) {
    assertThat(read("a,b" + end + "1,2" + end))
        .containsExactly(List.of("a", "b"), List.of("1", "2"));
    assertThat(read("a,b" + end + "1,2")).containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void quotedCellsHoldQuotesDelimitersAndLineEnds() {
    assertThat(read("\"a,\"\"x\"\"\",\"line 1\r\nline 2\n\"\n\"\",\" \"\n"))
        .containsExactly(List.of("a,\"x\"", "line 1\r\nline 2\n"), List.of("", " "));
  }

  @Test
  void blankRecordsKeepTheirNumber() {
    Table table = onlyTable(open(folder, "title\n\n\na,b\n\n1,2\n\n", UTF_8));

    assertThat(numbered(table))
        .containsEntry(1L, List.of("title"))
        .containsEntry(2L, List.of(""))
        .containsEntry(4L, List.of("a", "b"))
        .containsEntry(6L, List.of("1", "2"))
        .containsEntry(7L, List.of(""))
        .hasSize(7);
  }

  @Test
  void recordsOfAnyWidthAreGivenAsTheyAre() {
    assertThat(read("a,b,c\n1\n1,2,3,4\n,,\n"))
        .containsExactly(
            List.of("a", "b", "c"), List.of("1"), List.of("1", "2", "3", "4"), List.of("", "", ""));
  }

  @Test
  void whiteSpaceAndTabsAroundIdsAreKept() {
    assertThat(read("\"\t6917000000000000017\",583870900000000001\t, x \n"))
        .containsExactly(List.of("\t6917000000000000017", "583870900000000001\t", " x "));
  }

  @Test
  void aLoneQuoteWithinACellIsText() {
    assertThat(read("size,n\n10\" ring,1\n")).endsWith(List.of("10\" ring", "1"));
  }

  @Test
  void textAfterAClosingQuoteIsJoinedAsSpreadsheetsDo() {
    assertThat(read("a,b\n\"x\"y\"z\",1\n\"x\" ,2\n"))
        .endsWith(List.of("xy\"z\"", "1"), List.of("x ", "2"));
  }

  @Test
  void aFileCutWithinAQuotedCellIsRefusedWithTheLineOfTheQuote() {
    Table table =
        onlyTable(open(folder, "a,b\r\n\"one\r\ntwo\",\"x\"\r\n1,\"cut off\r\nhere", UTF_8));

    assertThat(refusal(() -> numbered(table)))
        .isEqualTo(
            "INPUT: orders.csv is cut off: the quote opened in line 4 is never closed"
                + " | download it again; if line 4 is whole, double the quote in it");
  }

  @Test
  void aQuoteThatIsNeverClosedDoesNotGatherTheFileInMemory() {
    String text = "a,b\n1,\"open\n" + "2,x\n".repeat(6_000_000);
    Table table = onlyTable(open(folder, text, UTF_8));

    assertThat(refusal(() -> numbered(table)))
        .startsWith("INPUT: orders.csv is cut off: the quote opened in line 2 is never closed");
  }

  @Test
  void aRecordWithoutEndIsRefused() {
    Table table = onlyTable(open(folder, "a,b\n" + "x".repeat(20_000_000), UTF_8));

    assertThat(refusal(() -> numbered(table)))
        .startsWith("INPUT: orders.csv holds a record of more than 16 million bytes, up to line 2");
  }

  @Test
  void theLineThatAnnouncesTheSeparatorIsHonouredAndIsNoRow() {
    Table table = onlyTable(open(folder, MARK + "sep=;\r\na;b,c\r\n1;2,5\r\n", UTF_8));

    assertThat(numbered(table)).hasToString("{2=[a, b,c], 3=[1, 2,5]}");
  }

  @Test
  void aRefusalOfTheSinkPassesThrough() {
    Table table = onlyTable(open(folder, "a,b\n", UTF_8));
    UncheckedIOException own = new UncheckedIOException(new IOException("own"));

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    table.read(
                        (number, cells) -> {
                          throw own;
                        })))
        .isSameAs(own);
  }

  @TestFactory
  Stream<DynamicTest> realExportsReadTheSameInEveryEncodingAndDialect() throws IOException {
    Path samples = Path.of("..", "shared", "exports", "samples");
    Assumptions.assumeTrue(Files.isDirectory(samples));
    try (Stream<Path> files = Files.walk(samples)) {
      List<Path> exports = files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
      assertThat(exports).isNotEmpty();
      return exports.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> same(file)));
    }
  }

  private void same(Path file) {
    List<List<String>> rows = rows(ExportFile.open(file, file.toString()));
    assertThat(rows).isNotEmpty();

    assertThat(rows(open(folder, print(rows, ',', "\n"), GB18030))).isEqualTo(rows);
    assertThat(rows(open(folder, MARK + print(rows, ',', "\r\n"), UTF_8))).isEqualTo(rows);
    assertThat(rows(open(folder, MARK + print(rows, '\t', "\r\n"), UTF_16LE))).isEqualTo(rows);
    assertThat(rows(open(folder, print(rows, ';', "\r"), UTF_8))).isEqualTo(rows);
  }

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(60);
  }

  /** The seed is the name of the case. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsPrintedIsReadBack(long seed) {
    Random random = new Random(seed);
    char delimiter = ",\t;|".charAt(random.nextInt(4));
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    int width = 2 + random.nextInt(6);
    List<List<String>> rows = new ArrayList<>();
    // A header without traps decides the dialect, as in real exports.
    rows.add(Stream.iterate(1, i -> i + 1).limit(width).map(i -> "栏" + i).toList());
    for (int i = 0; i < 200; i++) {
      rows.add(Stream.generate(() -> cell(random)).limit(width).toList());
    }
    Charset charset = List.of(UTF_8, GB18030, UTF_16LE).get(random.nextInt(3));
    String mark = charset.equals(UTF_16LE) ? MARK : "";

    ExportFile file = open(folder, mark + print(rows, delimiter, end), charset);

    assertThat(rows(file)).isEqualTo(rows);
  }

  private static String cell(Random random) {
    StringBuilder cell = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      cell.append(
          List.of("\"", ",", "\t", ";", "|", "\n", "\r\n", " ", "x", "7", "订单", "商品", "😀")
              .get(random.nextInt(13)));
    }
    return cell.toString();
  }

  private static String print(List<List<String>> rows, char delimiter, String end) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setRecordSeparator(end)
            .setQuoteMode(QuoteMode.MINIMAL)
            .get();
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      printer.printRecords(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
