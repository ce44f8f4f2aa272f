package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossTableTest {
  private static final Answer ANSWER =
      Answer.of(
              "review-rollup",
              Section.rows(
                  "heat_map",
                  List.of(
                      Column.term("weekday"),
                      Column.id("slot"),
                      Column.count("broadcasts"),
                      Column.money("median_gmv"),
                      Column.text("currency")),
                  List.of(
                      row("monday", "18:00-21:00", 3L, decimal("100.10"), "CNY"),
                      row("monday", "09:00-12:00", 1L, decimal("50.00"), "CNY"),
                      row("friday", "18:00-21:00", 2L, decimal("200.20"), "CNY"),
                      row("monday", "18:00-21:00", 4L, decimal("8.00"), "USD"))))
          .withCharts(
              List.of(
                  new Chart(
                      "heat_map",
                      Chart.Form.HEAT_MAP,
                      "slot",
                      List.of("median_gmv", "broadcasts"),
                      null)));

  @Test
  void peopleReadItSideBySide() {
    assertThat(Written.as(Format.MARKDOWN, ANSWER))
        .isEqualTo(
            """
            | weekday | currency | 09:00-12:00 | 09:00-12:00 n | 18:00-21:00 | 18:00-21:00 n |
            | --- | --- | ---: | ---: | ---: | ---: |
            | monday | CNY | 50.00 | 1 | 100.10 | 3 |
            | friday | CNY | – | – | 200.20 | 2 |
            | monday | USD | – | – | 8.00 | 4 |
            """);
  }

  @Test
  void programsGetItsRows() {
    assertThat(Written.as(Format.CSV, ANSWER)).contains("monday,18:00-21:00,3,100.10,CNY\n");
  }

  @Test
  void cellsAreShadedByTheLargestOfTheirCurrency() {
    assertThat(Written.as(Format.HTML, ANSWER))
        .contains("style=\"--shade:25%\">50.00")
        .contains("style=\"--shade:50%\">100.10")
        .contains("style=\"--shade:100%\">200.20")
        .contains("style=\"--shade:100%\">8.00");
  }
}
