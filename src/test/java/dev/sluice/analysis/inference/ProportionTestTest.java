package dev.sluice.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProportionTestTest {
  @Test
  void fisherCountsTheTablesThatAreNoLikelierThanTheOneSeen() {
    // A lady who tells three cups of four: 1 + 16 + 16 + 1 of 70 tables.
    assertThat(ProportionTest.fisher(3, 4, 1, 4)).isCloseTo(34.0 / 70, within(1e-12));
    assertThat(ProportionTest.fisher(4, 4, 0, 4)).isCloseTo(2.0 / 70, within(1e-12));
    assertThat(ProportionTest.fisher(2, 4, 2, 4)).isEqualTo(1);
  }

  @Test
  void fisherAgreesWithCountingTheTablesInWholeNumbers() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      int n1 = 1 + random.nextInt(30);
      int n2 = 1 + random.nextInt(30);
      int x1 = random.nextInt(n1 + 1);
      int x2 = random.nextInt(n2 + 1);
      BigInteger seen = tables(x1, n1, x2, n2);
      BigInteger asFar = BigInteger.ZERO;
      BigInteger all = BigInteger.ZERO;
      for (int x = Math.max(0, x1 + x2 - n2); x <= Math.min(n1, x1 + x2); x++) {
        BigInteger count = tables(x, n1, x1 + x2 - x, n2);
        all = all.add(count);
        if (count.compareTo(seen) <= 0) {
          asFar = asFar.add(count);
        }
      }
      assertThat(ProportionTest.fisher(x1, n1, x2, n2))
          .as("seed %s: %s/%s against %s/%s", seed, x1, n1, x2, n2)
          .isCloseTo(asFar.doubleValue() / all.doubleValue(), within(1e-9));
    }
  }

  private static BigInteger tables(int x1, int n1, int x2, int n2) {
    return choose(n1, x1).multiply(choose(n2, x2));
  }

  private static BigInteger choose(int n, int k) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }

  @Test
  void ofTwoGroupsChiSquaredIsTheSquareOfTheirDistanceInStandardErrors() {
    double pooled = 60.0 / 300;
    double z = (20 / 150.0 - 40 / 150.0) / Math.sqrt(pooled * (1 - pooled) * (2 / 150.0));
    assertThat(
            ProportionTest.chiSquared(new long[] {20, 40}, new long[] {150, 150}, false)
                .statistic())
        .isCloseTo(z * z, within(1e-9));
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProportionTest.chiSquared(new long[] {1}, new long[] {2}, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProportionTest.chiSquared(new long[] {0, 0}, new long[] {2, 2}, false))
        .withMessageContaining("no success");
    assertThatIllegalArgumentException().isThrownBy(() -> ProportionTest.fisher(3, 2, 0, 1));
  }
}
