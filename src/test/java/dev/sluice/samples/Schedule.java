package dev.sluice.samples;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The broadcasts of the season: nine on Douyin, two on Kuaishou, seven on TikTok. */
final class Schedule {
  static final String MIDNIGHT = "qinghe-home@2026-09-12T21:30:21";
  static final String FLASH = "qinghe-home@2026-10-20T20:00:00";

  /** More people saw a product than watched, by three: it happens in real files. */
  static final String MORE_REACH_THAN_VIEWERS = "qinghe-home@2026-08-29T20:00:00";

  /** The platform lost the product impressions. */
  static final String NO_PRODUCT_IMPRESSIONS = "qinghe-home@2026-09-24T19:30:03";

  /** Product impressions exceed views, as times may. */
  static final String MANY_PRODUCT_IMPRESSIONS = "qinghe-home@2026-10-09T19:00:15";

  /** The lines of this one name their broadcast in the orders file. */
  static final String NAMED_IN_ORDERS = "qinghe-home@2026-08-22T19:30:08";

  /** With {@link #FLASH}, the broadcast whose every user and minute is known. */
  static final String WATCHED = "qinghe-home@2026-08-16T19:30:12";

  /**
   * Local start and end, host, orders beside a flash sale. The last of Douyin and of TikTok are the
   * ones that the sample campaigns plan. The last but one of TikTok spans the night when the clocks
   * go back: four hours on the wall, five on the stopwatch.
   */
  private static final String SEASON =
      """
      douyin   2026-08-16T19:30:12 2026-08-16T21:30:40 host-a 150
      douyin   2026-08-22T19:30:08 2026-08-22T22:45:30 host-b 230
      douyin   2026-08-29T20:00:00 2026-08-29T23:10:40 host-a 260
      douyin   2026-09-12T21:30:21 2026-09-13T00:40:09 host-c 290
      douyin   2026-09-24T19:30:03 2026-09-24T22:20:47 host-b 240
      kuaishou 2026-09-29T15:00:00 2026-09-29T16:30:00 host-d 70
      douyin   2026-10-09T19:00:15 2026-10-09T22:00:15 host-a 330
      douyin   2026-10-20T20:00:00 2026-10-20T22:00:00 host-c 210
      kuaishou 2026-10-27T15:00:00 2026-10-27T16:30:00 host-d 80
      douyin   2026-10-31T20:00:09 2026-10-31T23:00:31 host-b 360
      douyin   2026-11-11T20:00:00 2026-11-11T23:58:18 host-a 620
      tiktok   2026-08-20T17:00:10 2026-08-20T19:05:42 host-k 170
      tiktok   2026-09-03T18:00:00 2026-09-03T20:10:13 host-l 190
      tiktok   2026-09-19T12:00:33 2026-09-19T14:30:08 host-k 210
      tiktok   2026-10-02T18:30:00 2026-10-02T20:45:51 host-l 240
      tiktok   2026-10-15T17:00:00 2026-10-15T19:00:00 host-k 230
      tiktok   2026-10-31T22:30:00 2026-11-01T02:30:00 host-l 280
      tiktok   2026-11-03T18:00:00 2026-11-03T21:00:40 host-k 290
      """;

  private Schedule() {}

  static List<Broadcast> of(Catalogue catalogue) {
    return SEASON.lines().map(line -> broadcast(catalogue, line.split(" +"))).toList();
  }

  private static Broadcast broadcast(Catalogue catalogue, String[] entry) {
    boolean tiktok = entry[0].equals("tiktok");
    String shop = tiktok ? World.CLOTHING : World.HOME;
    String account =
        tiktok ? "harbor.thread" : entry[0].equals("douyin") ? "qinghe-home" : "qinghe-home-ks";
    String id =
        switch (entry[0]) {
          case "douyin" -> account + "@" + entry[1];
          case "tiktok" -> Dice.of("room " + entry[1]).digits("7655", 19);
          default -> "ks-" + entry[1].substring(0, 10);
        };
    Broadcast.Flash flash = flash(catalogue, shop, entry[1]);
    Product oversold = id.equals(FLASH) ? catalogue.skusOf(shop, "QHP-026").get(0) : null;
    return new Broadcast(
        id,
        shop,
        entry[0],
        account,
        tiktok ? "Weekly Closet LIVE" : "家居好物专场",
        entry[3],
        at(entry[1], shop),
        at(entry[2], shop),
        Integer.parseInt(entry[4]),
        lineup(catalogue, shop, id, oversold),
        flash,
        oversold);
  }

  private static Instant at(String local, String shop) {
    ZoneId zone = World.zone(shop);
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  private static Broadcast.Flash flash(Catalogue catalogue, String shop, String start) {
    Product sku = catalogue.flash(shop);
    if (start.equals("2026-10-20T20:00:00")) {
      List<Integer> before = List.of(4, 7, 10, 13, 16, 19, 22, 25, 30, 34, 38, 42);
      List<Integer> units = List.of(34, 28, 25, 22, 20, 17, 14, 12, 8);
      return new Broadcast.Flash(sku, before, 45, units, sku.price() * 60 / 100);
    }
    if (start.equals("2026-10-15T17:00:00")) {
      List<Integer> units = List.of(16, 14, 13, 12, 11, 9, 8, 5, 2);
      return new Broadcast.Flash(
          sku, List.of(6, 12, 17, 21, 25, 28), 30, units, sku.price() * 65 / 100);
    }
    return null;
  }

  private static List<String> lineup(Catalogue catalogue, String shop, String id, Product always) {
    Dice dice = Dice.of("lineup " + id);
    List<String> lineup = new ArrayList<>();
    List<Product> choice = new ArrayList<>(catalogue.ordinary(shop));
    choice.removeIf(sku -> always != null && sku.product().equals(always.product()));
    while (lineup.size() < 10) {
      String product =
          always != null && lineup.size() == 7 ? always.product() : dice.pick(choice).product();
      if (!lineup.contains(product)) {
        lineup.add(product);
      }
    }
    return List.copyOf(lineup);
  }
}
