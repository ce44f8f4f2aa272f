package dev.sluice.exports.read;

import static dev.sluice.exports.read.Reading.numbered;
import static dev.sluice.exports.read.Reading.onlyTable;
import static dev.sluice.exports.read.Reading.open;
import static dev.sluice.exports.read.Reading.refusal;
import static dev.sluice.exports.read.Reading.rows;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTableTest {
  @TempDir Path folder;

  private static HandMadeWorkbook workbook() {
    return new HandMadeWorkbook();
  }

  private List<List<String>> read(HandMadeWorkbook workbook) {
    return rows(open(folder, workbook.bytes()));
  }

  /** The texts of the only row. */
  private List<String> row(HandMadeWorkbook workbook) {
    List<List<String>> rows = read(workbook);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void aWorkbookThatALibraryWroteIsReadCellByCell() throws IOException {
    byte[] bytes =
        written(
            sheet -> {
              sheet.value(0, 0, "主订单编号");
              sheet.value(0, 1, "订单提交时间");
              sheet.value(0, 2, "金额");
              sheet.value(1, 0, "6917000000000000017");
              sheet.value(1, 1, LocalDateTime.of(2026, 9, 22, 0, 54, 10));
              sheet.style(1, 1).format("yyyy-MM-dd HH:mm:ss").set();
              sheet.value(1, 2, 28.9);
              sheet.value(1, 3, true);
              sheet.inlineString(1, 4, "a\tb\nc");
              sheet.value(2, 1, LocalDate.of(2026, 9, 22));
              sheet.style(2, 1).format("yyyy/m/d").set();
              sheet.value(2, 2, 5);
              sheet.formula(2, 3, "C3*2");
            });
    ExportFile file = open(folder, bytes);

    assertThat(onlyTable(file).encoding()).isEqualTo("XLSX");
    assertThat(onlyTable(file).sheet()).isEqualTo("订单");
    assertThat(rows(file))
        .containsExactly(
            List.of("主订单编号", "订单提交时间", "金额"),
            List.of("6917000000000000017", "2026-09-22 00:54:10", "28.9", "TRUE", "a\tb\nc"),
            Arrays.asList(null, "2026-09-22", "5"));
  }

  @Test
  void visibleSheetsThatHoldAnythingAreTheTablesInOrder() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      workbook.newWorksheet("empty");
      workbook.newWorksheet("second").value(2, 3, "b");
      Worksheet hidden = workbook.newWorksheet("hidden");
      hidden.value(0, 0, "x");
      hidden.setVisibilityState(VisibilityState.HIDDEN);
      Worksheet deep = workbook.newWorksheet("very hidden");
      deep.value(0, 0, "x");
      deep.setVisibilityState(VisibilityState.VERY_HIDDEN);
      workbook.newWorksheet("blank").value(0, 0, " ");
      workbook.newWorksheet("first").value(0, 0, "a");
    }

    List<Table> tables = open(folder, bytes.toByteArray()).tables();

    assertThat(tables).extracting(Table::sheet).containsExactly("second", "first");
    assertThat(numbered(tables.get(0))).hasToString("{3=[null, null, null, b]}");
    assertThat(rows(tables.get(1))).containsExactly(List.of("a"));
  }

  @Test
  void aWorkbookWithNothingToSeeIsRefused() throws IOException {
    byte[] bytes = written(sheet -> {});

    assertThat(refusal(() -> open(folder, bytes)))
        .isEqualTo(
            "INPUT: orders.csv has no visible sheet that holds anything"
                + " | show the sheet, or download again");
  }

  @Test
  void rowsKeepTheNumbersTheyHaveInTheSheet() {
    HandMadeWorkbook workbook =
        workbook()
            .sheet(
                "s",
                """
                <row r="2"><c r="B2"><v>1</v></c></row>
                <row r="4"/>
                <row r="5"><c r="A5" s="0"/><c r="D5" t="b"><v>0</v></c><c r="E5"/></row>
                """);

    assertThat(numbered(onlyTable(open(folder, workbook.bytes()))))
        .hasToString("{2=[null, 1], 4=[], 5=[null, null, null, FALSE]}");
  }

  @Test
  void rowsAndCellsWithoutAnAddressFollowTheOneBefore() {
    HandMadeWorkbook workbook =
        workbook()
            .sheet(
                "s",
                """
                <row><c><v>1</v></c><c><v>2</v></c></row>
                <row><c><v>3</v></c></row>
                <row r="7"><c r="A7"><v>4</v></c></row>
                <row><c><v>5</v></c></row>
                """);

    assertThat(numbered(onlyTable(open(folder, workbook.bytes()))))
        .hasToString("{1=[1, 2], 2=[3], 7=[4], 8=[5]}");
  }

  @Test
  void stringsOfEveryKindAreTheirText() {
    HandMadeWorkbook workbook =
        workbook()
            .strings(
                """
                <si><t xml:space="preserve"> plain </t></si>
                <si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>
                <si><t>商品</t><rPh sb="0" eb="1"><t>ruby</t></rPh></si>
                <si><t>a_x000D_&#10;b_x005F_x0041_</t></si>
                <si><t/></si>
                """)
            .sheet(
                "s",
                """
                <row r="1">
                  <c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
                  <c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c>
                  <c r="E1" t="s"><v>4</v></c>
                  <c r="F1" t="inlineStr"><is><t>in&lt;line&gt;</t></is></c>
                  <c r="G1" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r></is></c>
                  <c r="H1" t="str"><f>A1</f><v>cached</v></c>
                  <c r="I1" t="str"><f>""</f><v></v></c>
                  <c r="J1" t="e"><v>#N/A</v></c>
                  <c r="K1" t="e"><f>1/0</f><v>#DIV/0!</v></c>
                  <c r="L1" t="b"><f>A1=B1</f><v>1</v></c>
                </row>
                """);

    assertThat(row(workbook))
        .containsExactly(
            " plain ",
            "rich text",
            "商品",
            "a\r\nb_x0041_",
            "",
            "in<line>",
            "rich",
            "cached",
            null,
            "#N/A",
            "#DIV/0!",
            "TRUE");
  }

  @Test
  void numbersAreWrittenOutUnlessTheyLostDigits() {
    HandMadeWorkbook workbook =
        workbook()
            .sheet(
                "s",
                """
                <row r="1">
                  <c r="A1"><v>5.0</v></c><c r="B1"><v>1.1000000000000001</v></c>
                  <c r="C1"><v>5.0000000000000002E-5</v></c><c r="D1"><v>1.5E3</v></c>
                  <c r="E1"><v>1.23E+18</v></c><c r="F1"><v>6917000000000000017</v></c>
                  <c r="G1"><v>-0.10</v></c><c r="H1"><v>NaN</v></c>
                  <c r="I1"><f>A1*2</f><v>10</v></c><c r="J1"><v>1e-999999999</v></c>
                </row>
                """);

    assertThat(row(workbook))
        .containsExactly(
            "5",
            "1.1",
            "0.00005",
            "1500",
            "1.23E+18",
            "6917000000000000017",
            "-0.1",
            "NaN",
            "10",
            "1e-999999999");
  }

  @Test
  void datesAreWrittenAsTheirFormatMeansThem() {
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put("14", "");
    formats.put("22", "");
    formats.put("31", "");
    formats.put("33", "");
    formats.put("46", "");
    formats.put("164", "yyyy\\-mm\\-dd\\ hh:mm:ss");
    formats.put("165", "yyyy/m/d h:mm:ss.000");
    formats.put("166", "0.00&quot;days&quot;");
    formats.put("167", "[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@");
    String cells = "";
    int column = 0;
    for (int style = 1; style <= 9; style++) {
      for (String value : List.of("46287", "46287.037615741", "1.0625", "0.5")) {
        String address = org.dhatim.fastexcel.reader.CellAddress.convertNumToColString(column++);
        cells += "<c r=\"" + address + "1\" s=\"" + style + "\"><v>" + value + "</v></c>";
      }
    }

    List<String> row =
        row(workbook().formats(formats).sheet("s", "<row r=\"1\">" + cells + "</row>"));

    String day = "2026-09-22";
    String second = "2026-09-22 00:54:10";
    String old = "1900-01-01 01:30:00";
    assertThat(row)
        .containsExactly(
            day,
            second,
            old,
            "0.5",
            day + " 00:00:00",
            second,
            old,
            "0.5",
            day,
            second,
            old,
            "0.5",
            day + " 00:00:00",
            second,
            "25:30:00",
            "12:00:00",
            day + " 00:00:00",
            second,
            "25:30:00",
            "12:00:00",
            day + " 00:00:00",
            second,
            old,
            "0.5",
            day + " 00:00:00.000",
            second + ".000",
            old + ".000",
            "0.5",
            "46287",
            "46287.037615741",
            "1.0625",
            "0.5",
            day,
            second,
            old,
            "0.5");
  }

  @Test
  void daysCountFrom1904WhereTheWorkbookSaysSo() {
    HandMadeWorkbook workbook =
        workbook()
            .since1904()
            .formats(Map.of("14", ""))
            .sheet("s", "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44825</v></c></row>");

    assertThat(row(workbook)).containsExactly("2026-09-22");
  }

  @Test
  void aNumberThatCanBeNoDayStaysANumber() {
    HandMadeWorkbook workbook =
        workbook()
            .formats(Map.of("14", ""))
            .sheet(
                "s",
                """
                <row r="1"><c r="A1" s="1"><v>6917000000000000017</v></c>
                <c r="B1" s="1"><v>-1</v></c><c r="C1" s="1"><v>0</v></c>
                <c r="D1" s="1"><v>2958465</v></c><c r="E1" s="99"><v>1</v></c></row>
                """);

    assertThat(row(workbook)).containsExactly("6917000000000000017", "-1", "0", "9999-12-31", "1");
  }

  @Test
  void aWorkbookWithoutStylesIsRead() {
    HandMadeWorkbook workbook =
        workbook()
            .withoutStyles()
            .sheet("s", "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>7</v></c></row>");

    assertThat(row(workbook)).containsExactly("7");
  }

  @Test
  void ofMergedCellsOnlyTheFirstHoldsTheText() throws IOException {
    byte[] bytes =
        written(
            sheet -> {
              sheet.value(0, 0, "title");
              sheet.range(0, 0, 0, 2).merge();
              sheet.value(0, 3, "end");
            });

    assertThat(rows(open(folder, bytes)))
        .containsExactly(Arrays.asList("title", null, null, "end"));
  }

  @Test
  void anEntityReachesNoFileAndNoText() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "TOP-SECRET");
    String doctype =
        "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"" + secret.toUri() + "\"><!ENTITY y \"YES\">]>";
    HandMadeWorkbook workbook =
        workbook()
            .prologue(doctype)
            .sheet(
                "s",
                """
                <row r="1"><c r="A1" t="inlineStr"><is><t>a&x;b&y;</t></is></c></row>
                """);

    String outcome =
        refusal(
            () -> {
              List<List<String>> rows = read(workbook);
              assertThat(rows.toString()).doesNotContain("TOP-SECRET", "YES");
            });

    assertThat(outcome).startsWith("INPUT: orders.csv: sheet 's' cannot be read after row 0");
  }

  @Test
  void aDoctypeAloneIsSkipped() {
    HandMadeWorkbook workbook =
        workbook()
            .prologue("<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/none.dtd\">")
            .sheet("s", "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>");

    assertThat(row(workbook)).containsExactly("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r=\"2\"><c r=\"A2\"><v>1</v></row>",
        "<row r=\"2\"><c r=\"A2\" t=\"d\"><v>2026-09-22</v></c></row>",
        "<row r=\"2\"><c r=\"A2\" s=\"x\"><v>1</v></c></row>",
        "<row r=\"2\"><c r=\"2\"><v>1</v></c></row>",
        "<row r=\"two\"><c><v>1</v></c></row>",
        "<row r=\"2\"><c r=\"A2\"><v>1"
      })
  void aDamagedSheetIsRefusedWithTheRowItWasReadTo(String second) {
    String first = "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>";
    Table table = onlyTable(open(folder, workbook().sheet("订单", first + second).bytes()));

    assertThat(refusal(() -> numbered(table)))
        .isEqualTo(
            "INPUT: orders.csv: sheet '订单' cannot be read after row 1"
                + " | download it again; if a spreadsheet program can open it, save it there as CSV");
  }

  @Test
  void aFormatWithoutANumberIsDamage() {
    HandMadeWorkbook workbook =
        workbook()
            .formats(Map.of("x", ""))
            .sheet("s", "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>7</v></c></row>");

    assertThat(refusal(() -> read(workbook)))
        .startsWith("INPUT: orders.csv: sheet 's' cannot be read after row 0");
  }

  @Test
  void aSheetThatIsNotInTheFileIsDamage() {
    byte[] bytes = workbook().sheet("s", "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>").bytes();
    String lost = new String(bytes, ISO_8859_1);
    byte[] renamed = lost.replace("worksheets/sheet1", "worksheets/sheet9").getBytes(ISO_8859_1);

    assertThat(refusal(() -> open(folder, renamed)))
        .startsWith("INPUT: orders.csv: sheet 's' cannot be read | download it again");
  }

  @Test
  void aWorkbookCutAnywhereIsRefusedAndNeverReadInPart() throws IOException {
    Random random = new Random(7);
    byte[] bytes =
        written(
            sheet -> {
              for (int i = 0; i < 3_000; i++) {
                sheet.value(i, 0, "id-" + random.nextLong());
                sheet.value(i, 1, random.nextInt());
              }
            });
    for (int length = 5; length < bytes.length; length += bytes.length / 40) {
      byte[] cut = Arrays.copyOf(bytes, length);

      assertThat(refusal(() -> rows(open(folder, cut))))
          .as("cut to %s of %s bytes", length, bytes.length)
          .isEqualTo("INPUT: orders.csv is cut off or damaged | download it again");
    }
  }

  @Test
  void aWorkbookWithAWrongByteIsRefusedOrReadsTheSame() throws IOException {
    Random random = new Random(11);
    byte[] bytes =
        written(
            sheet -> {
              for (int i = 0; i < 300; i++) {
                sheet.value(i, 0, "id-" + random.nextLong());
                sheet.value(i, 1, random.nextInt());
              }
            });
    // A wrong letter in the directory of the zip would be another part's name, not a wrong cell.
    int directory = new String(bytes, ISO_8859_1).indexOf("PK\u0001\u0002");
    List<List<String>> whole = rows(open(folder, bytes));
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      int place = 4 + random.nextInt(directory - 4);
      damaged[place] = (byte) (damaged[place] + 1 + random.nextInt(255));
      String outcome =
          refusal(
              () -> assertThat(rows(open(folder, damaged))).as("byte %s", place).isEqualTo(whole));
      refused += outcome.startsWith("INPUT") ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(250);
  }

  @Test
  void manyRowsStream() throws IOException {
    byte[] bytes =
        written(
            sheet -> {
              for (int i = 0; i < 50_000; i++) {
                sheet.value(i, 0, i);
                sheet.value(i, 1, "商品" + i % 100);
              }
            });

    SortedMap<Long, List<String>> rows = numbered(onlyTable(open(folder, bytes)));

    assertThat(rows).hasSize(50_000).containsEntry(50_000L, List.of("49999", "商品99"));
  }

  @FunctionalInterface
  private interface Content {
    void write(Worksheet sheet);
  }

  private static byte[] written(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      content.write(workbook.newWorksheet("订单"));
    }
    return bytes.toByteArray();
  }
}
