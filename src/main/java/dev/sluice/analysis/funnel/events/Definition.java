package dev.sluice.analysis.funnel.events;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A funnel over events and what is asked of it.
 *
 * @param steps in order, the first of them required
 * @param windowMicros microseconds from step 1 to the last, both ends included
 * @param order which events may fill the steps
 * @param increasing whether each step must be later than the one before it
 * @param firstOnly whether only a user's first step 1 begins an attempt
 * @param exclusions events that must not lie between two steps
 * @param held properties that must have the same value at every step
 * @param breakdown properties, at most three, whose values make the groups
 * @param attribution which event gives a user's value
 * @param attributionStep the step that does, when it is {@link Attribution#STEP}
 * @param breakdownLimit how many values have a group of their own; the rest are Other
 * @param range when attempts begin; {@code null} = always
 * @param compare what the rates are held against
 * @param baseline the group that they are held against, when it is {@link Compare#GROUP}
 * @param trend periods of entry, {@code null} = none
 * @param fromStep the step from which trend and times are counted
 * @param toStep the step to which they are counted
 * @param times whether the distribution of the time from one to the other is asked for
 * @param bins how many bins it has; {@code null} = by the number of users
 * @param revenue the property that is added up along the steps, {@code null} = none
 * @param correlation whether other events are held against conversion
 * @param zone of days and months
 */
public record Definition(
    List<Step> steps,
    long windowMicros,
    Order order,
    boolean increasing,
    boolean firstOnly,
    List<Exclusion> exclusions,
    List<String> held,
    List<String> breakdown,
    Attribution attribution,
    int attributionStep,
    int breakdownLimit,
    @Nullable Range range,
    Compare compare,
    @Nullable String baseline,
    @Nullable Trend trend,
    int fromStep,
    int toStep,
    boolean times,
    @Nullable Integer bins,
    @Nullable String revenue,
    boolean correlation,
    ZoneId zone) {

  /**
   * A step.
   *
   * @param name as it is reported
   * @param match which events fill it
   * @param optional whether it may be left out
   * @param windowMicros microseconds from the required step before it, {@code null} = no limit
   */
  public record Step(String name, Condition match, boolean optional, @Nullable Long windowMicros) {}

  /**
   * Events that must not lie after one step and before another.
   *
   * @param match which events
   * @param fromStep the step after which
   * @param toStep the step before which
   */
  public record Exclusion(Condition match, int fromStep, int toStep) {}

  /** Which event of a user gives the value to break down by. */
  public enum Attribution {
    /** The first step event that has a value. */
    FIRST_TOUCH,
    /** The last step event that has a value. */
    LAST_TOUCH,
    /** The event that was step K. */
    STEP,
    /** Every event: each value is a funnel of its own. */
    ALL_EVENTS
  }

  /** What rates are held against. */
  public enum Compare {
    NOTHING,
    /** The period of the same length before the range. */
    PREVIOUS,
    /** A group of the breakdown. */
    GROUP
  }

  /** The length of a trend's periods. */
  public enum Trend {
    DAY,
    /** Monday to Sunday. */
    WEEK,
    MONTH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * When attempts begin: at {@code from} or later and before {@code to}, in microseconds since
   * 1970.
   *
   * @param firstDay the first day, when the range was stated in days
   * @param lastDay the last day, included
   */
  public record Range(
      long from, long to, @Nullable LocalDate firstDay, @Nullable LocalDate lastDay) {}

  public Definition {
    steps = List.copyOf(steps);
    exclusions = List.copyOf(exclusions);
    held = List.copyOf(held);
    breakdown = List.copyOf(breakdown);
  }
}
