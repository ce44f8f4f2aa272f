package dev.sluice.cli.command;

import dev.sluice.analysis.history.PastLayers;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.learning.LearnedSheet;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sluice plan learn}: what past broadcasts teach about the layers of the next. */
@CommandLine.Command(
    name = "learn",
    description = {
      "Rates and curves of layers from past broadcasts, with intervals, sample size",
      "and the weight of the prior, and the lines to paste into a campaign file;",
      "-o FILE.yaml writes those."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan learn",
      "  sluice plan learn campaign.yaml",
      "  sluice plan learn campaign.yaml -o learned.yaml"
    })
public final class PlanLearnCommand extends Command {
  @Mixin private final PastOptions past = new PastOptions();

  public PlanLearnCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    PastLayers layers;
    try (Workspace workspace = session().read()) {
      layers = past.read(session(), workspace);
    }
    LearnedSheet sheet = layers.learned();
    Path file = session().output();
    String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    if (file != null && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
      session().save(file, out -> out.write(sheet.yaml()));
    } else {
      session()
          .printForPeople(
              sheet.overview().withNotes(layers.notes()), sheet.answer().withNotes(layers.notes()));
    }
    return ExitCode.OK;
  }
}
