package dev.sluice.cli.command;

import dev.sluice.analysis.audience.Sessions;
import dev.sluice.cli.Command;
import dev.sluice.cli.Elapsed;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code sluice audience sessions}: user events in stretches. */
@CommandLine.Command(
    name = "sessions",
    description = "Sessions of users: how many, how long, how full, by the day they began.",
    mixinStandardHelpOptions = true)
public final class AudienceSessionsCommand extends Command {
  @Option(
      names = "--gap",
      paramLabel = "TIME",
      description = "A longer gap opens a new session (default: 30m).")
  private @Nullable String gap;

  @Option(names = "--shop", paramLabel = "NAME", description = "Of this shop only.")
  private @Nullable String shop;

  @Option(names = "--list", description = "List each session, too.")
  private boolean list;

  public AudienceSessionsCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    try (Workspace workspace = session().read()) {
      session()
          .print(
              Sessions.of(
                  workspace,
                  gap == null ? Sessions.GAP : Elapsed.parse("--gap", gap),
                  shop,
                  PurchaseOptions.zone(session()),
                  list));
    }
    return ExitCode.OK;
  }
}
