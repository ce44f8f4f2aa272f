package dev.sluice.plan.learning;

/**
 * What is believed of the variance of a logarithm before anything was observed: inverse gamma,
 * worth two observations.
 *
 * @param deviation the median of the standard deviation
 */
record Noise(double deviation) {
  private static final double DEGREES = 2;

  /** Degrees of freedom once so many observations have told their mean and their spread. */
  double degrees(double observations) {
    return DEGREES + observations - 1;
  }

  /**
   * The scale of the variance then.
   *
   * @param squares the sum of squares about their mean
   */
  double variance(double observations, double squares) {
    // Of two degrees of freedom chi-squared has the median 2 ln 2. Were the deviation the scale
    // itself, its median would lie a fifth higher, and intervals of few observations be too wide.
    double prior = DEGREES * Math.log(2) * deviation * deviation;
    return (prior + squares) / degrees(observations);
  }
}
