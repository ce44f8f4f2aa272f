package dev.sluice.analysis.check;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.analysis.kpi.BroadcastMetrics;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
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

  private static void broadcast(String id, String start, Map<String, ?> counts) {
    Map<String, Object> values = new HashMap<>(counts);
    values.putIfAbsent("account", "main");
    facts.broadcast(id, start, values);
  }

  private static Checks check(String yaml, @Nullable String baseline, String... ids) {
    CheckFile file =
        CheckFile.read("checks.yaml", yaml, BroadcastMetrics.offered(facts.workspace()));
    return Checks.of(
        facts.workspace(),
        Scope.of(List.of(ids), null, null, null),
        file,
        baseline == null ? null : Baseline.read("kpi.json", baseline));
  }

  private static String told(Checks checks) {
    return table(checks.answer().section("checks"), "broadcast", "check", "verdict", "message");
  }

  @Test
  void limitsAreThemselvesAllowedAndWhatIsNotKnownHasNoVerdict() {
    broadcast("a", "2026-05-01 12:00:00", Map.of("views", 80, "impressions", 1000));
    String yaml =
        """
        checks:
          - {id: at, metric: enter_rate, at_least: 0.08, at_most: 0.08}
          - {id: above, metric: enter_rate, at_least: 0.0801}
          - {id: below, metric: enter_rate, at_most: 0.0799, severity: warning}
          - {id: unknown, metric: orders, at_least: 1}
          - {id: wanted, metric: orders, at_least: 1, required: true}
        """;

    Checks checks = check(yaml, null);

    assertThat(told(checks))
        .isEqualTo(
            """
            a | at | held | enter_rate is 0.08, at least 0.08, at most 0.08 is asked (limit)
            a | above | breached | enter_rate is 0.08, at least 0.0801 was asked (limit)
            a | below | breached | enter_rate is 0.08, at most 0.0799 was asked (limit)
            a | unknown | no-verdict | orders: the metric is not known
            a | wanted | breached | orders: the metric is not known
            """);
    assertThat(checks.breached()).isTrue();
    assertThat(
            check("checks: [{metric: enter_rate, at_most: 0.07, severity: warning}]", null)
                .breached())
        .isFalse();
  }

  @Test
  void moneyIsHeldAgainstALimitOfItsCurrencyOnly() {
    broadcast("a", "2026-05-01 12:00:00", Map.of("paid_gmv", "100.00"));

    assertThat(
            told(
                check(
                    """
                    checks:
                      - {id: own, metric: paid_gmv, at_least: 100.01, currency: CNY}
                      - {id: other, metric: paid_gmv, at_least: 1, currency: USD}
                    """,
                    null)))
        .isEqualTo(
            """
            a | own | breached | paid_gmv is 100, at least 100.01 was asked (limit)
            a | other | no-verdict | paid_gmv: its money is in CNY
            """);
  }

  @Test
  void theLastBroadcastOfEachAccountIsCheckedUnlessOthersAreNamed() {
    broadcast("a", "2026-05-01 12:00:00", Map.of("views", 1));
    broadcast("b", "2026-05-02 12:00:00", Map.of("views", 1));
    broadcast("c", "2026-05-01 18:00:00", Map.of("views", 1, "account", "second"));
    String yaml =
        "checks: [{metric: views, at_least: 1}, {id: x, metric: views, at_least: 1, accounts:"
            + " [main]}]";

    assertThat(check(yaml, null).answer().section("checks").rows())
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactly("c views", "b views", "b x");
    assertThat(check(yaml, null, "a").answer().section("checks").rows())
        .extracting(row -> row.get(0))
        .containsExactly("a", "a");
  }

  @Test
  void noVerdictBelowFiveBroadcastsOfTheSameKind() {
    for (int day = 1; day <= 5; day++) {
      broadcast("d" + day, "2026-05-0" + day + " 20:00:00", Map.of("views", day));
    }
    broadcast("last", "2026-05-06 20:00:00", Map.of("views", 1));
    String yaml = "checks: [{metric: views, against: history, same: [account], at_least: 0.5}]";

    assertThat(told(check(yaml, null, "d5")))
        .isEqualTo("d5 | views-history | no-verdict | views: history of 4, 5 needed\n");
    assertThat(told(check(yaml, null)))
        .isEqualTo(
            "last | views-history | breached | views is 1, at least 3 was asked (history)\n");
    assertThat(told(check("checks: [{metric: views, against: history, at_least: 0.5}]", null)))
        .contains("history of 0, 5 needed");
  }

  /** Percentiles between ranked values in proportion, over earlier ones of weekday and slot. */
  @Test
  void percentilesAreThoseOfANaiveCount() {
    for (long seed = 1; seed <= 3; seed++) {
      empty();
      Random random = new Random(seed);
      record Aired(LocalDateTime start, @Nullable Integer likes) {}
      List<Aired> aired = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        LocalDateTime start =
            LocalDateTime.of(2026, 1, 1, 0, 0)
                .plusDays(i)
                .plusHours(18 + random.nextInt(5))
                .plusMinutes(random.nextInt(60));
        Integer likes = random.nextInt(6) == 0 ? null : random.nextInt(1000);
        aired.add(new Aired(start, likes));
        Map<String, Object> row = new HashMap<>();
        row.put("likes", likes);
        broadcast("s" + i, start.toInstant(ZoneOffset.UTC).toString(), row);
      }
      String[] ids = new String[120];
      for (int i = 0; i < 120; i++) {
        ids[i] = "s" + i;
      }
      Section found =
          check(
                  "checks: [{metric: likes, against: history, at_least: 0.25, at_most: 0.9}]",
                  null,
                  ids)
              .answer()
              .section("checks");

      int judged = 0;
      for (int i = 0; i < 120; i++) {
        Aired own = aired.get(i);
        DayOfWeek weekday = own.start().getDayOfWeek();
        List<Integer> past =
            aired.stream()
                .filter(each -> each.start().isBefore(own.start()) && each.likes() != null)
                .filter(each -> each.start().getDayOfWeek() == weekday)
                .filter(each -> each.start().getHour() / 3 == own.start().getHour() / 3)
                .map(Aired::likes)
                .sorted()
                .toList();
        String as = "seed " + seed + ", broadcast " + i;
        if (own.likes() == null || past.size() < 5) {
          assertThat(found.cell(i, "verdict")).as(as).isEqualTo("no-verdict");
          continue;
        }
        judged++;
        double low = percentile(past, 0.25);
        double high = percentile(past, 0.9);
        assertThat(limit(found, i, "at_least")).as(as).isCloseTo(low, within(1e-9));
        assertThat(limit(found, i, "at_most")).as(as).isCloseTo(high, within(1e-9));
        assertThat(found.cell(i, "history")).as(as).isEqualTo((long) past.size());
        assertThat(found.cell(i, "verdict"))
            .as(as)
            .isEqualTo(own.likes() < low || own.likes() > high ? "breached" : "held");
      }
      assertThat(judged).as("seed %d", seed).isGreaterThan(10);
    }
  }

  private static double limit(Section section, int row, String column) {
    return ((BigDecimal) ((Figure) section.cell(row, column)).value()).doubleValue();
  }

  private static double percentile(List<Integer> sorted, double p) {
    double at = p * (sorted.size() - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }

  @Test
  void creditedSalesAreNoHistoryOfSalesInTheRoom() {
    for (int day = 1; day <= 5; day++) {
      broadcast(
          "d" + day,
          "2026-05-0" + day + " 20:00:00",
          Map.of("attributed_orders", day, "product_clicks", 10));
    }
    broadcast("last", "2026-05-06 20:00:00", Map.of("orders", 1, "product_clicks", 10));

    assertThat(
            told(
                check(
                    "checks: [{metric: ctor, against: history, same: [account], at_least: 0.5}]",
                    null)))
        .contains("no-verdict | ctor: history of 0, 5 needed");
  }

  @Test
  void aPlanIsHeldAgainstThePartOfItThatIsAsked() {
    facts.add(
        "broadcast",
        Map.of(
            "shop",
            "nimbus",
            "broadcast",
            "a",
            "platform",
            "douyin",
            "account",
            "main",
            "started_at",
            "2026-05-01 12:10:00",
            "orders",
            79,
            "paid_gmv",
            "900"));
    plan(
        "target: {gmv: 1000, average_order_value: {value: 8, source: x, grade: A}}",
        "('p', 1, 1, 'x', 'paid', 60, 500), ('p', 1, 2, 'y', 'paid', 40, NULL)");

    Checks checks =
        check(
            """
            checks:
              - {metric: orders, against: plan, at_least: 0.8}
              - {metric: orders, against: target, at_least: 0.8}
              - {metric: paid_gmv, against: plan, at_least: 0.8}
              - {metric: paid_gmv, against: target, at_least: 0.9}
              - {metric: views, against: plan, at_least: 0.8}
            """,
            null);

    // 60 and 40 orders of the layers; 1000 / 8 = 125 of the target. A layer without GMV leaves
    // none.
    assertThat(told(checks))
        .isEqualTo(
            """
            a | orders-plan | breached | orders is 79, at least 80 was asked (plan)
            a | orders-target | breached | orders is 79, at least 100 was asked (target)
            a | paid_gmv-plan | no-verdict | paid_gmv: no layers of a frozen plan tell it
            a | paid_gmv-target | held | paid_gmv is 900, at least 900 is asked (target)
            a | views-plan | no-verdict | views: the metric is not known
            """);
    assertThat(checks.answer().notes()).contains("plan: p, version 1");
  }

  @Test
  void aTargetThatTheCampaignDoesNotStateHasNoVerdict() {
    broadcast("a", "2026-05-01 12:10:00", Map.of("orders", 79, "viewers", 10));
    String yaml = "checks: [{metric: orders, against: target, at_least: 0.8}]";
    assertThat(told(check(yaml, null)))
        .isEqualTo(
            "a | orders-target | no-verdict | orders: no target of a frozen plan tells it\n");

    plan("target: {viewers: 20}", "('p', 1, 1, 'x', 'paid', 60, 500)");

    assertThat(
            told(
                check(
                    "checks: [{metric: orders, against: target, at_least: 0.8}, {metric: viewers,"
                        + " against: target, at_least: 0.5}]",
                    null)))
        .isEqualTo(
            """
            a | orders-target | no-verdict | orders: no target of a frozen plan tells it
            a | viewers-target | held | viewers is 10, at least 10 is asked (target)
            """);
  }

  private static void plan(String campaign, String layers) {
    facts
        .workspace()
        .execute(
            "INSERT INTO plan VALUES ('p', 1, '', '"
                + campaign
                + "', NULL, NULL, NULL, 'main', '2026-05-01 12:00:00+00', 'CNY', '2026-04-01"
                + " 00:00:00+00')");
    facts
        .workspace()
        .execute(
            "INSERT INTO plan_layer (plan, version, position, layer, kind, orders, gmv) VALUES "
                + layers);
  }

  /** Refunds of a day stand beside refunds of a day, never beside those of a month. */
  @Test
  void whatGoesOnMovingIsHeldAgainstHistoryOfTheSameAgeOnly() {
    for (int day = 1; day <= 6; day++) {
      aged("young" + day, day, day + 2, day);
      aged("old" + day, day, 31 + day, 100);
    }
    aged("last", 20, 22, 4);
    String yaml =
        "checks: [{metric: refund_orders, against: history, same: [account], at_most: 0.5},"
            + " {metric: views, against: history, same: [account], at_most: 0.5}]";

    Checks checks = check(yaml, null);

    // The young ones have 1 … 6 refunds, the middle of which is 3.5; views stand still.
    assertThat(told(checks))
        .isEqualTo(
            """
            last | refund_orders-history | breached | refund_orders is 4, at most 3.5 was asked (history)
            last | views-history | held | views is 10, at most 10 is asked (history)
            """);
    Section rows = checks.answer().section("checks");
    assertThat(rows.cell(0, "history")).isEqualTo(6L);
    assertThat(rows.cell(1, "history")).isEqualTo(12L);
    facts.workspace().execute("DELETE FROM broadcast WHERE broadcast IN ('young1', 'young2')");
    assertThat(told(check(yaml, null)))
        .contains(
            "last | refund_orders-history | no-verdict | refund_orders: history of 4 at D1, 5");
  }

  private static void aged(String id, int day, int exported, int refunds) {
    LocalDateTime start = LocalDateTime.of(2026, 5, 1, 12, 0).plusDays(day - 1L);
    LocalDateTime export = LocalDateTime.of(2026, 5, 1, 12, 0).plusDays(exported - 1L);
    broadcast(
        id,
        start + ":00",
        Map.of(
            "refund_orders",
            refunds,
            "views",
            10,
            "duration_seconds",
            60,
            "as_of",
            export + ":00"));
  }

  @Test
  void theSameFactsGiveTheSameAnswer() {
    for (int day = 1; day <= 7; day++) {
      broadcast(
          "d" + day, "2026-05-0" + day + " 20:00:00", Map.of("views", day, "impressions", 90));
    }
    String yaml =
        "checks: [{metric: views, against: history, same: [account], at_least: 0.5}, {metric:"
            + " enter_rate, at_least: 0.05}]";

    assertThat(check(yaml, null, "d7", "d6", "d5").answer())
        .isEqualTo(check(yaml, null, "d5", "d6", "d7").answer());
  }

  @Test
  void aBaselineIsASavedAnswerAndItsSumsAreNoYardstickForOneBroadcast() {
    broadcast("a", "2026-05-01 12:10:00", Map.of("orders", 10, "paid_gmv", "900"));
    String kpi =
        """
        {"schema": "sluice.kpi/1", "by": "account", "groups": [
          {"group": "second", "broadcasts": 2, "metrics": [
            {"metric": "aov", "value": "1.00", "currency": "CNY"}]},
          {"group": "main", "broadcasts": 2, "metrics": [
            {"metric": "aov", "value": "100.00", "currency": "CNY"},
            {"metric": "orders", "value": 15, "currency": null}]}]}
        """;
    String yaml =
        """
        checks:
          - {metric: aov, against: baseline, at_least: 0.95}
          - {metric: orders, against: baseline, at_least: 0.5}
          - {metric: paid_gmv, against: baseline, at_least: 0.5}
        """;

    assertThat(told(check(yaml, kpi)))
        .isEqualTo(
            """
            a | aov-baseline | breached | aov is 90, at least 95 was asked (baseline)
            a | orders-baseline | no-verdict | orders: the baseline adds up several broadcasts
            a | paid_gmv-baseline | no-verdict | paid_gmv: not in the baseline
            """);
    assertThatThrownBy(() -> check(yaml, null))
        .hasMessage("check 'aov-baseline' is against a baseline, and none was named");
    assertThatThrownBy(() -> Baseline.read("x.json", "{\"schema\": \"sluice.funnel/1\"}"))
        .hasMessage("x.json is no answer of 'sluice kpi'");
    assertThatThrownBy(() -> Baseline.read("x.json", "{")).hasMessage("x.json is not JSON");
  }
}
