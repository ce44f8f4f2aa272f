package dev.sluice.plan.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.plan.CarryOver;
import dev.sluice.plan.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponseCurveTest {
  private static final long SEED = 20261126;

  /** Smooth curves of all kinds, in wild sizes. */
  static List<ResponseCurve> smooth() {
    Random random = new Random(SEED);
    List<ResponseCurve> curves = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double ceiling = Math.exp(12 * random.nextDouble() - 2);
      double half = Math.exp(12 * random.nextDouble() - 2);
      double bend = 0.2 + 5 * random.nextDouble();
      curves.add(new MichaelisMenten(ceiling, half));
      curves.add(new Hill(ceiling, half, bend));
      curves.add(new Log(ceiling, half));
      curves.add(new Exponential(ceiling, 1 / half));
      curves.add(new Power(ceiling, bend / 6));
      curves.add(new Power(ceiling, bend));
      curves.add(Tanh.logistic(ceiling, 1 / half));
      curves.add(Tanh.reachingHalf(ceiling, half));
      curves.add(Tanh.costing(ceiling, bend));
      curves.add(new Sigmoid(ceiling, bend / half, half));
      curves.add(new Carried(new Hill(ceiling, half, bend), half * random.nextDouble()));
      curves.add(new Scaled(new Hill(ceiling, half, bend), 3, 7));
      curves.add(Sum.mean(List.of(new Log(ceiling, half), new MichaelisMenten(half, ceiling))));
    }
    return curves;
  }

  @Test
  void the_slope_is_the_derivative_of_the_value() {
    Random random = new Random(SEED);
    for (ResponseCurve curve : smooth()) {
      for (int i = 0; i < 20; i++) {
        double x = Math.exp(12 * random.nextDouble() - 2);
        double step = x * 1e-5;
        double difference = (curve.value(x + step) - curve.value(x - step)) / (2 * step);
        // What the difference of two large numbers cannot show is not asked for.
        double noise = 1e-10 * Math.abs(curve.value(x)) / x;
        assertThat(curve.slope(x))
            .as("%s at %s, seed %d", curve, x, SEED)
            .isCloseTo(difference, within(noise + 1e-6 * Math.abs(difference)));
      }
    }
  }

  @Test
  void a_curve_bends_upward_to_its_inflexion_and_downward_from_there() {
    Random random = new Random(SEED);
    for (ResponseCurve curve : smooth()) {
      double inflexion = curve.inflexion();
      for (int i = 0; i < 20; i++) {
        double x = Math.exp(12 * random.nextDouble() - 2);
        double y = x * (1 + random.nextDouble());
        if (y < inflexion) {
          assertThat(curve.slope(x))
              .as("%s", curve)
              .isLessThanOrEqualTo(curve.slope(y) * (1 + 1e-12));
        } else if (x > inflexion) {
          assertThat(curve.slope(y))
              .as("%s", curve)
              .isLessThanOrEqualTo(curve.slope(x) * (1 + 1e-12));
        }
      }
    }
  }

  @Test
  void the_inverse_of_the_slope_gives_the_spend_back() {
    Random random = new Random(SEED);
    for (ResponseCurve curve : smooth()) {
      if (Double.isInfinite(curve.inflexion()) || (curve instanceof Power p && p.exponent() == 1)) {
        continue;
      }
      for (int i = 0; i < 20; i++) {
        double x = curve.inflexion() * 1.01 + Math.exp(6 * random.nextDouble() - 2);
        double slope = curve.slope(x);
        if (slope < 1e-200) {
          continue;
        }
        double back = curve.spendAt(slope);
        assertThat(curve.slope(back))
            .as("%s at %s gives %s back, seed %d", curve, x, back, SEED)
            .isCloseTo(slope, within(1e-9 * slope));
      }
    }
  }

  @Test
  void what_brings_less_from_the_start_gets_nothing() {
    for (ResponseCurve curve : smooth()) {
      if (curve.concave() && curve.slope(0) < 1e300) {
        assertThat(curve.spendAt(curve.slope(0) * 1.001)).as("%s", curve).isZero();
      }
    }
    assertThat(new Linear(3).spendAt(3)).isInfinite();
    assertThat(new Linear(3).spendAt(3.1)).isZero();
    assertThat(new Hill(10, 5, 2).spendAt(100)).isEqualTo(new Hill(10, 5, 2).inflexion());
  }

  @Test
  void nothing_breaks_at_no_money_and_at_all_the_money_of_the_world() {
    for (ResponseCurve curve : smooth()) {
      assertThat(curve.value(0)).as("%s", curve).isNotNaN().isNotNegative();
      assertThat(curve.slope(0)).as("%s", curve).isNotNaN().isNotNegative();
      assertThat(curve.value(1e15)).as("%s", curve).isNotNaN().isPositive();
      assertThat(curve.slope(1e15)).as("%s", curve).isNotNaN().isNotNegative();
      assertThat(curve.spendAt(1e-300)).as("%s", curve).isNotNaN().isNotNegative();
      assertThat(curve.spendAt(0)).as("%s", curve).isNotNaN().isNotNegative();
    }
  }

  @Test
  void points_are_joined_from_zero_and_flat_past_the_last() {
    Points points = new Points(new double[] {10, 20, 40}, new double[] {5, 20, 25});

    assertThat(points.value(4)).isEqualTo(2);
    assertThat(points.value(15)).isEqualTo(12.5);
    assertThat(points.value(30)).isEqualTo(22.5);
    assertThat(points.value(400)).isEqualTo(25);
    assertThat(points.slope(0)).isEqualTo(0.5);
    assertThat(points.slope(10)).isEqualTo(1.5);
    assertThat(points.slope(40)).isZero();
    assertThat(points.inflexion()).isEqualTo(10);
    assertThat(points.spendAt(1)).isEqualTo(20);
    assertThat(points.spendAt(0.25)).isEqualTo(40);
    assertThat(points.corners()).containsExactly(0, 10, 20, 40);
    assertThat(points)
        .isEqualTo(new Points(new double[] {0, 10, 20, 40}, new double[] {0, 5, 20, 25}));
    assertThatThrownBy(() -> new Points(new double[] {0, 1}, new double[] {2, 1}))
        .hasMessageStartingWith("the points do not rise");
  }

  @Test
  void a_mean_of_what_bends_upward_is_refused() {
    assertThatThrownBy(() -> Sum.mean(List.of(new Hill(1, 2, 3))))
        .hasMessageStartingWith("not a smooth concave curve");
  }

  @Test
  void a_campaign_s_curve_is_the_curve_of_its_formula() {
    double x = 7;
    assertValue(Response.Curve.MICHAELIS_MENTEN, "ceiling 9, half 4", 9 * x / (4 + x));
    assertValue(Response.Curve.HILL, "ceiling 9, half 4, slope 3", 9 * 343 / (64 + 343.0));
    assertValue(Response.Curve.LOG, "scale 9, half 4", 9 * Math.log(1 + x / 4));
    assertValue(Response.Curve.EXPONENTIAL, "ceiling 9, rate 0.1", 9 * (1 - Math.exp(-0.7)));
    assertValue(Response.Curve.POWER, "scale 9, exponent 0.5", 9 * Math.sqrt(x));
    assertValue(Response.Curve.LINEAR, "rate 9", 63);
    assertValue(
        Response.Curve.LOGISTIC,
        "ceiling 9, rate 0.1",
        9 * (1 - Math.exp(-0.7)) / (1 + Math.exp(-0.7)));
    assertValue(Response.Curve.INVERSE_SCALED_LOGISTIC, "ceiling 9, half 7", 4.5);
    assertValue(Response.Curve.TANH, "ceiling 9, cost 2", 9 * Math.tanh(x / 18));
    assertValue(Response.Curve.BASELINED_TANH, "baseline 7, gain 2, saturation 0.5", 14);
    assertValue(
        Response.Curve.HILL_SIGMOID,
        "ceiling 9, rate 0.5, inflexion 4",
        9 / (1 + Math.exp(-1.5)) - 9 / (1 + Math.exp(2)));
  }

  private static void assertValue(Response.Curve curve, String parameters, double expected) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    for (String parameter : parameters.split(", ", -1)) {
      String[] words = parameter.split(" ", -1);
      values.put(words[0], new BigDecimal(words[1]));
    }
    assertThat(values.keySet()).containsExactlyElementsOf(curve.parameters());
    Response plain = new Response(curve, values, BigDecimal.ZERO, List.of(), List.of());
    Response carried = new Response(curve, values, new BigDecimal(3), List.of(), List.of());
    Response mean =
        new Response(
            Response.Curve.MEAN, Map.of(), BigDecimal.ZERO, List.of(), List.of(), List.of(plain));

    assertThat(ResponseCurve.of(plain).value(7)).isCloseTo(expected, within(1e-12));
    assertThat(ResponseCurve.of(carried).value(4)).isCloseTo(expected, within(1e-12));
    if (ResponseCurve.of(plain).concave()) {
      assertThat(ResponseCurve.of(mean).value(7)).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void money_spent_before_the_window_is_carried_in() {
    CarryOver halving =
        new CarryOver(
            CarryOver.Kind.GEOMETRIC,
            Map.of("rate", new BigDecimal("0.5")),
            Integer.MAX_VALUE,
            false,
            List.of());
    Adstock adstock = Adstock.of(halving);

    assertThat(adstock.carriedIn(new double[] {80, 16}, 3)).containsExactly(28, 14, 7);
    double[] whole = adstock.levels(new double[] {80, 16, 10, 0, 20});
    double[] later = adstock.levels(new double[] {10, 0, 20});
    double[] carried = adstock.carriedIn(new double[] {80, 16}, 3);
    for (int day = 0; day < 3; day++) {
      assertThat(later[day] + carried[day]).isEqualTo(whole[day + 2]);
    }
  }
}
