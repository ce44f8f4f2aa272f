package dev.sluice.cli.command;

import dev.sluice.analysis.audience.Period;
import dev.sluice.analysis.audience.Retention;
import dev.sluice.analysis.audience.Retention.Activity;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice audience retention}: cohorts and who of them comes back. */
@CommandLine.Command(
    name = "retention",
    description = {
      "Cohorts by their period, and how many of each are active in later ones.",
      "Unfinished periods have no figure."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice audience retention --period month",
      "  sluice audience retention --period week --unbounded --periods 8",
      "  sluice audience retention --of events --event view --period day",
      "  sluice audience retention --did view,add_to_cart,pay"
    })
public final class AudienceRetentionCommand extends Command {
  /** What counts as being active. */
  enum Of {
    ORDERS,
    EVENTS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = "${COMPLETION-CANDIDATES} (default: month). Weeks run Monday to Sunday.")
  private Period period = Period.MONTH;

  @Option(
      names = "--recurring",
      description = "Each period of activity opens a cohort (default: the first only).")
  private boolean recurring;

  @Option(
      names = "--unbounded",
      description = "Retained means active in the period or in a later one.")
  private boolean unbounded;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first cohort is that of the day.")
  private @Nullable LocalDate from;

  @Option(
      names = "--periods",
      paramLabel = "N",
      description = "Follow a cohort for N periods, its own included.")
  private @Nullable Integer periods;

  @Option(
      names = "--of",
      paramLabel = "WHAT",
      description = "What is being active: ${COMPLETION-CANDIDATES} (default: orders).")
  private Of of = Of.ORDERS;

  @Option(
      names = "--event",
      paramLabel = "NAME",
      description = "With --of events: this event only.")
  private @Nullable String event;

  @Option(
      names = "--did",
      split = ",",
      paramLabel = "EVENT",
      description = {
        "Instead of cohorts: of the users who did the first event,",
        "how many did each other, in any order."
      })
  private List<String> did = List.of();

  @Mixin private final PurchaseOptions purchases = new PurchaseOptions();

  public AudienceRetentionCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    if (event != null && of != Of.EVENTS) {
      throw Refusal.usage("--event goes with --of events", null);
    }
    if (periods != null && periods < 1) {
      throw Refusal.usage("--periods: a cohort is followed for at least 1 period", null);
    }
    try (Workspace workspace = session().read()) {
      session()
          .print(
              did.isEmpty()
                  ? Retention.of(
                      workspace,
                      activity(),
                      new Retention.Cohorts(period, recurring, unbounded, from, periods))
                  : Retention.did(workspace, did, purchases.shop()));
    }
    return ExitCode.OK;
  }

  private Activity activity() {
    return of == Of.ORDERS
        ? new Activity.Buying(purchases.of(session()))
        : new Activity.Doing(
            event, purchases.shop(), purchases.until(), PurchaseOptions.zone(session()));
  }
}
