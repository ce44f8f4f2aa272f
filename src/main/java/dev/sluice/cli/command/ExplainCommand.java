package dev.sluice.cli.command;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Nearest;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice explain}: all that the dictionary knows about one metric. */
@CommandLine.Command(
    name = "explain",
    description = {
      "Say what a metric is: definition, formula, basis, what a refund does to it,",
      "what each platform calls it and where that differs, and who says so.",
      "",
      "Examples:",
      "  sluice explain ctor",
      "  sluice explain paid_gmv --format json",
      ""
    },
    mixinStandardHelpOptions = true)
public final class ExplainCommand extends Command {
  @Parameters(paramLabel = "NAME", description = "The metric, as 'sluice metrics' names it.")
  private String name = "";

  public ExplainCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Dictionary dictionary = Dictionary.standard();
    Metric metric = dictionary.find(name);
    if (metric == null) {
      String nearest = nearest(dictionary);
      throw Refusal.usage(
          "there is no metric named " + name,
          (nearest == null ? "" : "the nearest is " + nearest + "; ")
              + "'sluice metrics' lists them");
    }
    session().print(answer(metric));
    return ExitCode.OK;
  }

  /** By its name, else by what a platform calls it. */
  private @Nullable String nearest(Dictionary dictionary) {
    String byName = Nearest.one(name, dictionary.metrics().stream().map(Metric::name).toList());
    List<Metric> byLabel = dictionary.matching(name);
    return byName != null || byLabel.isEmpty() ? byName : byLabel.get(0).name();
  }

  private static Answer answer(Metric metric) {
    Answer answer =
        Answer.of("explain")
            .withFact(Column.id("name"), metric.name())
            .withFact(Column.text("en"), metric.en())
            .withFact(Column.text("zh"), metric.zh())
            .withFact(Column.text("definition"), metric.definition())
            .withFact(Column.text("formula"), metric.formula())
            .withFact(Column.id("basis"), metric.basis().name().toLowerCase(Locale.ROOT))
            .withFact(Column.id("unit"), metric.unit().name().toLowerCase(Locale.ROOT))
            .withFact(Column.id("denominator"), metric.denominator())
            .withFact(Column.text("time_basis"), metric.timeBasis())
            .withFact(Column.text("scope"), metric.scope())
            .withFact(Column.text("refund_treatment"), metric.refundTreatment())
            .withFact(Column.text("maturity"), metric.maturity())
            .withFact(Column.flag("stored"), metric.stored());
    for (Map.Entry<String, List<String>> label : metric.labels().entrySet()) {
      answer = answer.withFact(Column.texts("labels." + label.getKey()), label.getValue());
    }
    for (Map.Entry<String, String> differs : metric.differs().entrySet()) {
      answer = answer.withFact(Column.text("differs." + differs.getKey()), differs.getValue());
    }
    return answer
        .withFact(Column.text("source"), metric.source())
        .withFact(Column.id("grade"), metric.grade().name());
  }
}
