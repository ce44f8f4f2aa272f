package dev.sluice.analysis.inference;

/**
 * The two ends of a confidence interval.
 *
 * @param low the lower end, included
 * @param high the upper end, included
 */
public record Interval(double low, double high) {
  /** The part of it that a proportion can lie in: Wald and Agresti–Coull leave [0, 1]. */
  public Interval clipped() {
    return new Interval(Math.max(0, low), Math.min(1, high));
  }
}
