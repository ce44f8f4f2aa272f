package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.Segment;
import dev.sluice.plan.Shift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is asked of those who are on the air. */
sealed interface HostCheck extends Check {

  List<Sighting> look(Campaign campaign, List<Shift> shifts);

  /** By the shifts that the file states, or else by who presents which segment. */
  @Override
  default List<Sighting> look(Campaign campaign) {
    List<Shift> shifts = new ArrayList<>(campaign.hosts());
    if (shifts.isEmpty()) {
      for (Segment segment : campaign.runOfShow()) {
        if (segment.host() != null) {
          shifts.add(new Shift(segment.path(), segment.host(), segment.at(), segment.end()));
        }
      }
    }
    shifts.sort(Comparator.comparing(Shift::from).thenComparing(Shift::to));
    return shifts.isEmpty() ? List.of(Sighting.unstated("hosts")) : look(campaign, shifts);
  }

  /** No host is on the air for longer than this without a break. */
  record Hours(Duration maximum) implements HostCheck {
    @Override
    public List<Sighting> look(Campaign campaign, List<Shift> shifts) {
      List<Sighting> sightings = new ArrayList<>();
      byHost(shifts)
          .forEach(
              (host, own) -> {
                for (Shift run : runs(own)) {
                  Duration length = run.to().minus(run.from());
                  if (length.compareTo(maximum) > 0) {
                    sightings.add(
                        new Sighting(
                            run.path(),
                            "'" + host + "' is on for " + Check.words(length) + " in a row"));
                  }
                }
              });
      return sightings;
    }
  }

  /** No host has two shifts at once. */
  record Apart() implements HostCheck {
    @Override
    public List<Sighting> look(Campaign campaign, List<Shift> shifts) {
      List<Sighting> sightings = new ArrayList<>();
      byHost(shifts)
          .forEach(
              (host, own) -> {
                for (int i = 1; i < own.size(); i++) {
                  // The run of all before, since a long shift may outlast the next.
                  Shift before = last(runs(own.subList(0, i)));
                  if (own.get(i).from().compareTo(before.to()) < 0) {
                    sightings.add(
                        new Sighting(
                            own.get(i).path(),
                            "'"
                                + host
                                + "' begins again at "
                                + Check.at(own.get(i).from())
                                + " and is on until "
                                + Check.at(before.to())));
                  }
                }
              });
      return sightings;
    }
  }

  /** Somebody is on the air from the start to the end. */
  record Covered() implements HostCheck {
    @Override
    public List<Sighting> look(Campaign campaign, List<Shift> shifts) {
      Campaign.Broadcast broadcast = campaign.broadcast();
      Duration duration = broadcast == null ? null : broadcast.duration();
      if (duration == null) {
        return List.of(Sighting.unstated("broadcast.duration"));
      }
      List<Sighting> sightings = new ArrayList<>();
      String path = campaign.hosts().isEmpty() ? "run_of_show" : "hosts";
      Duration covered = Duration.ZERO;
      for (Shift run : runs(shifts)) {
        gap(path, covered, min(run.from(), duration), sightings);
        covered = run.to();
      }
      gap(path, covered, duration, sightings);
      return sightings;
    }

    private static void gap(String path, Duration from, Duration to, List<Sighting> sightings) {
      if (from.compareTo(to) < 0) {
        sightings.add(
            new Sighting(path, "nobody is on from " + Check.at(from) + " to " + Check.at(to)));
      }
    }

    private static Duration min(Duration a, Duration b) {
      return a.compareTo(b) < 0 ? a : b;
    }
  }

  /** Who presents a segment has a shift for all of it. */
  record Presents() implements HostCheck {
    @Override
    public List<Sighting> look(Campaign campaign, List<Shift> shifts) {
      Map<String, List<Shift>> byHost = byHost(shifts);
      List<Sighting> sightings = new ArrayList<>();
      for (Segment segment : campaign.runOfShow()) {
        if (segment.host() == null) {
          continue;
        }
        boolean on =
            runs(byHost.getOrDefault(segment.host(), List.of())).stream()
                .anyMatch(
                    run ->
                        run.from().compareTo(segment.at()) <= 0
                            && run.to().compareTo(segment.end()) >= 0);
        if (!on) {
          sightings.add(
              new Sighting(
                  segment.path() + ".host",
                  "'"
                      + segment.host()
                      + "' presents from "
                      + Check.at(segment.at())
                      + " to "
                      + Check.at(segment.end())
                      + " and is not on for all of it"));
        }
      }
      return sightings;
    }
  }

  private static Map<String, List<Shift>> byHost(List<Shift> shifts) {
    Map<String, List<Shift>> byHost = new TreeMap<>();
    shifts.forEach(
        shift -> byHost.computeIfAbsent(shift.host(), host -> new ArrayList<>()).add(shift));
    return byHost;
  }

  /** Shifts in order, those that touch or overlap made one; each stands where its first does. */
  private static List<Shift> runs(List<Shift> shifts) {
    List<Shift> runs = new ArrayList<>();
    for (Shift shift : shifts) {
      if (runs.isEmpty() || last(runs).to().compareTo(shift.from()) < 0) {
        runs.add(shift);
      } else if (last(runs).to().compareTo(shift.to()) < 0) {
        Shift run = runs.remove(runs.size() - 1);
        runs.add(new Shift(run.path(), run.host(), run.from(), shift.to()));
      }
    }
    return runs;
  }

  private static Shift last(List<Shift> shifts) {
    return shifts.get(shifts.size() - 1);
  }
}
