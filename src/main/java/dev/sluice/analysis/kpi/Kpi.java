package dev.sluice.analysis.kpi;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Answer.Coverage;
import dev.sluice.answer.Answer.Part;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Basis;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.metrics.Unit;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The key figures of broadcasts.
 *
 * <p>Counts and money are added up, rates are ratios of sums over the broadcasts that know both
 * counts, the peak is the highest. People are counted once within a broadcast and never added up
 * over several: their count is missing there, with a reason. A rate of orders, units, buyers or GMV
 * takes those of the room where the broadcast knows them, else those attributed to it, and says in
 * {@code scope} which.
 */
public final class Kpi {
  private static final List<String> GROUPS =
      List.of("broadcast", "platform", "account", "host", "weekday", "slot", "week", "month");
  private static final Set<String> TIMES = Set.of("weekday", "slot", "week", "month");

  /** What a team reads first; every other metric is asked for by name. */
  private static final List<String> CORE =
      List.of(
          "duration_seconds",
          "impressions",
          "views",
          "viewers",
          "enter_rate",
          "enter_rate_uv",
          "peak_viewers",
          "average_viewers",
          "watch_seconds_per_view",
          "watch_seconds_per_viewer",
          "new_followers",
          "follow_rate",
          "comments",
          "product_impressions",
          "product_clicks",
          "live_ctr",
          "product_click_rate",
          "ctor",
          "click_to_pay_rate",
          "watch_to_order_rate",
          "watch_to_pay_rate",
          "orders",
          "attributed_orders",
          "units",
          "buyers",
          "paid_gmv",
          "attributed_gmv",
          "net_gmv",
          "refund_amount",
          "refund_rate",
          "aov",
          "show_gpm",
          "watch_gpm",
          "uv_value",
          "gmv_per_hour",
          "ad_spend",
          "blended_roi");

  private static final Sql GROUPED = Sql.of(Kpi.class, "staging/groups.sql");
  private static final Sql METRICS = Sql.of(Kpi.class, "staging/metrics.sql");

  private static final List<Column> GROUP =
      List.of(
          Column.text("group"),
          Column.count("broadcasts"),
          Column.instant("first_start"),
          Column.instant("last_start"),
          Column.text("maturity"));

  private static final List<Column> FOUND =
      List.of(
          Column.count("part"),
          Column.term("metric"),
          Column.number("total"),
          Column.number("quotient"),
          Column.text("currency"),
          Column.term("scope"),
          Column.count("known"),
          Column.sentence("reason"));

  private static final List<Column> FIGURES =
      List.of(
          Column.term("metric"),
          Column.figure("value"),
          Column.text("currency"),
          Column.text("unit").asDetail(),
          Column.text("basis").asDetail(),
          Column.term("scope"),
          Column.count("known"),
          Column.sentence("reason"));

  /**
   * What is asked.
   *
   * @param metrics names of the dictionary; none = the core, {@code all} = whatever there is
   * @param by broadcast, platform, account, host, weekday, slot (three hours of the shop's day by
   *     the start), week or month; {@code null} = the whole
   */
  public record Question(Scope scope, List<String> metrics, @Nullable String by) {
    public Question {
      metrics = List.copyOf(metrics);
    }

    /** Refuses what is not on offer. */
    public static Question of(Scope scope, List<String> metrics, @Nullable String by) {
      if (by != null && !GROUPS.contains(by)) {
        throw Refusal.usage(
            "--by: there is no '" + by + "'", "choose one of " + String.join(", ", GROUPS));
      }
      Set<String> names = new LinkedHashSet<>();
      for (String name : metrics) {
        if (name.equals("all")) {
          Dictionary.standard().metrics().forEach(metric -> names.add(metric.name()));
        } else {
          names.add(BroadcastMetrics.metric(name).name());
        }
      }
      return new Question(scope, names.isEmpty() ? CORE : List.copyOf(names), by);
    }

    private boolean all() {
      return metrics.size() == Dictionary.standard().metrics().size();
    }
  }

  private final Question question;
  private final Section groups;
  private final Map<String, Integer> places = new HashMap<>();
  private final Section found;
  private final List<Metric> metrics = new ArrayList<>();

