package dev.sluice.workspace;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.sql.SQLException;
import java.util.List;

/** The schema's numbered steps. A step, once released, is never edited: a change is a new step. */
final class Migrations {
  /** In order; the position in the list, from 1, is the version. */
  private static final List<String> STEPS =
      List.of(
          "V001__facts.sql",
          "V002__settlements.sql",
          "V003__periods.sql",
          "V004__user_paid.sql",
          "V005__affiliates.sql",
          "V006__plan.sql",
          "V007__reported_names.sql",
          "V008__file_sizes.sql");

  private static final Sql VERSION =
      Sql.composed("schema version", "SELECT max(version)::BIGINT AS version FROM schema_version");

  private Migrations() {}

  /**
   * The version of the schema; 0 for a file that holds none. Asking for the table and being refused
   * is ten times as quick as asking the catalogue first, and every command asks.
   */
  private static int version(Workspace workspace) {
    Section found;
    try {
      found = workspace.query("version", VERSION, List.of(Column.count("version")));
    } catch (Refusal e) {
      if (e.getCause() instanceof SQLException error
          && String.valueOf(error.getMessage()).startsWith("Catalog Error:")) {
        return 0;
      }
      throw e;
    }
    return found.cell(0, "version") instanceof Long version ? Math.toIntExact(version) : 0;
  }

  static void requireCurrent(Workspace workspace) {
    int version = version(workspace);
    if (version == 0) {
      throw Refusal.failed(
          workspace.file() + " is not a Sluice workspace", "make one: sluice init", null);
    }
    if (version < STEPS.size()) {
      throw Refusal.failed(
          workspace.file() + " has the schema of an older Sluice (" + version + ")",
          "bring it up to date: sluice init",
          null);
    }
    requireKnown(workspace, version);
  }

  static void apply(Workspace workspace) {
    int version = version(workspace);
    requireKnown(workspace, version);
    if (version == STEPS.size()) {
      return;
    }
    workspace.transaction(
        () -> {
          if (version == 0) {
            workspace.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)");
          }
          for (int step = version; step < STEPS.size(); step++) {
            workspace.execute(Sql.of(Migrations.class, "migrations/" + STEPS.get(step)).text());
            workspace.execute("INSERT INTO schema_version VALUES (" + (step + 1) + ")");
          }
          return STEPS.size();
        });
  }

  private static void requireKnown(Workspace workspace, int version) {
    if (version > STEPS.size()) {
      throw Refusal.failed(
          workspace.file() + " was written by a newer Sluice (schema " + version + ")",
          "use that version, or another workspace: -w FILE",
          null);
    }
  }
}
