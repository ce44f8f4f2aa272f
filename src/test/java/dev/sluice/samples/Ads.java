package dev.sluice.samples;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The advertising of the TikTok shop, ad by ad and day by day. */
final class Ads {
  /** A day of an ad; the names do not tell two ads apart. {@code cost} is in cents. */
  record Day(
      String campaign,
      String group,
      String ad,
      LocalDate day,
      long cost,
      int impressions,
      int clicks,
      int conversions) {}

  private Ads() {}

  static List<Day> of(List<Broadcast> broadcasts) {
    Dice dice = Dice.of("ads");
    List<Day> days = new ArrayList<>();
    List<LocalDate> onAir =
        broadcasts.stream().map(b -> b.start().atZone(b.zone()).toLocalDate()).toList();
    String[][] ads = {
      {"Always on", "Interests wide", "Try-on clip 1"},
      {"Always on", "Interests wide", "Try-on clip 2"},
      {" LIVE traffic", "Followers", "Countdown"},
      {" LIVE traffic", "Lookalike 3%", "Countdown"},
      // The same three names again: another ad, whose spend must not be lost.
      {" LIVE traffic", "Lookalike 3%", "Countdown"},
      {"Retargeting ", "Cart leavers", "Free shipping"}
    };
    for (LocalDate day = World.FROM; !day.isAfter(World.TO); day = day.plusDays(1)) {
      for (String[] ad : ads) {
        boolean forLive = ad[0].contains("LIVE");
        boolean near = onAir.contains(day) || onAir.contains(day.plusDays(1));
        // An ad that rests is still listed, with zeros.
        boolean delivers = forLive ? near : dice.chance(88);
        long cost = delivers ? dice.between(forLive ? 6_000 : 900, forLive ? 24_000 : 4_200) : 0;
        int impressions = (int) (cost * dice.between(95, 160) / 100);
        int clicks = dice.percent(impressions, 1, 3);
        days.add(
            new Day(
                ad[0], ad[1], ad[2], day, cost, impressions, clicks, dice.percent(clicks, 1, 5)));
      }
    }
    return List.copyOf(days);
  }
}
