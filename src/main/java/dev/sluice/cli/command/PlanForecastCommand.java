package dev.sluice.cli.command;

import dev.sluice.analysis.history.PastLayers;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.forecast.Forecast;
import dev.sluice.plan.learning.History;
import dev.sluice.workspace.Workspace;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice plan forecast}: from the layers forward to entrants, orders and GMV. */
@CommandLine.Command(
    name = "forecast",
    description = {
      "What each layer and all of them may bring: entrants, orders and GMV at P10, P50 and P90,",
      "what the result hangs on, and how likely the target is. Where there is a workspace, what a",
      "layer did in past broadcasts comes before what the file says."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan forecast campaign.yaml",
      "  sluice plan forecast campaign.yaml --seed 7 --format json"
    })
public final class PlanForecastCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Begins the draws; the same seed gives the same answer (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  public PlanForecastCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    CampaignFile file = campaign.read(session());
    History history = null;
    List<String> notes = List.of();
    try (Workspace workspace = session().readIfThere()) {
      if (workspace != null) {
        PastLayers past = PastLayers.of(workspace, file.accepted(), session().now());
        history = past.history();
        notes = past.notes();
      }
    }
    Forecast forecast = Forecast.of(file, history, seed);
    session()
        .printForPeople(forecast.overview().withNotes(notes), forecast.answer().withNotes(notes));
    return ExitCode.OK;
  }
}
