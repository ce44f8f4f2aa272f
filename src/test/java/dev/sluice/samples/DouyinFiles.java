package dev.sluice.samples;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The shop back office's list of broadcasts: now, and as it was at the end of August. */
final class DouyinFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);
  private static final String INCENTIVE = "直播激励观看次数";

  private final World world;

  DouyinFiles(World world) {
    this.world = world;
  }

  /** 55 columns, not sorted by time. */
  byte[] sessions() {
    Table table = Table.of("douyin.live");
    List<Broadcast> broadcasts = new ArrayList<>(world.on("douyin"));
    Collections.rotate(broadcasts.subList(1, broadcasts.size()), 3);
    broadcasts.forEach(broadcast -> session(table, broadcast, World.AS_OF));
    return table.xlsx("直播间明细");
  }

  /** 54 columns with full-width brackets, August only: fewer refunds had come by then. */
  String augustSessions() {
    List<String> wide =
        Table.of("douyin.live").header().stream()
            .filter(column -> !column.equals(INCENTIVE))
            .map(column -> column.replace('(', '（').replace(')', '）'))
            .toList();
    Table table = new Table(wide);
    world.on("douyin").stream()
        .filter(broadcast -> broadcast.start().isBefore(World.EARLY_AS_OF))
        .forEach(broadcast -> session(table, broadcast, World.EARLY_AS_OF));
    return table.csv();
  }

  private void session(Table table, Broadcast b, Instant asOf) {
    Audience a = world.audience(b);
    Sales s = Sales.of(world.inWindow(b), asOf);
    Dice dice = Dice.of("session " + b.id());
    long seconds = b.seconds();
    BigDecimal watched = Table.plain(Table.ratio(a.watchSecondsPerViewer(), 60, 2));
    boolean unseen = b.id().equals(Schedule.NO_PRODUCT_IMPRESSIONS);
    Object incentive = dice.chance(25) ? dice.percent(a.views(), 1, 3) : "-";
    // What anybody paid to advertise this shop contains what the shop paid itself.
    BigDecimal spend = BigDecimal.valueOf(a.adSpend(), 2);
    BigDecimal spendOnShop = spend.add(BigDecimal.valueOf(dice.between(0, 200)));
    Table.Row row =
        table
            .row()
            .add("https://example.com/avatar.png", "qinghe-home直播间", b.account())
            .add(TIME.format(b.start().atZone(b.zone())), TIME.format(b.end().atZone(b.zone())))
            .add(seconds / 60, a.reach(), a.impressions(), a.viewers())
            .add(Table.perHour(BigDecimal.valueOf(a.viewers()), seconds), a.views());
    if (table.header().contains(INCENTIVE)) {
      row.add(incentive);
    }
    row.add(a.peakViewers(), a.averageViewers(), watched)
        .add(a.comments(), dice.between(1, 40), a.newFollowers(), a.lostFollowers())
        .add(rate(dice.between(300, 1900), 10_000), b.productsListed())
        .add(unseen ? "-" : a.productReach(), a.productClickers())
        .add(unseen ? "-" : a.productImpressions(), a.productClicks())
        .add(s.orders(), Table.plain(s.gmv()), Table.plain(s.userPaid()))
        .add(Table.perHour(s.userPaid(), seconds), s.units(), s.buyers())
        .add(s.refundOrders(), Table.plain(s.refundAmount()), s.refundBuyers(), 0)
        .add(unseen ? "-" : rate(a.productClicks(), a.productImpressions()))
        .add(unseen ? "-" : rate(a.productClickers(), a.productReach()))
        .add(rate(s.orders(), a.productClicks()), rate(s.buyers(), a.productClickers()))
        .add(rate(s.orders(), a.views()), rate(s.buyers(), a.viewers()))
        .add(0, 0, dice.between(0, 25), Table.plain(spend), Table.plain(spendOnShop))
        .add(Table.plain(s.gmv().subtract(s.refund1hAmount())), s.orders() - s.refund1hOrders())
        .add(Table.plain(s.refund1hAmount()), s.refund1hOrders())
        .add(rate(cents(s.refund1hAmount()), cents(s.gmv())));
    if (dice.chance(25)) {
      long led = cents(s.gmv()) * dice.between(2, 9) / 100;
      row.add(Table.plain(BigDecimal.valueOf(led, 2)), rate(led, cents(s.gmv())))
          .add(Table.plain(BigDecimal.valueOf(led / 10, 2)), dice.between(3, 20));
    } else {
      row.add("-", "-", "-", "-");
    }
  }

  private static long cents(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  /** To four decimals; the platform prints 0 over nothing. */
  private static BigDecimal rate(long part, long whole) {
    return Table.plain(Table.ratio(part, whole, 4));
  }
}
