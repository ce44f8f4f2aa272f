package dev.sluice.cli;

import dev.sluice.cli.command.AttributionCommand;
import dev.sluice.cli.command.AudienceCommand;
import dev.sluice.cli.command.CompletionCommand;
import dev.sluice.cli.command.DemoCommand;
import dev.sluice.cli.command.DoctorCommand;
import dev.sluice.cli.command.ExplainCommand;
import dev.sluice.cli.command.FormatsCommand;
import dev.sluice.cli.command.FunnelCommand;
import dev.sluice.cli.command.ImportCommand;
import dev.sluice.cli.command.InitCommand;
import dev.sluice.cli.command.MetricsCommand;
import dev.sluice.cli.command.PeekCommand;
import dev.sluice.cli.command.PlanCommand;
import dev.sluice.cli.command.RejectsCommand;
import dev.sluice.cli.command.SchemaCommand;
import dev.sluice.cli.command.SellThroughCommand;
import dev.sluice.cli.command.SqlCommand;
import dev.sluice.cli.command.StatusCommand;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/**
 * The table of subcommands. Reflecting on every command class costs more than most commands do, so
 * a run registers only the one that its arguments name.
 */
public final class Commands {
  private static final Map<String, Function<Session, Object>> TABLE = new LinkedHashMap<>();

  static {
    // In the order in which help lists them.
    TABLE.put("demo", DemoCommand::new);
    TABLE.put("init", InitCommand::new);
    TABLE.put("status", StatusCommand::new);
    TABLE.put("import", ImportCommand::new);
    TABLE.put("rejects", RejectsCommand::new);
    TABLE.put("formats", FormatsCommand::new);
    TABLE.put("peek", PeekCommand::new);
    TABLE.put("funnel", FunnelCommand::new);
    TABLE.put("sellthrough", SellThroughCommand::new);
    TABLE.put("attribution", AttributionCommand::new);
    TABLE.put("audience", session -> new AudienceCommand());
    TABLE.put("plan", session -> new PlanCommand());
    TABLE.put("metrics", MetricsCommand::new);
    TABLE.put("explain", ExplainCommand::new);
    TABLE.put("schema", SchemaCommand::new);
    TABLE.put("sql", SqlCommand::new);
    TABLE.put("doctor", DoctorCommand::new);
    TABLE.put("completion", CompletionCommand::new);
  }

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
  static final class Root {
    @Mixin final Session session;

    Root(Session session) {
      this.session = session;
    }
  }

  static boolean has(String name) {
    return TABLE.containsKey(name);
  }

  /** The root with only the subcommands that {@code args} name, or with all where none is known. */
  static CommandLine named(Session session, String... args) {
    CommandLine root = root(session);
    add(root, TABLE, session, new HashSet<>(Arrays.asList(args)));
    return root;
  }

  /** The root with every subcommand: for help, completion and the man pages. */
  public static CommandLine all(Session session) {
    return named(session);
  }

  private static void add(
      CommandLine parent,
      Map<String, Function<Session, Object>> table,
      Session session,
      Set<String> args) {
    // A file that is called like a command only costs its registration.
    boolean named = table.keySet().stream().anyMatch(args::contains);
    table.forEach(
        (name, maker) -> {
          if (named && !args.contains(name)) {
            return;
          }
          Object command = maker.apply(session);
          CommandLine line = new CommandLine(command);
          parent.addSubcommand(name, line);
          if (command instanceof CommandGroup group) {
            add(line, group.members(), session, args);
          }
        });
  }

  private static CommandLine root(Session session) {
    CommandLine root = new CommandLine(new Root(session));
    CommandSpec spec = root.getCommandSpec();
    spec.usageMessage().sortSynopsis(false);
    return root;
  }
}
