package dev.sluice.cli.command;

import dev.sluice.analysis.ReportingCurrency;
import dev.sluice.analysis.funnel.Funnel;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice funnel}: the stages of the platforms' own counts. */
@CommandLine.Command(
    name = "funnel",
    description =
        "How many came from each stage to the next: by the platforms' own counts, or by user-level"
            + " events.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice funnel --broadcast 7301234567890123456",
      "  sluice funnel --from 2026-11-01 --to 2026-11-07 --by slot",
      "  sluice funnel --broadcast 7301234567890123456 --compare previous",
      "  sluice funnel --by platform --currency USD",
      "  sluice funnel --steps enter,click,pay --window 1h --by source",
      "  sluice funnel --definition funnel.yaml --events events.parquet --users 2"
    })
public final class FunnelCommand extends Command {
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Mixin private final CurrencyOption currency = new CurrencyOption();

  @Option(
      names = "--basis",
      paramLabel = "BASIS",
      order = 4,
      description = "pv (times) or uv (people); default: pv where it is known.")
  private @Nullable String basis;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      order = 5,
      description =
          "broadcast, platform, account, source, product, host, weekday or slot (three hours); with"
              + " --steps any properties, at most three.")
  private @Nullable String by;

  @Option(
      names = "--compare",
      paramLabel = "WITH",
      order = 6,
      description =
          "previous (the account's broadcast before, or with --steps the period before) or the id"
              + " of a broadcast, with --steps a group of --by.")
  private @Nullable String compare;

  @Mixin private final EventFunnelOptions users = new EventFunnelOptions();

  public FunnelCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    if (users.asked()) {
      if (basis != null) {
        throw Refusal.usage(
            "--basis is of the platforms' counts", "a funnel over events counts users");
      }
      if (currency.asked()) {
        throw Refusal.usage(
            "--currency is of the platforms' counts", "events keep the currency that they state");
      }
      session().print(users.ask(session(), scope, by, compare));
      return ExitCode.OK;
    }
    Funnel.Question question = Funnel.Question.of(scope.of(session()), basis, by, compare);
    try (Workspace workspace = session().read()) {
      List<String> notes = currency.show(workspace, ReportingCurrency.BROADCASTS);
      session().print(Funnel.ask(workspace, question).withNotes(notes));
    }
    return ExitCode.OK;
  }
}
