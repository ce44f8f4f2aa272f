package dev.sluice.samples;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that a user did in a broadcast: view, product_click, add_to_cart, order or pay.
 *
 * @param product the product, null for a view
 * @param source what brought the user, the same all through a broadcast
 * @param amount of the order in cents, else -1
 */
public record Visit(
    String user,
    Instant at,
    String event,
    String product,
    String broadcast,
    String source,
    String device,
    long amount) {

  private static final List<String> EVENTS =
      List.of("view", "product_click", "add_to_cart", "order", "pay");
  private static final List<String> SOURCES =
      List.of("feed", "qianchuan", "followers", "teasers", "wecom", "search");

  /** Every user of a broadcast; the counts are those of its audience and of its orders, exactly. */
  static List<Visit> of(Broadcast broadcast, Audience audience, List<Order> orders) {
    return new Log(broadcast, orders).complete(audience);
  }

  private static final class Log {
    private final Dice dice;
    private final Broadcast broadcast;
    private final List<Order> orders;
    private final int[] liveliness;
    private final List<Visit> visits = new ArrayList<>();
    private final Map<String, Instant> arrival = new HashMap<>();
    private final Map<String, String> source = new HashMap<>();

    Log(Broadcast broadcast, List<Order> orders) {
      this.broadcast = broadcast;
      this.orders = orders;
      dice = Dice.of("visits to " + broadcast.id());
      liveliness = broadcast.liveliness();
      liveliness[liveliness.length - 1] = 0;
    }

    List<Visit> complete(Audience audience) {
      Set<String> buyers = new LinkedHashSet<>();
      for (Order order : orders) {
        if (buyers.add(order.buyer())) {
          // The orders come in time, so nobody buys before they arrive.
          long wait = Duration.between(broadcast.start(), order.created()).toSeconds();
          arrive(
              order.buyer(), order.created().minusSeconds(Math.min(wait, dice.between(15, 900))));
        }
        String product = order.lines().get(0).product().product();
        add(order.buyer(), order.created(), "order", product, order.amount());
        if (order.isPaid()) {
          add(order.buyer(), order.paid(), "pay", product, order.amount());
        }
      }
      while (arrival.size() < audience.viewers()) {
        String user = dice.handle("user_", 9000);
        if (!arrival.containsKey(user)) {
          arrive(user, someMoment());
        }
      }
      List<String> viewers = new ArrayList<>(arrival.keySet());
      viewers.sort(Comparator.naturalOrder());
      for (int n = audience.views() - audience.viewers(); n > 0; n--) {
        String user = dice.pick(viewers);
        add(user, dice.between(arrival.get(user), broadcast.end()), "view", null, -1);
      }
      Set<String> clickers = new LinkedHashSet<>(buyers);
      while (clickers.size() < audience.productClickers()) {
        clickers.add(dice.pick(viewers));
      }
      clicks(clickers, audience.productClicks(), audience.addToCarts());
      visits.sort(
          Comparator.comparing(Visit::at)
              .thenComparing(Visit::user)
              .thenComparing(visit -> EVENTS.indexOf(visit.event())));
      return List.copyOf(visits);
    }

    /** A click at least for each clicker, for a buyer on what they bought; a cart needs a click. */
    private void clicks(Set<String> clickers, int clicks, int carts) {
      Map<String, Order> first = new HashMap<>();
      orders.forEach(order -> first.putIfAbsent(order.buyer(), order));
      List<String> users = List.copyOf(clickers);
      for (int n = 0; n < clicks; n++) {
        String user = n < users.size() ? users.get(n) : dice.pick(users);
        Order order = n < users.size() ? first.get(user) : null;
        Instant from = arrival.get(user);
        Instant until = order == null ? broadcast.end() : order.created();
        Instant at = from.isBefore(until) ? dice.between(from, until) : from;
        String product = order == null ? pinnedAt(at) : order.lines().get(0).product().product();
        add(user, at, "product_click", product, -1);
        if (n < carts) {
          Instant cart = dice.between(at, at.plusSeconds(45));
          add(user, cart.isBefore(until) ? cart : at, "add_to_cart", product, -1);
        }
      }
    }

    private String pinnedAt(Instant at) {
      return broadcast.pinned((int) Duration.between(broadcast.minute(0), at).toMinutes());
    }

    private Instant someMoment() {
      Instant at = broadcast.minute(dice.weighted(liveliness)).plusSeconds(dice.between(0, 59));
      return at.isBefore(broadcast.start()) ? broadcast.start() : at;
    }

    private void arrive(String user, Instant at) {
      arrival.put(user, at);
      source.put(user, SOURCES.get(dice.weighted(38, 30, 14, 9, 4, 5)));
      add(user, at, "view", null, -1);
    }

    private void add(String user, Instant at, String event, String product, long amount) {
      String device = user.hashCode() % 4 == 0 ? "tablet" : "phone";
      visits.add(
          new Visit(user, at, event, product, broadcast.id(), source.get(user), device, amount));
    }
  }
}
