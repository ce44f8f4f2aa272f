package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.answer.Column;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.ReportSpec.FactSpec;
import dev.sluice.exports.read.Table;
import dev.sluice.metrics.Basis;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for the {@link Catalogue} that ships. */
class CatalogueTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/sluice/exports/catalogue");
  private static final Path HEADERS = Path.of("../shared/exports/headers");

  @TempDir Path folder;

  /** With {@code -Dgolden.update=true} it is written anew, as golden files are. */
  @Test
  void theIndexNamesEveryFileInOrderWithWhatItCannotDoWithout() throws IOException {
    List<Catalogue.Entry> entries;
    try (Stream<Path> walk = Files.walk(FOLDER)) {
      entries =
          walk.filter(p -> p.toString().endsWith(".yaml"))
              .map(p -> FOLDER.relativize(p).toString())
              .sorted()
              .map(path -> Catalogue.Entry.of(Catalogue.parse(path)))
              .toList();
    }
    Path index = FOLDER.resolve("index.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.write(index, entries.stream().map(Catalogue.Entry::line).toList());
    }
    assertThat(Files.readAllLines(index).stream().map(Catalogue.Entry::parse))
        .as("what no file of a report lacks changed: run scripts/regenerate")
        .containsExactlyElementsOf(entries);
  }

  @Test
  void everyReportSaysWhatItIsHowSureItsHeaderIsAndWhenThatWasChecked() {
    for (ReportSpec report : Catalogue.load().reports()) {
      assertThat(report.title()).as(report.id()).containsKeys("en", "zh");
      assertThat(report.source()).as(report.id()).isNotBlank();
      assertThat(LocalDate.parse(report.checkedOn())).as(report.id()).isNotNull();
      assertThat(report.facts()).as(report.id()).isNotEmpty();
      assertThat(report.columns().stream().filter(ColumnSpec::inHeader))
          .as(report.id() + ": columns that tell it from others")
          .hasSizeGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void everyPrintedFigureThatIsKeptGoesByANameOfTheDictionary() {
    for (ReportSpec report : Catalogue.load().reports()) {
      for (ColumnSpec column : report.columns()) {
        if (column.reported() != null) {
          assertThat(Dictionary.standard().find(column.reported()))
              .as(report.id() + "." + column.name() + ": " + column.reported())
              .isNotNull();
        }
      }
    }
  }

  @Test
  void noHeaderOfAReportMeansTwoThings() {
    for (ReportSpec report : Catalogue.load().reports()) {
      List<String> headers = new ArrayList<>();
      report.columns().forEach(c -> headers.addAll(c.headers()));
      headers.addAll(report.ignored());
      headers.addAll(report.personal());
      assertThat(headers).as(report.id()).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatFactsSetAreColumnsOfTheirTables() {
    try (Workspace workspace = Workspace.write(folder.resolve("w.duckdb"), Engine.standard())) {
      for (ReportSpec report : Catalogue.load().reports()) {
        for (FactSpec fact : report.facts()) {
          Set<String> columns = columns(workspace, fact.table());
          assertThat(columns).as(report.id()).containsAll(fact.set().keySet());
          assertThat(columns).as(report.id()).containsAll(fact.key());
        }
      }
    }
  }

  /**
   * People are told once each by the platform, and so are neither added up nor checked by a sum.
   */
  @Test
  void noReportAddsPeopleUp() {
    Set<String> people =
        Dictionary.standard().metrics().stream()
            .filter(metric -> metric.basis() == Basis.UV || metric.basis() == Basis.BUYERS)
            .map(Metric::name)
            .collect(Collectors.toSet());
    assertThat(people).contains("viewers", "buyers", "product_reach");
    people.add("visitors");
    // Whoever follows does so once: these the platforms add up themselves.
    people.remove("new_followers");
    for (ReportSpec report : Catalogue.load().reports()) {
      if (report.totals() != null) {
        assertThat(report.totals().sums()).as(report.id()).doesNotContainAnyElementsOf(people);
      }
      for (FactSpec fact : report.facts()) {
        fact.set()
            .forEach(
                (column, sql) -> {
                  if (people.contains(column)) {
                    assertThat(sql).as(report.id() + "." + column).doesNotContain("+", "sum(");
                  }
                });
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"generic.broadcasts, broadcast", "generic.minutes, broadcast_minute"})
  void onesOwnFilesMayHoldEveryMetricOfTheirTable(String id, String table) {
    Set<String> notMetrics =
        Set.of(
            "shop",
            "room_id",
            "duration_seconds",
            "reported",
            "file_id",
            "row_number",
            "as_of",
            "superseded_by");
    try (Workspace workspace = Workspace.write(folder.resolve("w.duckdb"), Engine.standard())) {
      Set<String> expected = columns(workspace, table);
      expected.removeAll(notMetrics);
      List<String> offered =
          Catalogue.load().report(id).columns().stream().map(ColumnSpec::name).toList();
      assertThat(offered).containsAll(expected);
    }
  }

  private static Set<String> columns(Workspace workspace, String table) {
    Set<String> names = new TreeSet<>();
    workspace
        .query(
            "columns",
            Sql.composed(
                "columns", "SELECT column_name FROM (DESCRIBE " + table + ") ORDER BY column_name"),
            List.of(Column.text("column_name")))
        .rows()
        .forEach(row -> names.add(String.valueOf(row.get(0))));
    return names;
  }

  /** The headers that were seen, whole and in a shuffled order, are told apart and known whole. */
  @ParameterizedTest
  @CsvSource({
    "tiktok_orders_ID_2026, tiktok-shop.orders",
    "tiktok_creator_live_old, tiktok-shop.creator-live-performance-direct",
    "tiktok_creator_live_mid_MX, tiktok-shop.creator-live-performance-titles",
    "tiktok_creator_live_new, tiktok-shop.creator-live-performance",
    "tiktok_creator_live_new_BR23, tiktok-shop.creator-live-performance",
    "tiktok_live_dashboard_products, tiktok-shop.live-products",
    "tiktok_live_analysis_EN_MY, tiktok-shop.live-analysis",
    "tiktok_live_analysis_TH, tiktok-shop.live-analysis",
    "tiktok_live_dashboard_trend, tiktok-shop.live-trend",
    "tiktok_live_core_stats_ES, tiktok-shop.live-core-stats",
    "tiktok_shop_key_metrics_ES, tiktok-shop.key-metrics",
    "tiktok_products_card_list_ES, tiktok-shop.product-cards",
    "tiktok_channel_stats_search_ES, tiktok-shop.search-days",
    "tiktok_video_list_ES, tiktok-shop.videos",
    "tiktok_video_list_TH, tiktok-shop.videos",
    "tiktok_creator_product_list_EN, tiktok-shop.creator-products",
    "tiktok_product_traffic_list_ES, tiktok-shop.product-traffic",
    "tiktok_affiliate_video_list_TH, tiktok-shop.affiliate-videos",
    "tiktok_affiliate_orders_known, tiktok-shop.affiliate-orders",
    "tiktok_gmvmax_live_campaign, tiktok-ads.gmv-max-campaigns",
    "tiktok_gmvmax_livestream, tiktok-ads.gmv-max-livestreams",
    "tiktok_gmvmax_product_creative_EN, tiktok-ads.gmv-max-creatives",
    "tiktok_campaign_overview_daily_VI, tiktok-ads.campaign-overview",
    "shopee_orders_ID, shopee.orders",
    "shopee_orders_EN_PH_subset, shopee.orders",
    "shopee_orders_TH_subset, shopee.orders",
    "shopee_live_stream_list_EN, shopee.live-sessions",
    "shopee_live_ID_labels, shopee.live-sessions",
    "shopee_live_product_list_EN, shopee.live-products",
    "shopee_live_daily_EN, shopee.live-days",
    "shopee_ads_TH_labels, shopee.ads",
    "lazada_orders, lazada.orders",
    "amazon_business_report_sku_22, amazon.business-report",
    "amazon_business_report_38, amazon.business-report",
    "amazon_business_report_child_21, amazon.business-report",
    "whatnot_weekly_orders, whatnot.ledger",
    "ebay_orders, ebay.orders",
    "youtube_table_data, youtube.videos",
    "klaviyo_campaigns, klaviyo.campaigns",
    "tiktok_ads_daily_ad, tiktok-ads.ads-manager",
    "tiktok_ads_campaign_daily_new, tiktok-ads.ads-manager",
    "shopify_orders, shopify.orders",
  })
  void headersThatWereSeenAreRecognised(String key, String report) throws IOException {
    Path file = HEADERS.resolve("global.json");
    assumeTrue(Files.exists(file), "the collected headers are not here");
    JsonNode columns = new ObjectMapper().readTree(file.toFile()).path(key).path("columns");
    List<String> header = new ArrayList<>();
    columns.forEach(column -> header.add(column.asText()));
    assertRecognised(header, report);
  }

  @Test
  void theDouyinListIsRecognisedWithHalfAndFullWidthBrackets() throws IOException {
    Path file = HEADERS.resolve("douyin-live-sessions-54.csv");
    assumeTrue(Files.exists(file), "the collected headers are not here");
    String line = Files.readString(file).strip();
    assertRecognised(List.of(line.split(",")), "douyin.live-sessions");
    assertRecognised(
        List.of(line.replace('(', '（').replace(')', '）').split(",")), "douyin.live-sessions");
  }

  @ParameterizedTest
  @CsvSource({
    "douyin-orders-73, douyin.orders",
    "kalodata-products-20, kalodata.products",
    "kuaishou-orders-61, kuaishou.orders",
    "taobao-order-list-41, tmall.orders",
    "wechat-orders-57, wechat-channels.orders",
    "wechat-orders-64, wechat-channels.orders",
    "xiaohongshu-orders-72, xiaohongshu.orders",
  })
  void headersOfChinaThatWereSeenAreRecognised(String name, String report) throws IOException {
    Path file = HEADERS.resolve(name + ".csv");
    assumeTrue(Files.exists(file), "the collected headers are not here");
    assertRecognised(List.of(Files.readString(file).strip().split(",")), report);
  }

  /** The names of other languages that code of others reads, in whatever order and company. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tiktok-shop.videos | Tên nhà sáng tạo; ID nhà sáng tạo; Thông tin video; ID video; Thời"
            + " gian; Sản phẩm; VV; Lượt thích; Bình luận; Lượt chia sẻ; Người theo dõi mới; Đơn"
            + " hàng; Số món bán ra từ video; Tổng giá trị hàng hóa (Video) (₫); GPM (₫); GMV quy"
            + " ra từ video bán hàng (₫); Tỷ lệ nhấp (Video); Tỷ lệ xem hết video; Tỷ lệ nhấp đến"
            + " đặt hàng (Video); Chẩn đoán",
        "tiktok-shop.live-core-stats | Thời gian; GMV đến từ buổi LIVE (₫); GMV LIVE (₫); GMV gián"
            + " tiếp của LIVE (₫); Hiển thị GPM (₫); Buổi LIVE; Số buổi LIVE tạo ra GMV.; Số món"
            + " bán ra ghi nhận vào buổi LIVE; Đơn hàng SKU đã ghi nhận; Tỷ lệ nhấp (LIVE); CTOR"
            + " (đơn hàng SKU) (LIVE); Lượt xem phiên LIVE; Thời lượng xem trung bình (Buổi LIVE)",
        "tiktok-shop.key-metrics | Ngày; GMV; Đơn hàng; Khách hàng; Số món bán ra; Hoàn tiền; Đơn"
            + " hàng SKU; Tổng doanh thu; Lượt xem trang; Khách truy cập; Tỷ lệ chuyển đổi",
        "shopee.live-days | ระยะเวลาเก็บข้อมูล; ยอดขาย(คำสั่งซื้อที่เกิดขึ้น);"
            + " ยอดขาย(คำสั่งซื้อที่ยืนยันแล้ว); คำสั่งซื้อ(คำสั่งซื้อที่เกิดขึ้น);"
            + " คำสั่งซื้อ(คำสั่งซื้อที่ยืนยันแล้ว); จำนวน Live ทั้งหมด; ระยะเวลา Live ทั้งหมด;"
            + " ผู้ชมทั้งหมด; PCU; GPM(คำสั่งซื้อที่เกิดขึ้น); GPM(คำสั่งซื้อที่ยืนยันแล้ว)",
        "tiktok-shop.creator-live-performance-direct | 直播间信息; 直播开始时间; 直播时长; 成交金额;"
            + " 直接 GMV; 成交件数; 支付订单次数; 点击成交转化率（SKU 订单）; 看播-点击转化率",
      })
  void namesOfOtherLanguagesAreKnown(String report, String header) {
    assertRecognised(List.of(header.split("; ", -1)), report);
  }

  private static void assertRecognised(List<String> header, String report) {
    List<String> shuffled = new ArrayList<>(header);
    Collections.reverse(shuffled);
    for (List<String> each : List.of(header, shuffled)) {
      Recognition.Found found =
          new Recognition(Catalogue.load()).find("file", List.of(table(each)));
      assertThat(found.header().report().id()).isEqualTo(report);
      assertThat(found.header().rest()).isEmpty();
    }
  }

  private static Table table(List<String> header) {
    return RecognitionTest.table(List.of(header));
  }
}
