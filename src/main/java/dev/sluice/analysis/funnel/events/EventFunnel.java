package dev.sluice.analysis.funnel.events;

import dev.sluice.analysis.inference.Difference;
import dev.sluice.analysis.inference.Interval;
import dev.sluice.analysis.inference.Proportion;
import dev.sluice.analysis.inference.ProportionTest;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The funnel over user-level events. Counts are of users: of the step, the rate from step 1 and the
 * rate from the required step before, each with Wilson's interval at 95 %; times are from the step
 * before; {@code dropped} are those of this step who came no further.
 */
public final class EventFunnel {
  private static final double CONFIDENCE = 0.95;
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal NINE_TENTHS = new BigDecimal("0.9");
  private static final int AMOUNT_SCALE = 4;
  private static final int MOST_PERIODS = 10_000;
  private static final String OTHER = "Other";

  /**
   * What is asked of a funnel besides its counts.
   *
   * @param levels whether each user's last step is listed, users without a step too
   * @param usersAt the step whose users are listed, those who reached it and those who dropped
   *     before it; {@code null} = none
   * @param asOf the present, from which windows are seen as open; {@code null} = the last event
   */
  public record Question(
      Definition definition, boolean levels, @Nullable Integer usersAt, @Nullable Instant asOf) {}

  private final Workspace workspace;
  private final Events events;
  private final Question question;
  private final Definition definition;
  private final Predicates predicates;
  private final boolean byValue;
  private final boolean perValue;

  /** All users; of use once the stream is folded. */
  private Tally whole = new Tally(1);

  private EventFunnel(Workspace workspace, Events events, Question question) {
    this.workspace = workspace;
    this.events = events;
    this.question = question;
    this.definition = question.definition();
    this.predicates = new Predicates(events);
    this.byValue = !definition.breakdown().isEmpty();
    this.perValue = byValue && definition.attribution() == Definition.Attribution.ALL_EVENTS;
  }

  /** Asks for a funnel over {@code events}, which {@code workspace} can read. */
  public static Answer ask(Workspace workspace, Events events, Question question) {
    Integer at = question.usersAt();
    int steps = question.definition().steps().size();
    if (at != null && (at < 1 || at > steps)) {
      throw Refusal.usage("there is no step " + at, "the funnel has " + steps + " steps");
    }
    return new EventFunnel(workspace, events, question).answer();
  }

  // --- the stream
  // ---------------------------------------------------------------------------------

  private boolean named() {
    return question.levels() || question.usersAt() != null;
  }

  /** Strict order and correlation look at every event, and a list of all users at every user. */
  private boolean allEvents() {
    return definition.order() == Order.STRICT || definition.correlation() || question.levels();
  }

  private String value() {
    List<String> values = definition.breakdown().stream().map(events::property).toList();
    String all = String.join(", ", values);
    return "CASE WHEN COALESCE("
        + all
        + ") IS NULL THEN 0 ELSE ((hash("
        + all
        + ") >> 1)::BIGINT | 1) END";
  }

  private static String hash(List<String> values) {
    return "(hash(" + String.join(", ", values) + ") >> 1)::BIGINT";
  }

