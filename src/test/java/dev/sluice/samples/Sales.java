package dev.sluice.samples;

import dev.sluice.samples.Order.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a set of orders comes to. Unless its name says otherwise a number is of paid orders, those
 * that were later cancelled or refunded included; a line at a price of zero counts as units.
 *
 * @param orders paid orders
 * @param skuOrders lines of paid orders
 * @param gmv what the lines came to after their discounts, without shipping and tax
 * @param userPaid the same without what the platform paid
 * @param refundOrders orders that got anything back by the day in question
 * @param refundedUnits pieces that came back or never left
 * @param refundAmount with shipping and tax where an order was refunded in full
 * @param refund1hOrders orders that got something back within an hour of being paid
 * @param createdOrders paid or not
 * @param createdLines paid or not
 */
public record Sales(
    int orders,
    int skuOrders,
    int units,
    int buyers,
    BigDecimal gmv,
    BigDecimal userPaid,
    int refundOrders,
    int refundBuyers,
    int refundedUnits,
    BigDecimal refundAmount,
    int refund1hOrders,
    BigDecimal refund1hAmount,
    int createdOrders,
    int createdLines) {

  static Sales of(Collection<Order> all, Instant asOf) {
    List<Order> paid = all.stream().filter(Order::isPaid).toList();
    List<Line> lines = paid.stream().flatMap(order -> order.lines().stream()).toList();
    List<Order> refunded = paid.stream().filter(order -> order.refundedBy(asOf)).toList();
    List<Order> soon = refunded.stream().filter(o -> o.refundedBy(hourAfter(o))).toList();
    return new Sales(
        paid.size(),
        lines.size(),
        lines.stream().mapToInt(Line::quantity).sum(),
        (int) paid.stream().map(Order::buyer).distinct().count(),
        money(paid.stream().mapToLong(Order::amount).sum()),
        money(paid.stream().mapToLong(order -> order.amount() - order.subsidy()).sum()),
        refunded.size(),
        (int) refunded.stream().map(Order::buyer).distinct().count(),
        lines.stream()
            .filter(line -> line.refundedBy(asOf))
            .mapToInt(line -> line.refund().quantity())
            .sum(),
        money(refunded.stream().mapToLong(order -> order.refunded(asOf)).sum()),
        soon.size(),
        money(soon.stream().mapToLong(order -> order.refunded(hourAfter(order))).sum()),
        all.size(),
        all.stream().mapToInt(order -> order.lines().size()).sum());
  }

  private static Instant hourAfter(Order order) {
    return order.paid().plusSeconds(3600);
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
