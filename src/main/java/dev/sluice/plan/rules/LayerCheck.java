package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.FrequencyCap;
import dev.sluice.plan.Layer;
import dev.sluice.plan.LayerKind;
import dev.sluice.plan.Pacing;
import dev.sluice.plan.Sending;
import dev.sluice.plan.Timeline;
import dev.sluice.plan.Traffic;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is asked of the layers that speak to people before the broadcast. */
sealed interface LayerCheck extends Check {

  /** All teaser layers together publish at least so many videos. */
  record Videos(long minimum) implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      long videos = 0;
      for (Layer layer : campaign.layers()) {
        if (layer.kind() == LayerKind.TEASER) {
          if (layer.videos() == null) {
            return List.of(Sighting.unstated(layer.path() + ".videos"));
          }
          videos += layer.videos();
        }
      }
      return videos >= minimum
          ? List.of()
          : List.of(new Sighting("layers", "this one has " + videos));
    }
  }

  /** An ad leads to at most so many reservations. */
  record Promotes(long maximum) implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      boolean reservations =
          campaign.layers().stream().anyMatch(layer -> layer.kind() == LayerKind.RESERVATION);
      for (Layer layer : campaign.layers()) {
        String path = layer.path() + ".promotes";
        if (layer.promotes().size() > maximum) {
          sightings.add(
              new Sighting(path, "'" + layer.id() + "' leads to " + layer.promotes().size()));
        } else if (layer.kind() == LayerKind.PAID && layer.promotes().isEmpty() && reservations) {
          sightings.add(Sighting.unstated(path));
        }
      }
      return sightings;
    }
  }

  /** What messages of a channel are counted in. */
  enum Period {
    DAY,
    MONTH;

    /** The day or the month of the calendar, in the broadcast's zone. */
    String of(ZonedDateTime moment) {
      return this == DAY ? moment.toLocalDate().toString() : YearMonth.from(moment).toString();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whom a channel's limit is counted for. */
  enum Receiver {
    /**
     * Each customer: layers of one channel may reach different people, so each counts by itself.
     */
    CUSTOMER,
    /** The account that sends: all layers of the channel count together. */
    ACCOUNT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** At most so many messages of a channel in a day or month. */
  record Messages(Layer.Channel channel, long maximum, Period per, Receiver of)
      implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>(withoutChannel(campaign));
      Map<String, List<Push>> counted = new TreeMap<>();
      for (Push push : Push.all(campaign)) {
        if (push.layer().channel() == channel) {
          String who = of == Receiver.CUSTOMER ? "'" + push.layer().id() + "' sends " : "it sends ";
          counted
              .computeIfAbsent(who + "\n" + per.of(push.at()), key -> new ArrayList<>())
              .add(push);
        }
      }
      counted.forEach(
          (key, pushes) -> {
            if (pushes.size() > maximum) {
              String[] parts = key.split("\n", 2);
              sightings.add(
                  new Sighting(
                      pushes.get((int) maximum).path(),
                      parts[0] + pushes.size() + " in " + parts[1]));
            }
          });
      return sightings;
    }
  }

  /** One go of a channel reaches at most so many. */
  record Batch(Layer.Channel channel, long maximum) implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>(withoutChannel(campaign));
      for (Layer layer : campaign.layers()) {
        if (layer.channel() != channel) {
          continue;
        }
        String path = layer.path() + ".batch";
        if (layer.batch() == null) {
          if (!allAtOnce(layer)) {
            sightings.add(Sighting.unstated(path));
          }
        } else if (layer.batch() > maximum) {
          sightings.add(
              new Sighting(path, "'" + layer.id() + "' sends to " + layer.batch() + " at once"));
        }
      }
      return sightings;
    }

    private boolean allAtOnce(Layer layer) {
      return layer.traffic() instanceof Traffic.Audience audience
          && audience.quantity() != null
          && audience.quantity().value().longValue() <= maximum;
    }
  }

  /**
   * Nothing of a channel is sent in these hours, by the clocks of its receivers. Where nobody says
   * where they live the broadcast's clock can show that the hours are broken, and not that they are
   * kept.
   */
  record Quiet(Layer.Channel channel, LocalTime from, LocalTime to) implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>(withoutChannel(campaign));
      Set<String> unstated = new LinkedHashSet<>();
      for (Push push : Push.all(campaign)) {
        Layer layer = push.layer();
        if (layer.channel() != channel) {
          continue;
        }
        if (layer.receiverZones().isEmpty()) {
          unstated.add(layer.path() + ".receiver_zones");
          if (within(push.at().toLocalTime(), from, to)) {
            sightings.add(push.sighting());
          }
        }
        for (ZoneId zone : layer.receiverZones()) {
          ZonedDateTime there = push.at().withZoneSameInstant(zone);
          if (within(there.toLocalTime(), from, to)) {
            String words = push.at(there) + " in " + zone;
            sightings.add(new Sighting(push.path(), words));
            break;
          }
        }
      }
      unstated.forEach(path -> sightings.add(Sighting.unstated(path)));
      return sightings;
    }
  }

  /** A layer's own frequency cap lets all its pushes through. */
  record FrequencyCaps() implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      boolean stated = false;
      boolean speaks = false;
      for (Layer layer : campaign.layers()) {
        FrequencyCap cap = layer.frequencyCap();
        stated |= cap != null;
        speaks |= layer.kind() == LayerKind.MESSAGE || layer.kind() == LayerKind.REMINDER;
        Sending sending = Sending.of(campaign, layer);
        if (!sending.capped().isEmpty()) {
          sightings.add(
              new Sighting(
                  layer.path() + ".frequency_cap",
                  "the cap of '"
                      + layer.id()
                      + "', "
                      + cap
                      + ", keeps back "
                      + sending.capped().size()
                      + " of "
                      + sending.planned()));
        }
      }
      if (speaks && !stated) {
        sightings.add(Sighting.unstated("layers.frequency_cap"));
      }
      return sightings;
    }
  }

  /** No layer begins when it is too late for it: reservations by the start, all by the end. */
  record InTime() implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      Campaign.Broadcast broadcast = campaign.broadcast();
      if (broadcast == null) {
        return List.of(Sighting.unstated("broadcast"));
      }
      List<Sighting> sightings = new ArrayList<>();
      for (Layer layer : campaign.layers()) {
        ZonedDateTime opens = layer.window() == null ? null : broadcast.at(layer.window().from());
        if (opens != null) {
          late(layer, layer.path() + ".window", "works from ", opens, broadcast, sightings);
        }
        for (Layer.Push push : layer.pushes()) {
          ZonedDateTime at = broadcast.at(push.when());
          if (at != null) {
            late(layer, push.path() + ".when", "speaks at ", at, broadcast, sightings);
          }
        }
      }
      return sightings.stream().distinct().toList();
    }

    private static void late(
        Layer layer,
        String path,
        String verb,
        ZonedDateTime begins,
        Campaign.Broadcast broadcast,
        List<Sighting> sightings) {
      boolean reserves = layer.kind() == LayerKind.RESERVATION;
      ZonedDateTime start = broadcast.starts();
      if (begins.isBefore(start)) {
        return;
      }
      if (!reserves && broadcast.duration() == null) {
        sightings.add(Sighting.unstated("broadcast.duration"));
        return;
      }
      ZonedDateTime over = reserves ? start : start.plus(broadcast.duration());
      if (!begins.isBefore(over)) {
        sightings.add(
            new Sighting(
                path,
                "'"
                    + layer.id()
                    + "' "
                    + verb
                    + begins.toLocalDateTime()
                    + ", and the broadcast "
                    + (reserves ? "starts at " : "ends at ")
                    + over.toLocalDateTime()));
      }
    }
  }

  /** No more pushes on a day than the plan's own schedule allows. */
  record PushesPerDay() implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      Long most = campaign.pacing().pushesPerDay();
      if (most == null) {
        return List.of(Sighting.unstated("schedule.pushes_per_day"));
      }
      Map<LocalDate, List<Push>> byDay = new TreeMap<>();
      for (Push push : Push.all(campaign)) {
        byDay.computeIfAbsent(push.at().toLocalDate(), day -> new ArrayList<>()).add(push);
      }
      List<Sighting> sightings = new ArrayList<>();
      byDay.forEach(
          (day, pushes) -> {
            if (pushes.size() > most) {
              sightings.add(
                  new Sighting(
                      pushes.get(most.intValue()).path(),
                      "it allows " + most + ", and " + day + " has " + pushes.size()));
            }
          });
      return sightings;
    }
  }

  /** Nothing is sent in the plan's own quiet hours, of the campaign or of the layer. */
  record QuietHours() implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      for (Push push : Push.all(campaign)) {
        dev.sluice.plan.QuietHours hours = campaign.quietHours(push.layer());
        if (hours == null) {
          // Said once: the campaign's would hold for every layer that states none.
          if (campaign.quietHours() == null
              && !sightings.contains(Sighting.unstated("quiet_hours"))) {
            sightings.add(Sighting.unstated("quiet_hours"));
          }
        } else if (hours.contain(push.at())) {
          sightings.add(push.sighting());
        }
      }
      return sightings;
    }
  }

  /** Nothing is sent in the plan's own blackouts. */
  record Blackouts() implements LayerCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      Campaign.Broadcast broadcast = campaign.broadcast();
      if (broadcast == null || campaign.pacing().blackouts().isEmpty()) {
        return List.of(Sighting.unstated("schedule.blackout"));
      }
      return Push.all(campaign).stream()
          .filter(
              push ->
                  campaign.pacing().blackouts().stream()
                      .anyMatch(blackout -> covers(blackout, push.at(), broadcast)))
          .map(Push::sighting)
          .toList();
    }

    private static boolean covers(
        Pacing.Blackout blackout, ZonedDateTime moment, Campaign.Broadcast broadcast) {
      if (blackout instanceof Pacing.Blackout.Daily daily) {
        return within(moment.toLocalTime(), daily.hours().from(), daily.hours().to());
      }
      Pacing.Blackout.Once once = (Pacing.Blackout.Once) blackout;
      ZonedDateTime from = once.from().at(broadcast);
      ZonedDateTime to = once.to().at(broadcast);
      return from != null && to != null && !moment.isBefore(from) && moment.isBefore(to);
    }
  }

  /** Whether a time of day is in hours that may run over midnight. */
  private static boolean within(LocalTime time, LocalTime from, LocalTime to) {
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(to);
    return from.isBefore(to) ? begun && !over : begun || !over;
  }

  private static List<Sighting> withoutChannel(Campaign campaign) {
    List<Sighting> unknown = new ArrayList<>();
    for (Layer layer : campaign.layers()) {
      if (layer.kind() == LayerKind.MESSAGE && layer.channel() == null) {
        unknown.add(Sighting.unstated(layer.path() + ".channel"));
      }
    }
    return unknown;
  }

  /**
   * A moment at which a layer speaks, by the file or by the standard timeline.
   *
   * @param path where it stands, or the layer that gets it from the timeline
   */
  record Push(Layer layer, String path, String id, ZonedDateTime at) {

    /** Those of every layer in order of time; none without a broadcast to count from. */
    static List<Push> all(Campaign campaign) {
      List<Push> pushes = new ArrayList<>();
      Campaign.Broadcast broadcast = campaign.broadcast();
      if (broadcast == null) {
        return pushes;
      }
      for (Layer layer : campaign.layers()) {
        for (Layer.Push push : layer.pushes()) {
          ZonedDateTime at = broadcast.at(push.when());
          if (at != null) {
            pushes.add(new Push(layer, push.path() + ".when", push.id(), at));
          }
        }
        for (Timeline.Item item : Timeline.pushes(campaign, layer)) {
          ZonedDateTime at = broadcast.at(item.when());
          if (at != null) {
            pushes.add(new Push(layer, layer.path(), item.id(), at));
          }
        }
      }
      pushes.sort(Comparator.comparing((Push push) -> push.at().toInstant()));
      return pushes;
    }

    Sighting sighting() {
      return new Sighting(path, at(at));
    }

    /** That it is sent, told by the clock of {@code moment}. */
    String at(ZonedDateTime moment) {
      return "'" + layer.id() + "' sends '" + id + "' at " + moment.toLocalDateTime();
    }
  }
}
