package dev.sluice.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> WORDS =
      List.of("status", "sellthrough", "sql", "--broadcast", "--basis", "--by", "-w");

  @Test
  void findsWhatALetterOrTwoAway() {
    assertThat(Nearest.to("statsu", WORDS)).containsExactly("status");
    assertThat(Nearest.to("selthrough", WORDS)).containsExactly("sellthrough");
    assertThat(Nearest.to("--brodcast", WORDS)).containsExactly("--broadcast");
  }

  @Test
  void findsNothingForWhatIsFarFromAll() {
    assertThat(Nearest.to("fnl", WORDS)).isEmpty();
    assertThat(Nearest.to("-x", WORDS)).isEmpty();
    assertThat(Nearest.to("", WORDS)).isEmpty();
  }

  @Test
  void putsTheNearestFirstAndThenTheAlphabet() {
    assertThat(Nearest.to("abcdef", List.of("abcdxy", "abcdeg", "abcdee", "abcdfe", "zzzzzz")))
        .containsExactly("abcdee", "abcdeg", "abcdfe");
  }
}