  private Sql stream(Fold.Columns columns) {
    List<String> select = new ArrayList<>();
    List<String> where = new ArrayList<>();
    String userKey = events.userKey();
    select.add((perValue ? hash(List.of(userKey, value())) : userKey) + " AS unit");
    String mask = predicates.mask(definition, columns.packed());
    select.add(
        columns.packed()
            ? "(" + instant() + ") * " + (1 << Rule.PACKED) + " + (" + mask + ") AS instant"
            : instant() + " AS instant");
    if (!columns.packed()) {
      select.add(mask + " AS mask");
    }
    if (columns.stream() >= 0) {
      List<String> held = definition.held().stream().map(events::property).toList();
      select.add(hash(held) + " AS stream");
      held.forEach(property -> where.add(property + " IS NOT NULL"));
    }
    if (columns.value() >= 0) {
      select.add(value() + " AS value");
    }
    if (columns.amount() >= 0) {
      select.add(amount() + " AS amount");
    }
    if (columns.kind() >= 0) {
      select.add(
          "CASE WHEN "
              + predicates.anything(definition)
              + " THEN 0 ELSE ((hash("
              + events.event()
              + ") >> 1)::BIGINT | 1) END AS kind");
    }
    if (columns.name() >= 0) {
      select.add("COALESCE(" + events.user() + "::VARCHAR, '') AS name");
    }
    if (!allEvents()) {
      where.add(predicates.anything(definition));
    }
    where.add(events.scope());
    return Sql.composed(
        "funnel",
        "SELECT "
            + String.join(", ", select)
            + " FROM "
            + events.relation()
            + " WHERE "
            + String.join(" AND ", where)
            + " ORDER BY unit, instant");
  }

  /** Times in a range that nothing real lies outside, so that they leave room for a mask. */
  private String instant() {
    return "CASE WHEN "
        + events.user()
        + " IS NULL OR "
        + events.user()
        + "::VARCHAR = '' THEN "
        + Fold.NO_USER
        + " WHEN abs("
        + events.micros()
        + ") < "
        + Fold.LAST_TIME
        + " THEN "
        + events.micros()
        + " ELSE "
        + Fold.NO_TIME
        + " END";
  }

  private String amount() {
    return "COALESCE((TRY_CAST("
        + events.property(String.valueOf(definition.revenue()))
        + " AS DECIMAL(18, "
        + AMOUNT_SCALE
        + ")) * 10000)::BIGINT, -9223372036854775807 - 1)";
  }

  private Fold.Columns columns() {
    boolean packed = new Rule(definition).packs();
    int next = packed ? 2 : 3;
    int stream = definition.held().isEmpty() ? -1 : next++;
    int value = byValue ? next++ : -1;
    int amount = definition.revenue() == null ? -1 : next++;
    int kind = definition.correlation() ? next++ : -1;
    int name = named() ? next++ : -1;
    return new Fold.Columns(packed, stream, value, amount, kind, name);
  }

  private @Nullable Long lastEvent() {
    Section last =
        workspace.query(
            "last",
            Sql.composed(
                "last event",
                "SELECT "
                    + events.lastMicros()
                    + "::BIGINT AS last FROM "
                    + events.relation()
                    + " WHERE "
                    + events.scope()),
            List.of(Column.count("last")));
    return (Long) last.cell(0, "last");
  }

  private @Nullable String currency() {
    if (definition.revenue() == null || !events.hasCurrency()) {
      return null;
    }
    String currency = events.property("currency");
    Section found =
        workspace.query(
            "currencies",
            Sql.composed(
                "currencies",
                "SELECT DISTINCT "
                    + currency
                    + " AS currency FROM "
                    + events.relation()
                    + " WHERE "
                    + events.scope()
                    + " AND "
                    + events.property(String.valueOf(definition.revenue()))
                    + " IS NOT NULL AND "
                    + predicates.anything(definition)
                    + " AND "
                    + currency
                    + " IS NOT NULL ORDER BY 1"),
            List.of(Column.text("currency")));
    if (found.rows().size() > 1) {
      throw Refusal.usage(
          "amounts in several currencies do not add up: "
              + found.rows().get(0).get(0)
              + ", "
              + found.rows().get(1).get(0),
          "keep to one with a condition on currency in the steps");
    }
    return found.rows().isEmpty() ? null : (String) found.rows().get(0).get(0);
  }

  // --- the answer
  // ---------------------------------------------------------------------------------

