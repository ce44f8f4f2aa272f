package dev.sluice.analysis.sellthrough;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnCohortsTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 12, 20);
  private static final int[] STAGES = {0, 1, 7, 14, 30};

  private static Answer ask(Sales sales, Grain grain) {
    return ReturnCohorts.addTo(Sales.nothing(), sales.workspace(), Sales.all(), grain);
  }

  /** Three days: one older than D30, one of D19, one of D2. */
  private static Sales threeDays(Path folder) {
    Sales sales = new Sales(folder);
    Sales.Line old = sales.sell("DRESS", 10, "2026-11-08T12:00:00Z", null);
    sales.refund(old, 1L, "2026-11-08T15:59:59Z");
    sales.refund(old, 1L, "2026-11-08T16:00:00Z");
    sales.refund(old, 2L, "2026-11-15T15:59:59Z");
    sales.refund(old, 1L, "2026-11-28T12:00:00Z");
    Sales.Line middle = sales.sell("DRESS", 19, "2026-12-01T02:00:00Z", null);
    sales.sell("x", "DRESS", 1, "2026-12-01T02:00:00Z", "2026-12-11T02:00:00Z", null);
    sales.refund(middle, 2L, "2026-12-02T02:00:00Z");
    sales.refund(middle, 3L, "2026-12-08T02:00:00Z");
    sales.sell("DRESS", 40, "2026-12-18T02:00:00Z", null);
    return sales;
  }

  @Test
  void aStageIsKnownOnceReachedAndTheRestIsProjectedFromThoseThatDid(@TempDir Path folder) {
    try (Sales sales = threeDays(folder)) {
      Answer answer = ask(sales, Grain.DAY);

      assertThat(
              table(
                  answer.section("returns"),
                  "cohort",
                  "units_sold",
                  "units_returned.d0",
                  "units_returned.d1",
                  "units_returned.d7",
                  "units_returned.d14",
                  "units_returned.d30",
                  "projected_units",
                  "maturity",
                  "mature"))
          .isEqualTo(
              """
              2026-11-08 | 10 | 1 | 2 | 4 | 4 | 5 | - | D30 | true
              2026-12-01 | 20 | 0 | 2 | 5 | 6 | - | 8.00 | D14 | false
              2026-12-18 | 40 | 0 | 0 | - | - | - | 12.00 | D1 | false
              """);
      assertThat(
              table(
                  answer.section("returns"), "cohort", "share.d0", "share.d30", "projected_share"))
          .isEqualTo(
              """
              2026-11-08 | 0.1 | 0.5 | -
              2026-12-01 | 0.0 | - | 0.4
              2026-12-18 | 0.0 | - | 0.3
              """);
      // 1/70, 3/70, 5/30, 1/30, 1/10
      assertThat(table(answer.section("return_pattern"), "stage", "cohorts", "added"))
          .isEqualTo(
              """
              D0 | 3 | 0.014285714285714285
              D1 | 3 | 0.04285714285714286
              D7 | 2 | 0.16666666666666666
              D14 | 2 | 0.03333333333333333
              D30 | 1 | 0.1
              """);
      assertThat(answer.notes())
          .containsExactly(
              "returns: 2 of 3 cohorts are younger than D30 (mature = false): a stage not reached"
                  + " has no figure",
              "projected share is an estimate for D30: what came back so far, and what the later"
                  + " stages added in the older cohorts (return pattern)");
    }
  }

  @Test
  void withoutACohortOfD30NothingIsProjected(@TempDir Path folder) {
    try (Sales sales = new Sales(folder)) {
      Sales.Line line = sales.sell("DRESS", 10, "2026-12-01T02:00:00Z", null);
      sales.refund(line, 1L, "2026-12-02T02:00:00Z");
      Answer answer = ask(sales, Grain.WEEK);

      assertThat(
              table(
                  answer.section("returns"), "cohort", "share.d14", "share.d30", "projected_share"))
          .isEqualTo("2026-W49 | 0.1 | - | -\n");
      assertThat(answer.notes())
          .contains(
              "returns: 1 of them have no projection: no cohort of the shop has reached D30, or"
                  + " returned units are not known");
    }
  }

  @Test
  void whereNoRefundTellsUnitsReturnsAreUnknownAndNotNone(@TempDir Path folder) {
    try (Sales sales = new Sales(folder)) {
      sales.sell("DRESS", 10, "2026-11-01T02:00:00Z", null);

      assertThat(
              table(
                  ask(sales, Grain.MONTH).section("returns"),
                  "cohort",
                  "units_sold",
                  "units_returned.d0",
                  "share.d30",
                  "maturity",
                  "mature"))
          .isEqualTo("2026-11 | 10 | - | - | - | false\n");
    }
  }

  @Test
  void aPeriodWithoutBroadcastsHasNoCohortsOfThem(@TempDir Path folder) {
    try (Sales sales = threeDays(folder)) {
      assertThat(ask(sales, Grain.BROADCAST).notes())
          .containsExactly("returns: no broadcast began in the period");
    }
  }

  @Test
  void anUnknownCohortIsRefused() {
    assertThatThrownBy(() -> Grain.of("--returns", "year"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.sentence()).isEqualTo("--returns: there is no 'year'");
              assertThat(refusal.hint()).isEqualTo("choose one of broadcast, day, week, month");
            });
  }

  @Test
  void theStatementAgreesWithTheLoops(@TempDir Path folder) {
    long seed = 71;
    Random random = new Random(seed);
    try (Sales sales = new Sales(folder)) {
      Instant begin = Instant.parse("2026-10-20T10:00:00Z");
      for (int i = 0; i < 9; i++) {
        Instant start = begin.plus(7L * i, ChronoUnit.DAYS);
        sales.broadcast("b" + i, start.toString(), start.plusSeconds(4 * 3600).toString());
      }
      for (int i = 0; i < 300; i++) {
        int broadcast = random.nextInt(9);
        Instant at =
            begin.plus(7L * broadcast, ChronoUnit.DAYS).plusSeconds(random.nextInt(4 * 3600));
        Sales.Line line =
            sales.sell(
                "o" + random.nextInt(200),
                "S" + random.nextInt(5),
                1 + random.nextInt(5),
                at.toString(),
                random.nextInt(12) == 0
                    ? at.plusSeconds(random.nextInt(30 * 86_400)).toString()
                    : null,
                random.nextBoolean() ? "b" + broadcast : null);
        if (random.nextInt(3) == 0) {
          // Nothing comes back after the export.
          Instant back = at.plusSeconds(random.nextInt(40 * 86_400));
          if (back.isBefore(Instant.parse("2026-12-19T00:00:00Z"))) {
            sales.refund(line, 1L, random.nextInt(8) == 0 ? null : back.toString());
          }
        }
      }

      for (Grain grain : Grain.values()) {
        Section returns = ask(sales, grain).section("returns");

        assertThat(read(returns)).as("seed %d, %s", seed, grain).isEqualTo(counted(sales, grain));
        projectedAgrees(returns, seed);
      }
    }
  }

  /** Units sold and returned by each stage that was reached, by cohort. */
  private static Map<String, List<Object>> counted(Sales sales, Grain grain) {
    Map<String, List<Sales.Line>> cohorts = new TreeMap<>();
    for (Sales.Line line : sales.lines) {
      cohorts.computeIfAbsent(cohort(sales, grain, line), key -> new ArrayList<>()).add(line);
    }
    Map<String, List<Object>> rows = new TreeMap<>();
    cohorts.forEach(
        (key, lines) -> {
          List<Object> row = new ArrayList<>();
          row.add(lines.stream().mapToLong(Sales.Line::quantity).sum());
          LocalDate last =
              lines.stream().map(l -> day(l.created())).max(LocalDate::compareTo).get();
          for (int stage : STAGES) {
            boolean reached = !AS_OF.isBefore(last.plusDays(stage));
            row.add(
                reached
                    ? (Object) lines.stream().mapToLong(l -> back(sales, l, stage)).sum()
                    : "-");
          }
          rows.put(key, row);
        });
    return rows;
  }

  private static String cohort(Sales sales, Grain grain, Sales.Line line) {
    return grain != Grain.BROADCAST
        ? Sales.period(grain, line.created())
        : sales.broadcasts.stream()
            .filter(b -> !line.created().isBefore(b.start()) && !line.created().isAfter(b.end()))
            .findFirst()
            .get()
            .id();
  }

  private static long back(Sales sales, Sales.Line line, int stage) {
    LocalDate by = day(line.created()).plusDays(stage);
    if (line.cancelled() != null && !day(line.cancelled()).isAfter(by)) {
      return line.quantity();
    }
    return sales.refunds.stream()
        .filter(r -> r.line().equals(line.line()))
        .filter(r -> r.at() == null || !day(r.at()).isAfter(by))
        .mapToLong(Sales.Refund::quantity)
        .sum();
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneId.of(Sales.ZONE)).toLocalDate();
  }

  private static Map<String, List<Object>> read(Section returns) {
    Map<String, List<Object>> rows = new TreeMap<>();
    for (int i = 0; i < returns.rows().size(); i++) {
      List<Object> row = new ArrayList<>();
      row.add(returns.cell(i, "units_sold"));
      for (int stage : STAGES) {
        Object cell = returns.cell(i, "units_returned.d" + stage);
        row.add(cell == null ? "-" : cell);
      }
      rows.put(String.valueOf(returns.cell(i, "cohort")), row);
    }
    return rows;
  }

  /** The projection, worked out in loops from the cells that are known. */
  private static void projectedAgrees(Section returns, long seed) {
    int cohorts = returns.rows().size();
    double[] added = new double[STAGES.length];
    for (int stage = 0; stage < STAGES.length; stage++) {
      double more = 0;
      double units = 0;
      for (int row = 0; row < cohorts; row++) {
        Object now = returns.cell(row, "units_returned.d" + STAGES[stage]);
        if (now != null) {
          long before = stage == 0 ? 0 : returns.count(row, "units_returned.d" + STAGES[stage - 1]);
          more += (Long) now - before;
          units += returns.count(row, "units_sold");
        }
      }
      added[stage] = more / units;
    }
    int projected = 0;
    for (int row = 0; row < cohorts; row++) {
      int reached = -1;
      for (int stage = 0; stage < STAGES.length; stage++) {
        reached = returns.cell(row, "units_returned.d" + STAGES[stage]) == null ? reached : stage;
      }
      Object share = returns.cell(row, "projected_share");
      if (reached == STAGES.length - 1) {
        assertThat(share).isNull();
        continue;
      }
      double units = returns.count(row, "units_sold");
      double back = returns.count(row, "units_returned.d" + STAGES[reached]);
      for (int stage = reached + 1; stage < STAGES.length; stage++) {
        back += units * added[stage];
      }
      assertThat(((BigDecimal) share).doubleValue())
          .as("seed %d, row %d", seed, row)
          .isCloseTo(back / units, within(1e-9));
      projected++;
    }
    assertThat(projected).as("seed %d", seed).isPositive();
  }
}
