package dev.sluice.samples;

import static dev.sluice.samples.Table.money;

import dev.sluice.samples.Order.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The homeware shop's own files, in the shapes that {@code sluice formats} calls generic. */
final class GenericFiles {
  private static final ZoneId ZONE = World.zone(World.HOME);

  private final World world;
  private final List<Order> orders;

  GenericFiles(World world) {
    this.world = world;
    orders = world.orders(World.HOME);
  }

  String orders() {
    Table table = Table.of("generic.orders");
    for (Order o : orders) {
      Broadcast b = o.broadcast();
      boolean named = b != null && b.id().equals(Schedule.NAMED_IN_ORDERS);
      String offAir = o.created().getEpochSecond() % 3 == 0 ? "short-video" : "product-card";
      for (Line line : o.lines()) {
        Product sku = line.product();
        Order.Refund refund = line.refund();
        table
            .row()
            .add(o.id(), sku.sku(), line.quantity(), money(line.unitPrice()), local(o.created()))
            .add(sku.product(), local(o.paid()), local(o.shipped()), local(o.delivered()))
            .add(local(o.cancelled()), refund == null ? "" : refund.quantity())
            .add(refund == null ? "" : money(refund.amount()))
            .add(refund == null ? "" : local(refund.at()), money(line.discount()), "CNY", o.buyer())
            .add(named ? b.id() : "", b == null ? offAir : "live", b == null ? "" : b.host())
            .add(o.market());
      }
    }
    return table.csv();
  }

