package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exports.Receipt.Status;
import dev.sluice.exports.read.ExportFile;
import dev.sluice.workspace.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every report of the catalogue has a small file of its real shape with invented values under
 * {@code src/test/resources/fixtures}: {@code <report>.csv}, or {@code <report>.xlsx.csv} for what
 * comes as a workbook, {@code <report>@<what is special>.csv} for further ones. Beside each lies
 * what it loads, {@code .facts}, which {@code scripts/regenerate} writes and a person reads.
 */
class FixturesTest {
  private static final Path FOLDER = Path.of("src/test/resources/fixtures");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TempDir static Path folder;
  private static ImportingWorkspace shop;
  private static List<ReportSpec> reports;
  private static Recognition recognition;

  @BeforeAll
  static void open() {
    shop = new ImportingWorkspace(folder);
    reports = Catalogue.load().reports();
    recognition = new Recognition(reports);
  }

  /** The shop of all fixtures has a zone and a currency already, so that each may lack them. */
  private static void empty() throws IOException {
    shop.empty();
    shop.workspace().execute("INSERT INTO shop VALUES ('shop', 'generic', 'Asia/Jakarta', 'USD')");
    // The same key gives the same hashes of people.
    Files.writeString(IdentityKey.file(shop.workspace().file()), "00".repeat(32));
  }

  /** What a file does not say itself. */
  private static Imports.Terms terms(@Nullable Instant asOf) {
    return new Imports.Terms(
        null,
        "shop",
        null,
        null,
        "room-1",
        asOf,
        new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31)),
        false,
        false,
        Instant.parse("2026-11-22T00:00:00Z"));
  }

  private static ReportSpec report(Fixture fixture) {
    return reports.stream()
        .filter(each -> each.id().equals(fixture.report()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no report " + fixture.report()));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  static Stream<Fixture> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(f -> f.toString().endsWith(".csv"))
          .sorted()
          .map(Fixture::read)
          .toList()
          .stream();
    }
  }

  @Test
  void everyReportHasAFixture() throws IOException {
    assertThat(fixtures().map(Fixture::report).distinct())
        .containsExactlyInAnyOrderElementsOf(reports.stream().map(ReportSpec::id).toList());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aFixtureLoadsItsFacts(Fixture fixture) throws IOException {
    String loaded = load(fixture, fixture.asItIs());
    if (UPDATE) {
      Files.writeString(fixture.facts(), loaded);
    }
    assertThat(loaded).isEqualTo(Files.readString(fixture.facts()));
  }

  /**
   * Other columns' order and other bytes come to the same cells under the same names, and a file is
   * nothing but those to the conversion.
   */
  @ParameterizedTest
  @MethodSource("fixtures")
  void itsTwinsHoldTheSameCells(Fixture fixture) throws IOException {
    Staged expected = staged(fixture, fixture.asItIs());
    assertThat(expected.rows()).isNotEmpty();
    for (Fixture.Twin twin : fixture.twins(report(fixture), Math.toIntExact(expected.header()))) {
      assertThat(staged(fixture, twin.bytes())).as(twin.what()).isEqualTo(expected);
    }
  }

  /** All of a file that the conversion sees. */
  private record Staged(
      String report,
      long header,
      @Nullable Period period,
      @Nullable String currency,
      Set<String> columns,
      List<List<@Nullable Object>> rows) {}

  private static Staged staged(Fixture fixture, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("twin"), bytes);
    Recognition.Found found =
        recognition.find(fixture.fileName(), ExportFile.open(file, fixture.fileName()).tables());
    Header header = found.header();
    try (Staging staging = Staging.of(shop.workspace(), found.table(), header, read -> {})) {
      assertThat(staging).isNotNull();
      List<String> cells = new ArrayList<>(header.places().keySet());
      if (header.report().rest() != null) {
        // Wherever they stand.
        header.rest().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(rest -> cells.add(Staging.restName(rest.getValue())));
      }
      String columns = cells.stream().map(Sql::quote).collect(Collectors.joining(", "));
      return new Staged(
          header.report().id(),
          header.row(),
          Period.above(header.preamble()),
          header.currency(),
          header.places().keySet(),
          shop.workspace()
              .query(
                  "staged",
                  Sql.composed(
                      "staged",
                      "SELECT position, misfit, " + columns + " FROM staged ORDER BY position"))
              .rows());
    }
  }

  /** What becomes of a file: its receipt in a line, and its facts. */
  private static String load(Fixture fixture, byte[] bytes) throws IOException {
    ReportSpec report = report(fixture);
    Path file = Files.write(folder.resolve("file"), bytes);
    empty();
    Instant asOf = report.asOfRequired() ? Instant.parse("2026-11-08T01:00:00Z") : null;
    Receipt receipt = shop.load(file, fixture.fileName(), terms(asOf));
    assertThat(receipt.status()).as(receipt.reason()).isEqualTo(Status.LOADED);
    assertThat(receipt.report()).isEqualTo(fixture.report());
    assertThat(receipt.read()).isEqualTo(receipt.loaded() + receipt.rejected() + receipt.skipped());
    StringBuilder facts = new StringBuilder();
    facts.append(
        String.format(
            Locale.ROOT,
            "header in row %d, read %d, loaded %d, rejected %d, skipped %d, from %s to %s, unknown"
                + " %s\n",
            receipt.headerRow(),
            receipt.read(),
            receipt.loaded(),
            receipt.rejected(),
            receipt.skipped(),
            receipt.from(),
            receipt.to(),
            receipt.unknown()));
    for (String table :
        report.facts().stream().map(ReportSpec.FactSpec::table).distinct().sorted().toList()) {
      facts.append(table).append('\n');
      List<String> lines = new ArrayList<>(facts(table));
      lines.sort(null);
      lines.forEach(each -> facts.append("  ").append(each).append('\n'));
    }
    return facts.toString();
  }

  /** The rows of the last file in a table: what is known of each, in the table's order. */
  private static List<String> facts(String table) {
    String columns =
        String.join(
            ", ",
            shop
                .workspace()
                .query(
                    "columns",
                    Sql.composed(
                        "columns",
                        "SELECT column_name FROM (DESCRIBE "
                            + table
                            + ") WHERE column_name NOT IN ('shop', 'file_id', 'row_number',"
                            + " 'superseded_by')"))
                .rows()
                .stream()
                .map(
                    row ->
                        "CASE WHEN \""
                            + row.get(0)
                            + "\" IS NOT NULL THEN '"
                            + row.get(0)
                            + "=' || \""
                            + row.get(0)
                            + "\"::VARCHAR END")
                .toList());
    return shop
        .workspace()
        .query(
            "facts",
            Sql.composed(
                "facts",
                "SELECT concat_ws(' | ', "
                    + columns
                    + ") FROM "
                    + table
                    + " WHERE file_id = (SELECT max(file_id) FROM source_file)"))
        .rows()
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }
}
