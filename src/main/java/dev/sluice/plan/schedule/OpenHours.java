package dev.sluice.plan.schedule;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.Layer;
import dev.sluice.plan.Pacing;
import dev.sluice.plan.QuietHours;
import dev.sluice.plan.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a layer may spend and speak: its window, day by day and part by part, without blackouts and
 * quiet hours. Days are those of the broadcast's zone; hours are elapsed time, so that a day on
 * which the clocks change has 23 or 25 of them.
 */
final class OpenHours {
  private static final List<Pacing.Daypart> WHOLE_DAY =
      List.of(new Pacing.Daypart("day", LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BigDecimal.ONE));

  private OpenHours() {}

  /**
   * From a moment to another.
   *
   * @param to not before {@code from}
   */
  record Stretch(ZonedDateTime from, ZonedDateTime to) {
    long seconds() {
      return Duration.between(from, to).toSeconds();
    }

    /** What the two have in common; of no length where that is nothing. */
    Stretch within(Stretch other) {
      ZonedDateTime later = from.isBefore(other.from) ? other.from : from;
      ZonedDateTime earlier = to.isBefore(other.to) ? to : other.to;
      return new Stretch(later, earlier.isBefore(later) ? later : earlier);
    }

    /** What is left of this without {@code other}. */
    List<Stretch> without(Stretch other) {
      Stretch cut = within(other);
      if (cut.seconds() == 0) {
        return List.of(this);
      }
      List<Stretch> left = new ArrayList<>();
      if (from.isBefore(cut.from)) {
        left.add(new Stretch(from, cut.from));
      }
      if (cut.to.isBefore(to)) {
        left.add(new Stretch(cut.to, to));
      }
      return left;
    }
  }

  /**
   * A part of a day of a layer's window.
   *
   * @param seconds how much of it is in the window, open or not
   * @param open when it is open
   */
  record Part(LocalDate day, Pacing.Daypart daypart, long seconds, List<Stretch> open) {
    long openSeconds() {
      return open.stream().mapToLong(Stretch::seconds).sum();
    }
  }

  /** The parts of a layer's window in order of time, also those that are never open. */
  static List<Part> of(Campaign campaign, Campaign.Broadcast broadcast, Layer layer, Span span) {
    Stretch window = stretch(broadcast.at(span.from()), broadcast.at(span.to()));
    List<Stretch> closed = closed(campaign, broadcast, layer, window);
    List<Pacing.Daypart> dayparts =
        campaign.pacing().dayparts().isEmpty() ? WHOLE_DAY : campaign.pacing().dayparts();
    List<Part> parts = new ArrayList<>();
    LocalDate last = window.to().toLocalDate();
    for (LocalDate day = window.from().toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
      for (Pacing.Daypart daypart : dayparts) {
        Stretch within = daily(broadcast, day, daypart.from(), daypart.to()).within(window);
        if (within.seconds() > 0) {
          List<Stretch> open = List.of(within);
          for (Stretch blackout : closed) {
            open = open.stream().flatMap(each -> each.without(blackout).stream()).toList();
          }
          parts.add(new Part(day, daypart, within.seconds(), open));
        }
      }
    }
    return parts;
  }

  private static List<Stretch> closed(
      Campaign campaign, Campaign.Broadcast broadcast, Layer layer, Stretch window) {
    List<Stretch> closed = new ArrayList<>();
    for (Pacing.Blackout blackout : campaign.pacing().blackouts()) {
      if (blackout instanceof Pacing.Blackout.Once once) {
        closed.add(stretch(once.from().at(broadcast), once.to().at(broadcast)));
      } else if (blackout instanceof Pacing.Blackout.Daily daily) {
        daily(broadcast, window, daily.hours(), closed);
      }
    }
    QuietHours quiet = campaign.quietHours(layer);
    if (quiet != null) {
      daily(broadcast, window, quiet, closed);
    }
    return closed;
  }

  /** The hours of every day that touches the window, and of the night before. */
  private static void daily(
      Campaign.Broadcast broadcast, Stretch window, QuietHours hours, List<Stretch> found) {
    LocalDate last = window.to().toLocalDate();
    for (LocalDate day = window.from().toLocalDate().minusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      found.add(daily(broadcast, day, hours.from(), hours.to()));
    }
  }

  /** From a time of a day to the next such time {@code to}, that day or the next. */
  private static Stretch daily(
      Campaign.Broadcast broadcast, LocalDate day, LocalTime from, LocalTime to) {
    LocalDate end = to.isAfter(from) ? day : day.plusDays(1);
    return stretch(
        day.atTime(from).atZone(broadcast.zone()).withEarlierOffsetAtOverlap(),
        end.atTime(to).atZone(broadcast.zone()).withEarlierOffsetAtOverlap());
  }

  private static Stretch stretch(@Nullable ZonedDateTime from, @Nullable ZonedDateTime to) {
    if (from == null || to == null) {
      throw new IllegalStateException("accepted times have moments");
    }
    return new Stretch(from, to);
  }
}
