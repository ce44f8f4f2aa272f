package dev.sluice.plan.forecast;

import dev.sluice.plan.forecast.Inputs.Input;
import java.util.Arrays;
import java.util.List;

/**
 * What is expected, without chance: first with every input at its median, then with each input in
 * turn at its low and at its high.
 */
final class Expectation implements World {
  private final List<Input> varied;

  Expectation(List<Input> varied) {
    this.varied = varied;
  }

  /** The draw in which the input of that place among the varied is low; in the next it is high. */
  static int low(int place) {
    return 1 + 2 * place;
  }

  @Override
  public int draws() {
    return 1 + 2 * varied.size();
  }

  @Override
  public double[] input(Input input) {
    double[] values = new double[draws()];
    Arrays.fill(values, input.value().median());
    int place = varied.indexOf(input);
    if (place >= 0) {
      values[low(place)] = input.value().low();
      values[low(place) + 1] = input.value().high();
    }
    return values;
  }

  @Override
  public double[] binomial(String what, double[] trials, double[] rate) {
    double[] expected = new double[trials.length];
    Arrays.setAll(expected, i -> trials[i] * rate[i]);
    return expected;
  }

  @Override
  public double[] poisson(String what, double[] mean) {
    return mean;
  }
}
