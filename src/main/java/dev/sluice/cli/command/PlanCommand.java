package dev.sluice.cli.command;

import dev.sluice.cli.CommandGroup;
import dev.sluice.cli.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** {@code sluice plan}: the layered plan of a broadcast's traffic. */
@CommandLine.Command(
    name = "plan",
    description = "Plan the traffic of a broadcast before it starts.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class PlanCommand implements CommandGroup {
  @Override
  public Map<String, Function<Session, Object>> members() {
    Map<String, Function<Session, Object>> members = new LinkedHashMap<>();
    members.put("new", PlanNewCommand::new);
    members.put("check", PlanCheckCommand::new);
    members.put("show", PlanShowCommand::new);
    members.put("calendar", PlanCalendarCommand::new);
    return members;
  }
}
