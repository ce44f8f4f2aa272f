package dev.sluice.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionIntervalTest {
  @Test
  void wilsonStaysInsideAndTouchesTheBorderAtNoneAndAll() {
    for (int n = 1; n <= 40; n++) {
      for (int x = 0; x <= n; x++) {
        for (Interval i :
            new Interval[] {
              Proportion.wilson(x, n, 0.95), Proportion.wilsonCorrected(x, n, 0.95)
            }) {
          assertThat(i.low()).isBetween(0.0, (double) x / n);
          assertThat(i.high()).isBetween((double) x / n, 1.0);
        }
      }
      assertThat(Proportion.wilson(0, n, 0.95).low()).isZero();
      assertThat(Proportion.wilson(n, n, 0.95).high()).isEqualTo(1);
    }
  }

  @Test
  void successesAndFailuresMirrorEachOther() {
    Interval seven = Proportion.wilson(7, 50, 0.9);
    Interval rest = Proportion.wilson(43, 50, 0.9);
    assertThat(seven.low()).isCloseTo(1 - rest.high(), within(1e-12));
    assertThat(seven.high()).isCloseTo(1 - rest.low(), within(1e-12));
  }

  @Test
  void ofSwappedGroupsTheDifferenceChangesItsSign() {
    Interval there = Difference.newcombe(7, 34, 1, 34, 0.95);
    Interval back = Difference.newcombe(1, 34, 7, 34, 0.95);
    assertThat(back.low()).isCloseTo(-there.high(), within(1e-12));
    assertThat(back.high()).isCloseTo(-there.low(), within(1e-12));
  }

  @Test
  void theCorrectionWidensTheTextbookDifferenceByHalfASuccessAGroup() {
    Interval plain = Difference.wald(30, 100, 20, 50, 0.95);
    Interval corrected = Difference.waldCorrected(30, 100, 20, 50, 0.95);
    assertThat(plain.low() - corrected.low()).isCloseTo(0.005 + 0.01, within(1e-12));
    assertThat(corrected.high() - plain.high()).isCloseTo(0.005 + 0.01, within(1e-12));
  }

  @Test
  void aRateOfNothingHasNoInterval() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Proportion.wilson(0, 0, 0.95))
        .withMessage("0 of 0 is no proportion");
    assertThatIllegalArgumentException().isThrownBy(() -> Proportion.wald(3, 2, 0.95));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Proportion.wilson(1, 2, 95))
        .withMessageContaining("confidence");
    assertThatIllegalArgumentException().isThrownBy(() -> Ratio.katz(0, 5, 1, 5, 0.95));
    assertThatIllegalArgumentException().isThrownBy(() -> Ratio.woolf(5, 5, 1, 5, 0.95));
  }
}
