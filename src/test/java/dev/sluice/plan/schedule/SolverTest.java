package dev.sluice.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.plan.response.Adstock;
import dev.sluice.plan.response.Hill;
import dev.sluice.plan.response.MichaelisMenten;
import dev.sluice.plan.response.ResponseCurve;
import dev.sluice.plan.schedule.Problem.Group;
import dev.sluice.plan.schedule.Problem.Line;
import dev.sluice.plan.schedule.Problem.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The solver against every plan on a grid of money. */
class SolverTest {
  /** Every plan in steps of money, judged by a computation of its own. */
  private static final class Grid {
    final Problem problem;
    final long step;
    final List<int[]> places = new ArrayList<>();
    final long[][] spend;
    double best = Double.NEGATIVE_INFINITY;
    long plans;

    Grid(Problem problem, long step) {
      this.problem = problem;
      this.step = step;
      spend = new long[problem.lines().size()][];
      for (int i = 0; i < spend.length; i++) {
        spend[i] = new long[problem.lines().get(i).slots().size()];
        for (int s = 0; s < spend[i].length; s++) {
          places.add(new int[] {i, s});
        }
      }
    }

    double best() {
      walk(0, problem.budget());
      return best;
    }

    private void walk(int at, long left) {
      if (at == places.size()) {
        plans++;
        if (kept(problem, spend)) {
          best = Math.max(best, naive(problem, spend));
        }
        return;
      }
      int[] place = places.get(at);
      for (long cents = 0; cents <= left; cents += step) {
        spend[place[0]][place[1]] = cents;
        walk(at + 1, left - cents);
      }
      spend[place[0]][place[1]] = 0;
    }
  }

  /** The value by the definition: each slot's level as a sum over all slots before its day. */
  private static double naive(Problem problem, long[][] spend) {
    double value = 0;
    for (int i = 0; i < spend.length; i++) {
      Line line = problem.lines().get(i);
      for (int s = 0; s < spend[i].length; s++) {
        Slot slot = line.slots().get(s);
        double level = slot.standing() + line.carry()[0] * slot.weight() * spend[i][s] / 100.0;
        for (int t = 0; t < spend[i].length; t++) {
          Slot earlier = line.slots().get(t);
          int days = slot.day() - earlier.day();
          if (days > 0) {
            level +=
                slot.carriedShare() * line.carry()[days] * earlier.weight() * spend[i][t] / 100.0;
          }
        }
        value += slot.share() * line.curve().value(level / slot.share());
      }
    }
    return value;
  }

  private static boolean kept(Problem problem, long[][] spend) {
    long total = 0;
    long[] days = new long[problem.days()];
    for (int i = 0; i < spend.length; i++) {
      Line line = problem.lines().get(i);
      long ofLine = 0;
      long[] ofDay = new long[problem.days()];
      for (int s = 0; s < spend[i].length; s++) {
        if (spend[i][s] < 0) {
          return false;
        }
        ofLine += spend[i][s];
        ofDay[line.slots().get(s).day()] += spend[i][s];
      }
      total += ofLine;
      boolean off = line.offAllowed() && ofLine == 0;
      if (ofLine > line.maximum() || (ofLine < line.minimum() && !off)) {
        return false;
      }
      for (int day = 0; day < days.length; day++) {
        days[day] += ofDay[day];
        if (ofDay[day] > line.dailyMaximum()
            || (ofDay[day] < line.dailyMinimum() && ofDay[day] > 0)) {
          return false;
        }
      }
    }
    for (long day : days) {
      if (day > problem.dailyMaximum()) {
        return false;
      }
    }
    for (Group group : problem.groups()) {
      long money = 0;
      for (int i : group.lines()) {
        money += LongStream.of(spend[i]).sum();
      }
      if (money < group.minimum() || money > group.maximum()) {
        return false;
      }
    }
    return total <= problem.budget();
  }

  private static Adstock adstock(Random random) {
    double rate = 0.2 + 0.6 * random.nextDouble();
    return switch (random.nextInt(8)) {
      case 0 -> new Adstock.Geometric(rate, Integer.MAX_VALUE);
      case 1 -> new Adstock.Binomial(rate, 4);
      case 2 -> new Adstock.WeibullCdf(1 + 2 * rate, 1.5, 5);
      // Its first weight may be 0: all that money does it does later.
      case 3 -> new Adstock.WeibullPdf(1 + 2 * rate, 2, 6);
      case 4 -> new Adstock.Normalised(new Adstock.WeibullPdf(2, 1 + rate, 4));
      default -> new Adstock.Geometric(rate, 1);
    };
  }