  private Answer answer() {
    Instant stated = question.asOf();
    Long last = stated == null ? lastEvent() : Long.valueOf(Draft.micros(stated));
    Definition.Range previous = previous();
    Fold.Columns columns = columns();
    String currency = currency();
    Fold fold = new Fold(definition, columns, last == null ? Long.MIN_VALUE : last, previous);
    workspace.stream(stream(columns), fold::accept);
    fold.finish();
    whole = fold.all;
    Map<String, Tally> groups = groups(fold);
    List<Section> sections = new ArrayList<>();
    sections.add(steps(groups, currency));
    if (definition.times()) {
      sections.add(times(groups));
    }
    if (definition.trend() != null) {
      sections.add(trend(fold, definition.trend(), last));
    }
    if (definition.compare() != Definition.Compare.NOTHING) {
      sections.add(comparison(fold, groups));
    }
    if (definition.correlation()) {
      sections.add(correlation(fold));
    }
    if (question.usersAt() != null) {
      sections.add(users(fold, question.usersAt()));
    }
    if (question.levels()) {
      sections.add(levels(fold));
    }
    Answer answer =
        new Answer("funnel", List.of(), sections, null, List.of())
            .withFact(Column.text("basis"), "users")
            .withFact(Column.text("order"), lower(definition.order()))
            .withFact(Column.number("window_seconds"), windowSeconds())
            .withFact(Column.text("by"), byValue ? String.join(", ", definition.breakdown()) : null)
            .withFact(Column.text("attribution"), byValue ? attribution() : null)
            .withFact(Column.text("events"), events.name())
            .withFact(Column.instant("as_of"), last == null ? null : instant(last))
            .withFact(Column.count("entered"), perValue ? null : fold.all.reached[1])
            .withFact(Column.count("excluded_users"), perValue ? null : fold.all.excluded)
            .withFact(Column.count("open_users"), perValue ? null : fold.all.open);
    return answer
        .withCoverage(coverage(fold))
        .withNotes(RuleInWords.of(definition))
        .withNotes(notes(fold));
  }

  private @Nullable BigDecimal windowSeconds() {
    return definition.windowMicros() == Rule.UNLIMITED
        ? null
        : Durations.seconds(BigDecimal.valueOf(definition.windowMicros()));
  }

