package dev.sluice.cli.command;

import dev.sluice.analysis.Scope;
import dev.sluice.cli.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The broadcasts or days that a question is about; shared by the commands that ask one. */
final class ScopeOptions {
  @Option(
      names = "--broadcast",
      paramLabel = "ID",
      order = 1,
      description = "Of this broadcast; where several make sense it may be repeated.")
  private List<String> broadcasts = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "DAY",
      order = 2,
      description =
          "From this day on, in the shop's zone: the start of a broadcast, else of an order.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY", order = 3, description = "Up to this day, included.")
  private @Nullable String to;

  Scope of(Session session) {
    return Scope.of(broadcasts, from, to, session.zone());
  }

  List<String> broadcasts() {
    return broadcasts;
  }

  @Nullable String from() {
    return from;
  }

  @Nullable String to() {
    return to;
  }
}
