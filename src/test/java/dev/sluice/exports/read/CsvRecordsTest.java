package dev.sluice.exports.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commons CSV reads the same text another way, and is taken at its word. */
class CsvRecordsTest {
  private static final String OPEN = "open quote";

  private static List<List<String>> byCommons(String text, char delimiter) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .get();
    List<List<String>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      for (CSVRecord record : parser) {
        rows.add(record.toList());
      }
    } catch (IOException | UncheckedIOException e) {
      rows.add(List.of(OPEN));
    }
    return rows;
  }

  private static List<List<String>> byOurs(String text, char delimiter, int atOnce) {
    InputStream in =
        new FilterInputStream(new ByteArrayInputStream(text.getBytes(UTF_8))) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, atOnce));
          }
        };
    CsvRecords records = new CsvRecords(in, delimiter);
    List<List<String>> rows = new ArrayList<>();
    try {
      while (records.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
          String cell = records.text(i);
          assertThat(records.isBlank(i)).isEqualTo(cell.isBlank());
          records.utf8(
              i,
              (bytes, from, to) ->
                  assertThat(new String(bytes, from, to - from, UTF_8)).isEqualTo(cell));
          row.add(cell);
        }
        rows.add(row);
      }
    } catch (IOException e) {
      rows.add(List.of(OPEN));
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a,b",
        "a,b,",
        ",",
        "\n",
        "\r",
        "\r\n\r\n",
        "a\rb\r\nc\n\nd",
        "\"\"",
        "\"\"\"\"",
        "\"a\"\"b\",\"\"\"\"\"\",c",
        "\"a\"b\"c\",d\n",
        "\"a\" ,\"b\"\t\n",
        "x\"y\",\"z\r\nz\",\n",
        "\"x\r\"",
        "\"never closed,\n1,2",
        "a,\"",
        "=\"123\",\t7,'8\n",
        "一,\"二,三\"\r\n\u3000,\u00a0\n"
      })
  void readsAsCommonsCsvDoes(String text) {
    for (int atOnce = 1; atOnce < 5; atOnce++) {
      assertThat(byOurs(text, ',', atOnce)).isEqualTo(byCommons(text, ','));
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 400);
  }

  /** The seed is the name of the case. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsRandomTextAsCommonsCsvDoes(long seed) {
    Random random = new Random(seed);
    char delimiter = ",\t;|".charAt(random.nextInt(4));
    List<String> pieces =
        List.of(
            "\"",
            "\"\"",
            delimiter + "",
            delimiter + "\"",
            "\"" + delimiter,
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "x",
            "12.5",
            "订单",
            "😀",
            "\u3000",
            "=\"7\"",
            "'");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    int atOnce = 1 + random.nextInt(8);

    assertThat(byOurs(text.toString(), delimiter, atOnce))
        .as(text.toString())
        .isEqualTo(byCommons(text.toString(), delimiter));
  }

  @Test
  void aCellMayBeLongerThanTheBuffer() {
    String text = "a,\"" + "长\"\"\n".repeat(700_000) + "\",b\nc\n";

    assertThat(byOurs(text, ',', 1 << 20)).isEqualTo(byCommons(text, ','));
  }

  @Test
  void everyCharsetComesOutAsUtf8() throws IOException {
    String text = "订单,😀\n".repeat(30_000);
    for (Charset charset : List.of(Charset.forName("GB18030"), Charset.forName("UTF-16LE"))) {
      InputStream bytes = new ByteArrayInputStream(text.getBytes(charset));
      try (InputStream in = new Utf8Stream(new InputStreamReader(bytes, charset))) {
        StringBuilder read = new StringBuilder();
        CsvRecords records = new CsvRecords(in, ',');
        while (records.next()) {
          read.append(records.text(0)).append(',').append(records.text(1)).append('\n');
        }
        assertThat(read.toString()).isEqualTo(text);
      }
    }
  }
}
