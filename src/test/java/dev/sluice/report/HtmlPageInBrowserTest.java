package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Chromium;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a headless Chromium, where the machine has one. */
class HtmlPageInBrowserTest {
  @TempDir Path folder;

  @Test
  void chartsAreDrawnWithoutAWordOnTheConsoleOrARequest() throws Exception {
    Answer answer =
        Answer.of(
                "review",
                Section.rows(
                    "timeline",
                    List.of(
                        Column.text("clock"),
                        Column.count("viewers_online"),
                        Column.money("gmv"),
                        Column.text("currency"),
                        Column.text("event")),
                    List.of(
                        row("20:00", 10L, decimal("5.00"), "CNY", "</script>"),
                        row("20:01", null, decimal("7.50"), "CNY", null))),
                Section.rows(
                    "products",
                    List.of(Column.id("key"), Column.count("units_sold")),
                    List.of(row("A", 3L), row("B", 1L))))
            .withCharts(
                List.of(
                    new Chart(
                        "timeline",
                        Chart.Form.LINE,
                        "clock",
                        List.of("viewers_online", "gmv"),
                        "event"),
                    new Chart("products", Chart.Form.BARS, "key", List.of("units_sold"), null)));
    Path page = folder.resolve("page.html");
    Files.writeString(page, Written.as(Format.HTML, answer));

    Chromium.Shown shown = Chromium.show(page);

    assertThat(
            Pattern.compile("<figure[^>]*id=\"chart-[a-z]+\"[^>]*><div[^>]*><canvas")
                .matcher(shown.dom())
                .results())
        .as("drawn charts")
        .hasSize(2);
    assertThat(shown.console()).as("errors, and requests that the page forbids itself").isEmpty();
  }
}
