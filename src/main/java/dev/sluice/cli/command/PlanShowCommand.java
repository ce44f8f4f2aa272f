package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.PlanSheet;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sluice plan show}: from the target back to the traffic. */
@CommandLine.Command(
    name = "show",
    description = "Work back from the target: viewers needed, what each layer brings, the gap.",
    mixinStandardHelpOptions = true)
public final class PlanShowCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  public PlanShowCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    session().print(PlanSheet.of(campaign.read(session())));
    return ExitCode.OK;
  }
}
