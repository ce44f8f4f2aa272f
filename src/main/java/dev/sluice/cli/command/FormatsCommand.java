package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.exports.Formats;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice formats}: what can be imported. */
@CommandLine.Command(
    name = "formats",
    description = "List the reports that can be imported, or show one column by column.",
    mixinStandardHelpOptions = true)
public final class FormatsCommand extends Command {
  @Parameters(paramLabel = "ID", arity = "0..1", description = "The report to show.")
  private @Nullable String report;

  public FormatsCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    session().print(report == null ? Formats.all() : Formats.one(report));
    return ExitCode.OK;
  }
}
