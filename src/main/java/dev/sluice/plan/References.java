package dev.sluice.plan;

import dev.sluice.answer.Nearest;
import dev.sluice.answer.yaml.Findings;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What only shows when a campaign is read whole: windows that run backward, needs that fail. */
final class References {
  private static final String LOST = "(\\[\\d+](\\.(id|sku|role|kind|from|to))?)?";

  private final Campaign campaign;
  private final Findings findings;

  private References(Campaign campaign, Findings findings) {
    this.campaign = campaign;
    this.findings = findings;
  }

  static void check(Campaign campaign, Findings findings) {
    References references = new References(campaign, findings);
    for (Layer layer : campaign.layers()) {
      references.times(layer);
    }
    for (Campaign.Task task : campaign.tasks()) {
      references.time(task.path() + ".when", task.when());
    }
    references.blackouts();
    references.needs();
    Limits.check(campaign, findings);
    references.show();
    references.stock();
    references.feeds();
    references.reminds();
    references.overlaps();
  }

  private void times(Layer layer) {
    for (Layer.Push push : layer.pushes()) {
      time(push.path() + ".when", push.when());
    }
    Span window = layer.window();
    if (window == null) {
      return;
    }
    String path = layer.path() + ".window";
    if (time(path, window.from())
        && time(path, window.to())
        && !campaign.moment(window.from()).isBefore(campaign.moment(window.to()))) {
      findings.error(path, "range", "the window " + window + " does not run forward", null);
    }
  }

  private void blackouts() {
    Campaign.Broadcast broadcast = campaign.broadcast();
    for (Pacing.Blackout blackout : campaign.pacing().blackouts()) {
      if (!(blackout instanceof Pacing.Blackout.Once once)) {
        continue;
      }
      boolean moments = true;
      for (Pacing.Edge edge : List.of(once.from(), once.to())) {
        moments &= edge.when() == null || time(once.path(), edge.when());
      }
      if (!moments || broadcast == null) {
        continue;
      }
      ZonedDateTime from = once.from().at(broadcast);
      ZonedDateTime to = once.to().at(broadcast);
      if (from != null && to != null && !from.isBefore(to)) {
        findings.error(
            once.path(),
            "range",
            "the blackout " + once.from() + " to " + once.to() + " does not run forward",
            null);
      }
    }
  }

