package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the documents show is what the program prints. In a fenced block, each line that begins with
 * {@code $ sluice} is run as it stands, with the real launcher, in an empty folder that has the
 * samples; the lines up to the next {@code $} are what it is to print on stdout and stderr. A line
 * with nothing but {@code …} stands for any lines, and one that ends with {@code …} for its
 * beginning. All blocks of a document run in order, in one folder.
 */
class ReadmeIT {
  @TempDir Path temp;

  @BeforeAll
  static void makeTheClassArchive() {
    // The first start says that it does.
    Shell first = Shell.run(Path.of("."), Map.of(), "sluice --version");
    assertThat(first.exit()).as(first.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "samples/README.md"})
  void showsWhatTheProgramPrints(String name) throws IOException {
    Path document = Path.of(name);
    if (!Files.exists(document)) {
      return;
    }
    Path folder = Files.createDirectories(temp.resolve("here"));
    if (Files.isDirectory(Path.of("samples"))) {
      Files.createSymbolicLink(folder.resolve("samples"), Path.of("samples").toAbsolutePath());
    }
    Map<Path, String> masks = new LinkedHashMap<>();
    masks.put(folder, "~/here");
    List<String> lines = Files.readAllLines(document, StandardCharsets.UTF_8);
    List<String> rewritten = new ArrayList<>();
    boolean fenced = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      fenced ^= line.startsWith("```");
      rewritten.add(line);
      if (!fenced || !line.startsWith("$ sluice")) {
        continue;
      }
      List<String> shown = new ArrayList<>();
      while (i + 1 < lines.size()
          && !lines.get(i + 1).startsWith("```")
          && !lines.get(i + 1).startsWith("$ ")) {
        shown.add(lines.get(++i));
      }
      String command = line.substring(2) + " 2>&1";
      String printed = Golden.masked(Shell.run(folder, Map.of(), command).out(), masks);
      List<String> actual = printed.lines().map(String::stripTrailing).toList();
      if (Golden.update()) {
        rewritten.addAll(matches(shown, actual) ? shown : elided(shown, actual));
      } else if (!matches(shown, actual)) {
        assertThat(printed)
            .as("%s: %s. %s", name, line, Golden.HOW)
            .isEqualTo(String.join("\n", shown) + "\n");
      }
    }
    // JUnit warns of links out of its folder.
    Files.deleteIfExists(folder.resolve("samples"));
    if (Golden.update()) {
      Files.write(document, rewritten, StandardCharsets.UTF_8);
    }
  }

  /** Whether {@code actual} is what {@code shown} stands for. */
  private static boolean matches(List<String> shown, List<String> actual) {
    if (shown.isEmpty()) {
      return actual.isEmpty();
    }
    String first = shown.get(0);
    List<String> rest = shown.subList(1, shown.size());
    if (first.strip().equals("…")) {
      for (int skipped = 0; skipped <= actual.size(); skipped++) {
        if (matches(rest, actual.subList(skipped, actual.size()))) {
          return true;
        }
      }
      return false;
    }
    return !actual.isEmpty()
        && (first.endsWith("…")
            ? actual.get(0).startsWith(first.substring(0, first.length() - 1).stripTrailing())
            : actual.get(0).equals(Golden.masked(first, Map.of()).stripTrailing()))
        && matches(rest, actual.subList(1, actual.size()));
  }

  /** The new output, cut where the old one was. */
  private static List<String> elided(List<String> shown, List<String> actual) {
    int cut = shown.stream().map(String::strip).toList().indexOf("…");
    int after = shown.size() - cut - 1;
    if (cut < 0 || cut + after >= actual.size()) {
      return actual;
    }
    List<String> kept = new ArrayList<>(actual.subList(0, cut));
    kept.add("…");
    kept.addAll(actual.subList(actual.size() - after, actual.size()));
    return kept;
  }

  @Test
  void anEllipsisStandsForLinesAndForTheEndOfALine() {
    List<String> actual = List.of("a", "b 1 2 3", "c", "d");
    assertThat(matches(List.of("a", "b 1 2 3", "c", "d"), actual)).isTrue();
    assertThat(matches(List.of("a", "…", "d"), actual)).isTrue();
    assertThat(matches(List.of("a", "b 1 …", "c", "d"), actual)).isTrue();
    assertThat(matches(List.of("…"), actual)).isTrue();
    assertThat(matches(List.of("a", "…", "c"), actual)).isFalse();
    assertThat(matches(List.of("a", "b 2 …", "c", "d"), actual)).isFalse();
    assertThat(matches(List.of(), actual)).isFalse();
    assertThat(elided(List.of("a", "…", "x"), actual)).containsExactly("a", "…", "d");
  }
}
