package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.Calendar;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.schedule.Schedule;
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
      "The same file gives the same schedule: the work is counted in steps, not in time."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan schedule campaign.yaml",
      "  sluice plan schedule campaign.yaml --budget 20000 --format json",
      "  sluice plan schedule campaign.yaml -o campaign.ics"
    })
public final class PlanScheduleCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();
  @Mixin private final CalendarFile calendarFile = new CalendarFile();

  @Option(
      names = "--budget",
      paramLabel = "MONEY",
      description = "What all layers may cost (default: the campaign's budget).")
  private @Nullable BigDecimal budget;

  public PlanScheduleCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    if (budget != null && budget.signum() < 0) {
      throw Refusal.usage("--budget: " + budget + " is not an amount of money from 0 up", null);
    }
    Path ics = calendarFile.path(session());
    CampaignFile file = campaign.read(session());
    Schedule schedule = Schedule.of(file, budget);
    if (ics != null) {
      Locale locale = session().language() == Layout.Language.ZH ? Locale.CHINESE : Locale.ENGLISH;
      calendarFile.write(
          session(), ics, Calendar.of(file, locale, schedule.pushesByLayer()).answer());
    } else {
      session().print(schedule.answer());
    }
    return ExitCode.OK;
  }
}
