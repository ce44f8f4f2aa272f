package dev.sluice.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Facts;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.plan.CampaignFile;
import dev.sluice.workspace.Sql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanVersionsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final String CAMPAIGN =
      """
      campaign: c
      currency: USD
      target: {orders: 40, average_order_value: 30, watch_to_pay: 0.03}
      layers:
        - {id: k, kind: creator, clicks: 1100, click_to_room: 0.5}
        - {id: n, kind: creator, creators: 3, entrants_each: 25, fee: 7}
        - {id: s, kind: store, visits: 1000, click_rate: 0.1, cost: 5}
        - {id: r, kind: paid, response: {curve: linear, rate: 2}}
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

  private Answer save(String text) {
    return PlanVersions.save(facts.workspace(), CampaignFile.read("c", text), text, "why", NOW);
  }

  private static Object fact(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private long rows(String table) {
    Sql count = Sql.composed("rows", "SELECT count(*) AS n FROM " + table);
    return (Long) facts.workspace().query("rows", count, List.of(Column.count("n"))).cell(0, "n");
  }

  @Test
  void what_is_frozen_is_in_the_counts_of_the_results() {
    Answer answer = save(CAMPAIGN);

    assertThat(
            Facts.table(
                answer.section("layers"),
                "layer",
                "cost",
                "reach",
                "clicks",
                "entrants",
                "orders",
                "gmv",
                "reason"))
        .isEqualTo(
            """
            k | - | - | 1100 | 550 | 16 | 480.00 | -
            n | 21.00 | - | - | 75 | 2 | 60.00 | -
            s | 5.00 | 1000 | - | 100 | 3 | 90.00 | -
            r | - | - | - | - | - | - | only a response to money is stated
            """);
    assertThat(fact(answer, "status")).isEqualTo("saved");
    assertThat(rows("plan_layer")).isEqualTo(4);
  }

  @Test
  void the_same_text_again_is_unchanged_and_another_is_the_next_version() {
    String other = CAMPAIGN.replace("0.5}", "0.6}");
    assertThat(fact(save(CAMPAIGN), "version")).isEqualTo(1L);
    Answer again = save(CAMPAIGN);
    assertThat(fact(again, "version")).isEqualTo(1L);
    assertThat(fact(again, "status")).isEqualTo("unchanged");
    assertThat(rows("plan")).isEqualTo(1);

    assertThat(fact(save(other), "version")).isEqualTo(2L);
    // Back to what it was is a change.
    assertThat(fact(save(CAMPAIGN), "version")).isEqualTo(3L);
    assertThat(rows("plan")).isEqualTo(3);
    assertThat(rows("plan_layer")).isEqualTo(12);

    assertThat(find(CAMPAIGN).changedSince()).isFalse();
    assertThat(find(other).changedSince()).isTrue();
    assertThat(find(other).version()).isEqualTo(3);
  }

  private PlanVersions.Version find(String text) {
    return PlanVersions.find(facts.workspace(), CampaignFile.read("c", text), text, null);
  }

  @Test
  void a_plan_without_an_id_or_with_faults_is_refused_and_nothing_is_written() {
    assertThatThrownBy(() -> save(CAMPAIGN.replace("campaign: c\n", "")))
        .isInstanceOf(Refusal.class)
        .hasMessage("c has no id, and a plan is kept under its id");
    assertThatThrownBy(() -> save(CAMPAIGN.replace("kind: store", "kind: shop")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("c has a fault");
    assertThat(rows("plan")).isZero();
  }
}
