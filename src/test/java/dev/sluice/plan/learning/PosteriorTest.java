package dev.sluice.plan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.plan.LayerKind;
import dev.sluice.plan.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** The formulas against plain integration of prior times likelihood. */
class PosteriorTest {
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private static final double[] SPEND = {800, 1000, 1500, 700};
  private static final long[] ENTRANTS = {900, 1300, 1350, 1000};

  @Test
  void a_rate_is_prior_times_likelihood() {
    Beta posterior = new Beta(3, 27).after(40, 160);

    double evidence = 0;
    double mean = 0;
    double below = 0;
    int steps = 200_000;
    for (int i = 0; i < steps; i++) {
      double rate = (i + 0.5) / steps;
      double density =
          Math.exp((3 - 1 + 40) * Math.log(rate) + (27 - 1 + 160) * Math.log1p(-rate) + 100);
      evidence += density;
      mean += rate * density;
      below += rate <= 0.2 ? density : 0;
    }
    assertThat(posterior.mean()).isCloseTo(mean / evidence, within(1e-9));
    assertThat(posterior.probability(0.2)).isCloseTo(below / evidence, within(1e-4));
    assertThat(posterior.probability(posterior.quantile(0.9))).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void a_curve_is_prior_times_likelihood() {
    SpendCurve curve = History.of(past(null, "paid"), LATER).layer("paid").curve();

    for (double spend : new double[] {1000, 3000}) {
      for (double entrants : new double[] {800, 1200, 2000}) {
        assertThat(curve.probability(spend, entrants))
            .as("entrants %s at %s", entrants, spend)
            .isCloseTo(integrated(spend, entrants), within(2e-4));
      }
    }
  }

  /** P(entrants ≤ y) by brute force over log k, log e and log variance. */
  private static double integrated(double spend, double entrants) {
    double usual = 1000;
    double evidence = 0;
    double below = 0;
    for (double logK = -4; logK <= 4; logK += 0.1) {
      double k = Math.exp(logK);
      for (double logE = 5; logE <= 9; logE += 0.02) {
        double squares = 0;
        double weights = 0;
        for (int i = 0; i < SPEND.length; i++) {
          double weight = Math.pow(0.5, (SPEND.length - 1 - i) / 10.0);
          double u = SPEND[i] / usual;
          double off = Math.log((double) ENTRANTS[i]) - logE - Math.log((1 + k) * u / (k + u));
          squares += weight * off * off;
          weights += weight;
        }
        double u = spend / usual;
        double centre = logE + Math.log((1 + k) * u / (k + u));
        for (double logV = -9; logV <= 4; logV += 0.1) {
          double variance = Math.exp(logV);
          // Inverse gamma with 2 degrees of freedom, half of it below 0.3²; flat in log variance by
          // its Jacobian.
          double density =
              Math.exp(
                  -logK * logK / 2
                      - (2 + weights) / 2 * logV
                      - (2 * Math.log(2) * 0.09 + squares) / (2 * variance));
          evidence += density;
          below +=
              density
                  * NORMAL.cumulativeProbability(
                      (Math.log(entrants) - centre) / Math.sqrt(variance));
        }
      }
    }
    return below / evidence;
  }

  @Test
  void a_second_layer_of_another_kind_teaches_nothing() {
    List<PastLayer> alone = past(LayerKind.PAID, "paid");
    List<PastLayer> both = new ArrayList<>(alone);
    both.addAll(past(LayerKind.CREATOR, "creators"));

    assertThat(curve(both, "paid").quantile(2000, 0.9))
        .isEqualTo(curve(alone, "paid").quantile(2000, 0.9));
    assertThat(curve(both, "paid").pooledLayers()).isEqualTo(1);
  }

  @Test
  void layers_of_one_kind_draw_each_other_s_half_saturation_together() {
    Simulator.World world = new Simulator.World(Math.log(4), 0.1, 0.05, 0.6, 0.8);
    Simulator simulator = new Simulator(3);
    List<Simulator.Layer> layers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      layers.add(simulator.layer("l" + i, world));
    }
    List<PastLayer> apart = simulator.past(layers, world, 8);
    List<PastLayer> together = Simulator.ofOneKind(apart);
    double alone = 0;
    double pooled = 0;
    for (Simulator.Layer layer : layers) {
      alone += Math.abs(Math.log(half(apart, layer) / layer.half() / layer.usual()));
      pooled += Math.abs(Math.log(half(together, layer) / layer.half() / layer.usual()));
      assertThat(curve(together, layer.id()).pooledLayers()).isEqualTo(4);
      assertThat(curve(together, layer.id()).priorWeight())
          .isLessThan(curve(apart, layer.id()).priorWeight());
    }
    assertThat(pooled).isLessThan(alone);
  }

