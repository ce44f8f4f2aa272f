package dev.sluice.analysis.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Refusal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sections that only a review has: by hand, and against plain loops over random minutes. */
class ReviewTest {
  private static final Instant START = Instant.parse("2026-11-08T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Scope LIVE = new Scope(List.of("7301"), null, null, null);

  @TempDir Path folder;

  private static Facts broadcast(Path folder, Map<String, ?> more) {
    Facts facts = Facts.in(folder);
    facts.add("shop", Map.of("shop", "nimbus", "platform", "douyin", "zone", "Asia/Shanghai"));
    Map<String, Object> values =
        new HashMap<>(
            Map.of(
                "shop", "nimbus",
                "broadcast", "7301",
                "account", "nimbus-live",
                "platform", "douyin",
                "currency", "CNY",
                "started_at", START.toString(),
                "ended_at", START.plusSeconds(3600).toString()));
    values.putAll(more);
    return facts.add("broadcast", values);
  }

  private void order(Facts facts, String order, String amount, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>();
    values.put("shop", "nimbus");
    values.put("order_id", order);
    values.put("line_id", "1");
    values.put("sku", "A");
    values.put("quantity", 1);
    values.put("amount", new BigDecimal(amount));
    values.put("currency", "CNY");
    values.put("paid", true);
    values.put("created_at", START.plusSeconds(60).toString());
    values.put("broadcast", "7301");
    values.putAll(more);
    facts.add("order_line", values);
  }

  private void minute(Facts facts, int minute, Integer orders, String pinned) {
    Map<String, Object> values = new HashMap<>();
    values.put("shop", "nimbus");
    values.put("broadcast", "7301");
    values.put("minute", START.plusSeconds(60L * minute).toString());
    values.put("orders", orders);
    values.put("product", pinned);
    facts.add("broadcast_minute", values);
  }

  @Test
  void theLadderGoesFromPlacedToSettled() {
    try (Facts facts = broadcast(folder, Map.of("placed_gmv", 130, "placed_orders", 5))) {
      order(facts, "kept", "50.00", Map.of());
      order(facts, "cancelled", "20.00", Map.of("cancelled_at", START.plusSeconds(900).toString()));
      order(facts, "returned", "30.00", Map.of());
      order(facts, "late", "10.00", Map.of());
      Map<String, Object> refund =
          new HashMap<>(Map.of("shop", "nimbus", "currency", "CNY", "time_basis", "succeeded"));
      for (String[] each :
          new String[][] {
            {"returned", "30.00", "2026-11-09T12:00:00Z"},
            {"late", "10.00", "2026-11-18T12:00:00Z"},
            {"cancelled", "20.00", "2026-11-08T13:00:00Z"}
          }) {
        refund.put("order_id", each[0]);
        refund.put("line_id", "1");
        refund.put("amount", new BigDecimal(each[1]));
        refund.put("refunded_at", each[2]);
        facts.add("refund", refund);
      }
      facts.add(
          "settlement",
          Map.of(
              "shop",
              "nimbus",
              "statement",
              "settlement",
              "entry",
              "1",
              "order_id",
              "kept",
              "currency",
              "CNY",
              "amount",
              47));

      Answer review = Review.ask(facts.workspace(), LIVE, NOW);

      assertThat(
              Facts.table(
                  review.section("ladder"), "step", "told_by", "gmv", "orders", "share_of_paid"))
          .isEqualTo(
              """
              placed_gmv | platform | 130.00 | 5 | 1.1818181818181819
              paid_gmv | order_lines | 110.00 | 4 | 1.0
              cancelled | order_lines | 20.00 | 1 | 0.18181818181818182
              refunded | order_lines | 30.00 | 1 | 0.2727272727272727
              kept | order_lines | 60.00 | - | 0.5454545454545454
              settled | settlement | 47.00 | 1 | 0.42727272727272725
              """);
    }
  }

  @Test
  void theLongestStretchWithoutAnOrderOfRandomMinutes() {
    long seed = 20261126;
    Random random = new Random(seed);
    for (int round = 0; round < 5; round++) {
      Path own = folder.resolve("round" + round);
      own.toFile().mkdir();
      try (Facts facts = broadcast(own, Map.of())) {
        int longest = 0;
        int first = -1;
        int run = 0;
        for (int m = 0; m < 60; m++) {
          int orders = random.nextInt(4) == 0 ? 1 : 0;
          minute(facts, m, orders, null);
          run = orders == 0 ? run + 1 : 0;
          if (run > longest) {
            longest = run;
            first = m - run + 1;
          }
        }

        Answer review = Review.ask(facts.workspace(), LIVE, NOW);

        assertThat(
                Facts.table(review.section("longest_without_an_order"), "first_clock", "minutes"))
            .as("seed %d, round %d", seed, round)
            .isEqualTo(String.format("20:%02d | %d%n", first, longest));
      }
    }
  }

  @Test
  void minutesWithoutKnownOrdersAreNoSilence() {
    try (Facts facts = broadcast(folder, Map.of())) {
      minute(facts, 0, 1, "P1");
      minute(facts, 1, null, "P1");
      minute(facts, 2, null, "P2");
      minute(facts, 3, 2, "P2");

      Answer review = Review.ask(facts.workspace(), LIVE, NOW);

      assertThat(review.section("longest_without_an_order").rows()).isEmpty();
      assertThat(Facts.table(review.section("timeline"), "clock", "orders", "event"))
          .isEqualTo("20:00 | 1 | P1\n20:01 | - | -\n20:02 | - | P2\n20:03 | 2 | -\n");
    }
  }

  @Test
  void whatThePlatformPrintsAndItsCountsDoNotBearOutIsAnAnomaly() {
    try (Facts facts =
        broadcast(
            folder,
            Map.of(
                "views", 100,
                "viewers", 130,
                "orders", 9,
                "product_clicks", 90,
                "reported", Map.of("ctor", "0.25", "fan_share", "1.5")))) {
      assertThat(
              Facts.table(
                  Review.ask(facts.workspace(), LIVE, NOW).section("anomalies"),
                  "finding",
                  "where",
                  "value"))
          .isEqualTo(
              """
              printed_rate_differs | ctor | 0.15000000
              share_above_one | fan_share | 0.50000000
              part_above_its_whole | viewers > views | 30
              """);
    }
  }

  @Test
  void whatNeedsAttentionHasAnOwnerAndADay() {
    try (Facts facts = broadcast(folder, Map.of("orders", 9))) {
      for (int m = 0; m < 12; m++) {
        minute(facts, m, 0, null);
      }
      minute(facts, 12, 7, null);
      facts.add(
          "contact",
          Map.of("shop", "nimbus", "ts", START.plusSeconds(60).toString(), "channel", "chat"));

      Answer review = Review.ask(facts.workspace(), LIVE, NOW);

      assertThat(Facts.table(review.section("anomalies"), "finding", "where", "value", "unit"))
          .isEqualTo(
              """
              no_order_for_long | 20:00–20:12 | 12 | minutes
              minutes_do_not_add_up | orders | -2 | orders
              contacts_open | - | 1 | contacts
              """);
      assertThat(Facts.table(review.section("actions"), "action", "owner", "due"))
          .isEqualTo(
              """
              watch_the_quiet_stretch | host | 2026-11-09
              answer_what_is_open | customer_service | 2026-11-09
              import_again_for_returns | operations | 2026-11-15
              import_again_for_returns | operations | 2026-11-22
              import_again_for_returns | operations | 2026-12-08
              """);
    }
  }

  @Test
  void moneyOfAdvertisingIsNeverAddedOverWhoTellsIt() {
    try (Facts facts =
        broadcast(folder, Map.of("paid_gmv", 1000, "ad_spend", 200, "ad_gmv", 500))) {
      Answer review = Review.ask(facts.workspace(), LIVE, NOW);

      assertThat(
              Facts.table(
                  review.section("returns_on_spend"), "method", "told_by", "gmv", "spend", "roi"))
          .isEqualTo(
              """
              blended | broadcast | 1000.00 | 200.00 | 5.0000
              attributed | broadcast | 500.00 | 200.00 | 2.5000
              """);
    }
  }

  @Test
  void coreFiguresStandBesideTheOneBeforeAndTheMedian() {
    try (Facts facts =
        broadcast(folder, Map.of("views", 1000, "orders", 30, "paid_gmv", 3000, "viewers", 600))) {
      long[][] earlier = {{400, 10, 900}, {1200, 40, 4400}, {500, 20, 2500}};
      for (int i = 0; i < earlier.length; i++) {
        facts.add(
            "broadcast",
            Map.of(
                "shop",
                "nimbus",
                "broadcast",
                "before" + i,
                "account",
                "nimbus-live",
                "platform",
                "douyin",
                "currency",
                "CNY",
                "started_at",
                START.minusSeconds(86400L * (3 - i)).toString(),
                "views",
                earlier[i][0],
                "orders",
                earlier[i][1],
                "paid_gmv",
                earlier[i][2]));
      }

      Answer review = Review.ask(facts.workspace(), LIVE, NOW);

      assertThat(
              Facts.table(
                  review.section("core"), "metric", "change", "broadcasts_before", "currency"))
          .contains("views | 1.0 | 3 | -\n", "orders | 0.5 | 3 | -\n", "paid_gmv | 0.2 | 3 | CNY\n")
          .contains("viewers | - | 0 | -\n")
          .doesNotContain("ad_spend");
      int gmv =
          review.section("core").rows().stream()
              .map(row -> row.get(0))
              .toList()
              .indexOf("paid_gmv");
      assertThat(((Figure) review.section("core").cell(gmv, "median")).value())
          .isEqualTo(new BigDecimal("2500.00"));
      assertThat(((Figure) review.section("core").cell(gmv, "previous")).value())
          .isEqualTo(new BigDecimal("2500.00"));
    }
  }

  @Test
  void anUnknownBroadcastIsRefused() {
    try (Facts facts = broadcast(folder, Map.of())) {
      assertThatThrownBy(
              () ->
                  Review.ask(facts.workspace(), new Scope(List.of("7302"), null, null, null), NOW))
          .isInstanceOf(Refusal.class)
          .hasMessage("there is no broadcast 7302");
    }
  }
}
