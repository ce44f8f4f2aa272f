package dev.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The files tell one story: what stands in one adds up to what stands in the others. */
class WorldTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final World world = World.standard();
  private final World.Totals totals = world.totals();
  private final Map<String, byte[]> files = Samples.files(world);

  @Test
  void theSeasonHasItsBroadcastsProductsAndOrders() {
    assertThat(world.on("douyin")).hasSize(9);
    assertThat(world.on("tiktok")).hasSize(7);
    assertThat(world.on("kuaishou")).hasSize(2);
    assertThat(world.products(World.HOME)).hasSize(120);
    assertThat(world.products(World.CLOTHING)).hasSize(80);
    assertThat(totals.shops().get(World.HOME).createdOrders()).isBetween(3_900, 4_100);
    assertThat(totals.shops().get(World.CLOTHING).createdOrders()).isBetween(2_400, 2_600);
    assertThat(records("generic/orders.csv"))
        .hasSize(totals.shops().get(World.HOME).createdLines());
  }

  @Test
  void ordersOfTheHomeShopAddUpToItsBroadcasts() {
    List<CSVRecord> orders = records("generic/orders.csv");
    for (Broadcast broadcast : world.of(World.HOME)) {
      Sales sales = totals.broadcasts().get(broadcast.id());
      Predicate<CSVRecord> within =
          line -> !line.get("paid_at").isEmpty() && broadcast.covers(at(line.get("created_at")));
      assertThat(orders.stream().filter(within).map(l -> l.get("order_id")).distinct())
          .hasSize(sales.orders());
      assertThat(sum(orders, "quantity", within))
          .isEqualByComparingTo(Integer.toString(sales.units()));
      assertThat(gmv(orders, within)).isEqualByComparingTo(sales.gmv());
      assertThat(sum(orders, "refund_amount", within)).isEqualByComparingTo(sales.refundAmount());
    }
  }

  /** Where the clock shows an hour twice either reading is within the broadcast. */
  @Test
  void ordersOfTheTikTokShopAddUpToItsBroadcasts() {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.US);
    List<CSVRecord> lines = records("tiktok-shop/all-orders.csv");
    assertThat(lines.get(0).get(0)).isEqualTo("Platform unique order ID.");
    List<CSVRecord> orders = lines.subList(1, lines.size());
    for (Broadcast broadcast : world.on("tiktok")) {
      Sales sales = totals.broadcasts().get(broadcast.id());
      Predicate<CSVRecord> within =
          line -> {
            String paid = line.get("Paid Time").strip();
            return !paid.isEmpty()
                && broadcast.covers(
                    LocalDateTime.parse(paid, format).atZone(broadcast.zone()).toInstant());
          };
      assertThat(sum(orders, "Quantity", within))
          .isEqualByComparingTo(Integer.toString(sales.units()));
      assertThat(sum(orders, "SKU Subtotal After Discount", within))
          .isEqualByComparingTo(sales.gmv());
      assertThat(totals.credited().get(broadcast.id()).orders()).isGreaterThan(sales.orders());
    }
    assertThat(sum(orders, "SKU Subtotal Before Discount", line -> true))
        .isEqualByComparingTo(
            sum(orders, "SKU Subtotal After Discount", line -> true)
                .add(sum(orders, "SKU Platform Discount", line -> true))
                .add(sum(orders, "SKU Seller Discount", line -> true)));
  }

  @Test
  void minutesAddUpToTheirBroadcast() {
    List<CSVRecord> minutes = records("generic/minutes.csv");
    for (String id : List.of(Schedule.WATCHED, Schedule.FLASH)) {
      Sales sales = totals.broadcasts().get(id);
      Audience audience = world.audience(world.broadcast(id));
      Predicate<CSVRecord> own = line -> line.get("broadcast").equals(id);
      Map<String, BigDecimal> wanted =
          Map.of(
              "units", BigDecimal.valueOf(sales.units()),
              "orders", BigDecimal.valueOf(sales.orders()),
              "sku_orders", BigDecimal.valueOf(sales.skuOrders()),
              "paid_gmv", sales.gmv(),
              "impressions", BigDecimal.valueOf(audience.impressions()),
              "views", BigDecimal.valueOf(audience.views()),
              "comments", BigDecimal.valueOf(audience.comments()),
              "product_clicks", BigDecimal.valueOf(audience.productClicks()),
              "add_to_carts", BigDecimal.valueOf(audience.addToCarts()));
      wanted.forEach(
          (metric, sum) ->
              assertThat(sum(minutes, metric, own)).as(metric).isEqualByComparingTo(sum));
    }
  }

  @Test
  void eventsCountAsTheAudienceDoes() {
    List<CSVRecord> events = records("generic/events.csv");
    for (String id : List.of(Schedule.WATCHED, Schedule.FLASH)) {
      Audience audience = world.audience(world.broadcast(id));
      List<CSVRecord> own = events.stream().filter(e -> e.get("broadcast").equals(id)).toList();
      assertThat(count(own, "view")).isEqualTo(audience.views());
      assertThat(users(own, "view")).hasSize(audience.viewers());
      assertThat(count(own, "product_click")).isEqualTo(audience.productClicks());
      assertThat(users(own, "product_click")).hasSize(audience.productClickers());
      assertThat(count(own, "add_to_cart")).isEqualTo(audience.addToCarts());
      assertThat(count(own, "order")).isEqualTo(totals.broadcasts().get(id).createdOrders());
      assertThat(count(own, "pay")).isEqualTo(totals.broadcasts().get(id).orders());
      assertThat(users(own, "product_click")).containsAll(users(own, "order"));
      assertThat(own)
          .allSatisfy(e -> assertThat(world.broadcast(id).covers(at(e.get("ts")))).isTrue());
    }
  }

  @Test
  void theLimitedSkuSellsOutInItsMinuteAndAnotherIsOversold() {
    Broadcast broadcast = world.broadcast(Schedule.FLASH);
    String limited = broadcast.flash().sku().sku();
    List<CSVRecord> stock = records("generic/stock.csv");
    List<CSVRecord> orders = records("generic/orders.csv");
    Predicate<CSVRecord> paid = line -> !line.get("paid_at").isEmpty();
    Predicate<CSVRecord> isLimited = line -> line.get("sku").equals(limited);
    BigDecimal allocated = sum(stock, "allocated", isLimited);
    assertThat(broadcast.soldOutAt()).isEqualTo("2026-10-20T12:53:00Z");
    Predicate<CSVRecord> before = l -> at(l.get("paid_at")).isBefore(broadcast.soldOutAt());
    Predicate<CSVRecord> by =
        l -> at(l.get("paid_at")).isBefore(broadcast.soldOutAt().plusSeconds(60));
    assertThat(sum(orders, "quantity", isLimited.and(paid).and(before))).isLessThan(allocated);
    assertThat(sum(orders, "quantity", isLimited.and(paid).and(by)))
        .isEqualByComparingTo(allocated);
    assertThat(sum(orders, "quantity", isLimited)).isEqualByComparingTo(allocated);
    assertThat(world.stock(World.HOME).onHand(broadcast.flash().sku(), broadcast.end())).isZero();

    String oversold = broadcast.oversold().sku();
    Predicate<CSVRecord> isOversold = line -> line.get("sku").equals(oversold);
    Predicate<CSVRecord> own = line -> line.get("broadcast").equals(broadcast.id());
    Predicate<CSVRecord> within = line -> broadcast.covers(at(line.get("created_at")));
    assertThat(sum(orders, "quantity", isOversold.and(paid).and(within)))
        .isEqualByComparingTo(sum(stock, "allocated", isOversold.and(own)).add(new BigDecimal(2)))
        .isGreaterThan(new BigDecimal(10));
  }

  @Test
  void onlyThoseTwoSkusSellAllThatWasAllocated() {
    for (Broadcast broadcast : world.of(World.HOME)) {
      for (Product sku : world.products(World.HOME)) {
        int left = world.allocated(broadcast, sku) - world.sold(broadcast, sku);
        boolean limited = broadcast.flash() != null && sku.equals(broadcast.flash().sku());
        boolean oversold = sku.equals(broadcast.oversold());
        if (limited || oversold) {
          assertThat(left).isEqualTo(limited ? 0 : -2);
        } else if (world.sold(broadcast, sku) > 0) {
          assertThat(left).as("%s %s", broadcast.id(), sku.sku()).isPositive();
        }
      }
    }
  }

  @Test
  void theStockGoesDownByWhatIsSoldAndNeverBelowNothing() {
    Map<String, Integer> expected = new HashMap<>();
    Map<String, Integer> closing = new HashMap<>();
    for (CSVRecord line : records("generic/stock.csv")) {
      int onHand = Integer.parseInt(line.get("on_hand"));
      assertThat(onHand).isNotNegative();
      assertThat(number(line, "allocated").intValueExact()).isLessThanOrEqualTo(onHand);
      closing.put(line.get("sku"), onHand);
      expected.putIfAbsent(line.get("sku"), onHand);
      expected.merge(line.get("sku"), number(line, "received").intValueExact(), Integer::sum);
    }
    for (CSVRecord line : records("generic/orders.csv")) {
      if (!line.get("paid_at").isEmpty()) {
        expected.merge(line.get("sku"), -Integer.parseInt(line.get("quantity")), Integer::sum);
        expected.merge(
            line.get("sku"), number(line, "refunded_quantity").intValueExact(), Integer::sum);
      }
    }
    assertThat(closing).isEqualTo(expected);
    closing.forEach((sku, onHand) -> assertThat(totals.onHand().get(sku)).isEqualTo(onHand));
    Map<String, Integer> inventory = new HashMap<>();
    for (CSVRecord line : records("shopify/inventory.csv")) {
      String onHand = line.get("On hand (current)");
      inventory.merge(
          line.get("SKU"),
          onHand.equals("not stocked") ? 0 : Integer.parseInt(onHand),
          Integer::sum);
    }
    assertThat(totals.onHand()).containsAllEntriesOf(inventory).hasSize(200);
    assertThat(inventory).hasSize(80);
  }

  @Test
  void refundsComeWithinThirtyDaysAndWereFewerInTheEarlyList() {
    Map<Integer, Integer> weeks = new HashMap<>();
    for (CSVRecord line : records("generic/orders.csv")) {
      if (!line.get("refunded_at").isEmpty()) {
        Instant refunded = at(line.get("refunded_at"));
        assertThat(refunded).isBeforeOrEqualTo(World.AS_OF);
        Duration after = Duration.between(at(line.get("created_at")), refunded);
        assertThat(after).isPositive().isLessThan(Duration.ofDays(30));
        weeks.merge((int) after.toDays() / 7, 1, Integer::sum);
      }
    }
    assertThat(weeks.keySet()).contains(0, 1, 2, 3);
    List<CSVRecord> early = records("douyin/live-sessions-54.csv");
    assertThat(early).hasSize(3);
    for (CSVRecord line : early) {
      assertThat(line.size()).isEqualTo(54);
      String id = "qinghe-home@" + line.get("直播开始时间").replace('/', '-').replace(' ', 'T');
      Sales sales = totals.broadcasts().get(id);
      assertThat(number(line, "直播间成交金额")).isEqualByComparingTo(sales.gmv());
      assertThat(number(line, "直播间退款金额")).isLessThan(sales.refundAmount()).isPositive();
    }
  }

  @Test
  void theOddBroadcastsAreOdd() {
    Broadcast midnight = world.broadcast(Schedule.MIDNIGHT);
    assertThat(midnight.start().atZone(midnight.zone()).getDayOfMonth()).isEqualTo(12);
    assertThat(midnight.end().atZone(midnight.zone()).getDayOfMonth()).isEqualTo(13);
    Broadcast clocks = world.on("tiktok").get(5);
    assertThat(clocks.start()).isEqualTo("2026-11-01T05:30:00Z");
    assertThat(clocks.seconds()).isEqualTo(5 * 3600);
    Audience many = world.audience(world.broadcast(Schedule.MANY_PRODUCT_IMPRESSIONS));
    assertThat(many.productImpressions()).isGreaterThan(many.views());
    Audience reach = world.audience(world.broadcast(Schedule.MORE_REACH_THAN_VIEWERS));
    assertThat(reach.productReach()).isEqualTo(reach.viewers() + 3);
  }

  @Test
  void peopleOnlyGetFewerFromStepToStep() {
    for (Broadcast broadcast : world.broadcasts()) {
      Audience a = world.audience(broadcast);
      assertThat(a.reach()).isGreaterThan(a.viewers()).isLessThan(a.impressions());
      assertThat(a.viewers()).isGreaterThan(a.productClickers()).isLessThan(a.views());
      assertThat(a.productReach()).isGreaterThanOrEqualTo(a.productClickers());
      assertThat(a.productClickers())
          .isGreaterThan(totals.broadcasts().get(broadcast.id()).buyers());
      assertThat(a.peakViewers()).isGreaterThan(a.averageViewers()).isLessThan(a.viewers());
      if (broadcast.platform().equals("douyin")) {
        assertThat(a.layers().stream().mapToInt(Audience.Layer::entrants).sum())
            .isBetween(a.viewers() * 90 / 100, a.viewers() - 1);
        assertThat(a.layers().stream().mapToInt(Audience.Layer::orders).sum())
            .isLessThan(totals.broadcasts().get(broadcast.id()).orders());
      }
    }
  }

  @Test
  void theOtherStoresAddUp() {
    List<CSVRecord> tmall = records("tmall/order-report.csv");
    for (CSVRecord order : tmall) {
      boolean paid = !order.get("订单付款时间 ").isEmpty();
      assertThat(number(order, "买家实际支付金额").add(number(order, "退款金额")))
          .isEqualByComparingTo(paid ? number(order, "总金额") : BigDecimal.ZERO);
    }
    assertThat(sum(tmall, "退款金额", order -> true))
        .isEqualByComparingTo(totals.shops().get(World.TMALL).refundAmount());
    List<CSVRecord> web = records("shopify/orders.csv");
    Predicate<CSVRecord> first = line -> !line.get("Financial Status").isEmpty();
    assertThat(web.stream().filter(first)).hasSize(totals.shops().get(World.WEB).createdOrders());
    assertThat(sum(web, "Subtotal", first.and(line -> !line.get("Paid at").isEmpty())))
        .isEqualByComparingTo(totals.shops().get(World.WEB).gmv());
    assertThat(web.stream().map(line -> line.get("Financial Status")))
        .contains("paid", "partially_refunded", "refunded", "pending");
    List<String> twice =
        web.stream()
            .map(line -> line.get("Created at"))
            .filter(time -> time.startsWith("2026-11-01 01"))
            .distinct()
            .toList();
    assertThat(twice)
        .hasSize(6)
        .anyMatch(t -> t.endsWith("-0700"))
        .anyMatch(t -> t.endsWith("-0800"));
    assertThat(sum(records("tiktok-shop/ads-manager.csv"), "Cost", line -> true))
        .isEqualByComparingTo(totals.spend());
  }

  @Test
  void anOrderIdNamesOneOrderAndNoSkuStandsInItTwice() {
    for (String shop : totals.shops().keySet()) {
      Set<String> ids = new HashSet<>();
      for (Order order : world.orders(shop)) {
        assertThat(ids.add(order.id())).isTrue();
        assertThat(order.lines().stream().map(line -> line.product().sku()))
            .doesNotHaveDuplicates();
      }
    }
  }

  private List<CSVRecord> records(String file) {
    boolean chinese = file.startsWith("tmall") || file.startsWith("douyin");
    String text = new String(files.get(file), chinese ? GB18030 : StandardCharsets.UTF_8);
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try {
      return format.parse(new StringReader(text)).getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant at(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }

  private static BigDecimal number(CSVRecord line, String column) {
    return line.get(column).isEmpty() ? BigDecimal.ZERO : new BigDecimal(line.get(column));
  }

  private static BigDecimal sum(List<CSVRecord> lines, String column, Predicate<CSVRecord> wanted) {
    return lines.stream()
        .filter(wanted)
        .map(line -> number(line, column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal gmv(List<CSVRecord> lines, Predicate<CSVRecord> wanted) {
    return lines.stream()
        .filter(wanted)
        .map(
            l ->
                number(l, "quantity")
                    .multiply(number(l, "unit_price"))
                    .subtract(number(l, "discount")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static long count(List<CSVRecord> events, String event) {
    return events.stream().filter(e -> e.get("event").equals(event)).count();
  }

  private static Set<String> users(List<CSVRecord> events, String event) {
    Set<String> users = new HashSet<>();
    events.stream()
        .filter(e -> e.get("event").equals(event))
        .forEach(e -> users.add(e.get("user")));
    return users;
  }
}
