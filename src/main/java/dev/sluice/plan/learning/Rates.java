package dev.sluice.plan.learning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One rate of all layers of a kind, by beta-binomial empirical Bayes.
 *
 * <p>Trials of one broadcast resemble each other, so that n of them tell as much as n / (1 + (n −
 * 1)ρ) independent ones. ρ is estimated by moments (Williams, Applied Statistics 31, 1982) and
 * weighed against a prior worth one degree of freedom. A layer's long-run rate is then the
 * conjugate posterior of those effective trials; the prior of the kind is fitted by moments to its
 * layers, or, where there are fewer than three, is a weak one at their common rate.
 */
final class Rates {
  /** Pseudo-trials of the prior that stands in when there are too few layers to fit one. */
  static final double WEAK_PRIOR = 30;

  private static final int LAYERS_FOR_A_FITTED_PRIOR = 3;
  private static final double STRONGEST_PRIOR = 2000;

  /** Degrees of freedom of the prior of ρ, and the coefficient of variation that it expects. */
  private static final double PRIOR_DEGREES = 1;

  private static final double PRIOR_VARIATION = 0.15;

  private static final double INTERVAL_END = 0.9;
  private static final double NORMAL_END =
      NormalDistribution.of(0, 1).inverseCumulativeProbability(INTERVAL_END);

  private final Rate rate;
  private final String pool;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final double pooled;
  private final double overdispersion;
  private final double degrees;

  /** One count: of {@code trials}, {@code successes}, of which {@code weight} still holds. */
  private record Count(double successes, double trials, double weight) {
    double effective(double overdispersion) {
      return weight * trials / (1 + (trials - 1) * overdispersion);
    }
  }

  private static final class Layer {
    private final List<Count> counts = new ArrayList<>();
    private long successes;
    private long trials;
    private int leftOut;

    double effective(double overdispersion) {
      return counts.stream().mapToDouble(count -> count.effective(overdispersion)).sum();
    }

    double effectiveSuccesses(double overdispersion) {
      return counts.stream()
          .mapToDouble(
              count -> count.effective(overdispersion) * count.successes() / count.trials())
          .sum();
    }
  }

  private Rates(Rate rate, String pool, List<Observation> past) {
    this.rate = rate;
    this.pool = pool;
    for (Observation each : past) {
      Long trials = rate.trials(each.layer());
      Long successes = rate.successes(each.layer());
      if (trials == null || successes == null || trials == 0) {
        continue;
      }
      Layer layer = layers.computeIfAbsent(each.layer().layer(), id -> new Layer());
      if (successes > trials) {
        layer.leftOut++;
      } else {
        layer.counts.add(new Count(successes, trials, each.weight()));
        layer.successes += successes;
        layer.trials += trials;
      }
    }
    layers.values().removeIf(layer -> layer.counts.isEmpty());
    // Half a success and half a failure: a rate of exactly 0 or 1 has no spread.
    double all = layers.values().stream().mapToDouble(l -> l.effective(0)).sum();
    double hits = layers.values().stream().mapToDouble(l -> l.effectiveSuccesses(0)).sum();
    this.pooled = (hits + 0.5) / (all + 1);
    int cells = layers.values().stream().mapToInt(layer -> layer.counts.size()).sum();
    int free = cells - layers.size();
    double odds = pooled / (1 - pooled);
    double priorOverdispersion = Math.min(0.5, PRIOR_VARIATION * PRIOR_VARIATION * odds);
    this.degrees = PRIOR_DEGREES + free;
    this.overdispersion =
        (PRIOR_DEGREES * priorOverdispersion + free * (free == 0 ? 0 : moments(free))) / degrees;
  }

  /** The estimates of every layer that counted the rate at least once, by layer. */
  static Map<String, RateEstimate> of(Rate rate, String pool, List<Observation> past) {
    Rates rates = new Rates(rate, pool, past);
    Map<String, RateEstimate> estimates = new LinkedHashMap<>();
    rates.layers.forEach((id, layer) -> estimates.put(id, rates.estimate(layer)));
    return estimates;
  }

  /** The ρ at which the counts spread about their layer's rate as they do. */
  private double moments(int free) {
    double low = 0;
    double high = 1;
    if (spread(0) <= free) {
      return 0;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (spread(middle) > free) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Pearson's chi-squared of the counts about their layer's rate, if ρ were that. */
  private double spread(double rho) {
    double sum = 0;
    for (Layer layer : layers.values()) {
      double all = layer.effective(rho);
      double mean = (layer.effectiveSuccesses(rho) + 0.5) / (all + 1);
      for (Count count : layer.counts) {
        double off = count.successes() - count.trials() * mean;
        double variance = count.trials() * mean * (1 - mean) * (1 + (count.trials() - 1) * rho);
        sum += off * off / variance;
      }
    }
    return sum;
  }

  private RateEstimate estimate(Layer layer) {
    Beta prior = prior();
    double trials = layer.effective(overdispersion);
    double successes = layer.effectiveSuccesses(overdispersion);
    Beta mean = prior.after(successes, trials - successes);
    double rho = overdispersion;
    // The spread is an estimate itself: as Student's t against the normal distribution.
    double end = TDistribution.of(degrees).inverseCumulativeProbability(INTERVAL_END) / NORMAL_END;
    double between = rho * mean.mean() * (1 - mean.mean());
    Beta next = Beta.matching(mean.mean(), (between + mean.variance()) * end * end);
    double strength = prior.alpha() + prior.beta();
    return new RateEstimate(
        rate,
        layer.counts.size(),
        layer.successes,
        layer.trials,
        layer.leftOut,
        mean,
        next,
        rho,
        strength / (strength + trials),
        words(strength));
  }

  private boolean fitted() {
    return layers.size() >= LAYERS_FOR_A_FITTED_PRIOR;
  }

  private Beta prior() {
    if (!fitted()) {
      return Beta.of(pooled, WEAK_PRIOR);
    }
    double centre = 0;
    double chance = 0;
    for (Layer layer : layers.values()) {
      double mean = mean(layer);
      centre += mean / layers.size();
      chance += mean * (1 - mean) / (layer.effective(overdispersion) + 1) / layers.size();
    }
    double variance = 0;
    for (Layer layer : layers.values()) {
      double off = mean(layer) - centre;
      variance += off * off / (layers.size() - 1);
    }
    double between = variance - chance;
    double strength = between <= 0 ? STRONGEST_PRIOR : centre * (1 - centre) / between - 1;
    return Beta.of(centre, Math.min(STRONGEST_PRIOR, Math.max(1, strength)));
  }

  private double mean(Layer layer) {
    return (layer.effectiveSuccesses(overdispersion) + 0.5) / (layer.effective(overdispersion) + 1);
  }

  private String words(double strength) {
    String trials = String.format(Locale.ROOT, "%.0f pseudo-trials", strength);
    return fitted()
        ? "fitted to the " + layers.size() + " layers of " + pool + ": " + trials
        : "weak, at the rate of " + pool + ": " + trials;
  }
}