  private Kpi(Question question, Section groups, Section found) {
    this.question = question;
    this.groups = groups;
    this.found = found;
    for (int row = 0; row < found.rows().size(); row++) {
      places.put(place(found.cell(row, "part"), found.cell(row, "metric")), row);
    }
    for (String name : question.metrics()) {
      if (groups.rows().isEmpty() || places.containsKey(place(1L, name))) {
        metrics.add(BroadcastMetrics.metric(name));
      } else if (!question.all()) {
        throw BroadcastMetrics.notOfBroadcasts(name);
      }
    }
  }

  private static String place(@Nullable Object part, @Nullable Object metric) {
    return part + " " + metric;
  }

  /** Asks the workspace. A scope without broadcasts gives no group and a note. */
  public static Kpi ask(Workspace workspace, Question question) {
    Scope scope = question.scope();
    scope.requireKnown(workspace);
    BroadcastMetrics.load(workspace, scope);
    BroadcastMetrics.choose(workspace, scope, question.by());
    List<Column> grouped = new ArrayList<>(List.of(Column.count("part")));
    grouped.addAll(GROUP);
    grouped.add(Column.texts("shops_without_zone"));
    return new Kpi(
        question,
        workspace.query("groups", GROUPED, grouped),
        workspace.query("found", METRICS, FOUND));
  }

