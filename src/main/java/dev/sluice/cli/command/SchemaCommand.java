package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice schema}: the shape of a file that Sluice reads. */
@CommandLine.Command(
    name = "schema",
    description = "Print the JSON Schema of a file, for editors and other programs.",
    mixinStandardHelpOptions = true)
public final class SchemaCommand extends Command {
  @Parameters(paramLabel = "NAME", description = "campaign.")
  private String name = "";

  public SchemaCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    if (!name.equals("campaign")) {
      throw Refusal.usage("there is no schema '" + name + "'", "there is one: campaign");
    }
    Path file = session().output();
    if (file == null) {
      session().out().print(CampaignFile.schema());
    } else {
      session().save(file, out -> out.write(CampaignFile.schema()));
    }
    return ExitCode.OK;
  }
}
