package dev.sluice.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's money and pushes may be spread over days and hours.
 *
 * @param pushesPerDay most pushes of all layers together on a day of the broadcast's zone
 * @param dayparts the parts of a day that money may go to, in order of time, not overlapping; none
 *     is the whole day
 * @param blackouts when no layer spends or speaks
 * @param dailyMaximum most money of all layers together on a day
 */
public record Pacing(
    @Nullable Long pushesPerDay,
    List<Daypart> dayparts,
    List<Blackout> blackouts,
    @Nullable BigDecimal dailyMaximum) {
  /** No limits: every hour of the day is open, and none is better. */
  public static final Pacing NONE = new Pacing(null, List.of(), List.of(), null);

  public Pacing {
    dayparts = List.copyOf(dayparts);
    blackouts = List.copyOf(blackouts);
  }

  /**
   * A part of every day.
   *
   * @param id names it
   * @param from its first minute on the clock of the broadcast's zone
   * @param to the first minute after it; {@link LocalTime#MIDNIGHT} is the end of the day
   * @param weight what money does in it, and a push, where 1 is usual
   */
  public record Daypart(String id, LocalTime from, LocalTime to, BigDecimal weight) {
    /** Whether the two have a minute in common. */
    boolean overlaps(Daypart other) {
      return from.toSecondOfDay() < other.end() && other.from.toSecondOfDay() < end();
    }

    private int end() {
      return to.equals(LocalTime.MIDNIGHT) ? 86_400 : to.toSecondOfDay();
    }
  }

  /** A time in which no layer spends or speaks. */
  public sealed interface Blackout {
    /**
     * Once.
     *
     * @param path where it stands in the file
     */
    record Once(String path, Edge from, Edge to) implements Blackout {}

    /** Every day; it may run over midnight. */
    record Daily(QuietHours hours) implements Blackout {}
  }

  /**
   * The beginning or end of a blackout: told by the clock or from the broadcast, not by both.
   *
   * @param clock on the clock of the broadcast's zone
   */
  public record Edge(@Nullable LocalDateTime clock, @Nullable When when) {
    /** Its moment, or {@code null} if it counts from an end that nobody stated. */
    public @Nullable ZonedDateTime at(Campaign.Broadcast broadcast) {
      return when == null
          ? Objects.requireNonNull(clock).atZone(broadcast.zone()).withEarlierOffsetAtOverlap()
          : broadcast.at(when);
    }

    @Override
    public String toString() {
      return String.valueOf(when == null ? clock : when);
    }
  }

  /**
   * What one layer may do on a day.
   *
   * @param dailyMinimum least money on a day on which it spends at all
   * @param dailyMaximum most money on a day
   * @param pushesToPlace pushes that the schedule is to find times for, or {@code null}
   */
  public record OfLayer(
      @Nullable BigDecimal dailyMinimum,
      @Nullable BigDecimal dailyMaximum,
      @Nullable PushesToPlace pushesToPlace) {}

  /**
   * Pushes without a time.
   *
   * @param count how many
   * @param value what each is worth, in the response of the layers, at a daypart's weight of 1
   * @param gap elapsed time from one of the layer's pushes to its next, at least
   * @param perDay most of this layer on a day
   */
  public record PushesToPlace(long count, BigDecimal value, Duration gap, @Nullable Long perDay) {}
}
