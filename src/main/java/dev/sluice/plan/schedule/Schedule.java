package dev.sluice.plan.schedule;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Layer;
import dev.sluice.plan.When;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's money by day and part of the day, and the times of its pushes.
 *
 * <p>The response of a layer is that of its whole window: what it answers to money spread evenly
 * over all hours of the window, of which none is better than another and none is left out. A part
 * of a day that makes up the share s of these hours answers {@code s·f(level/s)}: as much as the
 * window would at that pace, for that part of the time. The level of a part is the money spent in
 * it times its weight, plus its share (by open hours) of what earlier days carry over to its day.
 * So money spread evenly, without carry-over and weights, brings what {@code plan allocate} says of
 * the layer; hours in a blackout bring nothing; and a window of one day with one part is the
 * layer's allocation.
 */
public final class Schedule {
  /** How far the plan is known to be from the best. */
  public enum Status {
    /** By no more than 0.01 %. */
    PROVEN,
    /** By no more than the gap. */
    WITHIN_GAP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final int PUSH_NODES = 2000;

  private final CampaignFile file;
  private final Inputs.Ready inputs;
  private final Solver.Found found;
  private final PushPlan pushes;

  private Schedule(CampaignFile file, Inputs.Ready inputs, Solver.Found found, PushPlan pushes) {
    this.file = file;
    this.inputs = inputs;
    this.found = found;
    this.pushes = pushes;
  }

  /**
   * Schedules a campaign.
   *
   * @param budget in place of the file's, or {@code null}
   * @throws dev.sluice.answer.Refusal when the file has faults, does not state what is needed, or
   *     its limits contradict each other
   */
  public static Schedule of(CampaignFile file, @Nullable BigDecimal budget) {
    Inputs.Ready inputs = Inputs.of(file, budget);
    Solver.Found found = Solver.solve(inputs.problem());
    if (found == null) {
      throw Inputs.impossible(file);
    }
    PushPlan pushes =
        PushPlan.of(
            inputs.wishes(), file.campaign().pacing().pushesPerDay(), inputs.stated(), PUSH_NODES);
    return new Schedule(file, inputs, found, pushes);
  }

  /** What is known of the plan. */
  public Status status() {
    return found.gap() <= Solver.PROVEN ? Status.PROVEN : Status.WITHIN_GAP;
  }

  /** The placed pushes by the id of their layer, for the campaign's calendar. */
  public Map<String, List<Layer.Push>> pushesByLayer() {
    Map<String, List<Layer.Push>> byLayer = new TreeMap<>();
    for (PushPlan.Placed push : pushes.placed()) {
      Layer layer = inputs.wishes().get(push.layer()).layer();
      byLayer
          .computeIfAbsent(layer.id(), id -> new ArrayList<>())
          .add(new Layer.Push(layer.path(), id(push), when(start(), push.time()), null));
    }
    return byLayer;
  }

  private LocalDate start() {
    return Objects.requireNonNull(file.campaign().broadcast()).start().toLocalDate();
  }

  private static When when(LocalDate start, ZonedDateTime time) {
    int days = (int) ChronoUnit.DAYS.between(start, time.toLocalDate());
    return new When(false, 'd', days, time.toLocalTime());
  }

  private String id(PushPlan.Placed push) {
    return when(start(), push.time()).toString().replace(' ', '@');
  }

