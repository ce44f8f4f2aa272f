package dev.sluice.analysis.review;

import dev.sluice.analysis.ReportingCurrency;
import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.analysis.history.PlanTargets;
import dev.sluice.analysis.kpi.BroadcastMetrics;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Basis;
import dev.sluice.metrics.Metric;
import dev.sluice.metrics.Unit;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The review of the broadcasts of a week, a month or other days: their totals beside the period
 * before, the broadcasts one by one, when selling is good, and what was sold.
 *
 * <p>Counts and money are added up and rates are ratios of sums; people are counted once in a
 * broadcast and never added up over several. Money of several currencies stands by currency.
 */
public final class Rollup {
  /** So many products, those with the highest GMV. */
  private static final int PRODUCTS = 20;

  /** Below so many broadcasts a median is an anecdote. */
  private static final int FEW = 5;

  /** What a team reads first of a period. */
  private static final List<String> CORE =
      List.of(
          "duration_seconds",
          "impressions",
          "views",
          "enter_rate",
          "peak_viewers",
          "average_viewers",
          "watch_seconds_per_view",
          "watch_seconds_per_viewer",
          "new_followers",
          "comments",
          "product_clicks",
          "live_ctr",
          "ctor",
          "watch_to_pay_rate",
          "orders",
          "attributed_orders",
          "units",
          "placed_gmv",
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
          "blended_roi",
          "attributed_roi");

  /** The facts whose money can be shown in one currency. */
  public static final List<String> MONEY =
      Stream.of(
              ReportingCurrency.ORDERS, ReportingCurrency.BROADCASTS, ReportingCurrency.ADVERTISING)
          .flatMap(List::stream)
          .toList();

  private static final Sql PERIOD = sql("period");
  private static final Sql PARTS = sql("parts");
  private static final Sql ACCOUNTS = sql("accounts");
  private static final Sql KNOWN_DAYS = sql("known-days");
  private static final Sql CORE_FIGURES = sql("period-core");
  private static final Sql BROADCASTS = sql("period-broadcasts");
  private static final Sql BEST_AND_WORST = sql("best-and-worst");
  private static final Sql HEAT_MAP = sql("heat-map");
  private static final Sql TOP_PRODUCTS = sql("period-products");
  private static final Sql MATURITY = sql("maturity");

  private final Workspace workspace;
  private final Question question;
  private final Scope scope;
  private final Section parts;
  private final List<Section> sections = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Rollup(Workspace workspace, Question question, Scope scope, Section parts) {
    this.workspace = workspace;
    this.question = question;
    this.scope = scope;
    this.parts = parts;
  }

  /**
   * What is asked.
   *
   * @param account whose broadcasts, as {@code kpi --by account} names it; {@code null} = all
   * @param converted whether the money of {@link #MONEY} is shown in another currency than its own
   * @param zone of shops that state none, {@code null} = UTC
   * @param now stock levels stated for later are not on hand
   */
  public record Question(
      Period period,
      @Nullable String account,
      boolean converted,
      @Nullable ZoneId zone,
      Instant now) {}

  /**
   * Reviews the broadcasts that began in a period; of a day with one broadcast, that broadcast,
   * unless its money is converted.
   *
   * @throws Refusal when none began in it, or the account is not known
   */
  public static Answer ask(Workspace workspace, Question question) {
    Period period = question.period();
    Scope all = new Scope(List.of(), period.from(), period.to(), question.zone());
    BroadcastMetrics.load(workspace, all, CORE);
    requireKnown(workspace, question.account());
    workspace.update(
        PERIOD,
        period.from().toString(),
        period.to().toString(),
        period.previousFrom().toString(),
        period.previousTo().toString(),
        question.account());
    Section parts =
        workspace.query(
            "parts",
            PARTS,
            List.of(
                Column.count("part"),
                Column.count("broadcasts"),
                Column.texts("ids"),
                Column.text("maturity"),
                Column.texts("shops_without_zone")));
    if (parts.rows().isEmpty() || parts.count(0, "part") != 1) {
      throw none(workspace, question);
    }
    List<String> broadcasts = parts.texts(0, "ids");
    if (period.isDay() && broadcasts.size() == 1 && !question.converted()) {
      return Review.ask(
          workspace, new Scope(broadcasts, null, null, question.zone()), question.now());
    }
    List<String> both = new ArrayList<>(broadcasts);
    if (parts.rows().size() > 1) {
      both.addAll(parts.texts(1, "ids"));
    }
    return new Rollup(workspace, question, new Scope(both, null, null, question.zone()), parts)
        .answer();
  }

  private static void requireKnown(Workspace workspace, @Nullable String account) {
    if (account == null) {
      return;
    }
    List<String> known =
        workspace.query("accounts", ACCOUNTS, List.of(Column.id("account"))).rows().stream()
            .map(row -> String.valueOf(row.get(0)))
            .toList();
    if (!known.contains(account)) {
      throw Refusal.usage(
          "no broadcast is of an account '" + account + "'",
          known.isEmpty()
              ? "the workspace holds no broadcast: import an export of them"
              : "choose one of " + String.join(", ", known));
    }
  }

