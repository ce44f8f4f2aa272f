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
 */
public record Response(
    Curve curve,
    Map<String, BigDecimal> parameters,
    BigDecimal carriedIn,
    List<BigDecimal> spend,
    List<BigDecimal> response) {

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
    /** Straight between given points. */
    POINTS;

    /** The names of its parameters, all above zero. */
    public List<String> parameters() {
      return switch (this) {
        case MICHAELIS_MENTEN -> List.of("ceiling", "half");
        case HILL -> List.of("ceiling", "half", "slope");
        case LOG -> List.of("scale", "half");
        case EXPONENTIAL -> List.of("ceiling", "rate");
        case POWER -> List.of("scale", "exponent");
        case LINEAR -> List.of("rate");
        case POINTS -> List.of();
      };
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Response {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    spend = List.copyOf(spend);
    response = List.copyOf(response);
  }
}
