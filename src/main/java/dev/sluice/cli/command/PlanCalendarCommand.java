package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.Calendar;
import dev.sluice.report.Layout;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sluice plan calendar}: who does what when, from T-60 days to T+30. */
@CommandLine.Command(
    name = "calendar",
    description = {
      "Tasks, pushes, windows, shifts and the run of show with owner and time;",
      "-o FILE.ics, .csv or .md writes what the ending says.",
      "",
      "Every entry is told from the start of the broadcast and keeps its UID: move",
      "the broadcast, write the same .ics again, and calendars move what they have."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan calendar samples/campaign.yaml",
      "  sluice plan calendar samples/campaign.yaml -o campaign.ics",
      "  sluice plan calendar samples/campaign.yaml --previous campaign.ics -o moved.ics"
    },
    mixinStandardHelpOptions = true)
public final class PlanCalendarCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();
  @Mixin private final CalendarFile calendarFile = new CalendarFile();

  public PlanCalendarCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Path ics = calendarFile.path(session());
    Locale locale = session().language() == Layout.Language.ZH ? Locale.CHINESE : Locale.ENGLISH;
    Calendar calendar = Calendar.of(campaign.read(session()), locale);
    if (ics != null) {
      calendarFile.write(session(), ics, calendar.answer());
    } else {
      session().printForPeople(calendar.overview(), calendar.answer());
    }
    return ExitCode.OK;
  }
}
