package dev.sluice.cli.command;

import dev.sluice.cli.CommandGroup;
import dev.sluice.cli.Session;
import java.util.List;
import picocli.CommandLine;

/** {@code sluice plan}: the layered plan of a broadcast's traffic. */
@CommandLine.Command(
    name = "plan",
    description = "Plan the traffic of a broadcast before it starts.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class PlanCommand implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("new", "check", "show", "calendar", "forecast");
  }

  @Override
  public Object make(String name, Session session) {
    return switch (name) {
      case "new" -> new PlanNewCommand(session);
      case "check" -> new PlanCheckCommand(session);
      case "show" -> new PlanShowCommand(session);
      case "calendar" -> new PlanCalendarCommand(session);
      case "forecast" -> new PlanForecastCommand(session);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
