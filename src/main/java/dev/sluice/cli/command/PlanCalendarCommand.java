package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.Calendar;
import dev.sluice.report.Format;
import dev.sluice.report.Ics;
import dev.sluice.report.Layout;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code sluice plan calendar}: who does what when, from T-60 days to T+30. */
@CommandLine.Command(
    name = "calendar",
    description = {
      "Tasks, pushes and windows with owner and time; -o FILE.ics, .csv or .md",
      "writes what the ending says."
    },
    mixinStandardHelpOptions = true)
public final class PlanCalendarCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  public PlanCalendarCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Locale locale = session().language() == Layout.Language.ZH ? Locale.CHINESE : Locale.ENGLISH;
    Calendar calendar = Calendar.of(campaign.read(session()), locale);
    Path file = session().output();
    if (file != null && file.toString().toLowerCase(Locale.ROOT).endsWith(".ics")) {
      session()
          .save(
              file,
              out ->
                  Ics.write(calendar.answer(), session().statedNow(), session().language(), out));
    } else {
      boolean table = session().format() == Format.TABLE;
      session().print(table ? calendar.overview() : calendar.answer());
    }
    return ExitCode.OK;
  }
}
