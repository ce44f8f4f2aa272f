package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Progress;
import dev.sluice.samples.Sales;
import dev.sluice.samples.World;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples, imported, are the world that they were written from. */
class SamplesImportTest {
  private static final Path SAMPLES = Path.of("samples");

  @TempDir static Path folder;
  private static Workspace workspace;
  private static World.Totals truth;

  @BeforeAll
  static void importAll() {
    Path file = folder.resolve("w.duckdb");
    load(file, World.HOME, null, null, "douyin", "generic");
    load(file, World.CLOTHING, "USD", "7655250714257340453", "tiktok-shop");
    load(file, World.TMALL, null, null, "tmall");
    load(file, World.WEB, "USD", null, "shopify");
    workspace = Workspace.read(file, Engine.standard());
    truth = World.standard().totals();
  }

  private static void load(
      Path file, String shop, @Nullable String currency, @Nullable String room, String... folders) {
    Imports.Terms terms =
        new Imports.Terms(
            null,
            shop,
            World.zone(shop),
            currency,
            room,
            World.AS_OF,
            null,
            false,
            false,
            World.AS_OF);
    ImportRun run =
        new ImportRun(
            InputStream.nullInputStream(),
            () -> Workspace.write(file, Engine.standard()),
            terms,
            line -> {},
            (Progress) (done, of, now) -> {});
    run.of(java.util.Arrays.stream(folders).map(SAMPLES::resolve).toList());
    assertThat(run.refusals()).isEmpty();
  }

  @AfterAll
  static void close() {
    workspace.close();
  }

  private static Map<String, String> ask(String sql) {
    Map<String, String> answers = new TreeMap<>();
    for (List<@Nullable Object> row : workspace.query("q", Sql.composed("q", sql)).rows()) {
      answers.put(
          String.valueOf(row.get(0)),
          String.join("|", row.subList(1, row.size()).stream().map(String::valueOf).toList()));
    }
    return answers;
  }

  @Test
  void everyReceiptBalancesAndNothingIsRejected() {
    assertThat(
            ask(
                "SELECT 'files', count(*), count(*) FILTER (rows_read <> rows_loaded +"
                    + " rows_rejected + rows_skipped), sum(rows_rejected)::BIGINT FROM"
                    + " source_file"))
        .containsEntry("files", "23|0|0");
    assertThat(
            ask(
                "SELECT 'unknown', list(DISTINCT name)::VARCHAR FROM (SELECT"
                    + " unnest(unknown_columns) AS name FROM source_file)"))
        .containsEntry("unknown", "null");
  }

  @Test
  void everyLineOfEveryOrderIsThereAndPaidOnesComeToTheGmv() {
    Map<String, String> expected = new TreeMap<>();
    for (String shop : List.of(World.HOME, World.CLOTHING)) {
      Sales sales = truth.shops().get(shop);
      expected.put(
          shop,
          sales.createdLines()
              + "|"
              + sales.createdOrders()
              + "|"
              + sales.orders()
              + "|"
              + sales.skuOrders()
              + "|"
              + sales.units()
              + "|"
              + sales.buyers()
              + "|"
              + sales.gmv());
    }
    assertThat(
            ask(
                """
                SELECT shop, count(*), count(DISTINCT order_id),
                  count(DISTINCT order_id) FILTER (paid), count(*) FILTER (paid),
                  (sum(quantity) FILTER (paid))::BIGINT, count(DISTINCT buyer) FILTER (paid),
                  sum(amount) FILTER (paid)
                FROM order_line
                WHERE superseded_by IS NULL AND shop IN ('qinghe-home', 'harbor-thread')
                GROUP BY shop
                """))
        .isEqualTo(expected);
    assertThat(
            ask(
                """
                SELECT shop, count(DISTINCT order_id) FILTER (paid),
                  sum(amount) FILTER (paid) - coalesce(sum(order_discount) FILTER (paid), 0)
                FROM order_line WHERE shop = 'harbor-web' GROUP BY shop
                """))
        .containsEntry(
            World.WEB,
            truth.shops().get(World.WEB).orders() + "|" + truth.shops().get(World.WEB).gmv());
  }

  @Test
  void refundsComeToWhatWasGivenBack() {
    Map<String, String> expected = new TreeMap<>();
    truth.shops().forEach((shop, sales) -> expected.put(shop, sales.refundAmount().toString()));
    assertThat(
            ask("SELECT shop, sum(amount) FROM refund WHERE superseded_by IS NULL GROUP BY shop"))
        .isEqualTo(expected);
    assertThat(
            ask(
                "SELECT shop, sum(quantity)::BIGINT FROM refund WHERE superseded_by IS NULL"
                    + " AND quantity IS NOT NULL GROUP BY shop"))
        .containsEntry(World.HOME, String.valueOf(truth.shops().get(World.HOME).refundedUnits()));
  }

  @Test
  void broadcastsCountWhatTheirOrdersCome() {
    Map<String, String> expected = new TreeMap<>();
    World.standard().broadcasts().stream()
        .filter(b -> b.platform().equals("douyin"))
        .forEach(
            b -> {
              Sales sales = truth.broadcasts().get(b.id());
              expected.put(
                  b.id(),
                  b.start()
                      + "|"
                      + b.end()
                      + "|"
                      + sales.orders()
                      + "|"
                      + sales.units()
                      + "|"
                      + sales.buyers()
                      + "|"
                      + sales.gmv()
                      + "|"
                      + sales.refundAmount());
            });
    assertThat(
            ask(
                """
                SELECT broadcast, strftime(started_at, '%Y-%m-%dT%H:%M:%SZ'), strftime(ended_at, '%Y-%m-%dT%H:%M:%SZ'),
                  orders, units, buyers, paid_gmv, refund_amount
                FROM broadcast
                WHERE superseded_by IS NULL AND platform = 'douyin'
                """))
        .isEqualTo(expected);
  }

  @Test
  void anOrderIsPlacedInTheBroadcastThatRanThen() {
    Map<String, String> expected = new TreeMap<>();
    World.standard().broadcasts().stream()
        .filter(b -> !b.start().isBefore(Instant.parse("2026-08-15T00:00:00Z")))
        .filter(b -> List.of(World.HOME, World.CLOTHING).contains(b.shop()))
        .forEach(
            b -> {
              Sales sales = truth.broadcasts().get(b.id());
              expected.put(b.id(), sales.orders() + "|" + sales.units() + "|" + sales.gmv());
            });
    // By the instants of both: also across midnight and across the change of the clocks.
    assertThat(
            ask(
                """
                SELECT b.broadcast, count(DISTINCT o.order_id), sum(o.quantity)::BIGINT, sum(o.amount)
                FROM broadcast b
                JOIN order_line o ON o.shop = b.shop AND o.created_at BETWEEN b.started_at AND b.ended_at
                WHERE b.superseded_by IS NULL AND o.superseded_by IS NULL AND o.paid
                GROUP BY b.broadcast
                """))
        .isEqualTo(expected);
  }

  @Test
  void spendAndStockAreWhatTheyAre() {
    assertThat(ask("SELECT 'spend', sum(spend) FROM spend WHERE superseded_by IS NULL"))
        .containsEntry("spend", truth.spend().toString());
    assertThat(
            ask(
                """
                SELECT sku, sum(on_hand)::BIGINT FROM stock
                WHERE superseded_by IS NULL AND shop = 'harbor-web' GROUP BY sku
                """))
        .allSatisfy((sku, onHand) -> assertThat(onHand).isEqualTo(truth.onHand().get(sku) + ""));
  }
}
