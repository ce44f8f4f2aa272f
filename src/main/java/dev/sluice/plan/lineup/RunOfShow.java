package dev.sluice.plan.lineup;

import dev.sluice.plan.Segment;
import dev.sluice.plan.lineup.Model.Showing;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is on the air, minute by minute.
 *
 * @param entries by time, none overlapping another unless the file has it so
 */
record RunOfShow(List<Entry> entries) {

  /** What an entry is. */
  enum Kind {
    PRODUCT,
    FLASH,
    BREAK,
    /** As the file states it. */
    STATED,
    /** Time that no product fills. */
    OPEN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something on the air.
   *
   * @param id names it, so that a calendar knows it again
   * @param from minutes from the start
   * @param candidate its place among the candidates; {@code null} if it shows none of them
   * @param orders paid orders that it is expected to bring; {@code null} if it shows no product or
   *     nobody knows
   * @param margin of these orders
   */
  record Entry(
      Kind kind,
      String id,
      long from,
      long minutes,
      @Nullable String sku,
      @Nullable String title,
      @Nullable String host,
      @Nullable Integer candidate,
      @Nullable Double orders,
      @Nullable Double margin) {}

  /** Puts a line-up on the air. */
  static RunOfShow of(Inputs inputs, List<Showing> chosen, Packing packing) {
    List<Entry> entries = new ArrayList<>();
    Deque<Integer> offers = offers(inputs, chosen);
    int flash = 0;
    int rest = 0;
    for (int g = 0; g < inputs.gaps().size(); g++) {
      Gap gap = inputs.gaps().get(g);
      Deque<Gap.Slot> due = new ArrayDeque<>(gap.slots());
      Deque<Showing> products = new ArrayDeque<>(packing.in(g));
      long at = gap.from();
      while (!due.isEmpty() || !products.isEmpty()) {
        if (products.isEmpty() || (!due.isEmpty() && due.element().at() <= at)) {
          Gap.Slot slot = due.remove();
          switch (slot.kind()) {
            case FLASH ->
                entries.add(flash(inputs, "flash-" + ++flash, at, gap.host(), offers.poll()));
            case BREAK -> entries.add(pause("break-" + ++rest, at, slot.minutes(), gap.host()));
          }
          at += slot.minutes();
        } else {
          Showing showing = products.remove();
          entries.add(product(inputs, showing, at, gap.host()));
          at += showing.minutes();
        }
      }
      if (at < gap.to()) {
        entries.add(
            new Entry(
                Kind.OPEN,
                "open-" + at,
                at,
                gap.to() - at,
                null,
                null,
                gap.host(),
                null,
                null,
                null));
      }
    }
    stated(inputs, chosen, entries);
    entries.sort(Comparator.comparingLong(Entry::from).thenComparing(Entry::id));
    return new RunOfShow(List.copyOf(entries));
  }

  /** The offers in the order of their slots: never the same twice in a row if that can be. */
  private static Deque<Integer> offers(Inputs inputs, List<Showing> chosen) {
    long[] left = new long[inputs.candidates().size()];
    chosen.forEach(showing -> left[showing.candidate()] = showing.slots());
    Deque<Integer> offers = new ArrayDeque<>();
    while (true) {
      int next = -1;
      for (int i = 0; i < left.length; i++) {
        boolean again = !offers.isEmpty() && offers.getLast() == i;
        if (left[i] > 0 && !again && (next < 0 || left[i] > left[next])) {
          next = i;
        }
      }
      if (next < 0 && !offers.isEmpty() && left[offers.getLast()] > 0) {
        next = offers.getLast();
      }
      if (next < 0) {
        return offers;
      }
      left[next]--;
      offers.add(next);
    }
  }

  private static Entry flash(
      Inputs inputs, String id, long at, @Nullable String host, @Nullable Integer offered) {
    long minutes = inputs.flashMinutes();
    Candidate candidate = offered == null ? null : inputs.candidates().get(offered);
    Candidate.Offer offer = candidate == null ? null : candidate.offer();
    if (candidate == null || offer == null) {
      return new Entry(Kind.OPEN, id, at, minutes, null, null, host, null, null, null);
    }
    double units = offer.units();
    double margin =
        candidate.marginPerFlashOrder() == null
            ? 0
            : units * candidate.marginPerFlashOrder().doubleValue();
    return new Entry(
        Kind.FLASH,
        id,
        at,
        minutes,
        candidate.sku(),
        candidate.title(),
        host,
        offered,
        units,
        margin);
  }

  private static Entry pause(String id, long at, long minutes, @Nullable String host) {
    return new Entry(Kind.BREAK, id, at, minutes, null, null, host, null, null, null);
  }

  private static Entry product(Inputs inputs, Showing showing, long at, @Nullable String host) {
    Candidate candidate = inputs.candidates().get(showing.candidate());
    double margin =
        candidate.marginPerOrder() == null
            ? 0
            : showing.orders() * candidate.marginPerOrder().doubleValue();
    return new Entry(
        Kind.PRODUCT,
        candidate.sku(),
        at,
        showing.minutes(),
        candidate.sku(),
        candidate.title(),
        host,
        showing.candidate(),
        showing.orders(),
        margin);
  }

  /** What the file states stays; what it brings is shared out by minutes. */
  private static void stated(Inputs inputs, List<Showing> chosen, List<Entry> entries) {
    Map<String, List<Segment>> bySku = inputs.stated();
    for (Segment segment : inputs.file().campaign().runOfShow()) {
      Integer index = null;
      Double orders = null;
      Double margin = null;
      for (Showing showing : chosen) {
        Candidate candidate = inputs.candidates().get(showing.candidate());
        if (candidate.sku().equals(segment.sku())) {
          index = showing.candidate();
          orders = orders(segment, showing, bySku.getOrDefault(candidate.sku(), List.of()));
          Segment.Flash flash = segment.flash();
          BigDecimal each =
              flash == null || flash.price() == null
                  ? candidate.marginPerOrder()
                  : candidate.margin(flash.price());
          margin = each == null || orders == null ? null : (Double) (orders * each.doubleValue());
        }
      }
      String title = segment.title();
      if (title == null) {
        title = index == null ? segment.sku() : inputs.candidates().get(index).title();
      }
      entries.add(
          new Entry(
              Kind.STATED,
              segment.id(),
              segment.at().toMinutes(),
              segment.length().toMinutes(),
              segment.sku(),
              title,
              segment.host(),
              index,
              orders,
              margin));
    }
  }

  private static @Nullable Double orders(
      Segment segment, Showing showing, List<Segment> ofProduct) {
    Segment.Flash flash = segment.flash();
    if (flash != null) {
      return flash.units() == null ? null : flash.units().doubleValue();
    }
    long explained =
        ofProduct.stream()
            .filter(s -> s.flash() == null)
            .mapToLong(s -> s.length().toMinutes())
            .sum();
    return showing.orders() * segment.length().toMinutes() / explained;
  }
}