  private static Refusal none(Workspace workspace, Question question) {
    Section known =
        workspace.query(
            "known",
            KNOWN_DAYS,
            List.of(Column.date("first_day"), Column.date("last_day")),
            question.account());
    Object first = known.cell(0, "first_day");
    String whose = question.account() == null ? "" : " of account '" + question.account() + "'";
    return Refusal.usage(
        "no broadcast" + whose + " began in " + question.period().name(),
        first == null
            ? "the workspace holds no broadcast: import an export of them"
            : "the workspace knows broadcasts"
                + whose
                + " from "
                + first
                + " to "
                + known.cell(0, "last_day"));
  }

  private Answer answer() {
    Scope asked = new Scope(parts.texts(0, "ids"), null, null, scope.zone());
    String broadcasts = String.valueOf(asked.joined());
    SoldLines.load(workspace, scope, "sku");
    PlanTargets.load(workspace);
    int maturity =
        (int)
            workspace
                .query("maturity", MATURITY, List.of(Column.count("days")), scope.zoneName())
                .count(0, "days");
    Traffic traffic = new Traffic(workspace, broadcasts, true);
    core();
    broadcasts();
    bestAndWorst();
    heatMap();
    sections.add(Ladder.of(workspace, broadcasts, true, maturity));
    sections.add(traffic.sources());
    sections.add(traffic.layers());
    sections.add(traffic.returnsOnSpend());
    products();
    notes.add("returns on the ladder are as of D" + maturity);
    notes.addAll(scope.zoneNotes(parts.texts(0, "shops_without_zone")));
    if (question.converted()) {
      notes.add("layers, plans and settlements are in the currency that they state");
    }
    return new Answer("review-rollup", facts(), sections, null, notes, charts());
  }

  private List<Answer.Fact> facts() {
    boolean compared = parts.rows().size() > 1;
    Object maturity = parts.cell(0, "maturity");
    Object previous = compared ? parts.cell(1, "maturity") : null;
    if (maturity == null) {
      notes.add(
          "how mature the platforms' numbers are is not known: import with --as-of to say when they"
              + " were exported");
    } else if (previous != null && !maturity.equals(previous)) {
      notes.add(
          "the platforms' numbers are as of "
              + maturity
              + ", those of the period before as of "
              + previous
              + ": refunds of the later had less time to come");
    }
    Period period = question.period();
    List<Answer.Fact> facts = new ArrayList<>();
    facts.add(new Answer.Fact(Column.id("period"), period.name()));
    if (question.account() != null) {
      facts.add(new Answer.Fact(Column.id("account"), question.account()));
    }
    Collections.addAll(
        facts,
        new Answer.Fact(Column.date("first_day"), period.from()),
        new Answer.Fact(Column.date("last_day"), period.to()),
        new Answer.Fact(Column.count("broadcasts"), parts.count(0, "broadcasts")),
        new Answer.Fact(Column.text("maturity"), maturity),
        new Answer.Fact(Column.date("previous_first_day"), period.previousFrom()),
        new Answer.Fact(Column.date("previous_last_day"), period.previousTo()),
        new Answer.Fact(
            Column.count("previous_broadcasts"), compared ? parts.count(1, "broadcasts") : 0L),
        new Answer.Fact(Column.text("previous_maturity"), previous));
    return facts;
  }

  private void core() {
    Section found =
        workspace.query(
            "found",
            CORE_FIGURES,
            List.of(
                Column.text("metric"),
                Column.number("value"),
                Column.count("known"),
                Column.number("previous"),
                Column.count("previous_known"),
                Column.rate("change"),
                Column.text("currency"),
                Column.term("scope")),
            String.join("\u001f", CORE));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean people = false;
    boolean mixed = false;
    for (int row = 0; row < found.rows().size(); row++) {
      Metric metric = BroadcastMetrics.metric(String.valueOf(found.cell(row, "metric")));
      people |= metric.basis() == Basis.UV || metric.basis() == Basis.BUYERS;
      mixed |= "mixed".equals(found.cell(row, "scope"));
      rows.add(
          Arrays.asList(
              metric.name(),
              BroadcastMetrics.figure(metric, (BigDecimal) found.cell(row, "value")),
              found.cell(row, "known"),
              BroadcastMetrics.figure(metric, (BigDecimal) found.cell(row, "previous")),
              found.cell(row, "previous_known"),
              found.cell(row, "change"),
              metric.unit() == Unit.MONEY ? found.cell(row, "currency") : null,
              found.cell(row, "scope")));
    }
    sections.add(
        Section.rows(
            "core",
            List.of(
                Column.term("metric"),
                Column.figure("value"),
                Column.count("known"),
                Column.figure("previous_period"),
                Column.count("previous_known"),
                Column.rate("change"),
                Column.text("currency"),
                Column.term("scope")),
            rows));
    notes.add("a figure is of the broadcasts that know it: known says how many");
    if (people) {
      notes.add(
          "rates of people are over the people of each broadcast: who came to two counts twice");
    }
    if (mixed) {
      notes.add(
          "scope 'mixed': in-room sales of some broadcasts and attributed ones of others;"
              + " they do not count the same thing");
    }
  }

