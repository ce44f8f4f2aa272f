package dev.sluice.cli;

import dev.sluice.cli.command.FunnelCommand;
import dev.sluice.cli.command.SellThroughCommand;
import dev.sluice.cli.command.SqlCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/**
 * The table of subcommands. Reflecting on every command class costs more than most commands do, so
 * a run registers only the one that its arguments name.
 */
final class Commands {
  private static final Map<String, Function<Session, Object>> TABLE = new LinkedHashMap<>();

  static {
    // In the order in which help lists them.
    TABLE.put("funnel", FunnelCommand::new);
    TABLE.put("sellthrough", SellThroughCommand::new);
    TABLE.put("sql", SqlCommand::new);
  }

  private Commands() {}

  /** The root command, which does nothing by itself. */
  @CommandLine.Command(
      name = "sluice",
      mixinStandardHelpOptions = true,
      versionProvider = Cli.Version.class,
      scope = ScopeType.LOCAL,
      synopsisSubcommandLabel = "COMMAND",
      description = {
        "Plan the traffic of a live-stream broadcast before it starts,",
        "and read the funnel and the sell-through the morning after.",
        ""
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
        "New here?  sluice demo"
      })
  static final class Root {
    @Mixin final Session session;

    Root(Session session) {
      this.session = session;
    }
  }

  static Iterable<String> names() {
    return TABLE.keySet();
  }

  /** The root with only the subcommand that {@code args} name, or with all where none is known. */
  static CommandLine named(Session session, String... args) {
    for (String arg : args) {
      Function<Session, Object> command = TABLE.get(arg);
      if (command != null) {
        CommandLine root = root(session);
        root.addSubcommand(arg, command.apply(session));
        return root;
      }
    }
    return all(session);
  }

  static CommandLine all(Session session) {
    CommandLine root = root(session);
    TABLE.forEach((name, command) -> root.addSubcommand(name, command.apply(session)));
    return root;
  }

  private static CommandLine root(Session session) {
    CommandLine root = new CommandLine(new Root(session));
    CommandSpec spec = root.getCommandSpec();
    spec.usageMessage().sortSynopsis(false);
    return root;
  }
}
