package dev.sluice.plan.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.plan.CampaignFile;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AllocationSheetTest {
  private static final String CAMPAIGN =
      """
      currency: CNY
      budget: 30000
      target: {gmv: 100000, average_order_value: 100, watch_to_pay: 0.02, units_per_order: 1.3}
      layers:
        - {id: fans, kind: followers, followers: 50000, enter_rate: 0.05, cost: 1000}
        - {id: ads, kind: paid, spend: 9000, response: {curve: log, scale: 9000, half: 4000}}
        - {id: clips, kind: teaser, spend: 6000, maximum: 40000, response: {curve: michaelis-menten, ceiling: 40000, half: 12000}}
      """;

  private static Answer ask(String yaml, MoneyQuestion question) {
    return AllocationSheet.of(CampaignFile.read("c", yaml), question);
  }

  private static Answer ask(String yaml) {
    return ask(yaml, new MoneyQuestion.MostFor(null));
  }

  private static double fact(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .map(fact -> ((BigDecimal) Objects.requireNonNull(fact.value())).doubleValue())
        .findFirst()
        .orElseThrow();
  }

  private static String text(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .map(fact -> String.valueOf(fact.value()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_is_held_costs_its_money_and_counts_with_its_entrants() {
    Answer answer = ask(CAMPAIGN);

    assertThat(text(answer, "objective")).isEqualTo("gmv");
    assertThat(fact(answer, "spent")).isEqualTo(30000);
    double ads = ((BigDecimal) answer.section("layers").cell(1, "spend")).doubleValue();
    double clips = ((BigDecimal) answer.section("layers").cell(2, "spend")).doubleValue();
    assertThat(ads + clips).isEqualTo(29000);
    double entrants = 2500 + 9000 * Math.log1p(ads / 4000) + 40000 * clips / (12000 + clips);
    assertThat(fact(answer, "value")).isCloseTo(entrants * 2, within(1e-4));
    assertThat(fact(answer, "orders")).isCloseTo(entrants / 50, within(1e-4));
    assertThat(fact(answer, "value")).isGreaterThan(fact(answer, "baseline_value"));
  }

  @Test
  void each_of_stock_service_and_dispatch_caps_the_orders_and_the_tightest_is_named() {
    for (String cap :
        new String[] {
          "stock: {units: 650}",
          "dispatch: {parcels_per_day: 250, days: 2}",
          "service: {contact_rate: 0.5, contacts_per_agent_day: 50, agents: 1, days: 5}"
        }) {
      Answer answer = ask(CAMPAIGN + cap);

      assertThat(fact(answer, "orders_at_most")).isEqualTo(500);
      assertThat(fact(answer, "orders")).isLessThanOrEqualTo(500).isGreaterThan(499.99);
      assertThat(fact(answer, "gap")).isLessThan(1e-4);
      assertThat(text(answer, "reason"))
          .startsWith("paid traffic is cut by CNY ")
          .endsWith(
              cap.substring(0, cap.indexOf(':')).replace("service", "customer service")
                  + " for 500 orders");
    }
  }

  @Test
  void the_cheapest_plan_for_a_gmv_is_that_of_its_orders() {
    Answer gmv = ask(CAMPAIGN, new MoneyQuestion.CheapestGmv(new BigDecimal(50000)));
    Answer orders = ask(CAMPAIGN, new MoneyQuestion.CheapestOrders(new BigDecimal(500)));

    assertThat(fact(gmv, "spent")).isEqualTo(fact(orders, "spent"));
    assertThat(fact(gmv, "value")).isBetween(50000.0, 50001.0);
    BigDecimal cent = new BigDecimal("0.01");
    BigDecimal less = BigDecimal.valueOf(fact(orders, "spent")).subtract(cent);
    Answer dearer = ask(CAMPAIGN, new MoneyQuestion.MostFor(less));
    assertThat(fact(dearer, "orders")).isLessThan(500);
  }

  @Test
  void money_is_whole_in_the_currency_s_own_unit() {
    Answer answer = ask(CAMPAIGN.replace("CNY", "JPY"));

    assertThat(((BigDecimal) answer.section("layers").cell(1, "spend")).scale()).isZero();
    assertThat(fact(answer, "spent")).isEqualTo(30000);
  }

  @Test
  void money_that_cannot_be_spent_comes_back_with_the_reason() {
    Answer answer =
        ask(
            CAMPAIGN.replace("spend: 9000,", "maximum: 500,"),
            new MoneyQuestion.MostFor(new BigDecimal(90000)));

    assertThat(fact(answer, "unspent")).isEqualTo(48500);
    assertThat(text(answer, "reason")).isEqualTo("every layer is at its maximum");
  }

  @Test
  void a_plan_without_a_response_or_a_budget_is_refused() {
    Refusal none =
        catchThrowableOfType(
            Refusal.class, () -> ask("layers: [{id: a, kind: store, visits: 5, click_rate: 0.1}]"));
    assertThat(none.sentence()).isEqualTo("no layer of c states a response to money");
    Refusal budget =
        catchThrowableOfType(
            Refusal.class,
            () -> ask("layers: [{id: a, kind: paid, response: {curve: linear, rate: 1}}]"));
    assertThat(budget.sentence()).isEqualTo("c states no budget");
  }
}
