package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.answer.Refusal;
import dev.sluice.exports.Receipt.Status;
import dev.sluice.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Imports}: what becomes of a file, good or bad. */
class ImportsTest {
  private static final String ORDERS =
      """
      Order ID,Order Status,SKU ID,Seller SKU,Product Name,Quantity,Sku Quantity of return,SKU Subtotal After Discount,Order Amount,Order Refund Amount,Created Time,Paid Time,Buyer Username,Recipient
      Platform unique order ID.,Current order status.,,,,SKU sold quantity,,,,,,,,
      583870900000000001\t,Completed,1729380000000000001\t,A-1,Tea Towel,2,1,20.00,35.50,10.00,10/13/2026 08:05:00 PM\t,10/13/2026 08:06:00 PM\t,user_1,Somebody
      583870900000000001\t,Completed,1729380000000000002\t,A-2,Apron,1,0,12.50,35.50,10.00,10/13/2026 08:05:00 PM\t,10/13/2026 08:06:00 PM\t,user_1,Somebody
      583870900000000002\t,Canceled,1729380000000000001\t,A-1,Tea Towel,1,0,10.00,10.00,0.00,10/13/2026 08:09:00 PM\t,\t,user_2,Somebody
      """;

  @TempDir static Path folder;
  private static ImportingWorkspace shop;
  private static Workspace workspace;

  @BeforeAll
  static void open() {
    shop = new ImportingWorkspace(folder);
    workspace = shop.workspace();
  }

