package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.allocation.AllocationSheet;
import dev.sluice.plan.allocation.MoneyQuestion;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice plan allocate}: money over layers, with a certificate. */
@CommandLine.Command(
    name = "allocate",
    description = {
      "Divide the budget among the layers so that it brings the most, with the proof:",
      "no division can bring more than the upper bound. Stock, customer service and",
      "dispatch cap the orders."
    },
    mixinStandardHelpOptions = true)
public final class PlanAllocateCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  @ArgGroup private @Nullable Question question;

  /** At most one of these. */
  static final class Question {
    @Option(
        names = "--budget",
        paramLabel = "AMOUNT",
        description = "The money, in place of the file's budget.")
    @Nullable BigDecimal budget;

    @Option(
        names = "--target-orders",
        paramLabel = "N",
        description = "The least money that brings N orders.")
    @Nullable BigDecimal orders;

    @Option(
        names = "--target-gmv",
        paramLabel = "AMOUNT",
        description = "The least money that brings such a GMV.")
    @Nullable BigDecimal gmv;
  }

  public PlanAllocateCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    session().print(AllocationSheet.of(campaign.read(session()), asked()));
    return ExitCode.OK;
  }

  private MoneyQuestion asked() {
    if (question == null) {
      return new MoneyQuestion.MostFor(null);
    }
    if (question.orders != null) {
      return new MoneyQuestion.CheapestOrders(positive("--target-orders", question.orders));
    }
    return question.gmv != null
        ? new MoneyQuestion.CheapestGmv(positive("--target-gmv", question.gmv))
        : new MoneyQuestion.MostFor(
            question.budget == null ? null : positive("--budget", question.budget));
  }

  private static BigDecimal positive(String option, BigDecimal amount) {
    if (amount.signum() < 0 || amount.compareTo(new BigDecimal("1e12")) > 0) {
      throw Refusal.usage(
          option + " " + amount.toPlainString() + " is not an amount from 0 up",
          "such as " + option + " 25000");
    }
    return amount;
  }
}
