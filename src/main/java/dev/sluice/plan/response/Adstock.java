package dev.sluice.plan.response;

import dev.sluice.plan.CarryOver;

/**
 * How a day's money works on later days: the level of a day is the sum of weight · money over it
 * and the days before, the weight told by how many days ago the money was spent.
 */
public sealed interface Adstock {

  /** What money of {@code lag} days ago still counts for; 0 from {@link #window} on. */
  double weight(int lag);

  /** How many days money counts, its own among them. */
  int window();

  /** {@code rate^lag}. */
  record Geometric(double rate, int window) implements Adstock {
    @Override
    public double weight(int lag) {
      return lag < window ? Math.pow(rate, lag) : 0;
    }
  }

  /** {@code (1 − lag/window)^(1/rate − 1)}, as Meridian has it. */
  record Binomial(double rate, int window) implements Adstock {
    @Override
    public double weight(int lag) {
      return lag < window ? Math.pow(1 - (double) lag / window, 1 / rate - 1) : 0;
    }
  }

  /**
   * The product of the survival function at 1 … lag, as Robyn and PyMC-Marketing have it: the first
   * weight is 1.
   */
  record WeibullCdf(double scale, double shape, int window) implements Adstock {
    @Override
    public double weight(int lag) {
      double exponent = 0;
      for (int i = 1; i <= lag; i++) {
        exponent -= Math.pow(i / scale, shape);
      }
      return lag < window ? Math.exp(exponent) : 0;
    }
  }

  /** The density at lag + 1, stretched so that the window's least is 0 and its greatest 1. */
  record WeibullPdf(double scale, double shape, int window) implements Adstock {
    @Override
    public double weight(int lag) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < window; i++) {
        least = Math.min(least, density(i + 1));
        greatest = Math.max(greatest, density(i + 1));
      }
      if (lag >= window) {
        return 0;
      }
      return window == 1 ? 1 : (density(lag + 1) - least) / (greatest - least);
    }

    private double density(double x) {
      double power = Math.pow(x / scale, shape);
      return shape / x * power * Math.exp(-power);
    }
  }

  /** The same weights, as parts of their sum. */
  record Normalised(Adstock adstock) implements Adstock {
    @Override
    public double weight(int lag) {
      double sum = 0;
      for (int i = 0; i < window(); i++) {
        sum += adstock.weight(i);
      }
      return adstock.weight(lag) / sum;
    }

    @Override
    public int window() {
      return adstock.window();
    }
  }

  /** The weights that a campaign states. */
  static Adstock of(CarryOver carryOver) {
    int window = carryOver.window();
    Adstock adstock =
        switch (carryOver.kind()) {
          case GEOMETRIC -> new Geometric(carryOver.parameter("rate"), window);
          case BINOMIAL -> new Binomial(carryOver.parameter("rate"), window);
          case WEIBULL_CDF ->
              new WeibullCdf(carryOver.parameter("scale"), carryOver.parameter("shape"), window);
          case WEIBULL_PDF ->
              new WeibullPdf(carryOver.parameter("scale"), carryOver.parameter("shape"), window);
        };
    return carryOver.normalised() ? new Normalised(adstock) : adstock;
  }

  /** The weights by lag. */
  default double[] weights() {
    double[] weights = new double[window()];
    for (int lag = 0; lag < weights.length; lag++) {
      weights[lag] = weight(lag);
    }
    return weights;
  }

  /** The level of each day, of money on each day. */
  default double[] levels(double[] spend) {
    double[] weights = new double[Math.min(spend.length, window())];
    for (int lag = 0; lag < weights.length; lag++) {
      weights[lag] = weight(lag);
    }
    double[] levels = new double[spend.length];
    for (int day = 0; day < spend.length; day++) {
      for (int lag = 0; lag <= day && lag < weights.length; lag++) {
        levels[day] += weights[lag] * spend[day - lag];
      }
    }
    return levels;
  }

  /**
   * What earlier money counts for on each of the next days.
   *
   * @param earlier money on the days before, the oldest first
   * @param days how many days follow
   */
  default double[] carriedIn(double[] earlier, int days) {
    double[] carried = new double[days];
    for (int day = 0; day < days; day++) {
      for (int i = 0; i < earlier.length; i++) {
        carried[day] += weight(day + earlier.length - i) * earlier[i];
      }
    }
    return carried;
  }
}
