package dev.sluice.cli.command;

import dev.sluice.analysis.history.PastLayers;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.learning.Backtest;
import dev.sluice.workspace.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice plan backtest}: what would have been forecast, and how wrong it was. */
@CommandLine.Command(
    name = "backtest",
    description = {
      "Forecast past broadcasts from what was known 14 days before each, and compare",
      "with the last result and the median one. Says so when those win."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  sluice plan backtest", "  sluice plan backtest campaign.yaml --format json"})
public final class PlanBacktestCommand extends Command {
  @Mixin private final PastOptions past = new PastOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 1,
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  public PlanBacktestCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    PastLayers layers;
    try (Workspace workspace = session().read()) {
      layers = past.read(session(), workspace);
    }
    Backtest backtest = layers.backtest(seed);
    session()
        .printForPeople(
            backtest.overview().withNotes(layers.notes()),
            backtest.answer(layers.currency()).withNotes(layers.notes()));
    return ExitCode.OK;
  }
}