  /** A row each group and metric: for programs, and for people who look at one group. */
  public Answer answer() {
    List<Column> columns = new ArrayList<>(GROUP);
    columns.addAll(FIGURES);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int group = 0; group < groups.rows().size(); group++) {
      for (Metric metric : metrics) {
        int row = row(group, metric);
        List<@Nullable Object> cells = new ArrayList<>(cells(GROUP, groups, group));
        cells.add(metric.name());
        cells.add(figure(metric, row));
        cells.add(currency(metric, row));
        cells.add(metric.unit().name().toLowerCase(Locale.ROOT));
        cells.add(metric.basis().name().toLowerCase(Locale.ROOT));
        cells.add(found.cell(row, "scope"));
        cells.add(found.cell(row, "known"));
        cells.add(found.cell(row, "reason"));
        rows.add(cells);
      }
    }
    return facts(
        Section.rows("groups", columns, rows)
            .shaped(new Section.Shape.Nested(GROUP.size(), "metrics")));
  }

  /**
   * What people read: of one group what is known of it, a line each metric; of several a line each
   * group.
   */
  public Answer overview() {
    return groups.rows().size() == 1 ? sheet() : comparison();
  }

  private Answer sheet() {
    List<Column> columns =
        FIGURES.stream().filter(column -> !column.name().equals("known") || partly()).toList();
    Section all = answer().section("groups");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < all.rows().size(); row++) {
      if (!Objects.equals(all.cell(row, "known"), 0L)) {
        rows.add(cells(columns, all, row));
      }
    }
    // Each line says how many broadcasts know it.
    Answer sheet =
        facts(Section.rows("metrics", columns, rows))
            .withCoverage(new Coverage(coverage().missing(), List.of()));
    for (Column column : GROUP) {
      Object value = groups.cell(0, column.name());
      if (value != null) {
        sheet = sheet.withFact(column, value);
      }
    }
    return sheet;
  }

  private boolean partly() {
    return !Objects.equals(groups.cell(0, "broadcasts"), 1L);
  }

  private Answer comparison() {
    List<Column> columns = new ArrayList<>(List.of(GROUP.get(0), GROUP.get(1)));
    for (Metric metric : metrics) {
      columns.add(new Column(metric.name(), BroadcastMetrics.kind(metric)));
    }
    columns.add(Column.text("currency"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int group = 0; group < groups.rows().size(); group++) {
      List<@Nullable Object> cells = new ArrayList<>(cells(columns.subList(0, 2), groups, group));
      Set<String> currencies = new LinkedHashSet<>();
      for (Metric metric : metrics) {
        int row = row(group, metric);
        Figure figure = figure(metric, row);
        cells.add(figure == null ? null : figure.value());
        String currency = currency(metric, row);
        if (currency != null) {
          currencies.add(currency);
        }
      }
      cells.add(currencies.isEmpty() ? null : String.join(", ", currencies));
      rows.add(cells);
    }
    return facts(Section.rows("groups", columns, rows));
  }

  private Answer facts(Section section) {
    Answer answer = Answer.of("kpi", section);
    if (question.by() != null) {
      answer = answer.withFact(Column.term("by"), question.by());
    }
    return answer.withCoverage(coverage()).withNotes(notes());
  }

  private int row(int group, Metric metric) {
    return Objects.requireNonNull(places.get(place(groups.cell(group, "part"), metric.name())));
  }

  private @Nullable Figure figure(Metric metric, int row) {
    Object total = found.cell(row, "total");
    Object value = total == null ? found.cell(row, "quotient") : total;
    return value instanceof BigDecimal number ? BroadcastMetrics.figure(metric, number) : null;
  }

  private @Nullable String currency(Metric metric, int row) {
    return metric.unit() == Unit.MONEY && found.cell(row, "currency") instanceof String currency
        ? currency
        : null;
  }

  private static List<@Nullable Object> cells(List<Column> columns, Section section, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Column column : columns) {
      cells.add(section.cell(row, column.name()));
    }
    return cells;
  }

  /** How many of the broadcasts know each metric. */
  private Coverage coverage() {
    long broadcasts = 0;
    for (int group = 0; group < groups.rows().size(); group++) {
      broadcasts += count(groups, group, "broadcasts");
    }
    List<String> missing = new ArrayList<>();
    List<Part> partly = new ArrayList<>();
    for (Metric metric : groups.rows().isEmpty() ? List.<Metric>of() : metrics) {
      long known = 0;
      for (int group = 0; group < groups.rows().size(); group++) {
        known += count(found, row(group, metric), "known");
      }
      if (known == 0) {
        missing.add(metric.name());
      } else if (known < broadcasts) {
        partly.add(new Part(metric.name(), known, broadcasts));
      }
    }
    missing.sort(null);
    return new Coverage(missing, partly);
  }

  private List<String> notes() {
    if (groups.rows().isEmpty()) {
      return List.of("no broadcast lies in the scope");
    }
    List<String> notes = new ArrayList<>();
    Scope scope = question.scope();
    if (scope.from() != null || scope.to() != null || byTime()) {
      notes.addAll(scope.zoneNotes(shopsWithoutZone()));
    }
    Set<String> scopes = new TreeSet<>();
    boolean people = false;
    for (int group = 0; group < groups.rows().size(); group++) {
      for (Metric metric : metrics) {
        int row = row(group, metric);
        if (found.cell(row, "scope") instanceof String of) {
          scopes.add(of);
        }
        people |=
            count(groups, group, "broadcasts") > 1
                && found.cell(row, "quotient") != null
                && (metric.basis() == Basis.UV || metric.basis() == Basis.BUYERS);
      }
    }
    if (scopes.contains("mixed")) {
      notes.add(
          "scope 'mixed': in-room sales of some broadcasts and attributed ones of others;"
              + " they do not count the same thing");
    } else if (scopes.contains("attributed")) {
      notes.add("scope 'attributed': the broadcast's own orders are not known, those credited are");
    }
    if (people) {
      notes.add(
          "rates of people are over the people of each broadcast: who came to two counts twice");
    }
    if (groups.rows().stream().anyMatch(row -> row.get(groups.indexOf("maturity")) == null)) {
      notes.add(
          "how mature the numbers are is not known: import with --as-of to say when they were"
              + " exported");
    }
    return notes;
  }

  private boolean byTime() {
    return question.by() != null && TIMES.contains(question.by());
  }

  private List<String> shopsWithoutZone() {
    Set<String> shops = new TreeSet<>();
    for (int group = 0; group < groups.rows().size(); group++) {
      if (groups.cell(group, "shops_without_zone") instanceof List<?> list) {
        list.forEach(shop -> shops.add(String.valueOf(shop)));
      }
    }
    return List.copyOf(shops);
  }

  private static long count(Section section, int row, String column) {
    return section.cell(row, column) instanceof Long value ? value : 0;
  }
}
