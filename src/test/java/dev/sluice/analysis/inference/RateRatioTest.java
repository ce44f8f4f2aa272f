package dev.sluice.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interval must hold its nominal coverage on simulated minutes with a known uplift. */
class RateRatioTest {
  private static final int RUNS = 2_000;

  @ParameterizedTest(name = "{0} units a minute, uplift {1}, lots of up to {2}, {3}+{4} minutes")
  @CsvSource({
    "0.5, 1, 1, 10, 30",
    "0.5, 3, 1, 10, 30",
    "2,   1, 1, 10, 30",
    "2,   2, 3, 10, 30",
    "2,   3, 3,  5, 20",
    "5,   1.5, 4, 10, 60",
    "1,   4, 5,  8, 25",
    "8,   1, 1,  5, 10",
  })
  void theIntervalHoldsItsCoverage(
      double rate, double uplift, int lot, int minutesHere, int minutesThere) {
    long seed = 42;
    Random random = new Random(seed);
    int held = 0;
    int above = 0;
    int below = 0;
    for (int run = 0; run < RUNS; run++) {
      RateRatio.Counts here = minutes(random, rate * uplift, lot, minutesHere);
      RateRatio.Counts there = minutes(random, rate, lot, minutesThere);
      Interval interval = RateRatio.of(here, there).interval();
      if (interval.low() > uplift) {
        below++;
      } else if (interval.high() < uplift) {
        above++;
      } else {
        held++;
      }
    }
    assertThat(held / (double) RUNS)
        .as("seed %s; missed below %s, above %s of %s", seed, below, above, RUNS)
        .isCloseTo(0.95, within(0.025));
  }

  @Test
  void byHand() {
    // 20 in 10 against 20 in 40: four times as fast, nothing but Poisson.
    RateRatio found =
        RateRatio.of(
            new RateRatio.Counts(new double[] {10, 10}, new double[] {5, 5}),
            new RateRatio.Counts(new double[] {10, 10}, new double[] {20, 20}));
    assertThat(found.ratio()).isCloseTo(4, within(1e-12));
    assertThat(found.dispersion()).isEqualTo(1);
    // F(41, 41) at 2.5 % is 0.5368 (and 1/0.5368 at 97.5 %).
    assertThat(found.interval().low()).isCloseTo(4 * 0.5368, within(0.003));
    assertThat(found.interval().high()).isCloseTo(4 / 0.5368, within(0.012));
  }

  @Test
  void nothingThereHasNoRatioAndNoUpperEnd() {
    RateRatio found =
        RateRatio.of(
            new RateRatio.Counts(new double[] {3}, new double[] {1}),
            new RateRatio.Counts(new double[] {0, 0}, new double[] {1, 1}));
    assertThat(found.ratio()).isNaN();
    assertThat(found.interval().low()).isGreaterThan(1);
    assertThat(found.interval().high()).isInfinite();
  }

  @Test
  void noSlotsAreRefused() {
    assertThatThrownBy(() -> new RateRatio.Counts(new double[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Orders come by Poisson with the viewers of the minute; each is of 1 to {@code lot} units. */
  private static RateRatio.Counts minutes(Random random, double rate, int lot, int minutes) {
    double[] counts = new double[minutes];
    double[] viewers = new double[minutes];
    for (int i = 0; i < minutes; i++) {
      viewers[i] = 50 + random.nextInt(100);
      int orders = poisson(random, rate * viewers[i] / 100 / ((lot + 1) / 2.0));
      for (int order = 0; order < orders; order++) {
        counts[i] += 1 + random.nextInt(lot);
      }
      viewers[i] /= 100;
    }
    return new RateRatio.Counts(counts, viewers);
  }

  private static int poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
