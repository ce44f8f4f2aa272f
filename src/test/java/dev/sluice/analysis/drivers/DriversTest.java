package dev.sluice.analysis.drivers;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.analysis.drivers.Decomposition.Factor;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {
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
    facts.forget("broadcast", "plan", "plan_layer");
  }

  private static void broadcast(String id, int day, Map<String, ?> counts) {
    facts.broadcast(id, String.format("2026-05-%02d 12:00:00", day), counts);
  }

  private static Map<String, Object> counts(
      long impressions, long views, long clicks, long orders, String gmv) {
    return new HashMap<>(
        Map.of(
            "impressions", impressions,
            "views", views,
            "product_clicks", clicks,
            "orders", orders,
            "paid_gmv", gmv));
  }

  private static Answer ask(String id, String against, String... same) {
    return Drivers.ask(
        facts.workspace(),
        new Drivers.Question(Scope.of(List.of(id), null, null, null), id, against, List.of(same)));
  }

  private static String told(Answer answer) {
    return table(answer.section("factors"), "factor", "contribution");
  }

  private static BigDecimal sum(Section factors) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < factors.rows().size(); row++) {
      sum = sum.add((BigDecimal) factors.cell(row, "contribution"));
    }
    return sum;
  }

  @Test
  void whatAloneChangedBearsAll() {
    broadcast("a", 1, counts(1000, 100, 20, 2, "200.00"));
    broadcast("b", 2, counts(2000, 200, 40, 4, "400.00"));

    assertThat(told(ask("b", "previous")))
        .isEqualTo(
            """
            impressions | 200.00
            enter_rate | 0.00
            live_ctr | 0.00
            ctor | 0.00
            aov | 0.00
            """);
  }

  @Test
  void twoThatDoubleBearHalfEachAndWhatFallsAndRisesIsNotLost() {
    broadcast("a", 1, counts(1000, 100, 20, 2, "200.00"));
    broadcast("b", 2, counts(2000, 400, 80, 8, "800.00"));
    broadcast("c", 3, counts(2000, 100, 20, 2, "200.00"));

    assertThat(told(ask("b", "a"))).startsWith("impressions | 300.00\nenter_rate | 300.00\n");
    // Twice the impressions and half the enter rate: the same GMV, and both have moved it.
    assertThat(told(ask("c", "a"))).startsWith("impressions | 138.63\nenter_rate | -138.63\n");
  }

  @Test
  void theFirstStageAtWhichNothingWasLeftBearsAll() {
    broadcast("a", 1, counts(1000, 100, 0, 0, "0.00"));
    broadcast("b", 2, counts(2000, 200, 40, 4, "400.01"));

    Answer answer = ask("b", "previous");

    assertThat(table(answer.section("factors"), "factor", "contribution"))
        .isEqualTo(
            """
            impressions | 0.00
            enter_rate | 0.00
            live_ctr | 400.01
            ctor | 0.00
            aov | 0.00
            """);
    assertThat(answer.section("factors").cell(3, "before")).isNull();
  }

  @Test
  void stagesThatOneDoesNotKnowAreLeftOut() {
    Map<String, Object> without = counts(0, 100, 20, 2, "200.00");
    without.remove("impressions");
    without.remove("product_clicks");
    broadcast("a", 1, without);
    broadcast("b", 2, counts(2000, 200, 40, 4, "500.00"));

    Answer answer = ask("b", "previous");

    assertThat(answer.section("factors").rows())
        .extracting(row -> row.get(0))
        .containsExactly("views", "watch_to_order_rate", "aov");
    assertThat(sum(answer.section("factors"))).isEqualByComparingTo("300.00");
    assertThat(answer.notes()).contains("a stage that one of the two does not know is left out");
  }

  @Test
  void aMedianIsThatOfEachCountAndNeedsFive() {
    for (int day = 1; day <= 5; day++) {
      broadcast("d" + day, day, counts(1000L * day, 100, 20, 2, day + "00.00"));
    }
    broadcast("last", 6, counts(3000, 100, 20, 2, "330.00"));

    assertThat(told(ask("last", "median", "account"))).endsWith("aov | 30.00\n");
    assertThatThrownBy(() -> ask("last", "median", "weekday", "slot"))
        .hasMessage("a median of 0 broadcasts says nothing: 5 are needed");
    assertThatThrownBy(() -> ask("d1", "previous"))
        .hasMessage("the account has no broadcast before d1");
    assertThatThrownBy(() -> ask("d1", "nobody")).hasMessage("there is no broadcast nobody");
    assertThatThrownBy(() -> ask("d1", "median", "hour")).hasMessage("--same: there is no 'hour'");
  }

  @Test
  void aPlanIsSetAgainstWhatCameOfIt() {
    broadcast("a", 1, withViewers(80, 8, "400.00"));
    plan(
        "target: {orders: 5, average_order_value: {value: 40, source: x, grade: A}, watch_to_pay:"
            + " {value: 0.05, source: x, grade: A}}");

    // Layers: 100 people, 10 orders, 500.00. Both sides at 50.00 an order and 0.1 orders a person.
    assertThat(told(ask("a", "plan")))
        .isEqualTo(
            """
            viewers | -100.00
            orders_per_viewer | 0.00
            aov | 0.00
            """);
    Answer target = ask("a", "target");
    // 5 orders at 40.00 of 100 people against 8 at 50.00 of 80, by hand: L = 200 / ln 2 = 288.539.
    assertThat(told(target))
        .isEqualTo(
            """
            viewers | -64.39
            orders_per_viewer | 200.00
            aov | 64.39
            """);
    assertThat(target.notes())
        .contains("plan p, version 1: what its campaign states as the target")
        .anyMatch(note -> note.startsWith("a plan states no impressions, views or product clicks"));
  }

  @Test
  void aPlanThatCameToNothingLosesAllWhereNothingWasLeft() {
    broadcast("a", 1, withViewers(80, 0, "0.00"));
    plan("");

    assertThat(told(ask("a", "plan")))
        .isEqualTo(
            """
            viewers | 0.00
            orders_per_viewer | -500.00
            aov | 0.00
            """);
  }

  @Test
  void aPlanThatIsNotThereOrSaysTooLittleIsRefused() {
    broadcast("a", 1, withViewers(80, 8, "400.00"));
    assertThatThrownBy(() -> ask("a", "plan")).hasMessage("no frozen plan belongs to a");

    plan("");

    assertThatThrownBy(() -> ask("a", "target"))
        .hasMessage("orders and GMV are not known of both the broadcast and the target");
  }

  private static Map<String, Object> withViewers(long viewers, long orders, String gmv) {
    Map<String, Object> counts = counts(1000, 100, 20, orders, gmv);
    counts.put("viewers", viewers);
    counts.put("account", "main");
    return counts;
  }

  private static void plan(String target) {
    facts
        .workspace()
        .execute(
            "INSERT INTO plan VALUES ('p', 1, '', 'campaign: p\n"
                + target
                + "', NULL, NULL, NULL, 'main', '2026-05-01 12:00:00+00', 'CNY', '2026-04-01"
                + " 00:00:00+00')");
    facts
        .workspace()
        .execute(
            "INSERT INTO plan_layer (plan, version, position, layer, kind, entrants, orders, gmv)"
                + " VALUES ('p', 1, 1, 'x', 'paid', 60, 6, 300), ('p', 1, 2, 'y', 'paid', 40, 4,"
                + " 200)");
  }

  /** The parts add up in cents, and are those of the other way to write the formula. */
  @Test
  void partsAddUpAndAgreeWithTheSharesOfLogarithms() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<Factor> factors = new ArrayList<>();
      double before = 1;
      double after = 1;
      for (int i = 0; i < 5; i++) {
        Factor factor =
            new Factor(random.nextDouble() * 20 + 0.01, random.nextDouble() * 20 + 0.01);
        factors.add(factor);
        before *= factor.before();
        after *= factor.after();
      }
      BigDecimal was = BigDecimal.valueOf(Math.round(before * 100), 2).add(new BigDecimal("0.01"));
      BigDecimal is = BigDecimal.valueOf(Math.round(after * 100), 2).add(new BigDecimal("0.01"));

      List<BigDecimal> parts = Decomposition.parts(was, is, factors);

      assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .as("seed %d", seed)
          .isEqualByComparingTo(is.subtract(was));
      for (int i = 0; i < 5; i++) {
        Factor factor = factors.get(i);
        double share = Math.log(factor.after() / factor.before()) / Math.log(after / before);
        assertThat(parts.get(i).doubleValue())
            .as("seed %d, factor %d", seed, i)
            .isCloseTo((after - before) * share, within(0.05 + 1e-3 * Math.abs(after - before)));
      }
    }
  }

  @Test
  void theLogarithmicMeanLiesBetweenAndIsSmoothWhereBothAreEqual() {
    assertThat(Decomposition.logarithmicMean(2, 2)).isEqualTo(2);
    assertThat(Decomposition.logarithmicMean(2.00001, 2)).isBetween(2.0, 2.00001);
    assertThat(Decomposition.logarithmicMean(Math.E, 1)).isCloseTo(Math.E - 1, within(1e-12));
  }
}
