package dev.sluice.samples;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The invented season behind {@code samples/}: two shops, their broadcasts, and what all the files
 * together say. The files are written from it and from nothing else, so a test that has loaded them
 * can compare what it sees with {@link #totals()}.
 */
public final class World {
  /** The shop on Douyin and Kuaishou: CNY, Asia/Shanghai. */
  public static final String HOME = "qinghe-home";

  /** Its store on Tmall, with orders and a stock of its own. */
  public static final String TMALL = "qinghe-tmall";

  /** The shop on TikTok: USD, America/Los_Angeles. */
  public static final String CLOTHING = "harbor-thread";

  /** Its web shop, which sells from the same stock. */
  public static final String WEB = "harbor-web";

  /** The first day of the season. */
  public static final LocalDate FROM = LocalDate.parse("2026-08-15");

  /** The last day of the season. */
  public static final LocalDate TO = LocalDate.parse("2026-11-15");

  /** When the exports were made: what came later they do not know. */
  public static final Instant AS_OF = Instant.parse("2026-11-16T08:00:00Z");

  /** When the early Douyin list, the one of 54 columns, was made. */
  public static final Instant EARLY_AS_OF = Instant.parse("2026-08-31T16:00:00Z");

  /** When the stock was counted first. */
  static final Instant OPENING = Instant.parse("2026-08-14T16:00:00Z");

  static final List<String> HOME_MARKETS = List.of("浙江省", "江苏省", "广东省", "四川省", "湖北省", "上海");
  static final List<String> CLOTHING_MARKETS =
      List.of("California", "Texas", "New York", "Florida", "Washington", "Illinois");

  private static final World STANDARD = new World();

  private final Catalogue catalogue = Catalogue.standard();
  private final List<Broadcast> broadcasts = Schedule.of(catalogue);
  private final List<Ads.Day> ads = Ads.of(of(CLOTHING));
  private final Map<String, List<Order>> orders = new TreeMap<>();
  private final Map<String, Audience> audiences = new TreeMap<>();
  private final List<Visit> visits = new ArrayList<>();
  private final Stock homeStock;
  private final Stock clothingStock;

  private World() {
    orders.put(HOME, Trade.of(catalogue, HOME, "69", 19, of(HOME), 700));
    orders.put(CLOTHING, Trade.of(catalogue, CLOTHING, "57", 18, of(CLOTHING), 620));
    orders.put(TMALL, Trade.of(catalogue, TMALL, "31", 19, List.of(), 800));
    orders.put(WEB, Trade.of(catalogue, WEB, "5", 13, List.of(), 300));
    for (Broadcast broadcast : broadcasts) {
      List<Order> placed = inWindow(broadcast);
      Audience audience = Audience.of(broadcast, placed);
      audiences.put(broadcast.id(), audience);
      if (isWatched(broadcast)) {
        visits.addAll(Visit.of(broadcast, audience, placed));
      }
    }
    homeStock = Stock.of(catalogue.home(), of(HOME), orders.get(HOME));
    clothingStock = Stock.of(catalogue.clothing(), of(CLOTHING), clothingOrders().toList());
  }

  /** The one world; the same on every machine and every day. */
  public static World standard() {
    return STANDARD;
  }

  public static ZoneId zone(String shop) {
    return ZoneId.of(isHome(shop) ? "Asia/Shanghai" : "America/Los_Angeles");
  }

  public static String currency(String shop) {
    return isHome(shop) ? "CNY" : "USD";
  }

  public List<Product> products(String shop) {
    return catalogue.of(shop);
  }

  public List<Broadcast> broadcasts() {
    return broadcasts;
  }

  public Broadcast broadcast(String id) {
    return broadcasts.stream().filter(b -> b.id().equals(id)).findFirst().orElseThrow();
  }

  public Audience audience(Broadcast broadcast) {
    return audiences.get(broadcast.id());
  }

  /** What users did in the two broadcasts where every user is known. */
  public List<Visit> visits() {
    return Collections.unmodifiableList(visits);
  }

  /** Pieces of a SKU that were set aside for a broadcast, as the stock file says. */
  public int allocated(Broadcast broadcast, Product sku) {
    return stock(broadcast.shop()).allocations().stream()
        .filter(set -> set.broadcast().equals(broadcast) && set.sku().equals(sku))
        .mapToInt(Stock.Allocation::units)
        .sum();
  }

  /** Pieces of a SKU that were paid for while a broadcast ran. */
  public int sold(Broadcast broadcast, Product sku) {
    return inWindow(broadcast).stream()
        .filter(Order::isPaid)
        .flatMap(order -> order.lines().stream())
        .filter(line -> line.product().equals(sku))
        .mapToInt(Order.Line::quantity)
        .sum();
  }

  /** The numbers that the files must add up to. */
  public Totals totals() {
    Map<String, Sales> window = new TreeMap<>();
    Map<String, Sales> credited = new TreeMap<>();
    for (Broadcast broadcast : broadcasts) {
      window.put(broadcast.id(), Sales.of(inWindow(broadcast), AS_OF));
      credited.put(broadcast.id(), Sales.of(credited(broadcast), AS_OF));
    }
    Map<String, Sales> shops = new TreeMap<>();
    orders.forEach((shop, all) -> shops.put(shop, Sales.of(all, AS_OF)));
    Map<String, Integer> onHand = new TreeMap<>();
    catalogue.home().forEach(sku -> onHand.put(sku.sellerSku(), available(sku)));
    for (Product sku : catalogue.clothing()) {
      onHand.put(sku.sellerSku(), available(sku) + committed(sku) + inStudio(sku));
    }
    long spend = ads.stream().mapToLong(Ads.Day::cost).sum();
    return new Totals(window, credited, shops, onHand, BigDecimal.valueOf(spend, 2));
  }

  /**
   * The truth of the season as of {@link #AS_OF}.
   *
   * @param broadcasts by key: the orders placed and paid while it ran
   * @param credited by key: what its platform credits it with; on TikTok the day after counts too
   * @param shops by name: all orders of the season
   * @param onHand by the seller's SKU: at home what is not sold yet, as the stock file counts; of
   *     the clothing also what is sold and not yet shipped, in both places, as the inventory counts
   * @param spend of the ads file, USD
   */
  public record Totals(
      Map<String, Sales> broadcasts,
      Map<String, Sales> credited,
      Map<String, Sales> shops,
      Map<String, Integer> onHand,
      BigDecimal spend) {}

  static boolean isHome(String shop) {
    return shop.equals(HOME) || shop.equals(TMALL);
  }

  static boolean isWatched(Broadcast broadcast) {
    return broadcast.id().equals(Schedule.WATCHED) || broadcast.id().equals(Schedule.FLASH);
  }

  /** Newest first, as most platforms export. */
  static <T> List<T> backwards(List<T> things) {
    List<T> backwards = new ArrayList<>(things);
    Collections.reverse(backwards);
    return backwards;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  List<Order> orders(String shop) {
    return orders.get(shop);
  }

  List<Order> inWindow(Broadcast broadcast) {
    return credited(broadcast).stream().filter(Order::inWindow).toList();
  }

  List<Order> credited(Broadcast broadcast) {
    List<Order> all = orders.get(broadcast.shop());
    return all.stream().filter(order -> broadcast.equals(order.broadcast())).toList();
  }

  List<Broadcast> of(String shop) {
    return broadcasts.stream().filter(b -> b.shop().equals(shop)).toList();
  }

  List<Broadcast> on(String platform) {
    return broadcasts.stream().filter(b -> b.platform().equals(platform)).toList();
  }

  List<Ads.Day> ads() {
    return ads;
  }

  Stock stock(String shop) {
    return isHome(shop) ? homeStock : clothingStock;
  }

  /** On the shelf and not sold. */
  int available(Product sku) {
    return stock(sku.shop()).onHand(sku, AS_OF);
  }

  /** Sold and not yet shipped, of the clothing. */
  int committed(Product sku) {
    return clothingOrders()
        .filter(order -> order.isPaid() && order.shipped() == null && order.cancelled() == null)
        .flatMap(order -> order.lines().stream())
        .filter(line -> line.product().equals(sku))
        .mapToInt(Order.Line::quantity)
        .sum();
  }

  /** The studio keeps two samples of the dearest clothes and stocks nothing else. */
  int inStudio(Product sku) {
    return sku.role().equals("prestige") ? 2 : 0;
  }

  private Stream<Order> clothingOrders() {
    return Stream.concat(orders.get(CLOTHING).stream(), orders.get(WEB).stream());
  }
}
