package dev.sluice.analysis.history;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.plan.BackwardPlan;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Estimate;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the frozen plan of a broadcast is to reach. Both maps are by metric of the dictionary, and
 * what the plan does not tell is not in them.
 *
 * @param plan the campaign's id
 * @param version the latest that was frozen
 * @param currency of its money
 * @param stated the target of the campaign, and what follows from its figures
 * @param layers what its layers expect together; people who come by two layers count twice
 */
public record PlanTargets(
    String plan,
    long version,
    @Nullable String currency,
    Map<String, BigDecimal> stated,
    Map<String, BigDecimal> layers) {

  private static final Sql PLANS = Sql.of(PlanTargets.class, "staging/plan-of-broadcast.sql");
  private static final Sql LAYERS = Sql.of(PlanTargets.class, "staging/plan-targets.sql");
  private static final Sql CAMPAIGN = Sql.of(PlanTargets.class, "plan-campaign.sql");

  public PlanTargets {
    stated = Map.copyOf(stated);
    layers = Map.copyOf(layers);
  }

  /** The target of the campaign, and for what it does not tell, what the layers expect. */
  public Map<String, BigDecimal> values() {
    Map<String, BigDecimal> values = new HashMap<>(layers);
    values.putAll(stated);
    return Map.copyOf(values);
  }

  /**
   * Loads which plan each broadcast has, in the temporary table {@code plan_of_broadcast}; over the
   * temporary table {@code aired}.
   */
  public static void load(Workspace workspace) {
    workspace.update(PLANS);
  }

  /** The targets of a broadcast, or {@code null} where it has no plan; {@link #load} first. */
  public static @Nullable PlanTargets of(Workspace workspace, String broadcast) {
    Section layers =
        workspace.query(
            "layers",
            LAYERS,
            List.of(
                Column.id("plan"),
                Column.count("version"),
                Column.text("currency"),
                Column.number("entrants"),
                Column.number("orders"),
                Column.number("gmv"),
                Column.number("cost")),
            broadcast);
    if (layers.rows().isEmpty()) {
      return null;
    }
    String plan = String.valueOf(layers.cell(0, "plan"));
    long version = layers.count(0, "version");
    Map<String, BigDecimal> expected = new HashMap<>();
    putSales(expected, sum(layers, "entrants"), sum(layers, "orders"), sum(layers, "gmv"));
    put(expected, "ad_spend", sum(layers, "cost"));
    return new PlanTargets(
        plan,
        version,
        (String) layers.cell(0, "currency"),
        stated(target(workspace, plan, version)),
        expected);
  }

  private static Map<String, BigDecimal> stated(Campaign.@Nullable Target target) {
    Map<String, BigDecimal> stated = new HashMap<>();
    if (target != null) {
      BackwardPlan.Goal goal = BackwardPlan.Goal.of(target);
      putSales(stated, decimal(goal.viewers()), decimal(goal.orders()), goal.gmv());
      put(stated, "aov", value(target.averageOrderValue()));
      put(stated, "watch_to_pay_rate", value(target.watchToPay()));
    }
    return stated;
  }

  private static Campaign.@Nullable Target target(Workspace workspace, String plan, long version) {
    Section text =
        workspace.query("campaign", CAMPAIGN, List.of(Column.text("campaign")), plan, version);
    return CampaignFile.read(plan, String.valueOf(text.cell(0, "campaign"))).campaign().target();
  }

  private static @Nullable BigDecimal sum(Section layers, String column) {
    return (BigDecimal) layers.cell(0, column);
  }

  private static @Nullable BigDecimal value(@Nullable Estimate estimate) {
    return estimate == null ? null : estimate.value();
  }

  private static @Nullable BigDecimal decimal(@Nullable Long count) {
    return count == null ? null : BigDecimal.valueOf(count);
  }

  /**
   * A plan does not tell sales of the room from those credited to it: it is held against either.
   */
  private static void putSales(
      Map<String, BigDecimal> values,
      @Nullable BigDecimal viewers,
      @Nullable BigDecimal orders,
      @Nullable BigDecimal gmv) {
    put(values, "viewers", viewers);
    put(values, "orders", orders);
    put(values, "attributed_orders", orders);
    put(values, "paid_gmv", gmv);
    put(values, "attributed_gmv", gmv);
    if (gmv != null && orders != null && orders.signum() > 0) {
      put(values, "aov", gmv.divide(orders, MathContext.DECIMAL64));
    }
  }

  private static void put(
      Map<String, BigDecimal> values, String metric, @Nullable BigDecimal value) {
    if (value != null) {
      values.put(metric, value);
    }
  }
}
