package dev.sluice.plan.learning;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What past broadcasts teach, layer by layer. Older broadcasts count less: each by half of what one
 * counts ten broadcasts later.
 */
public final class History {
  /** Broadcasts after which a broadcast counts half. */
  public static final double HALF_LIFE = 10;

  /** How far the logs of order values and of entrants spread from broadcast to broadcast. */
  private static final Noise VALUE_NOISE = new Noise(0.1);

  private static final Noise ENTRANTS_NOISE = new Noise(0.3);

  private final Map<String, LearnedLayer> layers;
  private final int broadcasts;
  private final @Nullable Instant last;

  private History(Map<String, LearnedLayer> layers, int broadcasts, @Nullable Instant last) {
    this.layers = Collections.unmodifiableMap(layers);
    this.broadcasts = broadcasts;
    this.last = last;
  }

  /**
   * Learns from the broadcasts that began before {@code asOf}; the order of {@code past} does not
   * matter.
   */
  public static History of(List<PastLayer> past, Instant asOf) {
    List<PastLayer> known =
        past.stream()
            .filter(layer -> layer.start().isBefore(asOf))
            .sorted(
                Comparator.comparing(PastLayer::start)
                    .thenComparing(PastLayer::broadcast)
                    .thenComparing(PastLayer::layer))
            .toList();
    Map<String, Map<String, List<Observation>>> pools = new TreeMap<>();
    Map<Instant, Integer> ages = ages(known);
    for (PastLayer layer : known) {
      int age = Objects.requireNonNull(ages.get(layer.start()));
      pools
          .computeIfAbsent(layer.pool(), pool -> new TreeMap<>())
          .computeIfAbsent(layer.layer(), id -> new ArrayList<>())
          .add(new Observation(layer, Math.pow(0.5, age / HALF_LIFE)));
    }
    Map<String, LearnedLayer> layers = new TreeMap<>();
    pools.forEach((pool, members) -> learn(pool, members, layers));
    return new History(
        layers,
        (int) known.stream().map(PastLayer::broadcast).distinct().count(),
        known.isEmpty() ? null : known.get(known.size() - 1).start());
  }

  /** How many starts lie after each. */
  private static Map<Instant, Integer> ages(List<PastLayer> known) {
    TreeSet<Instant> starts = new TreeSet<>(Comparator.reverseOrder());
    known.forEach(layer -> starts.add(layer.start()));
    Map<Instant, Integer> ages = new LinkedHashMap<>();
    for (Instant start : starts) {
      ages.put(start, ages.size());
    }
    return ages;
  }

  private static void learn(
      String pool, Map<String, List<Observation>> members, Map<String, LearnedLayer> layers) {
    List<Observation> all = members.values().stream().flatMap(List::stream).toList();
    Map<Rate, Map<String, RateEstimate>> rates = new EnumMap<>(Rate.class);
    for (Rate rate : Rate.values()) {
      rates.put(rate, Rates.of(rate, pool, all));
    }
    Map<String, SpendCurve> curves = SpendCurves.of(members);
    members.forEach(
        (id, observations) -> {
          Map<Rate, RateEstimate> own = new EnumMap<>(Rate.class);
          rates.forEach(
              (rate, estimates) -> {
                RateEstimate estimate = estimates.get(id);
                if (estimate != null) {
                  own.put(rate, estimate);
                }
              });
          layers.put(
              id,
              new LearnedLayer(
                  id,
                  observations.get(0).layer().kind(),
                  observations.size(),
                  Collections.unmodifiableMap(own),
                  curves.get(id),
                  next(observations, History::entrants, ENTRANTS_NOISE),
                  next(observations, History::orderValue, VALUE_NOISE)));
        });
  }

  private static @Nullable Double entrants(PastLayer past) {
    Long entrants = past.entrants();
    return entrants == null || entrants == 0 ? null : (Double) entrants.doubleValue();
  }

  private static @Nullable Double orderValue(PastLayer past) {
    BigDecimal gmv = past.gmv();
    Long orders = past.orders();
    return gmv == null || orders == null || orders == 0 || gmv.signum() <= 0
        ? null
        : (Double) (gmv.doubleValue() / orders);
  }

  /** A value in the next broadcast: its log is normal, with an inverse gamma variance. */
  private static @Nullable LogStudent next(
      List<Observation> observations, Function<PastLayer, @Nullable Double> value, Noise noise) {
    double weights = 0;
    double sum = 0;
    double squares = 0;
    for (Observation each : observations) {
      Double found = value.apply(each.layer());
      if (found != null) {
        double log = Math.log(found);
        weights += each.weight();
        sum += each.weight() * log;
        squares += each.weight() * log * log;
      }
    }
    if (weights == 0) {
      return null;
    }
    double degrees = noise.degrees(weights);
    double off = Math.max(0, squares - sum * sum / weights);
    double variance = noise.variance(weights, off);
    return new LogStudent(sum / weights, Math.sqrt(variance * (1 + 1 / weights)), degrees);
  }

  /** The layers, by id. */
  public Map<String, LearnedLayer> layers() {
    return layers;
  }

  /** What is known of a layer, or {@code null} when it took part in no past broadcast. */
  public @Nullable LearnedLayer layer(String id) {
    return layers.get(id);
  }

  /** When the last of the past broadcasts began; {@code null} when there was none. */
  public @Nullable Instant last() {
    return last;
  }

  /** How many past broadcasts there were. */
  public int broadcasts() {
    return broadcasts;
  }
}
