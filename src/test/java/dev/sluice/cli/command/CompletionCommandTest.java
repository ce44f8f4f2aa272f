package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.Ran;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path folder;

  @Test
  void bashCompletesCommandsOptionsAndFormats() throws Exception {
    assumeTrue(Files.isExecutable(BASH));
    Path script = folder.resolve("sluice.bash");
    assertThat(Ran.sluice(Map.of(), "completion", "bash", "-o", script.toString()).exit()).isZero();

    assertThat(completed(script, "sluice", "stat")).contains("status");
    assertThat(completed(script, "sluice", "sql", "--form")).contains("--format");
    assertThat(completed(script, "sluice", "sql", "--format", "ma")).contains("markdown");
  }

  @Test
  void zshGetsTheSameScript() {
    assertThat(Ran.sluice(Map.of(), "completion", "zsh").out())
        .isEqualTo(Ran.sluice(Map.of(), "completion", "bash").out())
        .contains("bashcompinit");
  }

  private static String completed(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    String asked =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d; %s; echo \"${COMPREPLY[@]}\""
            .formatted(script, line, words.length - 1, line, line.length(), "_complete_sluice");
    Process bash =
        new ProcessBuilder(BASH.toString(), "-c", asked).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }
}
