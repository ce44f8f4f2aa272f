package dev.sluice.analysis.check;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.check.Check.Against;
import dev.sluice.analysis.history.PlanTargets;
import dev.sluice.analysis.kpi.BroadcastMetrics;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.answer.yaml.Severity;
import dev.sluice.metrics.Metric;
import dev.sluice.metrics.Unit;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every check of a file, held against every broadcast of a scope.
 *
 * <p>What cannot be judged gets no verdict, and a reason: a metric that is not known, fewer than
 * five broadcasts to compare with, no plan, another currency. Only a check that is {@code required}
 * takes a missing metric for a breach.
 */
public final class Checks {
  /** Below this many earlier broadcasts a percentile says nothing. */
  private static final int FEWEST = 5;

  private static final Sql CHOSEN = sql("staging/checked.sql");
  private static final Sql BROADCASTS = sql("staging/broadcasts.sql");
  private static final Sql VALUES = sql("staging/values.sql");
  private static final Sql HISTORY = sql("staging/history.sql");

  private static final Column SHOP = Column.text("shop");
  private static final Column BROADCAST = Column.id("broadcast");

  private static final List<Column> COLUMNS =
      List.of(
          BROADCAST,
          Column.id("check"),
          Column.term("metric"),
          Column.term("against"),
          Column.term("verdict"),
          Column.figure("value"),
          Column.figure("at_least"),
          Column.figure("at_most"),
          Column.text("currency"),
          Column.count("history").asDetail(),
          Column.term("severity").asDetail(),
          SHOP.asDetail(),
          Column.text("message").asDetail(),
          Column.sentence("reason"));

  /** What came of one check. */
  enum Verdict {
    HELD,
    BREACHED,
    NO_VERDICT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private record Key(String shop, String broadcast, String metric) {}

  private record Value(BigDecimal value, @Nullable String currency, boolean addsUp) {}

  /** The limits of a check for one broadcast, or why there are none. */
  private record Limits(
      @Nullable BigDecimal lower,
      @Nullable BigDecimal upper,
      @Nullable Long history,
      @Nullable String reason) {
    static Limits none(String reason) {
      return new Limits(null, null, null, reason);
    }
  }

  private record Outcome(
      Section broadcasts,
      int at,
      Check check,
      @Nullable Value value,
      Limits limits,
      Verdict verdict) {}

  private final Scope scope;
  private final CheckFile file;
  private final @Nullable Baseline baseline;
  private final Section broadcasts;
  private final Map<Key, Value> values = new HashMap<>();
  private final Map<Key, Value> planned = new HashMap<>();
  private final Map<Key, Value> targets = new HashMap<>();
  private final TreeSet<String> plans = new TreeSet<>();
  private boolean agesUnknown;
  private final List<Map<Key, Limits>> history = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  private Checks(Scope scope, CheckFile file, @Nullable Baseline baseline, Section broadcasts) {
    this.scope = scope;
    this.file = file;
    this.baseline = baseline;
    this.broadcasts = broadcasts;
  }

  /**
   * Checks.
   *
   * @param scope broadcasts and days of their starts; the last broadcast of each account where it
   *     names neither
   * @param baseline for checks against one; {@code null} = none was named
   * @throws Refusal when a check needs a baseline that is not there
   */
  public static Checks of(
      Workspace workspace, Scope scope, CheckFile file, @Nullable Baseline baseline) {
    for (Check check : file.checks()) {
      if (check.against() == Against.BASELINE && baseline == null) {
        throw Refusal.usage(
            "check '" + check.id() + "' is against a baseline, and none was named",
            "add --baseline FILE, a saved answer of 'sluice kpi --format json'");
      }
    }
    scope.requireKnown(workspace);
    BroadcastMetrics.load(workspace, scope);
    workspace.update(CHOSEN, scope.joined(), scope.fromText(), scope.toText());
    Section broadcasts =
        workspace.query(
            "broadcasts",
            BROADCASTS,
            List.of(
                SHOP,
                BROADCAST,
                Column.text("account"),
                Column.instant("started_at"),
                Column.flag("without_zone")));
    Checks checks = new Checks(scope, file, baseline, broadcasts);
    checks.read(workspace);
    for (int at = 0; at < broadcasts.rows().size(); at++) {
      for (int i = 0; i < file.checks().size(); i++) {
        Check check = file.checks().get(i);
        if (check.accounts().isEmpty()
            || check.accounts().contains(String.valueOf(broadcasts.cell(at, "account")))) {
          checks.outcomes.add(checks.outcome(at, check, i));
        }
      }
    }
    return checks;
  }

