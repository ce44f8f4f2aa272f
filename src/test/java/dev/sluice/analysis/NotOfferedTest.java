package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole kinds of vectors that no command answers, with the reason. Single ones are listed beside
 * the tests of their kind.
 */
class NotOfferedTest {
  private static final Map<String, String> REASONS =
      Map.of(
          "sequence",
          "a pattern language of its own; steps in order within a window are a funnel",
          "next_node",
          "tools differ under one name in which row is the base, and no command asks it");

  @ParameterizedTest
  @CsvSource({"sequence, 22", "next_node, 11"})
  void wholeKindsAreCountedAndHaveAReason(String kind, int vectors) {
    assertThat(Vectors.of(kind)).hasSize(vectors);
    assertThat(REASONS).containsKey(kind);
  }
}
