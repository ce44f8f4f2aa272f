package dev.sluice.cli.command;

import dev.sluice.analysis.Scope;
import dev.sluice.cli.Session;
import java.util.List;
import picocli.CommandLine.Option;

/** The one broadcast that a question is about; shared by the commands that ask of no more. */
final class BroadcastOption {
  @Option(
      names = "--broadcast",
      paramLabel = "ID",
      required = true,
      order = 1,
      description = "The broadcast.")
  private String id = "";

  String id() {
    return id;
  }

  Scope of(Session session) {
    return Scope.of(List.of(id), null, null, session.zone());
  }
}
