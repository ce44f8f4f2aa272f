package dev.sluice.exports.read;

import static dev.sluice.exports.read.Reading.open;
import static dev.sluice.exports.read.Reading.refusal;
import static dev.sluice.exports.read.Reading.rows;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFileTest {
  @TempDir Path folder;

  @Test
  void theDigestIsOfTheBytesAsTheyAre() {
    ExportFile file = open(folder, "a,b\n1,2\n", UTF_8);

    assertThat(file.sha256())
        .isEqualTo("492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470");
    assertThat(file.parquet()).isFalse();
    assertThat(file.tables()).hasSize(1);
  }

  @Test
  void theDigestCoversAllBytesWhereverTheEncodingWasDecided() throws Exception {
    byte[] bytes = ("订单,金额\n" + "一二三四,5\n".repeat(30_000)).getBytes("GB18030");
    byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);

    assertThat(open(folder, bytes).sha256()).isEqualTo(java.util.HexFormat.of().formatHex(digest));
  }

  @Test
  void aTableIsReadFromTheFirstRowEveryTime() {
    Table table = Reading.onlyTable(open(folder, "a\n1\n2\n", UTF_8));

    table.read((number, cells) -> number < 2);

    assertThat(rows(table)).containsExactly(List.of("a"), List.of("1"), List.of("2"));
  }

  @Test
  void readingStopsWhenTheSinkHasEnough() {
    Table table = Reading.onlyTable(open(folder, "a\n1\n\"cut", UTF_8));

    List<Long> numbers = new java.util.ArrayList<>();
    table.read(
        (number, cells) -> {
          numbers.add(number);
          return number < 2;
        });

    assertThat(numbers).containsExactly(1L, 2L);
  }

  @Test
  void aParquetFileIsLeftToTheEngine() {
    ExportFile file = open(folder, "PAR1\0\0\0PAR1", ISO_8859_1);

    assertThat(file.parquet()).isTrue();
    assertThat(file.tables()).isEmpty();
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThat(refusal(() -> open(folder, new byte[0])))
        .isEqualTo("INPUT: orders.csv is empty (0 bytes) | download it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n\n", "\uFEFF", "\uFEFF \r\n\t", "\u3000\n"})
  void aFileOfWhiteSpaceIsRefused(String text) {
    assertThat(refusal(() -> open(folder, text, UTF_8)))
        .isEqualTo("INPUT: orders.csv holds nothing but white space | download it again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html></html>",
        "\n  <html lang=\"zh\">",
        "<HTML>",
        "<!-- cached -->\n<!---->\n<!doctype html>",
        "<?xml version=\"1.0\"?>\n<html xmlns=\"x\">",
        "<head><title>登录</title></head>",
        "<script>location='/login'</script>"
      })
  void aWebPageIsRefusedWithAWordOnSigningIn(String text) {
    String sentence =
        "INPUT: orders.csv is a web page, not a table: probably the platform's login page"
            + " | download it again while signed in";

    assertThat(refusal(() -> open(folder, text, UTF_8))).isEqualTo(sentence);
    assertThat(refusal(() -> open(folder, "\uFEFF" + text, UTF_16LE))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table><tr><td>1</td></tr></table>",
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body><table>"
      })
  void aWebPageDressedAsASpreadsheetIsToBeSavedAgain(String text) {
    assertThat(refusal(() -> open(folder, text, UTF_8)))
        .isEqualTo(
            "INPUT: orders.csv is a web page dressed as a spreadsheet"
                + " | open it in a spreadsheet program and save it as .xlsx or CSV");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"code\":401}", " [ {\"a\":1} ]", "[[1,2]]", "{}", "[]"})
  void jsonIsRefused(String text) {
    assertThat(refusal(() -> open(folder, text, UTF_8)))
        .startsWith("INPUT: orders.csv is JSON, not a table");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[Rango de fechas]: 2026-05-01 ~ 2026-05-31,", "{id},n", "<5,>5"})
  void aTableThatBeginsLikeMarkupIsStillATable(String line) {
    assertThat(rows(open(folder, line + "\n1,2\n", UTF_8))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %PDF-1.7       | is a PDF, not a table
          Rar!\u001a\u0007 etc   | is a RAR archive
          7z\u00bc\u00af'\u001c etc | is a 7-Zip archive
          <?xml version="1.0"?><Workbook/> | is an XML file, not a table
          """)
  void whatIsNoTableIsNamed(String start, String what) {
    assertThat(refusal(() -> open(folder, start, ISO_8859_1)))
        .startsWith("INPUT: orders.csv " + what);
  }

  @Test
  void gzipIsToBeUnpacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("a,b\n".getBytes(UTF_8));
    }

    assertThat(refusal(() -> open(folder, bytes.toByteArray())))
        .isEqualTo(
            "INPUT: orders.csv is compressed (gzip)"
                + " | unpack it first and import the files in it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Table data.csv      | is a zip archive            | sluice import takes it as it is
          word/document.xml   | is a Word document          | open it in the program it is of
          content.xml         | is an OpenDocument file     | open it in the program it is of
          xl/workbook.bin     | is a binary workbook        | open it in the program it is of
          Index/Document.iwa  | is a Numbers file           | open it in the program it is of
          xl/workbook.xml     | is a damaged workbook       | download it again
          """)
  void aZipThatIsNoWorkbookIsNamed(String entry, String what, String hint) throws IOException {
    byte[] zip = zip(entry, "META-INF/manifest.xml");

    assertThat(refusal(() -> open(folder, zip)))
        .startsWith("INPUT: orders.csv " + what)
        .contains("| " + hint);
  }

  @Test
  void aZipThatIsCutOffIsToBeDownloadedAgain() throws IOException {
    byte[] zip = zip("xl/workbook.xml");
    byte[] start = java.util.Arrays.copyOf(zip, zip.length - 30);

    assertThat(refusal(() -> open(folder, start)))
        .isEqualTo("INPUT: orders.csv is cut off or damaged | download it again");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 70_000, 65_530 - 20})
  void aPasswordIsToldFromAnOldWorkbook(int before) {
    String magic = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1" + "\0".repeat(before);
    String stream = new String("EncryptedPackage".getBytes(UTF_16LE), ISO_8859_1);

    assertThat(refusal(() -> open(folder, magic + stream + "\0\0", ISO_8859_1)))
        .isEqualTo(
            "INPUT: orders.csv is protected by a password"
                + " | open it with the password, save it without one, and import that");
    assertThat(refusal(() -> open(folder, magic + "W\0o\0r\0k\0", ISO_8859_1)))
        .isEqualTo(
            "INPUT: orders.csv is an old Excel workbook (.xls)"
                + " | open it in a spreadsheet program and save it as .xlsx or CSV");
  }

  @Test
  void aFileThatIsNotThereIsAnErrorOfTheCommandLine() {
    assertThat(refusal(() -> ExportFile.open(folder.resolve("none"), "none.csv")))
        .isEqualTo("USAGE: none.csv does not exist | null");
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(refusal(() -> ExportFile.open(folder, "exports")))
        .isEqualTo("USAGE: exports is a folder, not a file | name the files in it");
  }

  @Test
  void aDeviceIsNoFile() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));

    assertThat(refusal(() -> ExportFile.open(device, "/dev/null")))
        .startsWith("USAGE: /dev/null is a pipe or a device");
  }

  @Test
  void aFileThatMayNotBeReadFails() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "a,b\n");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(file), "root reads everything");

    assertThat(refusal(() -> ExportFile.open(file, "secret.csv")))
        .startsWith("FAILED: secret.csv cannot be read: permission denied");
  }

  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write("content".getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
