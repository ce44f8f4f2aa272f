package dev.sluice.cli.command;

import dev.sluice.analysis.drivers.Drivers;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice drivers}: what moved the GMV of a broadcast. */
@CommandLine.Command(
    name = "drivers",
    description = {
      "Split the change of GMV, between two broadcasts or from the plan to what came of",
      "it, over impressions, enter rate, click rate, click-to-order rate and order",
      "value, so that it adds up to the cent."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice drivers --broadcast 7301234567890123456 --against previous",
      "  sluice drivers --broadcast 7301234567890123456 --against 7300000000000000000",
      "  sluice drivers --broadcast 7301234567890123456 --against median --same weekday",
      "  sluice drivers --broadcast 7301234567890123456 --against plan"
    })
public final class DriversCommand extends Command {
  @Mixin private final BroadcastOption broadcast = new BroadcastOption();

  @Option(
      names = "--against",
      paramLabel = "WHAT",
      order = 2,
      description =
          "previous (of the account), median (of its earlier ones like it, five at least), plan"
              + " (what the layers of its frozen plan expect together), target (of that plan) or"
              + " the id of a broadcast (default: previous).")
  private String against = "previous";

  @Option(
      names = "--same",
      paramLabel = "WHAT",
      split = ",",
      order = 3,
      description =
          "What the broadcasts of a median share: account, weekday, slot of three hours (default:"
              + " weekday,slot).")
  private List<String> same = List.of("weekday", "slot");

  public DriversCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Drivers.Question question =
        new Drivers.Question(broadcast.of(session()), broadcast.id(), against, same);
    try (Workspace workspace = session().read()) {
      session().print(Drivers.ask(workspace, question));
    }
    return ExitCode.OK;
  }
}
