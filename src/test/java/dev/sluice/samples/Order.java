package dev.sluice.samples;

import java.time.Instant;
import java.util.List;

/**
 * An order as it stood when the exports were made. Money is in cents; a time that had not come by
 * then is null.
 *
 * @param broadcast the broadcast that the platform credits, null for none
 * @param inWindow whether the order was placed and paid while that broadcast ran; the rest of what
 *     TikTok credits came within a day of it
 * @param subsidy what the platform paid of the amount in the buyer's stead
 */
record Order(
    String shop,
    String id,
    String buyer,
    String market,
    Instant created,
    Instant paid,
    Instant shipped,
    Instant delivered,
    Instant cancelled,
    List<Line> lines,
    Broadcast broadcast,
    boolean inWindow,
    long subsidy,
    long shipping,
    long tax) {

  /** A line; an order holds no SKU twice. A refund is null until it has come. */
  record Line(Product product, int quantity, long unitPrice, long discount, Refund refund) {
    long amount() {
      return quantity * unitPrice - discount;
    }

    boolean refundedBy(Instant asOf) {
      return refund != null && !refund.at().isAfter(asOf);
    }

    Line with(Refund given) {
      return new Line(product, quantity, unitPrice, discount, given);
    }
  }

  /** A refund; {@code quantity} is what came back, 0 where only money went. */
  record Refund(int quantity, long amount, Instant at) {}

  boolean isPaid() {
    return paid != null;
  }

  long amount() {
    return lines.stream().mapToLong(Line::amount).sum();
  }

  /** What the order came to, with shipping and tax. */
  long total() {
    return amount() + shipping + tax;
  }

  boolean refundedBy(Instant asOf) {
    return lines.stream().anyMatch(line -> line.refundedBy(asOf));
  }

  /** The refunds by then. An order refunded in full gives back shipping and tax as well. */
  long refunded(Instant asOf) {
    long goods =
        lines.stream().filter(l -> l.refundedBy(asOf)).mapToLong(l -> l.refund().amount()).sum();
    return goods > 0 && goods == amount() ? total() : goods;
  }
}
