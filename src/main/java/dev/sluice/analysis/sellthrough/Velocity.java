package dev.sluice.analysis.sellthrough;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.ShopZones;
import dev.sluice.analysis.SoldLines;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast each SKU sold in its broadcasts while there was any left, when it sold out, and what
 * that may have cost.
 *
 * <p>A SKU is in stock from the start of a broadcast until the units sold reach those allocated to
 * it, at the latest until the end. <b>Velocity</b> is units sold in that time over its hours. A
 * broadcast in which it did not sell out says that it would have taken longer (right-censored, not
 * never); over several broadcasts the minutes to sell-out are the median by the product-limit
 * estimate of Kaplan and Meier (1958), missing where more than half are still in stock when
 * watching ends.
 *
 * <p><b>Lost units</b> are an estimate: units sold while in stock, times the viewer minutes after
 * it sold out over those before (where the audience is not known minute by minute: the minutes),
 * less what was still sold. It takes viewers after to be like those before. Where it sold out at
 * once there is no pace, and no estimate.
 */
public final class Velocity {
  private static final List<Column> FOUND =
      List.of(
          Column.text("shop").whereWide(),
          Column.id("sku"),
          Column.text("name"),
          Column.count("broadcasts").whereWide(),
          Column.count("allocated_to").asDetail(),
          Column.count("sold_out_in"),
          Column.count("not_by_the_end"),
          Column.instant("sold_out_at").asDetail(),
          Column.number("minutes_to_sell_out"),
          Column.count("units_in_stock").asDetail(),
          Column.number("hours_in_stock").whereWide(),
          Column.number("units_per_hour"),
          Column.number("lost_units"),
          Column.count("estimated_in").asDetail(),
          Column.count("by_audience").asDetail(),
          Column.count("without_end").asDetail());

  private Velocity() {}

  /** Adds the section {@code velocity} to an answer, and what a reader must know of it. */
  public static Answer addTo(Answer answer, Workspace workspace, Scope scope) {
    List<String> broadcasts = Period.broadcasts(workspace, scope);
    if (broadcasts.isEmpty()) {
      return answer.withNotes(List.of("velocity: no broadcast began in the period"));
    }
    Scope live = new Scope(broadcasts, null, null, scope.zone());
    SoldLines.load(workspace, live, "sku");
    Section found =
        workspace.query(
            "velocity", Sql.of(Velocity.class, "staging/velocity.sql"), FOUND, live.joined());
    long estimated = 0;
    long byAudience = 0;
    long withoutEnd = 0;
    List<Column> columns = new ArrayList<>(found.columns());
    columns.add(Column.term("method").whereWide());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      long estimates = found.count(row, "estimated_in");
      long audiences = found.count(row, "by_audience");
      estimated += estimates;
      byAudience += audiences;
      withoutEnd = Math.max(withoutEnd, found.count(row, "without_end"));
      List<@Nullable Object> cells = new ArrayList<>(found.rows().get(row));
      cells.add(method(estimates, audiences));
      rows.add(cells);
    }
    List<String> notes = new ArrayList<>();
    if (estimated > 0) {
      notes.add(
          "lost units are an estimate of our own (grade I): the pace while in stock, kept up "
              + (byAudience == estimated
                  ? "with the viewers of the minutes after"
                  : byAudience == 0
                      ? "for the minutes after, as no audience is known minute by minute"
                      : "with the viewers of the minutes after, or for those minutes where no"
                          + " audience is known"));
    }
    if (withoutEnd > 0) {
      notes.add(
          "velocity: a broadcast without a known end says nothing of those it did not sell out");
    }
    if (scope.broadcasts().isEmpty()) {
      notes.add("velocity is of the broadcasts that began in the period, and of their lines only");
    }
    Section velocity = Section.rows("velocity", columns, rows);
    return answer.withSection(ShopZones.of(workspace, scope).local(velocity)).withNotes(notes);
  }

  /** How the lost units were estimated; nothing where they were not. */
  private static @Nullable String method(long estimates, long byAudience) {
    if (estimates == 0) {
      return null;
    }
    return byAudience == estimates
        ? "by_audience"
        : byAudience == 0 ? "by_minutes" : "by_audience_or_minutes";
  }
}
