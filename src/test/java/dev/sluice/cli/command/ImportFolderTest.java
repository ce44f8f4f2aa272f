package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.answer.Progress;
import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import dev.sluice.exports.ImportRun;
import dev.sluice.exports.Imports;
import dev.sluice.exports.Rejects;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@code sluice import FOLDER}. */
class ImportFolderTest {
  @TempDir Path folder;
  private Path exports;
  private String out = "";
  private String err = "";

  @BeforeEach
  void someExports() throws IOException {
    exports = Files.createDirectories(folder.resolve("exports/older/2025"));
    exports = folder.resolve("exports");
  }

  private static String stock(String prefix, int rows) {
    StringBuilder csv = new StringBuilder("sku,ts,on_hand\n");
    for (int i = 0; i < rows; i++) {
      csv.append(prefix).append(i).append(",2026-10-01T10:00:00Z,7\n");
    }
    return csv.toString();
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(exports.resolve(name), text);
  }

  private int run(Terminal terminal, Object... words) {
    List<String> line = new ArrayList<>(List.of("import", "--shop", "s", "--format", "json"));
    Stream.of(words).map(String::valueOf).forEach(line::add);
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    int exit =
        new Cli(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(outText),
                new PrintWriter(errText),
                Map.of("SLUICE_WORKSPACE", folder.resolve("w.duckdb").toString()),
                terminal)
            .run(line.toArray(String[]::new));
    out = outText.toString();
    err = errText.toString();
    return exit;
  }

  private List<String> statuses() throws IOException {
    List<String> statuses = new ArrayList<>();
    new ObjectMapper()
        .readTree(out)
        .path("files")
        .forEach(
            file -> statuses.add(file.path("file").asText() + " " + file.path("status").asText()));
    return statuses;
  }

  @Test
  void everyExportOfAFolderAndThoseBelowItIsImportedAndABadOneStopsNoOther() throws IOException {
    file("b.csv", stock("B", 2));
    file("a.CSV", stock("A", 2));
    file("older/2025/c.tsv", stock("C", 2).replace(',', '\t'));
    file("older/page.xls", "<html><body>sign in</body></html>");
    file("older/strange.csv", "colour,shape\nred,round\n");
    file("same.csv", stock("B", 2));
    file(".hidden.csv", stock("H", 2));
    file("~$b.xlsx", "kept beside an open workbook");
    file("notes.md", "not an export");

    assertThat(run(Terminal.none(), exports)).isEqualTo(4);

    assertThat(statuses())
        .containsExactly(
            "a.CSV loaded",
            "b.csv loaded",
            "c.tsv loaded",
            "page.xls refused",
            "strange.csv refused",
            "same.csv unchanged");
    assertThat(err)
        .contains("passed over 1 other files in " + exports)
        .contains("error: page.xls is a web page", "error: strange.csv matches no report")
        .doesNotContain("\r", "\u001b");
  }

  @Test
  void aLinkToAFolderIsFollowedAndLinksWithinAreNot() throws IOException {
    file("a.csv", stock("A", 2));
    Path link = Files.createSymbolicLink(exports.resolveSibling("link"), exports);
    Files.createSymbolicLink(exports.resolve("circle"), exports);

    assertThat(run(Terminal.none(), link)).as(err).isZero();

    assertThat(statuses()).containsExactly("a.csv loaded");
    Files.delete(exports.resolve("a.csv"));
    assertThat(run(Terminal.none(), link)).isEqualTo(2);
    assertThat(err).contains("error: there is no file to import in " + link + "\n");
  }

  @Test
  void theSameFileTwiceIsLoadedOnce() throws IOException {
    file("a.csv", stock("A", 2));
    Path file = exports.resolve("a.csv");

    assertThat(run(Terminal.none(), file, exports, file)).isZero();

    assertThat(statuses()).containsExactly("a.csv loaded", "a.csv unchanged", "a.csv unchanged");
  }

  @Test
  void anArchiveIsAFolderOfFilesEachWithItsReceipt() throws IOException {
    file("a.csv", stock("A", 2));
    Path archive = exports.resolve("b.ZIP");
    zip(archive, "older/z.csv", stock("Z", 2), "bad.csv", "colour,shape\nred,round\n");
    zip(
        exports.resolve("c.zip"),
        "z again.csv",
        stock("Z", 2),
        "__MACOSX/._z.csv",
        "",
        "z.pdf",
        "");

    assertThat(run(Terminal.none(), exports)).isEqualTo(4);

    assertThat(statuses())
        .containsExactly(
            "a.csv loaded",
            "b.ZIP/bad.csv refused",
            "b.ZIP/older/z.csv loaded",
            "c.zip/z again.csv unchanged");
    assertThat(err)
        .contains("passed over 1 other files in c.zip\n", "error: b.ZIP/bad.csv matches no report");
    assertThat(run(Terminal.none(), archive, "--dry-run")).isEqualTo(4);
    assertThat(statuses()).containsExactly("b.ZIP/bad.csv refused", "b.ZIP/older/z.csv unchanged");
  }

