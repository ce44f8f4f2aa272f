package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.exports.Peek;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice peek}: what a file is. */
@CommandLine.Command(
    name = "peek",
    description = "Say what a file is and show its first rows; no workspace is needed.",
    mixinStandardHelpOptions = true)
public final class PeekCommand extends Command {
  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file = Path.of("");

  public PeekCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    session().print(Peek.at(file, String.valueOf(file.getFileName())));
    return ExitCode.OK;
  }
}
