package dev.sluice.plan.lineup;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.LineupRules;
import dev.sluice.plan.Segment;
import dev.sluice.plan.Shift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Time on the air that the run of show leaves open, with one host throughout. All times are minutes
 * from the start of the broadcast.
 *
 * @param from its first minute
 * @param to the first minute after it
 * @param host who is on the air; {@code null} where the file lists no hosts
 * @param slots what else it must hold, by time
 */
record Gap(long from, long to, @Nullable String host, List<Slot> slots) {
  /** What a slot is for. */
  enum Kind {
    FLASH,
    BREAK
  }

  /**
   * Something that has its time: it begins with the first change of product from then on.
   *
   * @param at when it is due
   */
  record Slot(Kind kind, long at, long minutes) {}

  /** Minutes for products. */
  long minutes() {
    return to - from - slots.stream().mapToLong(Slot::minutes).sum();
  }

  /** The gaps of a broadcast that lasts {@code minutes}, in order of time. */
  static List<Gap> of(Campaign campaign, LineupRules rules, long minutes) {
    TreeSet<Long> edges = new TreeSet<>(List.of(0L, minutes));
    for (Segment segment : campaign.runOfShow()) {
      edges.add(segment.at().toMinutes());
      edges.add(segment.end().toMinutes());
    }
    for (Shift shift : campaign.hosts()) {
      edges.add(shift.from().toMinutes());
      edges.add(shift.to().toMinutes());
    }
    Clock clock = new Clock(campaign, rules);
    List<Gap> gaps = new ArrayList<>();
    long from = 0;
    String host = null;
    boolean open = false;
    for (Long edge : edges.headSet(minutes, false)) {
      String on = host(campaign, edge);
      boolean free = free(campaign, edge) && (on != null || campaign.hosts().isEmpty());
      if (open && (!free || !Objects.equals(on, host))) {
        gaps.add(clock.gap(from, edge, host));
        open = false;
      }
      if (free && !open) {
        from = edge;
        host = on;
        open = true;
      }
    }
    if (open) {
      gaps.add(clock.gap(from, minutes, host));
    }
    return gaps;
  }

  private static boolean free(Campaign campaign, long minute) {
    return campaign.runOfShow().stream()
        .noneMatch(s -> s.at().toMinutes() <= minute && minute < s.end().toMinutes());
  }

  /** Who is on the air in a minute; of several, those of the file in its order. */
  private static @Nullable String host(Campaign campaign, long minute) {
    List<String> on =
        campaign.hosts().stream()
            .filter(s -> s.from().toMinutes() <= minute && minute < s.to().toMinutes())
            .map(Shift::host)
            .distinct()
            .toList();
    return on.isEmpty() ? null : String.join(" + ", on);
  }

  /** Tells what is due: flash slots since the last one, breaks since the host came on the air. */
  private static final class Clock {
    private final Campaign campaign;
    private final LineupRules rules;
    private long lastFlash;

    Clock(Campaign campaign, LineupRules rules) {
      this.campaign = campaign;
      this.rules = rules;
    }

    Gap gap(long from, long to, @Nullable String host) {
      List<Slot> slots = new ArrayList<>();
      LineupRules.Recurring flash = rules.flash();
      long room = to - from;
      if (flash != null) {
        for (Segment segment : campaign.runOfShow()) {
          long at = segment.at().toMinutes();
          if (segment.flash() != null && at < from) {
            lastFlash = Math.max(lastFlash, at);
          }
        }
        long length = flash.length().toMinutes();
        for (long at = Math.max(from, lastFlash + flash.every().toMinutes());
            at < to && room >= length;
            at += flash.every().toMinutes()) {
          slots.add(new Slot(Kind.FLASH, at, length));
          lastFlash = at;
          room -= length;
        }
      }
      LineupRules.Recurring rest = rules.breaks();
      if (rest != null) {
        long length = rest.length().toMinutes();
        for (long at = onAirSince(from, host) + rest.every().toMinutes();
            at < to;
            at += rest.every().toMinutes()) {
          if (at >= from && room >= length) {
            slots.add(new Slot(Kind.BREAK, at, length));
            room -= length;
          }
        }
      }
      slots.sort(Comparator.comparingLong(Slot::at).thenComparing(Slot::kind));
      return new Gap(from, to, host, List.copyOf(slots));
    }

    /** Since when the host has been on the air without a pause. */
    private long onAirSince(long minute, @Nullable String host) {
      if (host == null) {
        return 0;
      }
      long since = minute;
      for (Shift shift : campaign.hosts()) {
        boolean on = shift.from().toMinutes() <= minute && minute < shift.to().toMinutes();
        since = on ? Math.min(since, shift.from().toMinutes()) : since;
      }
      return since;
    }
  }
}
