package dev.sluice.plan;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer to {@code plan show}: the target, its layers, and the gap between the two. */
public final class PlanSheet {
  private static final List<BigDecimal> FACTORS =
      List.of(new BigDecimal("0.5"), BigDecimal.ONE, new BigDecimal("2"));

  private final BackwardPlan plan;
  private final @Nullable String currency;

  private PlanSheet(BackwardPlan plan) {
    this.plan = plan;
    this.currency = plan.campaign().currency();
  }

  /**
   * Works the campaign backward from its target.
   *
   * @throws dev.sluice.answer.Refusal when the file has faults or does not state what is needed
   */
  public static Answer of(CampaignFile file) {
    return new PlanSheet(BackwardPlan.of(file)).answer();
  }

  private Answer answer() {
    Campaign campaign = plan.campaign();
    Campaign.Broadcast broadcast = campaign.broadcast();
    Campaign.Target target = Objects.requireNonNull(campaign.target());
    ZonedDateTime start = broadcast == null ? null : broadcast.starts();
    return Answer.of("plan-show", layers(), gap(), cost(), needs(), sensitivity(target))
        .withFact(Column.id("campaign"), campaign.id())
        .withFact(Column.text("title"), campaign.title())
        .withFact(Column.text("platform"), broadcast == null ? null : broadcast.platform())
        .withFact(Column.id("account"), broadcast == null ? null : broadcast.account())
        .withFact(Column.text("zone"), broadcast == null ? null : broadcast.zone().getId())
        .withFact(Column.instant("start"), start == null ? null : start.toOffsetDateTime())
        .withFact(
            Column.instant("start_utc"),
            start == null ? null : start.toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC))
        .withFact(Column.money("target.gmv"), cents(plan.gmv()))
        .withFact(
            Column.money("target.average_order_value"), cents(value(target.averageOrderValue())))
        .withFact(Column.count("target.orders"), plan.orders())
        .withFact(Column.rate("target.watch_to_pay"), value(target.watchToPay()))
        .withFact(Column.count("target.viewers"), plan.viewers())
        .withFact(Column.money("target.uv_value"), plan.uvValue())
        .withFact(Column.text("target.currency"), currency)
        .withCoverage(coverage())
        .withNotes(notes(target));
  }

  private Section layers() {
    List<Column> columns =
        List.of(
            Column.id("layer"),
            Column.term("kind"),
            Column.count("quantity"),
            Column.rate("rate"),
            Column.count("entrants"),
            Column.rate("share_of_need"),
            Column.money("cost"),
            Column.text("currency"),
            Column.text("basis"),
            Column.text("grade"),
            Column.sentence("reason"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (BackwardPlan.Line line : plan.lines()) {
      Layer layer = line.layer();
      rows.add(
          row(
              layer.id(),
              layer.kind().toString(),
              line.quantity(),
              line.rate(),
              line.entrants(),
              line.entrants() == null ? null : share(line.entrants()),
              cents(line.cost()),
              currency,
              line.basis(),
              line.grade() == null ? null : line.grade().name(),
              line.reason()));
    }
    return Section.rows("layers", columns, rows);
  }

  private BigDecimal share(long entrants) {
    return BigDecimal.valueOf(entrants)
        .divide(BigDecimal.valueOf(plan.viewers()), 4, RoundingMode.HALF_UP);
  }

  private Section gap() {
    BackwardPlan.Line earned = plan.recommendation();
    Long required = plan.requiredImpressions();
    Long available = earned == null ? null : earned.quantity();
    return Section.single(
        "gap",
        List.of(
            Column.count("needed"),
            Column.count("planned"),
            Column.count("gap"),
            Column.count("planned_if_all_overlap"),
            Column.count("gap_if_all_overlap"),
            Column.count("before_recommendation"),
            Column.count("remaining"),
            Column.rate("enter_rate"),
            Column.count("required_impressions"),
            Column.count("available_impressions"),
            Column.count("missing_impressions")),
        row(
            plan.viewers(),
            plan.planned(),
            plan.viewers() - plan.planned(),
            plan.plannedAtLeast(),
            plan.viewers() - plan.plannedAtLeast(),
            plan.beforeRecommendation(),
            plan.remaining(),
            earned == null ? null : earned.rate(),
            required,
            available,
            required == null || available == null ? null : Math.max(0, required - available)));
  }

  private Section cost() {
    BigDecimal cost = plan.cost();
    BigDecimal budget = plan.campaign().budget();
    return Section.single(
        "cost",
        List.of(
            Column.money("cost"),
            Column.money("budget"),
            Column.money("over_budget"),
            Column.text("currency"),
            Column.number("blended_roi")),
        row(
            cents(cost),
            cents(budget),
            cost == null || budget == null
                ? null
                : cents(cost.subtract(budget).max(BigDecimal.ZERO)),
            currency,
            plan.blendedRoi()));
  }

  private Section needs() {
    Campaign campaign = plan.campaign();
    Long units = plan.units();
    Long stock = campaign.stockUnits();
    Long parcels = plan.parcelsPerDay();
    Campaign.Dispatch dispatch = campaign.dispatch();
    return Section.single(
        "needs",
        List.of(
            Column.count("orders"),
            Column.count("units"),
            Column.count("stock_units"),
            Column.count("missing_units"),
            Column.count("parcels"),
            Column.count("dispatch_days"),
            Column.count("needed_parcels_per_day"),
            Column.count("parcels_per_day"),
            Column.count("missing_parcels_per_day"),
            Column.number("agent_days")),
        row(
            plan.orders(),
            units,
            stock,
            units == null || stock == null ? null : Math.max(0, units - stock),
            plan.orders(),
            dispatch == null ? null : dispatch.days(),
            parcels,
            dispatch == null ? null : dispatch.parcelsPerDay(),
            dispatch == null || parcels == null
                ? null
                : Math.max(0, parcels - dispatch.parcelsPerDay()),
            plan.agentDays()));
  }

  /** The viewers needed if watch-to-pay turns out to be half or twice what was put in. */
  private Section sensitivity(Campaign.Target target) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    BigDecimal rate = value(target.watchToPay());
    Long orders = plan.orders();
    if (rate != null && orders != null && target.viewers() == null) {
      for (BigDecimal factor : FACTORS) {
        BigDecimal other = rate.multiply(factor);
        if (other.compareTo(BigDecimal.ONE) <= 0) {
          rows.add(row(factor, other, BackwardPlan.viewers(orders, other)));
        }
      }
    }
    return Section.rows(
        "sensitivity",
        List.of(Column.number("factor"), Column.rate("watch_to_pay"), Column.count("viewers")),
        rows);
  }

  private Answer.Coverage coverage() {
    List<String> missing = new ArrayList<>();
    long entrants = 0;
    long costs = 0;
    long bought = 0;
    for (BackwardPlan.Line line : plan.lines()) {
      if (line.entrants() == null) {
        missing.add(line.layer().id() + ".entrants");
      } else {
        entrants++;
      }
      if (line.layer().kind() != LayerKind.RECOMMENDATION) {
        bought++;
        if (line.cost() == null) {
          missing.add(line.layer().id() + ".cost");
        } else {
          costs++;
        }
      }
    }
    missing.sort(null);
    return new Answer.Coverage(
        missing,
        List.of(
            new Answer.Part("entrants", entrants, plan.lines().size()),
            new Answer.Part("cost", costs, bought)));
  }

  private List<String> notes(Campaign.Target target) {
    List<String> notes = new ArrayList<>();
    long gap = plan.viewers() - plan.planned();
    if (gap > 0) {
      notes.add(
          "Gap: "
              + BackwardPlan.grouped(gap)
              + " of "
              + BackwardPlan.grouped(plan.viewers())
              + " viewers come from nowhere in this plan.");
    }
    notes.add(
        "'planned' adds the layers up, as if nobody came by two of them; if the people of every"
            + " layer are among those of the largest it is "
            + BackwardPlan.grouped(plan.plannedAtLeast())
            + ".");
    notes.add("What is needed is rounded up to whole people, what a layer brings down.");
    plan.campaign()
        .layers()
        .forEach(layer -> notes.addAll(Sending.of(plan.campaign(), layer).notes()));
    note(notes, "target.average_order_value", target.averageOrderValue());
    note(notes, "target.watch_to_pay", target.watchToPay());
    note(notes, "target.units_per_order", target.unitsPerOrder());
    for (Layer layer : plan.campaign().layers()) {
      Traffic traffic = layer.traffic();
      if (traffic instanceof Traffic.Audience audience) {
        note(notes, layer, layer.kind().quantity(), audience.quantity());
        note(notes, layer, layer.kind().rate(), audience.rate());
      } else if (traffic instanceof Traffic.Paid paid) {
        note(notes, layer, "cost_per_entrant", paid.costPerEntrant());
      } else if (traffic instanceof Traffic.Creators creators) {
        note(notes, layer, "entrants_each", creators.entrantsEach());
        note(notes, layer, "clicks", creators.clicks());
        note(notes, layer, "click_to_room", creators.clickToRoom());
      } else if (traffic instanceof Traffic.Reminder reminder) {
        note(notes, layer, "lift", reminder.lift());
      }
      for (Layer.Feed feed : layer.feeds()) {
        note(notes, layer, "feeds." + feed.layer(), feed.rate());
      }
      if (layer.buildUp() != null) {
        note(notes, layer, "half_life", layer.buildUp().halfLife());
      }
    }
    Campaign.CustomerCare service = plan.campaign().service();
    if (service != null) {
      note(notes, "service.contact_rate", service.contactRate());
      note(notes, "service.contacts_per_agent_day", service.contactsPerAgentDay());
    }
    return notes;
  }

  private static void note(
      List<String> notes, Layer layer, @Nullable String key, @Nullable Estimate estimate) {
    note(notes, layer.id() + "." + key, estimate);
  }

  private static void note(List<String> notes, String figure, @Nullable Estimate estimate) {
    if (estimate == null) {
      return;
    }
    String value = figure + " " + estimate.value().toPlainString() + ": ";
    if (estimate.assumption() != null) {
      notes.add(
          value
              + "an assumption ("
              + estimate.assumption()
              + "), grade "
              + estimate.grade()
              + ", from "
              + estimate.source()
              + ".");
      return;
    }
    notes.add(
        value
            + "yours, "
            + (estimate.source() == null ? "without a source" : "from " + estimate.source())
            + (estimate.grade() == null ? "" : ", grade " + estimate.grade())
            + ".");
  }

  private static @Nullable BigDecimal value(@Nullable Estimate estimate) {
    return estimate == null ? null : estimate.value();
  }

  private static @Nullable BigDecimal cents(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }
}
