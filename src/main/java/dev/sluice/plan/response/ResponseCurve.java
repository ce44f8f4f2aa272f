package dev.sluice.plan.response;

import dev.sluice.plan.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * What money brings, in the units of the response (entrants unless the campaign says otherwise).
 * All amounts are 0 or more, in the campaign's currency. A curve never falls. Except for {@link
 * Points} it is convex up to its {@link #inflexion} and concave from there on.
 */
public sealed interface ResponseCurve
    permits MichaelisMenten,
        Hill,
        Log,
        Exponential,
        Power,
        Linear,
        Tanh,
        Sigmoid,
        Points,
        Carried,
        Scaled,
        Sum {

  /** The answer to {@code spend}. */
  double value(double spend);

  /**
   * What the next unit of money brings: the derivative to the right. Infinite at 0 for curves that
   * begin upright.
   */
  double slope(double spend);

  /**
   * The spend from which on the curve is concave: 0 for a concave curve, infinite for one that
   * bends upward without end.
   */
  double inflexion();

  /**
   * The most spend, at or past the inflexion, whose last unit still brings {@code slope}: the
   * inverse of the slope there. The inflexion itself when even that brings less, infinite when the
   * slope never falls so low.
   */
  default double spendAt(double slope) {
    if (!(slope(inflexion()) >= slope)) {
      return inflexion();
    }
    // The doubles from 0 up are ordered as their bits are, so this halves the doubles themselves.
    long low = Double.doubleToRawLongBits(inflexion());
    long high = Double.doubleToRawLongBits(Double.MAX_VALUE);
    if (slope(Double.MAX_VALUE) >= slope) {
      return Double.POSITIVE_INFINITY;
    }
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (slope(Double.longBitsToDouble(middle)) >= slope) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Double.longBitsToDouble(low);
  }

  /** Whether every unit of money brings at most as much as the one before. */
  default boolean concave() {
    return inflexion() == 0;
  }

  /**
   * The amounts at which a curve of straight pieces bends, rising; empty for a smooth one. Past the
   * last it is flat.
   */
  default double[] corners() {
    return new double[0];
  }

  /** This curve as {@code factor} times its answers. */
  default ResponseCurve times(double factor) {
    return factor == 1 ? this : new Scaled(this, factor, 1);
  }

  /** The curve that a campaign states, with what earlier spend carries in. */
  static ResponseCurve of(Response response) {
    Parameters of = new Parameters(response);
    ResponseCurve curve =
        switch (response.curve()) {
          case MICHAELIS_MENTEN -> new MichaelisMenten(of.get("ceiling"), of.get("half"));
          case HILL -> new Hill(of.get("ceiling"), of.get("half"), of.get("slope"));
          case LOG -> new Log(of.get("scale"), of.get("half"));
          case EXPONENTIAL -> new Exponential(of.get("ceiling"), of.get("rate"));
          case POWER -> new Power(of.get("scale"), of.get("exponent"));
          case LINEAR -> new Linear(of.get("rate"));
          case LOGISTIC -> Tanh.logistic(of.get("ceiling"), of.get("rate"));
          case INVERSE_SCALED_LOGISTIC -> Tanh.reachingHalf(of.get("ceiling"), of.get("half"));
          case TANH -> Tanh.costing(of.get("ceiling"), of.get("cost"));
          case BASELINED_TANH ->
              new Tanh.Baseline(of.get("baseline"), of.get("gain"), of.get("saturation")).tanh();
          case HILL_SIGMOID -> new Sigmoid(of.get("ceiling"), of.get("rate"), of.get("inflexion"));
          case POINTS -> new Points(numbers(response.spend()), numbers(response.response()));
          case MEAN -> Sum.mean(response.of().stream().map(ResponseCurve::of).toList());
        };
    double carriedIn = response.carriedIn().doubleValue();
    return carriedIn == 0 ? curve : new Carried(curve, carriedIn);
  }

  private static double[] numbers(List<BigDecimal> numbers) {
    return numbers.stream().mapToDouble(BigDecimal::doubleValue).toArray();
  }

  /** The parameters of a curve by name. */
  record Parameters(Response response) {
    double get(String name) {
      return Objects.requireNonNull(response.parameters().get(name), name).doubleValue();
    }
  }
}