  private static String local(Instant time) {
    return time == null
        ? ""
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(ZONE).toOffsetDateTime());
  }

  String products() {
    Table table = Table.of("generic.products");
    for (Product p : world.products(World.HOME)) {
      table
          .row()
          .add(p.sku(), p.product(), p.name(), p.category(), p.role())
          .add(money(p.cost()), money(p.price()), p.color(), p.size());
    }
    return table.csv();
  }

  /** The opening and the closing count, every receipt, every allocation, a count after each. */
  String stock() {
    record Level(Product sku, Instant at, Object received, Object allocated, String broadcast) {}
    Stock stock = world.stock(World.HOME);
    List<Level> levels = new ArrayList<>();
    for (Product sku : world.products(World.HOME)) {
      levels.add(new Level(sku, World.OPENING, "", "", ""));
      levels.add(new Level(sku, World.AS_OF, "", "", ""));
    }
    stock.receipts().forEach(r -> levels.add(new Level(r.sku(), r.at(), r.units(), "", "")));
    for (Stock.Allocation a : stock.allocations()) {
      levels.add(new Level(a.sku(), a.at(), "", a.units(), a.broadcast().id()));
      levels.add(new Level(a.sku(), a.broadcast().end(), "", "", ""));
    }
    levels.sort(Comparator.comparing(Level::at).thenComparing(level -> level.sku().sku()));
    Table table = Table.of("generic.stock");
    for (Level l : levels) {
      table
          .row()
          .add(l.sku().sku(), local(l.at()), stock.onHand(l.sku(), l.at()))
          .add(l.received(), l.allocated(), l.broadcast());
    }
    return table.csv();
  }

  /** The two broadcasts on Kuaishou, for which there is no export: no impressions either. */
  String broadcasts() {
    Table table = Table.of("generic.broadcasts");
    for (Broadcast b : world.on("kuaishou")) {
      Audience a = world.audience(b);
      Sales s = Sales.of(world.inWindow(b), World.AS_OF);
      table
          .row()
          .add(b.id(), b.platform(), b.account(), local(b.start()), local(b.end()), ZONE, b.host())
          .add(a.views(), a.viewers(), a.comments(), a.newFollowers(), a.productClicks())
          .add(a.productClickers(), s.orders(), s.units(), s.buyers(), s.gmv(), s.refundAmount());
    }
    return table.csv();
  }

  /** Every minute of the two broadcasts where every user is known. */
  String minutes() {
    Table table = Table.of("generic.minutes");
    for (Broadcast b : world.broadcasts().stream().filter(World::isWatched).toList()) {
      Audience a = world.audience(b);
      int[] lively = b.liveliness();
      int[] impressions = Audience.spread(a.impressions(), lively);
      int[] online = Audience.online(b, a.averageViewers());
      int[] comments = Audience.spread(a.comments(), lively);
      int[] followers = Audience.spread(a.newFollowers(), lively);
      int[] shown = Audience.spread(a.productImpressions(), lively);
      for (int m = 0; m < b.minutes(); m++) {
        Instant minute = b.minute(m);
        List<Visit> visits =
            world.visits().stream().filter(v -> minute.equals(minute(v.at()))).toList();
        List<Visit> views = of(visits, "view");
        Sales s =
            Sales.of(
                world.inWindow(b).stream()
                    .filter(order -> order.isPaid() && minute.equals(minute(order.paid())))
                    .toList(),
                World.AS_OF);
        table
            .row()
            .add(b.id(), minute, b.pinned(m), impressions[m], views.size())
            .add(views.stream().map(Visit::user).distinct().count(), online[m], comments[m])
            .add(followers[m], shown[m], of(visits, "product_click").size())
            .add(of(visits, "add_to_cart").size(), s.orders(), s.skuOrders(), s.units())
            .add(s.buyers(), s.gmv());
      }
    }
    return table.csv();
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  private static List<Visit> of(List<Visit> visits, String event) {
    return visits.stream().filter(visit -> visit.event().equals(event)).toList();
  }

  String events() {
    Table table = Table.of("generic.events");
    for (Visit v : world.visits()) {
      boolean priced = v.amount() >= 0;
      table
          .row()
          .add(v.user(), v.at(), v.event(), v.product(), v.broadcast(), v.source())
          .add(priced ? money(v.amount()) : "", priced ? "CNY" : "", v.device());
    }
    return table.csv();
  }

  /** What buyers of two broadcasts met in the three weeks before, and others who never bought. */
  String touches() {
    Dice dice = Dice.of("touches");
    Map<Instant, String> touched = new TreeMap<>();
    for (Order order : converting()) {
      // One in ten buys without any touch known: unattributed.
      for (int n = dice.chance(10) ? 0 : 1 + dice.weighted(40, 35, 17, 8); n > 0; n--) {
        touched.put(dice.after(order.paid(), -21 * 86_400, -60), order.buyer());
      }
    }
    Instant from = Instant.parse("2026-09-20T00:00:00Z");
    while (touched.size() < 2000) {
      touched.put(dice.after(from, 0, 40 * 86_400), dice.handle("user_", 9000));
    }
    Table table = Table.of("generic.touches");
    touched.forEach((at, user) -> touch(table.row().add(user, at), dice));
    return table.csv();
  }

  private static void touch(Table.Row row, Dice dice) {
    switch (dice.weighted(26, 12, 12, 10, 12, 10, 8, 10)) {
      case 0 -> row.add("feed-ad", "qianchuan", money(dice.between(60, 240)));
      case 1 -> row.add("creator-post", "creators", money(dice.between(100, 420)));
      case 2 -> row.add("teaser", "teasers", "");
      case 3 -> row.add("group-message", "wecom", "");
      case 4 -> row.add("push", "followers", "");
      case 5 -> row.add("reservation-reminder", "reservations", "");
      case 6 -> row.add("search", "", "");
      default -> row.add("direct", "", "");
    }
  }

  String conversions() {
    Table table = Table.of("generic.conversions");
    converting().forEach(o -> table.row().add(o.buyer(), o.paid(), money(o.amount()), "CNY"));
    return table.csv();
  }

  /** The paid orders of the broadcasts of 9 and 31 October. */
  private List<Order> converting() {
    List<String> days = List.of("2026-10-09", "2026-10-31");
    return orders.stream()
        .filter(order -> order.isPaid() && order.broadcast() != null)
        .filter(order -> days.contains(LocalDate.ofInstant(order.paid(), ZONE).toString()))
        .toList();
  }

  /** What each layer of each plan brought; but for the last, plans are named after their day. */
  String layers() {
    Table table = Table.of("generic.layers");
    for (Broadcast b : world.on("douyin")) {
      LocalDate day = LocalDate.ofInstant(b.start(), ZONE);
      String plan = day.toString().equals("2026-11-11") ? "singles-day-2026" : "live-" + day;
      for (Audience.Layer l : world.audience(b).layers()) {
        table
            .row()
            .add(plan, l.layer(), b.id(), money(l.cost()))
            .add(l.reach(), l.clicks() == 0 ? "" : l.clicks())
            .add(l.reservations() == 0 ? "" : l.reservations(), l.entrants(), l.orders())
            .add(money(l.gmv()));
      }
    }
    return table.csv();
  }

  /** Questions to customer service: in bursts while on air, a few at any other time. */
  String contacts() {
    Dice dice = Dice.of("contacts");
    Map<Instant, Integer> contacts = new TreeMap<>();
    for (Broadcast b : world.of(World.HOME)) {
      for (int n = dice.between(30, 48); n > 0; n--) {
        Instant at = dice.after(b.start(), 0, (int) b.seconds() - 1);
        contacts.put(at, dice.between(15, 420));
      }
    }
    for (int n = 0; n < 180; n++) {
      Instant morning =
          World.FROM.plusDays(dice.between(0, 92)).atTime(8, 0).atZone(ZONE).toInstant();
      contacts.put(dice.after(morning, 0, 14 * 3600), dice.between(10, 90));
    }
    Table table = Table.of("generic.contacts");
    contacts.forEach(
        (at, wait) -> {
          String channel = List.of("chat", "comment", "phone").get(dice.weighted(70, 22, 8));
          boolean answered = dice.chance(96);
          table
              .row()
              .add(local(at), channel, answered ? local(at.plusSeconds(wait)) : "")
              .add(answered ? "agent-" + dice.between(1, 5) : "");
        });
    return table.csv();
  }

  /** A dollar in yuan, every day of the season. */
  String fx() {
    Table table = Table.of("generic.fx");
    Dice dice = Dice.of("fx");
    int rate = 71_200;
    for (LocalDate day = World.FROM; !day.isAfter(World.TO); day = day.plusDays(1)) {
      table.row().add(day, "USD", BigDecimal.valueOf(rate, 4), "CNY");
      rate += dice.between(-120, 118);
    }
    return table.csv();
  }
}
