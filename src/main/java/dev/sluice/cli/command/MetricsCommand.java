package dev.sluice.cli.command;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice metrics}: the dictionary, one line a metric. */
@CommandLine.Command(
    name = "metrics",
    description = {
      "List the metrics of the dictionary.",
      "",
      "Examples:",
      "  sluice metrics",
      "  sluice metrics gmv",
      "  sluice metrics 成交",
      ""
    },
    mixinStandardHelpOptions = true)
public final class MetricsCommand extends Command {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME-PART",
      description = "Only those with this in their name, or in what a platform calls them.")
  private String part = "";

  public MetricsCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Metric metric : Dictionary.standard().matching(part)) {
      rows.add(
          Arrays.asList(
              metric.name(),
              metric.en(),
              metric.zh(),
              metric.unit().name().toLowerCase(Locale.ROOT),
              metric.basis().name().toLowerCase(Locale.ROOT),
              metric.formula()));
    }
    List<Column> columns =
        List.of(
            Column.id("name"),
            Column.text("en"),
            Column.text("zh"),
            Column.id("unit"),
            Column.id("basis"),
            Column.text("formula"));
    session().print(Answer.of("metrics", Section.rows("rows", columns, rows)));
    return ExitCode.OK;
  }
}
