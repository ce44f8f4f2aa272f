package dev.sluice.plan.forecast;

import dev.sluice.plan.forecast.Inputs.Input;

/** Where the figures and the chance of a {@link Flow} come from: a value each draw. */
interface World {
  /** How many draws there are. */
  int draws();

  /** An input in each draw. */
  double[] input(Input input);

  /**
   * How many of {@code trials} succeed in each draw.
   *
   * @param what names the chance: the same name is the same luck
   */
  double[] binomial(String what, double[] trials, double[] rate);

  /** How many events there are in each draw where {@code mean} are expected. */
  double[] poisson(String what, double[] mean);
}
