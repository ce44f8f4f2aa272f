package dev.sluice.cli.command;

import dev.sluice.analysis.reconcile.Reconciliation;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice reconcile}: why two GMVs of a broadcast differ. */
@CommandLine.Command(
    name = "reconcile",
    description = {
      "Say why two GMVs of a broadcast differ: the platform's against its other ones,",
      "its minutes, products and sources, the order lines and the settlement.",
      "Explained + unexplained = difference, to the cent."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice reconcile --broadcast 7301234567890123456",
      "  sluice reconcile --broadcast 7301234567890123456 --metric net_gmv --format json"
    })
public final class ReconcileCommand extends Command {
  @Mixin private final BroadcastOption broadcast = new BroadcastOption();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      order = 2,
      description =
          "The platform's figure: paid_gmv, attributed_gmv, placed_gmv, confirmed_gmv,"
              + " user_paid_amount or net_gmv (default: the first of these that it tells).")
  private String metric = "gmv";

  public ReconcileCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    try (Workspace workspace = session().read()) {
      session().print(Reconciliation.ask(workspace, broadcast.of(session()), metric));
    }
    return ExitCode.OK;
  }
}
