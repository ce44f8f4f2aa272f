package dev.sluice.plan;

import dev.sluice.plan.BackwardPlan.Line;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each layer brings, worked out in the order in which layers feed each other. */
final class LayerLines {
  private static final int FACTOR_SCALE = 6;
  private static final MathContext RATE = new MathContext(6, RoundingMode.HALF_UP);

  private final Campaign campaign;
  private final long viewers;
  private final @Nullable String currency;

  /** People brought to a layer, by the layer that brings them. */
  private final Map<String, Map<Layer, Long>> brought = new HashMap<>();

  LayerLines(Campaign campaign, long viewers) {
    this.campaign = campaign;
    this.viewers = viewers;
    this.currency = campaign.currency();
  }

  /** A line each layer, in the order of the file. */
  List<Line> all() {
    Map<String, Line> lines = new HashMap<>();
    for (Layer layer : Feeding.order(campaign)) {
      lines.put(layer.id(), line(layer));
    }
    List<Line> all = new ArrayList<>();
    for (Layer layer : campaign.layers()) {
      all.add(Objects.requireNonNull(lines.get(layer.id())));
    }
    return all;
  }

  private Line line(Layer layer) {
    Traffic traffic = layer.traffic();
    if (traffic instanceof Traffic.Paid paid) {
      return paid(layer, paid);
    }
    if (traffic instanceof Traffic.Creators creators) {
      return creators(layer, creators);
    }
    if (traffic instanceof Traffic.Reminder reminder) {
      return reminder(layer, reminder);
    }
    return audience(layer, (Traffic.Audience) traffic);
  }

  private Line audience(Layer layer, Traffic.Audience audience) {
    String words = Objects.requireNonNull(layer.kind().words());
    Map<Layer, Long> fed = brought.getOrDefault(layer.id(), Map.of());
    Estimate own = audience.quantity();
    Estimate rate = audience.rate();
    Grade grade = weakest(figures(layer, own, rate));
    Long stated = own == null ? null : (Long) BackwardPlan.down(own.value());
    if ((stated == null && fed.isEmpty()) || rate == null) {
      return unknown(layer, stated, rate == null ? null : rate.value(), layer.cost(), grade);
    }
    long planned = (stated == null ? 0 : stated) + fed.values().stream().mapToLong(n -> n).sum();
    BigDecimal kept =
        rounded(
            Sending.of(campaign, layer)
                .kept((double) planned, value(layer.people()), value(campaign.audienceSize())));
    long quantity = BackwardPlan.down(kept.multiply(BigDecimal.valueOf(planned)));
    BigDecimal part = rate.value();
    List<String> basis = new ArrayList<>();
    basis.add(BackwardPlan.grouped(planned) + " " + words);
    if (quantity < planned) {
      basis.add(percent(kept.setScale(3, RoundingMode.HALF_UP)) + " let through");
    }
    basis.add(percent(part));
    if (layer.kind() == LayerKind.RESERVATION) {
      BigDecimal fresh = rounded(freshness(layer, stated == null ? 0 : stated, fed));
      BigDecimal lift = lift(layer);
      if (fresh.compareTo(BigDecimal.ONE) < 0) {
        basis.add(percent(fresh.setScale(3, RoundingMode.HALF_UP)) + " for their age");
      }
      if (lift.compareTo(BigDecimal.ONE) > 0) {
        basis.add(lift.stripTrailingZeros().toPlainString() + " for reminders");
      }
      BigDecimal factor = fresh.multiply(lift);
      if (factor.compareTo(BigDecimal.ONE) != 0) {
        part = part.multiply(factor).min(BigDecimal.ONE).round(RATE).stripTrailingZeros();
      }
    }
    feed(layer, quantity);
    return new Line(
        layer,
        quantity,
        part,
        BackwardPlan.down(part.multiply(BigDecimal.valueOf(quantity))),
        layer.cost(),
        String.join(" × ", basis),
        null,
        grade);
  }

  /** The figures that a layer's entrants rest on: its own, and those of layers that add to it. */
  private List<@Nullable Estimate> figures(
      Layer layer, @Nullable Estimate own, @Nullable Estimate rate) {
    List<@Nullable Estimate> figures = new ArrayList<>(Arrays.asList(own, rate));
    if (layer.buildUp() != null) {
      figures.add(layer.buildUp().halfLife());
    }
    for (Layer each : campaign.layers()) {
      for (Layer.Feed feed : each.feeds()) {
        if (feed.layer().equals(layer.id())) {
          figures.add(feed.rate());
        }
      }
      if (each.traffic() instanceof Traffic.Reminder reminder
          && reminder.reminds().contains(layer.id())) {
        figures.add(reminder.lift());
      }
    }
    return figures;
  }

  private double freshness(Layer layer, long own, Map<Layer, Long> fed) {
    Estimate halfLife = layer.buildUp() == null ? null : layer.buildUp().halfLife();
    if (halfLife == null) {
      return 1;
    }
    double days = halfLife.value().doubleValue();
    double all = own;
    double fresh = own * ShowUp.gathered(campaign, layer).remaining(days);
    for (Map.Entry<Layer, Long> each : fed.entrySet()) {
      all += each.getValue();
      fresh += each.getValue() * ShowUp.brought(campaign, each.getKey(), layer).remaining(days);
    }
    return all == 0 ? 1 : fresh / all;
  }

  private BigDecimal lift(Layer reminded) {
    BigDecimal factor = BigDecimal.ONE;
    for (Layer layer : campaign.layers()) {
      if (layer.traffic() instanceof Traffic.Reminder reminder
          && reminder.reminds().contains(reminded.id())
          && reminder.lift() != null) {
        BigDecimal sent = rounded(Sending.of(campaign, layer).kept(0, 0, 0));
        factor = factor.multiply(BigDecimal.ONE.add(reminder.lift().value().multiply(sent)));
      }
    }
    return factor;
  }

