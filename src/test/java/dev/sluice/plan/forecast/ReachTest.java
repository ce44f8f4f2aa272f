package dev.sluice.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.plan.BetaBinomial;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.NegativeBinomial;
import dev.sluice.plan.PlanningVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  static List<PlanningVectors.Vector> published() {
    return PlanningVectors.of("reach");
  }

  @ParameterizedTest
  @MethodSource("published")
  void published_reach_comes_out(PlanningVectors.Vector vector) {
    switch (vector.kind()) {
      case "reach_indep" -> independent(vector);
      case "reach_binomial" -> repeated(vector);
      case "reach_bbd" -> betaBinomial(vector);
      case "nbd" -> buildUp(vector);
      default -> throw new AssertionError(vector.kind());
    }
  }

  private static void independent(PlanningVectors.Vector vector) {
    double size = vector.input("population").asDouble(1);
    double[] parts =
        Arrays.stream(PlanningVectors.numbers(vector.input("audiences")))
            .map(each -> each / size)
            .toArray();
    double[] exactly = Reach.byLayers(parts);
    double reach = people(parts);
    check(vector, "reach", reach);
    check(vector, "overlap", Arrays.stream(parts).sum() - reach);
    check(vector, "exactly", Arrays.copyOfRange(exactly, 1, exactly.length));
    check(vector, "at_least", atLeast(exactly));
    check(vector, "avg_contacts_reached", Arrays.stream(parts).sum() / reach);
    check(
        vector,
        "cumulative",
        IntStream.rangeClosed(1, parts.length)
            .mapToDouble(n -> people(Arrays.copyOf(parts, n)))
            .toArray());
  }

  private static void repeated(PlanningVectors.Vector vector) {
    double p = vector.input("p").asDouble();
    int n = (int) vector.input("n").asDouble();
    double[] parts = new double[n];
    Arrays.fill(parts, p);
    double[] exactly = Reach.byLayers(parts);
    check(vector, "reach", Reach.ofList(1, n * p, n, Double.NaN));
    check(vector, "zero", 1 - Reach.ofList(1, n * p, n, Double.NaN));
    double[] ways = new double[Math.min(n, 4) + 1];
    Arrays.setAll(ways, k -> exactly[k] / List.of(1, 4, 6, 4, 1).get(k));
    check(vector, "per_way", ways);
  }

  private static void betaBinomial(PlanningVectors.Vector vector) {
    double people = vector.input("population").asDouble();
    double first = vector.input("A1").asDouble() / people;
    double second = vector.input("A2").asDouble() / people;
    int pushes = (int) vector.input("n").asDouble();
    double again = (2 * first - second) / first;
    BetaBinomial reached = BetaBinomial.of(first, again, pushes);
    double[] exactly = IntStream.rangeClosed(0, pushes).mapToDouble(reached::exactly).toArray();
    check(vector, "alpha", reached.alpha());
    check(vector, "beta", reached.beta());
    check(vector, "reach", reached.reach());
    check(vector, "exactly", Arrays.copyOfRange(exactly, 1, exactly.length));
    check(vector, "at_least", atLeast(exactly));
    check(vector, "avg_contacts_reached", pushes * first / reached.reach());
    assertThat(Reach.ofList(people, pushes * first * people, pushes, again))
        .isCloseTo(people * reached.reach(), within(1e-6));
  }

  private static void buildUp(PlanningVectors.Vector vector) {
    NegativeBinomial base =
        NegativeBinomial.of(vector.input("b").asDouble(), vector.input("w").asDouble());
    double[] weeks = PlanningVectors.numbers(vector.input("weeks"));
    double of = vector.input("base_weeks").asDouble();
    check(
        vector,
        "penetration",
        Arrays.stream(weeks).map(each -> base.times(each / of).penetration()).toArray());
    check(
        vector,
        "frequency",
        Arrays.stream(weeks).map(each -> base.times(each / of).frequency()).toArray());
  }

  private static double[] atLeast(double[] exactly) {
    double[] atLeast = new double[exactly.length - 1];
    for (int k = exactly.length - 1; k > 0; k--) {
      atLeast[k - 1] = exactly[k] + (k < atLeast.length ? atLeast[k] : 0);
    }
    return atLeast;
  }

  /** The people of layers that share them as at random, of an audience of one. */
  private static double people(double[] parts) {
    return overlap("layers: []", parts.length).people(parts, 1);
  }

  private static Overlap overlap(String yaml, int layers) {
    return new Overlap(
        CampaignFile.read("c", yaml).accepted(),
        IntStream.range(0, layers).mapToObj(i -> "l" + i).toList());
  }

  @Test
  void stated_overlap_of_two_layers_is_met_exactly() {
    Overlap overlap =
        overlap(
            """
            audience: {overlap: [{layers: [l0, l1], share: 0.4}]}
            layers: [{id: l0, kind: store}, {id: l1, kind: paid}]
            """,
            2);

    assertThat(overlap.people(new double[] {1000, 250}, Double.NaN)).isEqualTo(1150);
    assertThat(overlap.people(new double[] {250, 1000}, 1e6)).isEqualTo(1150);
    assertThat(overlap.people(new double[] {0, 0}, Double.NaN)).isZero();
  }

  @Test
  void stated_overlap_that_chance_would_give_changes_nothing() {
    double[] entrants = {400, 250, 200};
    String pair = "{layers: [l%d, l%d], share: %s}";
    Overlap chance =
        overlap(
            "audience: {size: 1000, overlap: ["
                + String.join(
                    ", ",
                    pair.formatted(0, 1, 0.4),
                    pair.formatted(0, 2, 0.4),
                    pair.formatted(1, 2, 0.25))
                + "]}\nlayers: [{id: l0, kind: store}, {id: l1, kind: paid}, {id: l2, kind: paid}]",
            3);

    assertThat(chance.people(entrants, 1000))
        .isCloseTo(1000 * (1 - 0.6 * 0.75 * 0.8), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void people_lie_between_the_bounds_whatever_is_shared(long seed) {
    Random random = new Random(seed);
    int layers = 2 + random.nextInt(6);
    StringBuilder pairs = new StringBuilder();
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < layers; i++) {
      ids.append("{id: l").append(i).append(", kind: store}, ");
      for (int j = 0; j < i; j++) {
        if (random.nextBoolean()) {
          pairs.append("{layers: [l%d, l%d], share: %.3f}, ".formatted(i, j, random.nextDouble()));
        }
      }
    }
    Overlap overlap =
        overlap("audience: {overlap: [%s]}\nlayers: [%s]".formatted(pairs, ids), layers);
    for (int round = 0; round < 200; round++) {
      double[] entrants = random.doubles(layers, 0, 1000).map(Math::rint).toArray();
      double size = random.nextBoolean() ? Double.NaN : 1000 + random.nextInt(3000);
      double people = overlap.people(entrants, size);
      double most = Arrays.stream(entrants).max().orElseThrow();
      double sum = Arrays.stream(entrants).sum();
      assertThat(people)
          .as("seed %d", seed)
          .isBetween(most, Double.isNaN(size) ? sum : Math.min(sum, size));
    }
  }

  @Test
  void the_order_of_layers_changes_no_overlap() {
    String pair = "audience: {size: 5000, overlap: [{layers: [l0, l2], share: 0.7}]}\n";
    String layers = "layers: [{id: l0, kind: store}, {id: l1, kind: store}, {id: l2, kind: store}]";
    Overlap overlap = overlap(pair + layers, 3);
    Overlap turned =
        new Overlap(CampaignFile.read("c", pair + layers).accepted(), List.of("l2", "l0", "l1"));

    assertThat(turned.people(new double[] {300, 100, 300}, 5000))
        .isEqualTo(overlap.people(new double[] {100, 300, 300}, 5000));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void capped_contacts_agree_with_people_drawn_one_by_one(long seed) {
    Random random = new Random(seed);
    NegativeBinomial contacts = NegativeBinomial.of(0.3, 2.5);
    int people = 200_000;
    long reached = 0;
    long all = 0;
    long capped = 0;
    for (int i = 0; i < people; i++) {
      double rate = gamma(random, contacts.shape()) * contacts.mean() / contacts.shape();
      int count = 0;
      for (double at = -Math.log1p(-random.nextDouble()); at < rate; count++) {
        at -= Math.log1p(-random.nextDouble());
      }
      reached += count > 0 ? 1 : 0;
      all += count;
      capped += Math.min(count, 2);
    }

    assertThat(reached / (double) people).as("seed %d", seed).isCloseTo(0.3, within(0.005));
    assertThat(all / (double) people).as("seed %d", seed).isCloseTo(0.75, within(0.02));
    assertThat(capped / (double) people)
        .as("seed %d", seed)
        .isCloseTo(contacts.capped(2), within(0.008));
    assertThat(contacts.capped(1)).isCloseTo(contacts.penetration(), within(1e-12));
    assertThat(contacts.capped(10_000)).isCloseTo(contacts.mean(), within(1e-9));
  }

  /** A gamma variate by Johnk's and the exponential's sums: slow, and unlike the product's. */
  private static double gamma(Random random, double shape) {
    double sum = 0;
    double rest = shape;
    while (rest >= 1) {
      sum -= Math.log1p(-random.nextDouble());
      rest -= 1;
    }
    if (rest > 0) {
      double x;
      double y;
      do {
        x = Math.pow(random.nextDouble(), 1 / rest);
        y = Math.pow(random.nextDouble(), 1 / (1 - rest));
      } while (x + y > 1 || x + y == 0);
      sum += x / (x + y) * -Math.log1p(-random.nextDouble());
    }
    return sum;
  }

  @Test
  void looks_beyond_those_stated_reach_more_people_but_not_in_proportion() {
    double at = Reach.ofLooks(180_000, 180_000, 90_000, 600_000);
    double twice = Reach.ofLooks(360_000, 180_000, 90_000, 600_000);

    assertThat(at).isCloseTo(90_000, within(1e-3));
    assertThat(twice).isBetween(95_000.0, 179_000.0);
    assertThat(Reach.ofLooks(90_000, 180_000, 90_000, 600_000)).isBetween(45_000.0, 90_000.0);
    assertThat(Reach.ofLooks(50, 180, 90, Double.NaN)).isEqualTo(50);
  }

  @Test
  void people_reached_more_evenly_than_at_random_have_no_negative_binomial() {
    assertThat(NegativeBinomial.of(0.5, 1.01)).isNull();
    assertThat(NegativeBinomial.of(0.5, 1.5)).isNotNull();
  }

  /** Compares what the vector states of it. */
  private static void check(PlanningVectors.Vector vector, String key, double... actual) {
    JsonNode expected = vector.expected(key);
    if (expected.isArray()) {
      vector.assertClose(key, actual);
    } else if (!expected.isMissingNode()) {
      vector.assertClose(key, actual[0]);
    }
  }
}
