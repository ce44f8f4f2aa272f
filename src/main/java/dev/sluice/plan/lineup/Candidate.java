package dev.sluice.plan.lineup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that could be shown. An order of it is one unit.
 *
 * @param minutes how long it may be explained
 * @param required whether it is shown whatever it brings
 * @param ordersPerMinute paid orders of it in a minute of explanation
 * @param demand where that figure comes from; {@code null} if the file does not say
 * @param returnRate units returned / units sold
 * @param stock units that can be sold
 * @param clickRate clicks / impressions of the product
 * @param ctor orders / clicks
 * @param offer what a flash slot sells of it
 */
record Candidate(
    String sku,
    @Nullable String name,
    @Nullable String role,
    Minutes minutes,
    boolean required,
    @Nullable BigDecimal ordersPerMinute,
    @Nullable String demand,
    @Nullable BigDecimal price,
    @Nullable BigDecimal cost,
    @Nullable BigDecimal returnRate,
    @Nullable Long stock,
    @Nullable BigDecimal clickRate,
    @Nullable BigDecimal ctor,
    @Nullable Offer offer) {

  /** From {@code least} to {@code most} minutes. */
  record Minutes(long least, long most) {}

  /**
   * Units at a price.
   *
   * @param price of one; {@code null} is the usual one
   */
  record Offer(long units, @Nullable BigDecimal price) {}

  String title() {
    return name == null ? sku : name;
  }

  /**
   * What an order is expected to leave: (price − cost) × (1 − return rate); a unit that comes back
   * leaves nothing. {@code null} where price or cost are not known.
   */
  @Nullable BigDecimal marginPerOrder() {
    return margin(price);
  }

  /** The same, of an order in a flash slot. */
  @Nullable BigDecimal marginPerFlashOrder() {
    return margin(offer == null || offer.price() == null ? price : offer.price());
  }

  /** The same, at any price. */
  @Nullable BigDecimal margin(@Nullable BigDecimal at) {
    if (at == null || cost == null) {
      return null;
    }
    BigDecimal margin = at.subtract(cost);
    return returnRate == null ? margin : margin.multiply(BigDecimal.ONE.subtract(returnRate));
  }

  /** Paid amount in a minute of explanation. */
  @Nullable BigDecimal gmvPerMinute() {
    return price == null || ordersPerMinute == null ? null : price.multiply(ordersPerMinute);
  }

  /** Margin in a minute of explanation, as long as there is stock. */
  @Nullable BigDecimal marginPerMinute() {
    BigDecimal margin = marginPerOrder();
    return margin == null || ordersPerMinute == null
        ? null
        : margin.multiply(ordersPerMinute, MathContext.DECIMAL64);
  }

  /** What keeps it from being judged, or {@code null}. */
  @Nullable String lacks() {
    List<String> lacking = new ArrayList<>();
    if (ordersPerMinute == null && offer == null) {
      lacking.add("orders_per_minute");
    }
    if (price == null) {
      lacking.add("price");
    }
    if (cost == null) {
      lacking.add("cost");
    }
    return lacking.isEmpty() ? null : String.join(", ", lacking);
  }

  /** Orders of {@code minutes} of explanation, as far as {@code units} go. */
  double orders(long minutes, @Nullable Long units) {
    double demand = ordersPerMinute == null ? 0 : ordersPerMinute.doubleValue() * minutes;
    return units == null ? demand : Math.min(demand, units);
  }
}
