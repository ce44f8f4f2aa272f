package dev.sluice.analysis.sellthrough;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.List;

/** The broadcasts that a scope names, or that began in its period. */
final class Broadcasts {
  private Broadcasts() {}

  /** Their ids: those named, else those of the period by their start. */
  static List<String> of(Workspace workspace, Scope scope) {
    if (!scope.broadcasts().isEmpty()) {
      return scope.broadcasts();
    }
    Section found =
        workspace.query(
            "broadcasts",
            Sql.of(Broadcasts.class, "broadcasts.sql"),
            List.of(Column.id("broadcast")),
            scope.fromText(),
            scope.toText(),
            scope.zoneName());
    return found.rows().stream().map(row -> String.valueOf(row.get(0))).toList();
  }
}
