package dev.sluice.cli.command;

import dev.sluice.analysis.audience.Period;
import dev.sluice.analysis.audience.RepeatPurchase;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice audience repeat}: who buys again. */
@CommandLine.Command(
    name = "repeat",
    description = "How many buyers come back, how often, and what they spend each time.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice audience repeat --period day --until 2026-10-31",
      "  sluice audience repeat --calibration-end 2026-09-30 --list -o buyers.csv"
    })
public final class AudienceRepeatCommand extends Command {
  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = {
        "Orders of a buyer in one period are one purchase:",
        "${COMPLETION-CANDIDATES} (default: day)."
      })
  private Period period = Period.DAY;

  @Option(
      names = "--calibration-end",
      paramLabel = "DAY",
      description = "Look at purchases up to this day; those after it are counted apart.")
  private @Nullable LocalDate calibrationEnd;

  @Option(names = "--cumulative", description = "Repeat purchases counted up week by week, too.")
  private boolean cumulative;

  @Option(names = "--list", description = "List each buyer, too.")
  private boolean list;

  @Mixin private final PurchaseOptions purchases = new PurchaseOptions();

  public AudienceRepeatCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    try (Workspace workspace = session().read()) {
      session()
          .print(
              RepeatPurchase.of(
                  workspace,
                  purchases.of(session()),
                  new RepeatPurchase.Question(period, calibrationEnd, list, cumulative)));
    }
    return ExitCode.OK;
  }
}
