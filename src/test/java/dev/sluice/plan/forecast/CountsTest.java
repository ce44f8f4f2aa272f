package dev.sluice.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {
  @ParameterizedTest
  @CsvSource({"10, 0.3", "7, 0.92", "300, 0.04", "200, 0.95", "1, 0.5", "39, 0.9999", "1000, 1e-6"})
  void few_are_counted_exactly(int trials, double rate) {
    BinomialDistribution exact = BinomialDistribution.of(trials, rate);
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double p = random.nextDouble();
      assertThat(Counts.binomial(p, trials, rate))
          .as("p %s", p)
          .isEqualTo(exact.inverseCumulativeProbability(p));
    }
  }

  @ParameterizedTest
  @CsvSource({"400, 0.1", "5000, 0.45", "40000, 0.05", "260000, 0.08", "900, 0.95", "1000000, 0.5"})
  void many_are_right_to_a_count_or_a_hundredth_of_the_spread(int trials, double rate) {
    BinomialDistribution exact = BinomialDistribution.of(trials, rate);
    double allowed = 1 + Math.sqrt(trials * rate * (1 - rate)) / 100;
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      double p = random.nextDouble();
      assertThat(Counts.binomial(p, trials, rate))
          .as("p %s", p)
          .isCloseTo(exact.inverseCumulativeProbability(p), within(allowed));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.2", "5", "39", "41", "700", "15000"})
  void events_are_counted_as_the_poisson_distribution_does(double mean) {
    PoissonDistribution exact = PoissonDistribution.of(mean);
    double allowed = mean < 40 ? 0 : 1 + Math.sqrt(mean) / 100;
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      double p = random.nextDouble();
      assertThat(Counts.poisson(p, mean))
          .as("p %s", p)
          .isCloseTo(exact.inverseCumulativeProbability(p), within(allowed));
    }
  }

  @Test
  void the_ends_are_what_they_are() {
    assertThat(Counts.binomial(0.3, 0, 0.5)).isZero();
    assertThat(Counts.binomial(0.3, 100, 0)).isZero();
    assertThat(Counts.binomial(0.3, 100, 1)).isEqualTo(100);
    assertThat(Counts.poisson(0.3, 0)).isZero();
    assertThat(Counts.binomial(1e-300, 1000, 0.5)).isNotNegative();
    assertThat(Counts.binomial(Math.nextDown(1.0), 1000, 0.9)).isLessThanOrEqualTo(1000);
  }

  @Test
  void a_higher_rate_with_the_same_luck_never_counts_less() {
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      double p = random.nextDouble();
      double trials = random.nextInt(3000);
      double rate = random.nextDouble();
      double more = Math.min(1, rate + random.nextDouble() * 0.1);
      // Less a count: few are counted exactly, many by a curve, and the two meet to within one.
      assertThat(Counts.binomial(p, trials, more))
          .as("p %s, trials %s, rates %s and %s", p, trials, rate, more)
          .isGreaterThanOrEqualTo(Counts.binomial(p, trials, rate) - 1);
    }
  }

  @Test
  void a_stated_spread_is_met_at_all_three_figures() {
    check(Uncertain.rate(0.3, 0.45, 0.7));
    check(Uncertain.amount(800, 1000, 3000));
    check(Uncertain.amount(0.8, 1.5, 1.6));
    assertThat(Uncertain.rate(0, 0, 0).draw().applyAsDouble(new Random(1))).isZero();
  }

  private static void check(Uncertain value) {
    RandomGenerator random = new Random(9);
    double[] draws =
        DoubleStream.generate(() -> value.draw().applyAsDouble(random)).limit(100_000).toArray();
    assertThat(part(draws, value.low())).isCloseTo(0.1, within(0.004));
    assertThat(part(draws, value.median())).isCloseTo(0.5, within(0.006));
    assertThat(part(draws, value.high())).isCloseTo(0.9, within(0.004));
  }

  private static double part(double[] draws, double below) {
    return Arrays.stream(draws).filter(each -> each < below).count() / (double) draws.length;
  }
}
