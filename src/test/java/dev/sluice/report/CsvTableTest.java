package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static dev.sluice.report.Written.section;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void the_first_section_is_the_table_and_its_rows_are_flat() {
    Section first =
        section(
                List.of(
                    Column.text("group"),
                    Column.rate("rate.from_first"),
                    Column.money("gmv"),
                    Column.instant("sold_out_at"),
                    Column.date("day"),
                    Column.flag("paid"),
                    Column.texts("missing"),
                    Column.rates("ci95")),
                row(
                    "a",
                    decimal("0.055100"),
                    decimal("7920.50"),
                    OffsetDateTime.parse("2026-03-21T19:15:00+08:00"),
                    LocalDate.parse("2026-03-21"),
                    false,
                    List.of("x", "y"),
                    Arrays.asList(decimal("0.1"), null)),
                row("a", null, null, null, null, null, null, null))
            .shaped(new Section.Shape.Nested(1, "steps"));
    Section second = Section.single("totals", List.of(Column.count("n")), row(1L));

    Answer answer =
        Answer.of("funnel", first, second)
            .withFact(Column.id("basis"), "pv")
            .withNotes(List.of("a note"));

    assertThat(Written.as(Format.CSV, answer))
        .isEqualTo(
            """
            group,rate.from_first,gmv,sold_out_at,day,paid,missing,ci95
            a,0.0551,7920.50,2026-03-21T19:15:00+08:00,2026-03-21,false,x; y,"0.1; "
            a,,,,,,,
            """);
  }

  @Test
  void without_sections_the_facts_are_one_row() {
    Answer answer =
        Answer.of("doctor").withFact(Column.id("java"), "17").withFact(Column.count("files"), null);

    assertThat(Written.as(Format.CSV, answer)).isEqualTo("java,files\n17,\n");
  }

  @Test
  void zero_rows_are_the_header_alone() {
    Answer answer = Answer.of("sql", section(List.of(Column.count("n"), Column.text("name"))));

    assertThat(Written.as(Format.CSV, answer)).isEqualTo("n,name\n");
  }

  @Test
  void texts_that_a_spreadsheet_would_run_get_an_apostrophe_but_numbers_and_ids_do_not() {
    Answer answer =
        Answer.of(
            "sql",
            section(
                List.of(
                    Column.text("name"),
                    Column.id("id"),
                    Column.number("change"),
                    Column.texts("tags")),
                row("=HYPERLINK(1)", "-7", decimal("-0.5"), List.of("@all", "b")),
                row("+1", "=a", decimal("1"), List.of()),
                row("-x", "a", decimal("1"), null),
                row("\tx", "a", decimal("1"), null),
                row("a=b", "a", decimal("1"), null)));

    assertThat(Written.as(Format.CSV, answer))
        .isEqualTo(
            """
            name,id,change,tags
            '=HYPERLINK(1),-7,-0.5,'@all; b
            '+1,=a,1,
            '-x,a,1,
            '\tx,a,1,
            a=b,a,1,
            """);
  }

  @Test
  void another_reader_gets_back_what_was_written() throws IOException {
    List<String> nasty =
        List.of("a,b", "a\"b", "two\nlines", " padded ", "直播间，成交", "ไทย", "😀", "#1", "", "\\N");
    Section section =
        Section.rows(
            "rows",
            List.of(Column.count("n"), Column.id("text")),
            nasty.stream().map(text -> row(1L, text)).toList());

    String csv = Written.as(Format.CSV, Answer.of("sql", section));

    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = format.parse(new StringReader(csv))) {
      List<CSVRecord> records = parser.getRecords();
      assertThat(records).allMatch(CSVRecord::isConsistent);
      assertThat(records).extracting(record -> record.get("text")).isEqualTo(nasty);
    }
    assertThat(csv).doesNotContain("\r");
  }
}
