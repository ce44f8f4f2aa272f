package dev.sluice.plan.allocation;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Estimate;
import dev.sluice.plan.Layer;
import dev.sluice.plan.Spending;
import dev.sluice.plan.Standing;
import dev.sluice.plan.Traffic;
import dev.sluice.plan.response.Linear;
import dev.sluice.plan.response.ResponseCurve;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code plan allocate}: the division of money that brings the most, and its proof.
 */
public final class AllocationSheet {
  /** More than any campaign has: what a layer without a maximum may get when no budget is asked. */
  private static final double UNLIMITED = 1e12;

  /** How much of the result the flat region may cost. */
  private static final double FLAT = 0.01;

  /** Beyond so many layers their flat regions are not worked out. */
  private static final int MOST_FLAT = 100;

  private static final MathContext SHOWN = new MathContext(12, RoundingMode.HALF_EVEN);

  private final CampaignFile file;
  private final Campaign campaign;
  private final int digits;
  private final double unit;
  private final List<Share> shares = new ArrayList<>();
  private final List<Layer> fixed = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Standing> standings;

  /** A layer that money can be moved to, with its answer to money in entrants, orders or GMV. */
  private record Share(Layer layer, ResponseCurve curve) {}

  /** Orders that cannot be exceeded, and the reason in words. */
  private record Cap(double orders, String words) {}

  private AllocationSheet(CampaignFile file) {
    this.file = file;
    this.campaign = file.accepted();
    this.standings = Standing.of(file);
    String currency = campaign.currency();
    this.digits =
        currency == null
            ? 2
            : Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    this.unit = Math.pow(10, -digits);
    for (Layer layer : campaign.layers()) {
      ResponseCurve curve = curve(layer);
      if (curve == null) {
        fixed.add(layer);
      } else {
        shares.add(new Share(layer, curve));
      }
    }
  }

  /**
   * Divides the money of a campaign.
   *
   * @throws Refusal when the file has faults, states no response, or asks for what cannot be
   */
  public static Answer of(CampaignFile file, MoneyQuestion question) {
    return new AllocationSheet(file).answer(question);
  }

  private @Nullable ResponseCurve curve(Layer layer) {
    if (layer.response() != null) {
      return ResponseCurve.of(layer.response());
    }
    if (layer.traffic() instanceof Traffic.Paid paid
        && paid.costPerEntrant() != null
        && layer.maximum() != null
        && campaign.spending().responseIn() == Spending.Unit.ENTRANTS) {
      BigDecimal each = paid.costPerEntrant().value();
      notes.add(
          "'"
              + layer.id()
              + "' states no response: taken at its price of "
              + each.toPlainString()
              + " an entrant up to its maximum.");
      return new Linear(1 / each.doubleValue());
    }
    return null;
  }

