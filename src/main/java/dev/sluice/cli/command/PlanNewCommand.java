package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice plan new}: a campaign to begin with. */
@CommandLine.Command(
    name = "new",
    description = "Write a commented example campaign.",
    mixinStandardHelpOptions = true)
public final class PlanNewCommand extends Command {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "campaign.yaml",
      description = "Where to (default: ${DEFAULT-VALUE}); - is stdout.")
  private String file = "campaign.yaml";

  public PlanNewCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    if (file.equals("-")) {
      session().out().print(CampaignFile.example());
      return ExitCode.OK;
    }
    Path path = Path.of(file);
    if (Files.exists(path)) {
      throw Refusal.usage(file + " exists already", "name another file, or move this one away");
    }
    session().save(path, out -> out.write(CampaignFile.example()));
    session().say("wrote " + file + "; check it with 'sluice plan check " + file + "'");
    return ExitCode.OK;
  }
}
