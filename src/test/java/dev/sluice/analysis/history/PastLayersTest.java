package dev.sluice.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Facts;
import dev.sluice.answer.Refusal;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.LayerKind;
import dev.sluice.plan.learning.PastLayer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastLayersTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final String CAMPAIGN =
      """
      campaign: next
      currency: CNY
      broadcast: {account: home, start: 2026-11-11T20:00, zone: Asia/Shanghai}
      target: {viewers: 100}
      layers:
        - {id: ads, kind: paid, budget: 300, cost_per_entrant: 1.5}
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

  private void broadcast(String id, String account, String start, String end) {
    facts.add(
        "broadcast",
        Map.of(
            "broadcast",
            id,
            "shop",
            "s",
            "platform",
            "douyin",
            "account",
            account,
            "started_at",
            start,
            "ended_at",
            end));
  }

  private void result(String plan, String broadcast, String layer, Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("plan", plan);
    row.put("layer", layer);
    row.put("broadcast", broadcast);
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    facts.add("layer_actual", row);
  }

  private PastLayers past(Campaign campaign, Instant now) {
    return PastLayers.of(facts.workspace(), campaign, now);
  }

  private static Campaign campaign() {
    return CampaignFile.read("c", CAMPAIGN).accepted();
  }

  @Test
  void only_broadcasts_that_are_over_are_past() {
    broadcast("b1", "home", "2026-11-01 12:00:00+00", "2026-11-01 16:00:00+00");
    broadcast("b2", "home", "2026-11-09 12:00:00+00", "2026-11-09 16:00:00+00");
    broadcast("b3", "home", "2026-11-11 12:00:00+00", "2026-11-11 16:00:00+00");
    for (String broadcast : new String[] {"b1", "b2", "b3", "unknown"}) {
      result("p", broadcast, "ads", "entrants", 5);
    }

    assertThat(past(null, NOW).layers())
        .extracting(PastLayer::broadcast)
        .containsExactly("b1", "b2", "b3");
    assertThat(past(null, Instant.parse("2026-11-09T15:59:59Z")).layers())
        .extracting(PastLayer::broadcast)
        .containsExactly("b1");
    // A campaign learns nothing of its own evening, whatever is imported by now.
    PastLayers own = past(campaign(), NOW);
    assertThat(own.layers()).extracting(PastLayer::broadcast).containsExactly("b1", "b2");
    assertThat(own.history().broadcasts()).isEqualTo(2);
    assertThat(own.layers().get(0).kind()).isEqualTo(LayerKind.PAID);
  }

  @Test
  void missing_is_missing_and_two_plans_of_one_broadcast_are_added() {
    broadcast("b1", "home", "2026-11-01 12:00:00+00", "2026-11-01 16:00:00+00");
    result("p", "b1", "ads", "entrants", 5, "orders", 1, "cost", 10);
    result("q", "b1", "ads", "entrants", 7, "cost", 20);
    facts.add(
        "layer_actual",
        Map.of("plan", "r", "layer", "ads", "broadcast", "b1", "entrants", 9, "superseded_by", 3));

    PastLayer layer = past(null, NOW).layers().get(0);
    assertThat(layer.entrants()).isEqualTo(12);
    assertThat(layer.orders()).isNull();
    assertThat(layer.cost()).isEqualByComparingTo("30");
    assertThat(layer.kind()).isNull();
  }

  @Test
  void the_kind_is_that_of_the_plan_frozen_last() {
    broadcast("b1", "home", "2026-11-01 12:00:00+00", "2026-11-01 16:00:00+00");
    result("p", "b1", "ads", "entrants", 5);
    String text =
        CAMPAIGN.replace(
            "paid, budget: 300, cost_per_entrant: 1.5", "store, visits: 9, click_rate: 1");
    PlanVersions.save(facts.workspace(), CampaignFile.read("c", CAMPAIGN), CAMPAIGN, null, NOW);
    PlanVersions.save(
        facts.workspace(), CampaignFile.read("c", text), text, null, NOW.plusSeconds(1));

    assertThat(past(null, NOW).layers().get(0).kind()).isEqualTo(LayerKind.STORE);
    assertThat(past(campaign(), NOW).layers().get(0).kind()).isEqualTo(LayerKind.PAID);
  }

  @Test
  void accounts_and_currencies_do_not_teach_each_other() {
    broadcast("b1", "home", "2026-11-01 12:00:00+00", "2026-11-01 16:00:00+00");
    broadcast("b2", "home", "2026-11-02 12:00:00+00", "2026-11-02 16:00:00+00");
    result("p", "b1", "ads", "cost", 5, "entrants", 3, "currency", "CNY");
    result("p", "b2", "ads", "cost", 6, "entrants", 4, "currency", "USD");
    assertThatThrownBy(() -> past(null, NOW))
        .isInstanceOf(Refusal.class)
        .hasMessage("the results by layer are of several currencies: CNY, USD");
    PastLayers own = past(campaign(), NOW);
    assertThat(own.layers().get(1).cost()).isNull();
    assertThat(own.layers().get(1).entrants()).isEqualTo(4);
    assertThat(own.notes()).containsExactly("the money of 1 result is not in CNY and left out");

    broadcast("b3", "away", "2026-11-03 12:00:00+00", "2026-11-03 16:00:00+00");
    result("p", "b3", "ads", "entrants", 3);
    assertThatThrownBy(() -> past(null, NOW))
        .isInstanceOf(Refusal.class)
        .hasMessage("the results by layer are of several accounts: away, home");
    assertThat(past(campaign(), NOW).layers()).hasSize(2);
  }
}
