package dev.sluice.cli.command;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.audience.Fans;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code sluice audience fans}: followers won and lost. */
@CommandLine.Command(
    name = "fans",
    description = "Followers and club members that each broadcast won and lost.",
    mixinStandardHelpOptions = true)
public final class AudienceFansCommand extends Command {
  @Option(
      names = "--broadcast",
      paramLabel = "ID",
      description = "Of this broadcast; may be repeated (default: all).")
  private List<String> broadcasts = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "Broadcasts started on this day or later, in the shop's zone.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "Broadcasts started on this day or earlier.")
  private @Nullable String to;

  public AudienceFansCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Scope scope = Scope.of(broadcasts, from, to, session().zone());
    try (Workspace workspace = session().read()) {
      session().print(Fans.of(workspace, scope));
    }
    return ExitCode.OK;
  }
}