  private Line reminder(Layer layer, Traffic.Reminder reminder) {
    BigDecimal lift = Objects.requireNonNull(reminder.lift()).value();
    return new Line(
        layer,
        null,
        lift,
        0L,
        layer.cost(),
        "show-up of "
            + String.join(", ", reminder.reminds())
            + " × "
            + BigDecimal.ONE.add(lift).stripTrailingZeros().toPlainString(),
        null,
        weakest(reminder.lift()));
  }

  /** Hands on the people that a layer brings to others; how many that are. */
  private long feed(Layer layer, long quantity) {
    long all = 0;
    for (Layer.Feed feed : layer.feeds()) {
      BigDecimal rate = Objects.requireNonNull(feed.rate()).value();
      long people = BackwardPlan.down(rate.multiply(BigDecimal.valueOf(quantity)));
      brought.computeIfAbsent(feed.layer(), id -> new LinkedHashMap<>()).put(layer, people);
      all += people;
    }
    return all;
  }

  private Line clicks(
      Layer layer,
      @Nullable Estimate quantity,
      @Nullable Estimate rate,
      @Nullable BigDecimal cost) {
    Long counted = quantity == null ? null : (Long) BackwardPlan.down(quantity.value());
    BigDecimal part = rate == null ? null : rate.value();
    Grade grade = weakest(quantity, rate);
    if (counted == null || part == null) {
      return unknown(layer, counted, part, cost, grade);
    }
    feed(layer, counted);
    return new Line(
        layer,
        counted,
        part,
        BackwardPlan.down(part.multiply(BigDecimal.valueOf(counted))),
        cost,
        BackwardPlan.grouped(counted) + " clicks × " + percent(part),
        null,
        grade);
  }

  private Line paid(Layer layer, Traffic.Paid paid) {
    Grade grade = weakest(paid.costPerEntrant());
    if (paid.costPerEntrant() == null || (paid.budget() == null && paid.share() == null)) {
      return unknown(layer, null, null, sum(paid.budget(), layer.cost()), grade);
    }
    BigDecimal each = paid.costPerEntrant().value();
    String price = amount(currency, each);
    if (paid.budget() != null) {
      long bought = BackwardPlan.down(paid.budget().divide(each, 0, RoundingMode.FLOOR));
      return new Line(
          layer,
          null,
          null,
          bought - feed(layer, bought),
          sum(paid.budget(), layer.cost()),
          amount(currency, paid.budget()) + " ÷ " + price,
          null,
          grade);
    }
    BigDecimal share = Objects.requireNonNull(paid.share());
    long bought = BackwardPlan.up(share.multiply(BigDecimal.valueOf(viewers)), BigDecimal.ONE);
    return new Line(
        layer,
        viewers,
        share,
        bought - feed(layer, bought),
        sum(BackwardPlan.money(each.multiply(BigDecimal.valueOf(bought))), layer.cost()),
        percent(share) + " of " + BackwardPlan.grouped(viewers) + " at " + price,
        null,
        grade);
  }

  private Line creators(Layer layer, Traffic.Creators creators) {
    BigDecimal fees =
        creators.fee() == null || creators.creators() == null
            ? null
            : BackwardPlan.money(creators.fee().multiply(BigDecimal.valueOf(creators.creators())));
    BigDecimal cost = sum(fees, layer.cost());
    if (creators.clicks() != null) {
      return clicks(layer, creators.clicks(), creators.clickToRoom(), cost);
    }
    Grade grade = weakest(creators.entrantsEach());
    if (creators.creators() == null || creators.entrantsEach() == null) {
      return unknown(layer, creators.creators(), null, cost, grade);
    }
    BigDecimal each = creators.entrantsEach().value();
    long brings = BackwardPlan.down(each.multiply(BigDecimal.valueOf(creators.creators())));
    return new Line(
        layer,
        creators.creators(),
        null,
        brings - feed(layer, brings),
        cost,
        BackwardPlan.grouped(creators.creators())
            + " creators × "
            + each.stripTrailingZeros().toPlainString()
            + " entrants",
        null,
        grade);
  }

  private static Line unknown(
      Layer layer,
      @Nullable Long quantity,
      @Nullable BigDecimal rate,
      @Nullable BigDecimal cost,
      @Nullable Grade grade) {
    String reason =
        layer.kind() == LayerKind.RECOMMENDATION
            ? "no impressions are stated as available"
            : "only a response to money is stated";
    return new Line(layer, quantity, rate, null, cost, null, reason, grade);
  }

  private static @Nullable Grade weakest(@Nullable Estimate... estimates) {
    return weakest(Arrays.asList(estimates));
  }

  private static @Nullable Grade weakest(List<@Nullable Estimate> estimates) {
    Grade weakest = null;
    for (Estimate estimate : estimates) {
      Grade grade = estimate == null ? null : estimate.grade();
      if (grade != null && (weakest == null || grade.compareTo(weakest) > 0)) {
        weakest = grade;
      }
    }
    return weakest;
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null ? b : b == null ? a : a.add(b);
  }

  private static double value(@Nullable Estimate estimate) {
    return estimate == null ? Double.NaN : estimate.value().doubleValue();
  }

  private static BigDecimal rounded(double factor) {
    return new BigDecimal(factor).setScale(FACTOR_SCALE, RoundingMode.HALF_UP);
  }

  private static String percent(BigDecimal rate) {
    return rate.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  private static String amount(@Nullable String currency, BigDecimal amount) {
    BigDecimal shown = amount.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount;
    return (currency == null ? "" : currency + " ")
        + String.format(Locale.ROOT, "%,." + shown.scale() + "f", shown);
  }
}
