package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a layer answers to money.
 *
 * @param curve its shape
 * @param parameters by the names that the curve gives them, in its order
 * @param carriedIn what earlier spend still counts for, added to the spend
 * @param spend of {@link Curve#POINTS}: rising amounts
 * @param response of {@link Curve#POINTS}: the answer to each
 * @param of of {@link Curve#MEAN}: the curves, each concave and smooth
 */
public record Response(
    Curve curve,
    Map<String, BigDecimal> parameters,
    BigDecimal carriedIn,
    List<BigDecimal> spend,
    List<BigDecimal> response,
    List<Response> of) {

  /** The shapes, with x for spend plus what is carried in. */
  public enum Curve {
    /** {@code ceiling·x / (half + x)}. */
    MICHAELIS_MENTEN,
    /** {@code ceiling·x^slope / (half^slope + x^slope)}. */
    HILL,
    /** {@code scale·ln(1 + x/half)}. */
    LOG,
    /** {@code ceiling·(1 − e^(−rate·x))}. */
    EXPONENTIAL,
    /** {@code scale·x^exponent}. */
    POWER,
    /** {@code rate·x}. */
    LINEAR,
    /** {@code ceiling·(1 − e^(−rate·x)) / (1 + e^(−rate·x))}. */
    LOGISTIC,
    /** {@link #LOGISTIC} that reaches half of its ceiling at {@code half}. */
    INVERSE_SCALED_LOGISTIC,
    /** {@code ceiling·tanh(x / (ceiling·cost))}: the first unit costs {@code cost}. */
    TANH,
    /**
     * {@link #TANH} that at {@code baseline} answers {@code gain·x}, {@code saturation} of its
     * ceiling.
     */
    BASELINED_TANH,
    /** {@code ceiling / (1 + e^(−rate·(x − inflexion))) − ceiling / (1 + e^(rate·inflexion))}. */
    HILL_SIGMOID,
    /** Straight between given points. */
    POINTS,
    /** The mean of other curves, such as draws of a posterior. */
    MEAN;

    /** The names of its parameters, all above zero. */
    public List<String> parameters() {
      return switch (this) {
        case MICHAELIS_MENTEN -> List.of("ceiling", "half");
        case HILL -> List.of("ceiling", "half", "slope");
        case LOG -> List.of("scale", "half");
        case EXPONENTIAL -> List.of("ceiling", "rate");
        case POWER -> List.of("scale", "exponent");
        case LINEAR -> List.of("rate");
        case LOGISTIC -> List.of("ceiling", "rate");
        case INVERSE_SCALED_LOGISTIC -> List.of("ceiling", "half");
        case TANH -> List.of("ceiling", "cost");
        case BASELINED_TANH -> List.of("baseline", "gain", "saturation");
        case HILL_SIGMOID -> List.of("ceiling", "rate", "inflexion");
        case POINTS, MEAN -> List.of();
      };
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Of any curve but {@link Curve#MEAN}. */
  public Response(
      Curve curve,
      Map<String, BigDecimal> parameters,
      BigDecimal carriedIn,
      List<BigDecimal> spend,
      List<BigDecimal> response) {
    this(curve, parameters, carriedIn, spend, response, List.of());
  }

  /**
   * Whether the curve is smooth and every unit of money brings at most as much as the one before.
   */
  boolean smoothlyConcave() {
    return switch (curve) {
      case HILL -> atMostOne("slope");
      case POWER -> atMostOne("exponent");
      case HILL_SIGMOID, POINTS -> false;
      case MICHAELIS_MENTEN,
          LOG,
          EXPONENTIAL,
          LINEAR,
          LOGISTIC,
          INVERSE_SCALED_LOGISTIC,
          TANH,
          BASELINED_TANH,
          MEAN ->
          true;
    };
  }

  private boolean atMostOne(String parameter) {
    BigDecimal value = parameters.get(parameter);
    // One that was not understood is a fault of its own.
    return value == null || value.compareTo(BigDecimal.ONE) <= 0;
  }

  public Response {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    spend = List.copyOf(spend);
    response = List.copyOf(response);
    of = List.copyOf(of);
  }
}
