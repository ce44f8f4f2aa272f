package dev.sluice.plan.learning;

import dev.sluice.plan.LayerKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A seller whose truth is known: layers that answer to money by a curve with noise, broadcast after
 * broadcast. Seeded.
 */
final class Simulator {
  private static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");

  /**
   * What is true of the sellers.
   *
   * @param logHalfMean of the layers: the mean of the log of half-saturation over usual spend
   * @param logHalfDeviation its standard deviation
   * @param noise standard deviation of the log of entrants
   * @param spendVariation coefficient of variation of a layer's spend
   * @param unlike standard deviation of the log of what layers bring for their usual spend
   */
  record World(
      double logHalfMean,
      double logHalfDeviation,
      double noise,
      double spendVariation,
      double unlike) {}

  /**
   * The truth of one layer.
   *
   * @param usual spend in the long run
   * @param result entrants at the usual spend
   * @param half half-saturation in units of the usual spend
   * @param noise standard deviation of the log of entrants
   */
  record Layer(String id, double usual, double result, double half, double noise) {
    double expected(double spend) {
      double u = spend / usual;
      return result * (1 + half) * u / (half + u);
    }
  }

  private final RandomGenerator random;

  Simulator(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  RandomGenerator random() {
    return random;
  }

  Layer layer(String id, World world) {
    double usual = 1000 * Math.exp(0.8 * random.nextGaussian());
    double result = 2 * usual * Math.exp(world.unlike() * random.nextGaussian());
    double half = Math.exp(world.logHalfMean() + world.logHalfDeviation() * random.nextGaussian());
    return new Layer(id, usual, result, half, world.noise());
  }

  double spend(Layer layer, World world) {
    double variation = world.spendVariation();
    double deviation = Math.sqrt(Math.log(1 + variation * variation));
    return layer.usual() * Math.exp(deviation * random.nextGaussian() - deviation * deviation / 2);
  }

  double entrants(Layer layer, double spend) {
    return layer.expected(spend) * Math.exp(layer.noise() * random.nextGaussian());
  }

  long binomial(int trials, double rate) {
    long successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += random.nextDouble() < rate ? 1 : 0;
    }
    return successes;
  }

  /** Broadcasts of a week each, in which all layers took part. */
  List<PastLayer> past(List<Layer> layers, World world, int broadcasts) {
    List<PastLayer> past = new ArrayList<>();
    for (int b = 0; b < broadcasts; b++) {
      Instant start = FIRST.plus(Duration.ofDays(7L * b));
      for (Layer layer : layers) {
        double spend = spend(layer, world);
        past.add(
            new PastLayer(
                "b" + b,
                start,
                layer.id(),
                null,
                BigDecimal.valueOf(spend).setScale(2, RoundingMode.HALF_UP),
                null,
                null,
                null,
                Math.max(1, Math.round(entrants(layer, spend))),
                null,
                null));
      }
    }
    return past;
  }

  /** The same past, its layers all of one kind, so that they learn from each other. */
  static List<PastLayer> ofOneKind(List<PastLayer> past) {
    return past.stream()
        .map(
            p ->
                new PastLayer(
                    p.broadcast(),
                    p.start(),
                    p.layer(),
                    LayerKind.PAID,
                    p.cost(),
                    p.reach(),
                    p.clicks(),
                    p.reservations(),
                    p.entrants(),
                    p.orders(),
                    p.gmv()))
        .toList();
  }
}
