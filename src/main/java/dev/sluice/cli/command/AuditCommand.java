package dev.sluice.cli.command;

import dev.sluice.analysis.audit.Audit;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sluice audit}: what platforms print, beside what their own counts give. */
@CommandLine.Command(
    name = "audit",
    description = {
      "Set each rate that a platform printed beside the one that its own counts give, and",
      "list what cannot be: a part above its whole, sums that are not the total."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice audit",
      "  sluice audit --broadcast 7301234567890123456",
      "  sluice audit --from 2026-10-01 --to 2026-10-31 --format csv"
    })
public final class AuditCommand extends Command {
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  public AuditCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    try (Workspace workspace = session().read()) {
      Audit audit = Audit.ask(workspace, scope.of(session()));
      session().printForPeople(audit.overview(), audit.answer());
    }
    return ExitCode.OK;
  }
}
