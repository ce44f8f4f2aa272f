package dev.sluice.analysis.audience;

import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.util.function.Function;

/** A workspace of a test, filled with rows and then asked. */
final class Facts {
  private final Path file;

  Facts(Path folder) {
    file = folder.resolve("facts.duckdb");
    write(workspace -> null);
  }

  /** Forgets all orders and events. */
  void clear() {
    write(
        workspace -> {
          for (String table : new String[] {"order_line", "refund", "event", "shop"}) {
            workspace.execute("DELETE FROM " + table);
          }
          return null;
        });
  }

  /** Runs statements that fill it. */
  void fill(String... statements) {
    write(
        workspace -> {
          for (String statement : statements) {
            workspace.update(Sql.composed("filling", statement));
          }
          return null;
        });
  }

  /** Asks a question of it, as a command would: read-only. */
  <T> T ask(Function<Workspace, T> question) {
    try (Workspace workspace = Workspace.read(file, Engine.standard())) {
      return question.apply(workspace);
    }
  }

  private void write(Function<Workspace, Void> work) {
    try (Workspace workspace = Workspace.write(file, Engine.standard())) {
      work.apply(workspace);
    }
  }

  /** One order of one line, paid when it was created. */
  static String order(String id, String buyer, String at, Object amount) {
    return """
        INSERT INTO order_line
          (shop, order_id, line_id, quantity, amount, currency, created_at, paid_at, paid, buyer, file_id, row_number)
        VALUES ('s', '%s', '1', 1, %s, 'CNY', '%s', '%s', true, '%s', 1, 1)
        """
        .formatted(id, amount, at, at, buyer);
  }

  /** One event. */
  static String event(String user, String at, String name) {
    return """
        INSERT INTO event (shop, "user", ts, event, file_id, row_number)
        VALUES ('s', '%s', '%s', '%s', 1, 1)
        """
        .formatted(user, at, name);
  }
}
