package dev.sluice.samples;

import static dev.sluice.samples.Table.dollars;
import static dev.sluice.samples.Table.money;
import static dev.sluice.samples.Table.percent;

import dev.sluice.samples.Order.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The TikTok shop: its broadcasts in three generations of the export, orders, products, ads. */
final class TikTokFiles {
  private static final DateTimeFormatter ORDER_TIME =
      DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.US);
  private static final DateTimeFormatter LIVE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final World world;

  TikTokFiles(World world) {
    this.world = world;
  }

  /** Generation of 35 columns: room ids, an end, money with its sign, rates in percent. */
  byte[] performance() {
    Table table = Table.of("tiktok.live").under(World.FROM + " ~ " + World.TO);
    for (Broadcast room : World.backwards(world.on("tiktok"))) {
      Audience a = world.audience(room);
      Sales s = Sales.of(world.credited(room), World.AS_OF);
      long seconds = room.seconds();
      long watched = (long) a.watchSecondsPerViewer() * a.viewers();
      table
          .row()
          .add(room.id(), room.title())
          .add(LIVE_TIME.format(room.start().atZone(room.zone())))
          .add(LIVE_TIME.format(room.end().atZone(room.zone())))
          .add(String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60))
          .add(dollars(s.gmv()), s.units(), s.orders(), s.skuOrders(), s.buyers())
          .add(dollars(Table.ratio(s.gmv(), s.orders(), 2)), a.views(), a.impressions())
          .add(a.impressions() * 3600L / seconds, dollars(Table.perHour(s.gmv(), seconds)))
          .add(perThousand(s.gmv(), a.impressions()), perThousand(s.gmv(), a.views()))
          .add(Table.ratio(watched, a.views(), 2), a.watchSecondsPerViewer())
          .add(percent(a.views(), a.impressions()))
          .add(percent(a.productClicks(), a.productImpressions()))
          .add(a.productImpressions(), a.productClicks(), percent(a.productClicks(), a.views()))
          .add(percent(s.orders(), a.productClicks()), percent(s.skuOrders(), a.productClicks()))
          .add(percent(s.skuOrders(), a.views()))
          .add(a.newFollowers(), percent(a.newFollowers(), a.viewers()))
          .add(a.comments(), percent(a.comments(), a.views()))
          .add(a.shares(), percent(a.shares(), a.views()))
          .add(a.likes(), percent(a.likes(), a.viewers()));
    }
    return table.xlsx("performance_detail");
  }

  private static String perThousand(BigDecimal gmv, int times) {
    return dollars(Table.ratio(gmv.movePointRight(3), times, 2));
  }

  /** The generation before, 36 columns: no room id, seconds, fractions; a broadcast of July. */
  String middlePerformance() {
    Table table = Table.of("tiktok.live.middle").under("2026-07-01 ~ 2026-07-31");
    // 4,350 views by 3,000 viewers, 41,200 impressions; 620 clicks, 66 orders of 74 lines.
    table
        .row()
        .add("Weekly Closet LIVE", "2026-07-11 18:00", 7260, "$2,145.60", 81, 61, "$32.51", 66, 74)
        .add(4350, 41200, 20429, "$1,063.93", "$52.08", "44.137931", "0.105583", "0.142529")
        .add("0.106452", "0.047692", "0.017011", 620, "0.119355", 64, 13000, "$493.24", 87)
        .add("0.029000", "0.170667", "0.016000", "2.880000", 8640, 512, 48)
        .add("2.35", "$310.00", "$728.50");
    return table.csv();
  }

  /** The oldest generation: two broadcasts of the year before. */
  String oldPerformance() {
    Table table = Table.of("tiktok.live.old").under("2025-10-01 ~ 2025-11-30");
    table
        .row()
        .add("Weekly Closet LIVE", "2025-11-14 18:00", 7210, "$1,482.40", "$1,301.15", 52, 41)
        .add("$25.02", 44, "$40.73", "$477.27", 3106, 2218, 190, 64, 41, 6350, 388, 29, 8120, 402)
        .add("4.95%", "11.69%");
    table
        .row()
        .add("Weekly Closet LIVE", "2025-10-24 18:05", 5400, "$912.75", "$912.75", 33, 27)
        .add("$27.66", 29, "$33.19", "$412.26", 2214, 1630, 143, 38, 39, 4105, 251, 17, 5260, 268)
        .add("5.10%", "11.57%");
    return table.csv();
  }

  /** One line a SKU of an order; what belongs to the order stands on each of its lines. */
  String orders() {
    Table table = Table.of("tiktok.orders");
    Table.Row described = table.row();
    table.header().forEach(name -> described.add("The " + name.toLowerCase(Locale.ROOT) + "."));
    described
        .set("Order ID", "Platform unique order ID.")
        .set("Order Status", "Current order status.")
        .set("Quantity", "SKU sold quantity")
        .set("Tracking ID", "The order's tracking number.");
    for (Order order : World.backwards(world.orders(World.CLOTHING))) {
      Dice dice = Dice.of("parcel " + order.id());
      String parcel = order.shipped() == null ? "" : dice.digits("1158", 19);
      order.lines().forEach(line -> orderLine(table, order, line, parcel, dice.chance(60)));
    }
    return '\uFEFF' + table.csv();
  }

  private static void orderLine(Table table, Order o, Line line, String parcel, boolean coded) {
    Product sku = line.product();
    boolean cancelled = o.cancelled() != null;
    boolean returned = !cancelled && line.refund() != null;
    boolean overdue = cancelled && !o.isPaid();
    long byPlatform = line.discount() / 4;
    Instant ready = o.shipped() == null ? null : o.shipped().minusSeconds(3600);
    table
        .row()
        .add(o.id() + "\t", status(o), substatus(o))
        .add(cancelled ? "Cancel" : returned ? "Return/Refund" : "", "Normal", sku.sku() + "\t")
        .add((coded ? sku.sellerSku() : "") + "\t", sku.name(), sku.color() + ", " + sku.size())
        .add(line.quantity(), returned ? line.refund().quantity() : 0, money(line.unitPrice()))
        .add(money(line.amount() + line.discount()), money(byPlatform))
        .add(money(line.discount() - byPlatform), money(line.amount()))
        .add(money(o.shipping()), "4.99", money(499 - o.shipping()), "0.00", "0.00", "0.00")
        .add(money(o.tax()), money(o.total()), money(o.refunded(World.AS_OF)))
        .add(time(o.created()), time(o.paid()), time(ready), time(o.shipped()))
        .add(time(o.delivered()), time(o.cancelled()))
        .add(!cancelled ? "" : overdue ? "System" : "User")
        .add(!cancelled ? "" : overdue ? "Customer overdue to pay" : "No longer needed")
        .add("Fulfillment by seller", "Main warehouse", "", "", "Standard shipping", "", "")
        .add(o.buyer(), "", "", "United States", o.market(), "", "\t", "", "", "", "", "")
        .add("0.35", sku.category(), parcel + "\t", "", "");
  }

  private static String status(Order order) {
    return order.cancelled() != null
        ? "Canceled"
        : order.shipped() == null
            ? "To ship"
            : order.delivered() == null ? "Shipped" : isSettled(order) ? "Completed" : "Delivered";
  }

  private static String substatus(Order order) {
    return switch (status(order)) {
      case "To ship" -> "Awaiting shipment";
      case "Shipped" -> "In transit";
      default -> status(order);
    };
  }

  private static boolean isSettled(Order order) {
    return order.delivered().isBefore(World.AS_OF.minusSeconds(14L * 86_400));
  }

  private static String time(Instant time) {
    return (time == null ? "" : ORDER_TIME.format(time.atZone(World.zone(World.CLOTHING)))) + "\t";
  }

  /** The room of the limited drop: its file says nothing about the room but in its name. */
  Broadcast drop() {
    return world.on("tiktok").stream().filter(b -> b.flash() != null).findFirst().orElseThrow();
  }

  /** The dashboard of that room, one line a product. */
  byte[] products() {
    Table table = Table.of("tiktok.room-products");
    Broadcast room = drop();
    Audience a = world.audience(room);
    List<String> ids =
        Stream.concat(
                room.lineup().stream(),
                world.credited(room).stream()
                    .flatMap(order -> order.lines().stream())
                    .map(line -> line.product().product()))
            .distinct()
            .sorted()
            .toList();
    int[] weights = new int[ids.size()];
    for (int n = 0; n < weights.length; n++) {
      weights[n] = 5 + paidWith(ids.get(n)).size();
    }
    int[] impressions = Audience.spread(a.productImpressions(), weights);
    int[] clicks = Audience.spread(a.productClicks(), weights);
    int[] carts = Audience.spread(a.addToCarts(), weights);
    for (int n = 0; n < weights.length; n++) {
      String id = ids.get(n);
      List<Product> skus = world.catalogue().skusOf(World.CLOTHING, id);
      List<Order> paid = paidWith(id);
      int orders = paid.size();
      List<Line> lines =
          paid.stream().flatMap(o -> o.lines().stream()).filter(l -> isOf(l, id)).toList();
      BigDecimal gmv = BigDecimal.valueOf(lines.stream().mapToLong(Line::amount).sum(), 2);
      long placed =
          world.credited(room).stream()
              .filter(o -> o.lines().stream().anyMatch(l -> isOf(l, id)))
              .count();
      Stock stock = world.stock(World.CLOTHING);
      table
          .row()
          .add(id, skus.get(0).name(), dollars(gmv), lines.stream().mapToInt(Line::quantity).sum())
          .add(paid.stream().map(Order::buyer).distinct().count())
          .add(orders == 0 ? "" : dollars(Table.ratio(gmv, orders, 2)), lines.size(), orders)
          .add(percent(orders, placed), impressions[n], percent(clicks[n], impressions[n]))
          .add(carts[n], percent(lines.size(), clicks[n]), percent(orders, clicks[n]))
          .add(perThousand(gmv, a.views()), clicks[n])
          .add(skus.stream().mapToInt(sku -> stock.onHand(sku, room.end())).sum());
    }
    return table.xlsx("Product");
  }

  private List<Order> paidWith(String product) {
    return world.credited(drop()).stream()
        .filter(Order::isPaid)
        .filter(order -> order.lines().stream().anyMatch(line -> isOf(line, product)))
        .toList();
  }

  private static boolean isOf(Line line, String product) {
    return line.product().product().equals(product);
  }

  String ads() {
    Table table = Table.of("tiktok.ads");
    for (Ads.Day d : world.ads()) {
      table
          .row()
          .add(d.campaign(), d.group(), d.day(), d.ad(), money(d.cost()))
          .add(each(d.cost(), d.clicks()), each(1000 * d.cost(), d.impressions()))
          .add(d.impressions(), d.clicks(), Table.ratio(100L * d.clicks(), d.impressions(), 2))
          .add(d.conversions(), each(d.cost(), d.conversions()), "USD");
    }
    return table.csv();
  }

  /** Cut off, not rounded, and 0 over nothing: the platform's way. */
  private static String each(long cents, int count) {
    return count == 0 ? "0" : money(cents / count);
  }

  /** What the clothing is, in the shape of one's own products file; the ids are TikTok's. */
  String productList() {
    Table table = Table.of("generic.products.clothing");
    for (Product p : world.products(World.CLOTHING)) {
      table
          .row()
          .add(p.sku(), p.product(), p.name(), p.category(), p.role())
          .add(money(p.cost()), money(p.price()), p.sellerSku(), p.color(), p.size());
    }
    return table.csv();
  }
}