  private void read(Workspace workspace) {
    Section found =
        workspace.query(
            "values",
            VALUES,
            List.of(
                SHOP,
                BROADCAST,
                Column.term("metric"),
                Column.number("value"),
                Column.text("rule"),
                Column.text("currency")),
            file.checks().stream()
                .map(check -> check.metric().name())
                .distinct()
                .collect(Collectors.joining("\u001f")));
    for (int row = 0; row < found.rows().size(); row++) {
      boolean addsUp = !"ratio".equals(found.cell(row, "rule"));
      values.put(key(found, row, null), value(found, row, addsUp));
    }
    if (has(Against.PLAN) || has(Against.TARGET)) {
      PlanTargets.load(workspace);
      readPlans(workspace);
    }
    for (Check check : file.checks()) {
      history.add(check.against() == Against.HISTORY ? percentiles(workspace, check) : Map.of());
    }
  }

  private boolean has(Against against) {
    return file.checks().stream().anyMatch(check -> check.against() == against);
  }

  private void readPlans(Workspace workspace) {
    for (int row = 0; row < broadcasts.rows().size(); row++) {
      PlanTargets plan =
          PlanTargets.of(workspace, String.valueOf(broadcasts.cell(row, "broadcast")));
      if (plan == null) {
        continue;
      }
      plans.add("plan: " + plan.plan() + ", version " + plan.version());
      for (Check check : file.checks()) {
        Key key = key(broadcasts, row, check.metric().name());
        String currency = check.metric().unit() == Unit.MONEY ? plan.currency() : null;
        BigDecimal expected = plan.layers().get(key.metric());
        if (expected != null) {
          planned.put(key, new Value(expected, currency, false));
        }
        BigDecimal target = plan.stated().get(key.metric());
        if (target != null) {
          targets.put(key, new Value(target, currency, false));
        }
      }
    }
  }

  private Map<Key, Limits> percentiles(Workspace workspace, Check check) {
    String metric = check.metric().name();
    boolean moves = check.metric().maturity() != null;
    Section found =
        workspace.query(
            "history",
            HISTORY,
            List.of(
                SHOP,
                BROADCAST,
                Column.text("maturity"),
                Column.count("n"),
                Column.number("lower"),
                Column.number("upper")),
            metric,
            check.atLeast(),
            check.atMost(),
            check.sameWeekday(),
            check.sameSlot(),
            moves);
    Map<Key, Limits> limits = new HashMap<>();
    for (int row = 0; row < found.rows().size(); row++) {
      long n = found.count(row, "n");
      String maturity = (String) found.cell(row, "maturity");
      agesUnknown |= moves && maturity == null;
      limits.put(
          key(found, row, metric),
          n < FEWEST
              ? new Limits(null, null, n, few(n, moves ? maturity : null))
              : new Limits(
                  check.atLeast() == null ? null : number(found.cell(row, "lower")),
                  check.atMost() == null ? null : number(found.cell(row, "upper")),
                  n,
                  null));
    }
    return limits;
  }

  private static String few(long n, @Nullable String age) {
    return "history of " + n + (age == null ? "" : " at " + age) + ", " + FEWEST + " needed";
  }

  private static Key key(Section section, int row, @Nullable String metric) {
    return new Key(
        String.valueOf(section.cell(row, "shop")),
        String.valueOf(section.cell(row, "broadcast")),
        metric == null ? String.valueOf(section.cell(row, "metric")) : metric);
  }

  private static Value value(Section section, int row, boolean addsUp) {
    return new Value(
        Objects.requireNonNull(number(section.cell(row, "value"))),
        section.cell(row, "currency") instanceof String currency ? currency : null,
        addsUp);
  }

  private static @Nullable BigDecimal number(@Nullable Object cell) {
    return cell instanceof BigDecimal number ? number : null;
  }

