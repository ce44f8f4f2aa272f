package dev.sluice.analysis.review;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.analysis.audit.Audit;
import dev.sluice.analysis.flash.Flash;
import dev.sluice.analysis.funnel.Funnel;
import dev.sluice.analysis.history.PlanTargets;
import dev.sluice.analysis.kpi.BroadcastMetrics;
import dev.sluice.analysis.sellthrough.SellThrough;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Metric;
import dev.sluice.metrics.Unit;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The review of one broadcast: the figures of the other questions side by side, with the timeline,
 * the ladder from ordered to settled money, what needs attention and who should see to it.
 */
public final class Review {
  /** So many products, those with the highest GMV. */
  private static final int PRODUCTS = 20;

  /** What the page shows of sell-through; the rest is that command's. */
  private static final List<Column> OF_PRODUCTS =
      List.of(
          Column.id("key"),
          Column.text("name"),
          Column.count("units_sold"),
          Column.count("base_units"),
          Column.rate("sell_through"),
          Column.rate("net_sell_through"),
          Column.instant("sold_out_at"),
          Column.count("on_hand"),
          Column.count("oversold_units"),
          Column.money("gmv"),
          Column.text("currency"),
          Column.rate("share_of_gmv"));

  /** The sections that are empty only because nothing of them was imported. */
  private static final List<String> FROM_FILES =
      List.of("sources", "layers", "returns_on_spend", "timeline", "products", "hosts", "service");

  /** What a team reads first. */
  private static final List<String> CORE =
      List.of(
          "impressions",
          "views",
          "viewers",
          "peak_viewers",
          "average_viewers",
          "watch_seconds_per_viewer",
          "new_followers",
          "orders",
          "attributed_orders",
          "paid_gmv",
          "attributed_gmv",
          "net_gmv",
          "refund_rate",
          "aov",
          "watch_to_pay_rate",
          "show_gpm",
          "watch_gpm",
          "uv_value",
          "gmv_per_hour",
          "ad_spend",
          "blended_roi");

  private static final Sql CORE_FIGURES = sql("staging/core");
  private static final Sql LAST = sql("last");
  private static final Sql BASICS = sql("basics");
  private static final Sql TIMELINE = sql("timeline");
  private static final Sql QUIET = sql("quiet");
  private static final Sql INTERACTION = sql("interaction");
  private static final Sql SERVICE = sql("service");
  private static final Sql HOSTS = sql("staging/hosts");

  private final Workspace workspace;
  private final Scope scope;
  private final Instant now;
  private final String broadcast;
  private final ZoneId zone;
  private final Section basics;
  private final List<Section> sections = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Review(Workspace workspace, Scope scope, Instant now, Section basics) {
    this.workspace = workspace;
    this.scope = scope;
    this.now = now;
    this.basics = basics;
    this.broadcast = scope.broadcasts().get(0);
    this.zone = ZoneId.of(String.valueOf(basics.cell(0, "zone")));
  }

  /** The broadcast that began last, or {@code null} where there is none. */
  public static @Nullable String last(Workspace workspace) {
    Section found = workspace.query("last", LAST, List.of(Column.id("broadcast")));
    return found.rows().isEmpty() ? null : String.valueOf(found.cell(0, "broadcast"));
  }

  /** What there is to say where there is no broadcast. */
  public static Answer ofNothing() {
    return Answer.of("review")
        .withNotes(List.of("the workspace holds no broadcast: import an export of them"));
  }

  /**
   * Reviews a broadcast.
   *
   * @param scope one broadcast
   * @param now stock levels stated for later are not on hand
   */
  public static Answer ask(Workspace workspace, Scope scope, Instant now) {
    String broadcast = scope.broadcasts().get(0);
    Section basics =
        workspace.query(
            "basics",
            BASICS,
            List.of(
                Column.id("broadcast"),
                Column.text("title"),
                Column.text("platform"),
                Column.text("shop"),
                Column.text("account"),
                Column.text("host"),
                Column.text("zone"),
                Column.instant("started_at"),
                Column.instant("ended_at"),
                Column.id("previous"),
                Column.text("currency")),
            broadcast,
            scope.zoneName());
    if (basics.rows().isEmpty()) {
      throw Scope.unknown(workspace, broadcast);
    }
    return new Review(workspace, scope, now, basics).answer();
  }