  private Answer answer(MoneyQuestion question) {
    if (shares.isEmpty()) {
      throw Refusal.input(
          "no layer of " + file.name() + " states a response to money",
          "add to a layer: response: {curve: michaelis-menten, ceiling: …, half: …}");
    }
    Spending.Objective objective = objective(question);
    double[] worth = worth(objective);
    double fixedCost = 0;
    double fixedValue = 0;
    double fixedOrders = 0;
    for (Layer layer : fixed) {
      Standing standing = Objects.requireNonNull(standings.get(layer.id()));
      double entrants = standing.entrants() == null ? 0 : standing.entrants();
      boolean countsEntrants = campaign.spending().responseIn() == Spending.Unit.ENTRANTS;
      Double orders = ordersEach(layer, Spending.Unit.ENTRANTS);
      fixedCost += standing.cost() == null ? 0 : standing.cost().doubleValue();
      fixedOrders += orders == null ? 0 : entrants * orders;
      Double each = each(layer, objective, Spending.Unit.ENTRANTS);
      fixedValue +=
          (objective == Spending.Objective.RESPONSE && !countsEntrants) || each == null
              ? 0
              : entrants * each;
      notes.add(
          "'"
              + layer.id()
              + "' states no response to money and is held as it is: "
              + (standing.entrants() == null
                  ? "what it brings is not known and not counted"
                  : String.format(Locale.ROOT, "%,d entrants", standing.entrants()))
              + (standing.cost() == null ? "" : ", cost " + money(standing.cost().doubleValue()))
              + ".");
    }

    boolean target = !(question instanceof MoneyQuestion.MostFor);
    double available = target ? UNLIMITED : budget((MoneyQuestion.MostFor) question) - fixedCost;
    if (available < 0) {
      throw Refusal.input(
          "the layers that are held as they are cost "
              + money(fixedCost)
              + ", more than the budget of "
              + money(available + fixedCost),
          "raise the budget, or state what they answer to money");
    }
    Problem problem = problem(worth, Math.min(available, UNLIMITED));
    Problem counted = counted(available);
    Cap cap = counted == null ? null : cap();
    if (cap != null) {
      cap = new Cap(cap.orders() - fixedOrders, cap.words());
    }

    Allocation found;
    double upperBound;
    String reason = null;
    String capWords = null;
    double perOrder = 0;
    double[] old = old();
    double[] known = null;
    if (target) {
      double wanted =
          question instanceof MoneyQuestion.CheapestOrders of
              ? of.orders().doubleValue()
              : ((MoneyQuestion.CheapestGmv) question).gmv().doubleValue();
      found = cheapest(problem, counted, cap, wanted - fixedValue, wanted, objective);
      problem = problem.withBudget(found.spent());
      upperBound = found.upperBound();
      known = old == null ? null : Allocator.inProportion(problem, old);
    } else {
      known = old == null ? null : Allocator.inProportion(problem, old);
      Allocation free = Allocator.allocate(problem, known);
      if (free == null) {
        throw cannotBeKept(problem);
      }
      found = free;
      upperBound = free.upperBound();
      if (cap != null
          && counted != null
          && counted.value(free.spend()) > cap.orders() * (1 + 1e-12)) {
        Allocation within = Cheapest.within(problem, counted, cap.orders());
        if (within == null) {
          throw Refusal.input(
              "even the least money of every layer brings more orders than there is " + cap.words(),
              "lower the minimums, or raise what limits the orders");
        }
        found = within;
        capWords = cap.words();
        perOrder =
            (free.value() - within.value())
                / (counted.value(free.spend()) - counted.value(within.spend()));
        reason =
            "paid traffic is cut by " + money(free.spent() - within.spent()) + ": " + cap.words();
        upperBound = Math.max(found.value(), Math.min(upperBound, cap.orders() * dearest(worth)));
        known =
            known == null
                ? null
                : Allocator.inProportion(
                    problem.withBudget(found.spent()), Objects.requireNonNull(old));
      }
    }
    double unspent = target ? 0 : Math.max(0, Rounding.nearest(available - found.spent(), unit));
    if (reason == null && unspent > 0) {
      reason = unspendable(problem, found);
    }
    double baseline = known == null ? Double.NaN : problem.value(known);
    Problem thousandMore = problem.withBudget(problem.budget() + 1000);
    Allocation more = reason == null ? Allocator.allocate(thousandMore) : null;
    double next = more == null ? 0 : Math.max(0, more.value() - found.value());
    boolean cut = reason != null;

    Answer answer =
        Answer.of(
                "plan-allocate",
                layers(problem, found, known),
                limits(problem, found, cut, perOrder, capWords))
            .withFact(Column.id("campaign"), campaign.id())
            .withFact(Column.text("objective"), objective.toString())
            .withFact(Column.money("budget"), target ? null : cents(available + fixedCost))
            .withFact(Column.money("spent"), cents(found.spent() + fixedCost))
            .withFact(Column.money("unspent"), cents(unspent))
            .withFact(Column.sentence("reason"), reason)
            .withFact(Column.text("currency"), campaign.currency())
            .withFact(Column.number("value"), number(found.value() + fixedValue))
            .withFact(Column.number("upper_bound"), number(upperBound + fixedValue))
            .withFact(
                Column.number("gap"),
                number(
                    upperBound <= found.value()
                        ? 0
                        : (upperBound - found.value()) / (upperBound + fixedValue)))
            .withFact(
                Column.number("baseline_value"),
                known == null ? null : number(baseline + fixedValue))
            .withFact(Column.number("marginal_value"), number(cut ? 0 : found.price()))
            .withFact(Column.number("value_of_next_1000"), number(next));
    if (counted != null) {
      answer =
          answer
              .withFact(Column.number("orders"), number(counted.value(found.spend()) + fixedOrders))
              .withFact(
                  Column.number("orders_at_most"),
                  cap == null ? null : number(cap.orders() + fixedOrders));
    }
    if (known != null && baseline > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The same money under the old split brings %s: this is %.1f %% more.",
              plain(baseline + fixedValue),
              100 * (found.value() - baseline) / (baseline + fixedValue)));
    }
    if (!target && reason == null && found.price() == 0 && found.spent() > 0) {
      notes.add(
          "The budget and a limit of the layers are reached at once: more money brings something"
              + " only where that limit is raised too.");
    }
    if (target && campaign.budget() != null) {
      double over = found.spent() + fixedCost - campaign.budget().doubleValue();
      notes.add(
          over > 0
              ? "That is " + money(over) + " above the budget of the file."
              : "That is " + money(-over) + " below the budget of the file.");
    }
    if (upperBound > 0 && (upperBound - found.value()) / upperBound > 1e-4) {
      notes.add(
          "No division can bring more than the upper bound; this one was not proven to be the"
              + " best.");
    }
    return answer.withNotes(notes);
  }

  private double budget(MoneyQuestion.MostFor question) {
    BigDecimal budget = question.budget() == null ? campaign.budget() : question.budget();
    if (budget == null) {
      throw Refusal.input(
          file.name() + " states no budget", "add 'budget: …', or say --budget AMOUNT");
    }
    return Rounding.nearest(budget.doubleValue(), unit);
  }

  private Allocation cheapest(
      Problem problem,
      @Nullable Problem counted,
      @Nullable Cap cap,
      double wanted,
      double said,
      Spending.Objective objective) {
    String goal =
        objective == Spending.Objective.GMV ? "a GMV of " + money(said) : plain(said) + " orders";
    Allocation most = Allocator.allocate(problem);
    if (most == null) {
      throw cannotBeKept(problem);
    }
    if (most.value() < wanted * (1 - 1e-12)) {
      List<String> binding = new ArrayList<>();
      for (int i = 0; i < shares.size(); i++) {
        if (most.spend()[i] >= problem.layers().get(i).maximum() - unit / 2) {
          binding.add("the maximum of '" + problem.layers().get(i).id() + "'");
        }
      }
      for (int g = 0; g < problem.groups().size(); g++) {
        if (most.groupPrices()[g] > 0) {
          binding.add("the maximum of the group '" + problem.groups().get(g).id() + "'");
        }
      }
      double rest = said - wanted;
      throw Refusal.input(
          goal
              + " cannot be reached: "
              + (most.spent() > UNLIMITED / 2
                  ? "however much is spent"
                  : "with all the money that can be spent, " + money(most.spent()))
              + ", it brings "
              + plain(most.value() + rest)
              + " at most",
          binding.isEmpty()
              ? "the curves bring no more"
              : "what binds: " + String.join(", ", binding));
    }
    Allocation cheapest = Objects.requireNonNull(Cheapest.reaching(problem, wanted));
    if (cap != null && counted != null && counted.value(cheapest.spend()) > cap.orders() + 1e-9) {
      throw Refusal.input(
          goal + " cannot be served: " + cap.words(),
          "raise what limits the orders, or ask for less");
    }
    return cheapest;
  }

  private Refusal cannotBeKept(Problem problem) {
    List<String> minimums = new ArrayList<>();
    for (Problem.Layer layer : problem.layers()) {
      if (layer.minimum() > 0 && !layer.offAllowed()) {
        minimums.add("'" + layer.id() + "' " + money(layer.minimum()));
      }
    }
    for (Problem.Group group : problem.groups()) {
      if (group.minimum() > 0) {
        minimums.add("group '" + group.id() + "' " + money(group.minimum()));
      }
    }
    return Refusal.input(
        "the limits cannot all be kept with "
            + money(problem.budget())
            + ": the least that must be spent is "
            + String.join(", ", minimums),
        "raise the budget, lower a minimum, or allow a layer to be off");
  }

  private String unspendable(Problem problem, Allocation found) {
    boolean maximums = true;
    for (int i = 0; i < shares.size(); i++) {
      maximums &= found.spend()[i] >= problem.layers().get(i).maximum() - unit / 2;
    }
    if (maximums) {
      return "every layer is at its maximum";
    }
    for (double price : found.groupPrices()) {
      if (price > 0) {
        return "the layers are at their maximums and groups at theirs";
      }
    }
    return "more money would bring nothing within the limits";
  }

  private Problem problem(double[] worth, double budget) {
    List<Problem.Layer> layers = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < shares.size(); i++) {
      Layer layer = shares.get(i).layer();
      positions.put(layer.id(), i);
      double minimum = Rounding.nearest(orElse(layer.minimum(), 0), unit);
      double maximum =
          layer.maximum() == null
              ? Math.max(minimum, budget)
              : Rounding.nearest(layer.maximum().doubleValue(), unit);
      layers.add(
          new Problem.Layer(
              layer.id(),
              shares.get(i).curve().times(worth[i]),
              minimum,
              maximum,
              layer.offAllowed()));
    }
    List<Problem.Group> groups = new ArrayList<>();
    for (Spending.Group group : campaign.spending().groups()) {
      double held = 0;
      List<Integer> members = new ArrayList<>();
      for (String id : group.layers()) {
        Integer position = positions.get(id);
        if (position == null) {
          BigDecimal cost = Objects.requireNonNull(standings.get(id)).cost();
          held += cost == null ? 0 : cost.doubleValue();
        } else {
          members.add(position);
        }
      }
      if (!members.isEmpty()) {
        groups.add(
            new Problem.Group(
                group.id(),
                members,
                Math.max(0, Rounding.nearest(orElse(group.minimum(), 0) - held, unit)),
                group.maximum() == null
                    ? Double.POSITIVE_INFINITY
                    : Math.max(0, Rounding.nearest(group.maximum().doubleValue() - held, unit))));
      }
    }
    return new Problem(layers, groups, budget, unit);
  }

  /** The same layers counted in orders, or {@code null} when that is not stated for each. */
  private @Nullable Problem counted(double budget) {
    double[] orders = new double[shares.size()];
    for (int i = 0; i < orders.length; i++) {
      Double each = ordersEach(shares.get(i).layer(), campaign.spending().responseIn());
      if (each == null) {
        return null;
      }
      orders[i] = each;
    }
    return problem(orders, Math.min(budget, UNLIMITED));
  }

  /** The most that an order is worth. */
  private double dearest(double[] worth) {
    double dearest = 0;
    for (int i = 0; i < worth.length; i++) {
      Double orders = ordersEach(shares.get(i).layer(), campaign.spending().responseIn());
      dearest = Math.max(dearest, worth[i] / Objects.requireNonNull(orders));
    }
    return dearest;
  }

  private @Nullable Cap cap() {
    Cap cap = null;
    Campaign.Target target = campaign.target();
    if (campaign.stockUnits() != null && target != null && target.unitsPerOrder() != null) {
      double orders =
          Math.floor(campaign.stockUnits() / target.unitsPerOrder().value().doubleValue());
      cap = new Cap(orders, "stock for " + plain(orders) + " orders");
    } else if (campaign.stockUnits() != null) {
      notes.add("Stock does not cap the orders: the file states no target.units_per_order.");
    }
    Campaign.CustomerCare service = campaign.service();
    if (service != null
        && service.agents() != null
        && service.days() != null
        && service.contactRate() != null
        && service.contactsPerAgentDay() != null
        && service.contactRate().value().signum() > 0) {
      double orders =
          Math.floor(
              service.agents()
                  * service.days()
                  * service.contactsPerAgentDay().value().doubleValue()
                  / service.contactRate().value().doubleValue());
      if (cap == null || orders < cap.orders()) {
        cap = new Cap(orders, "customer service for " + plain(orders) + " orders");
      }
    }
    Campaign.Dispatch dispatch = campaign.dispatch();
    if (dispatch != null) {
      double orders = (double) dispatch.parcelsPerDay() * dispatch.days();
      if (cap == null || orders < cap.orders()) {
        cap = new Cap(orders, "dispatch for " + plain(orders) + " orders");
      }
    }
    return cap;
  }

  private Spending.Objective objective(MoneyQuestion question) {
    boolean stated = true;
    Spending.Objective wanted = campaign.spending().objective();
    if (question instanceof MoneyQuestion.CheapestOrders) {
      wanted = Spending.Objective.ORDERS;
    } else if (question instanceof MoneyQuestion.CheapestGmv) {
      wanted = Spending.Objective.GMV;
    } else if (wanted == null) {
      stated = false;
      wanted = Spending.Objective.GMV;
    }
    if (stated) {
      for (Share share : shares) {
        if (each(share.layer(), wanted, campaign.spending().responseIn()) == null) {
          throw Refusal.input(
              "what '" + share.layer().id() + "' brings in " + wanted + " cannot be told",
              "state target.watch_to_pay (orders / entrants) and target.average_order_value, or"
                  + " the layer's own");
        }
      }
      return wanted;
    }
    for (Spending.Objective each :
        List.of(Spending.Objective.GMV, Spending.Objective.ORDERS, Spending.Objective.RESPONSE)) {
      boolean known =
          shares.stream()
              .allMatch(s -> each(s.layer(), each, campaign.spending().responseIn()) != null);
      if (known) {
        return each;
      }
    }
    throw new IllegalStateException("a response is always known");
  }

  private double[] worth(Spending.Objective objective) {
    double[] worth = new double[shares.size()];
    for (int i = 0; i < worth.length; i++) {
      worth[i] =
          Objects.requireNonNull(
              each(shares.get(i).layer(), objective, campaign.spending().responseIn()));
    }
    return worth;
  }

  /** What one of {@code unit} of a layer is worth, or {@code null} when that is not stated. */
  private @Nullable Double each(Layer layer, Spending.Objective objective, Spending.Unit counts) {
    return switch (objective) {
      case RESPONSE -> 1.0;
      case ORDERS -> ordersEach(layer, counts);
      case GMV -> {
        if (counts == Spending.Unit.GMV) {
          yield 1.0;
        }
        Double orders = ordersEach(layer, counts);
        Double price = price(layer);
        yield orders == null || price == null ? null : (Double) (orders * price);
      }
    };
  }

  private @Nullable Double ordersEach(Layer layer, Spending.Unit counts) {
    Campaign.Target target = campaign.target();
    Estimate rate = layer.spending().watchToPay();
    if (rate == null && target != null) {
      rate = target.watchToPay();
    }
    Double price = price(layer);
    return switch (counts) {
      case ENTRANTS -> rate == null ? null : (Double) rate.value().doubleValue();
      case ORDERS -> 1.0;
      case GMV -> price == null ? null : (Double) (1 / price);
    };
  }

  private @Nullable Double price(Layer layer) {
    Campaign.Target target = campaign.target();
    Estimate price = layer.spending().averageOrderValue();
    if (price == null && target != null) {
      price = target.averageOrderValue();
    }
    return price == null ? null : (Double) price.value().doubleValue();
  }

  private double @Nullable [] old() {
    double[] old = new double[shares.size()];
    boolean stated = false;
    for (int i = 0; i < old.length; i++) {
      BigDecimal spend = shares.get(i).layer().spending().spend();
      stated |= spend != null && spend.signum() > 0;
      old[i] = orElse(spend, 0);
    }
    return stated ? old : null;
  }

  private Section layers(Problem problem, Allocation found, double @Nullable [] known) {
    List<Column> columns =
        List.of(
            Column.id("layer"),
            Column.money("spend"),
            Column.money("old_spend"),
            Column.money("minimum").asDetail(),
            Column.money("maximum").asDetail(),
            Column.number("response"),
            Column.number("marginal_response").asDetail(),
            Column.text("binding"),
            Column.money("flat_from"),
            Column.money("flat_to"),
            Column.text("currency").asDetail());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean flat = shares.size() <= MOST_FLAT;
    for (Layer layer : campaign.layers()) {
      int i = position(layer);
      if (i < 0) {
        Standing standing = Objects.requireNonNull(standings.get(layer.id()));
        BigDecimal cost = standing.cost();
        rows.add(
            row(
                layer.id(),
                cost == null ? null : cents(cost.doubleValue()),
                null,
                null,
                null,
                standing.entrants() == null ? null : BigDecimal.valueOf(standing.entrants()),
                null,
                "fixed",
                null,
                null,
                campaign.currency()));
        continue;
      }
      Problem.Layer share = problem.layers().get(i);
      ResponseCurve curve = shares.get(i).curve();
      double spend = found.spend()[i];
      double slope = curve.slope(spend);
      rows.add(
          row(
              layer.id(),
              cents(spend),
              known == null ? null : cents(known[i]),
              cents(share.minimum()),
              share.maximum() >= UNLIMITED ? null : cents(share.maximum()),
              number(curve.value(spend)),
              Double.isInfinite(slope) ? null : number(slope),
              binding(problem, found, i),
              flat ? cents(flat(problem, found, i, false)) : null,
              flat ? cents(flat(problem, found, i, true)) : null,
              campaign.currency()));
    }
    if (!flat) {
      notes.add("Flat regions are worked out for at most " + MOST_FLAT + " layers.");
    } else {
      notes.add(
          "A layer can move from 'flat from' to 'flat to', the others making the best of the"
              + " rest, for at most 1 % of the result.");
    }
    return Section.rows("layers", columns, rows);
  }

  private int position(Layer layer) {
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i).layer().id().equals(layer.id())) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable String binding(Problem problem, Allocation found, int i) {
    Problem.Layer layer = problem.layers().get(i);
    double spend = found.spend()[i];
    if (spend == 0 && layer.minimum() > 0) {
      return "off";
    }
    if (atMaximum(layer, i, spend)) {
      return "maximum";
    }
    if (spend <= layer.minimum() + unit / 2) {
      return layer.minimum() > 0 ? "minimum" : "zero";
    }
    for (int g = 0; g < problem.groups().size(); g++) {
      if (found.groupPrices()[g] != 0 && problem.groups().get(g).layers().contains(i)) {
        return "group " + problem.groups().get(g).id();
      }
    }
    return null;
  }

  /** Whether a layer has all that the file lets it have. */
  private boolean atMaximum(Problem.Layer layer, int i, double spend) {
    return shares.get(i).layer().maximum() != null && spend >= layer.maximum() - unit / 2;
  }

  /** How far a layer can go down or up before the result has lost 1 %. */
  private double flat(Problem problem, Allocation found, int i, boolean up) {
    Problem.Layer layer = problem.layers().get(i);
    double enough = found.value() - FLAT * Math.abs(found.value());
    double from = found.spend()[i];
    if (from < layer.minimum()) {
      // Off: the next that it may get is its minimum.
      if (!up || Allocator.moved(problem, found.spend(), i, layer.minimum()) < enough) {
        return from;
      }
      from = layer.minimum();
    } else if (!up
        && layer.offAllowed()
        && Allocator.moved(problem, found.spend(), i, 0) >= enough) {
      return 0;
    }
    double to =
        up
            ? Math.max(from, Math.min(layer.maximum(), problem.budget()))
            : Math.min(from, layer.minimum());
    if (Allocator.moved(problem, found.spend(), i, to) >= enough) {
      return to;
    }
    for (int step = 0; step < 14; step++) {
      double middle = (from + to) / 2;
      if (Allocator.moved(problem, found.spend(), i, middle) >= enough) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return Rounding.nearest(from, unit);
  }

  /**
   * The limits that bind, the money at which they do, and what one more of each would bring: of
   * money, or of orders where those are capped.
   */
  private Section limits(
      Problem problem, Allocation found, boolean cut, double perOrder, @Nullable String capWords) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (!cut && found.price() > 0) {
      rows.add(limit("budget", problem.budget(), found.price()));
    }
    if (capWords != null) {
      rows.add(row(capWords, cents(found.spent()), number(perOrder), "order", campaign.currency()));
    }
    for (int g = 0; g < problem.groups().size(); g++) {
      Problem.Group group = problem.groups().get(g);
      double price = found.groupPrices()[g];
      if (price > 0) {
        rows.add(limit("maximum of group " + group.id(), group.maximum(), price));
      } else if (price < 0) {
        rows.add(limit("minimum of group " + group.id(), group.minimum(), -price));
      }
    }
    for (int i = 0; i < shares.size(); i++) {
      Problem.Layer layer = problem.layers().get(i);
      double spend = found.spend()[i];
      double gain = layer.curve().slope(spend) - (cut ? 0 : found.prices()[i]);
      if (atMaximum(layer, i, spend) && gain > 0) {
        rows.add(limit("maximum of " + layer.id(), layer.maximum(), gain));
      } else if (layer.minimum() > 0
          && spend > 0
          && spend <= layer.minimum() + unit / 2
          && gain < 0) {
        rows.add(limit("minimum of " + layer.id(), layer.minimum(), -gain));
      }
    }
    return Section.rows(
        "limits",
        List.of(
            Column.text("limit"),
            Column.money("amount"),
            Column.number("cost"),
            Column.text("per"),
            Column.text("currency").asDetail()),
        rows);
  }

  private List<@Nullable Object> limit(String name, double amount, double cost) {
    return row(name, cents(amount), number(cost), "money", campaign.currency());
  }

  private BigDecimal cents(double amount) {
    return BigDecimal.valueOf(amount).setScale(digits, RoundingMode.HALF_EVEN);
  }

  private String money(double amount) {
    String currency = campaign.currency();
    return (currency == null ? "" : currency + " ")
        + String.format(Locale.ROOT, "%,." + digits + "f", amount);
  }

  private static BigDecimal number(double value) {
    return new BigDecimal(value).round(SHOWN).stripTrailingZeros();
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%,.0f", Math.floor(value + 1e-9));
  }

  private static double orElse(@Nullable BigDecimal amount, double other) {
    return amount == null ? other : amount.doubleValue();
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }
}
