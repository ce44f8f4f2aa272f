package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignCheck;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sluice plan check}: what is wrong with a campaign, and which platform rules it breaks. */
@CommandLine.Command(
    name = "check",
    description = {
      "Every fault of a campaign file and every platform rule that it breaks,",
      "with line and column. Exit 4 for a fault, 3 for a broken rule."
    },
    mixinStandardHelpOptions = true)
public final class PlanCheckCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  public PlanCheckCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    CampaignCheck check = CampaignCheck.of(campaign.read(session()));
    session().print(check.answer());
    return switch (check.verdict()) {
      case FAULTY -> ExitCode.INPUT;
      case BROKEN -> ExitCode.CHECK;
      case SOUND -> ExitCode.OK;
    };
  }
}
