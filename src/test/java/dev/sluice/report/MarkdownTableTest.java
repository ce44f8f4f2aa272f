package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static dev.sluice.report.Written.section;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void facts_tables_and_notes_of_several_sections() {
    Answer answer =
        Answer.of(
                "sellthrough",
                section(
                    List.of(
                        Column.text("name"),
                        Column.count("units_sold"),
                        Column.rate("sell_through"),
                        Column.money("gmv"),
                        Column.id("currency")),
                    row("Shirt", 1080L, decimal("0.8"), decimal("7920.5"), "CNY"),
                    row("Cap", 0L, null, null, "CNY")),
                Section.single("totals", List.of(Column.count("units_sold")), row(1080L)))
            .withFact(Column.id("base"), "allocated")
            .withFact(Column.id("maturity"), null)
            .withCoverage(
                new Answer.Coverage(
                    List.of("reach"), List.of(new Answer.Part("impressions", 10, 12))))
            .withNotes(List.of("A note."));

    assertThat(Written.as(Format.MARKDOWN, answer))
        .isEqualTo(
            """
            - base: allocated
            - maturity: –

            ### rows

            | name | units sold | sell through | gmv | currency |
            | --- | ---: | ---: | ---: | --- |
            | Shirt | 1,080 | 80.00 % | 7,920.50 | CNY |
            | Cap | 0 | – | – | CNY |

            ### totals

            | units sold |
            | ---: |
            | 1,080 |

            - coverage: impressions known for 10 of 12
            - coverage: no data for reach
            - A note.
            """);
  }

  @Test
  void one_section_needs_no_title_and_no_rows_are_said() {
    Answer answer = Answer.of("sql", section(List.of(Column.count("n"))));

    assertThat(Written.as(Format.MARKDOWN, answer))
        .isEqualTo(
            """
            | n |
            | ---: |

            (no rows)
            """);
  }

  @Test
  void cells_cannot_break_the_table_or_bring_markup() {
    Answer answer =
        Answer.of(
            "sql",
            section(
                List.of(Column.text("name")),
                row("a|b"),
                row("two\r\nlines"),
                row("c:\\d"),
                row("<img src=x> *b* `c` [d](e)")));

    assertThat(Written.as(Format.MARKDOWN, answer))
        .isEqualTo(
            """
            | name |
            | --- |
            | a\\|b |
            | two<br>lines |
            | c:\\\\d |
            | &lt;img src=x> \\*b\\* \\`c\\` \\[d](e) |
            """);
  }

  @Test
  void chinese_labels_come_from_the_dictionary() {
    Answer answer = Answer.of("kpi", section(List.of(Column.count("views")), row(3L)));

    assertThat(Written.as(Format.MARKDOWN, new Layout(80, false, Layout.Language.ZH), answer))
        .startsWith("| 观看次数 |\n");
  }
}
