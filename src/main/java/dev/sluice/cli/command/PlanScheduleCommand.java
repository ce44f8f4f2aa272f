package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.Elapsed;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.Calendar;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.schedule.Schedule;
import dev.sluice.report.Ics;
import dev.sluice.report.Layout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice plan schedule}: the plan over time. */
@CommandLine.Command(
    name = "schedule",
    description = {
      "Spread the money over days and parts of days, and find times for pushes:",
      "within each layer's window, limits of days and blackouts, with what earlier",
      "days carry over. A layer's curve is that of its whole window; a part of a day",
      "answers as its share of the window's hours. upper_bound is what no schedule",
      "exceeds; -o FILE.ics writes the campaign's calendar with the pushes in it.",
      "",
      "The same file gives the same schedule: the work is counted in steps. A solver",
      "that has not ended within the time limit has no part in it."
    },
    mixinStandardHelpOptions = true)
public final class PlanScheduleCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  @Option(
      names = "--budget",
      paramLabel = "MONEY",
      description = "What all layers may cost (default: the campaign's budget).")
  private @Nullable BigDecimal budget;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "How long a solver may take (default: ${DEFAULT-VALUE}).")
  private String timeLimit = "10s";

  public PlanScheduleCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    if (budget != null && budget.signum() < 0) {
      throw Refusal.usage("--budget: " + budget + " is not an amount of money from 0 up", null);
    }
    long limit = Elapsed.parse("--time-limit", timeLimit).toMillis();
    CampaignFile file = campaign.read(session());
    Schedule schedule = Schedule.of(file, budget, Math.max(1, limit));
    Path output = session().output();
    if (output != null && output.toString().toLowerCase(Locale.ROOT).endsWith(".ics")) {
      Locale locale = session().language() == Layout.Language.ZH ? Locale.CHINESE : Locale.ENGLISH;
      Calendar calendar = Calendar.of(file, locale, schedule.pushesByLayer());
      session()
          .save(
              output,
              out ->
                  Ics.write(calendar.answer(), session().statedNow(), session().language(), out));
    } else {
      session().print(schedule.answer());
    }
    return ExitCode.OK;
  }
}
