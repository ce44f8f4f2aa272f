package dev.sluice.exports.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final String TEXT = "order,amount\n1,2.50\n".repeat(40);

  @TempDir Path folder;

  private Path zip(Charset names, String... files) throws IOException {
    Path zip = folder.resolve("reports.zip");
    try (OutputStream to = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(to, names)) {
      for (String file : files) {
        out.putNextEntry(new ZipEntry(file));
        out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return zip;
  }

  private static Archive open(Path zip) {
    return Objects.requireNonNull(Archive.open(zip, "reports.zip"));
  }

  private String unpacked(Archive archive, String file) throws IOException {
    Path to = folder.resolve("unpacked");
    archive.unpack(file, to);
    return Files.readString(to);
  }

  @Test
  void itsFilesAreListedInOrderAndUnpackedOneByOne() throws IOException {
    Archive archive =
        open(zip(StandardCharsets.UTF_8, "b.csv", "folder/", "folder/é.csv", "a.xlsx"));

    assertThat(archive.files()).containsExactly("a.xlsx", "b.csv", "folder/é.csv");
    assertThat(unpacked(archive, "folder/é.csv")).isEqualTo(TEXT);
  }

  @Test
  void namesOfChineseWindowsAreRead() throws IOException {
    Archive archive = open(zip(Charset.forName("GBK"), "订单.csv"));

    assertThat(archive.files()).containsExactly("订单.csv");
    assertThat(unpacked(archive, "订单.csv")).isEqualTo(TEXT);
    assertThatThrownBy(() -> ExportFile.open(folder.resolve("reports.zip"), "reports.zip"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("reports.zip is a zip archive");
  }

  @Test
  void anEmptyOneHoldsNothing() throws IOException {
    assertThat(open(zip(StandardCharsets.UTF_8)).files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "META-INF/manifest.xml",
        "Index/Document.iwa"
      })
  void aFileOfAnOfficeProgramIsNone(String part) throws IOException {
    assertThat(Archive.open(zip(StandardCharsets.UTF_8, "a.csv", part), "reports.zip")).isNull();
  }

  @Test
  void anotherFileIsNone() throws IOException {
    assertThat(Archive.open(Files.writeString(folder.resolve("f"), "PK,SKU\n"), "f")).isNull();
    assertThat(Archive.open(Files.writeString(folder.resolve("f"), "P"), "f")).isNull();
    assertThat(Archive.open(folder, "f")).isNull();
    assertThat(Archive.open(folder.resolve("none"), "f")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a.csv", "b/../../a.csv", "..\\a.csv", "/etc/a.csv", "\\a.csv", "C:\\a.csv"})
  void aPathThatLeadsOutIsRefused(String file) throws IOException {
    Path zip = zip(StandardCharsets.UTF_8, "b.csv", file);

    assertThatThrownBy(() -> Archive.open(zip, "reports.zip"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("reports.zip holds '" + file + "', which leads out of it");
  }

  @Test
  void aPasswordIsNamed() throws IOException {
    Path zip = zip(StandardCharsets.UTF_8, "b.csv");
    byte[] bytes = Files.readAllBytes(zip);
    bytes[6] |= 1;
    Files.write(zip, bytes);

    assertThatThrownBy(() -> Archive.open(zip, "reports.zip"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is protected by a password");
  }

  @Test
  void oneThatIsCutOffOrDamagedIsNeverReadInPart() throws IOException {
    Path zip = zip(StandardCharsets.UTF_8, "b.csv");
    byte[] whole = Files.readAllBytes(zip);
    Random random = new Random(20261126);
    for (int i = 8; i < whole.length; i += 7) {
      Files.write(zip, Arrays.copyOf(whole, i));
      assertThatThrownBy(() -> Archive.open(zip, "reports.zip"))
          .as("cut at %d", i)
          .isInstanceOf(Refusal.class);

      byte[] bytes = whole.clone();
      bytes[i] ^= (byte) (1 + random.nextInt(255));
      Files.write(zip, bytes);
      String read;
      try {
        Archive archive = Archive.open(zip, "reports.zip");
        read =
            archive == null || archive.files().isEmpty()
                ? TEXT
                : unpacked(archive, archive.files().get(0));
      } catch (Refusal refusal) {
        read = TEXT;
      }
      assertThat(read).as("byte %d of seed 20261126", i).isEqualTo(TEXT);
    }
  }

  @Test
  void whatUnpacksOutOfAllProportionIsRefused() throws IOException {
    Path zip = folder.resolve("reports.zip");
    try (OutputStream to = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(to)) {
      out.putNextEntry(new ZipEntry("b.csv"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 20; i++) {
        out.write(zeros);
      }
      out.closeEntry();
    }
    Archive archive = open(zip);
    Path to = folder.resolve("unpacked");

    assertThatThrownBy(() -> archive.unpack("b.csv", to))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("reports.zip/b.csv unpacks to more than 400 times its archive");
    assertThat(to).satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1L << 24));
  }
}
