package dev.sluice.analysis.sellthrough;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast or a calendar period of a longer one.
 *
 * @param key by which the statements know it
 * @param name its id, or such as 2026-11-08, 2026-W45, 2026-11
 * @param starts its first day in the shop's zone
 * @param base of its sell-through
 */
record Period(String key, String name, LocalDate starts, String base) {

  /**
   * Loads those of a period into {@code asked_period}: broadcasts that began in it, or calendar
   * periods with orders.
   *
   * @param base of all of them; {@code null} = allocated for a broadcast that has an allocation,
   *     else sold+on-hand
   * @return them, in order
   */
  static List<Period> load(Workspace workspace, Scope whole, Grain grain, @Nullable String base) {
    workspace.update(
        Sql.of(Period.class, "staging/asked-periods.sql"),
        whole.fromText(),
        whole.toText(),
        whole.zoneName(),
        grain.toString(),
        base);
    Section found =
        workspace.query(
            "periods",
            Sql.of(Period.class, "staging/periods.sql"),
            List.of(
                Column.text("period"),
                Column.text("name"),
                Column.date("first_day"),
                Column.text("base")));
    List<Period> periods = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      periods.add(
          new Period(
              String.valueOf(found.cell(row, "period")),
              String.valueOf(found.cell(row, "name")),
              (LocalDate) Objects.requireNonNull(found.cell(row, "first_day")),
              String.valueOf(found.cell(row, "base"))));
    }
    return periods;
  }

  /** The ids of the broadcasts that a scope names, else of those that began in its period. */
  static List<String> broadcasts(Workspace workspace, Scope scope) {
    return scope.broadcasts().isEmpty()
        ? load(workspace, scope, Grain.BROADCAST, null).stream().map(Period::name).toList()
        : scope.broadcasts();
  }
}