  private static double half(List<PastLayer> past, Simulator.Layer layer) {
    return curve(past, layer.id()).halfSaturation(0.5);
  }

  @Test
  void spend_that_never_varied_tells_no_half_saturation() {
    List<PastLayer> past = new ArrayList<>();
    for (int b = 0; b < 30; b++) {
      past.add(paid(b, LayerKind.TEASER, "teasers", 300, 400 + b % 3));
    }
    SpendCurve curve = curve(past, "teasers");

    assertThat(curve.identified()).isFalse();
    assertThat(curve.priorWeight()).isCloseTo(1, within(0.01));
    assertThat(curve.halfSaturation(0.5)).isCloseTo(300, within(30.0));
    assertThat(curve.quantile(300, 0.5)).isCloseTo(401, within(2.0));
    assertThat(curve.extrapolates(450)).isFalse();
    assertThat(curve.extrapolates(450.01)).isTrue();
  }

  @Test
  void quantiles_and_draws_follow_the_distribution() {
    SpendCurve curve = curve(past(null, "paid"), "paid");
    for (double p : new double[] {0.1, 0.5, 0.9}) {
      assertThat(curve.probability(1500, curve.quantile(1500, p))).isCloseTo(p, within(1e-9));
    }
    assertThat(curve.quantile(0, 0.9)).isZero();
    assertThat(curve.meanQuantile(1000, 0.9)).isLessThan(curve.quantile(1000, 0.9));

    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    double below = 0;
    for (int i = 0; i < 20_000; i++) {
      below += curve.draw(1500, random) <= curve.quantile(1500, 0.75) ? 1 : 0;
    }
    assertThat(below / 20_000).isCloseTo(0.75, within(0.015));
  }

  @Test
  void the_curve_of_a_campaign_file_has_the_same_value_and_slope_at_the_usual_spend() {
    SpendCurve curve = curve(past(null, "paid"), "paid");
    Response response = curve.response();
    double ceiling = response.parameters().get("ceiling").doubleValue();
    double half = response.parameters().get("half").doubleValue();

    assertThat(response.parameters().keySet()).containsExactly("ceiling", "half");
    for (double spend : new double[] {999, 1000, 1001}) {
      assertThat(ceiling * spend / (half + spend)).isCloseTo(curve.expected(spend), within(0.01));
    }
  }

  @Test
  void what_is_learned_does_not_depend_on_the_order_of_the_past() {
    List<PastLayer> past = past(LayerKind.PAID, "paid");
    double before = curve(past, "paid").quantile(2500, 0.3);
    List<PastLayer> shuffled = new ArrayList<>(past);
    Collections.shuffle(shuffled, new Random(9));

    assertThat(curve(shuffled, "paid").quantile(2500, 0.3)).isEqualTo(before);
  }

  @Test
  void nothing_later_than_the_moment_of_the_question_is_known() {
    List<PastLayer> past = past(null, "paid");
    Instant third = past.get(2).start();

    assertThat(History.of(past, third).layer("paid").broadcasts()).isEqualTo(2);
    assertThat(History.of(past, Instant.EPOCH).layer("paid")).isNull();
    assertThat(History.of(past, third).broadcasts()).isEqualTo(2);
  }

  private static SpendCurve curve(List<PastLayer> past, String layer) {
    return History.of(past, LATER).layer(layer).curve();
  }

  private static List<PastLayer> past(LayerKind kind, String layer) {
    List<PastLayer> past = new ArrayList<>();
    for (int b = 0; b < SPEND.length; b++) {
      past.add(paid(b, kind, layer, SPEND[b], ENTRANTS[b]));
    }
    return past;
  }

  private static PastLayer paid(
      int broadcast, LayerKind kind, String layer, double spend, long entrants) {
    return new PastLayer(
        "b" + broadcast,
        Instant.parse("2026-01-01T12:00:00Z").plusSeconds(604_800L * broadcast),
        layer,
        kind,
        BigDecimal.valueOf(spend),
        null,
        null,
        null,
        entrants,
        null,
        null);
  }
}
