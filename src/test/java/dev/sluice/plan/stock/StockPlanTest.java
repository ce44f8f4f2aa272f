package dev.sluice.plan.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.CampaignFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockPlanTest {
  private static CampaignFile file(String id, String product, String rest) {
    return CampaignFile.read(
        id,
        "campaign: "
            + id
            + "\ncurrency: CNY\n"
            + "broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai, duration: 1h}\n"
            + "products: [{sku: A, "
            + product
            + "}]\n"
            + rest);
  }

  private static Section rows(List<CampaignFile> files, Map<String, Long> levels) {
    return StockPlan.of(files, Map.of(), levels).answer().section("rows");
  }

  private static double number(Section rows, int row, String column) {
    return ((BigDecimal) Objects.requireNonNull(rows.cell(row, column))).doubleValue();
  }

  @Test
  void a_broadcast_by_hand() {
    Section rows =
        rows(
            List.of(
                file(
                    "a",
                    "price: 30, cost: 10, salvage: 0, stock: 12,"
                        + " orders_per_minute: {value: 1, low: 1, high: 1}",
                    "run_of_show: [{at: +20m, minutes: 10, sku: A},"
                        + " {at: +40m, minutes: 5, sku: A, flash: {units: 4, price: 5}}]")),
            Map.of());

    // Poisson(10) beside 4 of the flash sale; 20 are lost with a missing unit, 10 with one left.
    assertThat(rows.cell(0, "demand_p50")).isEqualTo(14L);
    assertThat(rows.cell(0, "demand_p90")).isEqualTo(18L);
    assertThat(number(rows, 0, "critical_ratio")).isEqualTo(0.6667);
    assertThat(rows.cell(0, "newsvendor_units")).isEqualTo(15L);
    assertThat(rows.cell(0, "allocation")).isEqualTo(12L);
    // P(N >= 8) = 1 - 0.2202 for a mean of 10.
    assertThat(number(rows, 0, "sell_out_probability")).isCloseTo(0.7798, within(1e-4));
    // The 8th comes after 8 x P(N >= 9) / P(N >= 8) = 6.8 minutes of those from +20m.
    assertThat(rows.cell(0, "sell_out_minute")).isEqualTo("0:27");
  }

  @Test
  void what_is_not_known_is_not_made_up() {
    Section rows = rows(List.of(file("a", "price: 30, stock: 12", "")), Map.of());

    assertThat(rows.cell(0, "demand_p50")).isNull();
    assertThat(rows.cell(0, "sell_out_probability")).isNull();
    assertThat(rows.cell(0, "newsvendor_units")).isNull();
    assertThat(rows.cell(0, "source")).isEqualTo("no orders_per_minute, and no past");
  }

  @Test
  void the_past_is_the_demand_of_what_the_campaign_says_nothing_of() {
    PastDemand past = new PastDemand("A", List.of(10L, 20L, 30L));
    Section rows =
        StockPlan.of(
                List.of(file("a", "price: 30, cost: 10, stock: 100", "")),
                Map.of("A", past),
                Map.of("A", 50L))
            .answer()
            .section("rows");

    assertThat(past.demand().mean()).isEqualTo(20);
    assertThat(past.demand().mean() + 400 / past.demand().shape()).isCloseTo(100, within(1e-9));
    assertThat(number(rows, 0, "demand")).isEqualTo(20);
    assertThat((Long) rows.cell(0, "allocation")).isLessThanOrEqualTo(50);
  }

  @Test
  void margins_of_two_currencies_are_not_compared() {
    CampaignFile other =
        CampaignFile.read("b", "campaign: b\ncurrency: USD\nproducts: [{sku: A, price: 3}]");

    assertThat(
            catchThrowableOfType(
                    Refusal.class, () -> rows(List.of(file("a", "price: 30", ""), other), Map.of()))
                .sentence())
        .contains("CNY, USD");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void no_division_of_the_stock_is_expected_to_leave_more_and_none_exceeds_it(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 8; round++) {
      List<CampaignFile> files = new ArrayList<>();
      double[] margins = new double[3];
      Demand[] demands = new Demand[3];
      for (int i = 0; i < 3; i++) {
        margins[i] = 1 + random.nextInt(30);
        demands[i] = new Demand((1 + random.nextInt(4)) * 5, Double.POSITIVE_INFINITY);
        files.add(
            file(
                "c" + i,
                String.format(
                    Locale.ROOT,
                    "price: %.0f, cost: 100, salvage: 99.9999,"
                        + " orders_per_minute: {value: %.0f, low: %.0f, high: %.0f}, minutes: 5",
                    100 + margins[i],
                    demands[i].mean() / 5,
                    demands[i].mean() / 5,
                    demands[i].mean() / 5),
                ""));
      }
      long there = 5L + random.nextInt(40);
      Map<String, Long> levels = new HashMap<>();
      levels.put("A", there);
      Section rows = rows(files, levels);
      long sum = 0;
      double value = 0;
      for (int i = 0; i < 3; i++) {
        long units = (Long) Objects.requireNonNull(rows.cell(i, "allocation"));
        sum += units;
        value += margins[i] * demands[i].sold(units);
      }
      double best = 0;
      for (int a = 0; a <= there; a++) {
        for (int b = 0; a + b <= there; b++) {
          best =
              Math.max(
                  best,
                  margins[0] * demands[0].sold(a)
                      + margins[1] * demands[1].sold(b)
                      + margins[2] * demands[2].sold(there - a - b));
        }
      }
      String what = "seed " + seed + ", round " + round;
      assertThat(sum).as(what).isLessThanOrEqualTo(there);
      // Units beyond the newsvendor's quantity, which is nearly all demand here, stay where they
      // are.
      assertThat(value).as(what).isCloseTo(best, within(best * 1e-4));
    }
  }
}
