package dev.sluice.cli.command;

import dev.sluice.analysis.flash.Flash;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice flash}: what a flash sale added. */
@CommandLine.Command(
    name = "flash",
    description = {
      "How much faster a product sold in a flash sale than before it, per viewer,",
      "what followed, and how long a limited drop would have lasted."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice flash --broadcast 7301234567890123456",
      "  sluice flash --broadcast 7301234567890123456 --window +45m..+60m --sku SKU-1",
      "  sluice flash --broadcast 7301234567890123456 --drop SKU-1=200@+45m"
    })
public final class FlashCommand extends Command {
  @Mixin private final BroadcastOption broadcast = new BroadcastOption();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<AskedWindow> windows = new ArrayList<>();

  @Option(
      names = "--drop",
      paramLabel = "SKU=N@START",
      order = 4,
      description =
          "When N units offered from START on (+45m or 20:45) would have been sold out; may be"
              + " repeated.")
  private List<String> drops = new ArrayList<>();

  /** A window and whose it is. */
  private static final class AskedWindow {
    @Option(
        names = "--window",
        paramLabel = "START..END",
        required = true,
        order = 2,
        description =
            "A window, as +45m..+60m from the start or 20:45..21:00, with its --sku; may be"
                + " repeated (default: while a product was pinned).")
    private String window = "";

    @Option(
        names = "--sku",
        paramLabel = "SKU",
        required = true,
        order = 3,
        description = "What was on sale in the window.")
    private String sku = "";
  }

  public FlashCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Flash.Question question =
        new Flash.Question(
            broadcast.of(session()),
            windows.stream().map(each -> new Flash.Asked(each.window, each.sku)).toList(),
            drops);
    try (Workspace workspace = session().read()) {
      session().print(Flash.ask(workspace, question));
    }
    return ExitCode.OK;
  }
}
