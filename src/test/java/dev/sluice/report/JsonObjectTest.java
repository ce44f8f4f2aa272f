package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static dev.sluice.report.Written.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
  private static final JsonMapper READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Test
  void an_answer_is_schema_facts_sections_coverage_and_notes_in_this_order() {
    Answer answer =
        Answer.of(
                "sellthrough",
                section(
                    List.of(Column.id("key"), Column.money("gmv"), Column.id("currency")),
                    row("SKU-1", decimal("7920.50"), "CNY")),
                Section.single("totals", List.of(Column.count("units_sold")), row(80L)))
            .withFact(Column.id("base"), "allocated")
            .withFact(Column.id("maturity"), null)
            .withCoverage(
                new Answer.Coverage(
                    List.of("reach", "viewers"), List.of(new Answer.Part("impressions", 10, 12))))
            .withNotes(List.of("2 broadcasts have no stock", "a \"quoted\" note"));

    assertThat(Written.as(Format.JSON, answer))
        .isEqualTo(
            """
            {
              "schema": "sluice.sellthrough/1",
              "base": "allocated",
              "maturity": null,
              "rows": [
                {
                  "key": "SKU-1",
                  "gmv": "7920.50",
                  "currency": "CNY"
                }
              ],
              "totals": {
                "units_sold": 80
              },
              "coverage": {
                "missing": ["reach", "viewers"],
                "parts": [
                  {
                    "column": "impressions",
                    "known": 10,
                    "of": 12
                  }
                ]
              },
              "notes": [
                "2 broadcasts have no stock",
                "a \\"quoted\\" note"
              ]
            }
            """);
  }

  @Test
  void notes_are_always_there_and_empty_lists_have_no_blanks() {
    Answer answer = Answer.of("sql", section(List.of(Column.count("n"))));

    assertThat(Written.as(Format.JSON, answer))
        .isEqualTo(
            """
            {
              "schema": "sluice.sql/1",
              "rows": [],
              "notes": []
            }
            """);
  }

  @Test
  void every_kind_is_read_back_as_what_it_is() throws IOException {
    JsonNode row =
        READER
            .readTree(
                Written.as(
                    Format.JSON,
                    Answer.of(
                        "kinds",
                        section(
                            List.of(
                                Column.text("text"),
                                Column.id("id"),
                                Column.count("count"),
                                Column.number("number"),
                                Column.rate("rate"),
                                Column.money("money"),
                                Column.instant("instant"),
                                Column.date("date"),
                                Column.flag("flag"),
                                Column.texts("texts"),
                                Column.rates("rates")),
                            row(
                                "直播\n\"间\" 😀",
                                "7345678901234567890",
                                Long.MAX_VALUE,
                                decimal("83.5000"),
                                decimal("0.05510000"),
                                decimal("1000.00"),
                                OffsetDateTime.parse("2026-03-21T19:15:00+08:00"),
                                LocalDate.parse("2026-03-21"),
                                true,
                                List.of("a", "b"),
                                Arrays.asList(decimal("0.10"), null, decimal("1.00")))))))
            .path("rows")
            .path(0);

    assertThat(row.path("text").textValue()).isEqualTo("直播\n\"间\" 😀");
    assertThat(row.path("id").textValue()).isEqualTo("7345678901234567890");
    assertThat(row.path("count").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(row.path("number").decimalValue()).isEqualTo(decimal("83.5"));
    assertThat(row.path("rate").decimalValue()).isEqualTo(decimal("0.0551"));
    assertThat(row.path("money").textValue()).isEqualTo("1000.00");
    assertThat(row.path("instant").textValue()).isEqualTo("2026-03-21T19:15:00+08:00");
    assertThat(row.path("date").textValue()).isEqualTo("2026-03-21");
    assertThat(row.path("flag").booleanValue()).isTrue();
    assertThat(row.path("texts")).hasToString("[\"a\",\"b\"]");
    assertThat(row.path("rates")).hasToString("[0.1,null,1]");
  }

  @Test
  void missing_is_null_whatever_the_kind() throws IOException {
    List<Column> columns =
        List.of(
            Column.text("a"),
            Column.count("b"),
            Column.money("c"),
            Column.instant("d"),
            Column.flag("e"),
            Column.texts("f"),
            Column.rates("g"));
    Answer answer =
        Answer.of("missing", section(columns, row(null, null, null, null, null, null, null)));

    JsonNode row = READER.readTree(Written.as(Format.JSON, answer)).path("rows").path(0);

    assertThat(row).hasSize(7).allMatch(JsonNode::isNull);
  }

  @Test
  void numbers_have_no_exponent_and_zero_stays_zero() {
    List<Column> columns =
        List.of(
            Column.number("large"),
            Column.number("small"),
            Column.rate("none"),
            Column.money("cents"));
    Answer answer =
        Answer.of(
            "numbers",
            section(
                columns,
                row(decimal("1E+12"), decimal("1E-9"), decimal("0.0000"), decimal("0.00"))));

    assertThat(Written.as(Format.JSON, answer))
        .contains("\"large\": 1000000000000,")
        .contains("\"small\": 0.000000001,")
        .contains("\"none\": 0,")
        .contains("\"cents\": \"0.00\"");
  }

  @Test
  void neighbouring_columns_with_one_prefix_share_an_object() {
    Answer answer =
        Answer.of(
            "import",
            section(
                List.of(
                    Column.text("file"),
                    Column.count("rows.read"),
                    Column.count("rows.loaded"),
                    Column.number("entrants.week.p10"),
                    Column.number("entrants.week.p90"),
                    Column.number("entrants.total"),
                    Column.sentence("reason")),
                row("a.csv", 3L, 2L, decimal("1"), decimal("9"), decimal("5"), null)));

    assertThat(Written.as(Format.JSON, answer))
        .isEqualTo(
            """
            {
              "schema": "sluice.import/1",
              "rows": [
                {
                  "file": "a.csv",
                  "rows": {
                    "read": 3,
                    "loaded": 2
                  },
                  "entrants": {
                    "week": {
                      "p10": 1,
                      "p90": 9
                    },
                    "total": 5
                  },
                  "reason": null
                }
              ],
              "notes": []
            }
            """);
  }

  @Test
  void facts_nest_like_columns() {
    Answer answer =
        Answer.of("attribution")
            .withFact(Column.count("unattributed.conversions"), 0L)
            .withFact(Column.money("unattributed.value"), decimal("0.00"));

    assertThat(Written.as(Format.JSON, answer))
        .isEqualTo(
            """
            {
              "schema": "sluice.attribution/1",
              "unattributed": {
                "conversions": 0,
                "value": "0.00"
              },
              "notes": []
            }
            """);
  }

  @Test
  void the_dot_of_an_sql_expression_is_no_nesting() {
    Answer answer =
        Answer.of(
            "sql",
            section(List.of(Column.count("sum(t.units)"), Column.count("1.5")), row(3L, 2L)));

    assertThat(Written.as(Format.JSON, answer)).contains("\"sum(t.units)\": 3", "\"1.5\": 2");
  }

  @Test
  void nested_rows_that_agree_in_their_keys_become_one_object() {
    Section section =
        section(
                List.of(
                    Column.text("group"),
                    Column.count("step"),
                    Column.rate("rate.from_first"),
                    Column.rates("ci95")),
                row("a", 1L, decimal("1.0"), null),
                row("a", 2L, decimal("0.25"), List.of(decimal("0.2"), decimal("0.3"))),
                row(null, 1L, decimal("1"), null),
                row("a", 1L, null, null))
            .shaped(new Section.Shape.Nested(1, "steps"));

    assertThat(Written.as(Format.JSON, Answer.of("funnel", section)))
        .isEqualTo(
            """
            {
              "schema": "sluice.funnel/1",
              "rows": [
                {
                  "group": "a",
                  "steps": [
                    {
                      "step": 1,
                      "rate": {
                        "from_first": 1
                      },
                      "ci95": null
                    },
                    {
                      "step": 2,
                      "rate": {
                        "from_first": 0.25
                      },
                      "ci95": [0.2, 0.3]
                    }
                  ]
                },
                {
                  "group": null,
                  "steps": [
                    {
                      "step": 1,
                      "rate": {
                        "from_first": 1
                      },
                      "ci95": null
                    }
                  ]
                },
                {
                  "group": "a",
                  "steps": [
                    {
                      "step": 1,
                      "rate": {
                        "from_first": null
                      },
                      "ci95": null
                    }
                  ]
                }
              ],
              "notes": []
            }
            """);
  }

  @Test
  void a_name_twice_is_refused_before_the_first_byte() {
    Answer answer =
        Answer.of("sql", section(List.of(Column.count("n"), Column.count("n")), row(1L, 2L)));
    StringWriter out = new StringWriter();

    assertThatThrownBy(() -> Report.write(answer, Format.JSON, Layout.plain(), out))
        .isInstanceOf(Refusal.class)
        .hasMessage("two columns of the answer are named n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_prefix_that_comes_back_is_refused_too() {
    Answer answer =
        Answer.of(
            "sql",
            section(
                List.of(Column.count("rows.read"), Column.count("n"), Column.count("rows.loaded")),
                row(1L, 2L, 3L)));

    assertThatThrownBy(() -> Written.as(Format.JSON, answer)).isInstanceOf(Refusal.class);
  }
}
