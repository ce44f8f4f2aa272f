package dev.sluice.cli.command;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.review.Period;
import dev.sluice.analysis.review.Review;
import dev.sluice.analysis.review.Rollup;
import dev.sluice.answer.Answer;
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

/** {@code sluice review}: the meeting after a broadcast, or after the broadcasts of a week. */
@CommandLine.Command(
    name = "review",
    description = {
      "The meeting after a broadcast on one page: core figures, funnel, traffic, timeline,"
          + " products, flash sales, service, what needs attention and who sees to it.",
      "Of a week, a month or other days: totals beside the period before, the broadcasts one by"
          + " one, the best and the worst, when selling is good, what was sold."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice review --broadcast 7301234567890123456 -o review.html",
      "  sluice review --date 2026-W45 -o week.html",
      "  sluice review --date 2026-W45 --account qinghe-home --currency CNY",
      "  sluice review --date 2026-11 --lang zh -o november.xlsx"
    })
public final class ReviewCommand extends Command {
  @Option(
      names = "--broadcast",
      paramLabel = "ID",
      order = 1,
      description = "The broadcast (default: the last that began).")
  private @Nullable String broadcast;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      order = 2,
      description =
          "A day (2026-11-08), a week (2026-W45) or a month (2026-11) of the shop's zone, beside"
              + " the one before. Of a day with one broadcast, that broadcast.")
  private @Nullable String date;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      order = 3,
      description = "From this day on, beside as many days before it.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY", order = 4, description = "Up to this day, included.")
  private @Nullable String to;

  @Option(
      names = "--account",
      paramLabel = "ID",
      order = 5,
      description = "Of days: only the broadcasts of this account, as kpi --by account names it.")
  private @Nullable String account;

  @Mixin private final CurrencyOption currency = new CurrencyOption();

  public ReviewCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    boolean days = from != null || to != null;
    if ((broadcast == null ? 0 : 1) + (date == null ? 0 : 1) + (days ? 1 : 0) > 1) {
      throw Refusal.usage(
          "a review is of a broadcast, of a date or of days",
          "give one of --broadcast ID, --date DATE, --from DAY --to DAY");
    }
    if (date == null && !days && (account != null || currency.asked())) {
      throw Refusal.usage(
          "--account and --currency are of days, which hold several broadcasts",
          "give the days: --date DATE, or --from DAY --to DAY");
    }
    if (date == null && !days) {
      try (Workspace workspace = session().read()) {
        session().print(ofOne(workspace));
      }
      return ExitCode.OK;
    }
    Period period = date == null ? Period.between(from, to) : Period.of(date);
    try (Workspace workspace = session().read()) {
      List<String> notes = currency.show(workspace, Rollup.MONEY);
      Rollup.Question question =
          new Rollup.Question(period, account, currency.asked(), session().zone(), session().now());
      session().print(Rollup.ask(workspace, question).withNotes(notes));
    }
    return ExitCode.OK;
  }

  private Answer ofOne(Workspace workspace) {
    String asked = broadcast == null ? Review.last(workspace) : broadcast;
    return asked == null
        ? Review.ofNothing()
        : Review.ask(
            workspace, Scope.of(List.of(asked), null, null, session().zone()), session().now());
  }
}
