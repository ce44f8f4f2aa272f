package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Inventory;
import dev.sluice.workspace.Workspace;
import picocli.CommandLine;

/** {@code sluice status}: what is in the workspace, and how fresh it is. */
@CommandLine.Command(
    name = "status",
    description = {
      "Say what is in the workspace: shops, files, broadcasts, tables, and how fresh.",
      "",
      "Examples:",
      "  sluice status",
      "  sluice status --format json"
    },
    mixinStandardHelpOptions = true)
public final class StatusCommand extends Command {

  public StatusCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    try (Workspace workspace = session().read()) {
      session().print(Inventory.of(workspace, session().now()));
    }
    return ExitCode.OK;
  }
}
