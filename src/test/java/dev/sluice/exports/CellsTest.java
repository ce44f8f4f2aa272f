package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Column;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests for the macros of {@code cells.sql}: one table a dialect. NULL stands for not readable. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellsTest {
  @TempDir static Path folder;
  private Workspace workspace;

  @BeforeAll
  void open() {
    workspace = Workspace.write(folder.resolve("cells.duckdb"), Engine.standard());
    workspace.execute(Sql.of(Imports.class, "staging/cells.sql").text());
  }

  @AfterAll
  void close() {
    workspace.close();
  }

  /** What a cast reads from a plain cell is what the macros read from it. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void plainReadingsAgreeWithTheGeneralOnes(CellType type) {
    PlainCells.Shape shape = type.shape();
    if (shape == null) {
      return;
    }
    long seed = 20261126;
    Random random = new Random(seed);
    List<String> models =
        List.of(
            "7",
            "120",
            "1299.00",
            "0.5",
            "2026-11-08",
            "2026-02-28",
            "2026-02-28 23:59:60",
            "SKU-1.05",
            "-",
            "--",
            "—",
            "–",
            "－",
            "'",
            "N/A",
            "n/a",
            "NULL",
            "null",
            "NaN",
            "nan",
            "#N/A",
            "#DIV/0!",
            "#VALUE!",
            "#REF!",
            "无",
            "无退款申请",
            "暂无",
            "暂无数据",
            "=\"12\"",
            "'12");
    Set<String> cells = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder cell = new StringBuilder(models.get(random.nextInt(models.size())));
      for (int n = random.nextInt(4); n > 0; n--) {
        int at = random.nextInt(cell.length() + 1);
        String c = String.valueOf("0123456789.-eE ".charAt(random.nextInt(15)));
        cell.replace(at, Math.min(cell.length(), at + random.nextInt(2)), c);
      }
      byte[] bytes = cell.toString().strip().getBytes(StandardCharsets.UTF_8);
      PlainCells look = new PlainCells(shape);
      look.look(bytes, 0, bytes.length);
      if (look.plain()) {
        cells.add(cell.toString().strip());
      }
    }
    assertThat(cells).hasSizeGreaterThan(30);
    Dialect dialect = new Dialect(".", "mdy", List.of(), true, true, List.of());
    String rows =
        cells.stream().map(cell -> "(" + Sql.literal(cell) + ")").collect(Collectors.joining(","));
    String zone = "'America/Los_Angeles'";
    assertThat(
            value(
                "SELECT string_agg(c, ' | ' ORDER BY c) FROM (SELECT c, cell_filled(c) AS plain,"
                    + " cell_value(c) AS cell FROM (VALUES "
                    + rows
                    + ") AS t(c)) WHERE "
                    + type.reading("plain", zone, dialect, true)
                    + " IS DISTINCT FROM "
                    + type.reading("cell", zone, dialect, false)))
        .as("seed %s", seed)
        .isEqualTo("null");
  }

  private String value(String expression, Object... parameters) {
    return String.valueOf(
        workspace
            .query(
                "v",
                Sql.composed("cell", "SELECT (" + expression + ")::VARCHAR AS v"),
                List.of(Column.text("v")),
                parameters)
            .cell(0, "v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"583870900000000001\\t\" | 583870900000000001",
        "\"\\t6917000000000000017\" | 6917000000000000017",
        "'6917000000000000025 | 6917000000000000025",
        "=!8873123! | 8873123",
        "\"  a b  \" | a b",
        "\\t | null",
        "- | null",
        "-- | null",
        "N/A | null",
        "\"\" | null",
        "' | null",
        "无退款申请 | null",
        "暂无 | null",
        "－ | null",
        "#N/A | null",
        "it's | it's",
        "0 | 0",
      })
  void unwrapsCellsAndKnowsTheMissingMarks(String cell, String expected) {
    String raw = cell.replace("\\t", "\t").replace('!', '"');
    assertThat(value("cell_text($1)", raw)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1.23E+18, null",
    "'5,7E+17', null",
    "1e5, null",
    "123.0, 123",
    "00123, 00123",
    "P90****001, P90****001",
    "#HT-100042, #HT-100042"
  })
  void idsStayTextAndDamagedOnesAreNotReadable(String cell, String expected) {
    assertThat(value("cell_id($1)", cell)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "444.23          | 444.23    | null",
        "$0.00           | 0.00      | null",
        "MX$1.5          | 1.50      | null",
        "R$ 413.57       | 413.57    | null",
        "R$\u00a0413.57  | 413.57    | null",
        "1.234,50\u202f€ | null      | 1234.50",
        "1.5\u00a0万     | 15000.00  | null",
        "£12,897.84      | 12897.84  | null",
        "6,830,000.01₫   | 6830000.01| null",
        "6.478.400₫      | null      | 6478400.00",
        "299.660,07₫     | null      | 299660.07",
        "₫110.259.733    | null      | 110259733.00",
        "Rp2.263.353.095 | null      | 2263353095.00",
        "Rp1,075,484,867 | 1075484867.00 | null",
        "Rp. 2.500       | 2.50      | 2500.00",
        "5 KRW           | 5.00      | 5.00",
        "99999999999999999999亿 | null | null",
        "82.500          | 82.50     | 82500.00",
        "-10.38          | -10.38    | null",
        "¥49.9           | 49.90     | null",
        "12.00元         | 12.00     | null",
        "7.5w            | 75000.00  | null",
        "3k              | 3000.00   | 3000.00",
        "1.2亿           | 120000000.00 | null",
        "1,2tr₫          | null      | 1200000.00",
        "12,5            | null      | 12.50",
        "1,23,4          | null      | null",
        "12%             | null      | null",
        "1-2             | null      | null",
        "abc             | null      | null",
        "12 34           | null      | null",
        "1.005           | 1.01      | 1005.00",
        "47.160000000000004 | 47.16  | null",
      })
  void moneyIsReadByTheDecimalMarkOfItsFile(String cell, String point, String comma) {
    assertThat(value("cell_money($1, '.')", cell)).isEqualTo(point);
    assertThat(value("cell_money($1, ',')", cell)).isEqualTo(comma);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | 12",
        "12.0 | 12",
        "12.5 | null",
        "1,234 | 1234",
        "1.2万 | 12000",
        "1_000 | null",
        "-3 | -3",
        "+5 | 5",
        "5,824 | 5824",
        "1,2 | null"
      })
  void countsAreWhole(String cell, String expected) {
    assertThat(value("cell_count($1, '.')", cell)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8.33%       | .  | 0.08330000  | 0.08330000",
        "16,41%      | ,  | 0.16410000  | 0.16410000",
        "0.34        | .  | 0.00340000  | 0.34000000",
        "1,300.00%   | .  | 13.00000000 | 13.00000000",
        "1293.103448%| .  | 12.93103448 | 12.93103448",
        "0.019713    | .  | 0.00019713  | 0.01971300",
        "x           | .  | null        | null",
      })
  void percentAndFractionAreFixedPerReport(
      String cell, String mark, String percent, String fraction) {
    assertThat(value("cell_percent($1, $2)", cell, mark)).isEqualTo(percent);
    assertThat(value("cell_fraction($1, $2)", cell, mark)).isEqualTo(fraction);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4206        | 4206",
        "1h 40min    | 6000",
        "45min       | 2700",
        "45min 30s   | 2730",
        "2h          | 7200",
        "0h19m       | 1140",
        "2h37m       | 9420",
        "7h 12min    | 25920",
        "03:00:00    | 10800",
        "00:00:36    | 36",
        "0:06:52     | 412",
        "175h16m7s   | 630967",
        "48s         | 48",
        "1小时21分5秒 | 4865",
        "2小时3分17秒 | 7397",
        "4ชั่วโมง9นาที28วินาที | 14968",
        "soon        | null",
      })
  void durationsAreSeconds(String cell, String expected) {
    assertThat(value("cell_duration($1)", cell)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026/03/21 19:15:15    | 2026-03-21 19:15:15 | 2026-03-21 19:15:15",
        "2026-05-22 15:00       | 2026-05-22 15:00:00 | 2026-05-22 15:00:00",
        "2026/04/18/ 22:14      | 2026-04-18 22:14:00 | 2026-04-18 22:14:00",
        "2016/5/23 22:02        | 2016-05-23 22:02:00 | 2016-05-23 22:02:00",
        "2026年07月06日          | 2026-07-06 00:00:00 | 2026-07-06 00:00:00",
        "2014-12-06 02          | 2014-12-06 02:00:00 | 2014-12-06 02:00:00",
        "20260801               | 2026-08-01 00:00:00 | 2026-08-01 00:00:00",
        "19/02/2026 09:10:25    | 2026-02-19 09:10:25 | null",
        "03/01/2026 10:00:00 AM | 2026-01-03 10:00:00 | 2026-03-01 10:00:00",
        "03/01/2026 12:05:00 AM | 2026-01-03 00:05:00 | 2026-03-01 00:05:00",
        "12/13/2026 12:05:00 PM | null                | 2026-12-13 12:05:00",
        "30-09-2026 22:00       | 2026-09-30 22:00:00 | null",
        "13 May 2026 14:05      | 2026-05-13 14:05:00 | 2026-05-13 14:05:00",
        "'Apr 29, 2020'         | 2020-04-29 00:00:00 | 2020-04-29 00:00:00",
        "46164.625              | 2026-05-22 15:00:00 | 2026-05-22 15:00:00",
        "2026-13-01             | null                | null",
        "02/30/2026             | null                | null",
        "19/02/2569 09:10:25    | null                | null",
        "2569-02-19 09:10:25    | null                | null",
        "2026-05-01 10:00:00.25 | 2026-05-01 10:00:00.25 | 2026-05-01 10:00:00.25",
      })
  void timesAreReadByTheDateOrderOfTheirFile(String cell, String dayFirst, String monthFirst) {
    assertThat(value("cell_wall_clock($1, 'dmy')", cell)).isEqualTo(dayFirst);
    assertThat(value("cell_wall_clock($1, 'mdy')", cell)).isEqualTo(monthFirst);
  }

  @ParameterizedTest
  @CsvSource({
    "2023-05-31 23:06:04 -0700, 2023-06-01 06:06:04+00",
    "2026-05-01T10:00:00Z, 2026-05-01 10:00:00+00",
    "2026-05-01T10:00:00.123+08:00, 2026-05-01 02:00:00.123+00",
    "2026-05-01T10:00+08:00, 2026-05-01 02:00:00+00",
    "2026-05-01 10:00:00+00, 2026-05-01 10:00:00+00",
    "2026-05-01 10:00, 2026-05-01 02:00:00+00",
    "tomorrow, null"
  })
  void instantsHaveTheirOwnOffsetOrTheZoneOfTheShop(String cell, String expected) {
    assertThat(value("cell_instant($1, 'dmy', 'Asia/Shanghai')", cell)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-08-09~2026-09-07     | 2026-08-09 | 2026-09-07",
        "2026-08-09 ~ 2026-09-07   | 2026-08-09 | 2026-09-07",
        "2026/8/1 - 2026/8/31      | 2026-08-01 | 2026-08-31",
        "2026-08-01至2026-08-31     | 2026-08-01 | 2026-08-31",
        "20260801-20260831         | 2026-08-01 | 2026-08-31",
        "03/08/2026 - 04/08/2026   | 2026-08-03 | 2026-08-04",
        "2026-08-09                | 2026-08-09 | 2026-08-09",
        "2026-08-09 00:00:00       | 2026-08-09 | 2026-08-09",
        "2026-08-09~2026-08-08     | null       | null",
        "2026-08-09~soon           | null       | null",
        "2026-08-09~2026-08-10~2026-08-11 | null | null",
        "全部                       | null       | null",
      })
  void aSpanOfDaysHasAFirstAndALast(String cell, String first, String last) {
    assertThat(value("cell_days($1, 'dmy').first", cell)).isEqualTo(first);
    assertThat(value("cell_days($1, 'dmy').last", cell)).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7.5w~10w    | 75000  | 100000",
        "7500~1w     | 7500   | 10000",
        "0~25        | 0      | 25",
        "0           | 0      | 0",
        "25w+        | 250000 | null",
        "1w以上       | 10000  | null",
        "≥500        | 500    | null",
        ">=500       | 500    | null",
        "<100        | null   | 100",
        "100以下      | null   | 100",
        "500-1000    | 500    | 1000",
        "1,000-2,500 | 1000   | 2500",
        "1.5万-2万    | 15000  | 20000",
        "5-10万       | 50000  | 100000",
        "3k-5k       | 3000   | 5000",
        "¥10 - ¥20   | 10     | 20",
        "10%~15%     | 0.1    | 0.15",
        "5-10%       | 0.05   | 0.1",
        "30%+        | 0.3    | null",
        "0%          | 0      | 0",
        "-5          | -5     | -5",
        "10~5        | null   | null",
        "many        | null   | null",
        "1~2~3       | null   | null",
      })
  void aBucketIsALowAndAHigh(String cell, String low, String high) {
    assertThat(figure("cell_range($1, '.').low", cell)).isEqualTo(low);
    assertThat(figure("cell_range($1, '.').high", cell)).isEqualTo(high);
  }

  private String figure(String expression, String cell) {
    String value = value(expression, cell);
    return value.equals("null")
        ? value
        : new BigDecimal(value).stripTrailingZeros().toPlainString();
  }

  @Test
  void aWallClockOnTheDayOfAClockChangeFollowsTheZone() {
    String zone = "cell_instant($1, 'mdy', 'America/Los_Angeles')";
    assertThat(value(zone, "10/31/2026 10:30:00 PM")).isEqualTo("2026-11-01 05:30:00+00");
    assertThat(value(zone, "11/01/2026 03:30:00 AM")).isEqualTo("2026-11-01 11:30:00+00");
  }

  @Test
  void aPersonIsHashedByHmacSha256() {
    // RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?".
    workspace.execute("SET VARIABLE identity_inner = unhex('" + pad("4a656665", 0x36) + "')");
    workspace.execute("SET VARIABLE identity_outer = unhex('" + pad("4a656665", 0x5c) + "')");
    assertThat(value("cell_person($1)", "what do ya want for nothing?"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c7");
  }

  private static String pad(String keyHex, int with) {
    StringBuilder padded = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      int key = 2 * i < keyHex.length() ? Integer.parseInt(keyHex, 2 * i, 2 * i + 2, 16) : 0;
      padded.append(String.format("%02x", key ^ with));
    }
    return padded.toString();
  }
}
