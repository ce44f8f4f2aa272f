package dev.sluice.plan.response;

import static dev.sluice.plan.PlanningVectors.numbers;

import dev.sluice.plan.PlanningVectors;
import dev.sluice.plan.PlanningVectors.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published curves and carry-overs, by the names that their tools give the parameters. */
class CurveVectorsTest {
  static List<Vector> curves() {
    return PlanningVectors.of("response_curves");
  }

  static List<Vector> adstocks() {
    return PlanningVectors.of("adstock");
  }

  @ParameterizedTest
  @MethodSource("curves")
  void a_curve_answers_as_published(Vector vector) {
    switch (vector.kind()) {
      case "mm" ->
          assertValues(vector, new MichaelisMenten(of(vector, "alpha"), of(vector, "lam")));
      case "logistic" -> assertValues(vector, Tanh.logistic(1, of(vector, "lam")));
      case "inv_logistic" -> assertValues(vector, Tanh.reachingHalf(1, of(vector, "lam")));
      case "hill" -> assertValues(vector, new Hill(1, of(vector, "kappa"), of(vector, "slope")));
      case "hill_sigmoid" ->
          assertValues(
              vector, new Sigmoid(of(vector, "sigma"), of(vector, "beta"), of(vector, "lam")));
      case "tanh_roundtrip" -> {
        Tanh there = Tanh.costing(of(vector, "b"), of(vector, "c")).at(of(vector, "x0")).tanh();
        Tanh back = there.at(of(vector, "x1")).tanh();
        vector.assertClose("b_back", back.ceiling());
        vector.assertClose("c_back", back.width() / back.ceiling());
      }
      case "robyn_channel" -> robyn(vector);
      default -> throw new AssertionError("a kind of vector that nobody checks: " + vector.kind());
    }
  }

  /**
   * Robyn places the inflexion between the least and the most of the window's adstock, and adds the
   * mean carry-over of the window to every spend that it asks about.
   */
  private static void robyn(Vector vector) {
    double[] spend = numbers(vector.input("spend_series"));
    double[] levels = new Adstock.Geometric(of(vector, "theta"), spend.length).levels(spend);
    int from = vector.input("window_index_1based").get(0).asInt() - 1;
    int to = vector.input("window_index_1based").get(1).asInt();
    double[] window = Arrays.copyOfRange(levels, from, to);
    double gamma = of(vector, "gamma");
    double half =
        Arrays.stream(window).min().orElseThrow() * (1 - gamma)
            + Arrays.stream(window).max().orElseThrow() * gamma;
    double carried =
        IntStream.range(from, to).mapToDouble(i -> levels[i] - spend[i]).average().orElseThrow();
    ResponseCurve curve =
        new Carried(new Hill(of(vector, "coef"), half, of(vector, "alpha")), carried);

    double[] at = numbers(vector.input("spend_points"));
    vector.assertClose("response", Arrays.stream(at).map(curve::value).toArray());
    vector.assertClose("marginal_plus1_at_first", curve.value(at[0] + 1) - curve.value(at[0]));
  }

  @ParameterizedTest
  @MethodSource("adstocks")
  void money_carries_over_as_published(Vector vector) {
    double[] x = numbers(vector.input("x"));
    switch (vector.kind()) {
      case "geo_adstock" -> {
        int window = vector.input("l_max").asInt(x.length);
        double[] levels = new Adstock.Geometric(of(vector, "alpha"), window).levels(x);
        vector.assertClose("y", Arrays.copyOf(levels, vector.input("first").asInt(x.length)));
      }
      case "decay_weights" ->
          vector.assertClose("weights_lag_desc", reversed(named(vector).weights()));
      case "windowed_adstock" -> {
        double[] alpha = numbers(vector.input("alpha"));
        double[] last = new double[alpha.length];
        for (int channel = 0; channel < alpha.length; channel++) {
          double[] media = new double[vector.input("media").size()];
          for (int t = 0; t < media.length; t++) {
            media[t] = vector.input("media").get(t).get(channel).asDouble();
          }
          Adstock adstock =
              new Adstock.Normalised(new Adstock.Geometric(alpha[channel], media.length));
          last[channel] = adstock.levels(media)[media.length - 1];
        }
        vector.assertClose("y", last);
      }
      case "conv" -> {
        // Two equal weights are a geometric carry-over of rate 1; what leads trails in reversed
        // time.
        Adstock ones = new Adstock.Geometric(1, vector.input("w").size());
        boolean leads = vector.input("mode").asText().equals("Before");
        vector.assertClose("y", leads ? reversed(ones.levels(reversed(x))) : ones.levels(x));
      }
      case "weibull" -> {
        boolean cdf = vector.input("type").asText().equals("CDF");
        int lags = vector.input("l_max").asInt();
        Adstock adstock =
            cdf
                ? new Adstock.WeibullCdf(of(vector, "lam"), of(vector, "k"), lags + 1)
                : new Adstock.WeibullPdf(of(vector, "lam"), of(vector, "k"), lags);
        double[] levels = adstock.levels(x);
        vector.assertClose("weights", adstock.weights());
        vector.assertClose("y_last", levels[levels.length - 1]);
        vector.assertClose("y_first3", Arrays.copyOf(levels, 3));
      }
      case "ones_adstock" -> {
        double[] ones = new double[vector.input("n").asInt()];
        Arrays.fill(ones, 1);
        int window = vector.input("max_lag").asInt() + 1;
        vector.assertClose(
            "y",
            new Adstock.Normalised(new Adstock.Geometric(of(vector, "alpha"), window))
                .levels(ones));
      }
      default -> throw new AssertionError("a kind of vector that nobody checks: " + vector.kind());
    }
  }

  private static Adstock named(Vector vector) {
    int window = vector.input("window").asInt();
    double alpha = of(vector, "alpha");
    return switch (vector.input("function").asText()) {
      case "geometric" -> new Adstock.Geometric(alpha, window);
      case "binomial" -> new Adstock.Binomial(alpha, window);
      default -> throw new AssertionError(vector.id());
    };
  }

  private static void assertValues(Vector vector, ResponseCurve curve) {
    vector.assertClose("y", Arrays.stream(numbers(vector.input("x"))).map(curve::value).toArray());
  }

  private static double of(Vector vector, String input) {
    return vector.input(input).asDouble();
  }

  private static double[] reversed(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .mapToDouble(i -> numbers[numbers.length - 1 - i])
        .toArray();
  }
}
