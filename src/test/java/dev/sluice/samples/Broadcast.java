package dev.sluice.samples;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A broadcast as it was scheduled.
 *
 * @param id its key in a workspace: account@local start, or the room id
 * @param orders how many orders the broadcast aimed at
 * @param lineup the products, each pinned for ten minutes in turn
 * @param flash the flash sale in it, or null
 * @param oversold the SKU that sells two more than were allocated, or null
 */
public record Broadcast(
    String id,
    String shop,
    String platform,
    String account,
    String title,
    String host,
    Instant start,
    Instant end,
    int orders,
    List<String> lineup,
    Flash flash,
    Product oversold) {

  /**
   * A limited SKU: a few at the list price before, then, from a minute of the broadcast on and at a
   * lower price, so many a minute until it is sold out.
   */
  public record Flash(
      Product sku, List<Integer> before, int from, List<Integer> units, long price) {
    public int allocated() {
      return before.size() + units.stream().mapToInt(Integer::intValue).sum();
    }

    boolean runsAt(int minute) {
      return minute >= from && minute < from + 15;
    }
  }

  ZoneId zone() {
    return World.zone(shop);
  }

  Instant minute(int number) {
    return start.truncatedTo(ChronoUnit.MINUTES).plus(number, ChronoUnit.MINUTES);
  }

  /** Calendar minutes that the broadcast touches. */
  int minutes() {
    return (int) ChronoUnit.MINUTES.between(minute(0), end.minusSeconds(1)) + 1;
  }

  int productsListed() {
    return lineup.size() + (flash == null ? 0 : 1);
  }

  long seconds() {
    return ChronoUnit.SECONDS.between(start, end);
  }

  String pinned(int minute) {
    return flash != null && flash.runsAt(minute)
        ? flash.sku().product()
        : lineup.get(minute / 10 % lineup.size());
  }

  /** How lively each minute is: it fills in ten, comes in waves, doubles in a flash sale, fades. */
  int[] liveliness() {
    int[] weights = new int[minutes()];
    for (int m = 0; m < weights.length; m++) {
      int base = Math.min(100, 50 + 5 * m);
      int fade = m > weights.length - 15 ? 60 : 100;
      int surge = flash != null && flash.runsAt(m) ? 220 : 100;
      int wave = m % 30 < 6 ? 140 : 100;
      weights[m] = base * fade / 100 * surge / 100 * wave / 100;
    }
    return weights;
  }

  /** The moment of the sold-out sale: the minute in which the last allocated unit went, or null. */
  public Instant soldOutAt() {
    return flash == null ? null : minute(flash.from() + flash.units().size() - 1);
  }

  boolean covers(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }
}
