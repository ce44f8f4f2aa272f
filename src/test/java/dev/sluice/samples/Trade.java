package dev.sluice.samples;

import dev.sluice.samples.Order.Line;
import dev.sluice.samples.Order.Refund;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a shop's orders: those of its broadcasts, and those placed when nobody was on air. */
final class Trade {
  private static final int DAY = 86_400;

  /** How busy each hour of a day is. */
  private static final int[] HOURS = {
    2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 10, 10, 11, 10, 9, 9, 9, 9, 10, 12, 14, 14, 11, 6
  };

  /** One in the morning, the first of two: every twenty minutes from here the web shop sells. */
  private static final Instant CLOCKS_GO_BACK = Instant.parse("2026-11-01T08:00:00Z");

  private final Catalogue catalogue;
  private final String shop;
  private final String ids;
  private final int idLength;
  private final Dice dice;
  private final List<Order> orders = new ArrayList<>();

  private Trade(Catalogue catalogue, String shop, String ids, int idLength) {
    this.catalogue = catalogue;
    this.shop = shop;
    this.ids = ids;
    this.idLength = idLength;
    this.dice = Dice.of("orders of " + shop);
  }

  /** A shop with its broadcasts and so many orders more, by time; its ids rise with time. */
  static List<Order> of(
      Catalogue catalogue, String shop, String ids, int idLength, List<Broadcast> all, int offAir) {
    Trade trade = new Trade(catalogue, shop, ids, idLength);
    for (Broadcast broadcast : all) {
      trade.duringBroadcast(broadcast);
      if (broadcast.flash() != null) {
        trade.flashSale(broadcast, broadcast.flash());
      }
      if (broadcast.platform().equals("tiktok")) {
        trade.theDayAfter(broadcast);
      }
    }
    trade.offAir(all, offAir);
    trade.orders.sort(Comparator.comparing(Order::created).thenComparing(Order::id));
    return List.copyOf(trade.orders);
  }

  private void duringBroadcast(Broadcast broadcast) {
    int[] weights = broadcast.liveliness();
    for (int m = 0; m < weights.length; m++) {
      weights[m] *= appeal(broadcast.pinned(m));
    }
    // The first and the last minute are cut by the clock: nobody buys in them.
    weights[0] = 0;
    weights[weights.length - 1] = 0;
    for (int n = broadcast.orders() * 110 / 100; n > 0; n--) {
      int minute = dice.weighted(weights);
      Instant created = early(broadcast.minute(minute));
      Instant paid = dice.chance(91) ? payment(created) : null;
      add(created, paid, lines(broadcast.lineup(), broadcast.pinned(minute)), broadcast, true);
    }
  }

  private int appeal(String product) {
    return switch (catalogue.skusOf(shop, product).get(0).role()) {
      case "traffic" -> 13;
      case "hero" -> 16;
      case "prestige" -> 4;
      default -> 10;
    };
  }

  private void flashSale(Broadcast broadcast, Broadcast.Flash flash) {
    for (int minute : flash.before()) {
      flashOrder(broadcast, minute, 1, 0);
    }
    long off = flash.sku().price() - flash.price();
    for (int m = 0; m < flash.units().size(); m++) {
      int left = flash.units().get(m);
      while (left > 0) {
        int quantity = left > 1 && dice.chance(12) ? 2 : 1;
        flashOrder(broadcast, flash.from() + m, quantity, quantity * off);
        left -= quantity;
      }
    }
  }

  private void flashOrder(Broadcast broadcast, int minute, int quantity, long discount) {
    Instant created = early(broadcast.minute(minute));
    Product sku = broadcast.flash().sku();
    Line line = new Line(sku, quantity, sku.price(), discount, null);
    add(created, payment(created), List.of(line), broadcast, true);
  }

  /** TikTok credits a broadcast with what its viewers buy within 24 hours. */
  private void theDayAfter(Broadcast broadcast) {
    for (int n = broadcast.orders() * 6 / 100; n > 0; n--) {
      Instant created = early(dice.after(broadcast.end(), 600, 22 * 3600));
      add(created, payment(created), lines(broadcast.lineup(), ""), broadcast, false);
    }
  }

