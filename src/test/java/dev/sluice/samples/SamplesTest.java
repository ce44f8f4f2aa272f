package dev.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The committed samples are what the generator makes. {@code mvn test -Dtest=SamplesTest
 * -Dsamples.update=true} rewrites them.
 */
class SamplesTest {
  private static Map<String, byte[]> generated;

  @BeforeAll
  static void generate() {
    if (Boolean.getBoolean("samples.update")) {
      Samples.write(Samples.COMMITTED);
    }
    generated = Samples.files(World.standard());
  }

  @Test
  void everyTextFileIsWhatTheGeneratorMakes() throws IOException {
    for (Map.Entry<String, byte[]> file : generated.entrySet()) {
      if (file.getKey().endsWith(".csv")) {
        assertThat(Files.readAllBytes(Samples.COMMITTED.resolve(file.getKey())))
            .as("%s drifted from the generator; see this test's comment", file.getKey())
            .isEqualTo(file.getValue());
      }
    }
  }

  /** Cell by cell: another machine may pack the same cells into other bytes. */
  @Test
  void everyWorkbookHoldsWhatTheGeneratorMakes() throws IOException {
    for (Map.Entry<String, byte[]> file : generated.entrySet()) {
      if (file.getKey().endsWith(".xlsx")) {
        try (InputStream committed =
            Files.newInputStream(Samples.COMMITTED.resolve(file.getKey()))) {
          assertThat(cells(committed))
              .as("%s drifted from the generator; see this test's comment", file.getKey())
              .isEqualTo(cells(new ByteArrayInputStream(file.getValue())))
              .hasSizeGreaterThan(1);
        }
      }
    }
  }

  @Test
  void aWorkbookIsTheSameAtAnyHour() {
    Map<String, byte[]> again = Samples.files(World.standard());
    assertThat(again.keySet()).isEqualTo(generated.keySet());
    again.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(generated.get(name)));
  }

  /** The generator owns the folders; what lies beside them was written by hand. */
  @Test
  void nothingElseLiesInTheFoldersAndTheReadmeNamesEveryFile() throws IOException {
    String readme = Files.readString(Samples.COMMITTED.resolve("README.md"));
    try (Stream<Path> files = Files.walk(Samples.COMMITTED)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> Samples.COMMITTED.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.contains("/"))
              .toList();
      assertThat(names).containsExactlyInAnyOrderElementsOf(generated.keySet());
      assertThat(names).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }
  }

  @Test
  void theyStaySmall() {
    assertThat(generated.values().stream().mapToInt(bytes -> bytes.length).sum())
        .isLessThan(6_000_000);
  }

  private static List<String> cells(InputStream workbook) throws IOException {
    try (ReadableWorkbook book = new ReadableWorkbook(workbook)) {
      return book.getFirstSheet().read().stream()
          .map(row -> row.getRowNum() + " " + row.stream().map(SamplesTest::cell).toList())
          .toList();
    }
  }

  private static String cell(Cell cell) {
    return cell == null ? "" : cell.getType() + " " + cell.getRawValue();
  }
}
