package dev.sluice.cli.command;

import dev.sluice.analysis.history.PastProducts;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.stock.PastDemand;
import dev.sluice.plan.stock.StockPlan;
import dev.sluice.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice stock}: is there enough, and who gets it. */
@CommandLine.Command(
    name = "stock",
    description = {
      "How much of each product the broadcasts to come may sell, how much they should",
      "have, how likely and when they sell out, and how the stock is best divided among",
      "them. Demand is what a campaign says, or what past broadcasts sold; stock is what",
      "the workspace counted last, or what the campaigns state."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice stock campaign.yaml",
      "  sluice stock tuesday.yaml saturday.yaml --format csv -o stock.csv"
    })
public final class StockCommand extends Command {
  @Parameters(
      arity = "1..*",
      paramLabel = "CAMPAIGN",
      description = "The campaign files, YAML or JSON; - is stdin.")
  private List<String> campaigns = new ArrayList<>();

  public StockCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    List<CampaignFile> files = new ArrayList<>();
    campaigns.forEach(each -> files.add(CampaignArgument.read(session(), each)));
    Map<String, PastDemand> past = new HashMap<>();
    Map<String, Long> levels = Map.of();
    try (Workspace workspace = session().readIfThere()) {
      if (workspace != null) {
        Instant now = session().now();
        for (CampaignFile file : files) {
          past.putAll(PastProducts.demand(workspace, file.accepted(), now, session().zone()));
        }
        levels = PastProducts.levels(workspace, now);
      }
    }
    session().print(StockPlan.of(files, past, levels).answer());
    return ExitCode.OK;
  }
}