  /** Whether {@code when} is a moment: what counts from the end needs an end. */
  private boolean time(String path, When when) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    if (!when.fromEnd() || broadcast == null || broadcast.duration() != null) {
      return true;
    }
    findings.error(
        path,
        "reference",
        "'" + when + "' counts from the end, and the broadcast states none",
        "add 'duration' to the broadcast");
    return false;
  }

  private void show() {
    List<Claim> claims = new ArrayList<>();
    campaign.products().forEach(product -> claims.addAll(product.claims()));
    for (Segment segment : campaign.runOfShow()) {
      if (segment.flash() != null) {
        claims.addAll(segment.flash().claims());
      }
    }
    for (Claim claim : claims) {
      if (claim.until() != null) {
        time(claim.path() + ".until", claim.until());
      }
    }
    Set<String> skus = new TreeSet<>();
    campaign.products().forEach(product -> skus.add(product.sku()));
    Set<String> hosts = new TreeSet<>();
    campaign.hosts().forEach(shift -> hosts.add(shift.host()));
    for (Segment segment : campaign.runOfShow()) {
      known(segment.path() + ".sku", segment.sku(), "product", "products", skus);
      known(segment.path() + ".host", segment.host(), "host", "hosts", hosts);
    }
    lineup(skus);
    Set<String> reservations = new TreeSet<>();
    for (Layer layer : campaign.layers()) {
      if (layer.kind() == LayerKind.RESERVATION) {
        reservations.add(layer.id());
      }
    }
    for (Layer layer : campaign.layers()) {
      for (int i = 0; i < layer.promotes().size(); i++) {
        String path = layer.path() + ".promotes[" + i + "]";
        known(path, layer.promotes().get(i), "reservation layer", "layers", reservations);
      }
    }
  }

  private void lineup(Set<String> skus) {
    LineupRules rules = campaign.lineup();
    if (rules == null) {
      return;
    }
    Set<String> roles = new TreeSet<>();
    for (Product product : campaign.products()) {
      if (product.role() != null) {
        roles.add(product.role());
      }
    }
    for (LineupRules.Role role : rules.roles()) {
      known(role.path() + ".role", role.role(), "role of a product", "products", roles);
    }
    for (LineupRules.Bundle bundle : rules.bundles()) {
      for (int i = 0; i < bundle.skus().size(); i++) {
        known(
            bundle.path() + ".skus[" + i + "]", bundle.skus().get(i), "product", "products", skus);
      }
    }
  }

  /** That a name is among the {@code names} of the list {@code in}, if the file has that list. */
  private void known(
      String path, @Nullable String name, String what, String in, Set<String> names) {
    if (name == null || names.contains(name) || !findings.positions().containsKey(in)) {
      return;
    }
    // An entry of the list that was not understood may be the one that is meant.
    if (findings.spoiled().stream().anyMatch(at -> at.matches(in + LOST))) {
      return;
    }
    String nearest = Nearest.one(name, names);
    String all = names.isEmpty() ? "there is none" : "there are " + String.join(", ", names);
    findings.error(
        path,
        "reference",
        "'" + name + "' is no " + what + " of this plan",
        nearest == null ? all : "did you mean '" + nearest + "'?");
  }

  /** More units handed out to products than there are. */
  private void stock() {
    long allocated = 0;
    for (Product product : campaign.products()) {
      allocated += product.stock() == null ? 0 : product.stock();
    }
    if (campaign.stockUnits() != null && allocated > campaign.stockUnits()) {
      findings.error(
          "stock.units",
          "conflict",
          "the stock has "
              + campaign.stockUnits()
              + " units, and the products' own 'stock' adds up to "
              + allocated,
          "raise one or lower the other");
    }
  }

  private void needs() {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    Map<String, String> paths = new HashMap<>();
    for (Campaign.Task task : campaign.tasks()) {
      needs.put(task.id(), task.needs());
      paths.put(task.id(), task.path() + ".needs");
    }
    for (Timeline.Item item : Timeline.tasks(campaign)) {
      needs.put(item.id(), item.needs());
    }
    for (Campaign.Task task : campaign.tasks()) {
      for (int i = 0; i < task.needs().size(); i++) {
        String need = task.needs().get(i);
        if (!needs.containsKey(need)) {
          unknown(task.path() + ".needs[" + i + "]", need, "task", needs.keySet());
        }
      }
    }
    Set<String> done = new HashSet<>();
    for (Campaign.Task task : campaign.tasks()) {
      cycle(task.id(), needs, paths, "tasks", "need", new ArrayList<>(), done);
    }
  }

  private void unknown(String path, String id, String what, Set<String> known) {
    if (what.equals("layer") && isLayerLost()) {
      return;
    }
    String nearest = Nearest.one(id, new TreeSet<>(known));
    findings.error(
        path,
        "reference",
        "'" + id + "' is no " + what + " of this plan",
        nearest != null
            ? "did you mean '" + nearest + "'?"
            // The standard tasks alone would fill a screen.
            : what.equals("layer") ? "there are " + String.join(", ", known) : null);
  }

  /** Whether a layer was not understood: it may be the one that is meant. */
  private boolean isLayerLost() {
    return findings.spoiled().stream()
        .anyMatch(
            at ->
                at.matches("layers" + LOST)
                    && campaign.layers().stream()
                        .noneMatch(layer -> at.startsWith(layer.path() + ".")));
  }

  private Map<String, Layer> layers() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    campaign.layers().forEach(layer -> layers.putIfAbsent(layer.id(), layer));
    return layers;
  }

  private void feeds() {
    Map<String, Layer> layers = layers();
    Map<String, List<String>> fed = new LinkedHashMap<>();
    Map<String, String> paths = new HashMap<>();
    for (Layer layer : layers.values()) {
      fed.put(layer.id(), layer.feeds().stream().map(Layer.Feed::layer).toList());
      paths.put(layer.id(), layer.path() + ".feeds");
      for (Layer.Feed feed : layer.feeds()) {
        Layer other = layers.get(feed.layer());
        String path = feed.path() + ".layer";
        if (other == null) {
          unknown(path, feed.layer(), "layer", layers.keySet());
        } else if (!(other.traffic() instanceof Traffic.Audience)
            || other.kind() == LayerKind.RECOMMENDATION) {
          findings.error(
              path,
              "reference",
              "'" + feed.layer() + "' cannot be fed: it is of kind " + other.kind(),
              "feed reservations, followers, messages, teasers or the store");
        }
      }
    }
    Set<String> done = new HashSet<>();
    for (Layer layer : layers.values()) {
      cycle(layer.id(), fed, paths, "layers", "feed", new ArrayList<>(), done);
    }
  }

  private void reminds() {
    Map<String, Layer> layers = layers();
    for (Layer layer : layers.values()) {
      if (!(layer.traffic() instanceof Traffic.Reminder reminder)) {
        continue;
      }
      for (int i = 0; i < reminder.reminds().size(); i++) {
        String id = reminder.reminds().get(i);
        String path = layer.path() + ".reminds[" + i + "]";
        Layer other = layers.get(id);
        if (other == null) {
          unknown(path, id, "layer", layers.keySet());
        } else if (other.kind() != LayerKind.RESERVATION) {
          findings.error(
              path,
              "reference",
              "'" + id + "' has no reservations to remind of: it is of kind " + other.kind(),
              null);
        } else if (reminder.reminds().indexOf(id) < i) {
          findings.error(path, "duplicate-id", "'" + id + "' is named already", "keep one");
        }
      }
    }
  }

  private void overlaps() {
    if (campaign.audience() == null) {
      return;
    }
    Map<String, Layer> layers = layers();
    for (Universe.Overlap overlap : campaign.audience().overlap()) {
      for (int i = 0; i < 2; i++) {
        String id = i == 0 ? overlap.first() : overlap.second();
        String path = overlap.path() + ".layers[" + i + "]";
        Layer layer = layers.get(id);
        if (layer == null) {
          unknown(path, id, "layer", layers.keySet());
        } else if (layer.kind() == LayerKind.REMINDER) {
          findings.error(path, "reference", "'" + id + "' is a reminder and brings nobody", null);
        }
      }
    }
  }

  /** Walks the references in depth; what is met again on the way up closes a circle. */
  private void cycle(
      String start,
      Map<String, List<String>> references,
      Map<String, String> paths,
      String things,
      String verb,
      List<String> way,
      Set<String> done) {
    int met = way.indexOf(start);
    if (met >= 0) {
      List<String> circle = new ArrayList<>(way.subList(met, way.size()));
      String own = circle.stream().filter(paths::containsKey).findFirst().orElse(start);
      circle.add(start);
      findings.error(
          paths.getOrDefault(own, ""),
          "cycle",
          "the "
              + things
              + " "
              + verb
              + " each other in a circle: "
              + String.join(" " + verb + "s ", circle),
          "take one " + verb + " away");
      return;
    }
    if (done.contains(start)) {
      return;
    }
    way.add(start);
    for (String next : references.getOrDefault(start, List.of())) {
      cycle(next, references, paths, things, verb, way, done);
    }
    way.remove(way.size() - 1);
    done.add(start);
  }
}
