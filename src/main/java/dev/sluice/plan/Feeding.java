package dev.sluice.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which layers can be worked out: after all that feed them or remind of them. */
public final class Feeding {
  private Feeding() {}

  /** The layers of a campaign that feed each other in no circle; else in the order of the file. */
  public static List<Layer> order(Campaign campaign) {
    Map<String, List<Layer>> before = new HashMap<>();
    for (Layer layer : campaign.layers()) {
      for (Layer.Feed feed : layer.feeds()) {
        before.computeIfAbsent(feed.layer(), id -> new ArrayList<>()).add(layer);
      }
      if (layer.traffic() instanceof Traffic.Reminder reminder) {
        for (String id : reminder.reminds()) {
          before.computeIfAbsent(id, key -> new ArrayList<>()).add(layer);
        }
      }
    }
    List<Layer> order = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (Layer layer : campaign.layers()) {
      place(layer, before, placed, order);
    }
    return order;
  }

  private static void place(
      Layer layer, Map<String, List<Layer>> before, Set<String> placed, List<Layer> order) {
    if (!placed.add(layer.id())) {
      return;
    }
    for (Layer each : before.getOrDefault(layer.id(), List.of())) {
      place(each, before, placed, order);
    }
    order.add(layer);
  }
}
