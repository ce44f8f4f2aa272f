package dev.sluice.report;

import static dev.sluice.report.Written.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Benchmark;
import dev.sluice.metrics.Benchmarks;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.plan.LayerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseSentencesTest {
  private static final Pattern ENGLISH = Pattern.compile("[a-z]{3}");

  /** What a file of ours may say: Java, SQL or a list of published figures. */
  private static final Pattern SAYING = Pattern.compile("\\.(java|sql|yaml)$");

  /** Where a sentence goes on in the next line. */
  private static final Pattern BROKEN = Pattern.compile("\"\\s*\\+\\s*\"");

  /** Between what a sentence may be put together of. */
  private static final Pattern SEAMS = Pattern.compile("\\{\\}|\\(s\\)|[:;,.(]| are | in ");

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

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          history of 3 at D7, 5 needed                | 成熟度 D7 的历史场次有 3 场，需要 5 场
          history of 0, 5 needed                      | 历史场次有 0 场，需要 5 场
          its money is in USD                         | 金额的币种为 USD
          its money is in no known currency           | 金额的币种未知
          no own history of 5 there                   | 该处自有历史不足 5 场
          3 of 5 minutes tell it                      | 分钟共 5 项，其中 3 项给出该数值
          2 sets of steps fit the rest alike          | 有 2 组步骤同样能凑成余额
          refund_1h_amount: refunded within an hour of payment, as printed | 1小时退款金额：支付后一小时内退款，按平台显示值
          unpaid: lines of the broadcast that nobody paid | 未支付：属于本场但未支付的订单行
          """)
  void ofSentencesThatAreAlikeEachHasItsOwnChinese(String english, String chinese) {
    assertThat(ChineseSentences.of(english)).isEqualTo(chinese);
  }

  @Test
  void whatOthersPublishedIsToldInChinese() {
    for (Benchmark each : Benchmarks.standard()) {
      for (String said : Arrays.asList(each.about(), each.says(), each.source(), each.date())) {
        assertThat(said == null ? "" : inACell(said)).doesNotContainPattern(ENGLISH);
      }
    }
  }

  @Test
  void howTheRateOfAPlatformDiffersIsToldInChinese() {
    for (Metric metric : Dictionary.standard().metrics()) {
      if (metric.denominator() != null) {
        metric.differs().values().stream()
            .map(ChineseSentences::of)
            // The names of metrics are what 'sluice explain' takes.
            .map(said -> said.replace("product_click_rate", "").replace("ctor_sku", ""))
            .map(said -> said.replace("average_basket", ""))
            .forEach(said -> assertThat(said).doesNotContainPattern(ENGLISH));
      }
    }
  }

  @Test
  void theKindsOfLayersAreToldInChinese() {
    for (LayerKind kind : LayerKind.values()) {
      assertThat(ColumnNames.label(kind.toString(), Layout.Language.ZH))
          .doesNotContainPattern(ENGLISH);
    }
  }

  /** A pair is found by its English: who puts a sentence in other words must do so here too. */
  @Test
  void everyPairIsOfASentenceThatIsSaid() throws IOException {
    StringBuilder said = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(each -> SAYING.matcher(each.toString()).find()).toList()) {
        said.append(Files.readString(file));
      }
    }
    String whole =
        BROKEN
            .matcher(said)
            .replaceAll("")
            .replace("\\\"", "\"")
            .replace("''", "'")
            .replaceAll("\\s+", " ");
    List<String> lines =
        Files.readAllLines(Path.of("src/main/resources/dev/sluice/report/sentences_zh.txt"))
            .stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    for (int i = 0; i < lines.size(); i += 2) {
      String longest =
          SEAMS
              .splitAsStream(lines.get(i))
              .map(String::strip)
              .max(Comparator.comparingInt(String::length))
              .orElseThrow();
      assertThat(whole.contains(longest)).as("somebody says: " + lines.get(i)).isTrue();
    }
  }

  private static String inACell(String sentence) {
    Answer answer =
        Answer.of("benchmarks", Written.section(List.of(Column.sentence("says")), row(sentence)));
    return Written.as(Format.MARKDOWN, new Layout(120, false, Layout.Language.ZH), answer);
  }

  @Test
  void notesAndReasonsAreInTheLanguageOfPeopleAndNotOfPrograms() {
    Answer answer =
        Answer.of(
                "review",
                Section.rows(
                    "layers",
                    List.of(Column.text("layer"), Column.sentence("reason")),
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
