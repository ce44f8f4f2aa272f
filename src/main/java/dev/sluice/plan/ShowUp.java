package dev.sluice.plan;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;

/** When reservations were made, and what their age leaves of those who show up. */
public final class ShowUp {
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final int STEPS = 128;

  private final double[] days;
  private final double[] shares;

  private ShowUp(double[] days, double[] shares) {
    this.days = days;
    this.shares = shares;
  }

  /** Reservations that gather over the window of a layer as its build-up says. */
  public static ShowUp gathered(Campaign campaign, Layer layer) {
    BuildUp buildUp = layer.buildUp();
    Span window = layer.window();
    if (buildUp == null || window == null) {
      return new ShowUp(new double[] {0}, new double[] {1});
    }
    ShowUp even = even(campaign, window);
    double begin = daysBefore(campaign, window.from());
    double end = daysBefore(campaign, window.to());
    double all = buildUp.curve().cumulative(begin - end, begin);
    double before = 0;
    for (int i = 0; i < STEPS && all > 0; i++) {
      double made = buildUp.curve().cumulative((begin - end) * (i + 1) / STEPS, begin);
      even.shares[i] = (made - before) / all;
      before = made;
    }
    return even;
  }

  /**
   * Those that another layer brings: when its pushes are sent, or evenly over its window, or with
   * the others where it states neither.
   */
  public static ShowUp brought(Campaign campaign, Layer by, Layer layer) {
    List<ZonedDateTime> sent = Sending.of(campaign, by).sent();
    if (!sent.isEmpty()) {
      double[] days = new double[sent.size()];
      double[] shares = new double[sent.size()];
      Arrays.setAll(days, i -> daysBefore(campaign, sent.get(i)));
      Arrays.fill(shares, 1.0 / sent.size());
      return new ShowUp(days, shares);
    }
    return by.window() == null ? gathered(campaign, layer) : even(campaign, by.window());
  }

  /**
   * Show-up / show-up of reservations made at the start.
   *
   * @param halfLife days after which half as many show up
   */
  public double remaining(double halfLife) {
    double remaining = 0;
    for (int i = 0; i < days.length; i++) {
      remaining += shares[i] * Math.exp(-Math.log(2) * days[i] / halfLife);
    }
    return remaining;
  }

  private static ShowUp even(Campaign campaign, Span window) {
    double begin = daysBefore(campaign, window.from());
    double end = daysBefore(campaign, window.to());
    double[] days = new double[STEPS];
    double[] shares = new double[STEPS];
    Arrays.setAll(days, i -> begin - (begin - end) * (i + 0.5) / STEPS);
    Arrays.fill(shares, 1.0 / STEPS);
    return new ShowUp(days, shares);
  }

  private static double daysBefore(Campaign campaign, When when) {
    return daysBefore(campaign, campaign.moment(when));
  }

  /** Days before the start; what comes after it counts as the start. */
  private static double daysBefore(Campaign campaign, ZonedDateTime moment) {
    Duration before = Duration.between(moment, campaign.moment(When.START));
    return Math.max(0, before.toSeconds() / DAY);
  }
}
