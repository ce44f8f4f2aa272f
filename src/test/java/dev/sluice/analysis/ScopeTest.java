package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void aDayThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Scope.of(List.of(), "2026-02-30", null, null))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Refusal.Cause.USAGE);
              assertThat(refusal.sentence()).isEqualTo("--from: '2026-02-30' is not a day");
            });
  }

  @Test
  void anEndBeforeItsStartIsRefused() {
    assertThatThrownBy(() -> Scope.of(List.of(), "2026-02-02", "2026-02-01", null))
        .isInstanceOf(Refusal.class)
        .hasMessage("--to 2026-02-01 lies before --from 2026-02-02");
  }

  @Test
  void offsetsAreSpelledAsTheEngineKnowsThem() {
    assertThat(zoneName("+08:00")).isEqualTo("UTC+08:00");
    assertThat(zoneName("Z")).isEqualTo("UTC");
    assertThat(zoneName("Asia/Jakarta")).isEqualTo("Asia/Jakarta");
    assertThat(Scope.of(List.of(), null, null, null).zoneName()).isEqualTo("UTC");
  }

  private static String zoneName(String zone) {
    return Scope.of(List.of(), null, null, ZoneId.of(zone)).zoneName();
  }
}
