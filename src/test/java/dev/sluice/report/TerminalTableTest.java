package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static dev.sluice.report.Written.section;
import static dev.sluice.report.Written.width;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTableTest {
  private static final Layout CHINESE = new Layout(120, false, Layout.Language.ZH);

  @Test
  void facts_tables_coverage_and_notes() {
    Answer answer =
        Answer.of(
                "sellthrough",
                section(
                    List.of(
                        Column.text("name"),
                        Column.count("units_sold"),
                        Column.rate("sell_through"),
                        Column.money("gmv"),
                        Column.id("currency"),
                        Column.instant("sold_out_at"),
                        Column.flag("paid")),
                    row(
                        "Linen shirt",
                        1080L,
                        decimal("0.8"),
                        decimal("7920.5"),
                        "CNY",
                        OffsetDateTime.parse("2026-03-21T19:15:42+08:00"),
                        true),
                    row("Cap", 0L, null, decimal("-12345678.00"), "CNY", null, false)),
                Section.single("totals", List.of(Column.count("units_sold")), row(1080L)))
            .withFact(Column.id("base"), "allocated")
            .withFact(Column.count("broadcasts_read"), 1200L)
            .withFact(Column.id("maturity"), null)
            .withCoverage(
                new Answer.Coverage(
                    List.of("reach", "new_followers"),
                    List.of(
                        new Answer.Part("impressions", 10, 12),
                        new Answer.Part("new_followers", 1, 1200))))
            .withNotes(List.of("2 broadcasts have no stock"));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
            base             allocated
            broadcasts read  1,200
            maturity         –

            rows
            name         units sold  sell through         gmv CNY  sold out at       paid
            ───────────  ──────────  ────────────  ──────────────  ────────────────  ────
            Linen shirt       1,080       80.00 %        7,920.50  2026-03-21 19:15  yes
            Cap                   0             –  -12,345,678.00  –                 no

            totals
            units sold
            ──────────
                 1,080

            coverage: impressions known for 10 of 12, new followers known for 1 of 1,200
            coverage: no data for reach, new followers
            note: 2 broadcasts have no stock
            """);
  }

  @Test
  void zero_rows_keep_their_header() {
    Answer answer =
        Answer.of("sql", section(List.of(Column.count("units_sold"), Column.id("sku"))));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
            units sold  sku
            ──────────  ───
            (no rows)
            """);
  }

  @Test
  void wide_and_combining_characters_stand_in_line() {
    Answer answer =
        Answer.of(
            "sql",
            section(
                List.of(Column.text("title"), Column.count("n"), Column.text("end")),
                row("直播间，成交", 1L, "|"),
                row("คำสั่งซื้อ", 22L, "|"),
                row("👍🏽 ok", 333L, "|"),
                row("e\u0301te\u0301", 4L, "|"),
                row(null, 5L, "|")));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
            title           n  end
            ────────────  ───  ───
            直播间，成交    1  |
            คำสั่งซื้อ         22  |
            👍🏽 ok         333  |
            e\u0301te\u0301             4  |
            –               5  |
            """);
  }

  @Test
  void a_column_that_no_row_has_is_named_below_and_not_shown() {
    Answer answer =
        Answer.of(
            "kpi",
            section(
                List.of(
                    Column.id("broadcast"),
                    Column.count("views"),
                    Column.count("product_clicks"),
                    Column.money("paid_gmv")),
                row("a", 1L, null, null),
                row("b", null, null, null)));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
            broadcast  views
            ─────────  ─────
            a              1
            b              –
            not in the data: product clicks, paid gmv
            """);
  }

  @Test
  void rows_without_any_value_are_only_named() {
    Answer answer = Answer.of("kpi", section(List.of(Column.count("views")), row((Object) null)));

    assertThat(Written.as(Format.TABLE, answer)).isEqualTo("not in the data: views\n");
  }

  @Test
  void several_currencies_keep_their_column() {
    Answer answer =
        Answer.of(
            "kpi",
            section(
                List.of(Column.money("gmv"), Column.id("currency")),
                row(decimal("1"), "CNY"),
                row(decimal("2"), "USD")));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
             gmv  currency
            ────  ────────
            1.00  CNY
            2.00  USD
            """);
  }

  @Test
  void a_currency_without_money_keeps_its_column() {
    Answer answer =
        Answer.of(
            "status",
            section(
                List.of(Column.id("shop"), Column.id("currency"), Column.money("gmv")),
                row("a", "CNY", null),
                row("b", "CNY", null)));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
            shop  currency
            ────  ────────
            a     CNY
            b     CNY
            not in the data: gmv
            """);
  }

  @Test
  void texts_are_cut_to_the_width_but_never_ids_or_numbers() {
    Answer answer =
        Answer.of(
            "sql",
            section(
                List.of(
                    Column.id("product"),
                    Column.text("name"),
                    Column.texts("missing_columns"),
                    Column.count("n")),
                row("7345678901234567890", "亚麻衬衫 long sleeves", List.of("a", "bcdefghijklm"), 12L),
                row("1", "Cap", List.of(), 3456L)));

    assertThat(Written.as(Format.TABLE, width(60), answer))
        .isEqualTo(
            """
            product              name             missing columns      n
            ───────────────────  ───────────────  ───────────────  ─────
            7345678901234567890  亚麻衬衫 long …  a, bcdefghijklm     12
            1                    Cap                               3,456
            """);
  }

  @Test
  void before_rows_become_blocks_columns_that_can_be_done_without_go_from_the_right() {
    Answer answer =
        Answer.of(
            "n",
            section(
                List.of(
                    Column.id("sku"),
                    Column.count("orders").whereWide(),
                    Column.count("units"),
                    Column.count("buyers").whereWide()),
                row("A-1", 1L, 2L, 3L)));

    assertThat(Written.as(Format.TABLE, width(26), answer))
        .isEqualTo(
            """
            sku  orders  units  buyers
            ───  ──────  ─────  ──────
            A-1       1      2       3
            """);
    assertThat(Written.as(Format.TABLE, width(25), answer))
        .isEqualTo(
            """
            sku  orders  units
            ───  ──────  ─────
            A-1       1      2
            no room for: buyers
            """);
    assertThat(Written.as(Format.TABLE, width(17), answer))
        .isEqualTo(
            """
            sku  units
            ───  ─────
            A-1      2
            no room for: orders, buyers
            """);
    assertThat(Written.as(Format.TABLE, width(9), answer))
        .isEqualTo(
            """
            sku     A-1
            orders  1
            units   2
            buyers  3
            """);
  }

  @Test
  void where_that_is_not_enough_each_row_is_a_block() {
    Answer answer =
        Answer.of(
            "sql",
            section(
                List.of(
                    Column.id("product"),
                    Column.text("name"),
                    Column.count("units_sold"),
                    Column.count("views")),
                row("7345678901234567890", "A shirt whose name goes on and on", 12L, null),
                row("1", "Cap", 3456L, 7L)));

    assertThat(Written.as(Format.TABLE, width(40), answer))
        .isEqualTo(
            """
            product     7345678901234567890
            name        A shirt whose name goes on
                        and on
            units sold  12
            views       –

            product     1
            name        Cap
            units sold  3,456
            views       7
            """);
    assertThat(Written.as(Format.TABLE, width(20), answer))
        .as("too narrow even for that: the terminal wraps")
        .contains("name        A shirt whose name goes on and on\n");
  }

  @Test
  void colour_is_bold_for_headers_and_dim_for_missing_and_nothing_else() {
    Answer answer =
        Answer.of(
                "sql",
                section(
                    List.of(Column.id("id"), Column.count("views"), Column.count("clicks")),
                    row("a", null, 1L),
                    row("b", 2L, null)))
            .withFact(Column.id("basis"), null);

    assertThat(Written.as(Format.TABLE, new Layout(80, true, Layout.Language.EN), answer))
        .isEqualTo(
            """
            basis  <2>–<0>

            <1>id<0>  <1>views<0>  <1>clicks<0>
            ──  ─────  ──────
            a       <2>–<0>       1
            b       2       <2>–<0>
            """
                .replaceAll("<([0-9])>", "\u001B[$1m"));
    assertThat(Written.as(Format.TABLE, new Layout(5, true, Layout.Language.EN), answer))
        .contains("\u001B[1mviews\u001B[0m   \u001B[2m–\u001B[0m\n");
  }

  @Test
  void a_cell_cannot_drive_the_terminal_or_tear_the_table() {
    Answer answer =
        Answer.of(
                "sql",
                section(
                    List.of(Column.text("a\tb"), Column.count("n")),
                    row("\u001B[2Jx\r\ny\u2028z", 1L)))
            .withNotes(List.of("one\ntwo"));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
            a b         n
            ──────────  ─
             [2Jx  y z  1

            note: one two
            """);
  }

  @Test
  void chinese_labels_come_from_the_dictionary_where_it_knows_the_name() {
    Answer answer =
        Answer.of(
            "forecast",
            section(
                List.of(
                    Column.id("layer_id"),
                    Column.count("entrants.p50"),
                    Column.money("paid_gmv"),
                    Column.id("currency")),
                row("a", 1L, decimal("2"), "CNY")));

    assertThat(Written.as(Format.TABLE, CHINESE, answer))
        .isEqualTo(
            """
            layer id  进房人数 中位 P50  成交金额 CNY
            ────────  ─────────────────  ────────────
            a                         1          2.00
            """);
  }

  @Test
  void an_answer_of_nothing_writes_nothing() {
    assertThat(Written.as(Format.TABLE, Answer.of("none"))).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} reads {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RATE   | 0.0551        | 5.51 %
          RATE   | 0.05515       | 5.52 %
          RATE   | -0.05515      | -5.52 %
          RATE   | 0             | 0.00 %
          RATE   | 1             | 100.00 %
          RATE   | 12.93103448   | 1,293.10 %
          RATE   | 0.001         | 0.10 %
          RATE   | 0.00098765    | 0.099 %
          RATE   | 0.00001234    | 0.0012 %
          RATE   | 0.00000000001 | <0.000001 %
          NUMBER | 83.3333333    | 83.33
          NUMBER | 2.50          | 2.5
          NUMBER | 1200          | 1,200
          NUMBER | 1E+6          | 1,000,000
          NUMBER | 0.125         | 0.13
          NUMBER | 0.0123        | 0.012
          NUMBER | -0.0123       | -0.012
          NUMBER | 0.000         | 0
          NUMBER | -1E-12        | >-0.000001
          NUMBER | 123456.789    | 123,456.79
          NUMBER | -123456       | -123,456
          NUMBER | -123          | -123
          MONEY  | 1234567.8     | 1,234,567.80
          MONEY  | 0.005         | 0.01
          MONEY  | -999.994      | -999.99
          """)
  void numbers_read_well(Kind kind, String number, String text) {
    Answer answer = Answer.of("n").withFact(new Column("n", kind), decimal(number));

    assertThat(Written.as(Format.TABLE, answer)).isEqualTo("n  " + text + "\n");
  }

  @Test
  void the_numbers_of_a_column_have_the_same_decimals() {
    Answer answer =
        Answer.of(
            "n",
            section(
                List.of(Column.number("a"), Column.rate("b"), Column.rates("ci95")),
                row(decimal("2.50"), decimal("0.5"), List.of(decimal("0.1"), decimal("0.2"))),
                row(decimal("83.333"), decimal("0.00012"), Arrays.asList(null, decimal("0.00012"))),
                row(decimal("7"), null, null)));

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
                a         b                ci95
            ─────  ────────  ──────────────────
             2.50  50.000 %  10.000 %, 20.000 %
            83.33   0.012 %          –, 0.012 %
             7.00         –                   –
            """);
  }

  @Test
  void days_and_lists_of_texts() {
    Answer answer =
        Answer.of("n")
            .withFact(Column.date("day"), LocalDate.parse("2026-03-21"))
            .withFact(Column.texts("files"), List.of("a", "b"))
            .withFact(Column.texts("none"), List.of());

    assertThat(Written.as(Format.TABLE, answer))
        .isEqualTo(
            """
            day    2026-03-21
            files  a, b
            none
            """);
  }

  @Test
  void headers_are_broken_before_texts_are_cut_and_before_rows_become_blocks() {
    Answer answer =
        Answer.of(
            "funnel",
            section(
                List.of(
                    Column.text("name"),
                    Column.count("count"),
                    Column.rate("rate_from_first"),
                    Column.rate("rate_from_previous")),
                row("product_impressions", 173543L, decimal("0.3534"), decimal("2.6979"))));

    assertThat(Written.as(Format.TABLE, new Layout(50, false, Layout.Language.EN), answer))
        .isEqualTo(
            """
                                          rate from  rate from
            name                   count      first   previous
            ───────────────────  ───────  ─────────  ─────────
            product_impressions  173,543    35.34 %   269.79 %
            """);
  }
}
