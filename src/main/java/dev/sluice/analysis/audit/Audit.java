package dev.sluice.analysis.audit;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.kpi.BroadcastMetrics;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Metric;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What platforms print of broadcasts, checked: each printed rate beside the one that the
 * broadcast's own counts give, and what contradicts itself: a part above its whole, a share above
 * one, minutes, products or sources that add up to something else than the broadcast.
 */
public final class Audit {
  /** A rate that parts from its counts by more than rounding explains. */
  private static final String DIFFERS = "differs";

  private static final String AGREES = "agrees";

  private static final List<Column> RATES =
      List.of(
          Column.id("broadcast"),
          Column.term("metric"),
          Column.figure("printed"),
          Column.figure("recomputed"),
          Column.figure("difference"),
          Column.figure("tolerance").asDetail(),
          Column.term("scope").asDetail(),
          Column.text("currency"),
          Column.term("verdict"),
          Column.term("same_as"),
          Column.sentence("reason"));

  private static final List<Column> CONTRADICTIONS =
      List.of(
          Column.id("broadcast"),
          Column.term("finding"),
          Column.term("metric"),
          Column.figure("value"),
          Column.term("against"),
          Column.figure("against_value"),
          Column.text("currency"));

  private final Section printed;
  private final List<List<@Nullable Object>> rates = new ArrayList<>();
  private final List<List<@Nullable Object>> contradictions = new ArrayList<>();
  private final long broadcasts;

  private Audit(Section printed, Section found, long broadcasts) {
    this.printed = printed;
    this.broadcasts = broadcasts;
    for (int row = 0; row < printed.rows().size(); row++) {
      rates.add(rate(row));
    }
    for (int row = 0; row < found.rows().size(); row++) {
      contradictions.add(contradiction(found, row));
    }
  }

  /** Asks the workspace. */
  public static Audit ask(Workspace workspace, Scope scope) {
    scope.requireKnown(workspace);
    BroadcastMetrics.load(workspace, scope);
    BroadcastMetrics.choose(workspace, scope, null);
    Section printed =
        workspace.query(
            "printed",
            sql("rates"),
            List.of(
                Column.id("broadcast"),
                Column.text("platform"),
                Column.text("metric"),
                Column.number("printed"),
                Column.number("recomputed"),
                Column.text("scope"),
                Column.number("difference"),
                Column.number("tolerance"),
                Column.text("verdict"),
                Column.text("same_as"),
                Column.sentence("reason"),
                Column.text("currency")));
    Section found =
        workspace.query(
            "found",
            sql("contradictions"),
            List.of(
                Column.id("broadcast"),
                Column.text("finding"),
                Column.text("metric"),
                Column.number("value"),
                Column.text("against"),
                Column.number("against_value"),
                Column.text("currency")));
    Section chosen = workspace.query("chosen", sql("chosen"), List.of(Column.count("broadcasts")));
    return new Audit(printed, found, chosen.count(0, "broadcasts"));
  }

  private static Sql sql(String name) {
    return Sql.of(Audit.class, "staging/" + name + ".sql");
  }

  /** Every printed rate, and every contradiction. */
  public Answer answer() {
    return answer(rates(), contradictions());
  }

  /** What people read: of several broadcasts what does not agree, of one all of it. */
  public Answer overview() {
    if (broadcasts != 1) {
      return answer(differing(), contradictions());
    }
    Answer of = answer(withoutBroadcast(rates()), withoutBroadcast(contradictions()));
    return rates.isEmpty() ? of : of.withFact(RATES.get(0), rates.get(0).get(0));
  }

  /** The rates that part from their counts by more than rounding explains. */
  public Section differing() {
    int verdict = rates().indexOf("verdict");
    return Section.rows(
        "rates", RATES, rates.stream().filter(row -> DIFFERS.equals(row.get(verdict))).toList());
  }

  /** What cannot be. */
  public Section contradictions() {
    return Section.rows("contradictions", CONTRADICTIONS, contradictions);
  }

  private Section rates() {
    return Section.rows("rates", RATES, rates);
  }

  private static Section withoutBroadcast(Section section) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : section.rows()) {
      rows.add(row.subList(1, row.size()));
    }
    return Section.rows(
        section.name(), section.columns().subList(1, section.columns().size()), rows);
  }

  private Answer answer(Section shown, Section found) {
    return Answer.of("audit", shown, found)
        .withFact(Column.count("broadcasts"), broadcasts)
        .withFact(Column.count("rates_printed"), (long) rates.size())
        .withFact(Column.count("rates_agree"), count(AGREES))
        .withFact(Column.count("rates_differ"), count(DIFFERS))
        .withFact(Column.count("contradictions_found"), (long) contradictions.size())
        .withNotes(notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!rates.isEmpty()) {
      notes.add(
          "a printed rate agrees within one unit of the last decimal that its file prints of it");
    }
    if (count("not_checked") > 0) {
      notes.add(
          count("not_checked")
              + " of the printed rates cannot be recomputed: the export lacks what they are of");
    }
    return notes;
  }

  private long count(String verdict) {
    int place = rates().indexOf("verdict");
    return rates.stream().filter(row -> verdict.equals(row.get(place))).count();
  }

  private List<@Nullable Object> rate(int row) {
    Metric metric = BroadcastMetrics.metric(String.valueOf(printed.cell(row, "metric")));
    String platform = String.valueOf(printed.cell(row, "platform"));
    Object verdict = printed.cell(row, "verdict");
    // Why it could not be checked, else what the dictionary says of the platform's own number.
    Object reason = printed.cell(row, "reason");
    return Arrays.asList(
        printed.cell(row, "broadcast"),
        metric.name(),
        figure(metric, printed.cell(row, "printed")),
        figure(metric, printed.cell(row, "recomputed")),
        figure(metric, printed.cell(row, "difference")),
        figure(metric, printed.cell(row, "tolerance")),
        printed.cell(row, "scope"),
        BroadcastMetrics.kind(metric) == Kind.MONEY ? printed.cell(row, "currency") : null,
        verdict,
        printed.cell(row, "same_as"),
        reason == null && !AGREES.equals(verdict) ? metric.differs().get(platform) : reason);
  }

  private static List<@Nullable Object> contradiction(Section found, int row) {
    Metric metric = BroadcastMetrics.metric(String.valueOf(found.cell(row, "metric")));
    return Arrays.asList(
        found.cell(row, "broadcast"),
        found.cell(row, "finding"),
        metric.name(),
        figure(metric, found.cell(row, "value")),
        found.cell(row, "against"),
        figure(metric, found.cell(row, "against_value")),
        BroadcastMetrics.kind(metric) == Kind.MONEY ? found.cell(row, "currency") : null);
  }

  private static @Nullable Figure figure(Metric metric, @Nullable Object value) {
    return value == null
        ? null
        : BroadcastMetrics.figure(metric, (BigDecimal) Objects.requireNonNull(value));
  }
}
