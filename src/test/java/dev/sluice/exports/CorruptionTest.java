package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exports.Receipt.Status;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.read.ExportFile;
import dev.sluice.workspace.Sql;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever befalls the cells of a file, its receipt balances to the row, and every total is that of
 * the rows that were loaded: of what their cells had said before, no more and no less.
 */
class CorruptionTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

  /** Another seed draws other fixtures and damages other cells: {@code -Dcorruption.seed=1}. */
  private static final long SEED = Long.getLong("corruption.seed", 20261126);

  private static final List<String> SHAPES =
      List.of(
          "tiktok-shop.orders.csv", // a second header row, order money on every line
          "shopify.orders.csv", // order money on the first line only
          "lazada.orders.xlsx.csv", // a row a unit
          "tmall.orders.csv", // net of refunds
          "whatnot.ledger.csv", // refunds as rows of their own
          "douyin.live-sessions.xlsx.csv", // numbers and hyphens in one column
          "tiktok-shop.live-analysis.xlsx.csv", // a preamble
          "tiktok-shop.product-list.xlsx.csv", // 176 columns under group names
          "qianchuan.live.xlsx.csv"); // a totals row
  private static final int DRAWN = 4;
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final int ROUNDS = 3;
  private static final int CELLS = 5;
  private static final String DAMAGED = "?!x";
  private static final Set<CellType> SUMMED =
      Set.of(CellType.COUNT, CellType.MONEY, CellType.NUMBER, CellType.PRICE);

  @TempDir static Path folder;
  private static ImportingWorkspace shop;
  private static Catalogue catalogue;

  @BeforeAll
  static void open() {
    shop = new ImportingWorkspace(folder);
    catalogue = Catalogue.load();
  }

  @BeforeEach
  void empty() {
    shop.empty();
    shop.workspace().execute("INSERT INTO shop VALUES ('shop', 'generic', 'Asia/Jakarta', 'USD')");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /** Those of every shape, and of the others some that the seed draws. */
  static List<String> fixtures() throws IOException {
    List<String> others;
    try (Stream<Path> files = Files.list(FIXTURES)) {
      others =
          new ArrayList<>(
              files
                  .map(file -> String.valueOf(file.getFileName()))
                  .filter(name -> name.endsWith(".csv") && !SHAPES.contains(name))
                  .sorted()
                  .toList());
    }
    Collections.shuffle(others, new Random(SEED));
    List<String> fixtures = new ArrayList<>(SHAPES);
    fixtures.addAll(others.subList(0, DRAWN));
    return fixtures;
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void noRowIsLostAndNoTotalChangesSilently(String name) throws IOException {
    Fixture fixture = Fixture.read(FIXTURES.resolve(name));
    Random random = new Random(SEED + name.hashCode());
    Loaded clean = load(fixture, fixture.rows());
    assertThat(clean.receipt().reason()).isNull();

    for (int round = 0; round < ROUNDS; round++) {
      Spoilt spoilt = new Spoilt(fixture.rows(), Math.toIntExact(clean.header().row()));
      for (int cell = 0; cell < CELLS; cell++) {
        spoilt.spoil(random);
      }
      Loaded after = load(fixture, spoilt.rows);
      String seed = "seed %d, %s, round %d: %s".formatted(SEED, name, round, spoilt.what);
      if (after.receipt().status() == Status.REFUSED) {
        assertThat(after.receipt().reason()).as(seed).isNotBlank();
        continue;
      }
      assertBalances(after, spoilt.rows, seed);
      for (ColumnSpec column : clean.header().report().columns()) {
        if (SUMMED.contains(column.type()) && clean.header().places().containsKey(column.name())) {
          assertThat(after.total(column))
              .as("%s: total of %s", seed, column.name())
              .isEqualByComparingTo(expected(clean, after, spoilt, column, seed));
        }
      }
    }
  }

  private static void assertBalances(Loaded loaded, List<List<String>> rows, String seed) {
    long filled =
        rows.stream()
            .skip(loaded.header().row())
            .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
            .count();
    Receipt receipt = loaded.receipt();
    assertThat(receipt.read()).as(seed).isEqualTo(filled);
    assertThat(receipt.loaded() + receipt.rejected() + receipt.skipped())
        .as(seed)
        .isEqualTo(filled);
    assertThat(shop.ask("SELECT count(*) FROM reject WHERE file_id = " + loaded.fileId()))
        .as(seed)
        .isEqualTo(receipt.rejected() + "\n");
  }

  /** What the cells of the loaded rows were worth where they first stood. */
  private static BigDecimal expected(
      Loaded clean, Loaded after, Spoilt spoilt, ColumnSpec column, String seed) {
    int place = clean.header().places().get(column.name());
    BigDecimal sum = BigDecimal.ZERO;
    for (long row : after.values().keySet()) {
      List<@Nullable Integer> origins = spoilt.origins.get(Math.toIntExact(row) - 1);
      if (place >= origins.size()) {
        continue;
      }
      Integer origin = origins.get(place);
      if (origin != null) {
        assertThat(origin).as("%s: row %d is loaded with '%s'", seed, row, DAMAGED).isPositive();
        sum =
            sum.add(
                clean
                    .every()
                    .getOrDefault((long) origin, Map.of())
                    .getOrDefault(column.name(), BigDecimal.ZERO));
      }
    }
    return sum;
  }

  /**
   * A file whose cells were damaged, each with the number of the row where it stood at first: none
   * for one that was blanked, 0 for one that is not readable any more.
   */
  private static final class Spoilt {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<List<@Nullable Integer>> origins = new ArrayList<>();
    private final List<String> what = new ArrayList<>();
    private final int header;

    Spoilt(List<List<String>> clean, int header) {
      this.header = header;
      for (int i = 0; i < clean.size(); i++) {
        rows.add(new ArrayList<>(clean.get(i)));
        List<@Nullable Integer> origin = new ArrayList<>();
        for (int cell = 0; cell < clean.get(i).size(); cell++) {
          origin.add(i + 1);
        }
        origins.add(origin);
      }
    }

    void spoil(Random random) {
      int row = header + random.nextInt(rows.size() - header);
      int other = header + random.nextInt(rows.size() - header);
      int cell = random.nextInt(Math.min(rows.get(row).size(), rows.get(other).size()));
      switch (random.nextInt(3)) {
        case 0 -> put(row, cell, "", null);
        case 1 -> put(row, cell, DAMAGED, 0);
        default -> {
          String text = rows.get(row).get(cell);
          Integer origin = origins.get(row).get(cell);
          put(row, cell, rows.get(other).get(cell), origins.get(other).get(cell));
          put(other, cell, text, origin);
        }
      }
    }

    private void put(int row, int cell, String text, @Nullable Integer origin) {
      rows.get(row).set(cell, text);
      origins.get(row).set(cell, origin);
      what.add("row %d cell %d is '%s'".formatted(row + 1, cell + 1, text));
    }
  }

  /**
   * What became of a file.
   *
   * @param values of the rows that were loaded
   * @param every the values of all rows
   */
  private record Loaded(
      Receipt receipt,
      Header header,
      int fileId,
      Map<Long, Map<String, BigDecimal>> values,
      Map<Long, Map<String, BigDecimal>> every) {
    BigDecimal total(ColumnSpec column) {
      return values.values().stream()
          .map(row -> row.getOrDefault(column.name(), BigDecimal.ZERO))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private static Loaded load(Fixture fixture, List<List<String>> rows) throws IOException {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecords(rows);
    }
    Path file = Files.writeString(folder.resolve("file"), text.toString());
    String name = fixture.fileName();
    shop.workspace().execute("DELETE FROM source_file");
    Receipt receipt =
        shop.load(
            file,
            name,
            new Imports.Terms(
                fixture.report(),
                "shop",
                null,
                null,
                "room-1",
                NOW,
                new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31)),
                false,
                false,
                NOW));
    ReportSpec report = catalogue.report(fixture.report());
    Header header =
        new Recognition(List.of(report)).find(name, ExportFile.open(file, name).tables()).header();
    if (receipt.status() == Status.REFUSED) {
      return new Loaded(receipt, header, 0, Map.of(), Map.of());
    }
    return new Loaded(
        receipt,
        header,
        Integer.parseInt(shop.ask("SELECT max(file_id) FROM source_file").strip()),
        values(report, "skipped IS NULL AND problem IS NULL"),
        values(report, "TRUE"));
  }

  private static Map<Long, Map<String, BigDecimal>> values(ReportSpec report, String which) {
    List<String> names =
        report.columns().stream()
            .filter(column -> SUMMED.contains(column.type()))
            .map(ColumnSpec::name)
            .toList();
    String columns =
        names.stream()
            .map(name -> Sql.quote(name) + "::VARCHAR AS " + Sql.quote(name))
            .collect(Collectors.joining(", "));
    Map<Long, Map<String, BigDecimal>> values = new HashMap<>();
    for (List<@Nullable Object> row :
        shop.workspace()
            .query(
                "typed",
                Sql.composed(
                    "typed",
                    "SELECT row_number::BIGINT AS row_number, "
                        + columns
                        + " FROM typed WHERE "
                        + which
                        + " ORDER BY row_number"))
            .rows()) {
      Map<String, BigDecimal> cells = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        if (row.get(i + 1) != null) {
          cells.put(names.get(i), new BigDecimal(String.valueOf(row.get(i + 1))));
        }
      }
      values.put((Long) row.get(0), cells);
    }
    return values;
  }
}
