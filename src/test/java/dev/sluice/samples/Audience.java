package dev.sluice.samples;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who came to a broadcast and what they did short of buying. Counts in times (PV) are {@code
 * impressions}, {@code views}, {@code productImpressions}, {@code productClicks}; in people (UV)
 * {@code reach}, {@code viewers}, {@code productReach}, {@code productClickers}.
 *
 * @param layers what each layer of the plan brought, Douyin only; the viewers that no layer
 *     accounts for are the rest
 */
public record Audience(
    int impressions,
    int reach,
    int views,
    int viewers,
    int productImpressions,
    int productReach,
    int productClicks,
    int productClickers,
    int addToCarts,
    int peakViewers,
    int averageViewers,
    int watchSecondsPerViewer,
    int comments,
    int likes,
    int shares,
    int newFollowers,
    int lostFollowers,
    long adSpend,
    List<Layer> layers) {

  /**
   * What a layer of the plan of a broadcast brought.
   *
   * @param cost in cents, as {@code gmv}
   */
  public record Layer(
      String layer,
      long cost,
      int reach,
      int clicks,
      int reservations,
      int entrants,
      int orders,
      long gmv) {
    private Layer selling(int newOrders, long newGmv) {
      return new Layer(layer, cost, reach, clicks, reservations, entrants, newOrders, newGmv);
    }
  }

  /** How ready to buy those are whom a layer brings; the platform's own recommendation is 100. */
  private static final Map<String, Integer> READINESS =
      Map.ofEntries(
          Map.entry("reservations", 400),
          Map.entry("wecom", 500),
          Map.entry("followers", 250),
          Map.entry("teasers", 120),
          Map.entry("qianchuan", 80),
          Map.entry("creators", 130),
          Map.entry("feed", 100));

  static Audience of(Broadcast broadcast, List<Order> orders) {
    Dice dice = Dice.of("audience of " + broadcast.id());
    Sales sales = Sales.of(orders, World.AS_OF);
    List<Layer> layers =
        broadcast.platform().equals("douyin") ? layers(dice, orders, sales) : List.of();
    int entrants = layers.stream().mapToInt(Layer::entrants).sum();
    int viewers =
        layers.isEmpty()
            ? sales.orders() * dice.between(17, 24)
            : entrants + dice.percent(entrants, 3, 8);
    int views = dice.percent(viewers, 138, 168);
    int reach = dice.percent(viewers, 600, 880);
    int productReach =
        broadcast.id().equals(Schedule.MORE_REACH_THAN_VIEWERS)
            ? viewers + 3
            : dice.percent(viewers, 66, 82);
    boolean many =
        broadcast.id().equals(Schedule.MANY_PRODUCT_IMPRESSIONS)
            || broadcast.platform().equals("tiktok");
    int productImpressions = many ? dice.percent(views, 230, 330) : dice.percent(views, 70, 92);
    int placed = (int) orders.stream().map(Order::buyer).distinct().count();
    int clickers = Math.min(productReach, placed + dice.percent(productReach, 26, 40));
    int clicks = dice.percent(clickers, 135, 175);
    int watch = dice.between(95, 190);
    int average = (int) Math.max(1, (long) viewers * watch / broadcast.seconds());
    return new Audience(
        dice.percent(reach, 140, 175),
        reach,
        views,
        viewers,
        Math.max(productImpressions, productReach),
        productReach,
        clicks,
        clickers,
        dice.percent(clicks, 24, 36),
        IntStream.of(online(broadcast, average)).max().orElseThrow(),
        average,
        watch,
        dice.percent(viewers, 9, 22),
        dice.percent(viewers, 180, 420),
        dice.percent(viewers, 1, 4),
        dice.percent(viewers, 2, 5),
        dice.percent(viewers, 0, 1),
        layers.stream().filter(l -> l.layer().equals("qianchuan")).mapToLong(Layer::cost).sum(),
        layers);
  }

  /** How many watched in each minute of the broadcast, {@code average} of them on average. */
  static int[] online(Broadcast broadcast, int average) {
    return spread(average * broadcast.minutes(), broadcast.liveliness());
  }

  /** Whole parts of a total, one for each weight, that add up to it. */
  static int[] spread(int total, int[] weights) {
    long sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int[] parts = new int[weights.length];
    long soFar = 0;
    long given = 0;
    for (int n = 0; n < weights.length; n++) {
      soFar += weights[n];
      parts[n] = (int) (total * soFar / sum - given);
      given += parts[n];
    }
    return parts;
  }

  /** Up to seven layers; money works on a falling return, so that a curve can be learnt from it. */
  private static List<Layer> layers(Dice dice, List<Order> orders, Sales sales) {
    int size = orders.size();
    int ads = dice.between(size * 2, size * 8);
    int creators = dice.chance(55) ? dice.between(1500, 4200) : 0;
    int reserved = dice.percent(size, 85, 120);
    int members = size * dice.between(4, 6);
    int followers = size * dice.between(30, 40);
    int plays = size * dice.between(45, 65);
    int shown = size * dice.between(70, 95);
    long cubed = (long) creators * creators / 1000 * creators;
    int fromCreators = (int) (1600 * cubed / (2500L * 2500 / 1000 * 2500 + cubed));
    int fromAds = 5200 * ads / (2600 + ads);
    int came = dice.percent(reserved, 35, 55);
    List<Layer> layers =
        Stream.of(
                new Layer("reservations", 0, reserved * 6, reserved * 2, reserved, came, 0, 0),
                layer("wecom", 0, members, 125, dice.percent(members, 3, 5)),
                layer("followers", 0, followers, 110, dice.percent(followers, 2, 3)),
                layer("teasers", 300, plays, 120, dice.percent(plays, 1, 2)),
                layer("qianchuan", ads, ads * 38, 115, dice.percent(fromAds, 94, 106)),
                layer("creators", creators, creators * 9, 130, dice.percent(fromCreators, 92, 108)),
                layer("feed", 0, shown, 0, dice.percent(shown, 5, 7)))
            .filter(layer -> layer.entrants() > 0)
            .toList();
    int[] weights =
        layers.stream().mapToInt(l -> l.entrants() * READINESS.get(l.layer())).toArray();
    // Eight in a hundred orders come from nobody knows where.
    int[] placed = spread(sales.orders() * 92 / 100, weights);
    int[] cents = spread(sales.gmv().movePointRight(2).intValueExact() / 100 * 92, weights);
    return IntStream.range(0, weights.length)
        .mapToObj(n -> layers.get(n).selling(placed[n], cents[n]))
        .toList();
  }

  private static Layer layer(String name, int cost, int reach, int clickPercent, int entrants) {
    int clicks = entrants * clickPercent / 100;
    return new Layer(name, 100L * cost, reach, clicks, 0, entrants, 0, 0);
  }
}
