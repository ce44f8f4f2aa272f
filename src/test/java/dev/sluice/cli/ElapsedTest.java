package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ElapsedTest {
  @Test
  void readsWholeDaysHoursMinutesAndSeconds() {
    assertThat(Elapsed.parse("--gap", "30d")).isEqualTo(Duration.ofDays(30));
    assertThat(Elapsed.parse("--gap", " 12h ")).isEqualTo(Duration.ofHours(12));
    assertThat(Elapsed.parse("--gap", "30m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(Elapsed.parse("--gap", "0s")).isZero();
  }

  @Test
  void refusesWhatIsNoLengthOfTime() {
    for (String text : new String[] {"", "30", "d", "1.5h", "-1d", "1 month", "99999999999d"}) {
      assertThatThrownBy(() -> Elapsed.parse("--gap", text))
          .isInstanceOf(Refusal.class)
          .hasMessage("--gap: '" + text + "' is not a length of time");
    }
  }
}
