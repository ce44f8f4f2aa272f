package dev.sluice.plan.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.allocation.Allocation;
import dev.sluice.plan.allocation.Allocator;
import dev.sluice.plan.allocation.Problem;
import dev.sluice.plan.response.MichaelisMenten;
import dev.sluice.plan.response.ResponseCurve;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What it costs to act on what five broadcasts teach: the part of the best result that is missed,
 * against keeping the old split, under the truth that the simulator knows.
 */
class RegretTest {
  private static final int SELLERS = 400;
  private static final int LAYERS = 5;
  private static final int BROADCASTS = 5;
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  /**
   * {@code off}: how many times the half-saturations lie above what the prior expects; {@code
   * unlike}: how far the layers' results for the same money lie apart, the smaller the better the
   * old split was; {@code oneKind}: whether the layers learn from each other.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 0.8, true",
    "2.2, 0.8, true",
    "0.4545, 0.8, true",
    "1, 0.4, true",
    "2.2, 0.4, true",
    "0.4545, 0.4, true",
    "1, 0.25, true",
    "1, 0.4, false"
  })
  void the_learned_split_misses_less_than_the_old_one(
      double off, double unlike, boolean oneKind, TestReporter reporter) {
    Simulator simulator = new Simulator(41);
    Simulator.World world = new Simulator.World(Math.log(off), 1, 0.3, 0.25, unlike);
    double[] learned = new double[SELLERS];
    double[] kept = new double[SELLERS];
    double[] difference = new double[SELLERS];
    for (int s = 0; s < SELLERS; s++) {
      List<Simulator.Layer> layers = new ArrayList<>();
      for (int l = 0; l < LAYERS; l++) {
        layers.add(simulator.layer("layer" + l, world));
      }
      List<PastLayer> apart = simulator.past(layers, world, BROADCASTS);
      List<PastLayer> past = oneKind ? Simulator.ofOneKind(apart) : apart;
      History history = History.of(past, LATER);
      double[] old = new double[LAYERS];
      List<ResponseCurve> believed = new ArrayList<>();
      List<ResponseCurve> truths = new ArrayList<>();
      double budget = 0;
      for (int l = 0; l < LAYERS; l++) {
        Simulator.Layer layer = layers.get(l);
        SpendCurve curve = history.layer(layer.id()).curve();
        believed.add(ResponseCurve.of(curve.response()));
        truths.add(
            new MichaelisMenten(layer.result() * (1 + layer.half()), layer.half() * layer.usual()));
        old[l] = curve.usualSpend();
        budget += old[l];
      }
      // What plan allocate does with what plan learn says.
      Allocation split = Allocator.allocate(problem(believed, budget));
      Problem truth = problem(truths, budget);
      double best = Allocator.allocate(truth).value();
      learned[s] = 1 - truth.value(split.spend()) / best;
      kept[s] = 1 - truth.value(old) / best;
      difference[s] = kept[s] - learned[s];
    }
    String what =
        String.format(
            Locale.ROOT,
            "prior off by %.2f, layers unlike by %.2f, %s: missed %.4f by the learned split, %.4f"
                + " by the old one",
            off,
            unlike,
            oneKind ? "one kind" : "each alone",
            mean(learned),
            mean(kept));
    reporter.publishEntry(what);
    // Lower by more than chance: three standard errors of the mean difference.
    assertThat(mean(difference)).as(what).isGreaterThan(3 * standardError(difference));
  }

  private static Problem problem(List<ResponseCurve> curves, double budget) {
    return new Problem(
        curves.stream().map(curve -> new Problem.Layer("", curve, 0, budget, false)).toList(),
        List.of(),
        budget,
        0.01);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }
}
