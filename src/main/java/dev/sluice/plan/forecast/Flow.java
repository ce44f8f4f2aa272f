package dev.sluice.plan.forecast;

import dev.sluice.plan.BackwardPlan;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.Estimate;
import dev.sluice.plan.Feeding;
import dev.sluice.plan.Layer;
import dev.sluice.plan.LayerKind;
import dev.sluice.plan.Sending;
import dev.sluice.plan.ShowUp;
import dev.sluice.plan.Spending;
import dev.sluice.plan.Traffic;
import dev.sluice.plan.forecast.Inputs.Input;
import dev.sluice.plan.learning.Rate;
import dev.sluice.plan.response.ResponseCurve;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A campaign worked forward through one world: from what its layers reach to entrants, orders and
 * GMV, in the order in which they feed each other. All arrays hold a value each draw of the world.
 */
final class Flow {
  /**
   * What a layer brings; an array that is {@code null} is not known or does not apply.
   *
   * @param reach people or looks, as the layer counts them
   * @param people of those, each counted once
   * @param clicks people who click through to the room
   * @param reservations people who reserved, own and brought
   * @param incremental entrants who would not have come without the layer
   * @param brought people whom it brings to other layers, by their ids
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Brought(
      Layer layer,
      double @Nullable [] reach,
      double @Nullable [] people,
      double @Nullable [] clicks,
      double @Nullable [] reservations,
      double[] entrants,
      double @Nullable [] orders,
      double @Nullable [] gmv,
      double @Nullable [] incremental,
      Map<String, double[]> brought) {}

  /**
   * What all layers bring together.
   *
   * @param entrants the layers' added up, as if nobody came by two
   * @param people who come by one layer at least
   * @param atLeast people if those of every layer are among those of the largest
   * @param atMost people if no two layers share any, as far as the audience goes
   * @param orders of those people: the layers' added up, less the part of the entrants that is the
   *     same people
   * @param gmv of those orders
   * @param incremental people, if every layer that brings any says how many
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Total(
      double[] entrants,
      double[] people,
      double[] atLeast,
      double[] atMost,
      double @Nullable [] orders,
      double @Nullable [] gmv,
      double @Nullable [] incremental) {}

  /** The layers in the order of the file, and their total. */
  record Result(List<Brought> layers, Total total) {}

  private final Campaign campaign;
  private final Map<String, BackwardPlan.Line> plan;
  private final Inputs inputs;
  private final World world;

  /** People brought to a layer: by which layer, and how many. */
  private final Map<String, Map<Layer, double[]>> fed = new HashMap<>();

  private Flow(Campaign campaign, Map<String, BackwardPlan.Line> plan, Inputs inputs, World world) {
    this.campaign = campaign;
    this.plan = plan;
    this.inputs = inputs;
    this.world = world;
  }

  /**
   * The flow in one world.
   *
   * @param plan the lines of the plan worked backward, by layer: they know the money
   */
  static Result run(
      Campaign campaign,
      Map<String, BackwardPlan.Line> plan,
      Inputs inputs,
      Overlap overlap,
      World world) {
    Flow flow = new Flow(campaign, plan, inputs, world);
    Map<String, Brought> done = new HashMap<>();
    for (Layer layer : Feeding.order(campaign)) {
      done.put(layer.id(), flow.brought(layer));
    }
    List<Brought> layers = new ArrayList<>();
    for (Layer layer : campaign.layers()) {
      layers.add(Objects.requireNonNull(done.get(layer.id())));
    }
    return new Result(layers, flow.total(layers, overlap));
  }

  private Brought brought(Layer layer) {
    Traffic traffic = layer.traffic();
    if (traffic instanceof Traffic.Reminder) {
      return entering(layer, null, null, constant(0), Map.of());
    }
    double[] bought = bought(layer);
    if (bought != null) {
      Map<String, double[]> brought = new LinkedHashMap<>();
      return entering(layer, null, null, parted(layer, bought, brought), brought);
    }
    if (traffic instanceof Traffic.Audience audience) {
      return audience(layer, audience);
    }
    Traffic.Creators creators = (Traffic.Creators) traffic;
    double[] clicks = whole(amount(layer, "clicks", creators.clicks()));
    double[] rate = rate(layer, "click_to_room", creators.clickToRoom(), Rate.CLICK_TO_ROOM);
    double[] entrants = world.binomial(layer.id() + ".entrants", clicks, rate);
    return entering(layer, clicks, clicks, entrants, feed(layer, clicks));
  }