  private Answer answer() {
    OffsetDateTime start =
        (OffsetDateTime) Objects.requireNonNull(local(basics.cell(0, "started_at")));
    Findings findings = new Findings(start);
    SoldLines sold = SoldLines.load(workspace, scope, "sku");
    Audit audit = Audit.ask(workspace, scope);
    PlanTargets.load(workspace);
    Answer products = products();
    Traffic traffic = new Traffic(workspace, broadcast, false);
    core(PlanTargets.of(workspace, broadcast));
    funnel();
    sections.add(Ladder.of(workspace, broadcast, false, maturity(products)));
    sections.add(traffic.sources());
    sections.add(traffic.returnsOnSpend());
    sections.add(traffic.layers());
    timeline(findings, audit);
    sections.add(top(products.section("rows")));
    flash(sold);
    interaction();
    hosts();
    service(findings);
    findings.products(products.section("rows"));
    findings.maturity(maturity(products));
    sections.add(findings.anomalies());
    sections.add(findings.actions());
    List<String> empty =
        sections.stream()
            .filter(section -> section.rows().isEmpty() && FROM_FILES.contains(section.name()))
            .map(Section::name)
            .toList();
    if (!empty.isEmpty()) {
      notes.add(
          "no file told of this broadcast's "
              + String.join(", ", empty)
              + ": 'sluice formats' lists the exports that do");
    }
    notes.add("Anomalies and actions are proposals by rule; their owners are roles.");
    return new Answer("review", facts(start, maturity(products)), sections, null, notes, charts());
  }

  private List<Answer.Fact> facts(OffsetDateTime start, int maturity) {
    List<Answer.Fact> facts = new ArrayList<>();
    for (String name :
        List.of("broadcast", "title", "platform", "shop", "account", "host", "zone")) {
      Column column = basics.columns().get(basics.indexOf(name));
      facts.add(new Answer.Fact(column, basics.cell(0, name)));
    }
    facts.add(new Answer.Fact(Column.instant("started_at"), start));
    facts.add(new Answer.Fact(Column.instant("ended_at"), local(basics.cell(0, "ended_at"))));
    facts.add(new Answer.Fact(Column.id("previous"), basics.cell(0, "previous")));
    facts.add(new Answer.Fact(Column.text("maturity"), "D" + maturity));
    return facts;
  }

  /** A time by the shop's clock; anything else as it is. */
  private @Nullable Object local(@Nullable Object value) {
    return value instanceof OffsetDateTime instant
        ? instant.atZoneSameInstant(zone).toOffsetDateTime()
        : value;
  }

