package dev.sluice.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.analysis.Vectors;
import dev.sluice.analysis.Vectors.Vector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntervalVectorsTest {
  @ParameterizedTest
  @MethodSource("intervals")
  void limitsAreThePublishedOnes(Vector vector) {
    Interval interval = interval(vector.json().get("stat"));
    vector.assertClose("low", interval.low(), vector.expected().get("interval").get(0).asDouble());
    vector.assertClose(
        "high", interval.high(), vector.expected().get("interval").get(1).asDouble());
  }

  @ParameterizedTest
  @MethodSource("tests")
  void testsGiveThePublishedFigures(Vector vector) {
    JsonNode stat = vector.json().get("stat");
    ProportionTest.ChiSquared test =
        ProportionTest.chiSquared(
            counts(stat.get("successes")),
            counts(stat.get("trials")),
            stat.path("continuity").asBoolean());
    JsonNode expected = vector.expected();
    vector.assertClose("chi squared", test.statistic(), expected.get("chi_squared").asDouble());
    assertThat(test.degreesOfFreedom()).isEqualTo(expected.get("df").asInt());
    if (expected.has("p_value")) {
      vector.assertClose("p", test.pValue(), expected.get("p_value").asDouble());
    } else {
      assertThat(test.pValue()).isLessThan(expected.get("p_value_below").asDouble());
    }
  }

  @Test
  void noVectorIsLeftOut() {
    assertThat(intervals()).hasSize(34);
    assertThat(tests()).hasSize(3);
    assertThat(Vectors.of("interval").stream().filter(Vector::annotated))
        .extracting(Vector::id)
        .containsExactly("intervals/votes-40-50-cc-readme");
  }

  static Stream<Vector> intervals() {
    return Vectors.of("interval").stream().filter(vector -> !vector.annotated());
  }

  static List<Vector> tests() {
    return Vectors.of("proportion_test");
  }

  private static Interval interval(JsonNode stat) {
    long[] x = counts(stat.get("successes"));
    long[] n = counts(stat.get("trials"));
    double confidence = stat.path("confidence").asDouble(0.95);
    Interval interval =
        switch (stat.get("method").asText()) {
          case "wilson" -> Proportion.wilson(x[0], n[0], confidence);
          case "wilson_cc" -> Proportion.wilsonCorrected(x[0], n[0], confidence);
          case "wald" -> Proportion.wald(x[0], n[0], confidence);
          case "agresti_coull" -> Proportion.agrestiCoull(x[0], n[0], confidence);
          case "plus_four" -> Proportion.plusFour(x[0], n[0], confidence);
          case "clopper_pearson" -> Proportion.clopperPearson(x[0], n[0], confidence);
          case "diff_newcombe" -> Difference.newcombe(x[0], n[0], x[1], n[1], confidence);
          case "diff_wald_cc" -> Difference.waldCorrected(x[0], n[0], x[1], n[1], confidence);
          case "diff_agresti_caffo" -> Difference.agrestiCaffo(x[0], n[0], x[1], n[1], confidence);
          case "ratio_katz" -> Ratio.katz(x[0], n[0], x[1], n[1], confidence);
          case "odds_woolf" -> Ratio.woolf(x[0], n[0], x[1], n[1], confidence);
          default -> throw new IllegalArgumentException(stat.toString());
        };
    return stat.path("clip").asBoolean() ? interval.clipped() : interval;
  }

  private static long[] counts(JsonNode node) {
    if (!node.isArray()) {
      return new long[] {node.asLong()};
    }
    long[] counts = new long[node.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = node.get(i).asLong();
    }
    return counts;
  }
}
