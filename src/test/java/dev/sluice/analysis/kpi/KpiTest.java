package dev.sluice.analysis.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.workspace.Sql;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiTest {
  /** What a rate may take from the orders that are credited to the room. */
  private static final Map<String, String> ATTRIBUTED =
      Map.of(
          "orders", "attributed_orders",
          "sku_orders", "attributed_sku_orders",
          "units", "attributed_units",
          "buyers", "attributed_buyers",
          "paid_gmv", "attributed_gmv");

  @TempDir static Path folder;

  private static Facts facts;

  @BeforeAll
  static void open() {
    facts = Facts.in(folder);
    facts.add(
        "shop",
        Map.of("shop", "nimbus", "platform", "douyin", "zone", "Asia/Shanghai", "currency", "CNY"));
    facts.add("shop", Map.of("shop", "lagoon", "platform", "tiktok", "currency", "IDR"));
  }

  @AfterAll
  static void close() {
    facts.close();
  }

  @BeforeEach
  void empty() {
    facts.forget("broadcast");
  }

  private void broadcast(String shop, String id, String start, Map<String, ?> counts) {
    Map<String, Object> row = new HashMap<>(counts);
    row.put("shop", shop);
    row.put("broadcast", id);
    row.put("platform", shop.equals("nimbus") ? "douyin" : "tiktok");
    row.put("started_at", start);
    facts.add("broadcast", row);
  }

  private Answer ask(@Nullable String by, List<String> metrics, String... ids) {
    Scope scope = Scope.of(List.of(ids), null, null, null);
    return Kpi.ask(facts.workspace(), Kpi.Question.of(scope, metrics, by)).answer();
  }

  /** The values of the answer by {@code group metric}, and of what is missing the reason. */
  private static Map<String, String> values(Answer answer) {
    Section section = answer.section("groups");
    Map<String, String> values = new LinkedHashMap<>();
    for (int row = 0; row < section.rows().size(); row++) {
      Object value = section.cell(row, "value");
      String currency =
          section.cell(row, "currency") == null ? "" : " " + section.cell(row, "currency");
      String scope = section.cell(row, "scope") == null ? "" : " " + section.cell(row, "scope");
      values.put(
          section.cell(row, "group") + " " + section.cell(row, "metric"),
          value instanceof Figure figure
              ? plain(figure) + currency + scope
              : String.valueOf(section.cell(row, "reason")));
    }
    return values;
  }

  private static String plain(Figure figure) {
    return figure.value() instanceof BigDecimal number
        ? number.toPlainString()
        : figure.value().toString();
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

    Map<String, String> values = values(ask(null, List.of()));

    assertThat(values)
        .containsEntry("null enter_rate", "0.05511765")
        .containsEntry("null live_ctr", "0.26307364")
        .containsEntry("null product_click_rate", "0.03889240")
        .containsEntry("null show_gpm", "58980.3922 IDR attributed")
        .containsEntry("null watch_gpm", "1070081.8214 IDR attributed")
        .containsEntry("null paid_gmv", "not known")
        .containsEntry("null attributed_gmv", "60160000.00 IDR");
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

    assertThat(values(ask(null, List.of("all"))))
        .containsEntry("null enter_rate_uv", "0.20000000")
        .containsEntry("null product_view_rate", "0.90000000")
        .containsEntry("null product_click_rate_uv", "0.30000000")
        .containsEntry("null click_to_pay_rate", "0.20000000 in-room")
        .containsEntry("null watch_to_pay_rate", "0.05400000 in-room")
        .containsEntry("null exposure_to_pay_rate", "0.01080000 in-room")
        .containsEntry("null watch_gpm", "3000.00 CNY in-room");
  }

  @Test
  void peopleAreNeverAddedUpAndMissingIsNotZero() {
    broadcast(
        "nimbus", "a", "2026-05-01 12:00:00+00", Map.of("viewers", 10, "views", 20, "likes", 0));
    broadcast("nimbus", "b", "2026-05-02 12:00:00+00", Map.of("viewers", 30));

    assertThat(values(ask(null, List.of("viewers", "views", "likes", "comments", "like_rate"))))
        .containsExactly(
            Map.entry("null viewers", "the same may come twice"),
            Map.entry("null views", "20"),
            Map.entry("null likes", "0"),
            Map.entry("null comments", "not known"),
            Map.entry("null like_rate", "0.00000000"));
    assertThat(values(ask("broadcast", List.of("viewers"))))
        .containsExactly(Map.entry("a viewers", "10"), Map.entry("b viewers", "30"));
  }

  @Test
  void nothingToDivideByIsMissing() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("views", 0, "impressions", 0));

    assertThat(values(ask(null, List.of("enter_rate"))))
        .containsExactly(Map.entry("null enter_rate", "nothing to divide by"));
  }

  @Test
  void moneyOfSeveralCurrenciesIsNotAddedUp() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("paid_gmv", "10.10", "orders", 1));
    broadcast("lagoon", "b", "2026-05-01 12:00:00+00", Map.of("paid_gmv", "9000", "orders", 2));

    assertThat(values(ask(null, List.of("paid_gmv", "aov", "orders"))))
        .containsExactly(
            Map.entry("null paid_gmv", "several currencies"),
            Map.entry("null aov", "several currencies"),
            Map.entry("null orders", "3"));
    assertThat(values(ask("account", List.of("paid_gmv"))))
        .containsExactly(
            Map.entry("lagoon paid_gmv", "9000.00 IDR"), Map.entry("nimbus paid_gmv", "10.10 CNY"));
  }

  @Test
  void ordersOfTheRoomAndCreditedOnesAreNotMixedWithinABroadcast() {
    broadcast(
        "nimbus",
        "a",
        "2026-05-01 12:00:00+00",
        Map.of("paid_gmv", "100", "attributed_gmv", "300", "attributed_orders", 2));
    broadcast("nimbus", "b", "2026-05-02 12:00:00+00", Map.of("paid_gmv", "100", "orders", 1));

    assertThat(values(ask("broadcast", List.of("aov"))))
        .containsExactly(
            Map.entry("a aov", "150.00 CNY attributed"), Map.entry("b aov", "100.00 CNY in-room"));
    assertThat(values(ask(null, List.of("aov"))))
        .containsExactly(Map.entry("null aov", "133.3333 CNY mixed"));
  }

  @Test
  void weeksAreThoseOfTheShopsOwnDays() {
    // Sunday evening in London, Monday in Shanghai: another ISO week.
    broadcast("nimbus", "a", "2026-05-03 17:00:00+00", Map.of("views", 1));
    broadcast("nimbus", "b", "2026-05-03 15:00:00+00", Map.of("views", 2));

    assertThat(values(ask("week", List.of("views"))))
        .containsExactly(Map.entry("2026-W18 views", "2"), Map.entry("2026-W19 views", "1"));
    assertThat(values(ask("slot", List.of("views"))))
        .containsExactly(Map.entry("00:00-03:00 views", "1"), Map.entry("21:00-24:00 views", "2"));
  }

  @Test
  void maturityIsThatOfTheFreshestExportThatAllHave() {
    broadcast(
        "nimbus",
        "a",
        "2026-05-01 12:00:00+00",
        Map.of("duration_seconds", 3600, "as_of", "2026-05-08 13:00:00+00"));
    broadcast(
        "nimbus",
        "b",
        "2026-05-01 12:00:00+00",
        Map.of("duration_seconds", 3600, "as_of", "2026-05-02 12:59:59+00"));

    assertThat(ask("broadcast", List.of("views")).section("groups").rows())
        .extracting(row -> row.get(4))
        .containsExactly("D7", "D0");
    assertThat(ask(null, List.of("views")).section("groups").cell(0, "maturity")).isEqualTo("D0");
  }

  @Test
  void whatIsNotOnOfferIsRefused() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("views", 1));

    assertThatThrownBy(() -> ask(null, List.of("enter_rat")))
        .isInstanceOf(Refusal.class)
        .hasMessage("there is no metric named enter_rat")
        .extracting(e -> ((Refusal) e).hint())
        .asString()
        .startsWith("did you mean enter_rate?");
    assertThatThrownBy(() -> ask(null, List.of("sell_through")))
        .hasMessage("sell_through is not told of a broadcast as a whole");
    assertThatThrownBy(() -> ask("color", List.of())).hasMessage("--by: there is no 'color'");
    assertThatThrownBy(() -> ask(null, List.of(), "c")).hasMessage("there is no broadcast c");
  }

  @Test
  void aScopeWithoutBroadcastsSaysSo() {
    Answer answer = ask(null, List.of());

    assertThat(answer.section("groups").rows()).isEmpty();
    assertThat(answer.notes()).containsExactly("no broadcast lies in the scope");
  }

  /**
   * The dictionary's formulas, computed as they are written over the broadcasts that know all that
   * they name, give what the statement gives.
   */
  @Test
  void everyMetricIsWhatTheDictionarySays() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      List<Map<String, Double>> broadcasts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        broadcasts.add(invented(random, "seed-" + seed + "-" + i));
      }
      String[] ids = new String[12];
      for (int i = 0; i < 12; i++) {
        ids[i] = "seed-" + seed + "-" + i;
      }
      Section found = ask(null, List.of("all"), ids).section("groups");

      Set<String> compared = new HashSet<>();
      for (int row = 0; row < found.rows().size(); row++) {
        String name = String.valueOf(found.cell(row, "metric"));
        double expected = naive(Dictionary.standard().find(name), broadcasts);
        Object value = found.cell(row, "value");
        if (value == null) {
          assertThat(expected).as("seed %d, %s", seed, name).isNaN();
        } else {
          compared.add(name);
          double actual = Double.parseDouble(plain((Figure) value));
          assertThat(actual)
              .as("seed %d, %s", seed, name)
              .isCloseTo(expected, within(1e-4 + 1e-7 * Math.abs(expected)));
        }
      }
      assertThat(compared).as("seed %d", seed).hasSizeGreaterThan(70);
    }
  }

  /** Nothing that can be computed from a broadcast's columns is left out. */
  @Test
  void whatFollowsFromTheColumnsOfABroadcastIsThere() {
    broadcast("nimbus", "a", "2026-05-01 12:00:00+00", Map.of("views", 1));
    Set<String> columns = columns();
    Set<String> there = new HashSet<>();
    ask(null, List.of("all"))
        .section("groups")
        .rows()
        .forEach(row -> there.add(String.valueOf(row.get(5))));

    assertThat(Dictionary.standard().metrics())
        .filteredOn(
            metric ->
                metric.formula() == null
                    ? columns.contains(metric.name())
                    : columns.containsAll(Formula.leaves(metric.formula())))
        .extracting(Metric::name)
        .hasSizeGreaterThan(90)
        .allSatisfy(name -> assertThat(there).contains(name));
  }

  private Set<String> columns() {
    Set<String> columns = new HashSet<>();
    facts
        .workspace()
        .query(
            "columns",
            Sql.composed(
                "columns",
                "SELECT column_name FROM duckdb_columns() WHERE table_name = 'broadcast'"
                    + " AND (data_type = 'BIGINT' OR data_type LIKE 'DECIMAL%')"
                    + " AND column_name <> 'row_number' ORDER BY ALL"),
            List.of(Column.id("column_name")))
        .rows()
        .forEach(row -> columns.add(String.valueOf(row.get(0))));
    return columns;
  }

  /** A broadcast of which each count is missing, zero or something. */
  private Map<String, Double> invented(Random random, String id) {
    Map<String, Double> counts = new HashMap<>();
    Map<String, Object> row = new HashMap<>();
    for (String column : columns().stream().sorted().toList()) {
      int dice = random.nextInt(20);
      if (dice < 3) {
        continue;
      }
      long value = dice == 3 ? 0 : random.nextInt(1, 5000);
      counts.put(column, (double) value);
      row.put(column, value);
    }
    broadcast("nimbus", id, "2026-05-01 12:00:00+00", row);
    return counts;
  }

  private static double naive(Metric metric, List<Map<String, Double>> broadcasts) {
    String formula = metric.formula();
    if (formula == null) {
      formula =
          switch (metric.name()) {
            case "average_viewers" -> "average_viewers * duration_seconds / duration_seconds";
            case "watch_seconds_per_view" -> "watch_seconds_per_view * views / views";
            case "watch_seconds_per_viewer" -> "watch_seconds_per_viewer * viewers / viewers";
            default -> metric.name();
          };
    }
    if (metric.name().equals("peak_viewers")) {
      return broadcasts.stream()
          .filter(counts -> counts.containsKey("peak_viewers"))
          .mapToDouble(counts -> counts.get("peak_viewers"))
          .max()
          .orElse(Double.NaN);
    }
    Set<String> people =
        Set.of(
            "reach",
            "viewers",
            "engaged_viewers",
            "product_reach",
            "product_clickers",
            "buyers",
            "attributed_buyers",
            "refund_buyers",
            "products_listed",
            "products_sold");
    if (people.contains(metric.name())) {
      return Double.NaN;
    }
    boolean mayBeCredited =
        formula.contains("/")
            && !formula.contains("refund")
            && !formula.contains("ad_")
            && !formula.contains("commission")
            && !formula.contains("created");
    boolean weighted = formula.matches("(\\w+) \\* (\\w+).*");
    Map<String, Double> sums = new HashMap<>();
    for (Map<String, Double> counts : broadcasts) {
      Map<String, Double> known = inputs(formula, counts, mayBeCredited);
      if (known == null) {
        continue;
      }
      if (weighted) {
        String[] words = formula.split("[^a-z_]+", -1);
        sums.merge("above", known.get(words[0]) * known.get(words[1]), Double::sum);
        sums.merge(words[1], known.get(words[1]), Double::sum);
      } else {
        known.forEach((name, value) -> sums.merge(name, value, Double::sum));
      }
    }
    if (sums.isEmpty()) {
      return Double.NaN;
    }
    if (weighted) {
      double above = sums.get("above");
      return formula.contains("/") ? above / sums.get(formula.split("[^a-z_]+", -1)[1]) : above;
    }
    double value = Formula.value(formula, sums);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /**
   * What the formula names, in the room or else credited to it; {@code null} if part is missing.
   */
  private static @Nullable Map<String, Double> inputs(
      String formula, Map<String, Double> counts, boolean mayBeCredited) {
    Set<String> leaves = Formula.leaves(formula);
    if (counts.keySet().containsAll(leaves)) {
      Map<String, Double> inputs = new HashMap<>(counts);
      inputs.keySet().retainAll(leaves);
      return inputs;
    }
    if (!mayBeCredited) {
      return null;
    }
    Map<String, Double> inputs = new HashMap<>();
    for (String leaf : leaves) {
      Double value = counts.get(ATTRIBUTED.getOrDefault(leaf, leaf));
      if (value == null) {
        return null;
      }
      inputs.put(leaf, value);
    }
    return inputs;
  }
}
