package dev.sluice.plan.lineup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What past broadcasts tell of a product. What they do not tell is {@code null}.
 *
 * @param product the product that the SKU is of
 * @param role in the line-up, in the shop's own words
 * @param price of a unit, as last sold
 * @param cost of a unit
 * @param stock units on hand
 * @param broadcasts in how many it was sold or explained
 * @param minutes in which it was explained, where it is known which product was
 * @param orders paid orders of it in these broadcasts
 * @param clickRate clicks / impressions of the product
 * @param ctor orders / clicks
 * @param returnRate units returned / units sold
 */
public record PastProduct(
    String sku,
    @Nullable String product,
    @Nullable String name,
    @Nullable String role,
    @Nullable BigDecimal price,
    @Nullable BigDecimal cost,
    @Nullable Long stock,
    long broadcasts,
    @Nullable Long minutes,
    @Nullable Long orders,
    @Nullable BigDecimal clickRate,
    @Nullable BigDecimal ctor,
    @Nullable BigDecimal returnRate) {

  /**
   * The SKUs of each product as one, as a host explains them: price, cost and returns of the one
   * that sells most.
   */
  static List<PastProduct> together(List<PastProduct> skus) {
    Map<String, List<PastProduct>> byProduct = new LinkedHashMap<>();
    for (PastProduct each : skus) {
      String key = each.product == null ? each.sku : each.product;
      byProduct.computeIfAbsent(key, product -> new ArrayList<>()).add(each);
    }
    List<PastProduct> together = new ArrayList<>();
    byProduct.forEach((key, group) -> together.add(together(key, group)));
    return together;
  }

  private static PastProduct together(String key, List<PastProduct> group) {
    PastProduct first =
        group.stream()
            .min(Comparator.comparing((PastProduct p) -> p.orders == null ? 0 : -p.orders))
            .orElseThrow();
    return new PastProduct(
        key,
        first.product,
        first.name,
        first.role,
        first.price,
        first.cost,
        sum(group, PastProduct::stock),
        first.broadcasts,
        first.minutes,
        sum(group, PastProduct::orders),
        first.clickRate,
        first.ctor,
        first.returnRate);
  }

  /** {@code null} where a part is not known. */
  private static @Nullable Long sum(
      List<PastProduct> group, Function<PastProduct, @Nullable Long> part) {
    long sum = 0;
    for (PastProduct each : group) {
      Long value = part.apply(each);
      if (value == null) {
        return null;
      }
      sum += value;
    }
    return sum;
  }
}
