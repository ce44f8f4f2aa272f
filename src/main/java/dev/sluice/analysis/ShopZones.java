package dev.sluice.analysis;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of the shops: people read times as the shop's clock showed them.
 *
 * @param zones by shop
 */
public record ShopZones(Map<String, ZoneId> zones) {
  public ShopZones {
    zones = Map.copyOf(zones);
  }

  /** Those of the workspace; a shop that states none has the zone of the scope. */
  public static ShopZones of(Workspace workspace, Scope scope) {
    Section found =
        workspace.query(
            "zones",
            Sql.of(ShopZones.class, "shop-zones.sql"),
            List.of(Column.text("shop"), Column.text("zone")),
            scope.zoneName());
    Map<String, ZoneId> zones = new HashMap<>();
    for (List<@Nullable Object> row : found.rows()) {
      zones.put(String.valueOf(row.get(0)), Workspace.zone(String.valueOf(row.get(1))));
    }
    return new ShopZones(zones);
  }

  /**
   * The section with the instants of each row by the clock of the shop in its column {@code shop}.
   */
  public Section local(Section section) {
    int shop = section.indexOf("shop");
    List<List<@Nullable Object>> rows = new ArrayList<>(section.rows().size());
    for (List<@Nullable Object> row : section.rows()) {
      @Nullable ZoneId zone = zones.get(String.valueOf(row.get(shop)));
      List<@Nullable Object> cells = new ArrayList<>(row.size());
      for (@Nullable Object cell : row) {
        cells.add(
            zone != null && cell instanceof OffsetDateTime instant
                ? instant.atZoneSameInstant(zone).toOffsetDateTime()
                : cell);
      }
      rows.add(cells);
    }
    return new Section(section.name(), section.shape(), section.columns(), rows);
  }
}
