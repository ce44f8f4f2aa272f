package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static dev.sluice.report.Written.section;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("name"),
          Column.count("units_sold"),
          Column.money("gmv"),
          Column.text("currency"),
          Column.text("inner").asDetail());

  private static Answer sold(String name) {
    return Answer.of(
        "sellthrough",
        section(
            COLUMNS,
            row(name, 1080L, decimal("7920.5"), "CNY", "x"),
            row("Cap", 0L, null, "CNY", "y")));
  }

  @Test
  void aTableHasTheColumnsThatPeopleAreShown() {
    String page = Written.as(Format.HTML, sold("Shirt"));

    assertThat(page)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains("<th scope=\"col\">name</th><th scope=\"col\" class=\"number\">units sold</th>")
        .contains("<th scope=\"col\" class=\"number\">gmv CNY</th></tr>")
        .contains("<th scope=\"row\">Shirt</th><td class=\"number\">1,080</td>")
        .contains("<span class=\"none\">–</span>")
        .doesNotContain("inner")
        .endsWith("</html>\n");
  }

  @Test
  void aTextOfOthersRunsNothing() {
    String hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";
    Answer answer =
        sold(hostile)
            .withFact(Column.id("broadcast"), hostile)
            .withNotes(List.of(hostile))
            .withCharts(
                List.of(new Chart("rows", Chart.Form.BARS, "name", List.of("units_sold"), "name")));

    String page = Written.as(Format.HTML, answer);

    assertThat(page)
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(2)&gt;")
        .contains("\\u003cscript>alert(1)\\u003c/script>")
        .doesNotContain("<script>alert");
    assertThat(page.substring(0, page.indexOf("<script type=\"application/json\"")))
        .doesNotContain("<img", "<script");
  }

  @Test
  void aPageWithoutChartsHasNoScript() {
    assertThat(Written.as(Format.HTML, sold("Shirt"))).doesNotContain("<script");
  }

  @Test
  void aSectionOfOneRowAndManyColumnsIsTurned() {
    List<Column> columns =
        List.of(
            Column.count("a"),
            Column.count("b"),
            Column.count("c"),
            Column.count("d"),
            Column.count("e"),
            Column.count("f"),
            Column.count("g"),
            Column.count("h"),
            Column.count("i"));
    Answer answer =
        Answer.of("x", Section.single("totals", columns, row(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)));

    assertThat(Written.as(Format.HTML, answer))
        .contains("<tr><th scope=\"row\">c</th><td class=\"number\">3</td></tr>");
  }

  @Test
  void cellsAreShadedByTheirShareOfTheLargest() {
    Answer answer =
        Answer.of(
                "x",
                section(
                    List.of(Column.text("weekday"), Column.count("noon"), Column.count("night")),
                    row("Mon", 50L, 100L),
                    row("Tue", null, 0L)))
            .withCharts(
                List.of(
                    new Chart(
                        "rows", Chart.Form.SHADES, "weekday", List.of("noon", "night"), null)));

    assertThat(Written.as(Format.HTML, answer))
        .contains("<td class=\"number\" style=\"--shade:50%\">50</td>")
        .contains("<td class=\"number\" style=\"--shade:100%\">100</td>")
        .contains("<td class=\"number\">0</td>");
  }

  @Test
  void theChineseOfTitlesColumnsAndTerms() {
    Answer answer =
        Answer.of(
            "review",
            new Section(
                "actions",
                new Section.Shape.Rows(),
                List.of(Column.term("owner"), Column.count("units_sold")),
                List.of(row("warehouse", 3L))));

    assertThat(Written.as(Format.HTML, new Layout(120, false, Layout.Language.ZH), answer))
        .contains("<html lang=\"zh\">", "<h1>直播复盘</h1>", ">行动项</h2>", ">负责人</th>", ">仓库</");
  }
}