  private Outcome outcome(int at, Check check, int position) {
    Key key = key(broadcasts, at, check.metric().name());
    Value value = values.get(key);
    if (value == null) {
      Verdict verdict = check.required() ? Verdict.BREACHED : Verdict.NO_VERDICT;
      return new Outcome(
          broadcasts, at, check, null, Limits.none("the metric is not known"), verdict);
    }
    Limits limits =
        switch (check.against()) {
          case LIMIT -> absolute(check, value);
          case HISTORY -> history.get(position).getOrDefault(key, Limits.none(few(0, null)));
          case PLAN ->
              factors(check, value, planned.get(key), "no layers of a frozen plan tell it");
          case TARGET ->
              factors(check, value, targets.get(key), "no target of a frozen plan tells it");
          case BASELINE -> factors(check, value, baseline(at, check, value), "not in the baseline");
        };
    Verdict verdict = Verdict.NO_VERDICT;
    if (limits.reason() == null) {
      boolean low = limits.lower() != null && value.value().compareTo(limits.lower()) < 0;
      boolean high = limits.upper() != null && value.value().compareTo(limits.upper()) > 0;
      verdict = low || high ? Verdict.BREACHED : Verdict.HELD;
    }
    return new Outcome(broadcasts, at, check, value, limits, verdict);
  }

  private static Limits absolute(Check check, Value value) {
    if (check.currency() != null && !check.currency().equals(value.currency())) {
      return Limits.none(
          value.currency() == null
              ? "its money is in no known currency"
              : "its money is in " + value.currency());
    }
    return new Limits(check.atLeast(), check.atMost(), null, null);
  }

  private @Nullable Value baseline(int at, Check check, Value value) {
    Baseline.Value saved =
        baseline == null
            ? null
            : baseline.of(String.valueOf(broadcasts.cell(at, "account")), check.metric().name());
    if (saved == null || saved.value() == null) {
      return null;
    }
    // A sum of many broadcasts is no yardstick for one.
    return new Value(saved.value(), saved.currency(), value.addsUp() && saved.broadcasts() > 1);
  }

  private static Limits factors(
      Check check, Value value, @Nullable Value yardstick, String missing) {
    if (yardstick == null) {
      return Limits.none(missing);
    }
    if (yardstick.addsUp()) {
      return Limits.none("the baseline adds up several broadcasts");
    }
    if (check.metric().unit() == Unit.MONEY
        && !Objects.equals(value.currency(), yardstick.currency())) {
      return Limits.none("its money is in another currency");
    }
    BigDecimal base = yardstick.value();
    return new Limits(
        check.atLeast() == null ? null : check.atLeast().multiply(base),
        check.atMost() == null ? null : check.atMost().multiply(base),
        null,
        null);
  }

  /** Whether a check of severity error was breached. */
  public boolean breached() {
    return count(Verdict.BREACHED, Severity.ERROR) > 0;
  }

  private long count(Verdict verdict, @Nullable Severity severity) {
    return outcomes.stream()
        .filter(each -> each.verdict() == verdict)
        .filter(each -> severity == null || each.check().severity() == severity)
        .count();
  }

  /** A row each broadcast and check, in the order of the starts and of the file. */
  public Answer answer() {
    List<List<@Nullable Object>> rows = outcomes.stream().map(Checks::row).toList();
    List<String> notes = new ArrayList<>();
    if (broadcasts.rows().isEmpty()) {
      notes.add("no broadcast lies in the scope: nothing was checked");
    }
    if (scope.broadcasts().isEmpty() && scope.from() == null && scope.to() == null) {
      notes.add(
          "checked is the last broadcast of each account; --broadcast or --from names others");
    }
    notes.addAll(scope.zoneNotes(shopsWithoutZone()));
    if (!plans.isEmpty()) {
      notes.addAll(plans);
      notes.add(
          "against 'plan' is against what its layers expect together, against 'target' against what"
              + " its campaign states");
    }
    if (agesUnknown) {
      notes.add(
          "how mature the numbers are is not known, and unequal ages may stand beside each other:"
              + " import with --as-of");
    }
    return Answer.of("check", Section.rows("checks", COLUMNS, rows))
        .withFact(Column.text("file"), file.name())
        .withFact(Column.term("verdict"), breached() ? "breached" : "held")
        .withFact(Column.count("broadcasts"), (long) broadcasts.rows().size())
        .withFact(Column.count("held"), count(Verdict.HELD, null))
        .withFact(Column.count("breached"), count(Verdict.BREACHED, Severity.ERROR))
        .withFact(Column.count("warnings"), count(Verdict.BREACHED, Severity.WARNING))
        .withFact(Column.count("no_verdict"), count(Verdict.NO_VERDICT, null))
        .withNotes(notes);
  }

