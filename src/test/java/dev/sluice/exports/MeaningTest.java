package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exports.Receipt.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the numbers of an export mean once they are facts. */
class MeaningTest {
  @TempDir static Path folder;
  private static ImportingWorkspace shop;

  @BeforeAll
  static void open() {
    shop = new ImportingWorkspace(folder);
  }

  @BeforeEach
  void empty() {
    shop.empty();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Receipt load(String name, String text) {
    return shop.load(name, text, ImportingWorkspace.silent("harbor"));
  }

  private static String ask(String sql) {
    return shop.ask(sql);
  }

  private static final String DOUYIN =
      """
      \ufeff主订单编号,子订单编号,选购商品,商品数量,商品ID,商家编码,商品单价,订单应付金额,订单提交时间,支付完成时间,订单状态,售后状态,收件人
      "\t6900000000000000101","\t6900000000000000101","\t海带丝",2,"\t3500000000000000001","\tA-1",14.50,28.90,2026-09-22 00:54:10,2026-09-22 00:55:00,已完成,退款成功,##密文
      "\t6900000000000000102","\t6900000000000000103","\t海带丝",1,"\t3500000000000000001","\tA-1",14.50,14.50,2026-09-22 01:00:00,2026-09-22 01:00:30,已发货,-,##密文
      "\t6900000000000000102","\t6900000000000000104","\t紫菜",1,"\t3500000000000000002","\tA-2",9.90,"1,009.90",2026-09-22 01:00:00,2026-09-22 01:00:30,已发货,售后关闭,##密文
      "\t6900000000000000105","\t6900000000000000105","\t紫菜",1,"\t3500000000000000002","\tA-2",9.90,9.90,2026-09-22 02:00:00,-,已关闭,-,##密文
      """;

  @Test
  void aDouyinOrderIsPaidByItsTimeAndRefundedByItsState() {
    Receipt receipt = load("1790100000_0a1b.csv", DOUYIN);

    assertThat(receipt.report()).isEqualTo("douyin.orders");
    assertThat(receipt.status()).isEqualTo(Status.LOADED);
    assertThat(
            ask(
                "SELECT order_id, line_id, product, quantity, unit_price, amount, currency, paid,"
                    + " as_of FROM order_line ORDER BY line_id"))
        .isEqualTo(
            """
            6900000000000000101|6900000000000000101|3500000000000000001|2|14.5000|28.90|CNY|true|2026-09-22T18:00Z
            6900000000000000102|6900000000000000103|3500000000000000001|1|14.5000|14.50|CNY|true|2026-09-22T18:00Z
            6900000000000000102|6900000000000000104|3500000000000000002|1|9.9000|1009.90|CNY|true|2026-09-22T18:00Z
            6900000000000000105|6900000000000000105|3500000000000000002|1|9.9000|9.90|CNY|false|2026-09-22T18:00Z
            """);
    assertThat(ask("SELECT line_id, quantity, amount, refunded_at, time_basis FROM refund"))
        .isEqualTo("6900000000000000101|2|28.90|null|unknown\n");
  }

  @Test
  void withoutATimeOfPaymentTheStateOfADouyinOrderTells() {
    load("orders.csv", DOUYIN.replace("支付完成时间", "买家留言"));

    assertThat(ask("SELECT paid, count(*) FROM order_line GROUP BY 1 ORDER BY 1 NULLS LAST"))
        .isEqualTo("true|3\nnull|1\n");
  }

  private static final String TMALL_ORDERS =
      """
      订单编号,总金额,买家实际支付金额,订单创建时间,订单付款时间 ,退款金额
      2873100000000000010,119.80,69.90,2026-10-03 12:00:00,2026-10-03 12:01:00,49.90
      2873100000000000020,20.00,0.00,2026-10-03 13:00:00,,0
      """;
  private static final String TMALL_LINES =
      """
      子订单编号,主订单编号,商品标题,购买数量,买家应付货款,买家实付金额,退款金额,订单创建时间,订单付款时间
      ="2873100000000000011",="2873100000000000010",马克杯,2,99.80,49.90,49.90,2026-10-03 12:00:00,2026-10-03 12:01:00
      ="2873100000000000012",="2873100000000000010",茶巾,1,20.00,20.00,无退款申请,2026-10-03 12:00:00,2026-10-03 12:01:00
      """;
  private static final String PAID =
      "SELECT sum(amount) FILTER (paid) FROM order_line WHERE superseded_by IS NULL";
  private static final String REFUNDED =
      "SELECT sum(amount) FROM refund WHERE superseded_by IS NULL";

  @Test
  void whatATmallBuyerPaidIsNetOfRefundsAlready() {
    load("orders.csv", TMALL_ORDERS);
    // Gross is the total of what has a time of payment: 119.80, of which 49.90 came back.
    assertThat(ask(PAID)).isEqualTo("119.80\n");
    assertThat(ask(REFUNDED)).isEqualTo("49.90\n");
  }

  /** The order report and the line report of Taobao tell of the same money. */
  @ParameterizedTest
  @ValueSource(
      strings = {"orders lines", "lines orders", "lines orders lines", "orders lines orders"})
  void anOrderCountsOnceHoweverManyReportsTellOfIt(String files) {
    int turn = 0;
    for (String file : files.split(" ", -1)) {
      // The same bytes are no new file.
      String text = (file.equals("orders") ? TMALL_ORDERS : TMALL_LINES) + "\n".repeat(turn++);
      assertThat(load(file + turn + ".csv", text).rejected()).isZero();
    }
    assertThat(ask(PAID)).isEqualTo("119.80\n");
    assertThat(ask(REFUNDED)).isEqualTo("49.90\n");
    assertThat(ask("SELECT count(*) FROM order_line WHERE superseded_by IS NULL")).isEqualTo("3\n");
  }

  private static final String AFTER_SALES =
      """
      售后单号,订单号,商品单号,退商品金额（元）,退运费金额（元）,售后状态,售后申请时间,商家退款时间
      '7200000000000000011,'6900000000000000101,'6900000000000000101,10.00,1.00,同意退款，退款成功,2026-09-25 10:00:00,2026-09-26 09:30:00
      """;

  /** An order's state tells that something came back, the after-sale case how much and when. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theAfterSaleCaseTellsMoreThanTheStateOfTheOrder(boolean ordersFirst) {
    if (ordersFirst) {
      load("orders.csv", DOUYIN);
    }
    load("cases.csv", AFTER_SALES);
    load("more.csv", DOUYIN + "\n");

    assertThat(
            ask("SELECT amount, refunded_at, time_basis FROM refund WHERE superseded_by IS NULL"))
        .isEqualTo("11.00|2026-09-26T01:30Z|succeeded\n");
  }

  @Test
  void anOrderWhoseLinesStandInOneRowIsRejected() {
    Receipt receipt =
        load(
            "orders.csv",
            DOUYIN.replace("6900000000000000103\"", "6900000000000000103;6900000000000000107\""));
    assertThat(receipt.rejected()).isEqualTo(1);
    assertThat(ask("SELECT reason FROM reject")).contains("export by product");
  }

  @Test
  void whatAnOrderCameToStandsOnItsFirstLineOnly() {
    load(
        "jd.csv",
        """
        订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单金额,订单状态
        300000000001,10000000001,马克杯,2,2026-10-03 12:00:00,49.90,109.80,完成
        300000000001,10000000002,茶巾,1,2026-10-03 12:00:00,20.00,109.80,完成
        """);
    assertThat(ask("SELECT sum(order_amount), sum(amount) - sum(order_discount) FROM order_line"))
        .isEqualTo("109.80|109.80\n");
  }

  @Test
  void idsThatASpreadsheetHasCutAreWarnedOf() {
    String cut =
        DOUYIN
            .replaceAll("69000000000001..", "6900000000000010")
            .replaceAll("6900000000000000(\\d{3})", "6900000000000000000");
    Receipt receipt = load("cut.csv", cut);
    assertThat(receipt.warnings()).anyMatch(w -> w.contains("as if a spreadsheet had cut them"));
    assertThat(load("whole.csv", DOUYIN).warnings()).noneMatch(w -> w.contains("cut them"));
  }

  @Test
  void anIdThatBecameAPowerOfTenIsRejectedWithTheReason() {
    load(
        "power.csv",
        DOUYIN
            .replace("\"\\t6900000000000000105\",\"", "6.90E+18,\"")
            .replace(
                "\"\t6900000000000000105\",\"\t6900000000000000105\"",
                "6.90E+18,\"\t6900000000000000105\""));
    assertThat(ask("SELECT column_name, cell, reason FROM reject"))
        .startsWith("主订单编号|6.90E+18|an id that a spreadsheet turned into a number");
  }

  // ------------------------------------------------------------------------------- windows

  private static String days(String... rows) {
    return "日期,成交金额,访客数,成交客户数,成交单量\n" + String.join("\n", rows) + "\n";
  }

  private static final String WEEK = days("2026-10-05~2026-10-11,700,70,7,7");

  private static String day(int day) {
    return days("2026-10-%02d,100,15,1,1".formatted(day));
  }

  private static final String GMV =
      "SELECT sum(paid_gmv), count(*) FROM shop_period WHERE superseded_by IS NULL";

  @Test
  void aWeekAndItsDaysDoNotCountTwice() {
    load("week.csv", WEEK);
    for (int day = 5; day <= 10; day++) {
      load(day + ".csv", day(day));
      // Not all of the week is known by day: the week tells.
      assertThat(ask(GMV)).isEqualTo("700.00|1\n");
    }
    load("11.csv", day(11));
    assertThat(ask(GMV)).isEqualTo("700.00|7\n");
    load("again.csv", WEEK + "\n");
    assertThat(ask(GMV)).isEqualTo("700.00|7\n");
    assertThat(ask("SELECT count(*) FROM shop_period")).isEqualTo("9\n");
  }

  @Test
  void ofTwoWindowsThatMerelyOverlapTheLaterFileHolds() {
    load("a.csv", days("2026-10-01~2026-10-07,700,70,7,7"));
    load("b.csv", days("2026-10-05~2026-10-11,650,70,7,7"));
    assertThat(ask(GMV)).isEqualTo("650.00|1\n");
  }

  /** Seeded files in random order: the days in force never overlap, whatever came first. */
  @Test
  void windowsInForceNeverOverlapAndDoNotDependOnTheOrderOfFiles() {
    long seed = 20261126;
    Random random = new Random(seed);
    for (int round = 0; round < 6; round++) {
      List<String> files = new ArrayList<>(List.of(WEEK, days("2026-10-05~2026-10-07,300,30,3,3")));
      for (int day = 4; day <= 12; day++) {
        if (random.nextInt(4) > 0) {
          files.add(day(day));
        }
      }
      String first = null;
      for (int turn = 0; turn < 2; turn++) {
        Collections.shuffle(files, random);
        shop.empty();
        for (int i = 0; i < files.size(); i++) {
          load("f" + i + ".csv", files.get(i));
        }
        String found =
            ask(
                "SELECT first_day, last_day FROM shop_period WHERE superseded_by IS NULL"
                    + " ORDER BY first_day");
        LocalDate told = LocalDate.MIN;
        for (String line : found.lines().toList()) {
          String[] ends = line.split("\\|", -1);
          assertThat(LocalDate.parse(ends[0])).as("seed " + seed + "\n" + found).isAfter(told);
          told = LocalDate.parse(ends[1]);
        }
        assertThat(found).as("seed " + seed).isEqualTo(first == null ? found : first);
        first = found;
      }
    }
  }

  @Test
  void aDayOfAdvertisingToldByAccountDoesNotCountByHourToo() {
    String hours =
        """
        时间-小时,整体消耗,整体成交金额,整体成交订单数
        2026-10-03 19:00,60.00,300.00,6
        2026-10-03 20:00,40.00,200.00,4
        2026-10-04 20:00,7.00,30.00,1
        """;
    String accounts =
        """
        日期,抖音号名称,抖音号ID,整体展示次数,整体消耗,整体成交金额
        全部,-,-,20000,100.00,500.00
        2026-10-03,清禾家居,79300000514,20000,100.00,500.00
        """;
    String spent = "SELECT sum(spend) FROM spend WHERE superseded_by IS NULL";
    load("hours.csv", hours);
    load("accounts.csv", accounts);
    assertThat(ask(spent)).isEqualTo("107.00\n");
    load("hours-again.csv", hours + "\n");
    assertThat(ask(spent)).isEqualTo("107.00\n");
  }

  // ------------------------------------------------------------------------------- broadcasts

  private static String room(String gmv, String end) {
    return """
    Room ID,Room Title,Start Time,End Time,Attributed GMV,Views
    7665678832292000001,Tea,2026-07-23 08:09:17,%s,%s,100
    """
        .formatted(end, gmv);
  }

  private static final String ROOM_WITHOUT_ID =
      """
      2026-07-01 ~ 2026-07-31
      Livestream,Start time,Duration,Attributed GMV,Views,LIVE impressions
      Tea,2026-07-23 08:09,3600,$40.00,100,900
      Evening,2026-07-23 20:00,3600,$5.00,10,90
      """;

  private static final String ROOMS =
      "SELECT count(*), sum(attributed_gmv) FROM broadcast WHERE superseded_by IS NULL";

  private static Receipt loadOfBerlin(String name, String text) {
    return shop.load(name, text, ImportingWorkspace.terms("harbor", "Europe/Berlin", "USD"));
  }

  @Test
  void aLaterFileOfARunningRoomReplacesTheEarlierOne() {
    loadOfBerlin("live_20260723083000.csv", room("$10.00", "2026-07-23 08:30:00"));
    loadOfBerlin("live_20260723100000.csv", room("$40.00", "2026-07-23 09:09:17"));
    assertThat(ask(ROOMS)).isEqualTo("1|40.00\n");
    // An earlier state that arrives late changes nothing.
    loadOfBerlin("live_20260723090000.csv", room("$30.00", "2026-07-23 09:00:00"));
    assertThat(ask(ROOMS)).isEqualTo("1|40.00\n");
  }

  /** The names of downloads may be changed; what then tells is how long the room had run. */
  @ParameterizedTest
  @CsvSource({"a.csv, b.csv", "live_20260723100000.csv, b.csv", "a.csv, live_20260723083000.csv"})
  void anEarlierStateOfARunningRoomReplacesNoLaterOneWhateverTheFilesAreCalled(
      String later, String earlier) {
    loadOfBerlin(later, room("$40.00", "2026-07-23 09:09:17"));

    Receipt receipt = loadOfBerlin(earlier, room("$10.00", "2026-07-23 08:30:00"));

    assertThat(receipt.status()).isEqualTo(Status.SUPERSEDED);
    assertThat(ask(ROOMS)).isEqualTo("1|40.00\n");
    // A room that is over may be restated.
    loadOfBerlin("c.csv", room("$39.00", "2026-07-23 09:09:17"));
    assertThat(ask(ROOMS)).isEqualTo("1|39.00\n");
  }

  /**
   * In whatever order the generations with and without ids arrive, and whichever is the fresher.
   */
  @ParameterizedTest
  @CsvSource({"20260801000000, 20260802000000", "20260802000000, 20260801000000"})
  void aRoomWithAnIdAndTheSameOneWithoutAreOne(String with, String without) {
    for (int turn = 0; turn < 2; turn++) {
      shop.empty();
      for (int i = 0; i < 4; i++) {
        if (i % 2 == turn) {
          loadOfBerlin(
              "a_" + with + ".csv", room("$40.00", "2026-07-23 09:09:17") + "\n".repeat(i));
        } else {
          loadOfBerlin("b_" + without + ".csv", ROOM_WITHOUT_ID + "\n".repeat(i));
        }
      }
      assertThat(ask(ROOMS)).isEqualTo("2|45.00\n");
    }
  }

  // ------------------------------------------------------------------------------- meanings

  /** Placed, paid, confirmed and attributed money are four metrics; what was not paid is none. */
  @Test
  void moneyStandsUnderTheMomentThatItIsOf() {
    shop.load(
        "shopee.csv",
        """
        User Id,Livestream Name,Start Time,Duration:,Viewers,Sales(Placed Order),Sales(Confirmed Order)
        13340001,Sale,30-10-2026 22:00,03:00:00,1778,₫6.317.440,₫5.900.000
        """,
        ImportingWorkspace.terms("vn", "Asia/Ho_Chi_Minh", null));
    shop.load(
        "analysis.csv",
        """
        Creator ID,Launched Time,Duration,LIVE gross merchandise value (RM),Created SKU orders,LIVE SKU orders,LIVE attributed GMV (RM)
        6526684195492729856,2026/10/18/ 22:14,1h 40min,444.23,5,3,512.10
        """,
        ImportingWorkspace.terms("my", "Asia/Kuala_Lumpur", null));
    load(
        "rooms.csv",
        """
        主播抖音号,直播开始时间,直播结束时间,直播间曝光人数,直播间曝光次数,直播间观看人数,直播间观看次数,直播间成交订单数,直播间成交人数,直播间成交金额,直播间用户支付金额
        qinghe,2026/09/07 23:55:37,2026/09/08 00:55:49,9,9,8,8,3,3,61045.3,59847.17
        """);
    load("orders.csv", TMALL_ORDERS);
    shop.load(
        "products.csv",
        """
        统计日期,商品ID,商品名称,商品访客数,商品浏览量,下单金额,下单买家数,支付金额,支付买家数,支付件数
        2026-10-03,680000000001,马克杯,"1,391","3,186",499.00,6,449.10,6,9
        """,
        ImportingWorkspace.silent("tmall"));

    assertThat(
            ask(
                "SELECT shop, placed_gmv, confirmed_gmv, paid_gmv, attributed_gmv FROM broadcast"
                    + " ORDER BY shop"))
        .isEqualTo(
            """
            harbor|null|null|61045.30|null
            my|null|null|444.23|512.10
            vn|6317440.00|5900000.00|null|null
            """);
    assertThat(ask("SELECT placed_gmv, paid_gmv FROM product_period")).isEqualTo("499.00|449.10\n");
    assertThat(ask("SELECT paid, sum(amount) FROM order_line GROUP BY paid ORDER BY paid"))
        .isEqualTo("false|20.00\ntrue|119.80\n");
  }

  /**
   * CTR is clicks by product impressions here, by views there, and of two the one is not the other.
   */
  @Test
  void aClickRateIsStoredByWhatItDividesBy() {
    shop.load(
        "analysis.csv",
        """
        Creator ID,Launched Time,Duration,LIVE gross merchandise value (RM),Created SKU orders,Views,Product Impressions,Product Clicks,CTR
        6526684195492729856,2026/10/18/ 22:14,1h 40min,444.23,5,16652,1778,36,2.02%
        """,
        ImportingWorkspace.terms("my", "Asia/Kuala_Lumpur", null));
    shop.load(
        "rooms.csv",
        """
        2026-10-01 ~ 2026-10-31
        Livestream,Start time,Duration,Attributed GMV,Views,LIVE impressions,Product impressions,Product clicks,CTR,LIVE CTR
        Tea,2026-10-23 08:09,3600,$40.00,558,900,331,11,1.9713%,3.3233%
        """,
        ImportingWorkspace.terms("mx", "America/Mexico_City", "MXN"));
    shop.load(
        "days.csv",
        """
        ,,Transaction - Overview,,Traffic - Performance,,
        Data Period,User Id,Sales(Placed Order),Sales(Confirmed Order),Total Viewers,CTR,Total Views
        01-10-2026 - 01-10-2026,13340001,"299.660,07₫",250.000₫,1.210,"9,35%",1.600
        """,
        ImportingWorkspace.terms("vn", "Asia/Ho_Chi_Minh", null));
    shop.load(
        "ads.csv",
        """
        Campaign name,Ad Name,By Day,Currency,Cost,CPM,Impressions,Clicks (destination),CTR (destination)
        LIVE push,a,2026-10-01,USD,120.50,8.03,15000,51,0.34
        """,
        ImportingWorkspace.terms("us", "America/Los_Angeles", "USD"));

    assertThat(ask("SELECT shop, reported::VARCHAR FROM broadcast ORDER BY shop"))
        .isEqualTo(
            """
            mx|{live_ctr=0.01971300, product_click_rate=0.03323300}
            my|{product_click_rate=0.02020000}
            """);
    assertThat(ask("SELECT reported['live_ctr'] FROM shop_period")).isEqualTo("0.09350000\n");
    assertThat(ask("SELECT reported['ad_click_rate'] FROM spend")).isEqualTo("0.00340000\n");
  }

  @Test
  void aFileOfARowAUnitBecomesQuantities() {
    shop.load(
        "lazada.csv",
        """
        orderItemId,sellerSku,lazadaSku,createTime,orderNumber,paidPrice,unitPrice,sellerDiscountTotal,shippingFee,itemName,status,refundAmount
        500000000000001,MUG-S,41_TH-15,13 Oct 2026 14:05,400000000000001,450.00,500.00,-50.00,38.00,Mug,delivered,
        500000000000002,MUG-S,41_TH-15,13 Oct 2026 14:05,400000000000001,450.00,500.00,-50.00,38.00,Mug,delivered,
        500000000000003,TOWEL,42_TH-16,13 Oct 2026 14:05,400000000000001,120.00,120.00,0.00,38.00,Towel,delivered,
        """,
        ImportingWorkspace.terms("th", "Asia/Bangkok", "THB"));

    assertThat(
            ask(
                "SELECT seller_sku, quantity, amount, discount FROM order_line ORDER BY"
                    + " seller_sku"))
        .isEqualTo("MUG-S|2|900.00|100.00\nTOWEL|1|120.00|0.00\n");
  }

  /** 176 columns, most of whose names stand in four groups, in any order of the columns. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void aProductListIsReadByGroupAndNameWhereverTheyStand(long seed) throws IOException {
    List<List<String>> rows =
        Fixture.read(Path.of("src/test/resources/fixtures/tiktok-shop.product-list.xlsx.csv"))
            .rows();
    List<Integer> order = new ArrayList<>();
    for (int i = 4; i < rows.get(3).size(); i++) {
      order.add(i);
    }
    assertThat(order).hasSize(172);
    if (seed > 0) {
      Collections.shuffle(order, new Random(seed));
    }
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      for (List<String> row : rows) {
        List<String> cells = new ArrayList<>(row.subList(0, 4));
        order.forEach(i -> cells.add(row.get(i)));
        printer.printRecord(cells);
      }
    }
    Receipt receipt =
        shop.load(
            "list.csv",
            text.toString(),
            ImportingWorkspace.terms("mx", "America/Mexico_City", "MXN"));

    assertThat(receipt.report()).isEqualTo("tiktok-shop.product-list");
    assertThat(receipt.unknown()).isEmpty();
    assertThat(
            ask(
                "SELECT channel, product_impressions, paid_gmv, attributed_gmv FROM product_period"
                    + " WHERE product = '1735443868584340001' ORDER BY channel"))
        .as("seed " + seed)
        .isEqualTo(
            """
            affiliate|30|null|200.00
            all|190|1250.50|null
            card|40|250.50|0.00
            live|100|800.00|900.00
            shop tab|85|50.00|null
            video|20|0.00|0.00
            """);
  }

  /** Two days' visitors are not the visitors of two days. */
  @Test
  void peopleOfSeveralWindowsAreNotAdded() {
    load("days.csv", days("2026-10-05,100,15,1,1", "2026-10-06,100,15,1,1"));
    load("both.csv", days("2026-10-05~2026-10-06,200,22,2,2"));

    assertThat(
            ask(
                "SELECT first_day, last_day, visitors, superseded_by IS NULL FROM shop_period"
                    + " ORDER BY first_day, last_day"))
        .isEqualTo(
            """
            2026-10-05|2026-10-05|15|true
            2026-10-05|2026-10-06|22|false
            2026-10-06|2026-10-06|15|true
            """);
  }
}
