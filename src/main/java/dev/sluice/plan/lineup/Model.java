package dev.sluice.plan.lineup;

import dev.sluice.plan.LineupRules;
import dev.sluice.plan.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A line-up as a {@link Choice}: an option is a product for so many minutes and with so many flash
 * slots.
 *
 * @param showings what each option means
 */
record Model(List<Showing> showings, Choice choice) {
  private static final double ANY = Double.POSITIVE_INFINITY;

  /**
   * An option.
   *
   * @param candidate its place among the candidates
   * @param minutes of explanation, those of the run of show among them; 0 is in flash slots only
   * @param slots flash slots that it gets
   * @param gap in which it is explained; {@link #ANYWHERE} where that is not decided here
   * @param orders of the explanation
   * @param flashOrders of the flash sales, of all of them
   * @param margin of all these orders
   */
  record Showing(
      int candidate,
      long minutes,
      long slots,
      int gap,
      double orders,
      double flashOrders,
      double margin) {
    double allOrders() {
      return orders + flashOrders;
    }
  }

  /** No gap in particular. */
  static final int ANYWHERE = -1;

  /**
   * Builds the model.
   *
   * @param apart whether each gap is filled by itself; else all of them count as one, which allows
   *     more
   */
  static Model of(Inputs inputs, boolean apart) {
    List<Showing> showings = new ArrayList<>();
    List<Choice.Limit> limits = new ArrayList<>();
    Map<String, List<Segment>> stated = inputs.stated();
    for (int i = 0; i < inputs.candidates().size(); i++) {
      Candidate candidate = inputs.candidates().get(i);
      add(inputs, i, stated.getOrDefault(candidate.sku(), List.of()), apart, showings);
    }
    airtime(inputs, stated, apart, showings, limits);
    flash(inputs, showings, limits);
    roles(inputs, showings, limits);
    presence(inputs, stated, showings, limits);
    for (Inputs.Cap cap : inputs.caps()) {
      limits.add(limit(cap.name(), -ANY, cap.orders(), showings, Showing::allOrders));
    }
    return new Model(
        List.copyOf(showings),
        new Choice(
            showings.stream().map(s -> new Choice.Option(s.candidate(), s.margin())).toList(),
            limits));
  }

  private static void add(
      Inputs inputs, int index, List<Segment> stated, boolean apart, List<Showing> showings) {
    Candidate candidate = inputs.candidates().get(index);
    long most = flashMost(candidate, inputs, stated);
    for (long slots = 0; slots <= most; slots++) {
      if (!stated.isEmpty()) {
        long minutes = stated.stream().mapToLong(s -> s.length().toMinutes()).sum();
        showings.add(showing(candidate, index, stated, minutes, slots, ANYWHERE));
        continue;
      }
      if (slots > 0) {
        showings.add(showing(candidate, index, stated, 0, slots, ANYWHERE));
      }
      if (candidate.ordersPerMinute() == null) {
        continue;
      }
      Candidate.Minutes range = candidate.minutes();
      double before = -1;
      for (long minutes = range.least(); minutes <= range.most(); minutes++) {
        Showing one = showing(candidate, index, stated, minutes, slots, ANYWHERE);
        boolean sellsNothing = one.orders() == 0 && !candidate.required();
        if (one.orders() == before || sellsNothing) {
          // Its stock is gone: a further minute would sell nothing.
          break;
        }
        before = one.orders();
        for (int gap = 0; gap < (apart ? inputs.gaps().size() : 1); gap++) {
          if (!apart || inputs.gaps().get(gap).minutes() >= minutes) {
            showings.add(showing(candidate, index, stated, minutes, slots, apart ? gap : ANYWHERE));
          }
        }
      }
    }
  }

  /** How many flash slots its units are enough for. */
  static long flashMost(Candidate candidate, Inputs inputs, List<Segment> stated) {
    Candidate.Offer offer = candidate.offer();
    if (offer == null) {
      return 0;
    }
    Long left = left(candidate, stated, 0);
    long enough = left == null ? Long.MAX_VALUE : left / offer.units();
    return Math.min(inputs.flashSlots(), enough);
  }

  /** Units that flash sales leave for the rest, at least none; {@code null} is any number. */
  private static @Nullable Long left(Candidate candidate, List<Segment> stated, long slots) {
    if (candidate.stock() == null) {
      return null;
    }
    long left = candidate.stock() - statedUnits(stated);
    return Math.max(0, candidate.offer() == null ? left : left - slots * candidate.offer().units());
  }

  private static long statedUnits(List<Segment> stated) {
    return stated.stream().mapToLong(s -> units(s.flash())).sum();
  }

  private static long units(Segment.@Nullable Flash flash) {
    return flash == null || flash.units() == null ? 0 : flash.units();
  }

  private static Showing showing(
      Candidate candidate, int index, List<Segment> stated, long minutes, long slots, int gap) {
    long explained =
        minutes
            - stated.stream()
                .filter(s -> s.flash() != null)
                .mapToLong(s -> s.length().toMinutes())
                .sum();
    double orders = candidate.orders(explained, left(candidate, stated, slots));
    double margin = orders * value(candidate.marginPerOrder());
    double flashOrders = statedUnits(stated);
    for (Segment segment : stated) {
      Segment.Flash flash = segment.flash();
      if (flash != null) {
        margin +=
            units(flash)
                * value(
                    flash.price() == null
                        ? candidate.marginPerOrder()
                        : candidate.margin(flash.price()));
      }
    }
    if (candidate.offer() != null) {
      double sold = (double) slots * candidate.offer().units();
      flashOrders += sold;
      margin += sold * value(candidate.marginPerFlashOrder());
    }
    return new Showing(index, minutes, slots, gap, orders, flashOrders, margin);
  }

