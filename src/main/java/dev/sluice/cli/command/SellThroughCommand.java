package dev.sluice.cli.command;

import dev.sluice.analysis.ReportingCurrency;
import dev.sluice.analysis.Scope;
import dev.sluice.analysis.sellthrough.DataQuality;
import dev.sluice.analysis.sellthrough.Grain;
import dev.sluice.analysis.sellthrough.OverTime;
import dev.sluice.analysis.sellthrough.ReturnCohorts;
import dev.sluice.analysis.sellthrough.SellThrough;
import dev.sluice.analysis.sellthrough.Velocity;
import dev.sluice.answer.Answer;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice sellthrough}: what was sold of what there was to sell. */
@CommandLine.Command(
    name = "sellthrough",
    description = "What was sold of what there was to sell, and what came back.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice sellthrough --broadcast 7301234567890123456",
      "  sluice sellthrough --from 2026-11-01 --to 2026-11-30 --by category --maturity D7",
      "  sluice sellthrough --by color --base opening+received",
      "  sluice sellthrough --by category --currency CNY",
      "  sluice sellthrough --broadcast 7301234567890123456 --velocity",
      "  sluice sellthrough --by category,color",
      "  sluice sellthrough --over week --maturity D7",
      "  sluice sellthrough --by category --returns week",
      "  sluice sellthrough --from 2026-11-01 --quality=20"
    })
public final class SellThroughCommand extends Command {
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Mixin private final CurrencyOption currency = new CurrencyOption();

  @Option(
      names = "--by",
      paramLabel = "KEY,…",
      order = 4,
      description =
          "sku, product, category, role or a product attribute, or several: category,color"
              + " (default: sku; with --over, nothing).")
  private @Nullable String by;

  @Option(
      names = "--base",
      paramLabel = "BASE",
      order = 5,
      description =
          "allocated, received, opening, opening+received or sold+on-hand (default: allocated for"
              + " a broadcast that has an allocation, else sold+on-hand).")
  private @Nullable String base;

  @Option(
      names = "--maturity",
      paramLabel = "Dn",
      order = 6,
      description =
          "Returns up to D0, D1, D7, D14 or D30 after the order (default: the largest that every"
              + " order has reached).")
  private @Nullable String maturity;

  @Option(
      names = "--over",
      paramLabel = "PERIOD",
      order = 7,
      description =
          "A row a broadcast, day, week or month in the shop's zone (and key, with --by), each with"
              + " its maturity.")
  private @Nullable String over;

  @Option(
      names = "--returns",
      paramLabel = "COHORT",
      order = 8,
      description =
          "Add what came back by D0, D1, D7, D14 and D30 of each broadcast, day, week or month of"
              + " order, and an estimate for those that are younger.")
  private @Nullable String cohort;

  @Option(
      names = "--velocity",
      order = 9,
      description =
          "Add, by SKU, how fast it sold in its broadcasts while there was any left, when it sold"
              + " out, and an estimate of the units lost after that.")
  private boolean velocity;

  @Option(
      names = "--quality",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "5",
      order = 10,
      description =
          "List what did not join (SKUs without product or stock, allocations without sales, lines"
              + " without broadcast) and what is wrong in the input; name up to N ids of each"
              + " (default: 5).")
  private @Nullable Integer examples;

  public SellThroughCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Scope asked = scope.of(session());
    SellThrough.Question question =
        SellThrough.Question.of(asked, by == null ? "sku" : by, base, maturity, session().now());
    try (Workspace workspace = session().read()) {
      List<String> notes = currency.show(workspace, ReportingCurrency.ORDERS);
      Answer answer =
          over == null
              ? SellThrough.ask(workspace, question)
              : OverTime.ask(workspace, question, Grain.of("--over", over), by != null);
      answer = answer.withNotes(notes);
      if (cohort != null) {
        answer = ReturnCohorts.addTo(answer, workspace, asked, Grain.of("--returns", cohort));
      }
      if (velocity) {
        answer = Velocity.addTo(answer, workspace, asked);
      }
      if (examples != null) {
        answer = DataQuality.addTo(answer, workspace, asked, examples);
      }
      session().print(answer);
    }
    return ExitCode.OK;
  }
}
