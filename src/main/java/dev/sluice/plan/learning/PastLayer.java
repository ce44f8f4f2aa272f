package dev.sluice.plan.learning;

import dev.sluice.plan.LayerKind;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a layer brought to a past broadcast; what nobody counted is {@code null}, never zero.
 *
 * @param broadcast its id
 * @param start when the broadcast began
 * @param layer its id in the campaigns; the same layer bears the same id in each
 * @param kind {@code null} when no campaign tells it: the layer then learns from itself alone
 * @param cost money spent on it
 * @param reach people reached: messages delivered, views, impressions, followers
 * @param clicks clicks on what it showed
 * @param reservations people who reserved
 * @param entrants people who entered by it
 * @param orders paid orders of those
 * @param gmv what those orders paid, in the currency of {@code cost}
 */
public record PastLayer(
    String broadcast,
    Instant start,
    String layer,
    @Nullable LayerKind kind,
    @Nullable BigDecimal cost,
    @Nullable Long reach,
    @Nullable Long clicks,
    @Nullable Long reservations,
    @Nullable Long entrants,
    @Nullable Long orders,
    @Nullable BigDecimal gmv) {

  /** Those that learn from each other: the kind, or the layer alone where no kind is known. */
  String pool() {
    return kind == null ? "layer " + layer : kind.toString();
  }
}