  /** What people read: breaches first, and without what the name of a check says. */
  public Answer overview() {
    Answer whole = answer();
    List<Column> columns =
        COLUMNS.stream()
            .filter(column -> !column.detail())
            .filter(column -> !column.name().equals("metric") && !column.name().equals("against"))
            .toList();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.BREACHED, Verdict.NO_VERDICT, Verdict.HELD)) {
      for (Outcome outcome : outcomes) {
        if (outcome.verdict() == verdict) {
          List<@Nullable Object> all = row(outcome);
          List<@Nullable Object> cells = new ArrayList<>();
          for (Column column : columns) {
            cells.add(
                column.name().equals("verdict") && warns(outcome)
                    ? "warning"
                    : all.get(COLUMNS.indexOf(column)));
          }
          rows.add(cells);
        }
      }
    }
    return new Answer(
        whole.command(),
        whole.facts(),
        List.of(Section.rows("checks", columns, rows)),
        whole.coverage(),
        whole.notes());
  }

  private static boolean warns(Outcome outcome) {
    return outcome.verdict() == Verdict.BREACHED && outcome.check().severity() == Severity.WARNING;
  }

  /** Only slots and weekdays depend on a zone. */
  private List<String> shopsWithoutZone() {
    if (file.checks().stream()
        .noneMatch(c -> c.against() == Against.HISTORY && (c.sameSlot() || c.sameWeekday()))) {
      return List.of();
    }
    TreeSet<String> shops = new TreeSet<>();
    for (int row = 0; row < broadcasts.rows().size(); row++) {
      if (broadcasts.cell(row, "without_zone") == Boolean.TRUE) {
        shops.add(String.valueOf(broadcasts.cell(row, "shop")));
      }
    }
    return List.copyOf(shops);
  }

  private static List<@Nullable Object> row(Outcome outcome) {
    Check check = outcome.check();
    Metric metric = check.metric();
    Value value = outcome.value();
    Limits limits = outcome.limits();
    boolean money = metric.unit() == Unit.MONEY;
    return Arrays.asList(
        outcome.broadcasts().cell(outcome.at(), "broadcast"),
        check.id(),
        metric.name(),
        check.against().toString(),
        outcome.verdict().toString(),
        value == null ? null : BroadcastMetrics.figure(metric, value.value()),
        limit(metric, limits.lower()),
        limit(metric, limits.upper()),
        money && value != null ? value.currency() : null,
        limits.history(),
        check.severity().toString(),
        outcome.broadcasts().cell(outcome.at(), "shop"),
        message(outcome),
        limits.reason());
  }

  /** A limit of a count may lie between two of them. */
  private static @Nullable Figure limit(Metric metric, @Nullable BigDecimal limit) {
    if (limit == null) {
      return null;
    }
    return metric.unit() == Unit.COUNT
        ? new Figure(Kind.NUMBER, limit)
        : BroadcastMetrics.figure(metric, limit);
  }

  private static String message(Outcome outcome) {
    Value value = outcome.value();
    Limits limits = outcome.limits();
    String name = outcome.check().metric().name();
    if (value == null || limits.reason() != null) {
      return name + ": " + limits.reason();
    }
    StringBuilder text =
        new StringBuilder(name).append(" is ").append(plain(rounded(value.value())));
    if (limits.lower() != null) {
      text.append(", at least ").append(plain(rounded(limits.lower())));
    }
    if (limits.upper() != null) {
      text.append(", at most ").append(plain(rounded(limits.upper())));
    }
    text.append(outcome.verdict() == Verdict.HELD ? " is asked" : " was asked");
    return text.append(" (").append(outcome.check().against()).append(')').toString();
  }

  private static BigDecimal rounded(BigDecimal number) {
    return number.setScale(Math.min(number.scale(), 8), RoundingMode.HALF_UP);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Sql sql(String file) {
    return Sql.of(Checks.class, file);
  }
}