  private Brought entering(
      Layer layer,
      double @Nullable [] reach,
      double @Nullable [] clicks,
      double[] entrants,
      Map<String, double[]> brought) {
    return finished(layer, reach, null, clicks, null, entrants, brought);
  }

  /** The way from entrants to orders and GMV. */
  private Brought finished(
      Layer layer,
      double @Nullable [] reach,
      double @Nullable [] people,
      double @Nullable [] clicks,
      double @Nullable [] reservations,
      double[] entrants,
      Map<String, double[]> brought) {
    double[] pays = values(watchToPay(layer));
    double[] value = values(orderValue(layer));
    double[] orders = pays == null ? null : world.binomial(layer.id() + ".orders", entrants, pays);
    String incremental = layer.id() + ".incrementality";
    double[] part = values(inputs.rate(layer, incremental, layer.incrementality(), null));
    return new Brought(
        layer,
        reach,
        people,
        clicks,
        reservations,
        entrants,
        orders,
        product(orders, value),
        product(entrants, part),
        brought);
  }

  private @Nullable Input watchToPay(Layer layer) {
    Campaign.Target target = campaign.target();
    Estimate all = target == null ? null : target.watchToPay();
    Input own =
        inputs.rate(
            layer, layer.id() + ".watch_to_pay", layer.spending().watchToPay(), Rate.WATCH_TO_PAY);
    return own != null ? own : inputs.rate(null, "target.watch_to_pay", all, null);
  }

  private @Nullable Input orderValue(Layer layer) {
    Campaign.Target target = campaign.target();
    Estimate all = target == null ? null : target.averageOrderValue();
    Estimate stated = layer.spending().averageOrderValue();
    Input own = inputs.orderValue(layer, layer.id() + ".average_order_value", stated);
    return own != null ? own : inputs.amount(null, "target.average_order_value", all);
  }

  /**
   * The people that money buys: as past broadcasts teach, else as the layer responds, else by its
   * price. {@code null} for a layer that its money does not tell.
   */
  private double @Nullable [] bought(Layer layer) {
    Traffic traffic = layer.traffic();
    BigDecimal cost = line(layer).cost();
    BigDecimal money = money(layer, cost);
    boolean buys = traffic instanceof Traffic.Paid || traffic instanceof Traffic.Creators;
    Input learned = buys && cost != null ? inputs.learned(layer, cost.doubleValue()) : null;
    if (learned != null) {
      return whole(world.input(learned));
    }
    double[] mean;
    boolean entrants = campaign.spending().responseIn() == Spending.Unit.ENTRANTS;
    if (layer.response() != null && money != null && entrants) {
      double answer = ResponseCurve.of(layer.response()).value(money.doubleValue());
      mean = world.input(inputs.response(layer, answer));
    } else if (traffic instanceof Traffic.Paid paid && money != null) {
      double[] price = amount(layer, "cost_per_entrant", paid.costPerEntrant());
      mean = each(price, each -> money.doubleValue() / each);
    } else if (traffic instanceof Traffic.Creators creators && creators.clicks() == null) {
      long number = Objects.requireNonNull(creators.creators());
      mean = each(amount(layer, "entrants_each", creators.entrantsEach()), each -> number * each);
    } else {
      return null;
    }
    return world.poisson(layer.id() + ".bought", mean);
  }

  /** What a layer pays for what it shows, beside its other costs, or {@code null}. */
  private static @Nullable BigDecimal money(Layer layer, @Nullable BigDecimal cost) {
    boolean planned =
        layer.traffic() instanceof Traffic.Paid paid
            && (paid.budget() != null || paid.share() != null);
    if (!planned || cost == null) {
      return layer.spending().spend();
    }
    return layer.cost() == null ? cost : cost.subtract(layer.cost());
  }

