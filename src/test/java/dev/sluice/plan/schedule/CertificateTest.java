package dev.sluice.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.response.Exponential;
import dev.sluice.plan.response.Hill;
import dev.sluice.plan.response.Linear;
import dev.sluice.plan.response.Log;
import dev.sluice.plan.response.MichaelisMenten;
import dev.sluice.plan.response.Points;
import dev.sluice.plan.response.Power;
import dev.sluice.plan.response.ResponseCurve;
import dev.sluice.plan.schedule.Problem.Group;
import dev.sluice.plan.schedule.Problem.Line;
import dev.sluice.plan.schedule.Problem.Slot;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateTest {
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

      assertThat(certificate.bound(problem, Region.of(problem))).isGreaterThanOrEqualTo(value);
    }
  }

  /** What the search leaves out must not hold a plan that is better. */
  @ParameterizedTest
  @MethodSource("curves")
  void a_region_is_bounded_for_each_plan_in_it(ResponseCurve curve) {
    Random random = new Random(5);
    List<Slot> slots =
        List.of(new Slot(0, 0.3, 1, 1, 1), new Slot(1, 0.5, 0.8, 1, 0), new Slot(2, 0.2, 1, 1, 0));
    Line line =
        new Line(
            curve, new double[] {0.5, 1, 0.4}, 3000, 20_000, true, 1000, Problem.NO_LIMIT, slots);
    Group group = new Group(List.of(0), 2000, 14_000);
    Problem problem = new Problem(15_000, 9000, 3, List.of(line), List.of(group));
    for (int i = 0; i < 300; i++) {
      long[] spend = {1000L + random.nextInt(3000), 2000L + random.nextInt(3000), 0};
      double[] levels = line.levels(spend);
      Region region =
          Region.of(problem)
              .with(0, 0, Region.Spending.YES)
              .with(0, 2, Region.Spending.NO)
              .with(0, true);
      for (int s = 0; s < levels.length; s++) {
        double pace = levels[s] / slots.get(s).share();
        region = region.with(0, s, s, pace * random.nextDouble(), true);
        region = region.with(0, s, s, pace * (1 + random.nextDouble()), false);
      }
      double[] prices = random.doubles(3, -2, 8).toArray();
      Certificate certificate =
          new Certificate(new double[][] {prices}, new double[] {random.nextDouble(), 0, 1});
      double value = problem.value(new long[][] {spend});

      assertThat(certificate.bound(problem, region)).isGreaterThanOrEqualTo(value);
      assertThat(Relaxation.of(problem, region, Double.NEGATIVE_INFINITY).bound())
          .isGreaterThanOrEqualTo(value);
    }
  }
}
