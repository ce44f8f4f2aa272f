package dev.sluice.exports;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that could not be read. */
public final class Rejects {
  private Rejects() {}

  /**
   * Of the file of that name, of those in the archive of that name, or of all files when {@code
   * file} is {@code null}.
   */
  public static Answer of(Workspace workspace, @Nullable String file) {
    return Answer.of(
        "rejects",
        workspace.query(
            "rows",
            Sql.of(Rejects.class, "rejects.sql"),
            List.of(
                Column.text("file"),
                Column.text("report"),
                Column.count("row"),
                Column.text("column"),
                Column.text("cell"),
                Column.sentence("reason"),
                Column.text("raw")),
            file));
  }
}