  /** The schedule as an answer. */
  public Answer answer() {
    Campaign campaign = file.campaign();
    Campaign.Broadcast broadcast = Objects.requireNonNull(campaign.broadcast());
    long spread = Arrays.stream(found.spend()).flatMapToLong(Arrays::stream).sum();
    BigDecimal held =
        inputs.held().stream().map(Inputs.Held::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    long unspent = inputs.problem().budget() - spread;
    String reason = unspent > 0 && !inputs.money().isEmpty() ? reason() : null;
    return Answer.of("plan-schedule", days(), pushes(), layers(), limits())
        .withFact(Column.id("campaign"), campaign.id())
        .withFact(Column.text("title"), campaign.title())
        .withFact(Column.text("zone"), broadcast.zone().getId())
        .withFact(Column.instant("start"), broadcast.starts().toOffsetDateTime())
        .withFact(Column.money("budget"), money(inputs.problem().budget()).add(held))
        .withFact(Column.money("spent"), money(spread).add(held))
        .withFact(Column.money("unspent"), money(unspent))
        .withFact(Column.sentence("reason"), reason)
        .withFact(Column.text("currency"), campaign.currency())
        .withFact(Column.number("value"), number(found.value()))
        .withFact(Column.number("upper_bound"), ceiling(found.bound()))
        .withFact(Column.number("gap"), ceiling(found.gap()))
        .withFact(Column.text("status"), status().toString())
        .withFact(Column.number("baseline_value"), number(evenly()))
        .withFact(Column.number("marginal_response"), marginal())
        .withFact(Column.number("push_value"), number(pushes.value()))
        .withFact(Column.flag("pushes_proven"), pushes.exact())
        .withNotes(notes(reason));
  }

  private Section days() {
    List<Column> columns =
        List.of(
            Column.date("day"),
            Column.id("layer"),
            Column.id("daypart"),
            Column.money("spend"),
            Column.number("level"),
            Column.number("response"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LocalDate day = inputs.firstDay(); ; day = day.plusDays(1)) {
      if (ChronoUnit.DAYS.between(inputs.firstDay(), day) >= inputs.problem().days()) {
        break;
      }
      for (int i = 0; i < inputs.money().size(); i++) {
        Inputs.Money each = inputs.money().get(i);
        double[] levels = each.line().levels(found.spend()[i]);
        for (int s = 0; s < levels.length; s++) {
          OpenHours.Part part = each.parts().get(s);
          if (part.day().equals(day) && levels[s] > 0) {
            rows.add(
                Arrays.asList(
                    day,
                    each.layer().id(),
                    part.daypart().id(),
                    money(found.spend()[i][s]),
                    number(levels[s]),
                    number(each.line().answer(s, levels[s]))));
          }
        }
      }
    }
    return Section.rows("days", columns, rows);
  }

  private Section pushes() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (PushPlan.Placed push : pushes.placed()) {
      rows.add(
          Arrays.asList(
              push.time().toLocalDate(),
              inputs.wishes().get(push.layer()).layer().id(),
              id(push),
              push.time().toOffsetDateTime(),
              push.time().toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC),
              number(push.value())));
    }
    return Section.rows(
        "pushes",
        List.of(
            Column.date("day"),
            Column.id("layer"),
            Column.id("push"),
            Column.instant("time"),
            Column.instant("utc").asDetail(),
            Column.number("value")),
        rows);
  }

