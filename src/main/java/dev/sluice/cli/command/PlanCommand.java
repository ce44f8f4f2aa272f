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
    return List.of(
        "new",
        "check",
        "show",
        "forecast",
        "allocate",
        "schedule",
        "calendar",
        "save",
        "compare",
        "learn",
        "backtest");
  }

  @Override
  public Object make(String name, Session session) {
    return switch (name) {
      case "new" -> new PlanNewCommand(session);
      case "check" -> new PlanCheckCommand(session);
      case "show" -> new PlanShowCommand(session);
      case "allocate" -> new PlanAllocateCommand(session);
      case "calendar" -> new PlanCalendarCommand(session);
      case "save" -> new PlanSaveCommand(session);
      case "compare" -> new PlanCompareCommand(session);
      case "learn" -> new PlanLearnCommand(session);
      case "backtest" -> new PlanBacktestCommand(session);
      case "forecast" -> new PlanForecastCommand(session);
      case "schedule" -> new PlanScheduleCommand(session);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