  private Brought audience(Layer layer, Traffic.Audience audience) {
    Map<Layer, double[]> from = fed.getOrDefault(layer.id(), Map.of());
    String quantity = Objects.requireNonNull(layer.kind().quantity());
    double[] own =
        audience.quantity() == null
            ? constant(0)
            : whole(amount(layer, quantity, audience.quantity()));
    double[] planned = own;
    for (double[] people : from.values()) {
      planned = each(planned, people, Double::sum);
    }
    double[] size = optional(inputs.amount(null, "audience.size", campaign.audienceSize()));
    double[] listed = optional(inputs.amount(layer, layer.id() + ".people", layer.people()));
    Sending sending = Sending.of(campaign, layer);
    double[] reach = new double[world.draws()];
    for (int i = 0; i < reach.length; i++) {
      reach[i] = Math.floor(planned[i] * sending.kept(planned[i], listed[i], size[i]));
    }
    boolean reservation = layer.kind() == LayerKind.RESERVATION;
    double[] rate =
        rate(
            layer,
            Objects.requireNonNull(layer.kind().rate()),
            audience.rate(),
            reservation ? Rate.SHOW_UP : Rate.ENTER_RATE);
    if (reservation) {
      rate = reminded(layer, aged(layer, rate, own, planned, from));
    }
    double[] entrants = world.binomial(layer.id() + ".entrants", reach, rate);
    boolean clicked =
        switch (layer.kind()) {
          case MESSAGE, STORE, TEASER -> true;
          case RESERVATION, FOLLOWERS, RECOMMENDATION, PAID, CREATOR, REMINDER -> false;
        };
    return finished(
        layer,
        reach,
        people(layer, sending, reach, own, listed, size),
        clicked ? entrants : null,
        reservation ? reach : null,
        entrants,
        feed(layer, reach));
  }

  /** Show-up after the age of the reservations. */
  private double[] aged(
      Layer layer, double[] showUp, double[] own, double[] all, Map<Layer, double[]> from) {
    Estimate halfLife = layer.buildUp() == null ? null : layer.buildUp().halfLife();
    if (halfLife == null) {
      return showUp;
    }
    double[] days = amount(layer, "half_life", halfLife);
    ShowUp gathered = ShowUp.gathered(campaign, layer);
    double[] fresh = each(own, days, (people, each) -> people * gathered.remaining(each));
    for (Map.Entry<Layer, double[]> by : from.entrySet()) {
      ShowUp brought = ShowUp.brought(campaign, by.getKey(), layer);
      double[] more = each(by.getValue(), days, (people, each) -> people * brought.remaining(each));
      fresh = each(fresh, more, Double::sum);
    }
    double[] part = each(fresh, all, (some, whole) -> whole == 0 ? 1 : some / whole);
    return each(showUp, part, (rate, factor) -> rate * factor);
  }

  /** Show-up after the reminders that are sent, at most 1. */
  private double[] reminded(Layer layer, double[] showUp) {
    double[] rate = showUp;
    for (Layer each : campaign.layers()) {
      if (each.traffic() instanceof Traffic.Reminder reminder
          && reminder.reminds().contains(layer.id())) {
        double sent = Sending.of(campaign, each).kept(0, 0, 0);
        double[] lift = amount(each, "lift", reminder.lift());
        rate = each(rate, lift, (before, more) -> before * (1 + more * sent));
      }
    }
    return each(rate, each -> Math.min(1, each));
  }

  private double @Nullable [] people(
      Layer layer,
      Sending sending,
      double[] reach,
      double[] stated,
      double[] listed,
      double[] size) {
    if (layer.kind() == LayerKind.RESERVATION || layer.kind() == LayerKind.FOLLOWERS) {
      return reach;
    }
    if (layer.people() == null) {
      return null;
    }
    double[] again =
        optional(inputs.rate(layer, layer.id() + ".reached_again", layer.reachedAgain(), null));
    double[] people = new double[reach.length];
    for (int i = 0; i < people.length; i++) {
      people[i] =
          layer.kind() == LayerKind.MESSAGE
              ? Reach.ofList(listed[i], reach[i], sending.sent().size(), again[i])
              : Reach.ofLooks(reach[i], stated[i], listed[i], size[i]);
    }
    return whole(people);
  }

  /** The people whom a layer brings to others: a part of its quantity, which stays what it is. */
  private Map<String, double[]> feed(Layer layer, double[] quantity) {
    Map<String, double[]> brought = new LinkedHashMap<>();
    for (Layer.Feed feed : layer.feeds()) {
      bring(layer, feed, quantity, brought);
    }
    return brought;
  }

