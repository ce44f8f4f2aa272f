package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a layer brings and costs as its file states it, whatever money does elsewhere.
 *
 * @param entrants {@code null} when it cannot be told
 * @param cost {@code null} when nothing is stated
 */
public record Standing(@Nullable Long entrants, @Nullable BigDecimal cost) {
  /** By layer. */
  public static Map<String, Standing> of(CampaignFile file) {
    Map<String, Standing> standings = new HashMap<>();
    for (Layer layer : file.campaign().layers()) {
      BigDecimal cost = layer.cost();
      if (layer.traffic() instanceof Traffic.Paid paid && paid.budget() != null) {
        cost = cost == null ? paid.budget() : cost.add(paid.budget());
      }
      standings.put(layer.id(), new Standing(null, cost));
    }
    if (file.campaign().target() != null && RequiredInputs.missing(file).isEmpty()) {
      for (BackwardPlan.Line line : BackwardPlan.of(file).lines()) {
        standings.put(line.layer().id(), new Standing(line.entrants(), line.cost()));
      }
    }
    return standings;
  }
}