  /**
   * The key figures beside the plan's targets, the account's broadcast before, the median of all
   * before and of those that began in the same three hours of the day.
   */
  private void core(@Nullable PlanTargets targets) {
    Section found =
        workspace.query(
            "found",
            CORE_FIGURES,
            List.of(
                Column.text("metric"),
                Column.number("value"),
                Column.number("previous"),
                Column.rate("change"),
                Column.number("median"),
                Column.count("broadcasts"),
                Column.number("slot_median"),
                Column.count("slot_broadcasts"),
                Column.text("currency")),
            broadcast,
            String.join("\u001f", CORE));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      Metric metric = BroadcastMetrics.metric(String.valueOf(found.cell(row, "metric")));
      Object currency = metric.unit() == Unit.MONEY ? found.cell(row, "currency") : null;
      BigDecimal value = (BigDecimal) found.cell(row, "value");
      BigDecimal target = target(targets, metric, currency);
      rows.add(
          Arrays.asList(
              metric.name(),
              BroadcastMetrics.figure(metric, value),
              BroadcastMetrics.figure(metric, target),
              value == null || target == null || target.signum() == 0
                  ? null
                  : value.divide(target, MathContext.DECIMAL64),
              BroadcastMetrics.figure(metric, (BigDecimal) found.cell(row, "previous")),
              found.cell(row, "change"),
              BroadcastMetrics.figure(metric, (BigDecimal) found.cell(row, "median")),
              found.cell(row, "broadcasts"),
              BroadcastMetrics.figure(metric, (BigDecimal) found.cell(row, "slot_median")),
              found.cell(row, "slot_broadcasts"),
              currency));
    }
    sections.add(
        Section.rows(
            "core",
            List.of(
                Column.term("metric"),
                Column.figure("value"),
                Column.figure("target"),
                Column.rate("of_target"),
                Column.figure("previous"),
                Column.rate("change"),
                Column.figure("median"),
                Column.count("broadcasts_before").asDetail(),
                Column.figure("slot_median"),
                Column.count("slot_broadcasts_before").asDetail(),
                Column.text("currency")),
            rows));
    long before = 0;
    long inSlot = 0;
    for (int row = 0; row < found.rows().size(); row++) {
      before = Math.max(before, found.count(row, "broadcasts"));
      inSlot = Math.max(inSlot, found.count(row, "slot_broadcasts"));
    }
    notes.add(
        "medians are of the account's earlier broadcasts, "
            + before
            + " at most, and of the "
            + inSlot
            + " that began in the same three hours of the day");
    notes.add(
        targets == null
            ? "no plan of the broadcast was saved, so no targets: sluice plan save FILE"
            : "targets are of plan "
                + targets.plan()
                + ", version "
                + targets.version()
                + ": what it states, else what its layers expect together");
  }

  /** What the plan is to reach; money of another currency is none. */
  private static @Nullable BigDecimal target(
      @Nullable PlanTargets targets, Metric metric, @Nullable Object currency) {
    return targets == null
            || (metric.unit() == Unit.MONEY && !Objects.equals(currency, targets.currency()))
        ? null
        : targets.values().get(metric.name());
  }

  private void funnel() {
    Answer funnel = Funnel.ask(workspace, Funnel.Question.of(scope, null, null, comparable()));
    sections.add(named("funnel", funnel.section("groups")));
    sections.add(named("rates", funnel.section("rates")));
    notes.addAll(funnel.notes());
  }

  /** What the funnel is compared with: the account's broadcast before, where there is one. */
  private @Nullable String comparable() {
    return basics.cell(0, "previous") == null ? null : "previous";
  }

  private Answer products() {
    Answer products =
        SellThrough.ask(workspace, SellThrough.Question.of(scope, "sku", null, null, now));
    for (String note : products.notes()) {
      if (!notes.contains(note)) {
        notes.add(note);
      }
    }
    return products;
  }

  private static int maturity(Answer products) {
    return products.facts().stream()
        .filter(fact -> fact.column().name().equals("maturity"))
        .map(fact -> Integer.parseInt(String.valueOf(fact.value()).substring(1)))
        .findFirst()
        .orElse(0);
  }

  private void timeline(Findings findings, Audit audit) {
    sections.add(
        workspace.query(
            "timeline",
            TIMELINE,
            List.of(
                Column.text("clock"),
                Column.count("viewers_online"),
                Column.count("views"),
                Column.count("comments"),
                Column.count("product_clicks"),
                Column.count("orders"),
                Column.money("gmv"),
                Column.text("currency"),
                Column.text("event")),
            broadcast,
            scope.zoneName()));
    Section quiet =
        workspace.query(
            "longest_without_an_order",
            QUIET,
            List.of(Column.text("first_clock"), Column.text("last_clock"), Column.count("minutes")),
            broadcast,
            scope.zoneName());
    sections.add(quiet);
    findings.quiet(quiet);
    findings.platform(audit);
  }

  private Section top(Section rows) {
    int shown = Math.min(PRODUCTS, rows.rows().size());
    if (shown < rows.rows().size()) {
      notes.add(
          "the "
              + shown
              + " products with the highest GMV of "
              + rows.rows().size()
              + "; 'sluice sellthrough --broadcast' lists all");
    }
    return Section.rows("products", OF_PRODUCTS, cells(rows, OF_PRODUCTS, shown));
  }

  /** The cells of the first rows under those columns. */
  private List<List<@Nullable Object>> cells(Section section, List<Column> columns, int rows) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (Column column : columns) {
        cells.add(local(section.cell(row, column.name())));
      }
      all.add(cells);
    }
    return all;
  }

  private void flash(SoldLines sold) {
    Answer flash = Flash.ask(workspace, new Flash.Question(scope, List.of(), List.of()), sold);
    sections.add(renamed("flash_sales", flash.section("rows")));
  }

  private void interaction() {
    sections.add(
        workspace.query(
            "interaction",
            INTERACTION,
            List.of(
                Column.count("comments"),
                Column.count("likes"),
                Column.count("shares"),
                Column.count("new_followers"),
                Column.count("new_fan_club_members"),
                Column.rate("comment_rate"),
                Column.rate("like_rate"),
                Column.rate("share_rate"),
                Column.rate("follow_rate")),
            broadcast));
  }

  private void hosts() {
    sections.add(
        workspace.query(
            "hosts",
            HOSTS,
            List.of(
                Column.text("host"),
                Column.text("first_clock"),
                Column.text("last_clock"),
                Column.count("orders"),
                Column.count("units"),
                Column.money("gmv"),
                Column.text("currency")),
            zone.getId()));
  }

  private void service(Findings findings) {
    Section service =
        workspace.query(
            "service",
            SERVICE,
            List.of(
                Column.text("channel"),
                Column.count("contacts"),
                Column.count("contacts_handled"),
                Column.count("contacts_open"),
                Column.number("median_minutes_to_answer")),
            broadcast);
    sections.add(service);
    findings.service(service);
  }

  private static List<Chart> charts() {
    return List.of(
        new Chart("funnel", Chart.Form.BARS, "name", List.of("count"), null),
        new Chart("sources", Chart.Form.BARS, "source", List.of("views"), null),
        new Chart("timeline", Chart.Form.LINE, "clock", List.of("viewers_online", "gmv"), "event"),
        new Chart("products", Chart.Form.BARS, "key", List.of("gmv"), null));
  }

  /** A section of the funnel, whose names of stages and rates are words of the program. */
  private static Section named(String name, Section section) {
    List<Column> columns = new ArrayList<>(section.columns());
    columns.set(section.indexOf("name"), Column.term("name"));
    return new Section(name, new Section.Shape.Rows(), columns, section.rows());
  }

  private static Section renamed(String name, Section section) {
    return new Section(name, new Section.Shape.Rows(), section.columns(), section.rows());
  }

  private static Sql sql(String question) {
    return Sql.of(Review.class, question + ".sql");
  }
}
