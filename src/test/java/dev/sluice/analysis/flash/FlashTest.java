package dev.sluice.analysis.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flash sales by hand, and against plain loops over random minutes. */
class FlashTest {
  private static final Instant START = Instant.parse("2026-11-08T12:00:00Z");
  private static final Scope LIVE = new Scope(List.of("7301"), null, null, null);

  private int order;

  private static Flash.Question question(String window, String sku, String... drops) {
    return new Flash.Question(LIVE, List.of(new Flash.Asked(window, sku)), List.of(drops));
  }

  private static Facts broadcast(Path folder, int minutes) {
    Facts facts = Facts.in(folder);
    facts.add("shop", Map.of("shop", "nimbus", "platform", "douyin", "zone", "Asia/Shanghai"));
    facts.add(
        "broadcast",
        Map.of(
            "shop", "nimbus",
            "broadcast", "7301",
            "platform", "douyin",
            "started_at", START.toString(),
            "ended_at", START.plusSeconds(60L * minutes - 1).toString()));
    return facts;
  }

  private void sell(Facts facts, String sku, int minute, int units) {
    if (units == 0) {
      return;
    }
    Map<String, Object> row = new HashMap<>();
    row.put("shop", "nimbus");
    row.put("order_id", "o" + order++);
    row.put("line_id", "1");
    row.put("sku", sku);
    row.put("quantity", units);
    row.put("amount", 10 * units);
    row.put("currency", "CNY");
    row.put("paid", true);
    row.put("created_at", START.plusSeconds(60L * minute + 30).toString());
    row.put("broadcast", "7301");
    facts.add("order_line", row);
  }

  private static void minute(Facts facts, int minute, int views, String pinned) {
    Map<String, Object> row = new HashMap<>();
    row.put("shop", "nimbus");
    row.put("broadcast", "7301");
    row.put("minute", START.plusSeconds(60L * minute).toString());
    row.put("views", views);
    row.put("product", pinned);
    facts.add("broadcast_minute", row);
  }

  /** An hour of 100 views a minute. A sells one a minute, four in 30–39, none in 40–44; B two. */
  private Facts hour(Path folder) {
    Facts facts = broadcast(folder, 60);
    for (int m = 0; m < 60; m++) {
      minute(facts, m, 100, m >= 30 && m < 40 ? "A" : null);
      sell(facts, "A", m, m >= 30 && m < 40 ? 4 : m >= 40 && m < 45 ? 0 : 1);
      sell(facts, "B", m, 2);
    }
    return facts;
  }

  @Test
  void aWindowByHand(@TempDir Path folder) {
    try (Facts facts = hour(folder)) {
      Answer answer =
          Flash.ask(facts.workspace(), question("+30m..+40m", "A", "A=20@+30m", "B=1000@20:10"));
      assertThat(
              Facts.table(
                  answer.section("rows"),
                  "sku",
                  "window",
                  "units",
                  "baseline_units",
                  "uplift",
                  "per_view",
                  "after_dip",
                  "neighbours_change",
                  "method"))
          .isEqualTo(
              "A | +30m..+40m | 40 | 10.00 | 3.000000 | 0.040000 | -0.500000 | 0.000000 |"
                  + " before\n");
      Section pacing = answer.section("pacing");
      assertThat(
              Facts.table(
                  pacing, "sku", "units", "from_minute", "sold_out_minute", "observed_minute"))
          .isEqualTo("A | 20 | 30 | 34 | 34\nB | 1000 | 10 | - | -\n");
      assertThat((Long) pacing.cell(0, "sold_out_minute_p10"))
          .isLessThanOrEqualTo(34)
          .isLessThan((Long) pacing.cell(0, "sold_out_minute_p90"));
      assertThat(pacing.cell(1, "reason")).isEqualTo("would have outlasted the broadcast");
    }
  }

  @Test
  void withoutAWindowThePinsAreTheWindows(@TempDir Path folder) {
    try (Facts facts = hour(folder)) {
      Answer answer = Flash.ask(facts.workspace(), new Flash.Question(LIVE, List.of(), List.of()));
      assertThat(Facts.table(answer.section("rows"), "sku", "window", "uplift"))
          .isEqualTo("A | +30m..+40m | 3.000000\n");
    }
  }

  @Test
  void aWindowOnTheClock(@TempDir Path folder) {
    try (Facts facts = hour(folder)) {
      Answer answer = Flash.ask(facts.workspace(), question("20:30..20:40", "A"));
      assertThat(answer.section("rows").cell(0, "window")).isEqualTo("+30m..+40m");
    }
  }

  @Test
  void whereItDidNotSellBeforeTheNeighboursAreTheBaseline(@TempDir Path folder) {
    try (Facts facts = broadcast(folder, 40)) {
      for (int m = 0; m < 40; m++) {
        minute(facts, m, 50, null);
        sell(facts, "A", m, m >= 20 && m < 30 ? 6 : 0);
        sell(facts, "B", m, 2);
        sell(facts, "C", m, 1);
      }
      Answer answer = Flash.ask(facts.workspace(), question("+20m..+30m", "A"));
      // 60 units against an average neighbour's 15.
      assertThat(
              Facts.table(
                  answer.section("rows"),
                  "units",
                  "baseline_units",
                  "uplift",
                  "method",
                  "after_dip"))
          .isEqualTo("60 | 15.00 | 3.000000 | neighbours | -\n");
    }
  }

