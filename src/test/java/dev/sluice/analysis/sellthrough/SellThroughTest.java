package dev.sluice.analysis.sellthrough;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Answer.Part;
import dev.sluice.answer.Refusal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SellThroughTest {
  private static final Instant NOW = Instant.parse("2026-12-31T00:00:00Z");

  private Facts facts;
  private int lines;

  @BeforeEach
  void open(@TempDir Path folder) {
    facts = Facts.in(folder);
    facts.add(
        "shop",
        Map.of("shop", "nimbus", "platform", "douyin", "zone", "Asia/Shanghai", "currency", "CNY"));
    facts.add(
        "shop",
        Map.of("shop", "lagoon", "platform", "tiktok", "zone", "Asia/Jakarta", "currency", "IDR"));
    broadcast("nimbus", "eve", "2026-11-08 12:00:00+00", "2026-11-08 14:00:00+00");
  }

  @AfterEach
  void close() {
    facts.close();
  }

  private void broadcast(String shop, String id, String start, String end) {
    Map<String, Object> row = new HashMap<>();
    row.put("shop", shop);
    row.put("broadcast", id);
    row.put("platform", "any");
    row.put("started_at", start);
    row.put("ended_at", end);
    facts.add("broadcast", row);
  }

  /** A paid line of the broadcast, created so many minutes after its start, at 10.00 a unit. */
  private Map<String, Object> line(String order, String sku, int quantity, int minute) {
    lines++;
    Map<String, Object> row = new HashMap<>();
    row.put("shop", "nimbus");
    row.put("order_id", order);
    row.put("line_id", "line " + lines);
    row.put("sku", sku);
    row.put("quantity", quantity);
    row.put("amount", BigDecimal.valueOf(quantity * 1000L, 2));
    row.put("currency", "CNY");
    row.put("created_at", Instant.parse("2026-11-08T12:00:00Z").plusSeconds(60L * minute));
    row.put("paid", true);
    row.put("broadcast", "eve");
    row.put("as_of", "2026-12-20 00:00:00+00");
    return row;
  }

  private void sell(String order, String sku, int quantity, int minute) {
    facts.add("order_line", line(order, sku, quantity, minute));
  }

  private void sell(Map<String, Object> line, Map<String, ?> changes) {
    line.putAll(changes);
    facts.add("order_line", line);
  }

  private void refund(String order, int line, Integer quantity, String at) {
    Map<String, Object> row = new HashMap<>();
    row.put("shop", "nimbus");
    row.put("order_id", order);
    row.put("line_id", line == 0 ? null : "line " + line);
    row.put("quantity", quantity);
    row.put("currency", "CNY");
    row.put("refunded_at", at);
    row.put("time_basis", at == null ? "unknown" : "stated");
    facts.add("refund", row);
  }

  private void stock(String sku, String ts, Map<String, ?> levels) {
    Map<String, Object> row = new HashMap<>(levels);
    row.putIfAbsent("shop", "nimbus");
    row.put("sku", sku);
    row.put("ts", ts);
    facts.add("stock", row);
  }

  private void allocate(String sku, int units) {
    stock(sku, "2026-11-08 12:00:00+00", Map.of("allocated", units, "broadcast", "eve"));
  }

  private Answer ask(String broadcast, String by, String base, String maturity) {
    return ask(
        Scope.of(broadcast == null ? List.of() : List.of(broadcast), null, null, null),
        by,
        base,
        maturity);
  }

  private Answer ask(Scope scope, String by, String base, String maturity) {
    return SellThrough.ask(
        facts.workspace(), SellThrough.Question.of(scope, by, base, maturity, NOW));
  }

  @Test
  void aBroadcastIsMeasuredAgainstWhatWasAllocatedToIt() {
    facts.add(
        "product",
        Map.of("shop", "nimbus", "sku", "DRESS", "name", "Red dress", "category", "dresses"));
    allocate("DRESS", 10);
    stock("DRESS", "2026-11-08 12:00:01+00", Map.of("allocated", 99, "broadcast", "eve"));
    stock("DRESS", "2026-11-08 18:00:00+00", Map.of("on_hand", 6));
    allocate("SOCKS", 4);
    allocate("HAT", 5);
    sell("o1", "DRESS", 5, 10);
    sell("o2", "DRESS", 3, 20);
    sell("o2", "SOCKS", 3, 20);
    sell("o3", "SOCKS", 3, 45);
    sell("o4", "BELT", 1, 50);
    refund("o2", 2, 1, "2026-11-10 00:00:00+00");

    Answer answer = ask("eve", "sku", null, null);

    assertThat(
            table(
                answer.section("rows"),
                "shop",
                "key",
                "name",
                "units_sold",
                "units_returned",
                "net_units",
                "base_units",
                "sell_through",
                "net_sell_through"))
        .isEqualTo(
            """
            nimbus | DRESS | Red dress | 8 | 1 | 7 | 10 | 0.8 | 0.7
            nimbus | SOCKS | - | 6 | 0 | 6 | 4 | 1.5 | 1.5
            nimbus | BELT | - | 1 | 0 | 1 | - | - | -
            nimbus | HAT | - | 0 | 0 | 0 | 5 | 0.0 | 0.0
            """);
    assertThat(
            table(
                answer.section("rows"),
                "key",
                "on_hand",
                "cover_days",
                "sold_out_at",
                "minutes_to_sell_out",
                "oversold_units",
                "orders"))
        .isEqualTo(
            """
            DRESS | 6 | 0.75 | - | - | 0 | 2
            SOCKS | - | - | 2026-11-08T20:45+08:00 | 45.00 | 2 | 2
            BELT | - | - | - | - | - | 1
            HAT | - | - | - | - | 0 | 0
            """);
    assertThat(
            table(
                answer.section("rows"),
                "key",
                "gmv",
                "currency",
                "share_of_gmv",
                "abc",
                "mature",
                "reason"))
        .isEqualTo(
            """
            DRESS | 80.00 | CNY | 0.5333333333333333 | A | true | -
            SOCKS | 60.00 | CNY | 0.4 | A | true | -
            BELT | 10.00 | CNY | 0.06666666666666667 | B | true | no allocation known
            HAT | 0.00 | CNY | 0.0 | C | true | -
            """);
    assertThat(
            table(
                answer.section("totals"),
                "units_sold",
                "units_returned",
                "base_units",
                "sell_through",
                "oversold_units",
                "orders",
                "gmv",
                "currency",
                "reason"))
        .isEqualTo(
            "15 | 1 | 19 | 0.7368421052631579 | 2 | 4 | 150.00 | CNY | base known for 3 of 4"
                + " SKUs\n");
    assertThat(answer.facts().stream().map(fact -> fact.value()))
        .containsExactly("allocated", "D30", "sku");
    assertThat(answer.coverage().rows())
        .containsExactly(new Part("base_units", 3, 4), new Part("on_hand", 1, 4));
    assertThat(answer.notes())
        .containsExactly("returns as of D30, the largest that every order has reached");
  }

  @Test
  void linesThatStateNoBroadcastAreFoundByTheirTime() {
    sell("o1", "DRESS", 1, 10);
    Map<String, Object> silent = new HashMap<>();
    silent.put("broadcast", null);
    sell(line("o2", "DRESS", 2, 0), silent);
    sell(line("o3", "DRESS", 4, 120), silent);
    sell(line("o4", "DRESS", 8, 121), silent);
    sell(line("o5", "DRESS", 16, -1), silent);
    sell(line("o6", "DRESS", 32, 30), Map.of("broadcast", "another"));

    Answer answer = ask("eve", "sku", null, null);

    assertThat(answer.section("totals").cell(0, "units_sold")).isEqualTo(7L);
    assertThat(answer.notes())
        .contains(
            "1 line states the broadcast, 2 lines that state none fell into its time"
                + " (window-attributed)");
  }

  @Test
  void anInstantInTwoBroadcastsBelongsToTheOneThatStartedLater() {
    broadcast("nimbus", "late", "2026-11-08 13:00:00+00", "2026-11-08 15:00:00+00");
    broadcast("lagoon", "elsewhere", "2026-11-08 13:00:00+00", "2026-11-08 15:00:00+00");
    Map<String, Object> silent = new HashMap<>();
    silent.put("broadcast", null);
    sell(line("o1", "DRESS", 1, 59), silent);
    sell(line("o2", "DRESS", 2, 60), silent);

    Answer eve = ask("eve", "sku", null, null);
    assertThat(eve.section("totals").cell(0, "units_sold")).isEqualTo(1L);
    assertThat(eve.notes())
        .contains("an instant in two broadcasts belongs to the one that started later: late");
    assertThat(ask("late", "sku", null, null).section("totals").cell(0, "units_sold"))
        .isEqualTo(2L);
  }

  @Test
  void aBroadcastWithoutAnEndHasOnlyTheLinesThatStateIt() {
    broadcast("nimbus", "open", "2026-11-09 12:00:00+00", null);
    sell(line("o1", "DRESS", 1, 0), Map.of("broadcast", "open"));
    Map<String, Object> silent = new HashMap<>();
    silent.put("broadcast", null);
    sell(line("o2", "DRESS", 2, 1440), silent);

    Answer answer = ask("open", "sku", null, null);

    assertThat(answer.section("totals").cell(0, "units_sold")).isEqualTo(1L);
    assertThat(answer.notes())
        .contains("the end of the broadcast is not known: only lines that state it are counted");
  }

  @Test
  void soldIsWhatWasPaidWhateverBecameOfIt() {
    Map<String, Object> unknown = new HashMap<>();
    unknown.put("paid", null);
    Map<String, Object> dropped = new HashMap<>(unknown);
    dropped.put("cancelled_at", "2026-11-09 00:00:00+00");
    Map<String, Object> paidByTime = new HashMap<>(unknown);
    paidByTime.put("paid_at", "2026-11-08 12:10:00+00");
    paidByTime.put("cancelled_at", "2026-11-09 00:00:00+00");
    sell(line("o1", "DRESS", 1, 1), Map.of("paid", false));
    sell(line("o2", "DRESS", 2, 1), Map.of("paid", true, "cancelled_at", "2026-11-08 15:59:59+00"));
    sell(line("o3", "DRESS", 4, 1), unknown);
    sell(line("o4", "DRESS", 8, 1), dropped);
    sell(line("o5", "DRESS", 16, 1), paidByTime);

    // The day of the order ends at 16:00 UTC: o2 was cancelled on it, o5 on the next.
    Answer day0 = ask("eve", "sku", null, "D0");
    assertThat(table(day0.section("totals"), "units_sold", "units_returned")).isEqualTo("22 | 2\n");
    assertThat(day0.notes())
        .contains(
            "1 line of unknown payment is counted as sold",
            "2 units cancelled after payment: sold and returned");
    assertThat(
            table(ask("eve", "sku", null, "D1").section("totals"), "units_sold", "units_returned"))
        .isEqualTo("22 | 18\n");
  }

  @Test
  void returnsCountUpToTheMaturityAndUndatedOnesAlways() {
    sell("o1", "DRESS", 9, 1);
    refund("o1", 1, 1, "2026-11-08 15:59:59+00");
    refund("o1", 1, 1, "2026-11-08 16:00:00+00");
    refund("o1", 1, 1, "2026-11-15 15:59:59+00");
    refund("o1", 1, 1, "2026-11-15 16:00:00+00");
    refund("o1", 1, 1, null);
    refund("o1", 1, null, "2026-11-08 13:00:00+00");
    refund("o1", 0, 3, "2026-11-08 13:00:00+00");

    assertThat(returned("D0")).isEqualTo(2L);
    assertThat(returned("D1")).isEqualTo(3L);
    assertThat(returned("D7")).isEqualTo(4L);
    assertThat(returned("D14")).isEqualTo(5L);
    assertThat(ask("eve", "sku", null, "D0").notes())
        .contains(
            "1 refund of money only: no units known",
            "1 refund of unknown time: in every maturity",
            "1 refund for orders as a whole, in these shops: they belong to no SKU");
  }

  private Object returned(String maturity) {
    return ask("eve", "sku", null, maturity).section("totals").cell(0, "units_returned");
  }

  @Test
  void aLineRefundedAndCancelledComesBackOnce() {
    sell(line("o1", "DRESS", 2, 1), Map.of("cancelled_at", "2026-11-12 00:00:00+00"));
    refund("o1", 1, 1, "2026-11-09 00:00:00+00");

    assertThat(returned("D1")).isEqualTo(1L);
    assertThat(returned("D7")).isEqualTo(2L);
  }

  @Test
  void whereNoRefundTellsUnitsReturnsAreUnknown() {
    sell("o1", "DRESS", 2, 1);

    Answer answer = ask("eve", "sku", null, null);

    assertThat(
            table(
                answer.section("rows"),
                "units_sold",
                "units_returned",
                "net_units",
                "net_sell_through",
                "reason"))
        .isEqualTo("2 | - | - | - | no stock count known; returned units not known\n");
    assertThat(answer.coverage().missing())
        .containsExactly("base_units", "on_hand", "units_returned");
  }

  @Test
  void theMaturityIsTheLargestThatEveryOrderHasReached() {
    sell(line("o1", "DRESS", 2, 1), Map.of("as_of", "2026-11-15 12:00:00+00"));
    sell(line("o2", "SOCKS", 2, -1440), Map.of("as_of", "2026-11-01 12:00:00+00"));

    Answer reached = ask("eve", "sku", null, null);
    assertThat(reached.facts().get(1).value()).isEqualTo("D7");
    assertThat(reached.notes())
        .contains("returns as of D7, the largest that every order has reached");

    Answer asked = ask("eve", "sku", null, "d14");
    assertThat(table(asked.section("rows"), "key", "mature")).contains("DRESS | false");
    assertThat(asked.notes())
        .contains("not every order has reached D14: more may come back (mature = false)");

    facts.workspace().execute("UPDATE order_line SET as_of = NULL");
    Answer unknown = ask("eve", "sku", null, null);
    assertThat(unknown.facts().get(1).value()).isEqualTo("D0");
    assertThat(unknown.notes())
        .contains("returns as of D0: how fresh the exports are is not known");
    assertThat(unknown.section("totals").cell(0, "mature")).isNull();
  }

  @Test
  void everyBaseComesFromItsOwnRows() {
    stock(
        "DRESS",
        "2026-11-01 00:00:00+00",
        Map.of("on_hand", 50, "received", 50, "location", "north"));
    stock("DRESS", "2026-11-05 00:00:00+00", Map.of("received", 7, "location", "north"));
    stock("DRESS", "2026-11-06 00:00:00+00", Map.of("on_hand", 5, "location", "south"));
    stock("DRESS", "2026-11-08 13:00:00+00", Map.of("received", 3, "location", "south"));
    stock("DRESS", "2026-11-08 14:00:00+00", Map.of("on_hand", 40, "location", "north"));
    stock(
        "DRESS",
        "2026-11-09 00:00:00+00",
        Map.of("on_hand", 1, "received", 100, "location", "north"));
    sell("o1", "DRESS", 12, 30);

    assertThat(base("opening")).isEqualTo("55 | 0.21818181818181817 | returned units not known\n");
    assertThat(base("received")).isEqualTo("10 | 1.2 | returned units not known\n");
    assertThat(base("opening+received"))
        .isEqualTo("65 | 0.18461538461538463 | returned units not known\n");
    // North was counted at the end, south only before it.
    assertThat(base("sold+on-hand"))
        .isEqualTo(
            "57 | 0.21052631578947367 | on hand counted before the end; returned units not"
                + " known\n");
    assertThat(base("allocated"))
        .isEqualTo("- | - | no allocation known; returned units not known\n");
  }

  private String base(String base) {
    return table(
        ask("eve", "sku", base, null).section("rows"), "base_units", "sell_through", "reason");
  }

  @Test
  void aBaseOfNothingIsNotARate() {
    allocate("DRESS", 0);
    sell("o1", "DRESS", 1, 30);

    assertThat(base("allocated"))
        .isEqualTo("0 | - | nothing allocated; returned units not known\n");
    assertThat(ask("eve", "sku", null, null).section("rows").cell(0, "oversold_units"))
        .isEqualTo(1L);
  }

  @Test
  void aPeriodShowsWhatDidNotSell() {
    stock("DRESS", "2026-11-01 00:00:00+00", Map.of("on_hand", 50));
    stock("HAT", "2026-11-01 00:00:00+00", Map.of("on_hand", 20));
    stock("GONE", "2026-11-01 00:00:00+00", Map.of("on_hand", 0));
    sell("o1", "DRESS", 10, 30);

    Answer answer =
        ask(Scope.of(List.of(), "2026-11-07", "2026-11-08", null), "sku", "opening", null);

    assertThat(
            table(
                answer.section("rows"),
                "key",
                "units_sold",
                "base_units",
                "sell_through",
                "cover_days"))
        .isEqualTo(
            """
            DRESS | 10 | 50 | 0.2 | 10.00
            HAT | 0 | 20 | 0.0 | -
            """);
  }

  @Test
  void daysAreThoseOfTheShopAndBothIncluded() {
    sell("before", "DRESS", 1, -1201); // 2026-11-07 15:59 UTC, 23:59 in Shanghai
    sell("first", "DRESS", 2, -1200);
    sell("last", "DRESS", 4, 239);
    sell("after", "DRESS", 8, 240);
    Map<String, Object> undated = line("undated", "DRESS", 16, 0);
    undated.put("created_at", null);
    facts.add("order_line", undated);

    Answer day = ask(Scope.of(List.of(), "2026-11-08", "2026-11-08", null), "sku", null, null);
    assertThat(day.section("totals").cell(0, "units_sold")).isEqualTo(6L);
    assertThat(day.notes()).contains("1 line without a time of order is in no period");

    Answer all = ask((String) null, "sku", null, null);
    assertThat(all.section("totals").cell(0, "units_sold")).isEqualTo(31L);
  }

  @Test
  void theSameSkuInTwoShopsStaysTwoRows() {
    sell("o1", "DRESS", 1, 30);
    sell(line("o1", "DRESS", 2, 30), Map.of("shop", "lagoon", "currency", "IDR"));

    Answer answer = ask((String) null, "sku", null, null);

    assertThat(
            table(
                answer.section("rows"),
                "shop",
                "key",
                "units_sold",
                "gmv",
                "currency",
                "share_of_gmv"))
        .isEqualTo(
            """
            lagoon | DRESS | 2 | 20.00 | IDR | 1.0
            nimbus | DRESS | 1 | 10.00 | CNY | 1.0
            """);
    assertThat(table(answer.section("totals"), "units_sold", "orders", "gmv", "currency"))
        .isEqualTo("3 | 2 | - | -\n");
    assertThat(answer.section("totals").cell(0, "reason").toString())
        .endsWith("several currencies");
    assertThat(answer.notes()).contains("GMV by currency, never added: 10.00 CNY, 20.00 IDR");
  }

  @Test
  void aSkuOfTwoCurrenciesHasNoOneGmv() {
    sell("o1", "DRESS", 1, 30);
    sell(line("o2", "DRESS", 2, 30), Map.of("currency", "USD"));
    sell("o3", "HAT", 1, 30);

    assertThat(
            table(
                ask("eve", "sku", null, null).section("rows"),
                "key",
                "units_sold",
                "gmv",
                "currency",
                "abc"))
        .isEqualTo(
            """
            HAT | 1 | 10.00 | CNY | A
            DRESS | 3 | - | - | -
            """);
  }

  @Test
  void theLineThatCrossesAnAbcBoundBelongsToTheBetterClass() {
    sell("o1", "S1", 50, 1);
    sell("o2", "S2", 30, 1); // 80 % reached exactly
    sell("o3", "S3", 10, 1); // crosses neither
    sell("o4", "S4", 6, 1); // crosses 95 %
    sell("o5", "S5", 2, 1);
    sell("o6", "S6", 2, 1); // a tie: by key

    assertThat(table(ask("eve", "sku", null, null).section("rows"), "key", "abc"))
        .isEqualTo(
            """
            S1 | A
            S2 | A
            S3 | B
            S4 | B
            S5 | C
            S6 | C
            """);
  }

  @Test
  void theSellersSkuJoinsWhereThePlatformsIsUnknownOrNotStocked() {
    facts.add(
        "product", Map.of("shop", "nimbus", "sku", "1729", "name", "Dress", "category", "dresses"));
    stock("OWN-1", "2026-11-01 00:00:00+00", Map.of("on_hand", 8));
    sell(line("o1", "1729", 1, 1), Map.of("seller_sku", "OWN-1"));
    sell(line("o2", "1730", 2, 1), Map.of("seller_sku", "OWN-1"));
    sell(line("o3", "1731", 4, 1), Map.of("seller_sku", "OWN-9"));

    Answer answer = ask("eve", "sku", "opening", null);

    assertThat(table(answer.section("rows"), "key", "units_sold", "base_units"))
        .isEqualTo(
            """
            1731 | 4 | -
            OWN-1 | 3 | 8
            """);
    assertThat(answer.notes()).contains("2 lines are joined by the seller's SKU");
    assertThat(
            table(
                ask("eve", "category", "opening", null).section("rows"),
                "key",
                "units_sold",
                "reason"))
        .contains("- | 4 | no category known; no stock count");
  }

  @Test
  void aGroupIsTheSumOfItsSkusAndCountsAnOrderOnce() {
    facts.add(
        "product",
        Map.of(
            "shop",
            "nimbus",
            "sku",
            "S",
            "category",
            "dresses",
            "attributes",
            Map.of("size", "S", "color", "red")));
    facts.add(
        "product",
        Map.of(
            "shop",
            "nimbus",
            "sku",
            "M",
            "category",
            "dresses",
            "attributes",
            Map.of("size", "M", "color", "red")));
    facts.add("product", Map.of("shop", "nimbus", "sku", "L", "category", "dresses"));
    allocate("S", 10);
    allocate("M", 30);
    sell("o1", "S", 12, 1);
    sell("o1", "M", 8, 1);
    sell("o2", "L", 5, 1);

    Answer category = ask("eve", "category", null, null);
    assertThat(
            table(
                category.section("rows"),
                "key",
                "units_sold",
                "base_units",
                "sell_through",
                "oversold_units",
                "orders",
                "sold_out_at",
                "reason"))
        .isEqualTo(
            "dresses | 25 | 40 | 0.5 | 2 | 2 | - | base known for 2 of 3 SKUs; returned units not"
                + " known\n");
    assertThat(
            table(ask("eve", "color", null, null).section("rows"), "key", "units_sold", "orders"))
        .isEqualTo("red | 20 | 1\n- | 5 | 1\n");
    assertThat(table(ask("eve", "size", null, null).section("rows"), "key", "units_sold"))
        .isEqualTo("S | 12\nM | 8\n- | 5\n");
  }

  @Test
  void anUnknownAttributeIsRefusedWithThoseThatExist() {
    facts.add(
        "product",
        Map.of("shop", "nimbus", "sku", "S", "attributes", Map.of("size", "S", "color", "red")));

    assertThatThrownBy(() -> ask("eve", "colour", null, null))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Refusal.Cause.USAGE);
              assertThat(refusal.sentence())
                  .isEqualTo("--by: no product has the attribute 'colour'");
              assertThat(refusal.hint())
                  .isEqualTo("choose one of sku, product, category, role, color, size");
            });
  }

  @Test
  void discountsOnWholeOrdersAreNamed() {
    sell(line("o1", "DRESS", 2, 1), Map.of("order_discount", new BigDecimal("3.50")));
    sell(line("o2", "HAT", 2, 1), Map.of("order_discount", new BigDecimal("1.25")));

    Answer answer = ask("eve", "sku", null, null);

    assertThat(answer.section("totals").cell(0, "gmv")).isEqualTo(new BigDecimal("40.00"));
    assertThat(answer.notes()).contains("GMV is before discounts on orders as a whole: 4.75 CNY");
  }

  @Test
  void whatALineDoesNotTellIsNotZero() {
    Map<String, Object> bare = new HashMap<>();
    bare.put("quantity", null);
    bare.put("amount", null);
    sell(line("o1", "DRESS", 2, 1), bare);
    sell("o2", "HAT", 2, 1);

    Answer answer = ask("eve", "sku", null, null);

    assertThat(table(answer.section("rows"), "key", "units_sold", "gmv", "orders"))
        .isEqualTo("HAT | 2 | 20.00 | 1\nDRESS | - | - | 1\n");
    assertThat(answer.coverage().rows())
        .containsExactly(new Part("gmv", 1, 2), new Part("units_sold", 1, 2));
    assertThat(answer.notes())
        .contains(
            "1 line without a quantity is not in the units",
            "1 line without an amount is not in the GMV");
  }

  @Test
  void whatALaterExportReplacedDoesNotCount() {
    allocate("DRESS", 10);
    stock(
        "DRESS",
        "2026-11-08 12:00:00+00",
        Map.of("allocated", 70, "broadcast", "eve", "superseded_by", 2));
    sell("o1", "DRESS", 1, 1);
    sell(line("o1", "DRESS", 5, 1), Map.of("superseded_by", 2));
    refund("o1", 1, 1, null);
    facts.workspace().execute("UPDATE refund SET superseded_by = 3");

    assertThat(
            table(
                ask("eve", "sku", null, null).section("rows"),
                "units_sold",
                "units_returned",
                "base_units"))
        .isEqualTo("1 | - | 10\n");
  }

  @Test
  void anUnknownBroadcastIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> ask("eva", "sku", null, null))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.sentence()).isEqualTo("there is no broadcast eva");
              assertThat(refusal.hint()).isEqualTo("the nearest: eve");
            });
  }

  @Test
  void anEmptyScopeIsAnEmptyAnswerWithANote() {
    allocate("DRESS", 10);
    Answer noOrders = ask("eve", "sku", null, null);
    assertThat(noOrders.section("rows").rows()).isEmpty();
    assertThat(noOrders.notes())
        .containsExactly("the workspace holds no orders: import an order export");
    assertThat(noOrders.section("totals").rows().get(0)).containsOnlyNulls();

    sell("o1", "DRESS", 1, 1);
    Answer noSales = ask(Scope.of(List.of(), "2020-01-01", "2020-01-01", null), "sku", null, null);
    assertThat(noSales.section("rows").rows()).isEmpty();
    assertThat(noSales.notes()).containsExactly("nothing was sold or in stock in the period");
  }

  @Test
  void optionsThatDoNotGoAreRefused() {
    Scope all = Scope.of(List.of(), null, null, null);
    assertThatThrownBy(() -> ask(all, "sku", "guess", null))
        .isInstanceOf(Refusal.class)
        .hasMessage("--base: there is no 'guess'");
    assertThatThrownBy(() -> ask(all, "sku", null, "D2"))
        .isInstanceOf(Refusal.class)
        .hasMessage("--maturity: there is no 'D2'");
    assertThatThrownBy(
            () -> ask(Scope.of(List.of("eve"), "2026-11-08", null, null), "sku", null, null))
        .isInstanceOf(Refusal.class)
        .hasMessage("--broadcast does not go with --from and --to");
  }
}
