package dev.sluice.cli.command;

import dev.sluice.analysis.history.PastProducts;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.lineup.Lineup;
import dev.sluice.plan.lineup.PastProduct;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sluice lineup}: which products are shown, in which order, for how long. */
@CommandLine.Command(
    name = "lineup",
    description = {
      "Choose products for the airtime that the run of show leaves open: those of the",
      "highest expected margin, within stock, shares of roles, bundles, dispatch and",
      "service. What a product's line does not say is taken from past broadcasts, where",
      "there is a workspace. -o FILE.csv, .md or .ics writes the run of show."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice lineup campaign.yaml",
      "  sluice lineup campaign.yaml -o show.ics",
      "  sluice lineup campaign.yaml --format json"
    })
public final class LineupCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();
  @Mixin private final CalendarFile calendarFile = new CalendarFile();

  public LineupCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Path ics = calendarFile.path(session());
    CampaignFile file = campaign.read(session());
    List<PastProduct> past = List.of();
    try (Workspace workspace = session().readIfThere()) {
      if (workspace != null) {
        past = PastProducts.of(workspace, file.accepted(), session().now(), session().zone());
      }
    }
    Lineup lineup = Lineup.of(file, past);
    if (ics != null) {
      calendarFile.write(session(), ics, lineup.calendar());
    } else {
      session().printForPeople(lineup.overview(), lineup.answer());
    }
    return ExitCode.OK;
  }
}
