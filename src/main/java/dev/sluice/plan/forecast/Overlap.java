package dev.sluice.plan.forecast;

import dev.sluice.answer.yaml.Fault;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Universe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many people come by one layer at least, where some come by several.
 *
 * <p>Two layers share people as at random, {@code p_i·p_j} of all, unless the file states what they
 * share; without the size of the audience, what is not stated is not shared. Layers are taken the
 * largest first, and of each those are new whom no larger one brings: {@code p_i·∏(1 − p_j|i)},
 * which is {@code 1 − ∏(1 − p_i)} where nothing is stated. Whatever is shared, people are at least
 * those of the largest layer, and at most all layers' or the whole audience.
 */
final class Overlap {
  private final List<String> layers;
  private final Map<String, Map<String, Double>> shares = new HashMap<>();
  private final int stated;

  /**
   * Knows what the file states.
   *
   * @param layers ids, in the order of the rows that {@link #people} takes
   */
  Overlap(Campaign campaign, List<String> layers) {
    this.layers = List.copyOf(layers);
    Universe audience = campaign.audience();
    List<Universe.Overlap> pairs = audience == null ? List.of() : audience.overlap();
    this.stated = pairs.size();
    for (Universe.Overlap pair : pairs) {
      double share = pair.share().doubleValue();
      shares.computeIfAbsent(pair.first(), id -> new HashMap<>()).put(pair.second(), share);
      shares.computeIfAbsent(pair.second(), id -> new HashMap<>()).put(pair.first(), share);
    }
  }

  /** Pairs of layers of which the file says what they share. */
  int stated() {
    return stated;
  }

  /**
   * People who come.
   *
   * @param entrants of each layer
   * @param size of the audience; {@code NaN} when nobody says
   */
  double people(double[] entrants, double size) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < entrants.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble((Integer i) -> -entrants[i]).thenComparing(layers::get));
    double people = 0;
    for (int i = 0; i < order.size(); i++) {
      int layer = order.get(i);
      double fresh = entrants[layer];
      for (int j = 0; j < i; j++) {
        int larger = order.get(j);
        Double share = share(layer, larger);
        fresh *= 1 - (share != null ? share : random(entrants[larger], size));
      }
      people += fresh;
    }
    return Math.max(atLeast(entrants), Math.min(atMost(entrants, size), people));
  }

  /** People who come if those of every layer are among those of the largest. */
  static double atLeast(double[] entrants) {
    double most = 0;
    for (double each : entrants) {
      most = Math.max(most, each);
    }
    return most;
  }

  /** People who come if no two layers share any, as far as the audience goes. */
  static double atMost(double[] entrants, double size) {
    double sum = 0;
    for (double each : entrants) {
      sum += each;
    }
    return Double.isNaN(size) ? sum : Math.max(atLeast(entrants), Math.min(sum, size));
  }

  private static double random(double entrants, double size) {
    return Double.isNaN(size) ? 0 : Math.min(1, entrants / size);
  }

  private @Nullable Double share(int one, int other) {
    Map<String, Double> of = shares.get(layers.get(one));
    return of == null ? null : of.get(layers.get(other));
  }

  /**
   * What no people can be arranged to fit, where three layers state all they share: those shared by
   * two of them are among those of the third as well, or the third has room for both.
   */
  List<Fault> contradictions(CampaignFile file, double[] entrants) {
    List<Fault> faults = new ArrayList<>();
    Universe audience = file.campaign().audience();
    if (audience == null) {
      return faults;
    }
    for (int i = 0; i < layers.size(); i++) {
      for (int j = 0; j < layers.size(); j++) {
        for (int k = j + 1; k < layers.size(); k++) {
          Double ij = share(i, j);
          Double ik = share(i, k);
          Double jk = share(j, k);
          if (i == j || i == k || ij == null || ik == null || jk == null) {
            continue;
          }
          double both =
              ij * Math.min(entrants[i], entrants[j]) + ik * Math.min(entrants[i], entrants[k]);
          double most = entrants[i] + jk * Math.min(entrants[j], entrants[k]);
          if (both > most * (1 + 1e-9) + 1) {
            faults.add(contradiction(file, audience, i, j, k, both - most));
          }
        }
      }
    }
    return faults;
  }

  private Fault contradiction(
      CampaignFile file, Universe audience, int one, int other, int third, double excess) {
    String path = "audience.overlap";
    for (Universe.Overlap pair : audience.overlap()) {
      List<String> ids = List.of(pair.first(), pair.second());
      if (ids.contains(layers.get(other)) && ids.contains(layers.get(third))) {
        path = pair.path() + ".share";
      }
    }
    return file.fault(
        path,
        "conflict",
        String.format(
            Locale.ROOT,
            "'%s' and '%s' each share so many people with '%s' that they must share %.0f more"
                + " with each other",
            layers.get(other),
            layers.get(third),
            layers.get(one),
            Math.ceil(excess)),
        "raise this share or lower those of '" + layers.get(one) + "'");
  }
}
