package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ErrorsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Session session =
      new Session(
          InputStream.nullInputStream(),
          new PrintWriter(out),
          new PrintWriter(err),
          Map.of(),
          Terminal.none());
  private final Errors errors = new Errors(session);

  private int failed(Exception error) {
    CommandLine line = Commands.all(session);
    return errors.handleExecutionException(error, line, line.getParseResult());
  }

  @Test
  void aRefusalIsASentenceAndAHint() {
    assertThat(failed(Refusal.input("orders.csv is no export", "see sluice formats"))).isEqualTo(4);
    assertThat(err).hasToString("error: orders.csv is no export\nhint: see sluice formats\n");
  }

  @Test
  void whatWasPrintedBeforeStandsBefore() {
    session.out().print("so far");
    assertThat(failed(Refusal.check("too few viewers", null))).isEqualTo(3);
    assertThat(out).hasToString("so far");
    assertThat(err).hasToString("error: too few viewers\n");
  }

  @Test
  void theCauseOfARefusalIsShownToWhoAsks() {
    session.verbose = true;
    failed(Refusal.failed("cannot read a.csv", null, new IOException("bad disk")));
    assertThat(err.toString())
        .startsWith("error: cannot read a.csv\njava.io.IOException: bad disk\n\tat ");
  }

  @Test
  void anythingElseIsABugWhoseTraceIsShownToWhoAsks() {
    assertThat(failed(new IllegalStateException("no column x\nor y"))).isEqualTo(1);
    assertThat(err)
        .hasToString(
            """
            error: internal error: java.lang.IllegalStateException: no column x
            hint: run it again with --verbose and report what it prints
            """);
    session.verbose = true;
    failed(new IllegalStateException("once more"));
    assertThat(err.toString()).contains("\tat dev.sluice.cli.ErrorsTest");
  }

  @Test
  void aReaderThatLeftHearsNothingAndAFullDiskIsSaid() {
    assertThat(failed(new StandardOutput.Lost(new IOException("Broken pipe")))).isEqualTo(1);
    assertThat(err).hasToString("");
    assertThat(failed(new StandardOutput.Lost(new IOException("No space left on device"))))
        .isEqualTo(1);
    assertThat(err).hasToString("error: cannot write the output: No space left on device\n");
  }

  @Test
  void aFullHeapNamesTheRemedy() {
    assertThat(errors.exhausted()).isEqualTo(1);
    assertThat(err.toString()).contains("JDK_JAVA_OPTIONS=-Xmx4g");
  }
}