  private Section layers() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < inputs.money().size(); i++) {
      Inputs.Money each = inputs.money().get(i);
      long spend = Arrays.stream(found.spend()[i]).sum();
      rows.add(
          Arrays.asList(
              each.layer().id(),
              money(spend),
              each.layer().minimum(),
              each.layer().maximum(),
              number(each.line().response(found.spend()[i])),
              number(each.line().response(evenly(each.line(), spend)))));
    }
    return Section.rows(
        "layers",
        List.of(
            Column.id("layer"),
            Column.money("spend"),
            Column.money("minimum"),
            Column.money("maximum"),
            Column.number("response"),
            Column.number("baseline_response")),
        rows);
  }

  /** The limits that the plan has reached. */
  private Section limits() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Problem problem = inputs.problem();
    Spread spread = Spread.of(problem, found.spend());
    if (!inputs.money().isEmpty() && spread.total() == problem.budget()) {
      rows.add(limit("budget", null, null, null, spread.total()));
    }
    for (int i = 0; i < inputs.money().size(); i++) {
      Problem.Line line = problem.lines().get(i);
      String id = inputs.money().get(i).layer().id();
      long spend = spread.ofLine(i);
      if (spend == line.maximum()) {
        rows.add(limit("maximum", id, null, null, spend));
      }
      if (line.minimum() > 0 && (spend == line.minimum() || spend == 0)) {
        rows.add(limit(spend == 0 ? "off" : "minimum", id, null, null, spend));
      }
    }
    for (int g = 0; g < problem.groups().size(); g++) {
      Problem.Group group = problem.groups().get(g);
      String id = inputs.groups().get(g).id();
      long spend = spread.ofGroup(g);
      if (spend == group.maximum()) {
        rows.add(limit("maximum", null, id, null, spend));
      } else if (group.minimum() > 0 && spend == group.minimum()) {
        rows.add(limit("minimum", null, id, null, spend));
      }
    }
    for (int day = 0; day < problem.days(); day++) {
      LocalDate date = inputs.firstDay().plusDays(day);
      if (spread.ofDay(day) == problem.dailyMaximum()) {
        rows.add(limit("daily_maximum", null, null, date, spread.ofDay(day)));
      }
      for (int i = 0; i < inputs.money().size(); i++) {
        Problem.Line line = problem.lines().get(i);
        long spend = spread.ofDay(i, day);
        String id = inputs.money().get(i).layer().id();
        if (spend == line.dailyMaximum()) {
          rows.add(limit("daily_maximum", id, null, date, spend));
        } else if (line.dailyMinimum() > 0 && spend == line.dailyMinimum()) {
          rows.add(limit("daily_minimum", id, null, date, spend));
        }
      }
    }
    return Section.rows(
        "limits",
        List.of(
            Column.text("limit"),
            Column.id("layer"),
            Column.id("group"),
            Column.date("day"),
            Column.money("reached")),
        rows);
  }

  private static List<@Nullable Object> limit(
      String limit,
      @Nullable String layer,
      @Nullable String group,
      @Nullable LocalDate day,
      long reached) {
    return Arrays.asList(limit, layer, group, day, money(reached));
  }

  /** What the same money of each layer brings, spread evenly over its open hours. */
  private double evenly() {
    double value = 0;
    for (int i = 0; i < inputs.money().size(); i++) {
      Problem.Line line = inputs.problem().lines().get(i);
      value += line.response(evenly(line, Arrays.stream(found.spend()[i]).sum()));
    }
    return value;
  }

  private static long[] evenly(Problem.Line line, long cents) {
    double all = line.slots().stream().mapToDouble(Problem.Slot::share).sum();
    long[] spend = new long[line.slots().size()];
    double share = 0;
    long given = 0;
    for (int s = 0; s < spend.length; s++) {
      share += line.slots().get(s).share();
      long until = s + 1 == spend.length ? cents : Math.round(cents * share / all);
      spend[s] = until - given;
      given = until;
    }
    return spend;
  }

  /** What the next unit of budget brings where it brings most and the other limits allow it. */
  private @Nullable BigDecimal marginal() {
    Spread spread = Spread.of(inputs.problem(), found.spend());
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < inputs.money().size(); i++) {
      Problem.Line line = inputs.problem().lines().get(i);
      double[] marginal = line.marginal(found.spend()[i]);
      for (int s = 0; s < marginal.length; s++) {
        int day = line.slots().get(s).day();
        boolean on = spread.ofDay(i, day) > 0 || line.dailyMinimum() == 0;
        boolean layerOn = spread.ofLine(i) > 0 || line.minimum() == 0;
        if (on && layerOn && spread.roomBeside(i, s) > 0) {
          most = Math.max(most, marginal[s]);
        }
      }
    }
    return Double.isFinite(most) ? number(most) : null;
  }

  /** Why not all of the budget is spent. */
  private String reason() {
    Spread spread = Spread.of(inputs.problem(), found.spend());
    for (int i = 0; i < inputs.money().size(); i++) {
      for (int s = 0; s < found.spend()[i].length; s++) {
        if (spread.room(i, s) > 0) {
          return "more money would bring nothing, or less than its least amount allows";
        }
      }
    }
    return "no layer may have more on any day: see 'limits'";
  }

  private List<String> notes(@Nullable String reason) {
    List<String> notes = new ArrayList<>();
    for (Layer layer : file.campaign().layers()) {
      if (layer.response() == null && layer.pacing().pushesToPlace() == null) {
        String cost =
            inputs.held().stream()
                .filter(each -> each.layer().id().equals(layer.id()))
                .map(each -> ", cost " + each.cost().toPlainString())
                .collect(Collectors.joining());
        notes.add(
            "'"
                + layer.id()
                + "' states no response to money and no pushes to place, and is held as it is"
                + cost
                + ".");
      }
    }
    if (reason != null) {
      notes.add("Not all of the budget is spent: " + reason + ".");
    }
    switch (status()) {
      case PROVEN -> notes.add("Proven: no schedule within these limits brings 0.01 % more.");
      case WITHIN_GAP ->
          notes.add(
              "Not proven to be the best: no schedule within these limits brings more than"
                  + " upper_bound.");
    }
    for (int i = 0; i < inputs.wishes().size(); i++) {
      int of = i;
      PushPlan.Wish wish = inputs.wishes().get(i);
      long placed = pushes.placed().stream().filter(push -> push.layer() == of).count();
      if (placed < wish.pushes().count()) {
        notes.add(
            "Of "
                + wish.pushes().count()
                + " pushes of '"
                + wish.layer().id()
                + "' "
                + placed
                + " have a time: window, blackouts, gap and pushes per day leave no more.");
      }
    }
    return notes;
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  private static BigDecimal number(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
  }

  /** Rounded up: a bound stays one. */
  private static BigDecimal ceiling(double value) {
    return BigDecimal.valueOf(value).setScale(6, RoundingMode.CEILING);
  }
}
