package dev.sluice.analysis.funnel;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Answer.Part;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunnelTest {
  private Facts facts;

  @BeforeEach
  void open(@TempDir Path folder) {
    facts = Facts.in(folder);
    facts.add(
        "shop",
        Map.of("shop", "nimbus", "platform", "douyin", "zone", "Asia/Shanghai", "currency", "CNY"));
    facts.add("shop", Map.of("shop", "lagoon", "platform", "tiktok", "currency", "IDR"));
  }

  @AfterEach
  void close() {
    facts.close();
  }

  private void broadcast(String shop, String id, String start, Map<String, ?> counts) {
    Map<String, Object> row = new HashMap<>(counts);
    row.put("shop", shop);
    row.put("broadcast", id);
    row.put("platform", shop.equals("nimbus") ? "douyin" : "tiktok");
    row.putIfAbsent("account", shop + "-main");
    row.put("started_at", start);
    facts.add("broadcast", row);
  }

  private Answer ask(String basis, String by, String compare, String... ids) {
    return Funnel.ask(
        facts.workspace(),
        Funnel.Question.of(Scope.of(List.of(ids), null, null, null), basis, by, compare));
  }

  private static double rate(Section section, String name) {
    for (int row = 0; row < section.rows().size(); row++) {
      if (name.equals(section.cell(row, "name"))) {
        return ((BigDecimal) section.cell(row, "rate")).doubleValue();
      }
    }
    throw new AssertionError("no rate " + name);
  }

  private static String amount(Section section, String name) {
    for (int row = 0; row < section.rows().size(); row++) {
      if (name.equals(section.cell(row, "name"))) {
        return section.cell(row, "amount") + " " + section.cell(row, "currency");
      }
    }
    throw new AssertionError("no amount " + name);
  }

  /** A published dashboard: 5.51 %, 26.31 %, 3.89 %, show GPM 58,980 and watch GPM 1.07M. */
  @Test
  void theIndonesianDashboardIsReproduced() {
    broadcast(
        "lagoon",
        "id-sample",
        "2026-05-01 12:00:00+00",
        Map.of(
            "impressions", 1_020_000,
            "views", 56_220,
            "product_impressions", 380_280,
            "product_clicks", 14_790,
            "attributed_orders", 410,
            "attributed_gmv", 60_160_000));

    Answer answer = ask(null, null, null);

    Section rates = answer.section("rates");
    assertThat(rate(rates, "enter_rate")).isCloseTo(0.0551, within(0.00005));
    assertThat(rate(rates, "live_ctr")).isCloseTo(0.2631, within(0.00005));
    assertThat(rate(rates, "product_click_rate")).isCloseTo(0.0389, within(0.00005));
    assertThat(rate(rates, "ctor")).isCloseTo(0.028, within(0.0005));
    assertThat(amount(rates, "show_gpm")).isEqualTo("58980.3922 IDR");
    assertThat(amount(rates, "watch_gpm")).isEqualTo("1070081.8214 IDR");
    assertThat(answer.notes())
        .contains(
            "product_impressions above the step before: rates per view, not a share of people",
            "orders are attributed orders in 1 broadcast");
  }

  /** A published weekly report: 5000, 1000, 900, 270, 54 and 3000 per 1000 views. */
  @Test
  void theWeeklyReportFixtureIsReproduced() {
    broadcast(
        "nimbus",
        "fixture",
        "2026-05-01 12:00:00+00",
        Map.of(
            "reach", 5000,
            "viewers", 1000,
            "product_reach", 900,
            "product_clickers", 270,
            "buyers", 54,
            "views", 1200,
            "paid_gmv", 3600));

    Answer answer = ask("uv", null, null);

    assertThat(
            table(
                answer.section("groups"),
                "step",
                "name",
                "count",
                "rate_from_first",
                "rate_from_previous",
                "dropped"))
        .isEqualTo(
            """
            1 | reach | 5000 | 1.0 | - | 4000
            2 | viewers | 1000 | 0.2 | 0.2 | 100
            3 | product_reach | 900 | 0.18 | 0.9 | 630
            4 | product_clickers | 270 | 0.054 | 0.3 | 216
            5 | buyers | 54 | 0.0108 | 0.2 | -
            """);
    assertThat(amount(answer.section("rates"), "watch_gpm")).isEqualTo("3000.0000 CNY");
  }

  /** A published row of the session list: its printed rates follow from its counts. */
  @Test
  void thePrintedRatesOfASessionListFollowFromItsCounts() {
    broadcast(
        "nimbus",
        "session",
        "2026-09-07 00:55:37+00",
        Map.ofEntries(
            Map.entry("reach", 182584),
            Map.entry("impressions", 280286),
            Map.entry("viewers", 15093),
            Map.entry("views", 21254),
            Map.entry("product_reach", 12774),
            Map.entry("product_clickers", 6390),
            Map.entry("product_impressions", 67458),
            Map.entry("product_clicks", 10306),
            Map.entry("orders", 1536),
            Map.entry("buyers", 1513),
            Map.entry("paid_gmv", new BigDecimal("61045.3"))));

    Section pv = ask("pv", null, null).section("rates");
    Section uv = ask("uv", null, null).section("rates");

    assertThat(printed(pv, "product_click_rate")).isEqualTo("0.1528");
    assertThat(printed(pv, "ctor")).isEqualTo("0.1490");
    assertThat(printed(pv, "watch_to_order_rate")).isEqualTo("0.0723");
    assertThat(printed(uv, "product_click_rate_uv")).isEqualTo("0.5002");
    assertThat(printed(uv, "click_to_pay_rate")).isEqualTo("0.2368");
    assertThat(printed(uv, "watch_to_pay_rate")).isEqualTo("0.1002");
  }

  private static String printed(Section rates, String name) {
    return BigDecimal.valueOf(rate(rates, name)).setScale(4, RoundingMode.HALF_UP).toPlainString();
  }

  /** Limits published for 4 of 20, 1 of 30, 0 of 30 and 18 of 20, here as steps of people. */
  @Test
  void theIntervalIsWilsons() {
    assertInterval("a", 20, 4, 0.0806576625797981, 0.4160174322518935);
    assertInterval("b", 30, 0, 0.0, 0.1135133932);
    assertInterval("c", 20, 18, 0.6989663547715128, 0.9721335187862318);
  }

  private void assertInterval(String id, int reach, int viewers, double low, double high) {
    broadcast("nimbus", id, "2026-05-01 12:00:00+00", Map.of("reach", reach, "viewers", viewers));
    List<?> ends = (List<?>) ask("uv", null, null, id).section("groups").cell(1, "ci95");
    assertThat(((BigDecimal) ends.get(0)).doubleValue()).isCloseTo(low, within(1e-7));
    assertThat(((BigDecimal) ends.get(1)).doubleValue()).isCloseTo(high, within(1e-7));
  }

  @Test
  void aBroadcastWithoutImpressionsDoesNotDiluteTheEnterRate() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("impressions", 1000, "views", 100));
    broadcast("nimbus", "b", "2026-05-02 12:00:00+00", Map.of("views", 900));

    Answer answer = ask(null, null, null);

    assertThat(
            table(
                answer.section("groups"),
                "group",
                "broadcasts",
                "name",
                "known",
                "count",
                "rate_from_previous",
                "dropped"))
        .isEqualTo(
            """
            - | 2 | impressions | 1 | 1000 | - | 900
            - | 2 | views | 2 | 1000 | 0.1 | -
            - | 2 | product_impressions | 0 | - | - | -
            - | 2 | product_clicks | 0 | - | - | -
            - | 2 | orders | 0 | - | - | -
            """);
    assertThat(answer.coverage().missing())
        .containsExactly("orders", "product_clicks", "product_impressions");
    assertThat(answer.coverage().rows()).containsExactly(new Part("impressions", 1, 2));
  }

  @Test
  void aStepAfterAMissingOneHasNoRateAndSaysSo() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("views", 100, "orders", 3));

    Answer answer = ask(null, null, null);

    assertThat(
            table(
                answer.section("groups"), "name", "count", "rate_from_first", "rate_from_previous"))
        .isEqualTo(
            """
            impressions | - | - | -
            views | 100 | - | -
            product_impressions | - | - | -
            product_clicks | - | - | -
            orders | 3 | - | -
            """);
    assertThat(answer.notes())
        .contains("no rate from the step before, which is not known: orders, views");
    assertThat(rate(answer.section("rates"), "watch_to_order_rate")).isEqualTo(0.03);
  }

  @Test
  void createdSkuOrdersAreFollowedBySkuOrders() {
    broadcast(
        "lagoon",
        "a",
        "2026-05-01 12:00:00+00",
        Map.of("product_clicks", 1000, "created_sku_orders", 50, "orders", 30, "sku_orders", 40));

    Answer answer = ask(null, null, null);

    assertThat(table(answer.section("groups"), "step", "name", "count", "rate_from_previous"))
        .isEqualTo(
            """
            1 | impressions | - | -
            2 | views | - | -
            3 | product_impressions | - | -
            4 | product_clicks | 1000 | -
            5 | created_sku_orders | 50 | 0.05
            6 | orders | 30 | 0.8
            """);
    assertThat(answer.notes())
        .contains("after created_sku_orders the rate is that of SKU orders, not of orders");
    assertThat(rate(answer.section("rates"), "ctor")).isEqualTo(0.03);
  }

  @Test
  void ordersOfDifferentScopesAreNamed() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("views", 10, "orders", 3));
    broadcast("lagoon", "b", "2026-05-01 12:00:00+00", Map.of("views", 10, "attributed_orders", 2));
    broadcast(
        "lagoon", "c", "2026-05-02 12:00:00+00", Map.of("views", 10, "attributed_sku_orders", 4));
    broadcast("lagoon", "d", "2026-05-03 12:00:00+00", Map.of("views", 10, "placed_orders", 9));

    Answer answer = ask(null, null, null);

    assertThat(answer.section("groups").cell(4, "count")).isEqualTo(9L);
    assertThat(answer.notes())
        .contains(
            "orders are in-room orders in 1 broadcast, attributed orders in 1 broadcast,"
                + " attributed SKU orders in 1 broadcast: they do not count the same thing",
            "1 broadcast states placed orders only, paid or not: they are left out");
  }

  @Test
  void aRiseAmongPeopleIsFlaggedAndNotRefused() {
    broadcast(
        "nimbus",
        "a",
        "2026-05-01 12:00:00+00",
        Map.of("reach", 100, "viewers", 50, "product_reach", 60));

    Answer answer = ask(null, null, null);

    assertThat(table(answer.section("groups"), "name", "rate_from_previous", "ci95", "dropped"))
        .contains("viewers | 0.5 | [0.4038", "product_reach | 1.2 | - | -");
    assertThat(answer.section("groups").cell(1, "dropped")).isNull();
    assertThat(answer.notes())
        .contains("product_reach rises above the step before: platform counts disagree");
  }

  @Test
  void peopleOfSeveralSessionsAreCalledASum() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("viewers", 50));
    broadcast("nimbus", "b", "2026-05-02 12:00:00+00", Map.of("viewers", 50));

    Answer answer = ask(null, null, null);

    assertThat(answer.facts().get(0).value()).isEqualTo("uv");
    assertThat(answer.notes())
        .contains(
            "people are summed over sessions (sum of session UV), they are not unique people");
  }

  @Test
  void pvIsTheBasisAsSoonAsOneBroadcastKnowsIt() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("viewers", 50));
    assertThat(ask(null, null, null).facts().get(0).value()).isEqualTo("uv");

    broadcast("nimbus", "b", "2026-05-02 12:00:00+00", Map.of("views", 50));
    assertThat(ask(null, null, null).facts().get(0).value()).isEqualTo("pv");
  }

  @Test
  void weekdaysAndSlotsAreThoseOfTheShop() {
    // 23:30 on a Sunday in London's winter is Monday morning in Shanghai.
    broadcast("nimbus", "a", "2026-02-01 23:30:00+00", Map.of("views", 1));
    broadcast("lagoon", "b", "2026-02-01 23:30:00+00", Map.of("views", 2));

    Answer weekdays = ask(null, "weekday", null);
    assertThat(table(weekdays.section("groups"), "group", "name", "count"))
        .contains("Monday | views | 1", "Sunday | views | 2");
    assertThat(weekdays.section("groups").cell(0, "group")).isEqualTo("Monday");
    assertThat(weekdays.notes())
        .contains(
            "no zone is known for lagoon: days and hours are those of UTC; --tz sets another");
    assertThat(table(ask(null, "slot", null).section("groups"), "group", "name", "count"))
        .contains("06:00-09:00 | views | 1", "21:00-24:00 | views | 2");
  }

  @Test
  void daysAreThoseOfTheShopAndBothIncluded() {
    broadcast("nimbus", "late", "2026-02-01 15:59:59+00", Map.of("views", 1));
    broadcast("nimbus", "next", "2026-02-01 16:00:00+00", Map.of("views", 10));
    broadcast("lagoon", "elsewhere", "2026-02-01 16:00:00+00", Map.of("views", 100));

    assertThat(views("2026-02-01", "2026-02-01", null)).isEqualTo(101L);
    assertThat(views("2026-02-02", null, null)).isEqualTo(10L);
    assertThat(views(null, "2026-02-01", ZoneId.of("+08:00"))).isEqualTo(1L);
  }

  private Object views(String from, String to, ZoneId zone) {
    Answer answer =
        Funnel.ask(
            facts.workspace(),
            Funnel.Question.of(Scope.of(List.of(), from, to, zone), "pv", null, null));
    return answer.section("groups").cell(1, "count");
  }

  @Test
  void theSameNameInTwoShopsStaysTwoGroups() {
    broadcast("nimbus", "simulcast", "2026-02-01 12:00:00+00", Map.of("views", 1));
    broadcast("lagoon", "simulcast", "2026-02-01 12:00:00+00", Map.of("views", 2));

    assertThat(table(ask(null, "broadcast", null).section("groups"), "group", "name", "count"))
        .contains("lagoon/simulcast | views | 2", "nimbus/simulcast | views | 1");
  }

  @Test
  void sourcesAndProductsShowTheStagesTheyKnow() {
    broadcast("nimbus", "a", "2026-02-01 12:00:00+00", Map.of("views", 100));
    facts.add(
        "broadcast_source",
        Map.of(
            "shop",
            "nimbus",
            "broadcast",
            "a",
            "source",
            "feed",
            "impressions",
            500,
            "views",
            80,
            "orders",
            2));
    facts.add(
        "broadcast_source",
        Map.of("shop", "nimbus", "broadcast", "a", "source", "ads", "views", 20, "orders", 1));
    facts.add(
        "broadcast_product",
        Map.of(
            "shop",
            "nimbus",
            "broadcast",
            "a",
            "product",
            "P1",
            "product_impressions",
            40,
            "product_clicks",
            8,
            "attributed_orders",
            2));

    assertThat(
            table(
                ask(null, "source", null).section("groups"),
                "group",
                "step",
                "name",
                "count",
                "rate_from_previous"))
        .isEqualTo(
            """
            ads | 1 | impressions | - | -
            ads | 2 | views | 20 | -
            ads | 3 | orders | 1 | 0.05
            feed | 1 | impressions | 500 | -
            feed | 2 | views | 80 | 0.16
            feed | 3 | orders | 2 | 0.025
            """);
    assertThat(
            table(
                ask(null, "product", null).section("groups"),
                "group",
                "step",
                "name",
                "count",
                "rate_from_previous"))
        .isEqualTo(
            """
            P1 | 1 | product_impressions | 40 | -
            P1 | 2 | product_clicks | 8 | 0.2
            P1 | 3 | orders | 2 | 0.25
            """);
  }

  @Test
  void theBroadcastBeforeIsThatOfTheSameAccount() {
    broadcast("nimbus", "a", "2026-02-01 12:00:00+00", Map.of("impressions", 1000, "views", 100));
    broadcast(
        "nimbus",
        "other",
        "2026-02-02 12:00:00+00",
        Map.of("account", "nimbus-second", "impressions", 7, "views", 7));
    broadcast("nimbus", "b", "2026-02-03 12:00:00+00", Map.of("impressions", 800, "views", 120));

    Section groups = ask(null, null, "previous", "b").section("groups");
    assertThat(
            table(
                groups,
                "name",
                "count",
                "rate_from_previous",
                "previous_count",
                "previous_rate",
                "change"))
        .startsWith(
            """
            impressions | 800 | - | 1000 | - | -0.2
            views | 120 | 0.15 | 100 | 0.1 | 0.2
            """);

    Answer each = ask(null, "broadcast", "previous");
    assertThat(table(each.section("groups"), "group", "name", "previous_count"))
        .contains("a | views | -", "other | views | -", "b | views | 100");
    assertThat(each.notes()).contains("2 broadcasts have no broadcast of the same account before");

    assertThat(table(ask(null, null, "other").section("groups"), "name", "count", "previous_count"))
        .contains("views | 227 | 7");
  }

  @Test
  void severalBroadcastsHaveNoOneBefore() {
    broadcast("nimbus", "a", "2026-02-01 12:00:00+00", Map.of("views", 100));
    broadcast("nimbus", "b", "2026-02-03 12:00:00+00", Map.of("views", 120));

    assertThatThrownBy(() -> ask(null, null, "previous"))
        .isInstanceOf(Refusal.class)
        .hasMessage("--compare previous needs one broadcast, not 2");
  }

  @Test
  void anUnknownBroadcastIsRefusedWithTheNearest() {
    broadcast("nimbus", "7301", "2026-02-01 12:00:00+00", Map.of("views", 100));
    broadcast("nimbus", "9999", "2026-02-01 12:00:00+00", Map.of("views", 100));

    assertThatThrownBy(() -> ask(null, null, null, "7301", "7302"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Refusal.Cause.USAGE);
              assertThat(refusal.sentence()).isEqualTo("there is no broadcast 7302");
              assertThat(refusal.hint()).isEqualTo("the nearest: 7301, 9999");
            });
    assertThatThrownBy(() -> ask(null, null, "7300", "7301"))
        .isInstanceOf(Refusal.class)
        .hasMessage("there is no broadcast 7300");
  }

  @Test
  void anEmptyScopeIsAnEmptyAnswerWithANote() {
    Answer answer = ask(null, null, null);

    assertThat(answer.section("groups").rows()).isEmpty();
    assertThat(answer.section("rates").rows()).isEmpty();
    assertThat(answer.notes()).containsExactly("no broadcast lies in the scope");
  }

  @Test
  void whatALaterExportReplacedDoesNotCount() {
    broadcast("nimbus", "a", "2026-02-01 12:00:00+00", Map.of("views", 100, "superseded_by", 2));
    broadcast("nimbus", "a", "2026-02-01 12:00:00+00", Map.of("views", 90));

    assertThat(table(ask(null, null, null).section("groups"), "name", "count"))
        .contains("views | 90");
  }

  @Test
  void moneyOfSeveralCurrenciesIsNotAdded() {
    broadcast("nimbus", "a", "2026-02-01 12:00:00+00", Map.of("views", 100, "paid_gmv", 50));
    broadcast("lagoon", "b", "2026-02-01 12:00:00+00", Map.of("views", 100, "paid_gmv", 90000));

    assertThat(
            table(
                ask(null, null, null).section("rates"),
                "name",
                "amount",
                "currency",
                "known",
                "broadcasts",
                "reason"))
        .contains(
            "watch_gpm | - | - | 2 | 2 | several currencies",
            "uv_value | - | - | 0 | 2 | not known");
    assertThat(
            table(
                ask(null, "platform", null).section("rates"),
                "group",
                "name",
                "amount",
                "currency"))
        .contains("douyin | watch_gpm | 500.0000 | CNY", "tiktok | watch_gpm | 900000.0000 | IDR");
  }

  @Test
  void optionsThatDoNotExistAreRefused() {
    Scope all = Scope.of(List.of(), null, null, null);
    assertThatThrownBy(() -> Funnel.Question.of(all, "users", null, null))
        .isInstanceOf(Refusal.class)
        .hasMessage("--basis: there is no 'users'");
    assertThatThrownBy(() -> Funnel.Question.of(all, null, "moon", null))
        .isInstanceOf(Refusal.class)
        .hasMessage("--by: there is no 'moon'");
    assertThatThrownBy(() -> Funnel.Question.of(all, null, "weekday", "previous"))
        .isInstanceOf(Refusal.class)
        .hasMessage("--compare does not go with --by weekday");
  }
}
