package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.exports.Receipt.Status;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Imports real files, which lie beside the checkout on some machines and are no part of it, and
 * holds their facts against a plain reading of the same bytes.
 */
class RealExportsTest {
  private static final Path SAMPLES = Path.of("../shared/exports/samples");

  @TempDir static Path folder;
  private static ImportingWorkspace shop;

  @BeforeAll
  static void open() {
    assumeTrue(Files.isDirectory(SAMPLES), "the real files are not here");
    shop = new ImportingWorkspace(folder);
  }

  @BeforeEach
  void empty() {
    shop.empty();
  }

  @AfterAll
  static void close() {
    if (shop != null) {
      shop.close();
    }
  }

  private static Receipt load(String file, @Nullable String currency, @Nullable String zone) {
    Imports.Terms terms =
        new Imports.Terms(
            null,
            "shop",
            zone == null ? null : ZoneId.of(zone),
            currency,
            null,
            null,
            Period.parse("2026-10-01..2026-10-31"),
            false,
            false,
            Instant.parse("2026-11-22T00:00:00Z"));
    Path path = SAMPLES.resolve(file);
    return shop.load(path, path.getFileName().toString(), terms);
  }

  private List<CSVRecord> records(String file) throws IOException {
    try (Reader in = Files.newBufferedReader(SAMPLES.resolve(file))) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(in)
          .getRecords();
    }
  }

  private static String ask(String sql) {
    return shop.ask(sql);
  }

  @Test
  void tmallOrdersAgreeWithAPlainReading() throws IOException {
    Receipt receipt = load("tmall/tmall_order_report.csv", null, null);
    assertThat(receipt.report()).isEqualTo("tmall.orders");
    assertThat(List.of(receipt.read(), receipt.loaded(), receipt.rejected(), receipt.skipped()))
        .containsExactly(28010L, 28010L, 0L, 0L);

    BigDecimal gross = BigDecimal.ZERO;
    BigDecimal refunds = BigDecimal.ZERO;
    long paid = 0;
    long refunded = 0;
    for (CSVRecord record : records("tmall/tmall_order_report.csv")) {
      if (!record.get(5).isEmpty()) {
        paid++;
        gross = gross.add(new BigDecimal(record.get(1)));
      }
      BigDecimal refund = new BigDecimal(record.get(6));
      if (refund.signum() > 0) {
        refunded++;
        refunds = refunds.add(refund);
      }
    }
    assertThat(ask("SELECT count(*) FILTER (paid), sum(amount) FILTER (paid) FROM order_line"))
        .isEqualTo(paid + "|" + gross.setScale(2) + "\n");
    assertThat(ask("SELECT count(*), sum(amount) FROM refund"))
        .isEqualTo(refunded + "|" + refunds.setScale(2) + "\n");
    assertThat(List.of(paid, refunded)).containsExactly(28010L - 3923L, 5646L);
  }

  @Test
  void shopifyOrdersAgreeWithAPlainReading() throws IOException {
    Receipt receipt = load("shopify/orders_export_1.csv", null, null);
    assertThat(receipt.report()).isEqualTo("shopify.orders");
    assertThat(List.of(receipt.read(), receipt.loaded(), receipt.rejected()))
        .containsExactly(600L, 600L, 0L);

    BigDecimal total = BigDecimal.ZERO;
    BigDecimal refunds = BigDecimal.ZERO;
    BigDecimal discounts = BigDecimal.ZERO;
    long units = 0;
    Set<String> orders = new HashSet<>();
    for (CSVRecord record : records("shopify/orders_export_1.csv")) {
      orders.add(record.get("Name"));
      units += Long.parseLong(record.get("Lineitem quantity"));
      if (!record.get("Total").isEmpty()) {
        total = total.add(new BigDecimal(record.get("Total")));
        discounts = discounts.add(new BigDecimal(record.get("Discount Amount")));
        refunds = refunds.add(new BigDecimal(record.get("Refunded Amount")));
      }
    }
    assertThat(
            ask(
                "SELECT count(DISTINCT order_id), sum(quantity), sum(order_amount) FROM"
                    + " order_line"))
        .isEqualTo(orders.size() + "|" + units + "|" + total + "\n");
    assertThat(
            ask("SELECT sum(coalesce(discount, 0) + coalesce(order_discount, 0)) FROM order_line"))
        .isEqualTo(discounts + "\n");
    assertThat(ask("SELECT sum(amount) FROM refund")).isEqualTo(refunds + "\n");
    // Lines after all discounts, with shipping and taxes, come to the total of every order.
    assertThat(
            ask(
                """
                SELECT count(*) FROM (
                  SELECT order_id FROM order_line GROUP BY order_id
                  HAVING sum(amount) - coalesce(sum(order_discount), 0) + sum(order_shipping) + sum(order_tax)
                    = sum(order_amount))
                """))
        .isEqualTo("410\n");
  }

  @ParameterizedTest
  @CsvSource({"A", "B"})
  void adsManagerReportsAgreeWithAPlainReading(String which) throws IOException {
    String file = "tiktok-ads/ads-manager-report-" + which + ".csv";
    Receipt receipt = load(file, null, null);
    assertThat(receipt.report()).isEqualTo("tiktok-ads.ads-manager");
    long cost = 0;
    long impressions = 0;
    long clicks = 0;
    long conversions = 0;
    try (Reader in = Files.newBufferedReader(SAMPLES.resolve(file))) {
      for (CSVRecord record : CSVFormat.DEFAULT.parse(in)) {
        if (record.getRecordNumber() > 1) {
          cost += Long.parseLong(record.get(4));
          impressions += Long.parseLong(record.get(7));
          clicks += Long.parseLong(record.get(8));
          conversions += Long.parseLong(record.get(10));
        }
      }
    }
    assertThat(
            ask(
                "SELECT sum(spend)::BIGINT, sum(impressions)::BIGINT, sum(clicks)::BIGINT,"
                    + " sum(conversions)::BIGINT FROM spend"))
        .isEqualTo(cost + "|" + impressions + "|" + clicks + "|" + conversions + "\n");
    // The printed click rate is 100 x clicks / impressions, cut to two decimals or rounded to them.
    assertThat(
            ask(
                """
                SELECT count(*) FROM spend
                WHERE impressions > 0
                  AND abs(reported['ad_click_rate'] - clicks / NULLIF(impressions, 0)::DOUBLE) > 0.0001
                """))
        .isEqualTo("0\n");
  }

  @Test
  void aDouyinListRowAgreesWithTheRatesPrintedInIt() {
    Receipt receipt =
        load("china-one-row/compass_live_list_55col_connector_doc_row.csv", null, null);
    assertThat(receipt.report()).isEqualTo("douyin.live-sessions");
    assertThat(receipt.unknown()).isEmpty();
    assertThat(
            ask(
                """
                SELECT round(product_clicks / product_impressions, 4) = reported['product_click_rate'],
                  round(product_clickers / product_reach, 4) = reported['product_click_rate_uv'],
                  round(orders / product_clicks, 4) = reported['ctor'],
                  round(buyers / product_clickers, 4) = reported['click_to_pay_rate'],
                  round(orders / views, 4) = reported['watch_to_order_rate'],
                  round(buyers / viewers, 4) = reported['watch_to_pay_rate'],
                  paid_gmv - refund_1h_amount = net_gmv,
                  orders - refund_1h_orders = net_orders,
                  round(refund_1h_amount / paid_gmv, 4) = reported['refund_1h_rate']
                FROM broadcast
                """))
        .isEqualTo("true|true|true|true|true|true|true|true|true\n");
    assertThat(ask("SELECT broadcast, started_at, incentive_views FROM broadcast"))
        .endsWith("@2026-09-07T08:55:37|2026-09-07T00:55:37Z|null\n");
  }

  @Test
  void creatorLivePerformanceAgreesWithTheRatesPrintedInIt() {
    Receipt receipt =
        load(
            "tiktok-shop/Creator-Live-Performance_20260604180014.csv",
            "MXN",
            "America/Mexico_City");
    assertThat(receipt.headerRow()).isEqualTo(3L);
    assertThat(receipt.loaded()).isEqualTo(3L);
    assertThat(
            ask(
                """
                SELECT round(views / impressions, 6) = reported['enter_rate'],
                  round(product_clicks / views, 6) = reported['live_ctr'],
                  coalesce(round(product_clicks / NULLIF(product_impressions, 0), 6) = reported['product_click_rate'],
                    reported['product_click_rate'] IS NULL)
                FROM broadcast ORDER BY started_at
                """))
        .isEqualTo("true|true|true\ntrue|true|true\ntrue|true|true\n");
  }

  @Test
  void aBrazilianRoomAgreesWithTheRatesPrintedInIt() {
    load("tiktok-shop/creator_live_performance_BR_23col_1row.csv", null, "America/Sao_Paulo");
    assertThat(
            ask(
                """
                SELECT length(broadcast), currency, started_at,
                  round(attributed_gmv * 3600 / duration_seconds, 2) = round(reported['gmv_per_hour'], 2),
                  round(comments / views, 8) = round(reported['comment_rate'], 8)
                FROM broadcast
                """))
        .isEqualTo("19|BRL|2026-07-23T11:09:17Z|true|true\n");
  }

  /** Rows of China's platforms as others show them, some with parts of their ids starred out. */
  @ParameterizedTest
  @CsvSource({
    "order_export_from_public_test.csv, douyin.orders, 3",
    "fund_flow_from_public_test.csv, douyin.funds, 2",
    "settlement_from_public_test.csv, douyin.settlement, 2",
    "compass_live_list_55col_connector_doc_row.csv, douyin.live-sessions, 1",
    "jdsz_product_detail_connector_doc_row.csv, jd.products, 1",
    "qianfan_buyer_order_connector_doc_row.csv, xiaohongshu.buyer-orders, 1",
    "sycm_item_rank_all_connector_doc_row.csv, tmall.products, 1",
    "wanxiangtai_item_report_connector_doc_row.csv, tmall.advertising, 1"
  })
  void rowsOfChinaAreReadWhole(String file, String report, long rows) {
    Receipt receipt = load("china-one-row/" + file, null, null);
    assertThat(receipt.report()).isEqualTo(report);
    assertThat(receipt.unknown()).isEmpty();
    assertThat(List.of(receipt.loaded(), receipt.rejected())).containsExactly(rows, 0L);
  }

  @Test
  void anAmazonReportAgreesWithAPlainReading() throws IOException {
    Receipt receipt = load("amazon/BusinessReport-by-SKU-UK.csv", null, null);
    assertThat(receipt.report()).isEqualTo("amazon.business-report");
    assertThat(List.of(receipt.read(), receipt.loaded())).containsExactly(646L, 646L);
    long sessions = 0;
    long units = 0;
    BigDecimal sales = BigDecimal.ZERO;
    for (CSVRecord record : records("amazon/BusinessReport-by-SKU-UK.csv")) {
      sessions += Long.parseLong(record.get(4).replace(",", ""));
      units += Long.parseLong(record.get(14).replace(",", ""));
      sales = sales.add(new BigDecimal(record.get(18).replaceAll("[£,]", "")));
    }
    assertThat(
            ask(
                "SELECT sum(sessions)::BIGINT, sum(units)::BIGINT, sum(paid_gmv),"
                    + " any_value(currency), any_value(first_day) FROM product_period WHERE channel"
                    + " = 'all'"))
        .isEqualTo(sessions + "|" + units + "|" + sales + "|GBP|2026-10-01\n");
    // The printed percentage is units by sessions, wherever there are sessions.
    assertThat(
            ask(
                """
                SELECT count(*) FROM product_period
                WHERE channel = 'all' AND sessions > 0
                  AND abs(reported['units_per_session'] - units / NULLIF(sessions, 0)::DOUBLE) > 0.00005001
                """))
        .isEqualTo("0\n");
  }

  @Test
  void aProductListIsReadByGroupAndNameAndItsGroupsAddUp() {
    Receipt receipt =
        load("tiktok-shop/product_list_20260529_first_rows.csv", null, "America/Mexico_City");
    assertThat(receipt.report()).isEqualTo("tiktok-shop.product-list");
    assertThat(receipt.unknown()).isEmpty();
    assertThat(List.of(receipt.from().toString(), receipt.to().toString()))
        .containsExactly("2026-05-29", "2026-06-04");
    // The shop tab is a part of the cards.
    assertThat(
            ask(
                """
                SELECT count(*), bool_and(whole = parts), any_value(currency) FROM (
                  SELECT product, any_value(currency) AS currency,
                    sum(product_impressions) FILTER (channel = 'all') AS whole,
                    sum(product_impressions) FILTER (channel NOT IN ('all', 'shop tab')) AS parts
                  FROM product_period GROUP BY product)
                """))
        .isEqualTo("4|true|MXN\n");
  }

  @Test
  void aVideoListHasItsClickRateByViews() {
    Receipt receipt =
        load(
            "tiktok-shop/Video Performance List_20260604172857_captions_shortened.csv",
            null,
            "America/Mexico_City");
    assertThat(receipt.report()).isEqualTo("tiktok-shop.videos");
    assertThat(receipt.unknown()).isEmpty();
    assertThat(
            ask(
                """
                SELECT count(*), count(*) FILTER (abs(reported['live_ctr'] - product_clicks / NULLIF(views, 0)::DOUBLE) > 0.00005001),
                  any_value(currency), any_value(first_day), any_value(last_day)
                FROM video_period
                """))
        .isEqualTo("22|0|MXN|2026-05-01|2026-05-31\n");
  }

  @ParameterizedTest
  @CsvSource({
    "tiktok-shop/Live Performance Core Stats_20260604172313.csv, tiktok-shop.live-core-stats, 31",
    "tiktok-shop/Creator Product List - 20260604180318.csv, tiktok-shop.creator-products, 15",
    "shopee/sc_live_stream_list_VN_1row.csv, shopee.live-sessions, 1",
  })
  void otherRealFilesLoadWhole(String file, String report, long rows) {
    Receipt receipt = load(file, null, "America/Mexico_City");
    if (receipt.status() == Status.REFUSED) {
      // A bare $ is shared by many.
      receipt = load(file, "MXN", "America/Mexico_City");
    }
    assertThat(receipt.report()).isEqualTo(report);
    assertThat(receipt.unknown()).isEmpty();
    assertThat(List.of(receipt.read(), receipt.loaded())).containsExactly(rows, rows);
  }

  /** What the catalogue cannot name yet is refused whole, and says so. */
  @ParameterizedTest
  @CsvSource({
    "events/tianchi_mobile_sample_item_info.csv",
    "events/tianchi_mobile_sample_user_behavior.csv"
  })
  void filesOfOtherReportsAreRefused(String file) {
    Receipt receipt = load(file, "CNY", "Asia/Shanghai");
    assertThat(receipt.status()).isEqualTo(Status.REFUSED);
    assertThat(receipt.reason()).contains("matches no report");
    assertThat(ask("SELECT count(*) FROM source_file")).isEqualTo("0\n");
  }
}
