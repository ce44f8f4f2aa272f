package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every folder of {@code cases} that holds a {@code cmd} is a test: the command lines in it are run
 * in this process, and what they print is compared with {@code expout}, {@code experr} and {@code
 * exit}. CONTRIBUTING.md says how to add one.
 */
class GoldenCliTest {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final Path SAMPLES = Path.of("samples").toAbsolutePath();

  @TempDir Path temp;

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files
          .filter(file -> file.endsWith("cmd"))
          .map(Path::getParent)
          .sorted()
          .map(each -> DynamicTest.dynamicTest(CASES.relativize(each).toString(), () -> run(each)))
          .toList();
    }
  }

  @Test
  void everyFolderOfExpectationsHasACommand() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      List<Path> orphans =
          files
              .filter(file -> file.endsWith("expout") || file.endsWith("experr"))
              .filter(file -> !Files.exists(file.resolveSibling("cmd")))
              .toList();
      assertThat(orphans).isEmpty();
    }
  }

  private void run(Path golden) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(CASES.relativize(golden)));
    copy(golden.resolve("in"), folder);
    Map<Path, String> folders = new LinkedHashMap<>();
    folders.put(folder, "${CASE}");
    folders.put(SAMPLES, "${SAMPLES}");
    Path stdin = golden.resolve("stdin");
    List<Ran> runs = new ArrayList<>();
    for (String command : Golden.read(golden.resolve("cmd")).split("(?m)^---\n", -1)) {
      runs.add(
          Ran.sluice(
              Files.exists(stdin) ? Golden.read(stdin) : "",
              Map.of("SLUICE_WORKSPACE", folder.resolve("sluice.duckdb").toString()),
              args(command, folders)));
    }
    Golden.compare(golden.resolve("expout"), joined(runs.stream().map(Ran::out), folders));
    Golden.compare(golden.resolve("experr"), joined(runs.stream().map(Ran::err), folders));
    String exits = runs.stream().map(ran -> ran.exit() + "\n").collect(Collectors.joining());
    boolean allWell = runs.stream().allMatch(ran -> ran.exit() == 0);
    Golden.compare(golden.resolve("exit"), allWell ? "" : exits);
  }

  /** One argument a line; an empty one is written {@code ''}, and blank lines mean nothing. */
  private static String[] args(String command, Map<Path, String> folders) {
    List<String> args = new ArrayList<>();
    for (String line : command.lines().toList()) {
      String arg = line;
      for (Map.Entry<Path, String> each : folders.entrySet()) {
        arg = arg.replace(each.getValue(), each.getKey().toString());
      }
      if (!arg.isBlank()) {
        args.add(arg.equals("''") ? "" : arg);
      }
    }
    return args.toArray(String[]::new);
  }

  /** What several command lines printed, a line of dashes between them; nothing if none did. */
  private static String joined(Stream<String> texts, Map<Path, String> folders) {
    List<String> all = texts.map(text -> Golden.masked(text, folders)).toList();
    return all.stream().allMatch(String::isEmpty) ? "" : String.join("---\n", all);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  @Test
  void argumentsStandOneALine() {
    Map<Path, String> folders = Map.of(Path.of("/tmp/here"), "${CASE}");
    assertThat(args("sql\nSELECT 1 AS n\n\n''\n-o\n${CASE}/a.csv\n", folders))
        .containsExactly("sql", "SELECT 1 AS n", "", "-o", "/tmp/here/a.csv");
    assertThat(Arrays.asList(args("", folders))).isEmpty();
  }
}