  private static double value(@Nullable BigDecimal number) {
    return number == null ? 0 : number.doubleValue();
  }

  private static void airtime(
      Inputs inputs,
      Map<String, List<Segment>> stated,
      boolean apart,
      List<Showing> showings,
      List<Choice.Limit> limits) {
    ToDoubleFunction<Showing> chosen =
        s -> stated.containsKey(inputs.candidates().get(s.candidate()).sku()) ? 0 : s.minutes();
    if (!apart) {
      double all = inputs.gaps().stream().mapToLong(Gap::minutes).sum();
      limits.add(limit("airtime", -ANY, all, showings, chosen));
      return;
    }
    for (int i = 0; i < inputs.gaps().size(); i++) {
      int gap = i;
      limits.add(
          limit(
              "airtime",
              -ANY,
              (double) inputs.gaps().get(i).minutes(),
              showings,
              s -> s.gap() == gap ? s.minutes() : 0));
    }
  }

  /** Every slot gets an offer, as long as there are units for it. */
  private static void flash(Inputs inputs, List<Showing> showings, List<Choice.Limit> limits) {
    long offered = 0;
    Map<String, List<Segment>> stated = inputs.stated();
    for (Candidate each : inputs.candidates()) {
      offered += flashMost(each, inputs, stated.getOrDefault(each.sku(), List.of()));
    }
    double slots = Math.min(inputs.flashSlots(), offered);
    limits.add(limit("flash slots", slots, slots, showings, Showing::slots));
  }

  private static void roles(Inputs inputs, List<Showing> showings, List<Choice.Limit> limits) {
    for (LineupRules.Role role : inputs.rules().roles()) {
      if (role.least() != null) {
        double least = role.least().doubleValue();
        limits.add(
            limit("role " + role.role(), 0, ANY, showings, s -> over(inputs, s, role, least)));
      }
      if (role.most() != null) {
        double most = role.most().doubleValue();
        limits.add(
            limit("role " + role.role(), -ANY, 0, showings, s -> over(inputs, s, role, most)));
      }
    }
  }

  /** Minutes by which a showing puts a role over a share of all minutes. */
  private static double over(Inputs inputs, Showing showing, LineupRules.Role role, double share) {
    double minutes = minutes(inputs, showing);
    boolean own = role.role().equals(inputs.candidates().get(showing.candidate()).role());
    return own ? minutes * (1 - share) : -minutes * share;
  }

  /** Minutes that a showing takes, flash slots among them. */
  static double minutes(Inputs inputs, Showing showing) {
    return showing.minutes() + (double) showing.slots() * inputs.flashMinutes();
  }

  /** Who must be there, and who with whom. */
  private static void presence(
      Inputs inputs,
      Map<String, List<Segment>> stated,
      List<Showing> showings,
      List<Choice.Limit> limits) {
    for (int i = 0; i < inputs.candidates().size(); i++) {
      Candidate candidate = inputs.candidates().get(i);
      int index = i;
      if (candidate.required() || stated.containsKey(candidate.sku())) {
        limits.add(
            limit(
                "required " + candidate.sku(),
                1,
                1,
                showings,
                s -> s.candidate() == index ? 1 : 0));
      }
    }
    for (LineupRules.Bundle bundle : inputs.rules().bundles()) {
      List<String> skus = bundle.skus();
      String name = "bundle " + String.join(" + ", skus);
      if (bundle.together()) {
        for (int i = 1; i < skus.size(); i++) {
          String one = skus.get(i - 1);
          String other = skus.get(i);
          limits.add(
              limit(
                  name,
                  0,
                  0,
                  showings,
                  s -> is(inputs, s, one) ? 1 : is(inputs, s, other) ? -1 : 0));
        }
      }
      if (bundle.least() != null || bundle.most() != null) {
        limits.add(
            limit(
                name,
                bundle.least() == null ? -ANY : bundle.least(),
                bundle.most() == null ? ANY : bundle.most(),
                showings,
                s -> skus.contains(inputs.candidates().get(s.candidate()).sku()) ? 1 : 0));
      }
    }
  }

  private static boolean is(Inputs inputs, Showing showing, String sku) {
    return inputs.candidates().get(showing.candidate()).sku().equals(sku);
  }

  private static Choice.Limit limit(
      String name,
      double least,
      double most,
      List<Showing> showings,
      ToDoubleFunction<Showing> use) {
    return new Choice.Limit(name, least, most, showings.stream().mapToDouble(use).toArray());
  }

  /** What a choice means. */
  List<Showing> chosen(boolean[] choice) {
    List<Showing> chosen = new ArrayList<>();
    for (int i = 0; i < choice.length; i++) {
      if (choice[i]) {
        chosen.add(showings.get(i));
      }
    }
    return chosen;
  }
}
