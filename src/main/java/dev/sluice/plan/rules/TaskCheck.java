package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.Layer;
import dev.sluice.plan.Timeline;
import dev.sluice.plan.When;
import java.time.Duration;
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
      Slot slot = slots(campaign, broadcast).get(task);
      if (slot == null) {
        return List.of(new Sighting("tasks", "no task '" + task + "' does that"));
      }
      ZonedDateTime moment = slot.from();
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
        if (layer.owner() != null) {
          continue;
        }
        if (!layer.pushes().isEmpty()) {
          sightings.add(new Sighting(layer.path(), "the pushes of '" + layer.id() + "' have none"));
        } else if (layer.window() != null) {
          sightings.add(new Sighting(layer.path(), "the window of '" + layer.id() + "' has none"));
        }
      }
      return sightings;
    }
  }

  /** No task begins before what it needs is done. */
  record Ordered() implements TaskCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      Campaign.Broadcast broadcast = campaign.broadcast();
      if (broadcast == null) {
        return List.of(Sighting.unstated("broadcast"));
      }
      Map<String, Slot> slots = slots(campaign, broadcast);
      List<Sighting> sightings = new ArrayList<>();
      for (Campaign.Task task : campaign.tasks()) {
        for (int i = 0; i < task.needs().size(); i++) {
          String need = task.needs().get(i);
          later(slots, task.id(), need, task.path() + ".needs[" + i + "]", sightings);
        }
      }
      // One's own task may take the place of a standard one that others need.
      for (Timeline.Item item : Timeline.tasks(campaign)) {
        for (String need : item.needs()) {
          for (Campaign.Task task : campaign.tasks()) {
            if (task.id().equals(need)) {
              later(slots, item.id(), need, task.path() + ".when", sightings);
            }
          }
        }
      }
      return sightings;
    }

    private static void later(
        Map<String, Slot> slots, String task, String need, String path, List<Sighting> sightings) {
      Slot needed = slots.get(need);
      Slot own = slots.get(task);
      if (needed == null || own == null) {
        // A standard task that counts from the end of the broadcast.
        sightings.add(Sighting.unstated("broadcast.duration"));
      } else if (needed.from().isAfter(own.from())) {
        sightings.add(new Sighting(path, "'" + task + "' needs '" + need + "', which comes later"));
      } else if (needed.to().isAfter(own.from())) {
        sightings.add(
            new Sighting(
                path,
                "'"
                    + task
                    + "' begins at "
                    + own.from().toLocalDateTime()
                    + " and needs '"
                    + need
                    + "', which takes until "
                    + needed.to().toLocalDateTime()));
      }
    }
  }

  /** When a task is done. */
  record Slot(ZonedDateTime from, ZonedDateTime to) {}

  /** When each task is to be done; without those that count from an end that nobody stated. */
  private static Map<String, Slot> slots(Campaign campaign, Campaign.Broadcast broadcast) {
    Map<String, Slot> slots = new HashMap<>();
    for (Timeline.Item item : Timeline.tasks(campaign)) {
      put(slots, item.id(), broadcast.at(item.when()), item.lasts());
    }
    for (Campaign.Task task : campaign.tasks()) {
      put(slots, task.id(), broadcast.at(task.when()), task.lasts());
    }
    return slots;
  }

  private static void put(
      Map<String, Slot> slots, String id, @Nullable ZonedDateTime at, Duration lasts) {
    if (at != null) {
      slots.put(id, new Slot(at, at.plus(lasts)));
    }
  }
}
