package dev.sluice.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Facts;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.lineup.PastProduct;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a line-up learns of past broadcasts, by hand. */
class PastProductsTest {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-10-01T12:00:00Z");

  private static void line(Facts facts, String order, String sku, int minute, boolean paid) {
    facts.add(
        "order_line",
        Map.of(
            "shop",
            "s",
            "order_id",
            order,
            "line_id",
            "1",
            "sku",
            sku,
            "quantity",
            2,
            "currency",
            "CNY",
            "unit_price",
            new BigDecimal("9.90"),
            "created_at",
            START.plusMinutes(minute),
            "broadcast",
            "b1",
            "paid",
            paid));
  }

  private static Facts facts(Path folder) {
    Facts facts = Facts.in(folder);
    facts.add("shop", Map.of("shop", "s", "platform", "douyin"));
    for (int day = 0; day < 2; day++) {
      facts.add(
          "broadcast",
          Map.of(
              "broadcast",
              "b" + (day + 1),
              "shop",
              "s",
              "platform",
              "douyin",
              "account",
              "us",
              "started_at",
              START.plusDays(30L * day),
              "ended_at",
              START.plusDays(30L * day).plusHours(1)));
    }
    for (String size : List.of("S", "L")) {
      facts.add(
          "product",
          Map.of(
              "shop",
              "s",
              "sku",
              "MUG-" + size,
              "product",
              "MUG",
              "name",
              "Mug",
              "role",
              "hero",
              "cost",
              new BigDecimal("4")));
    }
    // Ten minutes of the mug, then five of nothing, then two of it again.
    for (int minute = 0; minute < 17; minute++) {
      Map<String, Object> row = new HashMap<>();
      row.put("broadcast", "b1");
      row.put("shop", "s");
      row.put("minute", START.plusMinutes(minute));
      row.put("product", minute < 10 || minute > 14 ? "MUG" : null);
      facts.add("broadcast_minute", row);
    }
    line(facts, "o1", "MUG-S", 0, true);
    line(facts, "o2", "MUG-S", 9, true);
    line(facts, "o3", "MUG-S", 12, true); // Nothing was explained then.
    line(facts, "o4", "MUG-L", 16, true);
    line(facts, "o5", "MUG-L", 16, false);
    line(facts, "o6", "CUP", 3, true); // Another product, never pinned.
    facts.add(
        "refund",
        Map.of(
            "shop",
            "s",
            "order_id",
            "o3",
            "line_id",
            "1",
            "quantity",
            1,
            "currency",
            "CNY",
            "time_basis",
            "stated"));
    for (int day = 0; day < 3; day++) {
      facts.add(
          "stock",
          Map.of("shop", "s", "sku", "MUG-S", "ts", START.plusDays(day), "on_hand", 50 - day));
    }
    return facts;
  }

  private static List<PastProduct> ask(Facts facts, String now) {
    Campaign campaign =
        CampaignFile.read(
                "c", "broadcast: {start: 2026-12-01T20:00, zone: UTC, duration: 1h, account: us}")
            .accepted();
    return PastProducts.of(facts.workspace(), campaign, Instant.parse(now), ZoneOffset.UTC);
  }

  @Test
  void minutes_are_those_in_which_it_was_pinned_and_orders_those_placed_in_them(
      @TempDir Path folder) {
    try (Facts facts = facts(folder)) {
      List<PastProduct> products = ask(facts, "2026-10-02T13:00:00Z");

      assertThat(products).extracting(PastProduct::sku).containsExactly("CUP", "MUG-L", "MUG-S");
      PastProduct small = products.get(2);
      assertThat(small.product()).isEqualTo("MUG");
      assertThat(small.minutes()).isEqualTo(12);
      assertThat(small.orders()).isEqualTo(2);
      assertThat(small.broadcasts()).isEqualTo(1);
      assertThat(small.price()).isEqualByComparingTo("9.90");
      assertThat(small.cost()).isEqualByComparingTo("4");
      assertThat(small.returnRate()).isEqualByComparingTo("0.1667"); // 1 of 6 units.
      assertThat(small.stock()).isEqualTo(49); // As it was known at the time.
      assertThat(products.get(1).orders()).isEqualTo(1);
      assertThat(products.get(1).stock()).isNull();
      assertThat(products.get(0).minutes()).isNull();
      assertThat(products.get(0).orders()).isNull();
    }
  }

  @Test
  void what_is_not_over_teaches_nothing(@TempDir Path folder) {
    try (Facts facts = facts(folder)) {
      assertThat(ask(facts, "2026-10-01T12:30:00Z")).isEmpty();
    }
  }
}
