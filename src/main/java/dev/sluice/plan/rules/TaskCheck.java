package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.Layer;
import dev.sluice.plan.Timeline;
import dev.sluice.plan.When;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of the tasks. */
sealed interface TaskCheck extends Check {

  /**
   * A task is done in time.
   *
   * @param late whether the deadline itself is too late already
   */
  record Deadline(String task, When deadline, boolean late) implements TaskCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      Campaign.Broadcast broadcast = campaign.broadcast();
      if (broadcast == null) {
        return List.of(Sighting.unstated("broadcast"));
      }
      ZonedDateTime moment = moments(campaign, broadcast).get(task);
      if (moment == null) {
        return List.of(new Sighting("tasks", "no task '" + task + "' does that"));
      }
      ZonedDateTime latest = deadline.from(broadcast.starts());
      if (late ? moment.isBefore(latest) : !moment.isAfter(latest)) {
        return List.of();
      }
      String path = "tasks";
      for (Campaign.Task own : campaign.tasks()) {
        if (own.id().equals(task)) {
          path = own.path() + ".when";
        }
      }
      return List.of(
          new Sighting(path, "the task '" + task + "' is set for " + moment.toLocalDateTime()));
    }
  }

  /** Everything that is to be done has somebody who does it. */
  record Owned() implements TaskCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      for (Campaign.Task task : campaign.tasks()) {
        if (task.owner() == null) {
          sightings.add(new Sighting(task.path(), "the task '" + task.id() + "' has none"));
        }
      }
      for (Layer layer : campaign.layers()) {
        if (layer.owner() == null && !layer.pushes().isEmpty()) {
          sightings.add(new Sighting(layer.path(), "the pushes of '" + layer.id() + "' have none"));
        }
      }
      return sightings;
    }
  }

  /** No task stands before what it needs. */
  record Ordered() implements TaskCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      Campaign.Broadcast broadcast = campaign.broadcast();
      if (broadcast == null) {
        return List.of(Sighting.unstated("broadcast"));
      }
      Map<String, ZonedDateTime> moments = moments(campaign, broadcast);
      List<Sighting> sightings = new ArrayList<>();
      for (Campaign.Task task : campaign.tasks()) {
        for (int i = 0; i < task.needs().size(); i++) {
          String need = task.needs().get(i);
          later(moments, task.id(), need, task.path() + ".needs[" + i + "]", sightings);
        }
      }
      // One's own task may take the place of a standard one that others need.
      for (Timeline.Item item : Timeline.tasks(campaign)) {
        for (String need : item.needs()) {
          for (Campaign.Task task : campaign.tasks()) {
            if (task.id().equals(need)) {
              later(moments, item.id(), need, task.path() + ".when", sightings);
            }
          }
        }
      }
      return sightings;
    }

    private static void later(
        Map<String, ZonedDateTime> moments,
        String task,
        String need,
        String path,
        List<Sighting> sightings) {
      @Nullable ZonedDateTime needed = moments.get(need);
      @Nullable ZonedDateTime moment = moments.get(task);
      if (needed != null && moment != null && needed.isAfter(moment)) {
        sightings.add(new Sighting(path, "'" + task + "' needs '" + need + "', which comes later"));
      }
    }
  }

  /** When each task is to be done; without those that count from an end that nobody stated. */
  private static Map<String, ZonedDateTime> moments(
      Campaign campaign, Campaign.Broadcast broadcast) {
    Map<String, ZonedDateTime> moments = new HashMap<>();
    for (Timeline.Item item : Timeline.tasks(campaign)) {
      put(moments, item.id(), broadcast.at(item.when()));
    }
    for (Campaign.Task task : campaign.tasks()) {
      put(moments, task.id(), broadcast.at(task.when()));
    }
    return moments;
  }

  private static void put(
      Map<String, ZonedDateTime> moments, String id, @Nullable ZonedDateTime at) {
    if (at != null) {
      moments.put(id, at);
    }
  }
}
