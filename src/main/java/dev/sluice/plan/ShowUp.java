package dev.sluice.plan;

import java.time.Duration;
import java.time.ZonedDateTime;

/** How the age of reservations wears on who shows up. */
public final class ShowUp {
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final int STEPS = 512;

  private ShowUp() {}

  /**
   * Show-up of reservations that gather over a layer's window / show-up of those made at the start.
   *
   * @param layer with a build-up and a window
   * @param halfLife days after which half as many show up
   */
  public static double gathered(Campaign campaign, Layer layer, double halfLife) {
    BuildUp buildUp = layer.buildUp();
    Span window = layer.window();
    if (buildUp == null || window == null) {
      return 1;
    }
    double from = daysBefore(campaign, window.from());
    double to = daysBefore(campaign, window.to());
    double length = from - to;
    double before = 0;
    double fresh = 0;
    for (int i = 1; i <= STEPS; i++) {
      double made = buildUp.curve().cumulative(length * i / STEPS, from);
      fresh += (made - before) * remaining(from - length * (i - 0.5) / STEPS, halfLife);
      before = made;
    }
    return before == 0 ? 1 : fresh / before;
  }

  /**
   * The same of reservations that another layer brings: when its pushes are sent, or evenly over
   * its window, or with the others where it states neither.
   */
  public static double brought(Campaign campaign, Layer by, Layer layer, double halfLife) {
    Sending sending = Sending.of(campaign, by);
    if (!sending.sent().isEmpty()) {
      ZonedDateTime start = campaign.moment(When.START);
      return sending.sent().stream()
          .mapToDouble(push -> remaining(Duration.between(push, start).toSeconds() / DAY, halfLife))
          .average()
          .orElse(1);
    }
    Span window = by.window();
    if (window == null) {
      return gathered(campaign, layer, halfLife);
    }
    double from = daysBefore(campaign, window.from());
    double to = daysBefore(campaign, window.to());
    double rate = Math.log(2) / halfLife;
    return from <= to
        ? remaining(from, halfLife)
        : (Math.exp(-rate * to) - Math.exp(-rate * from)) / (rate * (from - to));
  }

  private static double remaining(double days, double halfLife) {
    return Math.exp(-Math.log(2) * Math.max(0, days) / halfLife);
  }

  /** Days before the start; what comes after it counts as the start. */
  private static double daysBefore(Campaign campaign, When when) {
    Duration before = Duration.between(campaign.moment(when), campaign.moment(When.START));
    return Math.max(0, before.toSeconds() / DAY);
  }
}
