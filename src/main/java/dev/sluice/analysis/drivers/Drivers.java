package dev.sluice.analysis.drivers;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.drivers.Decomposition.Factor;
import dev.sluice.analysis.history.PlanTargets;
import dev.sluice.analysis.kpi.BroadcastMetrics;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.metrics.Metric;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What moved the GMV of a broadcast: impressions, enter rate, click rate, click-to-order rate and
 * order value. Each is the ratio of a stage to the one before, so that their product is the GMV.
 * Stages that one of the two sides does not know are left out, and the rate goes across them.
 */
public final class Drivers {
  /** Decimals of a share or a change. */
  private static final int DECIMALS = 8;

  /** Below this many broadcasts a median says nothing. */
  private static final int FEWEST = 5;

  private static final Sql SIDES = Sql.of(Drivers.class, "staging/sides.sql");

  /** What a chain of stages begins with, and the rates from each stage to the next. */
  private record Chain(List<String> stages, List<String> rates) {}

  /** The longest that both sides know is taken; orders and GMV end each. */
  private static final List<Chain> CHAINS =
      List.of(
          new Chain(
              List.of("impressions", "views", "product_clicks"),
              List.of("enter_rate", "live_ctr", "ctor")),
          new Chain(List.of("views", "product_clicks"), List.of("live_ctr", "ctor")),
          new Chain(List.of("impressions", "views"), List.of("enter_rate", "watch_to_order_rate")),
          new Chain(List.of("views"), List.of("watch_to_order_rate")),
          new Chain(List.of("product_clicks"), List.of("ctor")),
          new Chain(List.of("viewers"), List.of("orders_per_viewer")),
          new Chain(List.of(), List.of()));

  private static final List<Column> COLUMNS =
      List.of(
          Column.term("factor"),
          Column.figure("before"),
          Column.figure("after"),
          Column.rate("change"),
          Column.money("contribution"),
          Column.rate("share"),
          Column.text("currency"));

  /**
   * What is asked.
   *
   * @param broadcast its id
   * @param against {@code previous}, {@code median}, {@code plan} (what its layers expect
   *     together), {@code target} (of the plan's campaign) or the id of a broadcast
   * @param same of weekday and slot, what the broadcasts of a median share beside the account
   */
  public record Question(Scope scope, String broadcast, String against, List<String> same) {
    /** Refuses what is not on offer. */
    public Question {
      same = List.copyOf(same);
      for (String each : same) {
        if (!List.of("account", "weekday", "slot").contains(each)) {
          throw Refusal.usage(
              "--same: there is no '" + each + "'", "choose from account, weekday, slot");
        }
      }
    }

    boolean againstPlan() {
      return against.equals("plan") || against.equals("target");
    }
  }

  private final Question question;
  private final Section sides;
  private final @Nullable PlanTargets plan;
  private final String orders;
  private final String gmv;

  private Drivers(Question question, Section sides, @Nullable PlanTargets plan, boolean inRoom) {
    this.question = question;
    this.sides = sides;
    this.plan = plan;
    this.orders = inRoom ? "orders" : "attributed_orders";
    this.gmv = inRoom ? "paid_gmv" : "attributed_gmv";
  }

