package dev.sluice.cli.command;

import dev.sluice.analysis.history.PlanComparison;
import dev.sluice.analysis.history.PlanVersions;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import dev.sluice.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice plan compare}: a frozen plan against what happened. */
@CommandLine.Command(
    name = "compare",
    description = {
      "Set a frozen plan against what its layers brought. What no layer accounts for",
      "is shown, so that layers and unattributed add up to the broadcast."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan compare campaign.yaml",
      "  sluice plan compare singles-day-2026 --version 1",
      "  sluice plan compare singles-day-2026 --broadcast 7301234567890123456 --format json"
    })
public final class PlanCompareCommand extends Command {
  @Parameters(
      paramLabel = "PLAN",
      description = "The campaign file, or the id under which it was frozen.")
  private String plan = "";

  // Here --version asks for one of the plan's, so the standard options do not fit.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // Picocli reads it.
  private boolean help;

  @Option(
      names = "--version",
      paramLabel = "N",
      order = 1,
      description = "The frozen version (default: the latest).")
  private @Nullable Integer version;

  @Option(
      names = "--broadcast",
      paramLabel = "ID",
      order = 2,
      description =
          "The broadcast (default: the one whose results by layer name the plan, else the one of"
              + " its account nearest to its start).")
  private @Nullable String broadcast;

  public PlanCompareCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    String text = isFile() ? CampaignArgument.text(session(), plan) : null;
    try (Workspace workspace = session().read()) {
      PlanVersions.Version frozen =
          text == null
              ? PlanVersions.find(workspace, plan, version)
              : PlanVersions.find(
                  workspace, CampaignFile.read(CampaignArgument.name(plan), text), text, version);
      PlanComparison comparison = PlanComparison.of(workspace, frozen, broadcast);
      session().printForPeople(comparison.overview(), comparison.answer());
    }
    return ExitCode.OK;
  }

  /**
   * Ids of campaigns have no dots; what ends like a campaign file is one, even if it is not there.
   */
  private boolean isFile() {
    return plan.equals("-")
        || plan.matches(".*\\.(ya?ml|json)")
        || Files.isRegularFile(Path.of(plan));
  }
}
