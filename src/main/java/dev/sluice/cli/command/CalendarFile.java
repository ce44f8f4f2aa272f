package dev.sluice.cli.command;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Session;
import dev.sluice.report.Ics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The calendar that a command writes with {@code -o FILE.ics}, after the one that it follows. */
final class CalendarFile {
  @Option(
      names = "--previous",
      paramLabel = "FILE.ics",
      description = {
        "The calendar that was sent out last (default: the file of -o, if it is",
        "there): what changed since gets a higher SEQUENCE, what is gone is",
        "cancelled, all else stays as it was."
      })
  private @Nullable String previous;

  /** The calendar file that {@code -o} asks for, or {@code null}. */
  @Nullable Path path(Session session) {
    Path output = session.output();
    if (output != null && output.toString().toLowerCase(Locale.ROOT).endsWith(".ics")) {
      return output;
    }
    if (previous != null) {
      throw Refusal.usage("--previous is for calendars", "write one: -o FILE.ics");
    }
    return null;
  }

  /** Writes it, or leaves the file as it is when the earlier one cannot be followed. */
  void write(Session session, Path output, Answer calendar) {
    Ics ics = Ics.of(calendar, session.statedNow(), session.language());
    String earlier = previous == null && Files.exists(output) ? output.toString() : previous;
    if (earlier == null) {
      session.save(output, ics::write);
      return;
    }
    Ics.Update update = ics.after(earlier, CampaignArgument.text(session, earlier, null));
    session.save(output, update.calendar()::write);
    session.say(
        output
            + ": "
            + update.added()
            + " entries new, "
            + update.changed()
            + " changed, "
            + update.cancelled()
            + " cancelled, "
            + update.unchanged()
            + " as before");
  }
}