  /** Asks the workspace. */
  public static Answer ask(Workspace workspace, Question question) {
    question.scope().requireKnown(workspace);
    BroadcastMetrics.place(workspace, question.scope());
    Section sides =
        workspace.query(
            "sides",
            SIDES,
            List.of(
                Column.text("side"),
                Column.id("broadcast"),
                Column.count("n"),
                Column.text("currency"),
                Column.number("impressions"),
                Column.number("views"),
                Column.number("viewers"),
                Column.number("product_clicks"),
                Column.number("orders"),
                Column.number("paid_gmv"),
                Column.number("attributed_orders"),
                Column.number("attributed_gmv")),
            question.broadcast(),
            question.against(),
            question.same().contains("weekday"),
            question.same().contains("slot"));
    PlanTargets plan = null;
    if (question.againstPlan()) {
      plan = plan(workspace, question);
      sides = withPlan(sides, plan, question);
    } else {
      requireTwo(workspace, question, sides);
    }
    boolean inRoom = both(sides, "orders") && both(sides, "paid_gmv");
    if (!inRoom && !(both(sides, "attributed_orders") && both(sides, "attributed_gmv"))) {
      throw Refusal.usage(
          plan == null
              ? "orders and GMV are not known of both, in the room or attributed to it"
              : "orders and GMV are not known of both the broadcast and the " + question.against(),
          "'sluice kpi --by broadcast --metrics all' shows what is known");
    }
    if (!Objects.equals(sides.cell(0, "currency"), sides.cell(1, "currency"))) {
      throw Refusal.usage(
          "their money is in " + sides.cell(0, "currency") + " and " + sides.cell(1, "currency"),
          "set it against a broadcast of the same currency");
    }
    return new Drivers(question, sides, plan, inRoom).answer();
  }

  private static PlanTargets plan(Workspace workspace, Question question) {
    PlanTargets.load(workspace);
    PlanTargets plan = PlanTargets.of(workspace, question.broadcast());
    if (plan == null) {
      throw Refusal.usage(
          "no frozen plan belongs to " + question.broadcast(),
          "freeze one: sluice plan save campaign.yaml");
    }
    return plan;
  }

  /** The broadcast, and the counts that the plan states as its other side. */
  private static Section withPlan(Section sides, PlanTargets plan, Question question) {
    if (sides.rows().size() > 1) {
      throw severalShops();
    }
    Map<String, BigDecimal> counts =
        question.against().equals("plan") ? plan.layers() : plan.stated();
    List<@Nullable Object> row = new ArrayList<>();
    for (Column column : sides.columns()) {
      row.add(
          switch (column.name()) {
            case "side" -> "was";
            case "currency" -> plan.currency();
            default -> counts.get(column.name());
          });
    }
    return Section.rows("sides", sides.columns(), List.of(sides.rows().get(0), row));
  }

  private static Refusal severalShops() {
    return Refusal.usage("several shops have such a broadcast", "name it by the id of one shop");
  }

  private static void requireTwo(Workspace workspace, Question question, Section sides) {
    String against = question.against();
    boolean median = against.equals("median");
    if (sides.rows().size() > 2) {
      throw severalShops();
    }
    if (sides.rows().size() < 2 && !median && !against.equals("previous")) {
      throw Scope.unknown(workspace, against);
    }
    if (sides.rows().size() < 2 && !median) {
      throw Refusal.usage(
          "the account has no broadcast before " + question.broadcast(),
          "set it against another: --against ID");
    }
    long n = sides.rows().size() < 2 ? 0 : sides.cell(1, "n") instanceof Long many ? many : 0;
    if (median && n < FEWEST) {
      throw Refusal.usage(
          "a median of " + n + " broadcasts says nothing: " + FEWEST + " are needed",
          "take more of them: --same weekday, or --same account");
    }
  }

  private static boolean both(Section sides, String count) {
    return sides.cell(0, count) != null && sides.cell(1, count) != null;
  }

  private Answer answer() {
    Chain chain =
        CHAINS.stream()
            .filter(each -> each.stages().stream().allMatch(stage -> both(sides, stage)))
            .findFirst()
            .orElseThrow();
    List<String> names = new ArrayList<>();
    List<BigDecimal> before = new ArrayList<>();
    List<BigDecimal> after = new ArrayList<>();
    for (String stage : chain.stages()) {
      before.add(count(1, stage));
      after.add(count(0, stage));
    }
    before.add(count(1, orders));
    after.add(count(0, orders));
    before.add(count(1, gmv));
    after.add(count(0, gmv));
    names.add(chain.stages().isEmpty() ? orders : chain.stages().get(0));
    names.addAll(chain.rates());
    names.add("aov");
    return answer(
        names,
        factors(before),
        factors(after),
        before.get(before.size() - 1),
        after.get(after.size() - 1));
  }

