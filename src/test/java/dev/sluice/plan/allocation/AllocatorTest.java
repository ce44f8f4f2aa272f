package dev.sluice.plan.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.plan.response.Carried;
import dev.sluice.plan.response.Exponential;
import dev.sluice.plan.response.Hill;
import dev.sluice.plan.response.Linear;
import dev.sluice.plan.response.Log;
import dev.sluice.plan.response.MichaelisMenten;
import dev.sluice.plan.response.Points;
import dev.sluice.plan.response.Power;
import dev.sluice.plan.response.ResponseCurve;
import dev.sluice.plan.response.Scaled;
import dev.sluice.plan.response.Sigmoid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorTest {
  private static final double CENT = 0.01;
  private static final int STEPS = 2_000;

  /** A curve of any kind, for spends of about a thousand. */
  private static ResponseCurve curve(Random random) {
    double ceiling = 100 + 900 * random.nextDouble();
    double half = 50 + 500 * random.nextDouble();
    return switch (random.nextInt(10)) {
      case 0 -> new MichaelisMenten(ceiling, half);
      case 1, 2, 3 -> new Hill(ceiling, half, 0.5 + 4 * random.nextDouble());
      case 4 -> new Log(ceiling, half);
      case 5 -> new Exponential(ceiling, 1 / half);
      case 6 -> new Power(ceiling / 30, 0.3 + random.nextDouble());
      case 7 -> new Sigmoid(ceiling, 6 / half, half);
      case 8 ->
          random.nextBoolean()
              ? new Linear(ceiling / half)
              : new Carried(new Hill(ceiling, half, 3), half * random.nextDouble());
      default -> {
        double[] spend = new double[6];
        double[] response = new double[6];
        for (int i = 1; i < 6; i++) {
          spend[i] = spend[i - 1] + 10 + 200 * random.nextDouble();
          response[i] = response[i - 1] + (random.nextInt(3) == 0 ? 0 : 200 * random.nextDouble());
        }
        yield new Points(spend, response);
      }
    };
  }

  /** Layers with minimums, some of which may be off; amounts are whole steps of the money grid. */
  private static Problem problem(Random random, int size, boolean groups) {
    double step = 1;
    double budget = STEPS * step;
    List<Problem.Layer> layers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean off = random.nextInt(3) == 0;
      double minimum = off || random.nextInt(3) == 0 ? random.nextInt(STEPS / size) : 0;
      double maximum = minimum + random.nextInt(STEPS);
      layers.add(new Problem.Layer("l" + i, curve(random), minimum, maximum, off));
    }
    List<Problem.Group> limits = new ArrayList<>();
    if (groups) {
      List<Integer> inner = new ArrayList<>();
      for (int i = 0; i < size / 2; i++) {
        inner.add(i);
      }
      double least =
          layers.subList(0, size / 2).stream()
              .mapToDouble(l -> l.offAllowed() ? 0 : l.minimum())
              .sum();
      double most = layers.subList(0, size / 2).stream().mapToDouble(Problem.Layer::maximum).sum();
      double minimum = Math.min(most, random.nextInt(300));
      limits.add(
          new Problem.Group("g", inner, minimum, Math.max(minimum, least) + random.nextInt(800)));
    }
    return new Problem(layers, limits, budget, CENT);
  }

  /** The best on the money grid: everything a layer may get, tried against every rest. */
  private static double grid(Problem problem, List<Integer> which, double[] start, double[] out) {
    double[] best = start;
    for (int i : which) {
      Problem.Layer layer = problem.layers().get(i);
      double[] next = new double[STEPS + 1];
      Arrays.fill(next, Double.NEGATIVE_INFINITY);
      for (int spend = 0; spend <= STEPS; spend++) {
        boolean may =
            (spend >= layer.minimum() && spend <= layer.maximum())
                || (layer.offAllowed() && spend == 0);
        if (!may) {
          continue;
        }
        double value = layer.curve().value(spend);
        for (int before = 0; before + spend <= STEPS; before++) {
          next[before + spend] = Math.max(next[before + spend], best[before] + value);
        }
      }
      best = next;
    }
    System.arraycopy(best, 0, out, 0, best.length);
    return Arrays.stream(best).max().orElseThrow();
  }

  private static double grid(Problem problem) {
    double[] none = new double[STEPS + 1];
    Arrays.fill(none, Double.NEGATIVE_INFINITY);
    none[0] = 0;
    double[] sums = new double[STEPS + 1];
    List<Integer> inner = problem.groups().isEmpty() ? List.of() : problem.groups().get(0).layers();
    grid(problem, inner, none, sums);
    if (!inner.isEmpty()) {
      Problem.Group group = problem.groups().get(0);
      for (int spend = 0; spend <= STEPS; spend++) {
        if (spend < group.minimum() || spend > group.maximum()) {
          sums[spend] = Double.NEGATIVE_INFINITY;
        }
      }
    }
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < problem.layers().size(); i++) {
      if (!inner.contains(i)) {
        rest.add(i);
      }
    }
    return grid(problem, rest, sums.clone(), sums);
  }

  private static void assertWithin(Problem problem, double[] spend, String as) {
    double sum = 0;
    for (int i = 0; i < spend.length; i++) {
      Problem.Layer layer = problem.layers().get(i);
      assertThat(spend[i] * 100).as(as).isCloseTo(Math.rint(spend[i] * 100), within(1e-6));
      assertThat(
              (spend[i] >= layer.minimum() && spend[i] <= layer.maximum())
                  || (layer.offAllowed() && spend[i] == 0))
          .as("%s: layer %d gets %s of %s", as, i, spend[i], layer)
          .isTrue();
      sum += spend[i];
    }
    assertThat(sum).as(as).isLessThanOrEqualTo(problem.budget() + 1e-6);
    for (Problem.Group group : problem.groups()) {
      double of = group.layers().stream().mapToDouble(i -> spend[i]).sum();
      assertThat(of).as(as).isBetween(group.minimum() - 1e-6, group.maximum() + 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void no_division_on_a_grid_of_money_is_better_and_the_bound_is_above_both(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 4; round++) {
      // Round 0 of each seed goes up to twelve.
      int size = 2 + random.nextInt(round == 0 ? 11 : 7);
      Problem problem = problem(random, size, size > 3 && round % 2 == 1);
      String as = "seed " + seed + " round " + round;
      double grid = grid(problem);
      Allocation best = Allocator.allocate(problem);

      if (best == null) {
        assertThat(grid).as(as).isEqualTo(Double.NEGATIVE_INFINITY);
        continue;
      }
      assertWithin(problem, best.spend(), as);
      assertThat(best.value()).as(as).isEqualTo(problem.value(best.spend()));
      assertThat(best.upperBound()).as(as).isGreaterThanOrEqualTo(grid * (1 - 1e-12));
      assertThat(best.value()).as(as).isGreaterThanOrEqualTo(grid * (1 - 1e-4));
      assertThat(best.gap()).as(as).isLessThanOrEqualTo(1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void more_money_never_brings_less_and_no_division_is_worse_than_the_old(long seed) {
    Random random = new Random(seed);
    Problem problem = problem(random, 6, false);
    double[] old = random.doubles(6).map(each -> 100 * each).toArray();
    double before = 0;
    for (int part = 4; part <= 10; part++) {
      Problem smaller = problem.withBudget(problem.budget() * part / 10);
      double[] known = Allocator.inProportion(smaller, old);
      if (known == null) {
        continue;
      }
      assertWithin(smaller, known, "old split, seed " + seed);
      Allocation best = Objects.requireNonNull(Allocator.allocate(smaller, known));
      assertThat(best.value()).as("seed %d", seed).isGreaterThanOrEqualTo(smaller.value(known));
      assertThat(best.upperBound()).as("seed %d", seed).isGreaterThanOrEqualTo(before);
      before = best.value();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fifty_s_shaped_layers_are_certified(long seed) {
    Allocation best = Objects.requireNonNull(Allocator.allocate(sShaped(new Random(seed), 50)));

    assertThat(best.gap()).as("seed %d, %d nodes", seed, best.nodes()).isLessThanOrEqualTo(1e-4);
  }

  static Problem sShaped(Random random, int size) {
    List<Problem.Layer> layers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double half = 500 + 5000 * random.nextDouble();
      layers.add(
          new Problem.Layer(
              "l" + i,
              new Hill(1000 + 9000 * random.nextDouble(), half, 1.5 + 2.5 * random.nextDouble()),
              0,
              4 * half,
              false));
    }
    return new Problem(layers, List.of(), 1500.0 * size, CENT);
  }

  @Test
  void fifty_equal_s_shaped_layers_are_certified() {
    List<Problem.Layer> layers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      layers.add(new Problem.Layer("l" + i, new Hill(1000, 50, 3), 0, 1e6, false));
    }
    Allocation best =
        Objects.requireNonNull(Allocator.allocate(new Problem(layers, List.of(), 20.5 * 63, CENT)));

    assertThat(best.gap()).as("%d nodes", best.nodes()).isLessThanOrEqualTo(1e-4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void in_a_currency_of_a_tenth_the_value_all_money_is_ten_times_as_much(long seed) {
    Problem problem = problem(new Random(seed), 6, seed % 2 == 0);
    List<Problem.Layer> layers = new ArrayList<>();
    for (Problem.Layer each : problem.layers()) {
      layers.add(
          new Problem.Layer(
              each.id(),
              new Scaled(each.curve(), 1, 0.1),
              10 * each.minimum(),
              10 * each.maximum(),
              each.offAllowed()));
    }
    List<Problem.Group> groups =
        problem.groups().stream()
            .map(g -> new Problem.Group(g.id(), g.layers(), 10 * g.minimum(), 10 * g.maximum()))
            .toList();
    Allocation best = Allocator.allocate(problem);
    Allocation scaled =
        Allocator.allocate(new Problem(layers, groups, 10 * problem.budget(), 10 * CENT));

    assertThat(scaled == null).isEqualTo(best == null);
    if (best != null && scaled != null) {
      assertThat(scaled.value()).isCloseTo(best.value(), within(1e-7 * best.value()));
      assertThat(scaled.price()).isCloseTo(best.price() / 10, within(1e-6 * best.price() + 1e-12));
      for (int i = 0; i < layers.size(); i++) {
        assertThat(scaled.spend()[i])
            .as("seed %d, layer %d", seed, i)
            .isCloseTo(10 * best.spend()[i], within(10 * CENT + 1e-6));
      }
    }
  }

  @Test
  void concave_layers_meet_the_conditions_of_the_optimum() {
    Random random = new Random(7);
    List<Problem.Layer> layers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double minimum = random.nextInt(20);
      layers.add(
          new Problem.Layer(
              "l" + i,
              new MichaelisMenten(100 + 900 * random.nextDouble(), 50 + random.nextInt(300)),
              minimum,
              minimum + random.nextInt(200),
              false));
    }
    Allocation best =
        Objects.requireNonNull(Allocator.allocate(new Problem(layers, List.of(), 3000, 1e-9)));

    for (int i = 0; i < 40; i++) {
      Problem.Layer layer = layers.get(i);
      double slope = layer.curve().slope(best.spend()[i]);
      if (best.spend()[i] < layer.maximum() - 1e-6) {
        assertThat(slope).isLessThanOrEqualTo(best.price() * (1 + 1e-8));
      }
      if (best.spend()[i] > layer.minimum() + 1e-6) {
        assertThat(slope).isGreaterThanOrEqualTo(best.price() * (1 - 1e-8));
      }
    }
    assertThat(best.nodes()).isEqualTo(1);
  }

  @Test
  void a_group_s_price_is_what_its_limit_costs() {
    List<Problem.Layer> layers =
        List.of(
            new Problem.Layer("a", new Log(100, 1), 0, 1e6, false),
            new Problem.Layer("b", new Log(100, 1), 0, 1e6, false),
            new Problem.Layer("c", new Log(100, 1), 0, 1e6, false));
    Problem problem =
        new Problem(layers, List.of(new Problem.Group("g", List.of(0, 1), 0, 20)), 120, CENT);
    Allocation best = Objects.requireNonNull(Allocator.allocate(problem));

    assertThat(best.spend()).containsExactly(10, 10, 100);
    assertThat(best.price()).isCloseTo(100 / 101.0, within(1e-9));
    assertThat(best.groupPrices()[0]).isCloseTo(100 / 11.0 - 100 / 101.0, within(1e-9));
  }

  @Test
  void the_odd_cases() {
    Problem.Layer one = new Problem.Layer("a", new Log(100, 1), 0, 50, false);
    Problem.Layer none = new Problem.Layer("b", new Log(100, 1), 0, 0, false);
    Points flat = new Points(new double[] {0, 10, 20, 30}, new double[] {0, 50, 50, 60});

    assertThat(spend(0, one)).containsExactly(0);
    assertThat(spend(80, one)).containsExactly(50);
    assertThat(spend(80, none, one)).containsExactly(0, 50);
    assertThat(spend(15, new Problem.Layer("p", flat, 0, 100, false))).containsExactly(10);
    assertThat(spend(99, new Problem.Layer("p", flat, 0, 100, false))).containsExactly(30);
    assertThat(spend(9, new Problem.Layer("m", new Log(9, 1), 10, 50, true))).containsExactly(0);
    assertThat(
            Allocator.allocate(
                new Problem(
                    List.of(new Problem.Layer("m", new Log(9, 1), 10, 50, false)),
                    List.of(),
                    9,
                    CENT)))
        .isNull();
    assertThat(spend(1e12, new Problem.Layer("h", new Hill(1e12, 1e11, 2), 0, 1e12, false)))
        .containsExactly(1e12);
    assertThat(
            spend(
                0.01,
                new Problem.Layer("x", new Linear(1), 0, 1, false),
                new Problem.Layer("y", new Linear(1), 0, 1, false)))
        .containsExactly(0.01, 0);
  }

  private static double[] spend(double budget, Problem.Layer... layers) {
    return Objects.requireNonNull(
            Allocator.allocate(new Problem(List.of(layers), List.of(), budget, CENT)))
        .spend();
  }
}
