package dev.sluice.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a plan rests on and where it comes from.
 *
 * @param value a fraction for a rate, else a count or an amount
 * @param source where it comes from, or {@code null} when the file does not say
 * @param grade how far to trust it, or {@code null} when the file does not say
 * @param assumption {@code low}, {@code mid} or {@code high} when the user took a published figure
 *     with {@code assume}, or {@code null} for the user's own
 * @param low what it falls short of once in ten times, or {@code null} when nobody says
 * @param high what it goes beyond once in ten times, or {@code null} when nobody says
 */
public record Estimate(
    BigDecimal value,
    @Nullable String source,
    @Nullable Grade grade,
    @Nullable String assumption,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high) {

  /** The user's own figure, without a word on where it comes from. */
  public static Estimate stated(BigDecimal value) {
    return new Estimate(value, null, null, null, null, null);
  }
}
