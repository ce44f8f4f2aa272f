package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the broadcast sells.
 *
 * @param path where it stands in the file, such as {@code products[0]}
 * @param sku names it in the campaign and in the shop's exports
 * @param role in the line-up, in the shop's own words, such as {@code traffic} or {@code hero}
 * @param price at which the broadcast sells it outside a flash sale
 * @param listPrice the price that it is reduced from
 * @param cost of a unit
 * @param stock units allocated to this broadcast
 * @param claims what is said of its being scarce, whenever it is shown
 * @param pitch how it may be shown
 */
public record Product(
    String path,
    String sku,
    @Nullable String name,
    @Nullable String role,
    @Nullable BigDecimal price,
    @Nullable BigDecimal listPrice,
    @Nullable BigDecimal cost,
    @Nullable Long stock,
    List<Claim> claims,
    Pitch pitch) {
  public Product {
    claims = List.copyOf(claims);
  }
}
