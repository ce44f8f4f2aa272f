package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter err = new StringWriter();
  private final AtomicLong clock = new AtomicLong(7);
  private final ProgressLine line = new ProgressLine(new PrintWriter(err), clock::get);

  private String at(long seconds, int done, String now) {
    err.getBuffer().setLength(0);
    clock.set(7 + seconds * 1_000_000_000L);
    line.at(done, 8, now);
    return err.toString();
  }

  @Test
  void whatTakesNoLongerThanASecondShowsNothing() {
    assertThat(at(0, 0, "a.csv") + at(1, 7, "b.csv") + at(1, 8, "")).isEmpty();
  }

  @Test
  void showsABarTheCountAndWhatIsUnderWayOnALineThatIsRewritten() {
    assertThat(at(2, 2, "c.csv"))
        .isEqualTo("\r\u001b[2K\u001b[?7l[#####---------------] 2/8 c.csv\u001b[?7h");
  }

  @Test
  void isGoneWhenAllIsDone() {
    assertThat(at(3, 8, "")).isEqualTo("\r\u001b[2K");
  }
}
