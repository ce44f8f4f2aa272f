package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@code sluice import} as a user calls it: bad files, many files, stdin. */
class ImportCommandTest {
  private static final String STOCK =
      """
      sku,ts,on_hand
      A-1,2026-10-01T10:00:00Z,7
      """;

  @TempDir Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void importSomething() {
    assertThat(run(write("good.csv", STOCK.getBytes(StandardCharsets.UTF_8)))).isZero();
  }

  private int run(Object... inputs) {
    return run(new byte[0], inputs);
  }

  private int run(byte[] stdin, Object... inputs) {
    List<String> words = new ArrayList<>(List.of("import", "--shop", "s", "--format", "json"));
    words.add("--now=2026-11-22T00:00:00Z");
    Arrays.stream(inputs).map(String::valueOf).forEach(words::add);
    return cli(stdin, words.toArray(String[]::new));
  }

  private int cli(byte[] stdin, String... words) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    Map<String, String> environment =
        Map.of("SLUICE_WORKSPACE", folder.resolve("w.duckdb").toString());
    int code =
        new Cli(
                new ByteArrayInputStream(stdin),
                new PrintWriter(outText),
                new PrintWriter(errText),
                environment,
                Terminal.none())
            .run(words);
    out = outText.toString();
    err = errText.toString();
    return code;
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] workbook() throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (OutputStream os = bytes;
        Workbook workbook = new Workbook(os, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("stock");
      List<String> header = List.of("sku", "ts", "on_hand");
      for (int c = 0; c < header.size(); c++) {
        sheet.value(0, c, header.get(c));
      }
      for (int r = 1; r < 500; r++) {
        sheet.value(r, 0, "B-" + r);
        sheet.value(r, 1, "2026-10-02T10:00:00Z");
        sheet.value(r, 2, r);
      }
    }
    return bytes.toByteArray();
  }

  /** The refusal's reason, after checking that nothing but it happened. */
  private String refusal(int expectedCode, Path file) throws IOException {
    String before = facts();
    assertThat(run(file)).isEqualTo(expectedCode);
    JsonNode receipt = new ObjectMapper().readTree(out).path("files").path(0);
    String json = out;
    String talk = err;
    assertThat(facts()).isEqualTo(before);
    assertThat(receipt.path("status").asText()).as(json).isEqualTo("refused");
    String reason = receipt.path("reason").asText();
    assertThat(talk.lines().filter(line -> line.startsWith("error: ")))
        .containsExactly("error: " + reason);
    return reason;
  }

  private String facts() {
    assertThat(
            cli(
                new byte[0],
                "sql",
                "SELECT (SELECT list(f ORDER BY file_id) FROM source_file AS f)::VARCHAR AS files,"
                    + " (SELECT list(s ORDER BY sku) FROM stock AS s)::VARCHAR AS stock,"
                    + " (SELECT count(*) FROM reject) AS rejects",
                "--format",
                "json"))
        .isZero();
    return out;
  }

  @Test
  void aTruncatedWorkbookIsRefused() throws IOException {
    byte[] whole = workbook();
    Path file = write("cut.xlsx", Arrays.copyOf(whole, whole.length / 2));
    assertThat(refusal(4, file)).startsWith("cut.xlsx").contains("cut off");
  }

  @Test
  void aPasswordProtectedWorkbookIsRefused() throws IOException {
    byte[] head = {
      (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    byte[] bytes = Arrays.copyOf(head, 4096);
    System.arraycopy(name, 0, bytes, 1024, name.length);
    assertThat(refusal(4, write("order.xlsx", bytes)))
        .startsWith("order.xlsx")
        .contains("password");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(refusal(4, write("empty.csv", ""))).startsWith("empty.csv").contains("empty");
  }

  @Test
  void nothingOnStdinIsRefused() throws IOException {
    assertThat(refusal(4, Path.of("-"))).startsWith("<stdin>").contains("empty");
  }

  @Test
  void stdinIsAFileLikeAnyOther() throws IOException {
    String more = STOCK.replace("A-1", "A-2");
    assertThat(run(more.getBytes(StandardCharsets.UTF_8), "-")).isZero();
    JsonNode receipt = new ObjectMapper().readTree(out).path("files").path(0);
    assertThat(receipt.path("file").asText()).isEqualTo("<stdin>");
    assertThat(receipt.path("status").asText()).isEqualTo("loaded");
  }

  @Test
  void aWebPageSavedAsCsvIsRefused() throws IOException {
    Path page = write("orders.csv", "<!DOCTYPE html>\n<html><body>Please log in</body></html>\n");
    assertThat(refusal(4, page)).startsWith("orders.csv").contains("web page");
  }

  @Test
  void aCsvCutInTheMiddleOfAQuotedCellIsRefused() throws IOException {
    Path cut = write("cut.csv", STOCK + "\"A-9,2026-10-01T10:00:00Z,7\nA-8,x");
    assertThat(refusal(4, cut)).startsWith("cut.csv").contains("line 3");
  }

  @Test
  void aFileThatMayNotBeReadIsAFailureOfTheMachine() throws IOException {
    Path file = write("secret.csv", STOCK.replace("A-1", "A-3"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");
    assertThat(refusal(1, file)).startsWith("secret.csv").contains("permission denied");
  }

  @Test
  void aMissingFileIsAUsageErrorAndNothingIsDone() {
    Path good = write("other.csv", STOCK.replace("A-1", "A-4"));
    String before = facts();
    assertThat(run(good, folder.resolve("nowhere.csv"))).isEqualTo(2);
    assertThat(err).startsWith("error: there is no file ").contains("nowhere.csv");
    assertThat(facts()).isEqualTo(before);
  }

  @Test
  void oneBadFileOfAFolderDoesNotStopTheOthers() throws IOException {
    Path exports = Files.createDirectory(folder.resolve("exports"));
    Files.writeString(exports.resolve("a.csv"), STOCK.replace("A-1", "A-5"));
    Files.writeString(exports.resolve("b.csv"), "<html></html>");
    Files.writeString(exports.resolve("c.csv"), STOCK.replace("A-1", "A-6"));
    Files.writeString(exports.resolve("notes.md"), "not an export");
    assertThat(run(exports)).isEqualTo(4);
    List<String> statuses = new ArrayList<>();
    new ObjectMapper()
        .readTree(out)
        .path("files")
        .forEach(
            file -> statuses.add(file.path("file").asText() + " " + file.path("status").asText()));
    assertThat(statuses).containsExactly("a.csv loaded", "b.csv refused", "c.csv loaded");
    assertThat(err).contains("passed over 1 other files");
  }

  @Test
  void aWorkspaceThatNothingCameIntoIsNotLeftBehind() {
    Path fresh = folder.resolve("fresh.duckdb");
    Path bad = write("bad.csv", "<html></html>");
    Path good = write("fine.csv", STOCK);
    assertThat(run(bad, "-w", fresh)).isEqualTo(4);
    assertThat(fresh).doesNotExist();
    assertThat(run(good, "-w", fresh, "--dry-run")).isZero();
    assertThat(out).contains("dry run: nothing was changed");
    assertThat(fresh).doesNotExist();
    assertThat(run(good, "-w", fresh)).isZero();
    assertThat(fresh).exists();
  }

  @Test
  void theJsonIsTheOneThatScriptsRelyOn() throws IOException {
    Path file = write("more.csv", STOCK + "A-7,2026-10-03T10:00:00Z,many\n");
    assertThat(run(file)).isZero();
    JsonNode answer = new ObjectMapper().readTree(out);
    assertThat(answer.path("schema").asText()).isEqualTo("sluice.import/1");
    JsonNode receipt = answer.path("files").path(0);
    assertThat(receipt.path("rows").toString())
        .isEqualTo("{\"read\":2,\"loaded\":1,\"rejected\":1,\"skipped\":0}");
    assertThat(receipt.path("period").toString())
        .isEqualTo("{\"from\":\"2026-10-01\",\"to\":\"2026-10-01\"}");
    assertThat(receipt.path("columns").toString()).isEqualTo("{\"unknown\":[],\"missing\":[]}");
    assertThat(receipt.path("reason").isNull()).isTrue();
    assertThat(receipt.path("sha256").asText()).hasSize(64);

    assertThat(cli(new byte[0], "rejects", "more.csv", "--format", "csv")).isZero();
    assertThat(out)
        .isEqualTo(
            """
            file,report,row,column,cell,reason,raw
            more.csv,generic.stock,3,on_hand,many,not a whole number,"{""sku"":""A-7"",""ts"":""2026-10-03T10:00:00Z"",""on_hand"":""many""}"
            """);
  }
}
