package dev.sluice.cli.command;

import dev.sluice.analysis.kpi.Yardsticks;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.metrics.Benchmark;
import dev.sluice.metrics.Benchmarks;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice benchmarks}: own history, and the ranges that others have published. */
@CommandLine.Command(
    name = "benchmarks",
    description = {
      "Show what a metric can be measured by: the quartiles of one's own broadcasts first,",
      "then the ranges that others have published, with source, date and grade. What",
      "nobody has verified (grade C or I) gives no verdict."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice benchmarks enter_rate live_ctr",
      "  sluice benchmarks --from 2026-10-01 --to 2026-10-31",
      "  sluice benchmarks enter_rate --file ours.yaml",
      "",
      "A list of one's own:",
      "  - {metric: enter_rate, platform: douyin, low: 0.1, high: 0.15, says: our shops,",
      "     source: weekly report, date: 2026-10, grade: B}"
    })
public final class BenchmarksCommand extends Command {
  @Parameters(
      arity = "0..*",
      paramLabel = "METRIC",
      description = "Of these metrics of the dictionary (default: all with a published range).")
  private List<String> metrics = new ArrayList<>();

  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      order = 4,
      description = "Ranges of one's own instead of the published ones, YAML or JSON.")
  private @Nullable String file;

  public BenchmarksCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Yardsticks yardsticks = Yardsticks.of(published(), metrics);
    try (Workspace workspace = session().readIfThere()) {
      session().print(yardsticks.ask(workspace, scope.of(session()), metrics));
    }
    return ExitCode.OK;
  }

  private List<Benchmark> published() {
    if (file == null) {
      return Benchmarks.standard();
    }
    String text = CampaignArgument.text(session(), file, "'sluice help benchmarks' shows one");
    try {
      return Benchmarks.read(text);
    } catch (IllegalArgumentException e) {
      throw Yardsticks.refused(CampaignArgument.name(file), e);
    }
  }
}
