package dev.sluice.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan expects of a layer, in the counts that an import gives of what it brought; {@code
 * null} where the plan does not tell.
 *
 * @param layer its id
 * @param title for people
 * @param cost money
 * @param reach people reached: messages delivered, views, visits, followers, impressions
 * @param clicks of a layer of creators that is told by clicks
 * @param reservations of a layer that collects them
 * @param entrants people who enter by it, rounded down
 * @param orders entrants × the target's watch-to-pay, rounded down
 * @param gmv orders × the target's average order value
 * @param reason why the entrants cannot be told
 */
public record PlannedLayer(
    String layer,
    LayerKind kind,
    @Nullable String title,
    @Nullable BigDecimal cost,
    @Nullable Long reach,
    @Nullable Long clicks,
    @Nullable Long reservations,
    @Nullable Long entrants,
    @Nullable Long orders,
    @Nullable BigDecimal gmv,
    @Nullable String reason) {

  /**
   * The layers of a campaign, in its order.
   *
   * @throws dev.sluice.answer.Refusal when the file has faults or does not state what is needed
   */
  public static List<PlannedLayer> of(CampaignFile file) {
    BackwardPlan plan = BackwardPlan.of(file);
    List<PlannedLayer> layers = new ArrayList<>();
    for (BackwardPlan.Line line : plan.lines()) {
      layers.add(of(line, plan.campaign().target()));
    }
    return List.copyOf(layers);
  }

  private static PlannedLayer of(BackwardPlan.Line line, Campaign.@Nullable Target target) {
    Layer layer = line.layer();
    Estimate rate = target == null ? null : target.watchToPay();
    Estimate price = target == null ? null : target.averageOrderValue();
    Long orders =
        line.entrants() == null || rate == null
            ? null
            : (Long)
                rate.value()
                    .multiply(BigDecimal.valueOf(line.entrants()))
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
    BigDecimal gmv =
        orders == null || price == null
            ? null
            : price.value().multiply(BigDecimal.valueOf(orders)).setScale(2, RoundingMode.HALF_UP);
    return new PlannedLayer(
        layer.id(),
        layer.kind(),
        layer.title(),
        line.cost() == null ? null : line.cost().setScale(2, RoundingMode.HALF_UP),
        reaches(layer.kind()) ? line.quantity() : null,
        clicks(layer) ? line.quantity() : null,
        layer.kind() == LayerKind.RESERVATION ? line.quantity() : null,
        line.entrants(),
        orders,
        gmv,
        line.reason());
  }

  /** Whether the quantity of the kind is people reached. */
  private static boolean reaches(LayerKind kind) {
    return switch (kind) {
      case MESSAGE, FOLLOWERS, TEASER, STORE, RECOMMENDATION -> true;
      case RESERVATION, PAID, CREATOR, REMINDER -> false;
    };
  }

  private static boolean clicks(Layer layer) {
    return layer.traffic() instanceof Traffic.Creators creators && creators.clicks() != null;
  }
}
