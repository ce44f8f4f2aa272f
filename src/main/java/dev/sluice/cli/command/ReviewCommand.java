package dev.sluice.cli.command;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.review.Review;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code sluice review}: the meeting after a broadcast. */
@CommandLine.Command(
    name = "review",
    description =
        "The meeting after a broadcast on one page: core figures, funnel, traffic, timeline,"
            + " products, flash sales, service, what needs attention and who sees to it.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice review --broadcast 7301234567890123456 -o review.html",
      "  sluice review --broadcast 7301234567890123456 --lang zh -o review.xlsx"
    })
public final class ReviewCommand extends Command {
  @Option(
      names = "--broadcast",
      paramLabel = "ID",
      order = 1,
      required = true,
      description = "The broadcast.")
  private @Nullable String broadcast;

  public ReviewCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Scope scope = Scope.of(List.of(String.valueOf(broadcast)), null, null, session().zone());
    try (Workspace workspace = session().read()) {
      session().print(Review.ask(workspace, scope, session().now()));
    }
    return ExitCode.OK;
  }
}
