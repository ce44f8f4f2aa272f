package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every question that is kept as a resource fits the schema: it explains on an empty workspace, its
 * parameters missing. Left out are the migrations, which make the schema, what an import asks of
 * its own temporary tables, and templates, which are no SQL until something is put in for their
 * {@code {{…}}}.
 */
class SqlFilesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final Pattern NOISE = Pattern.compile("--[^\n]*|'(?:[^']|'')*'");

  @TempDir static Path folder;
  private static Workspace workspace;

  @BeforeAll
  static void open() {
    workspace = Workspace.write(folder.resolve("empty.duckdb"), Engine.standard());
  }

  @AfterAll
  static void close() {
    workspace.close();
  }

  static List<Path> questions() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.getParent().endsWith("migrations"))
          .filter(file -> !file.getParent().endsWith("staging"))
          .filter(file -> !text(file).contains("{{"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void explainsOnAnEmptyWorkspace(Path file) {
    String text = text(file);
    Object[] parameters = new Object[parameters(text)];
    try {
      workspace.query(
          "plan",
          Sql.composed(file.toString(), "EXPLAIN " + text),
          List.of(Column.text("explain_key"), Column.text("explain_value")),
          parameters);
    } catch (Refusal e) {
      throw new AssertionError(file + " does not fit the schema: " + e.sentence(), e);
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void saysWhatItAnswersAndNumbersItsParametersWithoutAGap(Path file) {
    String text = text(file);
    assertThat(text)
        .as("%s begins with a comment that says what it answers", file)
        .startsWith("--");
    List<Integer> used = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(NOISE.matcher(text).replaceAll(""));
    while (matcher.find()) {
      used.add(Integer.valueOf(matcher.group(1)));
    }
    for (int i = 1; i <= parameters(text); i++) {
      assertThat(used).as("the parameters of %s", file).contains(i);
    }
  }

  private static int parameters(String text) {
    int highest = 0;
    Matcher matcher = PARAMETER.matcher(NOISE.matcher(text).replaceAll(""));
    while (matcher.find()) {
      highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
    }
    return highest;
  }

  @Test
  void parametersAreCountedOutsideOfCommentsAndTexts() {
    assertThat(parameters("-- $9 none\nSELECT $2, '$7', $1")).isEqualTo(2);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
