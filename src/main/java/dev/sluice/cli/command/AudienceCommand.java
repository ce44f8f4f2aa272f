package dev.sluice.cli.command;

import dev.sluice.cli.CommandGroup;
import dev.sluice.cli.Session;
import java.util.List;
import picocli.CommandLine;

/** {@code sluice audience}: who comes back. */
@CommandLine.Command(
    name = "audience",
    description = "Who comes back, how often, for how much, and in which sessions.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class AudienceCommand implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("retention", "repeat", "rfm", "fans", "sessions");
  }

  @Override
  public Object make(String name, Session session) {
    return switch (name) {
      case "retention" -> new AudienceRetentionCommand(session);
      case "repeat" -> new AudienceRepeatCommand(session);
      case "rfm" -> new AudienceRfmCommand(session);
      case "fans" -> new AudienceFansCommand(session);
      case "sessions" -> new AudienceSessionsCommand(session);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