  @Test
  void whatIsSoldOutIsOnOfferNoMore(@TempDir Path folder) {
    try (Facts facts = hour(folder)) {
      // 30 before the window, 40 in it: the fiftieth unit goes in minute 34.
      facts.add(
          "stock",
          Map.of(
              "shop", "nimbus",
              "sku", "A",
              "ts", START.minusSeconds(60).toString(),
              "allocated", 50,
              "broadcast", "7301"));
      Answer answer = Flash.ask(facts.workspace(), question("+30m..+40m", "A", "A=20@+30m"));
      assertThat(
              Facts.table(
                  answer.section("rows"),
                  "units",
                  "baseline_units",
                  "uplift",
                  "after_dip",
                  "sold_out_minute"))
          .isEqualTo("40 | 5.00 | 3.000000 | - | 34\n");
    }
  }

  @Test
  void withoutABaselineThereIsNoNumber(@TempDir Path folder) {
    try (Facts facts = broadcast(folder, 30)) {
      for (int m = 0; m < 30; m++) {
        minute(facts, m, 50, null);
      }
      sell(facts, "A", 12, 9);
      Answer answer = Flash.ask(facts.workspace(), question("+10m..+20m", "A"));
      assertThat(Facts.table(answer.section("rows"), "units", "uplift", "ci95", "method", "reason"))
          .isEqualTo(
              "9 | - | - | none | nothing sold before the window, and no neighbours sold in it\n");
    }
  }

  @Test
  void withoutTrafficPerMinuteRatesArePerMinute(@TempDir Path folder) {
    try (Facts facts = broadcast(folder, 30)) {
      for (int m = 0; m < 30; m++) {
        sell(facts, "A", m, m < 20 ? 1 : 3);
      }
      Answer answer = Flash.ask(facts.workspace(), question("+20m..+30m", "A"));
      assertThat(answer.section("rows").cell(0, "uplift")).isEqualTo(new BigDecimal("2.000000"));
      assertThat(answer.notes()).anyMatch(note -> note.contains("no traffic per minute is known"));
    }
  }

  @Test
  void whatCannotBeAskedIsRefused(@TempDir Path folder) {
    try (Facts facts = hour(folder)) {
      for (String window : List.of("30m", "+40m..+30m", "noon..+30m", "+90m..+95m")) {
        assertThatThrownBy(() -> Flash.ask(facts.workspace(), question(window, "A")))
            .as(window)
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("--window");
      }
      assertThatThrownBy(() -> Flash.ask(facts.workspace(), question("+1m..+2m", "AA")))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("SKU AA");
      assertThatThrownBy(() -> Flash.ask(facts.workspace(), question("+1m..+2m", "A", "A=@3")))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("--drop");
      assertThatThrownBy(
              () ->
                  Flash.ask(
                      facts.workspace(),
                      new Flash.Question(
                          new Scope(List.of("none"), null, null, null), List.of(), List.of())))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("no broadcast none");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33, 34})
  void randomMinutesAgreeWithLoops(long seed, @TempDir Path folder) {
    Random random = new Random(seed);
    int length = 45 + random.nextInt(30);
    int from = 15 + random.nextInt(10);
    int to = from + 3 + random.nextInt(8);
    double[] views = new double[length];
    double[] own = new double[length];
    double[] other = new double[length];
    try (Facts facts = broadcast(folder, length)) {
      for (int m = 0; m < length; m++) {
        views[m] = 10 + random.nextInt(200);
        own[m] = random.nextInt(m >= from && m < to ? 9 : 3);
        other[m] = random.nextInt(4);
        minute(facts, m, (int) views[m], null);
        sell(facts, "A", m, (int) own[m]);
        sell(facts, "B", m, (int) other[m]);
      }
      double here = sum(own, from, to) / sum(views, from, to);
      double before = sum(own, 0, from) / sum(views, 0, from);
      int dipEnd = Math.min(length, to + to - from);
      double after = sum(own, to, dipEnd) / sum(views, to, dipEnd);
      double theirs = sum(other, from, to) / sum(views, from, to);
      double theirsBefore = sum(other, 0, from) / sum(views, 0, from);
      Section rows =
          Flash.ask(facts.workspace(), question("+" + from + "m..+" + to + "m", "A"))
              .section("rows");
      assertClose(seed, rows, "uplift", here / before - 1);
      assertClose(seed, rows, "per_view", here);
      assertClose(seed, rows, "after_dip", after / before - 1);
      assertClose(seed, rows, "neighbours_change", theirs / theirsBefore - 1);
    }
  }

  private static void assertClose(long seed, Section rows, String column, double expected) {
    assertThat(((BigDecimal) rows.cell(0, column)).doubleValue())
        .as("seed %s, %s", seed, column)
        .isCloseTo(expected, within(1e-6));
  }

  private static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}
