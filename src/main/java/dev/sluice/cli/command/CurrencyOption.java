package dev.sluice.cli.command;

import dev.sluice.analysis.ReportingCurrency;
import dev.sluice.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The currency of an answer; shared by the commands whose answers hold money of several. */
final class CurrencyOption {
  @Option(
      names = "--currency",
      paramLabel = "CUR",
      order = 20,
      description = "Money in this currency, by the rates of generic.fx on the day of each fact.")
  private @Nullable String currency;

  boolean asked() {
    return currency != null;
  }

  /** Shows the money of some facts in the currency, if one was asked for; what to note of that. */
  List<String> show(Workspace workspace, List<String> facts) {
    return currency == null ? List.of() : ReportingCurrency.show(workspace, currency, facts);
  }
}
