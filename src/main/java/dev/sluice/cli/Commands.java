package dev.sluice.cli;

import dev.sluice.cli.command.AttributionCommand;
import dev.sluice.cli.command.AudienceCommand;
import dev.sluice.cli.command.AuditCommand;
import dev.sluice.cli.command.BasketCommand;
import dev.sluice.cli.command.BenchmarksCommand;
import dev.sluice.cli.command.CheckCommand;
import dev.sluice.cli.command.CompletionCommand;
import dev.sluice.cli.command.DemoCommand;
import dev.sluice.cli.command.DoctorCommand;
import dev.sluice.cli.command.DriversCommand;
import dev.sluice.cli.command.ExplainCommand;
import dev.sluice.cli.command.FlashCommand;
import dev.sluice.cli.command.FormatsCommand;
import dev.sluice.cli.command.FunnelCommand;
import dev.sluice.cli.command.ImportCommand;
import dev.sluice.cli.command.InitCommand;
import dev.sluice.cli.command.KpiCommand;
import dev.sluice.cli.command.LineupCommand;
import dev.sluice.cli.command.MetricsCommand;
import dev.sluice.cli.command.PeekCommand;
import dev.sluice.cli.command.PlanCommand;
import dev.sluice.cli.command.ReconcileCommand;
import dev.sluice.cli.command.RejectsCommand;
import dev.sluice.cli.command.ReviewCommand;
import dev.sluice.cli.command.SchemaCommand;
import dev.sluice.cli.command.SellThroughCommand;
import dev.sluice.cli.command.SqlCommand;
import dev.sluice.cli.command.StatusCommand;
import dev.sluice.cli.command.StockCommand;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/**
 * The subcommands. Reflecting on every command class costs more than most commands do, so a run
 * registers only the one that its arguments name.
 */
public final class Commands {
  private Commands() {}

  /** The root command, which asks for help when alone. */
  @CommandLine.Command(
      name = "sluice",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      scope = ScopeType.LOCAL,
      synopsisSubcommandLabel = "COMMAND",
      description = {
        "Plan the traffic of a live-stream broadcast before it starts,",
        "and read the funnel and the sell-through the morning after."
      },
      commandListHeading = "%nCommands:%n",
      footerHeading = "%nExit codes:%n",
      footer = {
        "  0  done",
        "  1  failed: an I/O or engine error",
        "  2  usage: a bad option or argument",
        "  3  a check did not hold",
        "  4  input not accepted",
        "  5  the workspace is in use by another process",
        "",
        "More of a command: sluice help COMMAND.  New here? sluice demo"
      })
  static final class Root implements CommandGroup {
    /** In the order in which help lists them; each has its line in {@link #make} too. */
    private static final List<String> NAMES =
        List.of(
            "demo",
            "init",
            "status",
            "import",
            "rejects",
            "formats",
            "peek",
            "kpi",
            "check",
            "drivers",
            "reconcile",
            "audit",
            "funnel",
            "sellthrough",
            "basket",
            "flash",
            "lineup",
            "stock",
            "attribution",
            "audience",
            "review",
            "plan",
            "benchmarks",
            "metrics",
            "explain",
            "schema",
            "sql",
            "doctor",
            "completion");

    @Mixin final Session session;

    Root(Session session) {
      this.session = session;
    }

    @Override
    public List<String> names() {
      return NAMES;
    }

    @Override
    public Object make(String name, Session session) {
      return switch (name) {
        case "demo" -> new DemoCommand(session);
        case "init" -> new InitCommand(session);
        case "status" -> new StatusCommand(session);
        case "import" -> new ImportCommand(session);
        case "rejects" -> new RejectsCommand(session);
        case "formats" -> new FormatsCommand(session);
        case "peek" -> new PeekCommand(session);
        case "kpi" -> new KpiCommand(session);
        case "drivers" -> new DriversCommand(session);
        case "reconcile" -> new ReconcileCommand(session);
        case "audit" -> new AuditCommand(session);
        case "check" -> new CheckCommand(session);
        case "funnel" -> new FunnelCommand(session);
        case "sellthrough" -> new SellThroughCommand(session);
        case "basket" -> new BasketCommand(session);
        case "flash" -> new FlashCommand(session);
        case "lineup" -> new LineupCommand(session);
        case "stock" -> new StockCommand(session);
        case "attribution" -> new AttributionCommand(session);
        case "audience" -> new AudienceCommand();
        case "review" -> new ReviewCommand(session);
        case "plan" -> new PlanCommand();
        case "benchmarks" -> new BenchmarksCommand(session);
        case "metrics" -> new MetricsCommand(session);
        case "explain" -> new ExplainCommand(session);
        case "schema" -> new SchemaCommand(session);
        case "sql" -> new SqlCommand(session);
        case "doctor" -> new DoctorCommand(session);
        case "completion" -> new CompletionCommand(session);
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  static boolean has(String name) {
    return Root.NAMES.contains(name);
  }

  /** The root with only the subcommands that {@code args} name, or with all where none is known. */
  static CommandLine named(Session session, String... args) {
    Root group = new Root(session);
    CommandLine root = new CommandLine(group);
    root.getCommandSpec().usageMessage().sortSynopsis(false);
    add(root, group, session, new HashSet<>(Arrays.asList(args)));
    return root;
  }

  /** The root with every subcommand: for help, completion and the man pages. */
  public static CommandLine all(Session session) {
    return named(session);
  }

  private static void add(
      CommandLine parent, CommandGroup group, Session session, Set<String> args) {
    // A file that is called like a command only costs its registration.
    boolean named = !Collections.disjoint(group.names(), args);
    for (String name : group.names()) {
      if (named && !args.contains(name)) {
        continue;
      }
      Object command = group.make(name, session);
      CommandLine line = new CommandLine(command);
      parent.addSubcommand(name, line);
      if (command instanceof CommandGroup members) {
        add(line, members, session, args);
      }
    }
  }
}
