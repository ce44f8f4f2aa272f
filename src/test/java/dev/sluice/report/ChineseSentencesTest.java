package dev.sluice.report;

import static dev.sluice.report.Written.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChineseSentencesTest {
  @Test
  void whatASentenceSaysStandsInItsChinese() {
    assertThat(
            ChineseSentences.of(
                "1 line states the broadcast, 481 lines that state none fell into its time"
                    + " (window-attributed)"))
        .isEqualTo("1 行订单标明了本场；481 行未标明，按下单时间归入本场");
  }

  @Test
  void whatNoPairKnowsStaysAsItIs() {
    assertThat(ChineseSentences.of("something else")).isEqualTo("something else");
  }

  @Test
  void notesAndReasonsAreInTheLanguageOfPeopleAndNotOfPrograms() {
    Answer answer =
        Answer.of(
                "review",
                Section.rows(
                    "layers",
                    List.of(Column.text("layer"), Column.text("reason")),
                    List.of(row("ads", "not in the plan; no results of it were imported"))))
            .withNotes(List.of("returns on the ladder are as of D7"));
    Layout chinese = new Layout(120, false, Layout.Language.ZH);

    assertThat(Written.as(Format.MARKDOWN, chinese, answer))
        .contains("| ads | 不在方案中；没有导入其结果 |")
        .contains("成交阶梯中的退款截至 D7");
    assertThat(Written.as(Format.JSON, chinese, answer))
        .contains("\"returns on the ladder are as of D7\"");
  }
}
