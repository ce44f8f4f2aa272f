package dev.sluice.samples;

import dev.sluice.samples.Order.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The stock of a shop over the season: what came in, what was set aside, what was sold. */
final class Stock {
  /** So many pieces of a SKU, set aside for a broadcast an hour before it starts. */
  record Allocation(Broadcast broadcast, Product sku, int units) {
    Instant at() {
      return broadcast.start().minus(1, ChronoUnit.HOURS);
    }
  }

  /** A delivery from the supplier. */
  record Receipt(Product sku, Instant at, int units) {}

  private final List<Product> skus;
  private final List<Allocation> allocations = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();

  /** By SKU and time, how the stock changed; the opening stock is the change at the opening. */
  private final Map<String, NavigableMap<Instant, Integer>> changes = new TreeMap<>();

  private Stock(List<Product> skus) {
    this.skus = skus;
    skus.forEach(sku -> changes.put(sku.sku(), new TreeMap<>()));
  }

  static Stock of(List<Product> skus, List<Broadcast> broadcasts, Collection<Order> orders) {
    Stock stock = new Stock(skus);
    Dice dice = Dice.of("stock of " + skus.get(0).shop());
    orders.stream().filter(Order::isPaid).forEach(stock::move);
    broadcasts.forEach(broadcast -> stock.allocate(broadcast, orders, dice));
    stock.receive(dice);
    stock.open(dice);
    return stock;
  }

  List<Product> skus() {
    return skus;
  }

  List<Allocation> allocations() {
    return List.copyOf(allocations);
  }

  List<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  /** The pieces on the shelf right after everything that happened up to that moment. */
  int onHand(Product sku, Instant at) {
    return changes.get(sku.sku()).headMap(at, true).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  private void move(Order order) {
    for (Line line : order.lines()) {
      change(line.product(), order.paid(), -line.quantity());
      if (line.refund() != null) {
        change(line.product(), line.refund().at(), line.refund().quantity());
      }
    }
  }

  private void change(Product sku, Instant at, int units) {
    changes.get(sku.sku()).merge(at, units, Integer::sum);
  }

  /** What the broadcast will need and some more; none more for the limited SKU, less for one. */
  private void allocate(Broadcast broadcast, Collection<Order> orders, Dice dice) {
    for (Product sku : skus) {
      int sold =
          orders.stream()
              .filter(order -> order.isPaid() && order.inWindow())
              .filter(order -> order.broadcast().equals(broadcast))
              .flatMap(order -> order.lines().stream())
              .filter(line -> line.product().equals(sku))
              .mapToInt(Line::quantity)
              .sum();
      boolean listed = broadcast.lineup().contains(sku.product());
      if (broadcast.flash() != null && sku.equals(broadcast.flash().sku())) {
        allocations.add(new Allocation(broadcast, sku, sold));
        receipts.add(new Receipt(sku, broadcast.start().minus(1, ChronoUnit.DAYS), sold));
      } else if (sku.equals(broadcast.oversold())) {
        allocations.add(new Allocation(broadcast, sku, sold - 2));
      } else if (sold > 0 || listed) {
        allocations.add(
            new Allocation(broadcast, sku, dice.percent(sold, 112, 190) + dice.between(3, 12)));
      }
    }
  }

  private void receive(Dice dice) {
    for (Product sku : skus) {
      if (!sku.role().equals("flash") && dice.chance(45)) {
        Instant day =
            Instant.parse(dice.chance(50) ? "2026-09-15T02:00:00Z" : "2026-10-18T02:00:00Z");
        receipts.add(new Receipt(sku, day, dice.between(2, 8) * 10));
      }
    }
    receipts.sort(Comparator.comparing(Receipt::at).thenComparing(receipt -> receipt.sku().sku()));
    receipts.forEach(receipt -> change(receipt.sku(), receipt.at(), receipt.units()));
  }

  /** Opens with what it takes never to run out and to cover every allocation. */
  private void open(Dice dice) {
    for (Product sku : skus) {
      int need = 0;
      for (Instant at : changes.get(sku.sku()).keySet()) {
        need = Math.max(need, -onHand(sku, at));
      }
      for (Allocation allocation : allocations) {
        if (allocation.sku().equals(sku)) {
          need = Math.max(need, allocation.units() - onHand(sku, allocation.at()));
        }
      }
      boolean limited = sku.role().equals("flash");
      change(sku, World.OPENING, limited ? 0 : need + dice.between(2, 30));
    }
  }
}