  /** The people who are left of {@code bought} when those brought to other layers have gone. */
  private double[] parted(Layer layer, double[] bought, Map<String, double[]> brought) {
    double[] left = bought;
    for (Layer.Feed feed : layer.feeds()) {
      double[] gone = bring(layer, feed, bought, brought);
      left = each(left, gone, (before, less) -> Math.max(0, before - less));
    }
    return left;
  }

  private double[] bring(
      Layer layer, Layer.Feed feed, double[] quantity, Map<String, double[]> brought) {
    String name = layer.id() + ".feeds." + feed.layer();
    double[] rate = Objects.requireNonNull(values(inputs.rate(layer, name, feed.rate(), null)));
    double[] people = world.binomial(name + ".people", quantity, rate);
    brought.put(feed.layer(), people);
    fed.computeIfAbsent(feed.layer(), id -> new LinkedHashMap<>()).put(layer, people);
    return people;
  }

  private Total total(List<Brought> layers, Overlap overlap) {
    int draws = world.draws();
    double[] size = optional(inputs.amount(null, "audience.size", campaign.audienceSize()));
    double[] sum = new double[draws];
    double[] people = new double[draws];
    double[] atLeast = new double[draws];
    double[] atMost = new double[draws];
    double[] part = new double[draws];
    double[] entrants = new double[layers.size()];
    for (int i = 0; i < draws; i++) {
      for (int layer = 0; layer < entrants.length; layer++) {
        entrants[layer] = layers.get(layer).entrants()[i];
        sum[i] += entrants[layer];
      }
      people[i] = overlap.people(entrants, size[i]);
      atLeast[i] = Overlap.atLeast(entrants);
      atMost[i] = Overlap.atMost(entrants, size[i]);
      part[i] = sum[i] == 0 ? 1 : people[i] / sum[i];
    }
    return new Total(
        sum,
        people,
        atLeast,
        atMost,
        product(sum(layers.stream().map(Brought::orders).toList()), part),
        product(sum(layers.stream().map(Brought::gmv).toList()), part),
        product(
            sum(
                layers.stream()
                    .filter(each -> each.layer().kind() != LayerKind.REMINDER)
                    .map(Brought::incremental)
                    .toList()),
            part));
  }

  /** The sum, or {@code null} where a part is not known or there is none. */
  private static double @Nullable [] sum(List<double @Nullable []> parts) {
    double[] sum = null;
    for (double[] each : parts) {
      if (each == null) {
        return null;
      }
      sum = sum == null ? each : each(sum, each, Double::sum);
    }
    return sum;
  }

  private BackwardPlan.Line line(Layer layer) {
    return Objects.requireNonNull(plan.get(layer.id()));
  }

  private double[] amount(Layer layer, String key, @Nullable Estimate estimate) {
    return Objects.requireNonNull(
        values(inputs.amount(layer, layer.id() + "." + key, estimate)), key);
  }

  private double[] rate(Layer layer, String key, @Nullable Estimate estimate, Rate learned) {
    return Objects.requireNonNull(
        values(inputs.rate(layer, layer.id() + "." + key, estimate, learned)), key);
  }

  private double @Nullable [] values(@Nullable Input input) {
    return input == null ? null : world.input(input);
  }

  /** The values of an input, {@code NaN} where nobody says. */
  private double[] optional(@Nullable Input input) {
    double[] values = values(input);
    return values == null ? constant(Double.NaN) : values;
  }

  private double[] constant(double value) {
    double[] values = new double[world.draws()];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] whole(double[] values) {
    return each(values, Math::rint);
  }

  private static double @Nullable [] product(double @Nullable [] a, double @Nullable [] b) {
    return a == null || b == null ? null : each(a, b, (one, other) -> one * other);
  }

  private static double[] each(double[] values, DoubleUnaryOperator of) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> of.applyAsDouble(values[i]));
    return result;
  }

  private static double[] each(double[] a, double[] b, DoubleBinaryOperator of) {
    double[] result = new double[a.length];
    Arrays.setAll(result, i -> of.applyAsDouble(a[i], b[i]));
    return result;
  }
}
