package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.Commands;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import java.nio.file.Path;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice completion}: what a shell needs to complete commands and options. */
@CommandLine.Command(
    name = "completion",
    description = {
      "Print the completion of a shell.",
      "",
      "For bash:",
      "  source <(sluice completion bash)",
      "For zsh, after compinit:",
      "  source <(sluice completion zsh)"
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand extends Command {

  /** The shells it knows. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  Shell shell = Shell.BASH;

  public CompletionCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    // One script for both: it finds out which shell it is in.
    String text = AutoComplete.bash("sluice", Commands.all(session()));
    Path file = session().output();
    if (file == null) {
      session().out().print(text);
    } else {
      session().save(file, writer -> writer.write(text));
    }
    return ExitCode.OK;
  }
}
