package dev.sluice.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a broadcast may show a product, and what that brings.
 *
 * @param least minutes of explanation, or {@code null} for as long as its role usually gets
 * @param most minutes of explanation; the same as {@code least} if its length is fixed
 * @param complex whether it takes twice as long to explain as others of its role
 * @param required whether it is shown whatever it brings
 * @param ordersPerMinute paid orders of it in a minute of explanation
 * @param returnRate units returned / units sold
 * @param clickRate clicks / impressions of the product
 * @param ctor orders / clicks
 * @param flash what it offers in a flash slot
 * @param salvage what a unit that is left after the broadcast is still worth
 */
public record Pitch(
    @Nullable Long least,
    @Nullable Long most,
    boolean complex,
    boolean required,
    @Nullable Estimate ordersPerMinute,
    @Nullable Estimate returnRate,
    @Nullable BigDecimal clickRate,
    @Nullable BigDecimal ctor,
    Segment.@Nullable Flash flash,
    @Nullable BigDecimal salvage) {
  /** Of a product of which the file says nothing. */
  public static final Pitch UNKNOWN =
      new Pitch(null, null, false, false, null, null, null, null, null, null);
}
