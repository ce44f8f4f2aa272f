package dev.sluice.plan.lineup;

import dev.sluice.answer.yaml.Fault;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Estimate;
import dev.sluice.plan.LineupRules;
import dev.sluice.plan.Pitch;
import dev.sluice.plan.Product;
import dev.sluice.plan.Segment;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line-up is made from.
 *
 * @param candidates the products that can be judged, those of the file first, in its order
 * @param lacking the others
 * @param gaps the time there is
 * @param minutes how long the broadcast lasts
 * @param caps limits on the orders of all products together
 */
record Inputs(
    CampaignFile file,
    LineupRules rules,
    List<Candidate> candidates,
    List<Candidate> lacking,
    List<Gap> gaps,
    long minutes,
    List<Cap> caps) {
  /** Minutes of a product where nobody says how many: an operators' script, grade B. */
  static final long USUAL_MINUTES = 5;

  /**
   * A limit on the orders of all products together.
   *
   * @param name the key of the file that it comes from
   */
  record Cap(String name, double orders) {}

  /**
   * Reads them.
   *
   * @param past what past broadcasts tell; it stands in where the file says nothing. If the file
   *     lists no products, these are the products, their SKUs together
   * @throws dev.sluice.answer.Refusal with every fault of the file or all that it would have to
   *     state
   */
  static Inputs of(CampaignFile file, List<PastProduct> past) {
    Campaign campaign = file.accepted();
    Map<String, PastProduct> known = new LinkedHashMap<>();
    past.forEach(each -> known.put(each.sku(), each));
    LineupRules rules = campaign.lineup() == null ? LineupRules.NONE : campaign.lineup();
    List<Candidate> all = new ArrayList<>();
    for (Product product : campaign.products()) {
      all.add(candidate(product, known.get(product.sku()), rules));
    }
    if (all.isEmpty()) {
      for (PastProduct each : PastProduct.together(past)) {
        all.add(
            candidate(
                new Product(
                    "products",
                    each.sku(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    Pitch.UNKNOWN),
                each,
                rules));
      }
    }
    Campaign.Broadcast broadcast = campaign.broadcast();
    List<Fault> missing = new ArrayList<>();
    if (broadcast == null || broadcast.duration() == null) {
      missing.add(
          required(
              file,
              broadcast == null ? "broadcast" : "broadcast.duration",
              "nothing says how much airtime there is",
              "add broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai, duration: 4h}"));
    }
    if (all.isEmpty()) {
      missing.add(
          required(
              file,
              "products",
              "there are no products to choose from, neither here nor in a workspace",
              "add products: [{sku: A-1, role: hero, price: 89, cost: 41, stock: 400,"
                  + " orders_per_minute: 1.5}]"));
    }
    List<Candidate> candidates = all.stream().filter(each -> each.lacks() == null).toList();
    if (!all.isEmpty() && candidates.isEmpty()) {
      missing.add(
          required(
              file,
              "products",
              "of no product are price, cost and orders_per_minute known",
              "add to a product price: 89, cost: 41, orders_per_minute: 1.5, or import its past"));
    }
    if (broadcast == null || broadcast.duration() == null || !missing.isEmpty()) {
      throw file.refusal(missing);
    }
    long minutes = broadcast.duration().toMinutes();
    return new Inputs(
        file,
        rules,
        candidates,
        all.stream().filter(each -> each.lacks() != null).toList(),
        Gap.of(campaign, rules, minutes),
        minutes,
        caps(campaign));
  }

  private static Fault required(CampaignFile file, String path, String message, String hint) {
    return Fault.error(file.at(path), path, "required-input", message, hint);
  }

  private static Candidate candidate(
      Product product, @Nullable PastProduct past, LineupRules rules) {
    Pitch pitch = product.pitch();
    String role = product.role() != null || past == null ? product.role() : past.role();
    BigDecimal rate = value(pitch.ordersPerMinute());
    String demand = source(pitch.ordersPerMinute());
    if (rate == null && past != null && past.minutes() != null && past.orders() != null) {
      rate =
          past.minutes() == 0
              ? null
              : BigDecimal.valueOf(past.orders())
                  .divide(BigDecimal.valueOf(past.minutes()), MathContext.DECIMAL64);
      demand =
          "own history: "
              + past.orders()
              + " orders in "
              + past.minutes()
              + " minutes of "
              + past.broadcasts()
              + (past.broadcasts() == 1 ? " broadcast" : " broadcasts");
    }
    BigDecimal returnRate = value(pitch.returnRate());
    Segment.Flash flash = pitch.flash();
    return new Candidate(
        product.sku(),
        product.name() != null || past == null ? product.name() : past.name(),
        role,
        minutes(pitch, role, rules),
        pitch.required(),
        rate,
        demand,
        product.price() != null || past == null ? product.price() : past.price(),
        product.cost() != null || past == null ? product.cost() : past.cost(),
        returnRate != null || past == null ? returnRate : past.returnRate(),
        product.stock() != null || past == null ? product.stock() : past.stock(),
        pitch.clickRate() != null || past == null ? pitch.clickRate() : past.clickRate(),
        pitch.ctor() != null || past == null ? pitch.ctor() : past.ctor(),
        flash == null || flash.units() == null
            ? null
            : new Candidate.Offer(flash.units(), flash.price()));
  }

  private static Candidate.Minutes minutes(Pitch pitch, @Nullable String role, LineupRules rules) {
    long usual = USUAL_MINUTES;
    for (LineupRules.Role each : rules.roles()) {
      if (each.role().equals(role) && each.minutes() != null) {
        usual = each.minutes();
      }
    }
    usual = pitch.complex() ? 2 * usual : usual;
    return pitch.least() == null || pitch.most() == null
        ? new Candidate.Minutes(usual, usual)
        : new Candidate.Minutes(pitch.least(), pitch.most());
  }

  private static @Nullable BigDecimal value(@Nullable Estimate estimate) {
    return estimate == null ? null : estimate.value();
  }

  private static @Nullable String source(@Nullable Estimate estimate) {
    return estimate == null ? null : estimate.source();
  }

  private static List<Cap> caps(Campaign campaign) {
    List<Cap> caps = new ArrayList<>();
    if (campaign.stockUnits() != null) {
      caps.add(new Cap("stock.units", campaign.stockUnits()));
    }
    Campaign.Dispatch dispatch = campaign.dispatch();
    if (dispatch != null) {
      caps.add(new Cap("dispatch", (double) dispatch.parcelsPerDay() * dispatch.days()));
    }
    Campaign.CustomerCare service = campaign.service();
    if (service != null
        && service.agents() != null
        && service.days() != null
        && service.contactRate() != null
        && service.contactRate().value().signum() > 0
        && service.contactsPerAgentDay() != null) {
      double contacts =
          service.agents() * service.days() * service.contactsPerAgentDay().value().doubleValue();
      caps.add(new Cap("service", contacts / service.contactRate().value().doubleValue()));
    }
    return caps;
  }

  /** The parts of the run of show that show each product already, by SKU. */
  Map<String, List<Segment>> stated() {
    Map<String, List<Segment>> stated = new HashMap<>();
    for (Segment segment : file.campaign().runOfShow()) {
      if (segment.sku() != null) {
        stated.computeIfAbsent(segment.sku(), sku -> new ArrayList<>()).add(segment);
      }
    }
    return stated;
  }

  /** How many flash slots there are. */
  long flashSlots() {
    return gaps.stream()
        .flatMap(gap -> gap.slots().stream())
        .filter(slot -> slot.kind() == Gap.Kind.FLASH)
        .count();
  }

  /** How long a flash slot lasts, in minutes. */
  long flashMinutes() {
    return rules.flash() == null ? 0 : rules.flash().length().toMinutes();
  }
}
