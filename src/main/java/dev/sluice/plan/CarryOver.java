package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a layer's money of one day still works on later days.
 *
 * @param kind the shape of the weights
 * @param parameters by the names that the kind gives them
 * @param window how many days money counts, its own among them; {@link Integer#MAX_VALUE} for ever
 * @param normalised whether the weights add up to 1
 * @param spent money on the days before the layer's window, the oldest first
 */
public record CarryOver(
    Kind kind,
    Map<String, BigDecimal> parameters,
    int window,
    boolean normalised,
    List<BigDecimal> spent) {

  /** The shapes, with l for the days since the money was spent. */
  public enum Kind {
    /** {@code rate^l}. */
    GEOMETRIC,
    /** {@code (1 − l/window)^(1/rate − 1)}. */
    BINOMIAL,
    /** The survival function of 1 … l, multiplied. */
    WEIBULL_CDF,
    /** The density at l + 1, from 0 to 1. */
    WEIBULL_PDF;

    /** The names of its parameters. */
    public List<String> parameters() {
      return switch (this) {
        case GEOMETRIC, BINOMIAL -> List.of("rate");
        case WEIBULL_CDF, WEIBULL_PDF -> List.of("scale", "shape");
      };
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public CarryOver {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    spent = List.copyOf(spent);
  }

  /** A parameter of the kind. */
  public double parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name).doubleValue();
  }
}
