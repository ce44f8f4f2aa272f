package dev.sluice.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Facts;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.CampaignFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanComparisonTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final String CAMPAIGN =
      """
      campaign: eleven
      currency: CNY
      broadcast: {platform: douyin, account: home, start: 2026-11-11T20:00, zone: Asia/Shanghai}
      target: {gmv: 100000, average_order_value: 100, watch_to_pay: 0.02}
      layers:
        - {id: page, kind: reservation, reservations: 5000, show_up: 0.45}
        - {id: ads, kind: paid, budget: 300, cost_per_entrant: 1.5}
        - {id: group, kind: message, delivered: 1000, click_rate: 0.05}
      """;

  @TempDir Path folder;
  private Facts facts;

  @BeforeEach
  void open() {
    facts = Facts.in(folder);
  }

  @AfterEach
  void close() {
    facts.close();
  }

  private void save() {
    PlanVersions.save(facts.workspace(), CampaignFile.read("c", CAMPAIGN), CAMPAIGN, null, NOW);
  }

  private void broadcast(String id, String start, Integer viewers, Integer orders, String gmv) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("broadcast", id);
    row.put("shop", "home");
    row.put("platform", "douyin");
    row.put("account", "home");
    row.put("started_at", start);
    row.put("currency", "CNY");
    row.put("viewers", viewers);
    row.put("orders", orders);
    row.put("paid_gmv", gmv == null ? null : new BigDecimal(gmv));
    facts.add("broadcast", row);
  }

  private void result(String layer, Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("plan", "eleven");
    row.put("layer", layer);
    row.put("broadcast", "b1");
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    facts.add("layer_actual", row);
  }

  private PlanComparison compare(String broadcast) {
    return PlanComparison.of(
        facts.workspace(), PlanVersions.find(facts.workspace(), "eleven", null), broadcast);
  }

  @Test
  void layers_and_unattributed_add_up_to_the_broadcast() {
    save();
    broadcast("b1", "2026-11-11 12:01:00+00", 1000, 30, "3100.50");
    result("page", "reservations", 800, "entrants", 300, "orders", 10, "gmv", 1000);
    result("ads", "cost", 310, "entrants", 155, "orders", 3, "gmv", 200.5);
    result("flyers", "entrants", 20, "orders", 1);

    Answer answer = compare(null).answer();

    assertThat(
            Facts.table(
                answer.section("layers"),
                "layer",
                "reservations.planned",
                "reservations.actual",
                "show_up_rate.actual",
                "entrants.planned",
                "entrants.actual",
                "cost_per_entrant.planned",
                "cost_per_entrant.actual",
                "orders.planned",
                "orders.actual",
                "gmv.planned",
                "gmv.actual",
                "reason"))
        .isEqualTo(
            """
            page | 5000 | 800 | 0.375000 | 2250 | 300 | - | - | 45 | 10 | 4500.00 | 1000.00 | -
            ads | - | - | - | 200 | 155 | 1.5000 | 2.0000 | 4 | 3 | 400.00 | 200.50 | -
            group | - | - | - | 50 | - | - | - | 1 | - | 100.00 | - | no results of it were imported
            flyers | - | - | - | - | 20 | - | - | - | 1 | - | - | not in the plan
            """);
    assertThat(
            Facts.table(
                answer.section("unattributed"), "entrants.actual", "orders.actual", "gmv.actual"))
        .isEqualTo("525 | 16 | 1900.00\n");
    assertThat(
            Facts.table(answer.section("totals"), "entrants.actual", "orders.actual", "gmv.actual"))
        .isEqualTo("1000 | 30 | 3100.50\n");
    assertThat(answer.coverage().rows())
        .containsExactly(
            new Answer.Part("entrants", 3, 4),
            new Answer.Part("orders", 3, 4),
            new Answer.Part("gmv", 2, 4));
    assertThat(answer.notes()).noneMatch(note -> note.startsWith("Over-attributed"));
  }

  @Test
  void layers_that_claim_more_than_there_was_are_said_to() {
    save();
    broadcast("b1", "2026-11-11 12:00:00+00", 100, 30, "3000");
    result("page", "entrants", 90, "orders", 31, "gmv", 2999);
    result("ads", "entrants", 20, "orders", 0, "gmv", 0);

    Answer answer = compare("b1").answer();

    assertThat(answer.section("unattributed").rows().get(0).subList(0, 3))
        .containsExactly(-10L, -1L, new BigDecimal("1.00"));
    assertThat(answer.facts())
        .anySatisfy(
            fact -> {
              assertThat(fact.column().name()).isEqualTo("over_attributed");
              assertThat(fact.value()).isEqualTo(List.of("entrants", "orders"));
            });
    assertThat(answer.notes().get(0))
        .isEqualTo(
            "Over-attributed: the layers claim more entrants and orders than the broadcast had, so"
                + " that what is unattributed is below 0.");
  }

  @Test
  void what_the_broadcast_does_not_tell_is_missing_with_the_reason() {
    save();
    broadcast("b1", "2026-11-11 12:00:00+00", null, null, null);
    result("page", "entrants", 90, "currency", "USD", "gmv", 5);

    Answer answer = compare(null).answer();

    assertThat(answer.section("unattributed").cell(0, "entrants.actual")).isNull();
    assertThat(answer.section("unattributed").cell(0, "reason"))
        .isEqualTo(
            "the broadcast's viewers are not known; the broadcast's orders are not known; the"
                + " broadcast's GMV is not known");
    assertThat(answer.section("layers").cell(0, "gmv.actual")).isNull();
    assertThat(answer.section("layers").cell(0, "reason"))
        .isEqualTo("orders were not counted; its money is in USD");
    assertThat(answer.coverage().missing()).containsExactly("gmv", "orders");
  }

  @Test
  void without_results_the_broadcast_is_found_by_account_and_start() {
    save();
    broadcast("early", "2026-11-11 05:59:59+00", 1, 1, "1");
    assertThatThrownBy(() -> compare(null))
        .isInstanceOf(Refusal.class)
        .hasMessage("no broadcast belongs to plan eleven yet");
    broadcast("near", "2026-11-11 12:20:00+00", 7, 1, "1");
    broadcast("further", "2026-11-11 11:00:00+00", 8, 1, "1");

    Answer answer = compare(null).answer();
    assertThat(answer.section("totals").cell(0, "entrants.actual")).isEqualTo(7L);
    assertThat(answer.section("unattributed").cell(0, "entrants.actual")).isEqualTo(7L);
    assertThat(answer.notes().get(0)).startsWith("no results by layer were imported");
  }

  @Test
  void a_choice_of_broadcasts_is_the_user_s() {
    save();
    result("page", "entrants", 1);
    facts.add(
        "layer_actual",
        Map.of("plan", "eleven", "layer", "page", "broadcast", "b2", "entrants", 2));

    assertThatThrownBy(() -> compare(null))
        .isInstanceOf(Refusal.class)
        .hasMessage("plan eleven has several broadcasts")
        .satisfies(
            e -> assertThat(((Refusal) e).hint()).isEqualTo("choose one: --broadcast b1, or b2"));
    assertThat(compare("b2").answer().section("layers").cell(0, "entrants.actual")).isEqualTo(2L);
    assertThat(compare("b2").answer().section("unattributed").cell(0, "reason"))
        .isEqualTo("the broadcast is not in the workspace");
    assertThatThrownBy(() -> compare("b3"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no broadcast b3");
  }

  @Test
  void plans_and_versions_that_are_not_there_are_refused() {
    assertThatThrownBy(() -> PlanVersions.find(facts.workspace(), "eleven", null))
        .isInstanceOf(Refusal.class)
        .hasMessage("there is no frozen plan eleven");
    save();
    assertThatThrownBy(() -> PlanVersions.find(facts.workspace(), "elven", null))
        .satisfies(e -> assertThat(((Refusal) e).hint()).isEqualTo("did you mean eleven?"));
    assertThatThrownBy(() -> PlanVersions.find(facts.workspace(), "eleven", 2))
        .isInstanceOf(Refusal.class)
        .hasMessage("plan eleven has no version 2");
  }

  /** Random plans and results against sums made in Java, one cell after the other. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_statement_and_plain_sums_agree(long seed) {
    Random random = new Random(seed);
    String context = "seed " + seed;
    Integer viewers = maybe(random, 2000);
    Integer orders = maybe(random, 100);
    Integer gmv = maybe(random, 9000);
    facts
        .workspace()
        .execute(
            "INSERT INTO plan (plan, version, sha256, campaign, currency, saved_at) VALUES"
                + " ('eleven', 1, 'x', 'x', 'CNY', now()), ('eleven', 2, 'y', 'y', 'CNY', now())");
    broadcast("b1", "2026-11-11 12:00:00+00", viewers, orders, gmv == null ? null : gmv + ".25");
    Map<String, Integer[]> planned = new LinkedHashMap<>();
    Map<String, Integer[]> actual = new HashMap<>();
    for (int l = 0; l < 6; l++) {
      String layer = "layer" + l;
      if (random.nextInt(4) > 0) {
        Integer[] cells = cells(random);
        planned.put(layer, cells);
        facts
            .workspace()
            .execute(
                "INSERT INTO plan_layer (plan, version, position, layer, kind, cost, entrants,"
                    + " orders, gmv) VALUES ('eleven', 2, "
                    + (9 - l)
                    + ", '"
                    + layer
                    + "', 'paid', "
                    + cells[0]
                    + ", "
                    + cells[1]
                    + ", "
                    + cells[2]
                    + ", "
                    + cells[3]
                    + ")");
      }
      if (random.nextInt(4) > 0) {
        Integer[] cells = cells(random);
        actual.put(layer, cells);
        result(layer, "cost", cells[0], "entrants", cells[1], "orders", cells[2], "gmv", cells[3]);
        // What a later file replaced, and what belongs to another plan, does not count.
        facts.add(
            "layer_actual",
            Map.of(
                "plan",
                "eleven",
                "layer",
                layer,
                "broadcast",
                "b1",
                "entrants",
                999_999,
                "superseded_by",
                5));
        facts.add(
            "layer_actual",
            Map.of("plan", "other", "layer", layer, "broadcast", "b1", "entrants", 999_999));
      }
    }
    if (planned.isEmpty()) {
      return;
    }

    Answer answer = compare("b1").answer();

    Section layers = answer.section("layers");
    List<String> expected = new ArrayList<>();
    planned.keySet().stream().sorted((a, b) -> b.compareTo(a)).forEach(expected::add);
    actual.keySet().stream().filter(id -> !planned.containsKey(id)).sorted().forEach(expected::add);
    assertThat(layers.rows()).as(context).extracting(row -> row.get(0)).isEqualTo(expected);
    for (int row = 0; row < expected.size(); row++) {
      Integer[] plan = planned.getOrDefault(expected.get(row), new Integer[4]);
      Integer[] done = actual.getOrDefault(expected.get(row), new Integer[4]);
      assertThat(layers.cell(row, "entrants.planned")).as(context).isEqualTo(count(plan[1]));
      assertThat(layers.cell(row, "entrants.actual")).as(context).isEqualTo(count(done[1]));
      assertThat(layers.cell(row, "orders.actual")).as(context).isEqualTo(count(done[2]));
      assertThat(layers.cell(row, "gmv.actual")).as(context).isEqualTo(money(done[3]));
      assertThat(layers.cell(row, "cost_per_entrant.actual"))
          .as(context)
          .isEqualTo(
              done[0] == null || done[1] == null || done[0] == 0 || done[1] == 0
                  ? null
                  : BigDecimal.valueOf(done[0])
                      .divide(BigDecimal.valueOf(done[1]), 4, RoundingMode.HALF_UP));
    }
    Section rest = answer.section("unattributed");
    assertThat(rest.cell(0, "entrants.actual"))
        .as(context)
        .isEqualTo(viewers == null ? null : (Long) (viewers - sum(actual, 1)));
    assertThat(rest.cell(0, "orders.actual"))
        .as(context)
        .isEqualTo(orders == null ? null : (Long) (orders - sum(actual, 2)));
    assertThat(rest.cell(0, "gmv.actual"))
        .as(context)
        .isEqualTo(
            gmv == null
                ? null
                : new BigDecimal(gmv + ".25").subtract(BigDecimal.valueOf(sum(actual, 3))));
  }

  private static Integer[] cells(Random random) {
    return new Integer[] {
      maybe(random, 500), maybe(random, 300), maybe(random, 20), maybe(random, 2000)
    };
  }

  private static Integer maybe(Random random, int most) {
    return random.nextInt(5) == 0 ? null : (Integer) random.nextInt(most);
  }

  private static long sum(Map<String, Integer[]> cells, int at) {
    return cells.values().stream()
        .map(each -> each[at])
        .filter(Objects::nonNull)
        .mapToLong(Integer::longValue)
        .sum();
  }

  private static Long count(Integer cell) {
    return cell == null ? null : (Long) cell.longValue();
  }

  private static BigDecimal money(Integer cell) {
    return cell == null ? null : BigDecimal.valueOf(cell).setScale(2);
  }
}
