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

/**
 * A broadcast or a calendar period of a longer one.
 *
 * @param name its id, or such as 2026-11-08, 2026-W45, 2026-11
 * @param starts its first day in the shop's zone
 * @param scope what it is about
 */
record Period(String name, LocalDate starts, Scope scope) {

  /** Those of a period, in order: broadcasts that began in it, or calendar periods with orders. */
  static List<Period> of(Workspace workspace, Scope whole, Grain grain) {
    Section found =
        workspace.query(
            "periods",
            Sql.of(Period.class, "periods.sql"),
            List.of(Column.text("period"), Column.date("first_day"), Column.date("last_day")),
            whole.fromText(),
            whole.toText(),
            whole.zoneName(),
            grain.toString());
    List<Period> periods = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      String name = String.valueOf(found.cell(row, "period"));
      LocalDate first = (LocalDate) Objects.requireNonNull(found.cell(row, "first_day"));
      Scope scope =
          grain == Grain.BROADCAST
              ? new Scope(List.of(name), null, null, whole.zone())
              : new Scope(List.of(), first, (LocalDate) found.cell(row, "last_day"), whole.zone());
      periods.add(new Period(name, first, scope));
    }
    return periods;
  }

  /** The ids of the broadcasts that a scope names, else of those that began in its period. */
  static List<String> broadcasts(Workspace workspace, Scope scope) {
    return scope.broadcasts().isEmpty()
        ? of(workspace, scope, Grain.BROADCAST).stream().map(Period::name).toList()
        : scope.broadcasts();
  }
}
