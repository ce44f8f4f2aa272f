package dev.sluice.cli.command;

import dev.sluice.analysis.audience.Rfm;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice audience rfm}: buyers by recency, frequency and amount. */
@CommandLine.Command(
    name = "rfm",
    description = {
      "Score buyers from 1 to 5 by how lately, how often and for how much they bought,",
      "and put them into segments. Refunds count neither as orders nor as revenue."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice audience rfm",
      "  sluice audience rfm --until 2026-10-31 --heatmap",
      "  sluice audience rfm --segments segments.csv --list -o buyers.csv"
    })
public final class AudienceRfmCommand extends Command {
  private static final int THRESHOLDS = 4;

  @Option(
      names = "--recency",
      split = ",",
      paramLabel = "DAYS",
      description = "Four rising thresholds instead of quintiles, such as 7,30,90,180.")
  private List<BigDecimal> recency = List.of();

  @Option(
      names = "--frequency",
      split = ",",
      paramLabel = "ORDERS",
      description = "Four rising thresholds of the number of orders.")
  private List<BigDecimal> frequency = List.of();

  @Option(
      names = "--monetary",
      split = ",",
      paramLabel = "AMOUNT",
      description = "Four rising thresholds of the amount.")
  private List<BigDecimal> monetary = List.of();

  @Option(
      names = "--segments",
      paramLabel = "FILE",
      description = {
        "Your own segments, the first that fits wins: CSV with the columns segment,",
        "r_from, r_to, f_from, f_to, m_from, m_to (scores)."
      })
  private @Nullable Path segments;

  @Option(names = "--heatmap", description = "Cross recency and frequency, too.")
  private boolean heatmap;

  @Option(names = "--list", description = "List each buyer, too.")
  private boolean list;

  @Mixin private final PurchaseOptions purchases = new PurchaseOptions();

  public AudienceRfmCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Rfm.Question question =
        new Rfm.Question(
            thresholds("--recency", recency),
            thresholds("--frequency", frequency),
            thresholds("--monetary", monetary),
            segments,
            heatmap,
            list);
    try (Workspace workspace = session().read()) {
      session().print(Rfm.of(workspace, purchases.of(session()), question));
    }
    return ExitCode.OK;
  }

  private static @Nullable String thresholds(String option, List<BigDecimal> given) {
    if (given.isEmpty()) {
      return null;
    }
    for (int i = 1; i < given.size(); i++) {
      if (given.get(i).compareTo(given.get(i - 1)) <= 0) {
        throw Refusal.usage(
            option + ": " + given.get(i).toPlainString() + " does not rise above the one before",
            null);
      }
    }
    if (given.size() != THRESHOLDS) {
      throw Refusal.usage(
          option + ": " + given.size() + " thresholds, but scores of 1 to 5 need 4", null);
    }
    return given.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(","));
  }
}
