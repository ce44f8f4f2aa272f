package dev.sluice.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTest {
  private static final String WHOLE =
      "metric: enter_rate, low: 0.08, says: usual, source: a report, date: 2026-10, grade: B";

  @Test
  void everyPublishedRangeHasItsSourceDateAndGrade() {
    assertThat(Benchmarks.standard())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            each -> {
              assertThat(each.fault(Dictionary.standard())).as(each.toString()).isNull();
              assertThat(each.source()).isNotBlank();
            });
  }

  @Test
  void whatNobodyHasVerifiedGivesNoVerdict() {
    assertThat(Benchmarks.standard())
        .allSatisfy(
            each ->
                assertThat(each.givesVerdict())
                    .as(each.toString())
                    .isEqualTo(each.grade() == Grade.A || each.grade() == Grade.B));
    assertThat(Benchmarks.standard()).extracting(Benchmark::grade).contains(Grade.B, Grade.C);
  }

  @ParameterizedTest(name = "without {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "source: a report, | | it has no 'source'",
        "source: a report | source: ''  | it has no 'source'",
        "date: 2026-10, | | it has no 'date'; write 'not dated' where the source does not tell",
        ", grade: B | | it has no 'grade': A, B, C or I",
        "says: usual, | | it does not say what the source 'says'",
        "low: 0.08, | | it has neither 'low' nor 'high'",
        "low: 0.08 | low: 0.08, high: 0.07 | its low 0.08 lies above its high 0.07",
        "enter_rate | enter_rat | 'enter_rat' is no metric of the dictionary",
        "enter_rate | watch_gpm | an amount needs its 'currency'",
        "low: 0.08 | low: 0.08, currency: CNY | it is no amount and has a 'currency'"
      })
  void anEntryThatIsNotWholeIsRefused(String part, String instead, String fault) {
    String entry = WHOLE.replace(part, instead == null ? "" : instead);
    assertThat(entry).isNotEqualTo(WHOLE);

    assertThatThrownBy(() -> Benchmarks.read("- {" + WHOLE + "}\n- {" + entry + "}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("entry 2 of ")
        .hasMessageEndingWith(": " + fault);
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLine() {
    assertThatThrownBy(() -> Benchmarks.read("- {" + WHOLE + "}\n- {metrik: enter_rate}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageContaining("metrik");
  }
}
