package dev.sluice.plan.allocation;

import static dev.sluice.plan.PlanningVectors.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.plan.PlanningVectors;
import dev.sluice.plan.PlanningVectors.Vector;
import dev.sluice.plan.response.Adstock;
import dev.sluice.plan.response.Carried;
import dev.sluice.plan.response.Hill;
import dev.sluice.plan.response.Linear;
import dev.sluice.plan.response.MichaelisMenten;
import dev.sluice.plan.response.Points;
import dev.sluice.plan.response.ResponseCurve;
import dev.sluice.plan.response.Scaled;
import dev.sluice.plan.response.Sum;
import dev.sluice.plan.response.Tanh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationVectorsTest {
  /** Finer than money, so that answers that are not in whole cents can be met. */
  private static final double FINE = 1e-6;

  static List<Vector> vectors() {
    return PlanningVectors.of("allocation");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void money_is_divided_as_the_best_known_answer(Vector vector) {
    switch (vector.kind()) {
      case "pymc_alloc" -> posteriorMean(vector);
      case "regret" -> regret(vector);
      case "pwl_alloc" -> {
        Problem problem = reallocation(vector, "values");
        Allocation best = allocate(problem);
        double observed = problem.value(observed(vector));
        vector.assertClose("value", best.value());
        vector.assertClose("value_at_observed", observed);
        vector.assertClose("uplift_vs_observed", best.value() / observed - 1);
        assertThat(best.gap()).isLessThan(1e-8);
      }
      case "infeasible_budget" -> {
        double[] spend = numbers(vector.input("current_spend"));
        double[] least = numbers(vector.input("lower_mult"));
        double[] most = numbers(vector.input("upper_mult"));
        List<Problem.Layer> layers = new ArrayList<>();
        for (int i = 0; i < spend.length; i++) {
          layers.add(layer(new Linear(1), spend[i] * least[i], spend[i] * most[i], false));
        }
        double budget = vector.input("budget").asDouble();
        Allocation best = allocate(new Problem(layers, List.of(), budget, FINE));
        vector.assertClose("sum_upper", best.spent());
        vector.assertClose("unspendable", budget - best.spent());
      }
      case "bounds_round" -> {
        double[] spend = numbers(vector.input("spend"));
        double unit = Math.pow(10, -vector.input("round_factor").asInt());
        double[] least = numbers(vector.input("lower"));
        double[] most = numbers(vector.input("upper"));
        for (int i = 0; i < spend.length; i++) {
          spend[i] = Rounding.nearest(spend[i], unit);
          least[i] = Rounding.nearest(spend[i] * (1 - least[i]), unit);
          most[i] = Rounding.nearest(spend[i] * (1 + most[i]), unit);
        }
        vector.assertClose("lower", least);
        vector.assertClose("upper", most);
      }
      case "concave", "sigmoid" -> {
        List<Problem.Layer> layers = new ArrayList<>();
        vector.input("channels").forEach(channel -> layers.add(channel(channel)));
        Allocation best =
            allocate(
                new Problem(layers, List.of(), vector.input("budget").asDouble(), FINE * 1e-3));
        vector.assertClose("value", best.value());
        if (vector.expected("allocation").isArray()) {
          vector.assertClose("allocation", best.spend());
        }
        if (vector.expected("multiplier").isNumber()) {
          vector.assertClose("multiplier", best.price());
        }
        assertThat(best.gap()).isLessThan(1e-6);
      }
      default -> throw new AssertionError("a kind of vector that nobody checks: " + vector.kind());
    }
  }

  private static Problem.Layer channel(JsonNode channel) {
    ResponseCurve curve =
        channel.get("type").asText().equals("mm")
            ? new MichaelisMenten(channel.get("a").asDouble(), channel.get("b").asDouble())
            : new Carried(
                new Hill(
                    channel.get("coef").asDouble(),
                    channel.get("k").asDouble(),
                    channel.get("alpha").asDouble()),
                channel.path("carry").asDouble());
    return layer(
        curve,
        channel.get("lo").asDouble(),
        channel.get("hi").asDouble(),
        channel.path("off_ok").asBoolean());
  }

  /** The mean over draws of an even spend over the periods and the days that it carries over to. */
  private static void posteriorMean(Vector vector) {
    double[] beta = numbers(vector.input("beta"));
    double[] alpha = numbers(vector.input("alpha"));
    int carried = vector.input("l_max").asInt();
    int periods = vector.input("periods").asInt();
    double[] even = new double[periods + carried];
    Arrays.fill(even, 0, periods, 1);
    double cap = vector.input("budget_cap").asDouble(vector.input("budget_per_period").asDouble());
    List<Problem.Layer> layers = new ArrayList<>();
    for (int i = 0; i < beta.length; i++) {
      Adstock adstock = new Adstock.Normalised(new Adstock.Geometric(alpha[i], carried));
      List<ResponseCurve> draws = new ArrayList<>();
      for (JsonNode draw : vector.input("lam")) {
        List<ResponseCurve> days = new ArrayList<>();
        for (double level : adstock.levels(even)) {
          if (level > 0) {
            days.add(new Scaled(Tanh.logistic(beta[i], draw.get(i).asDouble()), 1, level));
          }
        }
        draws.add(new Sum(days));
      }
      layers.add(layer(Sum.mean(draws), 0, cap, false));
    }
    Problem problem = new Problem(layers, List.of(), cap, FINE);
    if (vector.expected("allocation").isArray()) {
      Allocation best = allocate(problem);
      vector.assertClose("allocation", best.spend());
      vector.assertClose("response", best.value());
    } else {
      double target = vector.input("target_response").asDouble();
      Allocation cheapest = Objects.requireNonNull(Cheapest.reaching(problem, target));
      vector.assertClose("min_total_spend_per_period", cheapest.spent());
      vector.assertClose("response", cheapest.value());
    }
  }

  private static void regret(Vector vector) {
    Problem truth = reallocation(vector, "true_values");
    Allocation best = allocate(truth);
    Allocation plan = allocate(reallocation(vector, "estimated_values"));
    double observed = truth.value(observed(vector));
    double planned = truth.value(plan.spend());
    vector.assertClose("best_multipliers", over(best.spend(), observed(vector)));
    vector.assertClose("plan_multipliers", over(plan.spend(), observed(vector)));
    vector.assertClose("best_value", best.value());
    vector.assertClose("observed_value", observed);
    vector.assertClose("plan_true_value", planned);
    vector.assertClose("regret", 1 - planned / best.value());
    vector.assertClose("uplift_captured", (planned - observed) / (best.value() - observed));
  }

  private static Problem reallocation(Vector vector, String values) {
    double[] bounds = numbers(vector.input("multiplier_bounds"));
    List<Problem.Layer> layers = new ArrayList<>();
    for (JsonNode channel : vector.input("channels")) {
      double spend = channel.get("spend").asDouble();
      double[] at =
          Arrays.stream(numbers(channel.get("multipliers"))).map(m -> m * spend).toArray();
      layers.add(
          layer(
              new Points(at, numbers(channel.get(values))),
              bounds[0] * spend,
              bounds[1] * spend,
              false));
    }
    return new Problem(layers, List.of(), Arrays.stream(observed(vector)).sum(), FINE);
  }

  private static double[] observed(Vector vector) {
    List<Double> spend = new ArrayList<>();
    vector.input("channels").forEach(channel -> spend.add(channel.get("spend").asDouble()));
    return spend.stream().mapToDouble(each -> each).toArray();
  }

  private static double[] over(double[] spend, double[] observed) {
    double[] multipliers = new double[spend.length];
    for (int i = 0; i < spend.length; i++) {
      multipliers[i] = spend[i] / observed[i];
    }
    return multipliers;
  }

  private static Problem.Layer layer(
      ResponseCurve curve, double minimum, double maximum, boolean off) {
    return new Problem.Layer("layer", curve, minimum, maximum, off);
  }

  private static Allocation allocate(Problem problem) {
    return Objects.requireNonNull(Allocator.allocate(problem));
  }
}