  @Test
  void anArchiveWithNothingToImportIsRefused() throws IOException {
    zip(exports.resolve("inner.zip"), "readme.md", "", "more.zip", "");

    assertThat(run(Terminal.none(), exports)).isEqualTo(4);

    assertThat(err)
        .contains(
            "passed over 2 other files in inner.zip\n",
            "error: inner.zip is a zip archive without a file to import\n",
            "hint: archives are searched for files that end in csv, parquet, tsv, txt, xls,"
                + " xlsx\n");
  }

  @Test
  void theRejectsOfAnArchiveAreThoseOfTheFilesInIt() throws IOException {
    Path archive = exports.resolve("b.zip");
    zip(
        archive,
        "1.csv",
        stock("A", 2).replace("7", "x"),
        "2.csv",
        stock("B", 1).replace("7", "y"));
    file("b.zip.csv", stock("C", 1).replace("7", "z"));
    assertThat(run(Terminal.none(), exports)).isZero();

    try (Workspace workspace = Workspace.read(folder.resolve("w.duckdb"), Engine.standard())) {
      assertThat(Rejects.of(workspace, "b.zip").sections().get(0).rows()).hasSize(3);
      assertThat(Rejects.of(workspace, "b.zip/2.csv").sections().get(0).rows()).hasSize(1);
    }
  }

  private static void zip(Path archive, String... namesAndTexts) throws IOException {
    try (OutputStream to = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(to)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  @Test
  void withoutATerminalOrQuietThereIsNoProgressWhateverItTakes() throws IOException {
    for (int i = 0; i < 12; i++) {
      file(i + ".csv", stock("S" + i + "-", 2));
    }
    Terminal terminal = new Terminal(true, true, 80);

    assertThat(run(terminal, exports, "--quiet")).isZero();
    assertThat(err).isEmpty();
    assertThat(run(new Terminal(true, false, 80), exports)).isZero();
    assertThat(err).isEmpty();
  }

  @Test
  void progressIsToldOfEachFileAndOfRowsWithinALongOne() throws IOException {
    file("a.csv", stock("A", 2));
    file("b.csv", stock("B", 45_000));
    List<String> told = new ArrayList<>();
    Progress progress = (done, of, now) -> told.add(done + "/" + of + " " + now);
    Imports.Terms terms =
        new Imports.Terms(null, "s", null, null, null, null, null, false, false, Instant.EPOCH);

    new ImportRun(
            InputStream.nullInputStream(),
            () -> Workspace.write(folder.resolve("w.duckdb"), Engine.standard()),
            terms,
            line -> {},
            progress)
        .of(List.of(exports));

    String a = exports.resolve("a.csv").toString();
    String b = exports.resolve("b.csv").toString();
    assertThat(told)
        .containsExactly(
            "0/2 " + a,
            "1/2 " + b,
            "1/2 " + b + ", 20,000 rows",
            "1/2 " + b + ", 40,000 rows",
            "2/2 ");
  }

  /** A process of its own, ended once its progress shows that some files are done. */
  @Test
  void anImportThatIsEndedLeavesWholeFiles() throws Exception {
    for (int i = 100; i < 200; i++) {
      file(i + ".csv", stock("S" + i + "-", 300));
    }
    Path file = folder.resolve("w.duckdb");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.sluice.Main",
            "import",
            "--shop=s",
            "--workspace=" + file,
            exports.toString());
    builder.environment().put("SLUICE_TTY", "2");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    StringBuilder shown = new StringBuilder();
    try (InputStream progress = process.getErrorStream()) {
      for (int c = progress.read(); c >= 0; c = progress.read()) {
        shown.append((char) c);
        if (shown.toString().matches("(?s).*\\] [1-9]\\d*/100 .*")) {
          process.toHandle().destroy();
        }
      }
    }
    assertThat(process.waitFor()).as(shown.toString()).isEqualTo(128 + 15);

    try (Workspace workspace = Workspace.read(file, Engine.standard())) {
      Sql sql =
          Sql.composed(
              "files",
              "SELECT count(*) AS files, sum(rows_loaded) AS loaded, (SELECT count(*) FROM stock)"
                  + " AS facts, (SELECT count(DISTINCT file_id) FROM stock) AS of_files"
                  + " FROM source_file");
      List<?> row = workspace.query("files", sql).rows().get(0);
      long files = ((Number) row.get(0)).longValue();
      assertThat(files).isBetween(1L, 99L);
      assertThat(row.toString())
          .isEqualTo("[" + files + ", " + 300 * files + ", " + 300 * files + ", " + files + "]");
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.map(Path::toString)).noneMatch(path -> path.contains("staged-"));
    }
  }
}
