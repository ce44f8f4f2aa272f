package dev.sluice.analysis.history;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
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
 * What the frozen plan of a broadcast is to reach: what its campaign states as the target, and for
 * what it does not state, what its layers expect together.
 *
 * @param plan the campaign's id
 * @param version the latest that was frozen
 * @param currency of its money
 * @param values by metric of the dictionary; what the plan does not tell is not in it
 */
public record PlanTargets(
    String plan, long version, @Nullable String currency, Map<String, BigDecimal> values) {

  private static final Sql PLANS = Sql.of(PlanTargets.class, "staging/plan-of-broadcast.sql");
  private static final Sql LAYERS = Sql.of(PlanTargets.class, "staging/plan-targets.sql");
  private static final Sql CAMPAIGN = Sql.of(PlanTargets.class, "plan-campaign.sql");

  public PlanTargets {
    values = Map.copyOf(values);
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
    Campaign.Target target = target(workspace, plan, version);
    BigDecimal viewers = sum(layers, "entrants");
    BigDecimal orders = sum(layers, "orders");
    BigDecimal gmv = sum(layers, "gmv");
    BigDecimal aov =
        gmv == null || orders == null || orders.signum() == 0
            ? null
            : gmv.divide(orders, MathContext.DECIMAL64);
    BigDecimal watchToPay = null;
    if (target != null) {
      viewers = target.viewers() == null ? viewers : BigDecimal.valueOf(target.viewers());
      orders = target.orders() == null ? orders : BigDecimal.valueOf(target.orders());
      gmv = target.gmv() == null ? gmv : target.gmv();
      aov = value(target.averageOrderValue(), aov);
      watchToPay = value(target.watchToPay(), null);
    }
    Map<String, BigDecimal> values = new HashMap<>();
    put(values, "viewers", viewers);
    put(values, "orders", orders);
    put(values, "attributed_orders", orders);
    put(values, "paid_gmv", gmv);
    put(values, "attributed_gmv", gmv);
    put(values, "aov", aov);
    put(values, "watch_to_pay_rate", watchToPay);
    put(values, "ad_spend", sum(layers, "cost"));
    return new PlanTargets(plan, version, (String) layers.cell(0, "currency"), values);
  }

  private static Campaign.@Nullable Target target(Workspace workspace, String plan, long version) {
    Section text =
        workspace.query("campaign", CAMPAIGN, List.of(Column.text("campaign")), plan, version);
    return CampaignFile.read(plan, String.valueOf(text.cell(0, "campaign"))).campaign().target();
  }

  private static @Nullable BigDecimal sum(Section layers, String column) {
    return (BigDecimal) layers.cell(0, column);
  }

  private static @Nullable BigDecimal value(
      @Nullable Estimate estimate, @Nullable BigDecimal otherwise) {
    return estimate == null ? otherwise : estimate.value();
  }

  private static void put(
      Map<String, BigDecimal> values, String metric, @Nullable BigDecimal value) {
    if (value != null) {
      values.put(metric, value);
    }
  }
}
