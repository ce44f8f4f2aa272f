package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.forecast.Forecast;
import dev.sluice.report.Format;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice plan forecast}: from the layers forward to entrants, orders and GMV. */
@CommandLine.Command(
    name = "forecast",
    description = {
      "What each layer and all of them may bring: entrants, orders and GMV at P10, P50 and P90,",
      "what the result hangs on, and how likely the target is."
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
    Forecast forecast = Forecast.of(campaign.read(session()), null, seed);
    boolean table = session().format() == Format.TABLE;
    session().print(table ? forecast.overview() : forecast.answer());
    return ExitCode.OK;
  }
}
