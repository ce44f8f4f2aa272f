package dev.sluice.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.plan.response.Exponential;
import dev.sluice.plan.response.Hill;
import dev.sluice.plan.response.Linear;
import dev.sluice.plan.response.Log;
import dev.sluice.plan.response.MichaelisMenten;
import dev.sluice.plan.response.Points;
import dev.sluice.plan.response.Power;
import dev.sluice.plan.response.ResponseCurve;
import dev.sluice.plan.schedule.Problem.Line;
import dev.sluice.plan.schedule.Problem.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
  private static final double TOP = 300;

  static Stream<ResponseCurve> curves() {
    return Stream.of(
        new MichaelisMenten(300, 60),
        new Hill(900, 60, 3),
        new Hill(900, 60, 1),
        new Hill(900, 60, 0.6),
        new Hill(900, 5000, 2),
        new Log(40, 20),
        new Exponential(200, 0.02),
        new Power(3, 0.5),
        new Power(0.1, 1.8),
        new Linear(2),
        new Points(new double[] {10, 20, 50, 400}, new double[] {1, 40, 45, 60}));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void it_is_nowhere_below_the_curve_and_meets_it_where_it_is_told_to(ResponseCurve curve) {
    for (int tangents : new int[] {0, 4, 60}) {
      Envelope envelope = Envelope.of(curve, TOP, Set.of(37.0, 120.0), tangents);
      Envelope hull = envelope.hull();
      double scale = curve.value(TOP);
      for (int i = 0; i <= 3000; i++) {
        double x = TOP * i / 3000;
        assertThat(at(envelope, x)).isGreaterThanOrEqualTo(curve.value(x) - 1e-9 * scale);
        assertThat(at(hull, x)).isGreaterThanOrEqualTo(at(envelope, x) - 1e-9 * scale);
      }
      for (int i = 1; i < hull.x().length - 1; i++) {
        assertThat(hull.slope(i)).isLessThanOrEqualTo(hull.slope(i - 1) * (1 + 1e-9));
      }
      assertThat(at(envelope, 120)).isCloseTo(curve.value(120), within(1e-9 * scale));
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void the_prices_of_a_certificate_may_be_any(ResponseCurve curve) {
    Random random = new Random(3);
    List<Slot> slots = List.of(new Slot(0, 0.5, 1, 1, 2), new Slot(1, 0.5, 0.8, 1, 0));
    Line line =
        new Line(curve, new double[] {1, 0.4}, 3000, 20_000, false, 0, Problem.NO_LIMIT, slots);
    Problem problem = new Problem(15_000, 9000, 2, List.of(line), List.of());
    for (int i = 0; i < 300; i++) {
      double[] levels = {5 * random.nextDouble(), 5 * random.nextDouble()};
      Certificate certificate =
          new Certificate(new double[][] {levels}, new double[] {random.nextDouble(), 0});
      long first = 1500L + random.nextInt(6000);
      long second = 1500L + random.nextInt(6000);
      double value = problem.value(new long[][] {{first, second}});

      assertThat(certificate.bound(problem)).isGreaterThanOrEqualTo(value);
    }
  }

  /** A model that fills steep late segments before flat early ones would report more than this. */
  @ParameterizedTest
  @MethodSource("curves")
  void the_model_cannot_cheat_its_way_up_a_convex_part(ResponseCurve curve) {
    for (long budget : new long[] {500, 2000, 4500, 9000, 25_000}) {
      Line line =
          new Line(
              curve,
              new double[] {1},
              0,
              Problem.NO_LIMIT,
              true,
              0,
              Problem.NO_LIMIT,
              List.of(new Slot(0, 1, 1, 1, 0)));
      Problem problem = new Problem(budget, Problem.NO_LIMIT, 1, List.of(line), List.of());
      // Wider than the budget reaches, so that there is something beyond to cheat with.
      Envelope envelope = Envelope.of(curve, TOP, Set.of(12.0), 12);

      PiecewiseModel.Solution solution =
          Objects.requireNonNull(
              new PiecewiseModel(problem, List.of(List.of(envelope)), 0).solve(10_000));

      double most = at(envelope, budget / 100.0);
      assertThat(solution.value()).isCloseTo(most, within(1e-6 * curve.value(TOP)));
    }
  }

  @Test
  void corners_stay_corners() {
    Envelope envelope =
        Envelope.of(new Points(new double[] {10, 20}, new double[] {1, 40}), 50, Set.of(), 12);

    assertThat(envelope.x()).containsExactly(0, 10, 20, 50);
    assertThat(envelope.y()).containsExactly(0, 1, 40, 40);
    assertThat(Arrays.stream(envelope.hull().x())).containsExactly(0.0, 20.0, 50.0);
  }

  private static double at(Envelope envelope, double x) {
    int i = 1;
    while (i < envelope.x().length - 1 && envelope.x()[i] < x) {
      i++;
    }
    double from = envelope.x()[i - 1];
    return envelope.y()[i - 1] + envelope.slope(i - 1) * (x - from);
  }
}