  private Answer answer(
      List<String> names,
      List<@Nullable BigDecimal> before,
      List<@Nullable BigDecimal> after,
      BigDecimal gmvBefore,
      BigDecimal gmvAfter) {
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      factors.add(new Factor(doubled(before.get(i)), doubled(after.get(i))));
    }
    List<BigDecimal> parts = Decomposition.parts(gmvBefore, gmvAfter, factors);
    BigDecimal change = gmvAfter.subtract(gmvBefore);
    Object currency = sides.cell(0, "currency");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Metric metric = BroadcastMetrics.metric(names.get(i));
      rows.add(
          Arrays.asList(
              metric.name(),
              figure(metric, before.get(i)),
              figure(metric, after.get(i)),
              change(before.get(i), after.get(i)),
              parts.get(i),
              share(parts.get(i), change),
              currency));
    }
    return Answer.of("drivers", Section.rows("factors", COLUMNS, rows))
        .withFact(Column.id("broadcast"), question.broadcast())
        .withFact(Column.text("against"), question.against())
        .withFact(Column.id("against_broadcast"), sides.cell(1, "broadcast"))
        .withFact(Column.count("history"), sides.cell(1, "n"))
        .withFact(Column.term("metric"), gmv)
        .withFact(Column.money("gmv.before"), gmvBefore)
        .withFact(Column.money("gmv.after"), gmvAfter)
        .withFact(Column.money("gmv.change"), change)
        .withFact(Column.text("currency"), currency)
        .withNotes(notes(names));
  }

  private List<String> notes(List<String> names) {
    List<String> notes = new ArrayList<>();
    notes.add("the contributions add up to the change of GMV exactly (logarithmic mean)");
    if (gmv.equals("attributed_gmv")) {
      notes.add("orders and GMV are those attributed to the broadcast, not those of the room");
    }
    if (plan != null) {
      notes.add(
          "plan "
              + plan.plan()
              + ", version "
              + plan.version()
              + (question.against().equals("plan")
                  ? ": what its layers expect together; people who come by two layers count twice"
                  : ": what its campaign states as the target"));
      notes.add(
          "a plan states no impressions, views or product clicks of the whole broadcast: what they"
              + " did lies within the factors that it states");
    } else if (names.size() < 5) {
      notes.add("a stage that one of the two does not know is left out");
    }
    if (question.against().equals("median")) {
      notes.add("a median of each count: no single broadcast had them all");
    }
    return notes;
  }

  private BigDecimal count(int side, String name) {
    return (BigDecimal) Objects.requireNonNull(sides.cell(side, name));
  }

  /** The first count, then the ratio of each to the one before; {@code null} where that is 0. */
  private static List<@Nullable BigDecimal> factors(List<BigDecimal> counts) {
    List<@Nullable BigDecimal> factors = new ArrayList<>();
    factors.add(counts.get(0));
    for (int i = 1; i < counts.size(); i++) {
      factors.add(ratio(counts.get(i), counts.get(i - 1)));
    }
    return factors;
  }

  private static @Nullable BigDecimal ratio(BigDecimal above, BigDecimal below) {
    return below.signum() == 0 ? null : above.divide(below, MathContext.DECIMAL64);
  }

  private static @Nullable BigDecimal share(BigDecimal part, BigDecimal change) {
    return change.signum() == 0 ? null : part.divide(change, DECIMALS, RoundingMode.HALF_UP);
  }

  private static @Nullable BigDecimal change(
      @Nullable BigDecimal before, @Nullable BigDecimal after) {
    if (before == null || after == null || before.signum() == 0) {
      return null;
    }
    return after
        .divide(before, MathContext.DECIMAL64)
        .subtract(BigDecimal.ONE)
        .setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  /** A median may lie between two counts. */
  private static @Nullable Figure figure(Metric metric, @Nullable BigDecimal value) {
    return BroadcastMetrics.figure(metric, value);
  }

  private static @Nullable Double doubled(@Nullable BigDecimal value) {
    return value == null ? null : value.doubleValue();
  }
}
