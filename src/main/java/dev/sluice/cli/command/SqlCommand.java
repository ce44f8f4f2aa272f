package dev.sluice.cli.command;

import dev.sluice.answer.Answer;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice sql}: a question of one's own. */
@CommandLine.Command(
    name = "sql",
    description = {
      "Ask the workspace in SQL; it is opened read-only.",
      "",
      "Examples:",
      "  sluice sql 'SELECT shop, count(*) AS broadcasts FROM broadcast GROUP BY shop'",
      "  sluice sql 'FROM source_file' --format csv -o files.csv"
    },
    mixinStandardHelpOptions = true)
public final class SqlCommand extends Command {
  @Parameters(paramLabel = "SELECT", description = "The statement.")
  private String statement = "";

  public SqlCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    try (Workspace workspace = session().read()) {
      session()
          .print(
              Answer.of("sql", workspace.query("rows", Sql.composed("your statement", statement))));
    }
    return ExitCode.OK;
  }
}
