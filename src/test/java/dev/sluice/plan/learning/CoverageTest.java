package dev.sluice.plan.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Intervals of 80 % hold what they promise, on sellers whose truth is known. A share of a thousand
 * sellers has a standard error of 1.3 points, and the bounds are asked for with no slack.
 */
class CoverageTest {
  private static final int SELLERS = 1000;
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  /** {@code off}: how many times the half-saturations lie above what the prior expects. */
  @ParameterizedTest
  @CsvSource({
    "5, 1, 0.3",
    "10, 1, 0.3",
    "20, 1, 0.3",
    "5, 2.2, 0.3",
    "10, 2.2, 0.3",
    "20, 2.2, 0.3",
    "5, 0.4545, 0.3",
    "10, 0.4545, 0.3",
    "20, 0.4545, 0.3",
    "5, 1, 0.2",
    "10, 1, 0.2",
    "20, 1, 0.2",
    "5, 2.2, 0.2",
    "5, 0.4545, 0.2",
    "5, 1, 0.45",
    "10, 2.2, 0.45",
    "20, 0.4545, 0.45"
  })
  void entrants_over_spend(int broadcasts, double off, double noise, TestReporter reporter) {
    Simulator simulator = new Simulator(20261126 + broadcasts);
    Simulator.World world = new Simulator.World(Math.log(off), 1, noise, 0.25, 0.8);
    double[] times = {1, 2};
    int[] covered = new int[times.length];
    for (int i = 0; i < SELLERS; i++) {
      Simulator.Layer layer = simulator.layer("paid", world);
      List<PastLayer> past = simulator.past(List.of(layer), world, broadcasts);
      SpendCurve curve = History.of(past, LATER).layer("paid").curve();
      for (int t = 0; t < times.length; t++) {
        double spend = times[t] * (times[t] == 1 ? curve.usualSpend() : curve.highestSpend());
        double probability = curve.probability(spend, simulator.entrants(layer, spend));
        covered[t] += probability >= 0.1 && probability <= 0.9 ? 1 : 0;
      }
    }
    for (int t = 0; t < times.length; t++) {
      double share = covered[t] / (double) SELLERS;
      String what =
          String.format(
              Locale.ROOT,
              "%d broadcasts, prior off by %.2f, noise %.2f, %.1f x spend: covered %.3f",
              broadcasts,
              off,
              noise,
              times[t],
              share);
      reporter.publishEntry(what);
      assertThat(share).as(what).isBetween(0.72, 0.90);
    }
  }

  /** The rate of the next broadcast, where rates differ from broadcast to broadcast. */
  @ParameterizedTest
  @CsvSource({"5, 60", "10, 60", "20, 60", "5, 250", "10, 250", "20, 250"})
  void rates(int broadcasts, double concentration, TestReporter reporter) {
    Simulator simulator = new Simulator(7 + broadcasts);
    int covered = 0;
    for (int i = 0; i < SELLERS; i++) {
      double mean = 0.05 + 0.4 * simulator.random().nextDouble();
      Beta between = Beta.of(mean, concentration);
      List<Observation> past = new ArrayList<>();
      for (int b = 0; b < broadcasts; b++) {
        int trials = 200 + simulator.random().nextInt(1500);
        long successes = simulator.binomial(trials, between.draw(simulator.random()));
        past.add(new Observation(reservations(b, trials, successes), 1));
      }
      Map<String, RateEstimate> estimates = Rates.of(Rate.SHOW_UP, "reservation", past);
      double probability =
          estimates.get("page").next().probability(between.draw(simulator.random()));
      covered += probability >= 0.1 && probability <= 0.9 ? 1 : 0;
    }
    double share = covered / (double) SELLERS;
    String what =
        String.format(
            Locale.ROOT,
            "%d broadcasts, rates as Beta of strength %.0f: covered %.3f",
            broadcasts,
            concentration,
            share);
    reporter.publishEntry(what);
    assertThat(share).as(what).isBetween(0.72, 0.90);
  }

  private static PastLayer reservations(int broadcast, long reserved, long entered) {
    return new PastLayer(
        "b" + broadcast,
        Instant.EPOCH.plusSeconds(86_400L * broadcast),
        "page",
        null,
        null,
        null,
        null,
        reserved,
        entered,
        null,
        null);
  }
}
