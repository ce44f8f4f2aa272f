package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exports.Receipt.Status;
import dev.sluice.exports.read.ExportFile;
import dev.sluice.exports.read.Table;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever befalls the cells of a file, its receipt balances to the row, and a cell that cannot be
 * read never passes for a number. Seeded by the fixture's name, which is the name of the case.
 */
class CorruptionTest {
  private static final Path FOLDER = Path.of("src/test/resources/fixtures");
  private static final Set<CellType> ANYTHING_GOES =
      Set.of(CellType.TEXT, CellType.ID, CellType.PERSON);

  @TempDir static Path folder;
  private static Workspace workspace;
  private static Imports imports;
  private static Catalogue catalogue;

  @BeforeAll
  static void open() {
    workspace = Workspace.write(folder.resolve("w.duckdb"), Engine.standard());
    workspace.execute("INSERT INTO shop VALUES ('shop', 'generic', 'Asia/Jakarta', 'USD')");
    catalogue = Catalogue.load();
    imports =
        new Imports(
            workspace,
            new Imports.Terms(
                null,
                "shop",
                null,
                null,
                "room-1",
                Instant.parse("2026-11-08T01:00:00Z"),
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31)),
                true,
                false,
                Instant.parse("2026-11-22T00:00:00Z")));
  }

  @AfterAll
  static void close() {
    workspace.close();
  }

  static Stream<Fixture> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".csv"))
          .sorted()
          .map(Fixture::read)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void noRowIsLost(Fixture fixture) throws IOException {
    Random random = new Random(fixture.name().hashCode());
    Receipt clean = load(fixture, fixture.rows());
    assertThat(clean.reason()).isNull();
    int header = Math.toIntExact(clean.headerRow());
    balances(clean, fixture.rows(), header);

    List<List<String>> spoilt = copy(fixture.rows());
    for (int i = 0; i < 6; i++) {
      spoil(spoilt, header, random);
    }
    balances(load(fixture, spoilt), spoilt, header);
    aCellThatCannotBeReadIsNoFact(fixture, clean, header, random);
  }

  /** A number, a time or a rate that is none takes its row out of the facts. */
  private static void aCellThatCannotBeReadIsNoFact(
      Fixture fixture, Receipt clean, int headerRow, Random random) throws IOException {
    ReportSpec report = catalogue.report(String.valueOf(clean.report()));
    Path file = folder.resolve(fixture.fileName().toLowerCase(Locale.ROOT));
    List<Table> tables = ExportFile.open(file, fixture.fileName()).tables();
    Header header = new Recognition(List.of(report)).find(fixture.fileName(), tables).header();
    List<Integer> typed =
        report.columns().stream()
            .filter(column -> !ANYTHING_GOES.contains(column.type()))
            .map(column -> header.places().get(column.name()))
            .filter(place -> place != null)
            .toList();
    List<List<String>> rows = copy(fixture.rows());
    if (typed.isEmpty() || rows.size() == headerRow) {
      return;
    }
    int row = headerRow + random.nextInt(rows.size() - headerRow);
    int place = typed.get(random.nextInt(typed.size()));
    if (place >= rows.get(row).size()) {
      return;
    }
    rows.get(row).set(place, "?!x");

    Receipt receipt = load(fixture, rows);

    if (receipt.status() != Status.REFUSED) {
      balances(receipt, rows, headerRow);
      long others = clean.rejected() + clean.skipped();
      assertThat(receipt.loaded())
          .as("row %d, cell %d", row + 1, place + 1)
          .isLessThanOrEqualTo(others == 0 ? clean.loaded() - 1 : clean.loaded());
    }
  }

  private static void balances(Receipt receipt, List<List<String>> rows, int header) {
    if (receipt.status() == Status.REFUSED) {
      assertThat(receipt.reason()).isNotBlank();
      return;
    }
    long filled =
        rows.stream()
            .skip(header)
            .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
            .count();
    assertThat(receipt.read()).isEqualTo(filled);
    assertThat(receipt.loaded() + receipt.rejected() + receipt.skipped()).isEqualTo(filled);
  }

  private static void spoil(List<List<String>> rows, int header, Random random) {
    if (rows.size() == header) {
      return;
    }
    List<String> row = rows.get(header + random.nextInt(rows.size() - header));
    List<String> other = rows.get(header + random.nextInt(rows.size() - header));
    int cell = random.nextInt(row.size());
    switch (random.nextInt(5)) {
      case 0 -> row.set(cell, "");
      case 1 -> row.set(cell, "?!x");
      case 2 -> row.set(cell, "1.23E+18");
      case 3 -> row.set(cell, "\"" + row.get(cell) + "\n,");
      default -> {
        if (cell < other.size()) {
          row.set(cell, other.set(cell, row.get(cell)));
        }
      }
    }
  }

  private static List<List<String>> copy(List<List<String>> rows) {
    List<List<String>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(new ArrayList<>(row)));
    return copy;
  }

  private static Receipt load(Fixture fixture, List<List<String>> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecords(rows);
    }
    Path file = folder.resolve(fixture.fileName().toLowerCase(Locale.ROOT));
    Files.writeString(file, text);
    return imports.file(file, fixture.fileName());
  }
}