  @BeforeEach
  void empty() {
    shop.empty();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Imports.Terms terms() {
    return ImportingWorkspace.terms("harbor", "America/Los_Angeles", "USD");
  }

  private static Receipt load(String name, String text) {
    return load(name, text, terms());
  }

  private static Receipt load(String name, String text, Imports.Terms terms) {
    return shop.load(name, text, terms);
  }

  private static String ask(String sql) {
    return shop.ask(sql);
  }

  @Test
  void ordersBecomeLinesWithOrderMoneyOnceAndRefunds() {
    Receipt receipt = load("orders.csv", ORDERS);

    assertThat(receipt.report()).isEqualTo("tiktok-shop.orders");
    assertThat(receipt.status()).isEqualTo(Status.LOADED);
    assertThat(List.of(receipt.read(), receipt.loaded(), receipt.rejected(), receipt.skipped()))
        .containsExactly(4L, 3L, 0L, 1L);
    assertThat(receipt.from()).isEqualTo(LocalDate.of(2026, 10, 13));
    assertThat(receipt.unknown()).isEmpty();
    assertThat(
            ask(
                "SELECT order_id, sku, quantity, amount, order_amount, created_at, paid FROM"
                    + " order_line ORDER BY ALL"))
        .isEqualTo(
            """
            583870900000000001|1729380000000000001|2|20.00|35.50|2026-10-14T03:05Z|true
            583870900000000001|1729380000000000002|1|12.50|null|2026-10-14T03:05Z|true
            583870900000000002|1729380000000000001|1|10.00|10.00|2026-10-14T03:09Z|false
            """);
    assertThat(ask("SELECT order_id, line_id, quantity, amount FROM refund ORDER BY ALL"))
        .isEqualTo(
            """
            583870900000000001|1729380000000000001|1|null
            583870900000000001|null|null|10.00
            """);
  }

  /** A text whose first 64 KB are ASCII, so that only what follows tells how it is encoded. */
  private static String longOrders(String last) {
    StringBuilder text = new StringBuilder(ORDERS);
    for (int i = 0; i < 1_000; i++) {
      text.append(1_000_000_000_000_000_000L + i);
      text.append(",Completed,1729380000000000001,A-1,Tea Towel,1,0,5.00,5.00,0.00,");
      text.append("10/13/2026 08:05:00 PM,10/13/2026 08:06:00 PM,user_3,Somebody\n");
    }
    return text + last;
  }

  private static final String LAST =
      "583870900000000003,Completed,1729380000000000003,A-3,%s,1,0,9.00,9.00,0.00,"
          + "10/13/2026 08:05:00 PM,10/13/2026 08:06:00 PM,user_3,Somebody\n";

  @Test
  void aLateCharacterTellsTheEncodingOfTheWhole() throws IOException {
    String text = longOrders(String.format(LAST, "陶瓷马克杯 带盖 大容量"));
    for (String encoding : List.of("UTF-8", "GB18030")) {
      shop.empty();
      Path file = Files.writeString(folder.resolve("late.csv"), text, Charset.forName(encoding));

      Receipt receipt = new Imports(workspace, terms()).file(file, "late.csv").get(0);

      assertThat(receipt.encoding()).isEqualTo(encoding);
      assertThat(receipt.loaded()).isEqualTo(1_004);
      assertThat(ask("SELECT product_name FROM order_line WHERE seller_sku = 'A-3'"))
          .isEqualTo("陶瓷马克杯 带盖 大容量\n");
    }
  }

  @Test
  void aLateByteOfNoTextIsToldWithItsPlaceAndNothingIsLoaded() throws IOException {
    String text = longOrders(String.format(LAST, "caf\u00e9, \"half"));
    Path file = Files.writeString(folder.resolve("late.csv"), text, StandardCharsets.ISO_8859_1);

    Receipt receipt = new Imports(workspace, terms()).file(file, "late.csv").get(0);

    assertThat(receipt.status()).isEqualTo(Status.REFUSED);
    assertThat(receipt.reason())
        .isEqualTo(
            "late.csv is neither UTF-8 nor GB18030 text: byte 0xE9 at offset "
                + text.indexOf('\u00e9')
                + ", line 1006");
    assertThat(ask("SELECT count(*) FROM order_line")).isEqualTo("0\n");
  }

  @Test
  void theSameBytesAreKnownAgainByTheirDigestAndNotByTheirSize() {
    load("orders.csv", ORDERS);

    assertThat(load("again.csv", ORDERS).status()).isEqualTo(Status.UNCHANGED);
    assertThat(load("other.csv", ORDERS.replace("Apron", "Arpon")).status())
        .isEqualTo(Status.LOADED);
    workspace.execute("UPDATE source_file SET bytes = NULL");
    assertThat(load("again.csv", ORDERS.replace("Apron", "Arpon")).status())
        .as("of an earlier version the size is not known")
        .isEqualTo(Status.UNCHANGED);
  }

  @Test
  void personalColumnsNeverEnterAndBuyersAreKeyedHashes() throws IOException {
    load("orders.csv", ORDERS);

    assertThat(ask("SELECT DISTINCT buyer FROM order_line ORDER BY 1"))
        .matches("[0-9a-f]{32}\n[0-9a-f]{32}\n");
    workspace.execute("CHECKPOINT");
    String bytes = Files.readString(workspace.file(), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("Tea Towel").doesNotContain("Somebody").doesNotContain("user_1");
    Path key = IdentityKey.file(workspace.file());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void anotherKeyThanTheWorkspacesIsRefused() throws IOException {
    load("orders.csv", ORDERS);
    Files.writeString(IdentityKey.file(workspace.file()), "00".repeat(32));

    assertThatThrownBy(() -> load("more.csv", ORDERS.replace("A-1", "A-9")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not the key");
    assertThat(ask("SELECT count(*) FROM source_file")).isEqualTo("1\n");
  }

  @Test
  void theSameBytesChangeNothing() {
    load("orders.csv", ORDERS);
    Receipt again = load("renamed.csv", ORDERS);

    assertThat(again.status()).isEqualTo(Status.UNCHANGED);
    assertThat(again.loaded()).isEqualTo(3);
    assertThat(ask("SELECT count(*) FROM order_line")).isEqualTo("3\n");
    assertThat(ask("SELECT count(*) FROM source_file")).isEqualTo("1\n");
  }

  @Test
  void theSameBytesUnderAnotherShopReplaceTheMistake() {
    load("orders.csv", ORDERS);
    Imports.Terms other = ImportingWorkspace.terms("pier", "UTC", "USD");
    assertThat(load("orders.csv", ORDERS, other).status()).isEqualTo(Status.LOADED);

    assertThat(ask("SELECT shop, count(*) FROM order_line WHERE superseded_by IS NULL GROUP BY 1"))
        .isEqualTo("pier|3\n");
  }

  @Test
  void aLaterExportSupersedesAndTheEarlierStaysQueryable() {
    load("orders.csv", ORDERS);
    String later =
        ORDERS
            .replace("2,1,20.00,35.50,10.00", "2,0,20.00,35.50,0.00")
            .replace("1,0,12.50,35.50,10.00", "1,0,12.50,35.50,0.00");
    Receipt receipt = load("later.csv", later);

    assertThat(receipt.status()).isEqualTo(Status.LOADED);
    assertThat(ask("SELECT count(*), count(*) FILTER (superseded_by IS NULL) FROM order_line"))
        .isEqualTo("6|3\n");
    // The refund was withdrawn: nothing of it is left in force.
    assertThat(ask("SELECT count(*), count(*) FILTER (superseded_by IS NULL) FROM refund"))
        .isEqualTo("2|0\n");
  }

  @Test
  void anExportStatedToBeOlderDoesNotOverruleAFresherOne() {
    Imports.Terms fresh = asOf("2026-11-10T00:00:00Z");
    Imports.Terms stale = asOf("2026-11-01T00:00:00Z");
    load("fresh.csv", ORDERS, fresh);
    Receipt receipt = load("stale.csv", ORDERS.replace("Completed", "To ship"), stale);

    assertThat(receipt.status()).isEqualTo(Status.SUPERSEDED);
    assertThat(ask("SELECT DISTINCT status FROM order_line WHERE superseded_by IS NULL ORDER BY 1"))
        .isEqualTo("Canceled\nCompleted\n");
  }

  private static Imports.Terms asOf(String instant) {
    Imports.Terms t = terms();
    return new Imports.Terms(
        null, t.shop(), t.zone(), "USD", null, Instant.parse(instant), null, false, false, t.now());
  }

  @Test
  void rowsThatCannotBeReadAreKeptWithTheReasonAndTheReceiptBalances() {
    String damaged =
        ORDERS
            + "5.8387E+17,Completed,1,A-1,Tea Towel,1,0,1.00,1.00,0,10/13/2026 08:05:00"
            + " PM,,user_3,Somebody\n"
            + "583870900000000004,Completed,1,A-1,Tea Towel,1.5,0,1.00,1.00,0,10/13/2026 08:05:00"
            + " PM,,user_3,x\n"
            + "583870900000000005,Completed,1,A-1,Tea Towel,1,0,,1.00,0,10/13/2026 08:05:00"
            + " PM,,user_3,x\n"
            + "583870900000000006,Completed,1,A-1,Tea Towel,1,0,1.00,1.00,0,10/32/2026 08:05:00"
            + " PM,,user_3,x\n"
            + "583870900000000007,Completed,1,A-1,Tea, Towel,1,0,1.00,1.00,0,10/13/2026 08:05:00"
            + " PM,,user_3,x\n";
    Receipt receipt = load("damaged.csv", damaged);

    assertThat(List.of(receipt.read(), receipt.loaded(), receipt.rejected(), receipt.skipped()))
        .containsExactly(9L, 3L, 5L, 1L);
    assertThat(ask("SELECT row_number, column_name, cell, reason FROM reject ORDER BY 1"))
        .isEqualTo(
            """
            6|Order ID|5.8387E+17|an id that a spreadsheet turned into a number has lost its last digits: export the file again and do not save it from a spreadsheet
            7|Quantity|1.5|not a whole number
            8|SKU Subtotal After Discount|null|is empty, and no row can do without it
            9|Created Time|10/32/2026 08:05:00 PM|not a time
            10|null|null|the row has 15 cells, the header 14
            """);
    assertThat(ask("SELECT raw FROM reject WHERE row_number = 7"))
        .contains("\"Quantity\":\"1.5\"")
        .doesNotContain("user_3")
        .doesNotContain("Recipient");
  }

  @Test
  void strictRefusesTheFileAndLeavesTheWorkspaceAsItWas() {
    Imports.Terms t = terms();
    Imports.Terms strict =
        new Imports.Terms(null, t.shop(), t.zone(), "USD", null, null, null, false, true, t.now());
    Receipt receipt = load("o.csv", ORDERS.replace("A-2,Apron,1,", "A-2,Apron,one,"), strict);

    assertThat(receipt.status()).isEqualTo(Status.REFUSED);
    assertThat(receipt.reason())
        .isEqualTo("o.csv: 1 rows cannot be read: row 4, 'Quantity' = 'one': not a whole number");
    assertNothingIn();
  }

  @Test
  void aDryRunTellsAndChangesNothing() {
    Imports.Terms t = terms();
    Imports.Terms dry =
        new Imports.Terms(null, t.shop(), t.zone(), "USD", null, null, null, true, false, t.now());
    Receipt receipt = load("o.csv", ORDERS, dry);

    assertThat(receipt.status()).isEqualTo(Status.LOADED);
    assertThat(receipt.loaded()).isEqualTo(3);
    assertNothingIn();
  }

  private void assertNothingIn() {
    assertThat(
            ask(
                "SELECT (SELECT count(*) FROM source_file), (SELECT count(*) FROM order_line),"
                    + " (SELECT count(*) FROM reject), (SELECT count(*) FROM shop)"))
        .isEqualTo("0|0|0|0\n");
  }

  @Test
  void aFileThatMatchesNothingIsRefusedWithTheClosestReportAndTheDifference() {
    Receipt receipt =
        load("odd.csv", ORDERS.replace("SKU ID", "Sku Identifier").replace("Order Amount", "Sum"));

    assertThat(receipt.status()).isEqualTo(Status.REFUSED);
    assertThat(receipt.reason())
        .isEqualTo(
            "odd.csv matches no report; the closest is tiktok-shop.orders by row 1, which lacks"
                + " 'SKU ID', 'Order Amount' and has the unknown 'Sku Identifier', 'Sum'");
    assertThat(receipt.hint()).contains("sluice formats tiktok-shop.orders");
    assertNothingIn();
  }

  @Test
  void timesAndAmountsWithoutZoneOrCurrencyAreAskedForAndNeverGuessed() {
    Imports.Terms nothing = ImportingWorkspace.silent(null);
    assertThat(load("o.csv", ORDERS, nothing).reason())
        .isEqualTo("o.csv (tiktok-shop.orders) has times without a zone");
    Imports.Terms zone = ImportingWorkspace.terms(null, "UTC", null);
    assertThat(load("o.csv", ORDERS, zone).reason())
        .isEqualTo("o.csv (tiktok-shop.orders) has amounts without a currency");
    assertNothingIn();
  }

  @Test
  void whatWasSaidOfAShopOnceNeedNotBeSaidAgain() {
    load("o.csv", ORDERS);
    Imports.Terms shopOnly = ImportingWorkspace.silent("harbor");
    Receipt receipt = load("p.csv", ORDERS.replace("20.00", "21.00"), shopOnly);

    assertThat(receipt.status()).isEqualTo(Status.LOADED);
    assertThat(ask("SELECT DISTINCT currency, created_at FROM order_line WHERE line_id LIKE '%2'"))
        .isEqualTo("USD|2026-10-14T03:05Z\n");
  }

  @Test
  void aSignThatStandsForOneCurrencyIsBelievedAndHeldAgainstWhatIsSaid() {
    String rooms =
        """
        Room ID,Room Title,Start Time,End Time,Attributed GMV,Views
        7655000000000000019,Plus,2026-07-23 08:09:17,2026-07-23 10:46:54,R$ 413.57,845
        """;
    assertThat(load("rooms.csv", rooms).reason())
        .isEqualTo("rooms.csv: its amounts are in BRL, not in USD");
    load("rooms.csv", rooms, ImportingWorkspace.terms("s", "America/Los_Angeles", null));
    assertThat(ask("SELECT broadcast, currency, attributed_gmv, duration_seconds FROM broadcast"))
        .isEqualTo("7655000000000000019|BRL|413.57|9457\n");
  }

  @Test
  void shuffledFullWidthCrlfAndBomTwinsLoadToTheSameFacts() {
    String plain =
        """
        主播抖音号,直播开始时间,直播结束时间,直播间曝光人数,直播间曝光次数,直播间观看人数,直播间观看次数,直播间成交订单数,直播间成交金额,直播间成交人数,投放消耗(店铺绑定),消费券使用量
        qinghe,2026/09/07 23:55:37,2026/09/08 00:55:49,182584,280286,15093,21254,1536,61045.3,1513,24052.43,-
        """;
    String twin =
        "\ufeff直播间曝光次数,主播抖音号,直播结束时间,直播开始时间"
            + " ,直播间曝光人数,直播间观看人数,直播间观看次数,直播间成交订单数,直播间成交金额,直播间成交人数,投放消耗（店铺绑定）,消费券使用量\r\n"
            + "280286,qinghe,2026/09/08 00:55:49,2026/09/07"
            + " 23:55:37,182584,15093,21254,1536,61045.3,1513,24052.43,-\r\n";
    String facts =
        "SELECT broadcast, started_at, ended_at, duration_seconds, reach, impressions, viewers,"
            + " views, orders, paid_gmv, buyers, ad_spend_bound, vouchers_used, currency FROM"
            + " broadcast WHERE superseded_by IS NULL";
    load("plain.csv", plain, china());
    String expected = ask(facts);
    load("twin.csv", twin, china());
    assertThat(ask(facts)).isEqualTo(expected);
    assertThat(expected)
        .isEqualTo(
            "qinghe@2026-09-07T23:55:37|2026-09-07T15:55:37Z|2026-09-07T16:55:49Z|3612|182584|280286|15093|21254|1536|61045.30|1513|24052.43|null|CNY\n");

    shop.load("gb.csv", plain.getBytes(Charset.forName("GB18030")), china());
    assertThat(ask(facts)).isEqualTo(expected);
    String tabs = "\ufeff" + plain.replace(',', '\t');
    Receipt utf16 = shop.load("utf16.csv", tabs.getBytes(StandardCharsets.UTF_16LE), china());
    assertThat(utf16.encoding()).startsWith("UTF-16LE");
    assertThat(ask(facts)).isEqualTo(expected);
    assertThat(ask("SELECT count(*) FROM broadcast")).isEqualTo("4\n");
  }

  private static Imports.Terms china() {
    return ImportingWorkspace.silent("qinghe");
  }

  @Test
  void aBroadcastThatStandsTwiceInAFileIsRejectedTheSecondTime() {
    String rooms =
        """
        Room ID,Room Title,Start Time,End Time,Attributed GMV,Views
        7655000000000000019,Plus,2026-07-23 08:09:17,2026-07-23 10:46:54,$1.00,845
        7655000000000000019,Plus,2026-07-23 08:09:17,2026-07-23 10:50:00,$2.00,850
        """;
    Receipt receipt = load("rooms.csv", rooms);
    assertThat(receipt.rejected()).isEqualTo(1);
    assertThat(ask("SELECT row_number, reason FROM reject"))
        .isEqualTo("3|repeats row 2 of the same file\n");
  }

  @Test
  void everyFurtherColumnOfOnesOwnFilesIsAnAttributeOrAProperty() {
    load(
        "products.csv",
        """
        sku,name,category,price,color,size
        A-1,Tea Towel,kitchen,10,blue,
        """);
    assertThat(ask("SELECT sku, price, attributes::VARCHAR FROM product"))
        .isEqualTo("A-1|10.0000|{color=blue}\n");
  }

  @Test
  void aLaterFileOfEventsReplacesThePeriodItCovers() {
    String head = "user,ts,event,page\n";
    load(
        "week.csv",
        head
            + "u1,2026-10-01T10:00:00Z,view,a\n"
            + "u1,2026-10-02T10:00:00Z,view,a\n"
            + "u1,2026-10-03T10:00:00Z,view,a\n");
    load("fix.csv", head + "u2,2026-10-02T00:00:00Z,view,b\nu2,2026-10-02T23:00:00Z,buy,b\n");

    assertThat(ask("SELECT ts, event FROM event WHERE superseded_by IS NULL ORDER BY ts"))
        .isEqualTo(
            """
            2026-10-01T10:00Z|view
            2026-10-02T00:00Z|view
            2026-10-02T23:00Z|buy
            2026-10-03T10:00Z|view
            """);
  }

  @Test
  void parquetFilesOfOnesOwnAreReadByTheEngine() {
    Path file = folder.resolve("events.parquet");
    workspace.execute(
        "COPY (SELECT 'u1' AS \"user\", TIMESTAMPTZ '2026-10-01 10:00:00Z' AS ts, 'view' AS event,"
            + " 3 AS page) TO '"
            + file
            + "' (FORMAT parquet)");
    Receipt receipt = shop.load(file, "events.parquet", terms());

    assertThat(receipt.report()).isEqualTo("generic.events");
    assertThat(receipt.encoding()).isEqualTo("PARQUET");
    assertThat(ask("SELECT ts, event, properties::VARCHAR FROM event"))
        .isEqualTo("2026-10-01T10:00Z|view|{page=3}\n");
  }

  @Test
  void aReportThatDoesNotNameItsRoomNeedsIt() {
    String products =
        """
        Product ID,Product name,Attributed GMV,Available stock,Payment Rate
        1729380000000000001,Tea Towel,$20.00,4,50%
        """;
    assertThat(load("p.csv", products).reason())
        .isEqualTo("p.csv (tiktok-shop.live-products) does not say which broadcast it is about");
    Imports.Terms t = terms();
    Imports.Terms room =
        new Imports.Terms(
            null, t.shop(), t.zone(), "USD", "7665", null, null, false, false, t.now());
    load("p.csv", products, room);
    assertThat(ask("SELECT broadcast, product, stock_available FROM broadcast_product"))
        .isEqualTo("7665|1729380000000000001|4\n");
  }

  @Test
  void levelsWithoutATimeNeedOne() {
    String inventory =
        """
        Handle,SKU,Location,On hand (current)
        towel,A-1,Main,7
        apron,A-2,Main,not stocked
        """;
    assertThat(load("i.csv", inventory).reason())
        .contains("does not say when its levels were counted");
    Receipt receipt = load("i.csv", inventory, asOf("2026-11-08T00:00:00Z"));
    assertThat(receipt.skipped()).isEqualTo(1);
    assertThat(ask("SELECT sku, ts, location, on_hand FROM stock"))
        .isEqualTo("A-1|2026-11-08T00:00Z|Main|7\n");
  }

  @Test
  void aHeaderWithoutRowsIsRefused() {
    assertThat(load("o.csv", ORDERS.lines().findFirst().orElseThrow() + "\n").reason())
        .isEqualTo("o.csv has a header (tiktok-shop.orders) but no rows");
  }

  @Test
  void anOffsetIsNoZoneOfAShop() {
    Imports.Terms t = terms();
    Imports.Terms offset =
        new Imports.Terms(
            null, t.shop(), ZoneId.of("+08:00"), "USD", null, null, null, false, false, t.now());
    assertThatThrownBy(() -> new Imports(workspace, offset))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("+08:00 is an offset");
  }

  private static final String ADS =
      """
      Campaign name,By Day,Currency,Cost,Impressions,Clicks (destination)
      LIVE push,2026-10-01,USD,120.50,15000,240
      LIVE push,2026-10-02,USD,30.25,5000,60
      Total of 2 results,,,150.75,20000,
      """;

  @Test
  void aTotalsRowThatAgreesIsNoNews() {
    Receipt receipt = load("ads.csv", ADS);

    assertThat(receipt.report()).isEqualTo("tiktok-ads.ads-manager");
    assertThat(receipt.skipped()).isEqualTo(1);
    assertThat(receipt.warnings()).isEmpty();
  }

  @Test
  void aTotalsRowThatDiffersIsToldWithBothFigures() {
    Receipt receipt = load("ads.csv", ADS.replace("150.75", "160.75"));

    assertThat(receipt.loaded()).isEqualTo(2);
    assertThat(receipt.warnings())
        .containsExactly("the totals row says 160.75 for 'Cost', the loaded rows add up to 150.75");
  }

  @Test
  void aTotalsRowThatDiffersRefusesTheFileWhereTermsAreStrict() {
    Imports.Terms terms = terms();
    Imports.Terms strict =
        new Imports.Terms(
            terms.report(),
            terms.shop(),
            terms.zone(),
            terms.currency(),
            terms.room(),
            terms.asOf(),
            terms.period(),
            false,
            true,
            terms.now());

    Receipt receipt = load("ads.csv", ADS.replace("20000", "20001"), strict);

    assertThat(receipt.status()).isEqualTo(Status.REFUSED);
    assertThat(receipt.reason())
        .isEqualTo(
            "ads.csv: the totals row says 20001 for 'Impressions', the loaded rows add up to"
                + " 20000");
    assertThat(ask("SELECT count(*) FROM spend")).isEqualTo("0\n");
  }

  private static String prices(String... amounts) {
    StringBuilder orders =
        new StringBuilder("No. Pesanan,Status Pesanan,Waktu Pesanan Dibuat,Nama Produk,")
            .append("Nomor Referensi SKU,Harga Setelah Diskon,Jumlah\n");
    for (int i = 0; i < amounts.length; i++) {
      orders.append("2610130AB000").append(i).append(",Selesai,2026-10-13 14:05,Mug,M,\"");
      orders.append(amounts[i]).append("\",1\n");
    }
    return orders.toString();
  }

  private static Receipt loadOfJakarta(String name, String text) {
    return load(name, text, ImportingWorkspace.terms("jkt", "Asia/Jakarta", "IDR"));
  }

  private static final String AMOUNTS = "SELECT amount FROM order_line ORDER BY order_id";

  /** 82.500 is eighty-two thousand beside 1.234,50, and eighty-two and a half beside 1,234.50. */
  @Test
  void aFileHasOneDecimalMark() {
    assertThat(loadOfJakarta("comma.csv", prices("82.500", "1.234,50")).warnings()).isEmpty();
    assertThat(ask(AMOUNTS)).isEqualTo("82500.00\n1234.50\n");
    shop.empty();
    assertThat(loadOfJakarta("point.csv", prices("82.500", "1,234.50")).warnings()).isEmpty();
    assertThat(ask(AMOUNTS)).isEqualTo("82.50\n1234.50\n");
  }

  @Test
  void aFileOfTwoDecimalMarksIsReadByTheMoreFrequentAndTheOthersAreRejected() {
    Receipt receipt = loadOfJakarta("two.csv", prices("1.234,50", "9,90", "1,234.50"));
    assertThat(receipt.warnings())
        .contains(
            "1 amounts have a decimal point and 2 a decimal comma: read with ',', the others"
                + " rejected");
    assertThat(ask(AMOUNTS)).isEqualTo("1234.50\n9.90\n");
    assertThat(receipt.rejected()).isEqualTo(1);
  }

  @Test
  void dotsThatTellNothingAreThousandsWithAWarning() {
    assertThat(loadOfJakarta("dots.csv", prices("82.500", "7.000")).warnings())
        .containsExactly(
            "every dot in its amounts stands before three digits: read as thousands (82.500 ="
                + " 82500)");
    assertThat(ask(AMOUNTS)).isEqualTo("82500.00\n7000.00\n");
  }

  private static String createdAt(String... times) {
    StringBuilder orders = new StringBuilder(ORDERS.lines().findFirst().orElseThrow()).append('\n');
    for (int i = 0; i < times.length; i++) {
      orders
          .append("58387090000000000")
          .append(i)
          .append(",Completed,1,A-1,Towel,1,0,1.00,1.00,0,");
      orders.append(times[i]).append(",,user,x\n");
    }
    return orders.toString();
  }

  private static final String TIMES = "SELECT created_at FROM order_line ORDER BY order_id";

  /** 03/04 is the third of April beside the 19th, and the fourth of March on a 12-hour clock. */
  @Test
  void aFileHasOneOrderOfDayAndMonth() {
    Receipt day = load("day.csv", createdAt("03/04/2026 10:00:00", "19/04/2026 10:00:00"));
    assertThat(day.warnings()).isEmpty();
    assertThat(ask(TIMES)).isEqualTo("2026-04-03T17:00Z\n2026-04-19T17:00Z\n");
    shop.empty();
    Receipt month = load("m.csv", createdAt("03/04/2026 10:00:00 AM", "04/05/2026 12:30:00 AM"));
    assertThat(month.warnings()).isEmpty();
    assertThat(ask(TIMES)).isEqualTo("2026-03-04T18:00Z\n2026-04-05T07:30Z\n");
    shop.empty();
    Receipt either = load("either.csv", createdAt("03/04/2026 10:00:00"));
    assertThat(either.warnings()).containsExactly("no date tells day from month: read day first");
  }

  @Test
  void aColumnThatIsNotNeededMayGoOrComeWithAWarning() {
    Receipt receipt = load("drift.csv", ORDERS.replace("Seller SKU", "Merchant SKU"), terms());

    assertThat(receipt.status()).isEqualTo(Status.LOADED);
    assertThat(receipt.unknown()).containsExactly("Merchant SKU");
    assertThat(receipt.missing()).contains("Seller SKU");
    assertThat(ask("SELECT count(*), count(seller_sku) FROM order_line")).isEqualTo("3|0\n");
  }

  /**
   * A folder holds files of several platforms, and what is said of it is for those that need it.
   */
  @Test
  void theZoneAndCurrencyThatAReportHasByItselfAreNotOverruled() throws IOException {
    Imports.Terms terms = ImportingWorkspace.terms(null, "America/Los_Angeles", "USD");
    Fixture douyin = Fixture.read(Path.of("src/test/resources/fixtures/douyin.orders.csv"));

    shop.load("douyin.csv", douyin.asItIs(), terms);
    shop.load("orders.csv", ORDERS, terms);

    assertThat(ask("SELECT shop, zone, currency FROM shop ORDER BY ALL"))
        .isEqualTo("douyin|Asia/Shanghai|CNY\ntiktok-shop|America/Los_Angeles|USD\n");
    assertThat(
            ask(
                "SELECT shop, min(created_at), min(currency), max(currency) FROM order_line"
                    + " GROUP BY shop ORDER BY shop"))
        .isEqualTo(
            """
            douyin|2026-10-03T11:20:05Z|CNY|CNY
            tiktok-shop|2026-10-14T03:05Z|USD|USD
            """);
  }

  /** Two exports of a week, put one below the other. */
  @Test
  void aHeaderWithinTheRowsIsNoRow() {
    Receipt receipt = load("joined.csv", ADS + ADS.replace("2026-10-0", "2026-10-1"), terms());

    assertThat(List.of(receipt.read(), receipt.loaded(), receipt.rejected(), receipt.skipped()))
        .containsExactly(7L, 4L, 0L, 3L);
    assertThat(ask("SELECT count(*), sum(spend) FROM spend")).isEqualTo("4|301.50\n");
  }

  /** Two exports of overlapping weeks, put one below the other without the second header. */
  @Test
  void linesThatSayWordForWordTheSameAreWarnedOf() {
    String rows = ORDERS.substring(ORDERS.indexOf("\n5838") + 1);
    String overlap = rows.substring(0, rows.indexOf("\n") + 1);

    Receipt receipt = load("joined.csv", ORDERS + overlap);

    assertThat(receipt.loaded()).isEqualTo(4);
    assertThat(receipt.warnings())
        .containsExactly(
            "1 row says word for word what another row does: where files that overlap were joined,"
                + " import them one by one, or their orders count twice");
    assertThat(load("orders.csv", ORDERS).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lazada.orders.xlsx.csv", "zalora.orders.csv"})
  void aUnitThatStandsTwiceIsCountedOnce(String name) throws IOException {
    String units = Files.readString(Path.of("src/test/resources/fixtures").resolve(name));
    long rows = load("units.csv", units).loaded();
    String sold = ask("SELECT count(*), sum(quantity) FROM order_line");
    shop.empty();

    Receipt receipt = load("twice.csv", units + units);

    assertThat(List.of(receipt.loaded(), receipt.rejected(), receipt.skipped()))
        .containsExactly(rows, rows, 1L);
    assertThat(receipt.warnings().get(0)).endsWith(": repeats a unit of the same file");
    assertThat(ask("SELECT count(*), sum(quantity) FROM order_line")).isEqualTo(sold);
  }

  @ParameterizedTest
  @CsvSource({
    "Rp10.000, ₫10.000, IDR and VND",
    "Rp10.000, $10, $ and IDR",
    "¥10, £10, GBP and ¥",
    "'R$ 10', MX$10, BRL and MXN"
  })
  void amountsInTwoCurrenciesAreRefused(String one, String other, String named) {
    Receipt receipt = loadOfJakarta("two.csv", prices(one, other));

    assertThat(receipt.status()).isEqualTo(Status.REFUSED);
    assertThat(receipt.reason()).isEqualTo("two.csv: its amounts are in " + named);
    assertThat(ask("SELECT count(*) FROM order_line")).isEqualTo("0\n");
  }

  @Test
  void aSignThatManyShareStandsBesideOneOfThem() {
    Imports.Terms mexico = ImportingWorkspace.terms("mx", "America/Mexico_City", "MXN");

    assertThat(load("mx.csv", prices("$10.50", "MX$9.50"), mexico).reason()).isNull();

    assertThat(ask("SELECT DISTINCT currency FROM order_line")).isEqualTo("MXN\n");
  }

  @ParameterizedTest
  @CsvSource({
    "ExportOrderDetailList202611011230.csv, 2026-11-01T04:30Z",
    "ExportOrderDetailList202613011230.csv, null",
    "2026.zip/ExportOrderDetailList202611011230.csv, 2026-11-01T04:30Z",
    "ExportOrderDetailList202611011230.zip/a.csv, null"
  })
  void theNameOfAFileTellsWhenItWasExportedUnlessItsDigitsAreNoTime(String name, String asOf)
      throws IOException {
    Fixture orders = Fixture.read(Path.of("src/test/resources/fixtures/tmall.order-lines.csv"));
    Path file = Files.write(folder.resolve("lines"), orders.asItIs());

    assertThat(shop.load(file, name, terms()).reason()).isNull();

    assertThat(ask("SELECT as_of FROM source_file")).isEqualTo(asOf + "\n");
  }

  private static byte[] workbook(Map<String, String> sheets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "Test", "1.0")) {
      sheets.forEach(
          (name, csv) -> {
            Worksheet sheet = workbook.newWorksheet(name);
            List<String> lines = csv.lines().toList();
            for (int row = 0; row < lines.size(); row++) {
              String[] cells = lines.get(row).split(",", -1);
              for (int cell = 0; cell < cells.length; cell++) {
                sheet.value(row, cell, cells[cell]);
              }
            }
          });
    }
    return out.toByteArray();
  }

  @Test
  void everyReportThatTheSheetsOfAWorkbookHoldIsImported() throws IOException {
    Map<String, String> sheets = new LinkedHashMap<>();
    sheets.put("Notes", "How to read this");
    sheets.put("Ads", ADS);
    sheets.put("Orders", ORDERS);
    Path file = Files.write(folder.resolve("book.xlsx"), workbook(sheets));

    List<Receipt> receipts = shop.imports(terms()).file(file, "book.xlsx");

    assertThat(receipts)
        .extracting(Receipt::report, Receipt::status, Receipt::loaded)
        .containsExactly(
            tuple("tiktok-ads.ads-manager", Status.LOADED, 2L),
            tuple("tiktok-shop.orders", Status.LOADED, 3L));
    assertThat(receipts.get(0).warnings())
        .containsExactly("sheets that match no report, left out: 'Notes'");
    assertThat(shop.imports(terms()).file(file, "book.xlsx"))
        .extracting(Receipt::status)
        .containsOnly(Status.UNCHANGED);
  }

  /** Whether one goes on where the other ends or is a part of it, nobody can tell. */
  @Test
  void ofTwoSheetsThatHoldTheSameReportOneIsImportedAndTheOtherNamed() throws IOException {
    Map<String, String> sheets = new LinkedHashMap<>();
    sheets.put("All", ADS);
    sheets.put("LIVE push", ADS);

    Receipt receipt = shop.load("book.xlsx", workbook(sheets), terms());

    assertThat(receipt.loaded()).isEqualTo(2);
    assertThat(receipt.warnings())
        .containsExactly(
            "the sheet 'LIVE push' holds the same report as 'All' and is left out: save it as a"
                + " file of its own");
  }
}
