package dev.sluice.cli.command;

import dev.sluice.analysis.history.PlanVersions;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import dev.sluice.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice plan save}: freezes a version of a plan. */
@CommandLine.Command(
    name = "save",
    description = {
      "Freeze a version of a plan in the workspace: the campaign file as it stands",
      "and what it expects of each layer. The same file again changes nothing."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan save campaign.yaml",
      "  sluice plan save campaign.yaml --note 'as agreed with the warehouse'"
    })
public final class PlanSaveCommand extends Command {
  @Parameters(paramLabel = "CAMPAIGN", description = "The campaign file, YAML or JSON; - is stdin.")
  private String file = "";

  @Option(names = "--note", paramLabel = "TEXT", order = 1, description = "Why it is frozen.")
  private @Nullable String note;

  public PlanSaveCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    String text = CampaignArgument.text(session(), file);
    CampaignFile campaign = CampaignFile.read(CampaignArgument.name(file), text);
    campaign.accepted();
    try (Workspace workspace = session().write()) {
      session().print(PlanVersions.save(workspace, campaign, text, note, session().now()));
    }
    return ExitCode.OK;
  }
}
