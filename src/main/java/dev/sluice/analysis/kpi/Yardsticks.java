package dev.sluice.analysis.kpi;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Benchmark;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a metric can be measured by: first the account's own history, then what others published.
 * Own broadcasts are held against a published range only where somebody has verified it, it is of
 * the same platform, and there are five of them.
 */
public final class Yardsticks {
  /** Below this many broadcasts quartiles say nothing. */
  private static final long FEWEST = 5;

  private static final Sql OWN = sql("staging/own-history.sql");
  private static final Sql CHOSEN = sql("staging/chosen.sql");

  private static final List<Column> OWN_COLUMNS =
      List.of(
          Column.term("metric"),
          Column.text("account"),
          Column.id("platform"),
          Column.count("broadcasts"),
          Column.figure("p25"),
          Column.figure("median"),
          Column.figure("p75"),
          Column.text("currency"),
          Column.term("scope"),
          Column.sentence("reason"));

  private static final List<Column> PUBLISHED_COLUMNS =
      List.of(
          Column.term("metric"),
          Column.id("platform"),
          Column.sentence("about"),
          Column.figure("range_low"),
          Column.figure("range_high"),
          Column.text("currency"),
          Column.id("grade"),
          Column.term("standing"),
          Column.sentence("reason").asDetail(),
          Column.sentence("says"),
          Column.sentence("source"),
          Column.sentence("date"));

  private final List<Benchmark> published;

  private Yardsticks(List<Benchmark> published) {
    this.published = published;
  }

  /** Those of some metrics, or of all that somebody published. */
  public static Yardsticks of(List<Benchmark> published, List<String> metrics) {
    metrics.forEach(BroadcastMetrics::metric);
    return new Yardsticks(
        published.stream()
            .filter(each -> metrics.isEmpty() || metrics.contains(each.metric()))
            .toList());
  }

  /**
   * Asks.
   *
   * @param workspace of the own history; {@code null} = there is none
   * @param metrics as asked; none = those that somebody published
   */
  public Answer ask(@Nullable Workspace workspace, Scope scope, List<String> metrics) {
    List<String> wanted =
        metrics.isEmpty() ? published.stream().map(Benchmark::metric).distinct().toList() : metrics;
    Section own =
        Section.rows(
            "own", OWN_COLUMNS, workspace == null ? List.of() : own(workspace, scope, wanted));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Benchmark each : published) {
      rows.add(row(each, own));
    }
    List<String> notes = new ArrayList<>();
    if (own.rows().isEmpty()) {
      notes.add("own history comes first, and there is none: import broadcasts to have it");
    }
    notes.add(
        "published ranges are weak yardsticks; those of grade C (unverified) and I (inferred) give"
            + " no verdict");
    return Answer.of("benchmarks", own, Section.rows("published", PUBLISHED_COLUMNS, rows))
        .withNotes(notes);
  }

  private static List<List<@Nullable Object>> own(
      Workspace workspace, Scope scope, List<String> metrics) {
    scope.requireKnown(workspace);
    BroadcastMetrics.load(workspace, scope);
    workspace.update(CHOSEN, scope.joined(), scope.fromText(), scope.toText(), null);
    Section found =
        workspace.query(
            "own",
            OWN,
            List.of(
                Column.term("metric"),
                Column.text("account"),
                Column.id("platform"),
                Column.count("broadcasts"),
                Column.number("p25"),
                Column.number("median"),
                Column.number("p75"),
                Column.text("currency"),
                Column.term("scope")),
            String.join("\u001f", metrics));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int at = 0; at < found.rows().size(); at++) {
      Metric metric = BroadcastMetrics.metric(String.valueOf(found.cell(at, "metric")));
      boolean few = found.count(at, "broadcasts") < FEWEST;
      rows.add(
          Arrays.asList(
              metric.name(),
              found.cell(at, "account"),
              found.cell(at, "platform"),
              found.cell(at, "broadcasts"),
              few ? null : figure(metric, found, at, "p25"),
              few ? null : figure(metric, found, at, "median"),
              few ? null : figure(metric, found, at, "p75"),
              found.cell(at, "currency"),
              found.cell(at, "scope"),
              few ? FEWEST + " broadcasts needed" : null));
    }
    return rows;
  }

  private static @Nullable Figure figure(Metric metric, Section found, int at, String column) {
    return BroadcastMetrics.figure(metric, (BigDecimal) found.cell(at, column));
  }

  private static List<@Nullable Object> row(Benchmark each, Section own) {
    Metric metric = Objects.requireNonNull(Dictionary.standard().find(each.metric()));
    List<BigDecimal> medians = new ArrayList<>();
    for (int at = 0; at < own.rows().size(); at++) {
      boolean alike =
          metric.name().equals(own.cell(at, "metric"))
              && (each.platform() == null || each.platform().equals(own.cell(at, "platform")))
              && Objects.equals(each.currency(), own.cell(at, "currency"));
      if (alike && own.cell(at, "median") instanceof Figure median) {
        medians.add(decimal(median));
      }
    }
    String reason =
        !each.givesVerdict()
            ? "grade " + each.grade() + " gives no verdict"
            : medians.isEmpty()
                ? "no own history of " + FEWEST + " there"
                : medians.size() > 1 ? "several accounts" : null;
    return Arrays.asList(
        metric.name(),
        each.platform(),
        each.about(),
        BroadcastMetrics.figure(metric, each.low()),
        BroadcastMetrics.figure(metric, each.high()),
        each.currency(),
        each.grade().name(),
        reason == null ? standing(each, medians.get(0)) : null,
        reason,
        each.says(),
        each.source(),
        each.date());
  }

  private static BigDecimal decimal(Figure figure) {
    return figure.value() instanceof BigDecimal number
        ? number
        : BigDecimal.valueOf((Long) figure.value());
  }

  private static String standing(Benchmark each, BigDecimal median) {
    if (each.low() != null && median.compareTo(each.low()) < 0) {
      return "below";
    }
    return each.high() != null && median.compareTo(each.high()) > 0 ? "above" : "within";
  }

  /** The refusal of a list of one's own that is not accepted. */
  public static Refusal refused(String name, IllegalArgumentException fault) {
    return Refusal.input(
        String.format(Locale.ROOT, "%s: %s", name, fault.getMessage()),
        "an entry is {metric, platform, low, high, says, source, date, grade}",
        fault);
  }

  private static Sql sql(String file) {
    return Sql.of(Yardsticks.class, file);
  }
}
