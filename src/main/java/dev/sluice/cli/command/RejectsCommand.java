package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.exports.Rejects;
import dev.sluice.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice rejects}: the rows that an import could not read. */
@CommandLine.Command(
    name = "rejects",
    description = "Show the rows that could not be read: file, row, column, cell, reason.",
    mixinStandardHelpOptions = true)
public final class RejectsCommand extends Command {
  @Parameters(paramLabel = "FILE", arity = "0..1", description = "Of this file only, by its name.")
  private @Nullable String file;

  public RejectsCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    try (Workspace workspace = session().read()) {
      session().print(Rejects.of(workspace, file));
    }
    return ExitCode.OK;
  }
}
