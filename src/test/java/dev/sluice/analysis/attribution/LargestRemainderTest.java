package dev.sluice.analysis.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
  private static List<BigDecimal> apportion(String total, Double... parts) {
    return LargestRemainder.apportion(new BigDecimal(total), List.of(parts), 2);
  }

  @Test
  void theUnitsThatAreLeftGoToThePartsThatLostMost() {
    assertThat(apportion("100.00", 100 / 3.0, 100 / 3.0, 100 / 3.0))
        .map(BigDecimal::toPlainString)
        .containsExactly("33.34", "33.33", "33.33");
    assertThat(apportion("1.00", 0.004, 0.009, 0.987))
        .map(BigDecimal::toPlainString)
        .containsExactly("0.00", "0.01", "0.99");
  }

  @Test
  void nothingIsSharedAsNothing() {
    assertThat(apportion("0.00", 0.0, 0.0))
        .map(BigDecimal::toPlainString)
        .containsExactly("0.00", "0.00");
    assertThat(apportion("0.00")).isEmpty();
  }

  @Test
  void partsAddUpToTheTotalAndStayWithinAUnit() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      List<Double> parts = new ArrayList<>();
      double sum = 0;
      for (int k = 0; k <= random.nextInt(12); k++) {
        double part =
            (random.nextDouble() - (i % 3 == 0 ? 0.3 : 0)) * Math.pow(10, random.nextInt(9));
        parts.add(part);
        sum += part;
      }
      BigDecimal total = new BigDecimal(sum).setScale(2, RoundingMode.HALF_UP);
      List<BigDecimal> shares = LargestRemainder.apportion(total, parts, 2);
      assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .as("seed %s, round %s", seed, i)
          .isEqualByComparingTo(total);
      if (Math.abs(sum) > 1) {
        for (int k = 0; k < parts.size(); k++) {
          double slack = 0.01 + Math.abs(parts.get(k)) * 0.006 / Math.abs(sum);
          assertThat(shares.get(k).doubleValue() - parts.get(k))
              .as("seed %s, round %s", seed, i)
              .isBetween(-slack - 1e-6, slack + 1e-6);
        }
      }
    }
  }
}
