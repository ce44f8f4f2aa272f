package dev.sluice.cli.command;

import dev.sluice.analysis.check.Baseline;
import dev.sluice.analysis.check.CheckFile;
import dev.sluice.analysis.check.Checks;
import dev.sluice.analysis.kpi.BroadcastMetrics;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice check}: what must hold of every broadcast, and does not. */
@CommandLine.Command(
    name = "check",
    description = {
      "Hold the last broadcast of each account, or those named, against a file of",
      "checks. Exit 3 when one of severity error is breached. What cannot be judged",
      "has no verdict, and a reason."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice check samples/checks.yaml",
      "  sluice check samples/checks.yaml --from 2026-11-01 -o checks.xml -o checks.md",
      "  sluice check samples/checks.yaml --baseline october.json --format markdown",
      "",
      "A file of checks:",
      "  checks:",
      "    - {metric: enter_rate, at_least: 0.08}",
      "    - {metric: paid_gmv, at_least: 20000, currency: CNY, severity: warning}",
      "    - {metric: rates_differ, at_most: 0}           # printed, but not by its counts",
      "    - {metric: contradictions_found, at_most: 0}   # 'sluice audit' lists both",
      "    - {metric: refund_rate, at_most: 0.9, against: history}  # own 90th percentile",
      "    - {metric: orders, at_least: 0.8, against: plan}         # of its layers' sum",
      "    - {metric: orders, at_least: 0.9, against: target}       # of the plan's target",
      "    - {metric: aov, at_least: 0.95, against: baseline}       # of a saved kpi answer",
      "History is that of the same account, weekday and three hours of the day, from",
      "five broadcasts on; 'same: [weekday]' or 'same: [account]' takes more of it.",
      "Refunds and paid GMV are held against broadcasts exported at the same age only.",
      "'accounts: [ID]' is about those only; 'required: true' makes a metric that is",
      "not known a breach."
    })
public final class CheckCommand extends Command {
  @Parameters(paramLabel = "FILE", description = "The file of checks, YAML or JSON; - is stdin.")
  private String file = "";

  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      order = 4,
      description =
          "A saved answer of 'sluice kpi --format json', of a whole or by account, for checks"
              + " against it.")
  private @Nullable String baseline;

  public CheckCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    String text = CampaignArgument.text(session(), file, "'sluice help check' shows one");
    Baseline saved =
        baseline == null
            ? null
            : Baseline.read(
                baseline, CampaignArgument.text(session(), baseline, Baseline.HOW_TO_SAVE));
    try (Workspace workspace = session().read()) {
      CheckFile checks =
          CheckFile.read(CampaignArgument.name(file), text, BroadcastMetrics.offered(workspace));
      Checks held = Checks.of(workspace, scope.of(session()), checks, saved);
      session()
          .print(
              form ->
                  switch (form) {
                    case TABLE, MARKDOWN, HTML -> held.overview();
                    case JSON, CSV, JUNIT, XLSX -> held.answer();
                  });
      return held.breached() ? ExitCode.CHECK : ExitCode.OK;
    }
  }
}