  private String attribution() {
    return definition.attribution() == Definition.Attribution.STEP
        ? "step:" + definition.attributionStep()
        : lower(definition.attribution());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static java.time.OffsetDateTime instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private Answer.Coverage coverage(Fold fold) {
    if (definition.revenue() == null) {
      return new Answer.Coverage(List.of(), List.of());
    }
    long known = Arrays.stream(fold.all.amounts).sum();
    long of = Arrays.stream(fold.all.reached).sum();
    return new Answer.Coverage(
        known == 0 ? List.of("revenue") : List.of(),
        known == of ? List.of() : List.of(new Answer.Part("revenue", known, of)));
  }

  private List<String> notes(Fold fold) {
    List<String> notes = new ArrayList<>();
    if (fold.withoutTime > 0) {
      notes.add(
          fold.withoutTime
              + (allEvents() ? " events" : " step events")
              + " have no time that could be read and are left out");
    }
    if (fold.withoutUser > 0) {
      notes.add(
          fold.withoutUser
              + (allEvents() ? " events" : " step events")
              + " have no user and are left out");
    }
    if (fold.all.excluded > 0 && !perValue) {
      notes.add(fold.all.excluded + " users left every step by an exclusion");
    }
    if (fold.all.open > 0 && !perValue) {
      notes.add(
          fold.all.open
              + " users are not through and their window was still open at as_of: their steps may"
              + " yet come");
    }
    if (fold.all.reached[1] == 0 && fold.all.excluded == 0) {
      notes.add("no user did step 1");
    }
    if (definition.compare() == Definition.Compare.PREVIOUS) {
      notes.add("users of both periods count in both, as if they were different users");
    }
    if (definition.correlation()) {
      notes.add("a correlation is no cause; of many events some have a small p-value by chance");
    }
    return notes;
  }

  private Definition.@Nullable Range previous() {
    Definition.Range range = definition.range();
    if (definition.compare() != Definition.Compare.PREVIOUS || range == null) {
      return null;
    }
    LocalDate first = range.firstDay();
    LocalDate last = range.lastDay();
    if (first != null && last != null) {
      LocalDate before = first.minusDays(ChronoUnit.DAYS.between(first, last) + 1);
      return new Definition.Range(
          Draft.start(before, definition.zone()), range.from(), before, first.minusDays(1));
    }
    return new Definition.Range(
        range.from() - (range.to() - range.from()), range.from(), null, null);
  }

  // --- groups
  // -------------------------------------------------------------------------------------

  /** The groups by name, the largest at step 1 first and Other last. */
  private Map<String, Tally> groups(Fold fold) {
    Map<String, Tally> named = new java.util.LinkedHashMap<>();
    if (!byValue) {
      return named;
    }
    Map<Long, String> names = valueNames(fold.groups.keySet());
    record Group(String name, Tally tally) {}
    List<Group> sorted = new ArrayList<>();
    fold.groups.forEach(
        (value, tally) -> sorted.add(new Group(names.getOrDefault(value, unnamed()), tally)));
    sorted.sort(
        Comparator.comparingLong((Group group) -> -group.tally().reached[1])
            .thenComparing(Group::name));
    Tally other = null;
    for (Group group : sorted) {
      if (named.size() < definition.breakdownLimit()) {
        named.put(group.name(), group.tally());
      } else {
        other = other == null ? new Tally(definition.steps().size()) : other;
        other.add(group.tally());
      }
    }
    if (other != null) {
      // A value of that name keeps it.
      named.put(named.containsKey(OTHER) ? OTHER + " (all others)" : OTHER, other);
    }
    return named;
  }

  private String unnamed() {
    return "|".repeat(definition.breakdown().size() - 1);
  }

  private Map<Long, String> valueNames(Collection<Long> values) {
    List<String> parts = new ArrayList<>();
    for (String property : definition.breakdown()) {
      parts.add("COALESCE(" + events.property(property) + ", '')");
    }
    return names(value(), String.join(" || '|' || ", parts), values);
  }

  /** The texts behind hashes. */
  private Map<Long, String> names(String hash, String text, Collection<Long> wanted) {
    Map<Long, String> names = new HashMap<>();
    Section found =
        workspace.query(
            "names",
            Sql.composed(
                "names",
                "SELECT "
                    + hash
                    + " AS hash, min("
                    + text
                    + ") AS name FROM "
                    + events.relation()
                    + " WHERE "
                    + events.scope()
                    + " GROUP BY 1"),
            List.of(Column.count("hash"), Column.text("name")));
    for (List<@Nullable Object> row : found.rows()) {
      Long key = (Long) row.get(0);
      if (key != null && wanted.contains(key)) {
        names.put(key, String.valueOf(row.get(1)));
      }
    }
    return names;
  }

  private Section steps(Map<String, Tally> groups, @Nullable String currency) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("group"),
                Column.count("step"),
                Column.text("name"),
                Column.flag("optional").asDetail(),
                Column.count("count"),
                Column.rate("rate_from_first"),
                Column.rates("ci95_from_first").asDetail(),
                Column.rate("rate_from_previous"),
                Column.rates("ci95"),
                Column.number("average_seconds").asDetail(),
                Column.number("median_seconds"),
                Column.number("p90_seconds"),
                Column.count("dropped")));
    if (definition.revenue() != null) {
      columns.add(Column.money("revenue"));
      columns.add(Column.text("currency"));
    }
    return Section.rows("groups", columns, rows(groups, currency))
        .shaped(new Section.Shape.Nested(1, "steps"));
  }

  private List<List<@Nullable Object>> rows(Map<String, Tally> groups, @Nullable String currency) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (!byValue) {
      rows(null, whole, currency, rows);
    }
    groups.forEach((name, tally) -> rows(name, tally, currency, rows));
    return rows;
  }

  private void rows(
      @Nullable String group,
      Tally tally,
      @Nullable String currency,
      List<List<@Nullable Object>> rows) {
    int previous = 0;
    for (int j = 1; j <= definition.steps().size(); j++) {
      Definition.Step step = definition.steps().get(j - 1);
      long count = tally.reached[j];
      long first = tally.reached[1];
      List<@Nullable Object> row = new ArrayList<>();
      row.add(group);
      row.add((long) j);
      row.add(stepName(j));
      row.add(step.optional());
      row.add(count);
      row.add(rate(count, first));
      row.add(interval(count, first));
      row.add(previous == 0 ? null : rate(count, tally.reached[previous]));
      row.add(previous == 0 ? null : interval(count, tally.reached[previous]));
      long[] gaps = tally.gaps[j].toArray();
      row.add(Durations.average(gaps));
      row.add(Durations.quantile(gaps, HALF));
      row.add(Durations.quantile(gaps, NINE_TENTHS));
      row.add(j == definition.steps().size() ? null : tally.ended[j]);
      if (definition.revenue() != null) {
        row.add(
            tally.amounts[j] == 0
                ? null
                : BigDecimal.valueOf(tally.revenue[j], AMOUNT_SCALE)
                    .setScale(AMOUNT_SCALE, RoundingMode.UNNECESSARY));
        row.add(currency);
      }
      rows.add(row);
      previous = step.optional() ? previous : j;
    }
  }

  private String stepName(int j) {
    int steps = definition.steps().size();
    return definition.order() == Order.UNORDERED && steps > 1
        ? "any " + j + " of " + steps
        : definition.steps().get(j - 1).name();
  }

  private static @Nullable BigDecimal rate(long count, long of) {
    return of == 0
        ? null
        : BigDecimal.valueOf(count).divide(BigDecimal.valueOf(of), 6, RoundingMode.HALF_UP);
  }

  private static @Nullable List<BigDecimal> interval(long count, long of) {
    return of == 0 ? null : ends(Proportion.wilson(count, of, CONFIDENCE));
  }

  private static List<BigDecimal> ends(Interval interval) {
    return List.of(rounded(interval.low()), rounded(interval.high()));
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
  }

  // --- what else was asked
  // ------------------------------------------------------------------------

  /**
   * The distribution of the time from one step to another: as many bins as the cube root of the
   * users, rounded up, each as many whole seconds wide as it takes; the last stands for the largest
   * value alone.
   */
  private Section times(Map<String, Tally> groups) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (!byValue) {
      times(null, whole, rows);
    }
    groups.forEach((name, tally) -> times(name, tally, rows));
    return Section.rows(
        "times",
        List.of(
            Column.text("group"),
            Column.number("from_seconds"),
            Column.number("to_seconds"),
            Column.count("users")),
        rows);
  }

  private void times(@Nullable String group, Tally tally, List<List<@Nullable Object>> rows) {
    long[] spans = tally.span.toArray();
    if (spans.length == 0) {
      return;
    }
    long least = Arrays.stream(spans).min().orElse(0);
    long most = Arrays.stream(spans).max().orElse(0);
    Integer asked = definition.bins();
    int bins = asked == null ? (int) Math.ceil(Math.cbrt(spans.length) - 1e-9) : asked;
    long second = 1_000_000L;
    long begin = Math.floorDiv(least, second);
    long width = most == least ? 60 : -Math.floorDiv(-(most - least), bins * second);
    long[] counts = new long[bins + 1];
    for (long span : spans) {
      counts[(int) Math.min(bins, (span - begin * second) / (width * second))]++;
    }
    for (int i = 0; i <= bins; i++) {
      long from = begin + i * width;
      rows.add(
          Arrays.asList(
              group, BigDecimal.valueOf(from), BigDecimal.valueOf(from + width), counts[i]));
    }
  }

  private Section trend(Fold fold, Definition.Trend length, @Nullable Long asOf) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    LocalDate first = fold.periods.isEmpty() ? null : fold.periods.firstKey();
    LocalDate last = fold.periods.isEmpty() ? null : fold.periods.lastKey();
    Definition.Range range = definition.range();
    if (range != null && range.firstDay() != null && range.lastDay() != null) {
      first = Fold.period(range.from(), length, definition.zone());
      last = Fold.period(range.to() - 1, length, definition.zone());
    }
    if (first != null && last != null) {
      for (LocalDate each = first; !each.isAfter(last); each = Fold.next(each, length)) {
        if (rows.size() >= MOST_PERIODS) {
          throw Refusal.input(
              "the entries span more than "
                  + MOST_PERIODS
                  + " periods, from "
                  + first
                  + " to "
                  + last,
              "set date_range, or a longer interval");
        }
        Fold.Period period = fold.periods.getOrDefault(each, new Fold.Period());
        long end = Draft.start(Fold.next(each, length), definition.zone());
        boolean unfinished = period.open > 0 || asOf == null || end > asOf;
        rows.add(
            Arrays.asList(
                each,
                period.entered,
                period.reached,
                rate(period.reached, period.entered),
                interval(period.reached, period.entered),
                period.open,
                unfinished));
      }
    }
    return Section.rows(
        "trend",
        List.of(
            Column.date("period"),
            Column.count("entered"),
            Column.count("reached"),
            Column.rate("rate"),
            Column.rates("ci95"),
            Column.count("open"),
            Column.flag("unfinished")),
        rows);
  }

  private Section comparison(Fold fold, Map<String, Tally> groups) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (definition.compare() == Definition.Compare.PREVIOUS) {
      compare(null, "previous", fold.all, fold.before, rows);
    } else {
      String name = String.valueOf(definition.baseline());
      Tally baseline = groups.get(name);
      if (baseline == null) {
        throw Refusal.usage(
            "there is no group '" + name + "' to compare with",
            groups.isEmpty()
                ? "no user has a value"
                : "the groups: " + String.join(", ", groups.keySet()));
      }
      groups.forEach(
          (group, tally) -> {
            if (tally != baseline) {
              compare(group, name, tally, baseline, rows);
            }
          });
    }
    return Section.rows(
        "comparison",
        List.of(
            Column.text("group"),
            Column.text("against"),
            Column.count("step"),
            Column.text("name"),
            Column.count("count"),
            Column.count("of"),
            Column.rate("rate"),
            Column.count("against_count"),
            Column.count("against_of"),
            Column.rate("against_rate"),
            Column.rate("difference"),
            Column.rates("ci95"),
            Column.number("p_value"),
            Column.text("test")),
        rows);
  }

  private void compare(
      @Nullable String group,
      String against,
      Tally one,
      Tally other,
      List<List<@Nullable Object>> rows) {
    for (int j = 2; j <= definition.steps().size(); j++) {
      long count = one.reached[j];
      long of = one.reached[1];
      long otherCount = other.reached[j];
      long otherOf = other.reached[1];
      List<@Nullable Object> row = new ArrayList<>();
      row.add(group);
      row.add(against);
      row.add((long) j);
      row.add(stepName(j));
      row.add(count);
      row.add(of);
      row.add(rate(count, of));
      row.add(otherCount);
      row.add(otherOf);
      row.add(rate(otherCount, otherOf));
      if (of == 0 || otherOf == 0) {
        row.addAll(Arrays.asList(null, null, null, null));
      } else {
        row.add(rounded((double) count / of - (double) otherCount / otherOf));
        row.add(ends(Difference.newcombe(count, of, otherCount, otherOf, CONFIDENCE)));
        boolean small = small(count, of, otherCount, otherOf);
        row.add(BigDecimal.valueOf(pValue(count, of, otherCount, otherOf, small)));
        row.add(small ? "fisher" : "chi-squared");
      }
      rows.add(row);
    }
  }

  /** Cochran's rule: an expected count below 5 asks for the exact test. */
  private static boolean small(long a, long n, long b, long m) {
    double successes = (double) a + b;
    double failures = (double) n + m - successes;
    double least = Math.min(successes, failures) * Math.min(n, m) / ((double) n + m);
    return least < 5;
  }

  private static double pValue(long a, long n, long b, long m, boolean small) {
    if (a + b == 0 || a + b == n + m) {
      return 1;
    }
    return small
        ? ProportionTest.fisher(a, n, b, m)
        : ProportionTest.chiSquared(new long[] {a, b}, new long[] {n, m}, false).pValue();
  }

  /**
   * Of each other event: how the odds of conversion differ between users who did it on the way and
   * users who did not, one added to each cell.
   */
  private Section correlation(Fold fold) {
    long success = fold.all.reached[definition.steps().size()];
    long failure = Arrays.stream(fold.all.ended).sum() - success;
    Map<Long, String> names =
        names(
            "((hash(" + events.event() + ") >> 1)::BIGINT | 1)",
            events.event(),
            fold.done.keySet());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    fold.done.forEach(
        (kind, done) -> {
          long s = done.converted;
          long f = done.notConverted;
          double odds = (s + 1.0) * (failure - f + 1.0) / ((f + 1.0) * (success - s + 1.0));
          boolean testable = success > 0 && failure > 0;
          boolean small = testable && small(s, success, f, failure);
          rows.add(
              Arrays.asList(
                  names.getOrDefault(kind, ""),
                  s,
                  f,
                  success,
                  failure,
                  BigDecimal.valueOf(odds),
                  odds > 1 ? "success" : "failure",
                  testable ? BigDecimal.valueOf(pValue(s, success, f, failure, small)) : null));
        });
    rows.sort(
        Comparator.comparing(
                (List<@Nullable Object> row) ->
                    Math.abs(Math.log(((BigDecimal) row.get(5)).doubleValue())))
            .reversed()
            .thenComparing(row -> String.valueOf(row.get(0))));
    return Section.rows(
        "correlation",
        List.of(
            Column.text("event"),
            Column.count("success_count"),
            Column.count("failure_count"),
            Column.count("success_of"),
            Column.count("failure_of"),
            Column.number("odds_ratio"),
            Column.text("correlation_type"),
            Column.number("p_value")),
        rows);
  }

  private Section users(Fold fold, int at) {
    int previous = at - 1;
    while (previous > 1 && definition.steps().get(previous - 1).optional()) {
      previous--;
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Fold.Reached user : fold.users) {
      if (user.level() == 0 || !user.clean()) {
        continue;
      }
      boolean reached = (user.filled() & Rule.bit(at)) != 0;
      boolean dropped = !reached && previous >= 1 && user.level() >= previous;
      if (reached || dropped) {
        rows.add(
            Arrays.asList(
                user.user(),
                reached ? "reached" : "dropped",
                (long) user.level(),
                instant(user.start()),
                instant(user.finish())));
      }
    }
    rows.sort(
        Comparator.comparing((List<@Nullable Object> row) -> String.valueOf(row.get(1)))
            .reversed()
            .thenComparing(row -> String.valueOf(row.get(0))));
    return Section.rows(
        "users",
        List.of(
            Column.id("user"),
            Column.text("status"),
            Column.count("level"),
            Column.instant("entered_at"),
            Column.instant("last_step_at")),
        rows);
  }

  private Section levels(Fold fold) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Fold.Reached user : fold.users) {
      rows.add(Arrays.asList(user.user(), user.clean() ? (long) user.level() : 0L));
    }
    rows.sort(Comparator.comparing(row -> String.valueOf(row.get(0))));
    return Section.rows("levels", List.of(Column.id("user"), Column.count("level")), rows)
        .shaped(new Section.Shape.Keyed());
  }
}
