package dev.sluice.cli.command;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.exports.ImportRun;
import dev.sluice.exports.Imports;
import dev.sluice.exports.Period;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice import}: files into the workspace. */
@CommandLine.Command(
    name = "import",
    description = {
      "Import the files that the platforms gave: CSV, XLSX, zips of them, or your own files.",
      "A file is recognised by its header, never by its name."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand extends Command {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files or folders; - is stdin.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--report",
      paramLabel = "ID",
      description = "Which report it is (sluice formats).")
  private @Nullable String report;

  @Option(
      names = "--shop",
      paramLabel = "NAME",
      description = "Whose it is (default: the platform's name).")
  private @Nullable String shop;

  @Option(
      names = "--currency",
      paramLabel = "CUR",
      description = "The currency of amounts that carry none, such as USD.")
  private @Nullable String currency;

  @Option(
      names = "--room",
      paramLabel = "ID",
      description = "The broadcast that the file is about, where it does not say.")
  private @Nullable String room;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "When it was exported, as 2026-11-08T09:00:00+08:00.")
  private @Nullable String asOf;

  @Option(
      names = "--period",
      paramLabel = "DAYS",
      description = "The days that it sums up, where it does not say: 2026-10-01..2026-10-31.")
  private @Nullable String period;

  @Option(names = "--dry-run", description = "Say what would happen and change nothing.")
  private boolean dryRun;

  @Option(names = "--strict", description = "Refuse a file of which one row cannot be read.")
  private boolean strict;

  public ImportCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Imports.Terms terms =
        new Imports.Terms(
            report,
            shop,
            session().zone(),
            currency,
            room,
            Session.instant("--as-of", asOf),
            period == null ? null : Period.parse(period),
            dryRun,
            strict,
            session().now());
    ImportRun run =
        new ImportRun(
            session().in(), session()::write, terms, session()::say, session().progress());
    Answer answer = run.of(inputs);
    session().print(answer);
    if (run.refusals().isEmpty()) {
      return ExitCode.OK;
    }
    return run.refusals().contains(Refusal.Cause.INPUT) ? ExitCode.INPUT : ExitCode.FAILED;
  }
}
