package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The committed manual pages say what the program's help says. */
class ManPagesTest {
  private static final Path MAN = Path.of("man");

  private static CommandLine whole() {
    return new Cli(
            InputStream.nullInputStream(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Map.of(),
            Terminal.none())
        .whole();
  }

  private static Map<String, String> pages() {
    CommandLine root = whole();
    Map<String, String> pages = new TreeMap<>();
    pages.put(ManPage.file(root), ManPage.of(root));
    root.getSubcommands()
        .values()
        .forEach(command -> pages.put(ManPage.file(command), ManPage.of(command)));
    return pages;
  }

  private static List<Path> committed() throws IOException {
    if (!Files.isDirectory(MAN)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(MAN)) {
      return files.filter(file -> file.toString().endsWith(".1")).sorted().toList();
    }
  }

  @Test
  void everyCommandHasThePageThatItsHelpMakes() {
    pages().forEach((file, text) -> Golden.compare(MAN.resolve(file), text));
  }

  @Test
  void noPageIsLeftOfACommandThatIsGone() throws IOException {
    for (Path file : committed()) {
      if (!pages().containsKey(file.getFileName().toString())) {
        if (!Golden.update()) {
          throw new AssertionError(file + " is the page of no command. " + Golden.HOW);
        }
        Files.delete(file);
      }
    }
  }

  @Test
  void pagesAreSoundRoffToTheFormattersThatAreHere() throws Exception {
    Map<String, List<String>> formatters =
        Map.of(
            "groff", List.of("groff", "-Tutf8", "-man", "-k", "-ww", "-z"),
            "mandoc", List.of("mandoc", "-Tlint", "-Wwarning"));
    for (Map.Entry<String, List<String>> each : formatters.entrySet()) {
      if (!onThePath(each.getKey())) {
        continue;
      }
      List<String> command = new ArrayList<>(each.getValue());
      committed().forEach(file -> command.add(file.toString()));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).isEmpty();
    }
  }

  private static boolean onThePath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void everyExampleParses() {
    for (String example : ManPage.examples(whole())) {
      List<String> words = ShellWords.of(example);
      try {
        whole().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      } catch (CommandLine.ParameterException e) {
        throw new AssertionError("the help's example '" + example + "': " + e.getMessage(), e);
      }
    }
  }
}
