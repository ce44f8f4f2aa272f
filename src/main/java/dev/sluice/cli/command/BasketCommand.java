package dev.sluice.cli.command;

import dev.sluice.analysis.basket.Basket;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice basket}: what goes together. */
@CommandLine.Command(
    name = "basket",
    description = {
      "What is bought together: pairs with support, confidence and lift,",
      "or what lies in the baskets of one product."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice basket --broadcast 7301234567890123456",
      "  sluice basket --from 2026-10-01 --by category --basket buyer",
      "  sluice basket --with SKU-1 --top 10"
    })
public final class BasketCommand extends Command {
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Mixin private final KeyOption key = new KeyOption();

  @Option(
      names = "--basket",
      paramLabel = "WHAT",
      order = 5,
      description = "order, or buyer: all that a buyer bought in the scope (default: order).")
  private String basket = "order";

  @Option(
      names = "--with",
      paramLabel = "KEY",
      order = 6,
      description = "The halo of this one: what the baskets that hold it hold beside it.")
  private @Nullable String hero;

  @Option(
      names = "--minimum",
      paramLabel = "N",
      order = 7,
      description = "Pairs that at least so many baskets hold (default: 5).")
  private long minimum = 5;

  @Option(
      names = "--top",
      paramLabel = "N",
      order = 8,
      description = "List so many rows, 0 for all (default: 20).")
  private int top = 20;

  public BasketCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Basket.Question question =
        Basket.Question.of(scope.of(session()), basket, key.by(), minimum, top, hero);
    try (Workspace workspace = session().read()) {
      session().print(Basket.ask(workspace, question));
    }
    return ExitCode.OK;
  }
}
