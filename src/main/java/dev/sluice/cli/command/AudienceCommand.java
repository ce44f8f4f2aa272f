package dev.sluice.cli.command;

import dev.sluice.cli.CommandGroup;
import dev.sluice.cli.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** {@code sluice audience}: who comes back. */
@CommandLine.Command(
    name = "audience",
    description = "Who comes back, how often, for how much, and in which sessions.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class AudienceCommand implements CommandGroup {
  @Override
  public Map<String, Function<Session, Object>> members() {
    Map<String, Function<Session, Object>> members = new LinkedHashMap<>();
    members.put("retention", AudienceRetentionCommand::new);
    members.put("repeat", AudienceRepeatCommand::new);
    members.put("rfm", AudienceRfmCommand::new);
    members.put("sessions", AudienceSessionsCommand::new);
    return members;
  }
}
