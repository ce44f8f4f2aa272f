package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -o} does with what stands where it points. */
class OutputFileTest {
  @TempDir Path folder;

  private static Ran write(Path output) {
    return Ran.sluice(Map.of(), "explain", "ctor", "-f", "csv", "-o", output.toString());
  }

  @Test
  void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "old");

    assertThat(write(file).exit()).isZero();

    assertThat(Files.readString(file)).contains("ctor").doesNotContain("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void eachOfSeveralFilesHasTheFormOfItsEnding() throws IOException {
    Path json = folder.resolve("a.json");
    Path markdown = folder.resolve("b.md");

    Ran ran =
        Ran.sluice(Map.of(), "explain", "ctor", "-o", json.toString(), "-o", markdown.toString());

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(Files.readString(json)).startsWith("{").contains("\"schema\": \"sluice.explain/1\"");
    assertThat(Files.readString(markdown)).contains("ctor").doesNotContain("{");
  }

  @Test
  void theTargetOfALinkIsWrittenAndTheLinkStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);

    assertThat(write(link).exit()).isZero();

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).contains("ctor");
  }

  @Test
  void aPipeIsWrittenToAndStays() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    assumeTrue(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor() == 0);
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();

    assertThat(write(pipe).exit()).isZero();

    assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("ctor");
    assertThat(Files.readAttributes(pipe, "isOther", LinkOption.NOFOLLOW_LINKS))
        .containsEntry("isOther", true);
  }

  @Test
  void anEmptyFolderIsNotReplaced() throws IOException {
    Path other = Files.createDirectory(folder.resolve("folder"));

    Ran ran = write(other);

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("cannot write " + other);
    assertThat(other).isEmptyDirectory();
  }
}
