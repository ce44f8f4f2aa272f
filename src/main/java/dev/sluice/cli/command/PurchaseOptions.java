package dev.sluice.cli.command;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.audience.Purchases;
import dev.sluice.cli.Session;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which purchases a question is about; shared by the commands on buyers. */
final class PurchaseOptions {
  @Option(names = "--shop", paramLabel = "NAME", description = "Of this shop only.")
  private @Nullable String shop;

  @Option(names = "--currency", paramLabel = "CUR", description = "Orders in this currency only.")
  private @Nullable String currency;

  @Option(
      names = "--until",
      paramLabel = "DAY",
      description = "The last day to look at (default: that of the latest export).")
  private @Nullable LocalDate until;

  @Option(names = "--with-refunds", description = "Count refunded orders and amounts, too.")
  private boolean withRefunds;

  Purchases of(Session session) {
    return new Purchases(shop, currency, !withRefunds, until, zone(session));
  }

  @Nullable String shop() {
    return shop;
  }

  @Nullable LocalDate until() {
    return until;
  }

  /** The zone of shops that state none, as the engine spells it. */
  static String zone(Session session) {
    return new Scope(List.of(), null, null, session.zone()).zoneName();
  }
}
