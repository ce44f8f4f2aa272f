package dev.sluice.plan.forecast;

import dev.sluice.plan.forecast.Inputs.Input;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws of every input and of every count. Each has a stream of random numbers of its own, begun
 * from the seed and its name: the order of the layers changes nothing, nor does a layer more.
 */
final class Simulation implements World {
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final long seed;
  private final int draws;
  private final Map<String, double[]> drawn = new HashMap<>();

  Simulation(long seed, int draws) {
    this.seed = seed;
    this.draws = draws;
  }

  @Override
  public int draws() {
    return draws;
  }

  @Override
  public double[] input(Input input) {
    return drawn.computeIfAbsent(input.name(), name -> draw(input));
  }

  private double[] draw(Input input) {
    RandomGenerator random = stream(input.name());
    double[] values = new double[draws];
    for (int i = 0; i < draws; i++) {
      values[i] = input.value().draw().applyAsDouble(random);
    }
    return values;
  }

  @Override
  public double[] binomial(String what, double[] trials, double[] rate) {
    RandomGenerator random = stream(what);
    double[] counts = new double[draws];
    for (int i = 0; i < draws; i++) {
      counts[i] = Counts.binomial(open(random), trials[i], rate[i]);
    }
    return counts;
  }

  @Override
  public double[] poisson(String what, double[] mean) {
    RandomGenerator random = stream(what);
    double[] counts = new double[draws];
    for (int i = 0; i < draws; i++) {
      counts[i] = Counts.poisson(open(random), mean[i]);
    }
    return counts;
  }

  /** A probability above 0 and below 1: at the ends a normal quantile is infinite. */
  private static double open(RandomGenerator random) {
    return 1 - (random.nextDouble() * (1 - 0x1p-52) + 0x1p-53);
  }

  private RandomGenerator stream(String name) {
    // FNV-1a, 64 bits; the generator's own seeding spreads what is left alike.
    long hash = 0xcbf29ce484222325L;
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return GENERATORS.create(hash ^ (seed * 0x9e3779b97f4a7c15L));
  }
}
