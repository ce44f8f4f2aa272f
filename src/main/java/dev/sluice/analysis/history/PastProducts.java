package dev.sluice.analysis.history;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.lineup.PastProduct;
import dev.sluice.plan.stock.PastDemand;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the past broadcasts of a campaign's account tell of the products that they sold. */
public final class PastProducts {
  private PastProducts() {}

  /**
   * Reads them; what was not over at the present, or at the start of the campaign, is not there.
   *
   * @param zone of shops that state none, or {@code null}
   */
  public static List<PastProduct> of(
      Workspace workspace, Campaign campaign, Instant now, @Nullable ZoneId zone) {
    Instant asOf = asOf(campaign, now);
    Scope scope = scope(workspace, campaign, asOf, zone);
    if (scope == null) {
      return List.of();
    }
    SoldLines.load(workspace, scope, "sku");
    Section found =
        workspace.query(
            "products",
            Sql.of(PastProducts.class, "staging/past-products.sql"),
            List.of(
                Column.id("sku"),
                Column.id("product"),
                Column.text("name"),
                Column.text("role"),
                Column.number("price"),
                Column.number("cost"),
                Column.count("stock"),
                Column.count("broadcasts"),
                Column.count("minutes"),
                Column.count("orders"),
                Column.rate("click_rate"),
                Column.rate("ctor"),
                Column.rate("return_rate")),
            scope.joined(),
            asOf.atOffset(ZoneOffset.UTC));
    List<PastProduct> products = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      products.add(
          new PastProduct(
              String.valueOf(found.cell(row, "sku")),
              (String) found.cell(row, "product"),
              (String) found.cell(row, "name"),
              (String) found.cell(row, "role"),
              decimal(found, row, "price"),
              decimal(found, row, "cost"),
              (Long) found.cell(row, "stock"),
              count(found, row, "broadcasts"),
              (Long) found.cell(row, "minutes"),
              (Long) found.cell(row, "orders"),
              decimal(found, row, "click_rate"),
              decimal(found, row, "ctor"),
              decimal(found, row, "return_rate")));
    }
    return products;
  }

  /** Units that each past broadcast sold, by SKU. */
  public static Map<String, PastDemand> demand(
      Workspace workspace, Campaign campaign, Instant now, @Nullable ZoneId zone) {
    Scope scope = scope(workspace, campaign, asOf(campaign, now), zone);
    Map<String, List<Long>> units = new LinkedHashMap<>();
    if (scope != null) {
      SoldLines.load(workspace, scope, "sku");
      Section found =
          workspace.query(
              "demand",
              Sql.of(PastProducts.class, "staging/past-demand.sql"),
              List.of(Column.id("sku"), Column.id("broadcast"), Column.count("units")));
      for (int row = 0; row < found.rows().size(); row++) {
        units
            .computeIfAbsent(String.valueOf(found.cell(row, "sku")), sku -> new ArrayList<>())
            .add(count(found, row, "units"));
      }
    }
    Map<String, PastDemand> demand = new LinkedHashMap<>();
    units.forEach((sku, each) -> demand.put(sku, new PastDemand(sku, each)));
    return demand;
  }

  /** Units on hand by SKU, over all shops, as last counted. */
  public static Map<String, Long> levels(Workspace workspace, Instant now) {
    Section found =
        workspace.query(
            "levels",
            Sql.of(PastProducts.class, "stock-levels.sql"),
            List.of(Column.id("sku"), Column.count("on_hand")),
            now.atOffset(ZoneOffset.UTC));
    Map<String, Long> levels = new LinkedHashMap<>();
    for (int row = 0; row < found.rows().size(); row++) {
      levels.put(String.valueOf(found.cell(row, "sku")), count(found, row, "on_hand"));
    }
    return levels;
  }

  /** The present, or the start of the campaign if that is over. */
  private static Instant asOf(Campaign campaign, Instant now) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    return broadcast != null && broadcast.starts().toInstant().isBefore(now)
        ? broadcast.starts().toInstant()
        : now;
  }

  /** The broadcasts of the account that are over, or {@code null} if there are none. */
  private static @Nullable Scope scope(
      Workspace workspace, Campaign campaign, Instant asOf, @Nullable ZoneId zone) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    Section past =
        workspace.query(
            "broadcasts",
            Sql.of(PastProducts.class, "past-broadcasts.sql"),
            List.of(Column.id("broadcast")),
            asOf.atOffset(ZoneOffset.UTC),
            broadcast == null ? null : broadcast.account());
    List<String> broadcasts = past.rows().stream().map(row -> String.valueOf(row.get(0))).toList();
    return broadcasts.isEmpty() ? null : Scope.of(broadcasts, null, null, zone);
  }

  private static @Nullable BigDecimal decimal(Section found, int row, String column) {
    return (BigDecimal) found.cell(row, column);
  }

  private static long count(Section found, int row, String column) {
    return found.cell(row, column) instanceof Long value ? value : 0;
  }
}
