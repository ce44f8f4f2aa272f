package dev.sluice.cli.command;

import dev.sluice.analysis.kpi.Kpi;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice kpi}: the key figures of broadcasts. */
@CommandLine.Command(
    name = "kpi",
    description = {
      "The key figures of one broadcast, of a period or of a list, each as the",
      "dictionary defines it: sums, and ratios of sums."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice kpi --broadcast 7301234567890123456",
      "  sluice kpi --from 2026-11-01 --to 2026-11-30 --by week --metrics paid_gmv,orders,aov",
      "  sluice kpi --from 2026-10-01 --to 2026-10-31 --format json -o october.json"
    })
public final class KpiCommand extends Command {
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      order = 4,
      description =
          "These metrics of the dictionary, separated by commas; all for all that a broadcast has"
              + " (default: what a team reads first).")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      order = 5,
      description =
          "broadcast, platform, account, host, weekday, slot (three hours), week or month (default:"
              + " the whole).")
  private @Nullable String by;

  public KpiCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Kpi.Question question = Kpi.Question.of(scope.of(session()), metrics, by);
    try (Workspace workspace = session().read()) {
      Kpi kpi = Kpi.ask(workspace, question);
      session().printForPeople(kpi.overview(), kpi.answer());
    }
    return ExitCode.OK;
  }
}
