package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How reservations gather between the beginning of their window and the start, and how they go
 * stale.
 *
 * @param curve when they are made
 * @param halfLife days after which a reservation shows up half as often as one made at the start,
 *     or {@code null} where its age does not matter
 */
public record BuildUp(Curve curve, @Nullable Estimate halfLife) {
  /** When reservations are made. */
  public sealed interface Curve {
    /**
     * The part of all who will ever reserve that has done so.
     *
     * @param days since the window began, at least 0
     * @param length days from then to the start
     */
    double cumulative(double days, double length);
  }

  /**
   * The diffusion of an offer, by Bass: of those who have not reserved yet, {@code innovation +
   * imitation × (the part that has)} do so in a day.
   *
   * @param innovation the coefficient p, a day; above 0
   * @param imitation the coefficient q, a day; 0 or more
   */
  public record Diffusion(double innovation, double imitation) implements Curve {
    /** {@code (1 − e^(−(p+q)t)) / (1 + q/p·e^(−(p+q)t))}. */
    @Override
    public double cumulative(double days, double length) {
      double left = Math.exp(-(innovation + imitation) * days);
      return (1 - left) / (1 + imitation / innovation * left);
    }

    /** What is added in a day at that moment: {@code (p + q·F)·(1 − F)}. */
    public double density(double days) {
      double part = cumulative(days, 0);
      return (innovation + imitation * part) * (1 - part);
    }

    /** The day of the most reservations: {@code ln(q/p) / (p+q)}; 0 where they only fall. */
    public double peak() {
      return imitation <= innovation
          ? 0
          : Math.log(imitation / innovation) / (innovation + imitation);
    }
  }

  /**
   * A curve of one's own, straight between its points and from nothing when the window begins.
   *
   * @param daysBefore days before the start, falling
   * @param share made by then, rising to 1
   */
  public record Points(List<BigDecimal> daysBefore, List<BigDecimal> share) implements Curve {
    public Points {
      daysBefore = List.copyOf(daysBefore);
      share = List.copyOf(share);
    }

    @Override
    public double cumulative(double days, double length) {
      double day = 0;
      double part = 0;
      for (int i = 0; i < share.size(); i++) {
        double nextDay = Math.max(0, length - daysBefore.get(i).doubleValue());
        double next = share.get(i).doubleValue();
        if (days < nextDay) {
          return part + (next - part) * (days - day) / (nextDay - day);
        }
        day = nextDay;
        part = next;
      }
      return part;
    }
  }
}
