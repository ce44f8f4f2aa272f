package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

class SpreadsheetTest {
  private static final Answer ANSWER =
      Answer.of(
              "review",
              Section.rows(
                  "products",
                  List.of(
                      Column.id("key"),
                      Column.text("name"),
                      Column.count("units_sold"),
                      Column.rate("sell_through"),
                      Column.instant("sold_out_at"),
                      Column.money("gmv"),
                      Column.text("currency")),
                  List.of(
                      row(
                          "7655250714257340453",
                          "=cmd()",
                          1080L,
                          decimal("0.125"),
                          OffsetDateTime.parse("2026-11-11T20:15:00+08:00"),
                          decimal("7920.50"),
                          "CNY"),
                      row("0012", "Cap", 0L, null, null, null, "CNY"))),
              Section.rows("a/name:that [Excel] would not take at all", List.of(), List.of()))
          .withFact(Column.id("broadcast"), "7301")
          .withNotes(List.of("A note."));

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Report.write(ANSWER, Format.XLSX, Layout.plain(), out);
    return out.toByteArray();
  }

  @Test
  void idsAreTextAndNumbersAreNumbersWithTheirFormats() throws IOException {
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(written()), new ReadingOptions(true, true))) {
      List<Row> rows = workbook.getFirstSheet().read();

      assertThat(rows.get(0).stream().map(Cell::getText).toList())
          .containsExactly("key", "name", "units sold", "sell through", "sold out at", "gmv CNY");
      Row first = rows.get(1);
      assertThat(first.getCell(0).getType()).isEqualTo(CellType.STRING);
      assertThat(first.getCell(0).getText()).isEqualTo("7655250714257340453");
      assertThat(first.getCell(1).getType()).isEqualTo(CellType.STRING);
      assertThat(first.getCell(1).getText()).isEqualTo("=cmd()");
      assertThat(first.getCell(2).asNumber()).isEqualByComparingTo(BigDecimal.valueOf(1080));
      assertThat(first.getCell(2).getDataFormatString()).isEqualTo("#,##0");
      assertThat(first.getCell(3).asNumber()).isEqualByComparingTo("0.125");
      assertThat(first.getCell(3).getDataFormatString()).isEqualTo("0.00%");
      assertThat(first.getCell(4).asDate()).isEqualTo(LocalDateTime.of(2026, 11, 11, 20, 15));
      assertThat(first.getCell(5).asNumber()).isEqualByComparingTo("7920.50");
      assertThat(first.getCell(5).getDataFormatString()).isEqualTo("#,##0.00");
      Row second = rows.get(2);
      assertThat(second.getCell(0).getText()).isEqualTo("0012");
      assertThat(second.getOptionalCell(3)).as("what is missing is empty").isEmpty();
    }
  }

  @Test
  void sheetsAreNamedForTheirSections() throws IOException {
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(written()))) {
      assertThat(workbook.getSheets().map(sheet -> sheet.getName()).toList())
          .containsExactly("products", "a name that  Excel  would not t", "notes");
    }
  }

  @Test
  void theSameAnswerGivesTheSameBytes() throws IOException {
    assertThat(written()).isEqualTo(written());
  }
}
