package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.allocation.AllocationSheet;
import dev.sluice.plan.allocation.MoneyQuestion;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice plan allocate}: money over layers, with a certificate. */
@CommandLine.Command(
    name = "allocate",
    description = {
      "Divide the budget among the layers so that it brings the most, with the proof:",
      "no division can bring more than the upper bound. Stock, customer service and",
      "dispatch cap the orders. A layer that states no response is held as it is."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan allocate campaign.yaml",
      "  sluice plan allocate campaign.yaml --budget 50000",
      "  sluice plan allocate campaign.yaml --target-orders 1200 --format json"
    })
public final class PlanAllocateCommand extends Command {
  private static final BigDecimal MOST = new BigDecimal("1e12");

  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      description = "The money, in place of the file's budget.")
  private @Nullable BigDecimal budget;

  @Option(
      names = "--target-orders",
      paramLabel = "N",
      description = "The least money that brings N orders.")
  private @Nullable BigDecimal orders;

  @Option(
      names = "--target-gmv",
      paramLabel = "AMOUNT",
      description = "The least money that brings such a GMV.")
  private @Nullable BigDecimal gmv;

  public PlanAllocateCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    session().print(AllocationSheet.of(campaign.read(session()), asked()));
    return ExitCode.OK;
  }

  private MoneyQuestion asked() {
    if (Stream.of(budget, orders, gmv).filter(Objects::nonNull).count() > 1) {
      throw Refusal.usage(
          "--budget, --target-orders and --target-gmv are three questions", "ask one of them");
    }
    if (orders != null) {
      return new MoneyQuestion.CheapestOrders(positive("--target-orders", orders));
    }
    if (gmv != null) {
      return new MoneyQuestion.CheapestGmv(positive("--target-gmv", gmv));
    }
    return new MoneyQuestion.MostFor(budget == null ? null : positive("--budget", budget));
  }

  private static BigDecimal positive(String option, BigDecimal amount) {
    if (amount.signum() < 0 || amount.compareTo(MOST) > 0) {
      throw Refusal.usage(
          option + " " + amount.toPlainString() + " is not a number from 0 to a trillion",
          "such as " + option + " 25000");
    }
    return amount;
  }
}
