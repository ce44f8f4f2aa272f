package dev.sluice.analysis.check;

import dev.sluice.answer.yaml.Severity;
import dev.sluice.metrics.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold of every broadcast.
 *
 * @param id names it in answers; unlike those of the other checks of its file
 * @param against what {@code atLeast} and {@code atMost} are measured by
 * @param atLeast the lower limit, itself allowed; {@code null} = none
 * @param atMost the upper limit, itself allowed; {@code null} = none
 * @param currency of an absolute limit of money, else {@code null}
 * @param sameWeekday whether history is that of the weekday
 * @param sameSlot whether history is that of the three hours of the day in which the broadcast
 *     began
 * @param accounts whose broadcasts it is about; none = everybody's
 * @param required whether a metric that is not known is a breach
 */
public record Check(
    String id,
    Metric metric,
    Against against,
    @Nullable BigDecimal atLeast,
    @Nullable BigDecimal atMost,
    @Nullable String currency,
    boolean sameWeekday,
    boolean sameSlot,
    Severity severity,
    List<String> accounts,
    boolean required) {
  public Check {
    accounts = List.copyOf(accounts);
  }

  /** What the limits of a check are. */
  public enum Against {
    /** The limits are values of the metric. */
    LIMIT,
    /** They are percentiles, as fractions, of the account's earlier broadcasts. */
    HISTORY,
    /** They are factors of what the layers of the broadcast's frozen plan expect together. */
    PLAN,
    /** They are factors of the target that the campaign of that plan states. */
    TARGET,
    /** They are factors of the value in a saved answer of {@code sluice kpi}. */
    BASELINE;

    /** As it stands in files and answers. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