  private static Problem random(Random random) {
    int lines = 1 + random.nextInt(2);
    int days = lines == 1 ? 3 + random.nextInt(3) : 2 + random.nextInt(2);
    long step = 1000;
    long budget = step * (6 + random.nextInt(5));
    List<Line> made = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      int parts = days * lines <= 4 && random.nextBoolean() ? 2 : 1;
      double[] weights = {0.7 + random.nextInt(4) / 5.0, 1};
      double carried = random.nextInt(3) == 0 ? 10 * random.nextDouble() : 0;
      Adstock adstock = adstock(random);
      double[] carry = IntStream.range(0, days).mapToDouble(adstock::weight).toArray();
      List<Slot> slots = new ArrayList<>();
      double firstShare = random.nextBoolean() ? 1 : 0.4;
      double sum = days - 1 + firstShare;
      for (int day = 0; day < days; day++) {
        if (days > 3 && day == 2 && random.nextInt(3) == 0) {
          continue;
        }
        double share = (day == 0 ? firstShare : 1) / sum;
        for (int part = 0; part < parts; part++) {
          slots.add(
              new Slot(
                  day,
                  share / parts,
                  parts == 1 ? 1 : weights[part],
                  1.0 / parts,
                  carried * share / parts));
        }
      }
      boolean floor = random.nextInt(3) == 0;
      made.add(
          new Line(
              new Hill(
                  50 + random.nextInt(200),
                  10 + random.nextInt(80),
                  List.of(0.7, 1.0, 2.0, 3.5).get(random.nextInt(4))),
              carry,
              floor ? 2 * step : 0,
              random.nextInt(3) == 0 ? 5 * step : Problem.NO_LIMIT,
              floor && random.nextBoolean(),
              random.nextInt(3) == 0 ? 2 * step : 0,
              random.nextInt(3) == 0 ? 3 * step : Problem.NO_LIMIT,
              slots));
    }
    long dailyMaximum = random.nextInt(3) == 0 ? 4 * step : Problem.NO_LIMIT;
    List<Group> groups = new ArrayList<>();
    if (lines == 2 && random.nextBoolean()) {
      groups.add(
          new Group(List.of(random.nextInt(2)), random.nextBoolean() ? 3 * step : 0, 4 * step));
      groups.add(new Group(List.of(0, 1), 0, 6 * step));
    }
    return new Problem(budget, dailyMaximum, days, made, groups);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      })
  void no_plan_on_a_grid_is_above_the_bound_or_above_a_proven_plan(long seed) {
    Problem problem = random(new Random(seed));

    Solver.Found found = Objects.requireNonNull(Solver.solve(problem));
    Grid grid = new Grid(problem, 1000);
    double best = grid.best();

    assertThat(grid.plans).isGreaterThan(50);
    assertThat(kept(problem, found.spend())).isTrue();
    assertThat(found.value()).isCloseTo(naive(problem, found.spend()), within(1e-9 * best));
    assertThat(found.bound()).isGreaterThanOrEqualTo(best).isGreaterThanOrEqualTo(found.value());
    assertThat(found.gap()).as("gap").isLessThanOrEqualTo(Solver.PROVEN);
    assertThat(found.value()).isGreaterThanOrEqualTo(best * (1 - Solver.PROVEN));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void one_day_without_carry_over_is_the_exact_allocation(long seed) {
    Random random = new Random(seed);
    List<Line> lines = new ArrayList<>();
    List<MichaelisMenten> curves = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      curves.add(new MichaelisMenten(50 + random.nextInt(200), 10 + random.nextInt(80)));
      lines.add(line(curves.get(i), List.of(new Slot(0, 1, 1, 1, 0))));
    }
    long budget = 5000L + random.nextInt(20_000);

    Solver.Found found =
        Objects.requireNonNull(
            Solver.solve(new Problem(budget, Problem.NO_LIMIT, 1, lines, List.of())));

    // Water-filling: x = √(ceiling·half/price) − half, with the price that spends the budget.
    double low = 1e-9;
    double high = 1e9;
    for (int i = 0; i < 200; i++) {
      double price = Math.sqrt(low * high);
      double money = 0;
      for (MichaelisMenten curve : curves) {
        money += Math.max(0, Math.sqrt(curve.ceiling() * curve.half() / price) - curve.half());
      }
      if (money > budget / 100.0) {
        low = price;
      } else {
        high = price;
      }
    }
    double best = 0;
    for (MichaelisMenten curve : curves) {
      best +=
          curve.value(Math.max(0, Math.sqrt(curve.ceiling() * curve.half() / high) - curve.half()));
    }
    assertThat(found.value()).isCloseTo(best, within(1e-6 * best));
    assertThat(found.bound()).isGreaterThanOrEqualTo(best * (1 - 1e-12));
    assertThat(found.gap()).isLessThanOrEqualTo(Solver.PROVEN);
  }

  @Test
  void concave_money_is_spread_evenly_over_equal_days_and_brings_the_windows_response() {
    MichaelisMenten curve = new MichaelisMenten(900, 400);
    List<Slot> slots = new ArrayList<>();
    for (int day = 0; day < 14; day++) {
      slots.add(new Slot(day, 1 / 14.0, 1, 1, 0));
    }

    Solver.Found found =
        Objects.requireNonNull(
            Solver.solve(
                new Problem(70_000, Problem.NO_LIMIT, 14, List.of(line(curve, slots)), List.of())));

    assertThat(found.spend()[0]).containsOnly(5000);
    assertThat(found.value()).isCloseTo(curve.value(700), within(1e-9));
  }

  @Test
  void an_s_shaped_layer_pulses_and_the_plan_is_proven() {
    List<Slot> slots = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      slots.add(new Slot(day, 0.1, 1, 1, 0));
    }
    Hill curve = new Hill(1000, 500, 3);

    Solver.Found found =
        Objects.requireNonNull(
            Solver.solve(
                new Problem(25_000, Problem.NO_LIMIT, 10, List.of(line(curve, slots)), List.of())));

    assertThat(found.gap()).isLessThanOrEqualTo(Solver.PROVEN);
    // Evenly the window answers at half of its half: far less than a few full days.
    assertThat(found.value()).isGreaterThan(2 * curve.value(250));
    assertThat(found.spend()[0]).contains(0);
  }

  @Test
  void fourteen_days_of_four_parts_and_ten_layers_end_near_their_bound() {
    Random random = new Random(7);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<Slot> slots = new ArrayList<>();
      for (int s = 0; s < 56; s++) {
        slots.add(new Slot(s / 4, 1 / 56.0, 0.7 + 0.2 * (s % 4), 0.25, 0));
      }
      double[] carry = new double[14];
      for (int lag = 0; lag < 14; lag++) {
        carry[lag] = Math.pow(0.4, lag);
      }
      lines.add(
          new Line(
              new Hill(5000 + random.nextInt(20_000), 5000 + random.nextInt(10_000), 1 + i % 3),
              carry,
              0,
              Problem.NO_LIMIT,
              true,
              20_000,
              Problem.NO_LIMIT,
              slots));
    }
    Problem problem = new Problem(6_000_000, 800_000, 14, lines, List.of());

    Solver.Found found = Objects.requireNonNull(Solver.solve(problem));

    assertThat(kept(problem, found.spend())).isTrue();
    assertThat(found.gap()).isLessThanOrEqualTo(0.025);
  }

  @Test
  void the_same_problem_gives_the_same_cents() {
    for (long seed : new long[] {4, 8, 15}) {
      Problem problem = random(new Random(seed));
      long[][] once = Objects.requireNonNull(Solver.solve(problem)).spend();
      long[][] again = Objects.requireNonNull(Solver.solve(problem)).spend();

      assertThat(again).as("seed %d", seed).isDeepEqualTo(once);
    }
  }

  @Test
  void what_no_plan_can_keep_has_no_plan() {
    Slot slot = new Slot(0, 1, 1, 1, 0);
    Line line =
        new Line(
            new MichaelisMenten(100, 10),
            new double[] {1},
            500,
            Problem.NO_LIMIT,
            false,
            0,
            400,
            List.of(slot));

    assertThat(Solver.solve(new Problem(1000, Problem.NO_LIMIT, 1, List.of(line), List.of())))
        .isNull();
  }

  private static Line line(ResponseCurve curve, List<Slot> slots) {
    double[] carry = new double[slots.get(slots.size() - 1).day() + 1];
    carry[0] = 1;
    return new Line(curve, carry, 0, Problem.NO_LIMIT, true, 0, Problem.NO_LIMIT, slots);
  }
}
