package dev.sluice.plan;

import dev.sluice.answer.Nearest;
import dev.sluice.answer.yaml.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Limits of money that no division can keep: groups that cross, minimums above maximums. */
final class Limits {
  private final Campaign campaign;
  private final Findings findings;
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  /** A limit that has its own least or most, or the sum over what it holds. */
  private record Bound(String words, BigDecimal amount) {}

  private Limits(Campaign campaign, Findings findings) {
    this.campaign = campaign;
    this.findings = findings;
    campaign.layers().forEach(layer -> layers.put(layer.id(), layer));
  }

  static void check(Campaign campaign, Findings findings) {
    Limits limits = new Limits(campaign, findings);
    boolean whole = true;
    for (Spending.Group group : campaign.spending().groups()) {
      whole &= limits.known(group);
    }
    if (whole && limits.nested()) {
      limits.sums();
    }
  }

  private boolean known(Spending.Group group) {
    boolean known = true;
    Set<String> met = new HashSet<>();
    for (int i = 0; i < group.layers().size(); i++) {
      String id = group.layers().get(i);
      String path = group.path() + ".layers[" + i + "]";
      if (!layers.containsKey(id)) {
        String nearest = Nearest.one(id, new TreeSet<>(layers.keySet()));
        findings.error(
            path,
            "reference",
            "'" + id + "' is no layer of this plan",
            nearest == null
                ? "there are " + String.join(", ", layers.keySet())
                : "did you mean '" + nearest + "'?");
        known = false;
      } else if (!met.add(id)) {
        findings.error(path, "duplicate-id", "'" + id + "' stands in the group twice", null);
      }
    }
    return known;
  }

  private boolean nested() {
    List<Spending.Group> groups = campaign.spending().groups();
    boolean nested = true;
    for (int i = 0; i < groups.size(); i++) {
      for (int j = 0; j < i; j++) {
        Set<String> shared = new LinkedHashSet<>(groups.get(i).layers());
        shared.retainAll(groups.get(j).layers());
        if (!shared.isEmpty()
            && !holds(groups.get(i), groups.get(j))
            && !holds(groups.get(j), groups.get(i))) {
          findings.error(
              groups.get(i).path(),
              "conflict",
              "the groups '"
                  + groups.get(j).id()
                  + "' and '"
                  + groups.get(i).id()
                  + "' share "
                  + quoted(shared)
                  + ", and neither holds the other",
              "of two groups with a layer in common one must hold all layers of the other");
          nested = false;
        }
      }
    }
    return nested;
  }

  private void sums() {
    List<Spending.Group> order = new ArrayList<>(campaign.spending().groups());
    // A group comes after those that it holds.
    order.sort((a, b) -> Integer.compare(a.layers().size(), b.layers().size()));
    List<Spending.Group> done = new ArrayList<>();
    Map<String, Bound> least = new HashMap<>();
    Map<String, Bound> most = new HashMap<>();
    for (Spending.Group group : order) {
      List<Bound> leasts = parts(group.layers(), done, least, Limits::least);
      List<@Nullable Bound> mosts = parts(group.layers(), done, most, Limits::most);
      BigDecimal minimums = sum(leasts);
      if (group.maximum() != null && minimums.compareTo(group.maximum()) > 0) {
        findings.error(
            group.path() + ".maximum",
            "conflict",
            "the maximum "
                + group.maximum().toPlainString()
                + " of the group '"
                + group.id()
                + "' is below what its layers need at least: "
                + words(leasts),
            "raise it, or lower a minimum");
      }
      BigDecimal maximums = mosts.contains(null) ? null : sum(mosts);
      if (group.minimum() != null && maximums != null && maximums.compareTo(group.minimum()) < 0) {
        findings.error(
            group.path() + ".minimum",
            "conflict",
            "the minimum "
                + group.minimum().toPlainString()
                + " of the group '"
                + group.id()
                + "' is above what its layers may have at most: "
                + words(mosts),
            "lower it, or raise a maximum");
      }
      BigDecimal own = group.minimum();
      least.put(
          group.id(),
          bound("group '" + group.id() + "'", own == null ? minimums : own.max(minimums)));
      BigDecimal ceiling = group.maximum();
      BigDecimal highest =
          ceiling == null ? maximums : maximums == null ? ceiling : ceiling.min(maximums);
      most.put(group.id(), highest == null ? null : bound("group '" + group.id() + "'", highest));
      done.add(group);
    }
    BigDecimal budget = campaign.budget();
    List<Bound> leasts =
        parts(campaign.layers().stream().map(Layer::id).toList(), done, least, Limits::least);
    if (budget != null && sum(leasts).compareTo(budget) > 0) {
      findings.error(
          "budget",
          "conflict",
          "the budget "
              + budget.toPlainString()
              + " is below what the layers need at least: "
              + words(leasts),
          "raise it, or lower a minimum");
    }
  }

  /** The bounds of the largest groups within {@code ids}, then of the layers in none of them. */
  private <T extends @Nullable Bound> List<T> parts(
      List<String> ids,
      List<Spending.Group> groups,
      Map<String, T> ofGroups,
      Function<Layer, T> ofLayer) {
    List<T> parts = new ArrayList<>();
    Set<String> rest = new LinkedHashSet<>(ids);
    for (int i = groups.size() - 1; i >= 0; i--) {
      if (!groups.get(i).layers().isEmpty() && rest.containsAll(groups.get(i).layers())) {
        parts.add(ofGroups.get(groups.get(i).id()));
        rest.removeAll(groups.get(i).layers());
      }
    }
    rest.forEach(id -> parts.add(ofLayer.apply(Objects.requireNonNull(layers.get(id)))));
    return parts;
  }

  private static Bound least(Layer layer) {
    BigDecimal minimum = layer.offAllowed() ? null : layer.minimum();
    return bound("'" + layer.id() + "'", minimum == null ? BigDecimal.ZERO : minimum);
  }

  private static @Nullable Bound most(Layer layer) {
    return layer.maximum() == null ? null : bound("'" + layer.id() + "'", layer.maximum());
  }

  private static Bound bound(String who, BigDecimal amount) {
    return new Bound(who + " " + amount.toPlainString(), amount);
  }

  private static BigDecimal sum(List<? extends @Nullable Bound> bounds) {
    return bounds.stream()
        .map(bound -> Objects.requireNonNull(bound).amount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String words(List<? extends @Nullable Bound> bounds) {
    List<String> parts =
        bounds.stream()
            .map(Objects::requireNonNull)
            .filter(bound -> bound.amount().signum() > 0)
            .map(Bound::words)
            .toList();
    return String.join(" + ", parts)
        + (parts.size() > 1 ? " = " + sum(bounds).toPlainString() : "");
  }

  private static boolean holds(Spending.Group outer, Spending.Group inner) {
    return outer.layers().containsAll(inner.layers());
  }

  private static String quoted(Set<String> ids) {
    return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
  }
}
