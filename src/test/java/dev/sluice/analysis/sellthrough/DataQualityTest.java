package dev.sluice.analysis.sellthrough;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataQualityTest {
  private static Sales sales;

  @BeforeAll
  static void open(@TempDir Path folder) {
    sales = new Sales(folder);
    sales.broadcast("eve", "2026-11-08T12:00:00Z", "2026-11-08T14:00:00Z");
    sales.product("DRESS", "P1", "Dress");
    sales.product("HAT", "P2", "Hat");
    sales.stock("DRESS", "2026-11-01T00:00:00Z", "on_hand", -3);
    sales.allocate("DRESS", "2026-11-08T10:00:00Z", 10, "eve");
    sales.allocate("HAT", "2026-11-08T10:00:00Z", 7, "eve");
    sales.sell("o1", "DRESS", 2, "2026-11-08T12:10:00Z", null, "eve");
    Sales.Line before = sales.sell("o2", "DRESS", 1, "2026-11-08T11:59:59Z", null, "eve");
    sales.sell("o3", "BELT", 4, "2026-11-08T12:30:00Z", null, "eve");
    sales.sell("o3", "SCARF", 1, "2026-11-08T12:30:00Z", null, "eve");
    sales.sell("o4", null, 1, "2026-11-08T12:40:00Z", null, "eve");
    sales.sell("o5", "DRESS", -1, "2026-11-08T12:50:00Z", null, "eve");
    sales.sell("o6", "DRESS", 5, "2026-11-08T18:00:00Z", null, null);
    sales.sell("o7", "DRESS", 3, "2026-11-08T12:20:00Z", null, "gone");
    // What falls into the time of a broadcast is its own.
    sales.sell("o8", "DRESS", 1, "2026-11-08T13:00:00Z", null, null);
    sales.refund(before, 2L, "2026-11-09T00:00:00Z");
    sales.refund("o99", "l1", 1L, "2026-11-09T00:00:00Z");
    sales.refund("o1", "no such line", 1L, "2026-11-09T00:00:00Z");
    sales.refund("o1", null, null, "2026-11-09T00:00:00Z");
    sales.add(
        "order_line",
        "order_id",
        "o10",
        "line_id",
        "l",
        "sku",
        "HAT",
        "product",
        "P3",
        "currency",
        "CNY",
        "paid",
        false);
    sales
        .workspace()
        .execute(
            "INSERT INTO source_file (file_id, file, sha256, report, shop, encoding, header_row,"
                + " rows_read, rows_loaded, rows_rejected, rows_skipped, unknown_columns,"
                + " missing_columns, warnings, imported_at) VALUES (1, 'orders.csv', 'a', 'orders',"
                + " 'nimbus', 'UTF-8', 1, 2, 1, 1, 0, [], [], [], '2026-12-20 00:00:00+00'),"
                + " (2, 'events.csv', 'b', 'events', 'nimbus', 'UTF-8', 1, 1, 0, 1, 0, [], [], [],"
                + " '2026-12-20 00:00:00+00')");
    sales
        .workspace()
        .execute(
            "INSERT INTO reject VALUES (1, 3, 'quantity', '1.5', 'not a whole number',"
                + " '{\"sku\":\"DRESS\",\"product\":\"P9\"}'), (2, 1, 'user', '', 'missing',"
                + " '{}')");
  }

  @AfterAll
  static void close() {
    sales.close();
  }

  private static Answer ask(Scope scope, int examples) {
    return DataQuality.addTo(Sales.nothing(), sales.workspace(), scope, examples);
  }

  @Test
  void whatDidNotJoinInABroadcastIsCountedAndNamed() {
    assertThat(
            table(
                ask(Sales.of("eve"), 5).section("unjoined"),
                "kind",
                "rows",
                "units",
                "ids",
                "examples",
                "others"))
        .isEqualTo(
            """
            allocated_without_sales | 1 | 7 | 1 | [HAT] | 0
            line_without_sku | 1 | 1 | 1 | [o4] | 0
            sku_not_in_products | 2 | 5 | 2 | [BELT, SCARF] | 0
            sku_not_in_stock | 2 | 5 | 2 | [BELT, SCARF] | 0
            """);
  }

  @Test
  void whatIsInNoFigureIsSaidWithoutBeingAskedFor() {
    assertThat(
            SellThrough.ask(
                    sales.workspace(),
                    SellThrough.Question.of(
                        Sales.of("eve"), "sku", null, null, Instant.parse("2026-12-20T00:00:00Z")))
                .notes())
        .contains(
            "2 refunds of what no file of orders told: not counted, --quality names them",
            "1 row of orders rejected on import: not counted, see sluice rejects");
  }

  @Test
  void ofAPeriodLinesOfNoBroadcastToo() {
    assertThat(table(ask(Sales.all(), 1).section("unjoined"), "kind", "rows", "examples", "others"))
        .isEqualTo(
            """
            allocated_without_sales | 1 | [HAT] | 0
            broadcast_not_known | 1 | [gone] | 0
            line_without_broadcast | 1 | [o6] | 0
            line_without_sku | 1 | [o4] | 0
            sku_not_in_products | 2 | [BELT] | 1
            sku_not_in_stock | 2 | [BELT] | 1
            """);
  }

  @Test
  void whatTheInputSaysThatCannotBeIsCountedAndNamed() {
    Answer answer = ask(Sales.of("eve"), 5);

    assertThat(table(answer.section("input"), "kind", "rows", "units", "ids", "examples", "others"))
        .isEqualTo(
            """
            negative_stock | 1 | -3 | 1 | [DRESS] | 0
            order_before_broadcast | 1 | 1 | 1 | [o2] | 0
            quantity_below_one | 1 | -1 | 1 | [o5] | 0
            rejected_row | 1 | - | 1 | [orders.csv row 3: quantity '1.5' not a whole number] | 0
            return_without_order | 2 | 2 | 2 | [o1, o99] | 0
            returned_more_than_sold | 1 | 1 | 1 | [o2] | 0
            sku_in_two_products | 4 | - | 2 | [DRESS, HAT] | 0
            """);
    assertThat(answer.section("input").cell(3, "treatment"))
        .isEqualTo("not loaded: see sluice rejects");
    assertThat(answer.notes())
        .contains(
            "return without order: not counted: what it gives back is not among the orders",
            "line without sku: counted as a row of its own, which no stock and no product"
                + " explains");
  }

  @Test
  void noExamplesAreNoneAndAllAreOthers() {
    assertThat(table(ask(Sales.of("eve"), 0).section("unjoined"), "ids", "examples", "others"))
        .isEqualTo(
            """
            1 | [] | 1
            1 | [] | 1
            2 | [] | 2
            2 | [] | 2
            """);
  }

  @Test
  void whereAllIsWellBothAreEmpty(@TempDir Path folder) {
    try (Sales clean = new Sales(folder)) {
      clean.broadcast("eve", "2026-11-08T12:00:00Z", "2026-11-08T14:00:00Z");
      clean.product("DRESS", "P1", "Dress");
      clean.allocate("DRESS", "2026-11-08T10:00:00Z", 10, "eve");
      clean.sell("DRESS", 1, "2026-11-08T12:10:00Z", "eve");
      Answer answer = DataQuality.addTo(Sales.nothing(), clean.workspace(), Sales.all(), 5);

      assertThat(List.of(answer.section("unjoined").rows(), answer.section("input").rows()))
          .containsExactly(List.of(), List.of());
      assertThat(answer.notes()).isEmpty();
    }
  }
}
