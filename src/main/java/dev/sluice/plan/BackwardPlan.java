package dev.sluice.plan;

import dev.sluice.answer.Refusal;
import dev.sluice.answer.yaml.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign worked backward: from the target to the viewers it needs, and what each layer brings
 * of them. What is needed is rounded up, what is brought is rounded down, so that rounding never
 * closes a gap.
 *
 * @param gmv the target, or orders × average order value; {@code null} when neither is stated
 * @param orders the target, or GMV / average order value, or viewers × watch-to-pay
 * @param viewers people who must enter: the target, or orders / watch-to-pay
 * @param lines a line each layer, in the order of the file
 */
public record BackwardPlan(
    Campaign campaign,
    @Nullable BigDecimal gmv,
    @Nullable Long orders,
    long viewers,
    List<Line> lines) {
  private static final BigDecimal MOST = new BigDecimal("1e15");

  /**
   * What a layer brings.
   *
   * @param quantity of what the layer counts
   * @param rate the part of it that enters
   * @param entrants {@code null} when it cannot be told
   * @param cost {@code null} when nothing is stated
   * @param basis the arithmetic in words
   * @param reason why the entrants cannot be told
   * @param grade of the weakest figure, {@code null} when none is graded
   */
  public record Line(
      Layer layer,
      @Nullable Long quantity,
      @Nullable BigDecimal rate,
      @Nullable Long entrants,
      @Nullable BigDecimal cost,
      @Nullable String basis,
      @Nullable String reason,
      @Nullable Grade grade) {}

  /**
   * Works a campaign backward.
   *
   * @throws Refusal when a figure that it needs is not stated
   */
  public static BackwardPlan of(CampaignFile file) {
    Campaign campaign = file.accepted();
    List<Fault> missing = new ArrayList<>(RequiredInputs.missing(file));
    Campaign.Target target = campaign.target();
    if (target == null) {
      missing.add(
          Fault.error(
              file.at("target"),
              "target",
              "required-input",
              "there is no target to work back from",
              "add target: {gmv: …, average_order_value: …, watch_to_pay: …}"));
    }
    if (target == null || !missing.isEmpty()) {
      throw file.refusal(missing);
    }
    Goal goal = Goal.of(target);
    long viewers = Objects.requireNonNull(goal.viewers());
    return new BackwardPlan(
        campaign, goal.gmv(), goal.orders(), viewers, new LayerLines(campaign, viewers).all());
  }

  /**
   * What a target comes to; {@code null} for what its figures do not tell.
   *
   * @param gmv as stated, or orders × average order value
   * @param orders as stated, or GMV / average order value, or viewers × watch-to-pay
   * @param viewers as stated, or orders / watch-to-pay
   */
  public record Goal(@Nullable BigDecimal gmv, @Nullable Long orders, @Nullable Long viewers) {

    /** Works a target out as far as its figures go. */
    public static Goal of(Campaign.Target target) {
      Estimate price = target.averageOrderValue();
      Estimate rate = target.watchToPay();
      BigDecimal gmv = target.gmv();
      Long orders = target.orders();
      Long viewers = target.viewers();
      if (gmv != null && price != null) {
        orders = up(gmv, price.value());
      } else if (orders == null && viewers != null && rate != null) {
        orders = down(rate.value().multiply(BigDecimal.valueOf(viewers)));
      }
      if (viewers == null && orders != null && rate != null) {
        viewers = BackwardPlan.viewers(orders, rate.value());
      }
      if (gmv == null && orders != null && price != null) {
        gmv = money(price.value().multiply(BigDecimal.valueOf(orders)));
      }
      return new Goal(gmv, orders, viewers);
    }
  }

  /**
   * What each layer of a complete campaign brings, whether or not it has a target.
   *
   * @param viewers that the target needs: shares of paid layers are of them
   */
  public static List<Line> lines(Campaign campaign, long viewers) {
    return new LayerLines(campaign, viewers).all();
  }

  /** Viewers that {@code orders} need at a watch-to-pay rate, rounded up. */
  static long viewers(long orders, BigDecimal watchToPay) {
    return up(BigDecimal.valueOf(orders), watchToPay);
  }

  /** Entrants of all layers, if nobody comes by two of them. */
  long planned() {
    return lines.stream().mapToLong(BackwardPlan::entrants).sum();
  }

  /** Entrants of all layers, if each layer's people are among those of the largest. */
  long plannedAtLeast() {
    return lines.stream().mapToLong(BackwardPlan::entrants).max().orElse(0);
  }

  /** Entrants of the layers that are made, not earned. */
  long beforeRecommendation() {
    return lines.stream()
        .filter(line -> line.layer().kind() != LayerKind.RECOMMENDATION)
        .mapToLong(BackwardPlan::entrants)
        .sum();
  }

  /** Viewers that no made layer brings. */
  long remaining() {
    return Math.max(0, viewers - beforeRecommendation());
  }

  /** The platform's recommendation, or {@code null} where the plan has none or several. */
  @Nullable Line recommendation() {
    List<Line> earned =
        lines.stream().filter(line -> line.layer().kind() == LayerKind.RECOMMENDATION).toList();
    return earned.size() == 1 ? earned.get(0) : null;
  }

  /** Impressions that would bring the remaining viewers at that enter rate. */
  @Nullable Long requiredImpressions() {
    Line earned = recommendation();
    return earned == null || earned.rate() == null || earned.rate().signum() == 0
        ? null
        : (Long) up(BigDecimal.valueOf(remaining()), earned.rate());
  }

  /** The stated costs, or {@code null} when no layer states one. */
  @Nullable BigDecimal cost() {
    return lines.stream()
        .map(Line::cost)
        .filter(Objects::nonNull)
        .reduce(BigDecimal::add)
        .orElse(null);
  }

  /** GMV / viewers, to the cent. */
  @Nullable BigDecimal uvValue() {
    return gmv == null ? null : gmv.divide(BigDecimal.valueOf(viewers), 2, RoundingMode.HALF_UP);
  }

  /** GMV / stated costs, to two decimals. */
  @Nullable BigDecimal blendedRoi() {
    BigDecimal cost = cost();
    return gmv == null || cost == null || cost.signum() == 0
        ? null
        : gmv.divide(cost, 2, RoundingMode.HALF_UP);
  }

  /** Units that the orders hold, rounded up. */
  @Nullable Long units() {
    Estimate perOrder = campaign.target() == null ? null : campaign.target().unitsPerOrder();
    return orders == null || perOrder == null
        ? null
        : (Long) up(perOrder.value().multiply(BigDecimal.valueOf(orders)), BigDecimal.ONE);
  }

  /** Parcels that must leave in a business day, rounded up. */
  @Nullable Long parcelsPerDay() {
    Campaign.Dispatch dispatch = campaign.dispatch();
    return orders == null || dispatch == null
        ? null
        : (Long) up(BigDecimal.valueOf(orders), BigDecimal.valueOf(dispatch.days()));
  }

  /** Days of one agent that customers' questions take, rounded up to a hundredth. */
  @Nullable BigDecimal agentDays() {
    Campaign.CustomerCare service = campaign.service();
    if (orders == null
        || service == null
        || service.contactRate() == null
        || service.contactsPerAgentDay() == null) {
      return null;
    }
    return service
        .contactRate()
        .value()
        .multiply(BigDecimal.valueOf(orders))
        .divide(service.contactsPerAgentDay().value(), 2, RoundingMode.CEILING);
  }

  private static long entrants(Line line) {
    return line.entrants() == null ? 0 : line.entrants();
  }

  static BigDecimal money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  static long up(BigDecimal dividend, BigDecimal divisor) {
    return count(dividend.divide(divisor, 0, RoundingMode.CEILING));
  }

  static long down(BigDecimal number) {
    return count(number.setScale(0, RoundingMode.FLOOR));
  }

  private static long count(BigDecimal whole) {
    if (whole.compareTo(MOST) > 0) {
      throw Refusal.input(
          "the plan needs more than a thousand million million people, orders or impressions",
          "look for a rate or a price that is far too small");
    }
    return whole.longValueExact();
  }

  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