  private void offAir(List<Broadcast> broadcasts, int count) {
    List<String> products =
        catalogue.ordinary(shop).stream().map(Product::product).distinct().toList();
    while (count > 0) {
      LocalDate day = World.FROM.plusDays(dice.between(0, 92));
      Instant hour = day.atTime(dice.weighted(HOURS), 0).atZone(World.zone(shop)).toInstant();
      Instant created = early(dice.after(hour, 0, 3599));
      if (shop.equals(World.WEB) && count <= 6) {
        created = CLOCKS_GO_BACK.plus(20L * count - 10, ChronoUnit.MINUTES);
      }
      Instant at = created;
      if (broadcasts.stream().noneMatch(broadcast -> broadcast.covers(at))) {
        Instant paid = dice.chance(90) ? payment(at) : null;
        add(at, paid, lines(products, ""), null, false);
        count--;
      }
    }
  }

  private Instant early(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).plusSeconds(dice.between(0, 40));
  }

  /** Within the same minute, so that placed and paid fall on the same side of every border. */
  private Instant payment(Instant created) {
    return dice.after(created, 4, 59 - (int) (created.getEpochSecond() % 60));
  }

  private List<Line> lines(List<String> lineup, String pinned) {
    int wanted = 1 + dice.weighted(68, 23, 9);
    Map<String, Line> lines = new LinkedHashMap<>();
    for (int n = 0; n < wanted; n++) {
      // The limited SKU has orders of its own.
      boolean onScreen = n == 0 && lineup.contains(pinned) && dice.chance(70);
      Product sku = dice.pick(catalogue.skusOf(shop, onScreen ? pinned : dice.pick(lineup)));
      int quantity = 1 + dice.weighted(82, 14, 4);
      long off = dice.chance(35) ? quantity * sku.price() * dice.between(1, 4) * 5 / 100 : 0;
      lines.put(sku.sku(), new Line(sku, quantity, sku.price(), off, null));
    }
    if (dice.chance(7)) {
      Product gift = catalogue.gift(shop);
      lines.put(gift.sku(), new Line(gift, 1, 0, 0, null));
    }
    return List.copyOf(lines.values());
  }

  private void add(
      Instant created, Instant paid, List<Line> ordered, Broadcast broadcast, boolean inWindow) {
    boolean limited = ordered.get(0).product().role().equals("flash");
    Instant shipped = null;
    Instant delivered = null;
    Instant cancelled = null;
    List<Line> lines = ordered;
    if (paid == null) {
      cancelled = created.plus(30, ChronoUnit.MINUTES);
    } else if (!limited && dice.chance(6)) {
      cancelled = dice.chance(55) ? dice.after(paid, 120, 3500) : dice.after(paid, 4000, 18 * 3600);
      lines = refund(lines, 100, cancelled);
    } else {
      shipped = dice.after(paid, 6 * 3600, 50 * 3600);
      delivered = dice.after(shipped, 2 * DAY, 6 * DAY);
      if (dice.chance(16)) {
        lines = refund(lines, dice.between(0, 99), dice.after(delivered, 3600, 21 * DAY));
      }
    }
    boolean home = World.isHome(shop);
    long amount = ordered.stream().mapToLong(Line::amount).sum();
    orders.add(
        new Order(
            shop,
            dice.digits(ids + created.getEpochSecond(), idLength),
            home ? dice.handle("user_", 6000) : dice.handle("buyer_", 4000),
            dice.pick(home ? World.HOME_MARKETS : World.CLOTHING_MARKETS),
            created,
            known(paid),
            known(shipped),
            known(delivered),
            known(cancelled),
            lines,
            broadcast,
            inWindow,
            home && dice.chance(40) ? amount * dice.between(1, 3) / 100 : 0,
            home || amount >= 3500 ? 0 : 499,
            home ? 0 : (amount * 725 + 5_000) / 10_000));
  }

  /** Half of the refunds are of everything, the rest of a piece or of a part of the money. */
  private static List<Line> refund(List<Line> lines, int kind, Instant at) {
    if (known(at) == null) {
      return lines;
    }
    if (kind >= 50) {
      return lines.stream()
          .map(line -> line.with(new Refund(line.quantity(), line.amount(), at)))
          .toList();
    }
    List<Line> refunded = new ArrayList<>(lines);
    Line line = lines.get(0);
    Refund piece = new Refund(1, line.amount() / line.quantity(), at);
    Refund part = new Refund(0, line.amount() * (20 + kind) / 100, at);
    refunded.set(0, line.with(line.quantity() > 1 ? piece : part));
    return List.copyOf(refunded);
  }

  private static Instant known(Instant time) {
    return time == null || time.isAfter(World.AS_OF) ? null : time;
  }
}