  private void broadcasts() {
    sections.add(
        local(
            workspace.query(
                "broadcasts",
                BROADCASTS,
                List.of(
                    Column.id("broadcast"),
                    Column.text("title").asDetail(),
                    Column.id("account"),
                    Column.text("host"),
                    Column.instant("started_at"),
                    Column.text("zone").asDetail(),
                    Column.term("weekday"),
                    Column.id("slot"),
                    Column.number("hours"),
                    Column.count("views"),
                    Column.count("orders"),
                    Column.money("gmv"),
                    Column.money("gmv_per_hour"),
                    Column.rate("refund_rate"),
                    Column.money("ad_spend"),
                    Column.text("currency"),
                    Column.term("gmv_basis")),
                scope.zoneName())));
  }

  private void bestAndWorst() {
    sections.add(
        local(
            workspace.query(
                "best_and_worst",
                BEST_AND_WORST,
                List.of(
                    Column.term("place"),
                    Column.count("rank"),
                    Column.id("broadcast"),
                    Column.id("account"),
                    Column.instant("started_at"),
                    Column.text("zone").asDetail(),
                    Column.money("gmv"),
                    Column.rate("against_median"),
                    Column.text("currency"),
                    Column.term("gmv_basis")),
                scope.zoneName())));
  }

  /** The instants of each row by the clock of its zone. */
  private static Section local(Section section) {
    int zone = section.indexOf("zone");
    int start = section.indexOf("started_at");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : section.rows()) {
      List<@Nullable Object> cells = new ArrayList<>(row);
      if (row.get(start) instanceof OffsetDateTime at) {
        ZoneId own = ZoneId.of(String.valueOf(row.get(zone)));
        cells.set(start, at.atZoneSameInstant(own).toOffsetDateTime());
      }
      rows.add(cells);
    }
    return Section.rows(section.name(), section.columns(), rows);
  }

  private void heatMap() {
    Section cells =
        workspace.query(
            "heat_map",
            HEAT_MAP,
            List.of(
                Column.term("weekday"),
                Column.id("slot"),
                Column.count("broadcasts"),
                Column.money("median_gmv"),
                Column.text("currency"),
                Column.term("gmv_basis")));
    sections.add(cells);
    boolean few = false;
    for (int row = 0; row < cells.rows().size(); row++) {
      few |= cells.count(row, "broadcasts") < FEW;
    }
    if (few) {
      notes.add(
          "weekday and slot: the median GMV of a broadcast that began then; of fewer than "
              + FEW
              + " broadcasts it says little");
    }
  }

  private void products() {
    Section all =
        workspace.query(
            "products",
            TOP_PRODUCTS,
            List.of(
                Column.id("key"),
                Column.text("name"),
                Column.count("broadcasts"),
                Column.count("orders"),
                Column.count("units_sold"),
                Column.money("gmv"),
                Column.rate("share_of_gmv"),
                Column.money("previous_gmv"),
                Column.rate("change"),
                Column.text("currency")));
    Map<String, Integer> shown = new TreeMap<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int currency = all.indexOf("currency");
    for (List<@Nullable Object> row : all.rows()) {
      if (shown.merge(String.valueOf(row.get(currency)), 1, Integer::sum) <= PRODUCTS) {
        rows.add(row);
      }
    }
    if (rows.size() < all.rows().size()) {
      notes.add(
          "the "
              + rows.size()
              + " products with the highest GMV of "
              + all.rows().size()
              + "; 'sluice sellthrough --from --to' lists all");
    }
    sections.add(Section.rows("products", all.columns(), rows));
  }

  private List<Chart> charts() {
    Section broadcasts = Answer.of("", sections.toArray(Section[]::new)).section("broadcasts");
    int currency = broadcasts.indexOf("currency");
    boolean one =
        broadcasts.rows().stream().map(row -> String.valueOf(row.get(currency))).distinct().count()
            == 1;
    return List.of(
        new Chart(
            "broadcasts",
            Chart.Form.LINE,
            "started_at",
            one ? List.of("gmv", "views") : List.of("views"),
            null),
        new Chart(
            "heat_map", Chart.Form.HEAT_MAP, "slot", List.of("median_gmv", "broadcasts"), null),
        new Chart("sources", Chart.Form.BARS, "source", List.of("views"), null),
        new Chart(
            "products",
            Chart.Form.BARS,
            "key",
            one ? List.of("gmv") : List.of("units_sold"),
            null));
  }

  private static Sql sql(String question) {
    return Sql.of(Rollup.class, "staging/" + question + ".sql");
  }
}
