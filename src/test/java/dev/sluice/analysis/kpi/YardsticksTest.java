package dev.sluice.analysis.kpi;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Benchmarks;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardsticksTest {
  @TempDir static Path folder;

  private static Facts facts;

  @BeforeAll
  static void open() {
    facts = Facts.ofAShop(folder);
  }

  @AfterAll
  static void close() {
    facts.close();
  }

  @BeforeEach
  void empty() {
    facts.forget("broadcast");
  }

  private static void broadcast(String account, int day, int views) {
    facts.broadcast(
        account + day,
        String.format("2026-05-%02d 12:00:00", day),
        Map.of("account", account, "views", views, "impressions", 1000));
  }

  private static Answer ask(String published, String... metrics) {
    return Yardsticks.of(Benchmarks.read(published), List.of(metrics))
        .ask(facts.workspace(), Scope.of(List.of(), null, null, null), List.of(metrics));
  }

  private static String entry(String more) {
    return "- {metric: enter_rate, says: x, source: y, date: 2026-10, " + more + "}\n";
  }

  @Test
  void quartilesAreThoseOfANaiveCount() {
    for (long seed = 1; seed <= 5; seed++) {
      empty();
      Random random = new Random(seed);
      List<Integer> views = new ArrayList<>();
      for (int day = 1; day <= 20; day++) {
        views.add(random.nextInt(1000));
        broadcast("main", day, views.get(day - 1));
      }
      List<Integer> sorted = views.stream().sorted().toList();

      Section own = ask(entry("low: 0.1, grade: B")).section("own");

      for (Map.Entry<String, Double> each :
          Map.of("p25", 0.25, "median", 0.5, "p75", 0.75).entrySet()) {
        double at = each.getValue() * 19;
        int below = (int) Math.floor(at);
        double naive =
            sorted.get(below) + (at - below) * (sorted.get(below + 1) - sorted.get(below));
        assertThat(((BigDecimal) ((Figure) own.cell(0, each.getKey())).value()).doubleValue())
            .as("seed %d, %s", seed, each.getKey())
            .isCloseTo(naive / 1000, within(1e-8));
      }
    }
  }

  @Test
  void onlyWhatIsVerifiedAndOfThePlatformIsHeldAgainstFiveBroadcasts() {
    for (int day = 1; day <= 5; day++) {
      broadcast("main", day, 100);
    }
    String published =
        entry("platform: douyin, low: 0.1, high: 0.2, grade: B")
            + entry("platform: douyin, low: 0.11, grade: A")
            + entry("platform: douyin, high: 0.09, grade: B")
            + entry("high: 0.09, grade: C")
            + entry("high: 0.09, grade: I")
            + entry("platform: taobao, high: 0.09, grade: B");

    assertThat(table(ask(published).section("published"), "grade", "standing", "reason"))
        .isEqualTo(
            """
            B | within | -
            A | below | -
            B | above | -
            C | - | grade C gives no verdict
            I | - | grade I gives no verdict
            B | - | no own history of 5 there
            """);
    facts.workspace().execute("DELETE FROM broadcast WHERE broadcast = 'main5'");
    Answer four = ask(published);
    assertThat(table(four.section("own"), "account", "broadcasts", "median", "reason"))
        .isEqualTo("main | 4 | - | 5 broadcasts needed\n");
    assertThat(table(four.section("published"), "standing")).isEqualTo("-\n".repeat(6));
  }

  @Test
  void severalAccountsAreNotOne() {
    for (int day = 1; day <= 5; day++) {
      broadcast("main", day, 100);
      broadcast("second", day, 300);
    }

    assertThat(table(ask(entry("low: 0.2, grade: B")).section("published"), "standing", "reason"))
        .isEqualTo("- | several accounts\n");
  }

  @Test
  void ownHistoryOfAMetricThatNobodyPublishedIsShownToo() {
    for (int day = 1; day <= 5; day++) {
      broadcast("main", day, day);
    }
    Answer answer = ask(entry("low: 0.2, grade: B"), "views");

    assertThat(answer.section("own").rows()).hasSize(1);
    assertThat(answer.section("published").rows()).isEmpty();
    assertThatThrownBy(() -> ask(entry("low: 0.2, grade: B"), "enter_rat"))
        .hasMessage("there is no metric named enter_rat");
  }
}
