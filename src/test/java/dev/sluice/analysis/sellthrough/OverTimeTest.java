package dev.sluice.analysis.sellthrough;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverTimeTest {
  private static final Instant NOW = Instant.parse("2026-12-31T00:00:00Z");
  private static final LocalDate AS_OF = LocalDate.of(2026, 12, 20);
  private static final long SEED = 17;
  private static Sales sales;

  /** Three broadcasts, the last one two days before the export, and a line of none. */
  @BeforeAll
  static void open(@TempDir Path folder) {
    sales = new Sales(folder);
    sales.broadcast("old", "2026-11-01T12:00:00Z", "2026-11-01T14:00:00Z");
    sales.broadcast("middle", "2026-12-07T12:00:00Z", "2026-12-07T14:00:00Z");
    sales.broadcast("new", "2026-12-18T12:00:00Z", "2026-12-18T14:00:00Z");
    sales.product("DRESS", "P1", "Dress");
    sales.allocate("DRESS", "2026-11-01T10:00:00Z", 10, "old");
    sales.allocate("DRESS", "2026-12-07T10:00:00Z", 20, "middle");
    Random random = new Random(SEED);
    for (Sales.Broadcast broadcast : List.copyOf(sales.broadcasts)) {
      for (int i = 0; i < 12; i++) {
        Sales.Line line =
            sales.sell(
                i % 3 == 0 ? "HAT" : "DRESS",
                1 + random.nextInt(3),
                broadcast.start().plusSeconds(60L * random.nextInt(120)).toString(),
                broadcast.id());
        Instant back = line.created().plus(random.nextInt(35), ChronoUnit.DAYS);
        if (i % 2 == 0 && back.isBefore(Instant.parse("2026-12-19T00:00:00Z"))) {
          sales.refund(line, 1L, back.toString());
        }
      }
    }
    // A Sunday of Shanghai, a Monday of London no more.
    sales.sell("DRESS", 5, "2026-11-08T15:59:00Z", null);
  }

  @AfterAll
  static void close() {
    sales.close();
  }

  private static Answer ask(
      Grain grain, String from, String by, String base, String maturity, boolean byKey) {
    Scope scope = Scope.of(List.of(), from, null, null);
    return OverTime.ask(
        sales.workspace(), SellThrough.Question.of(scope, by, base, maturity, NOW), grain, byKey);
  }

  @Test
  void unlessAskedForAllRowsAreAsMatureAsTheYoungest() {
    Answer answer = ask(Grain.BROADCAST, null, "sku", null, null, false);

    assertThat(table(answer.section("rows"), "period", "starts", "maturity", "mature", "base"))
        .isEqualTo(
            """
            old | 2026-11-01 | D1 | true | allocated
            middle | 2026-12-07 | D1 | true | allocated
            new | 2026-12-18 | D1 | true | sold+on-hand
            """);
    assertThat(answer.notes())
        .contains(
            "different bases, as each row and the totals have what is known best: allocated,"
                + " sold+on-hand; --base makes them one",
            "the totals hold 5 units that are in no row: sold in no such period");
  }

  @Test
  void rowsOfUnequalMaturityAreNamedAndStandAtTheirOwn() {
    Answer answer = ask(Grain.BROADCAST, null, "sku", "allocated", "D30", false);

    assertThat(table(answer.section("rows"), "period", "maturity", "mature"))
        .isEqualTo(
            """
            old | D30 | true
            middle | D7 | false
            new | D1 | false
            """);
    assertThat(answer.notes())
        .contains(
            "rows of unequal maturity: middle, new have not reached D30 (mature = false); do not"
                + " compare returns or net sell-through with theirs");
    assertThat(answer.fact("maturity")).isEqualTo("D30");
  }

  @Test
  void calendarPeriodsAreThoseOfTheShopAndCutToTheDaysAskedFor() {
    assertThat(
            table(
                ask(Grain.WEEK, "2026-11-03", "sku", null, null, false).section("rows"),
                "period",
                "starts"))
        .isEqualTo(
            """
            2026-W45 | 2026-11-03
            2026-W50 | 2026-12-07
            2026-W51 | 2026-12-14
            """);
  }

  @Test
  void withKeysThereIsARowAPeriodAndKey() {
    Answer answer = ask(Grain.MONTH, "2026-12-01", "sku,product", null, "D0", true);

    assertThat(table(answer.section("rows"), "period", "key", "by.sku", "by.product"))
        .isEqualTo(
            """
            2026-12 | DRESS / P1 | DRESS | P1
            2026-12 | HAT / – | HAT | -
            """);
    assertThat(answer.fact("by")).isEqualTo("sku,product");
  }

  @Test
  void theRowsAgreeWithTheLoops() {
    for (Grain grain : List.of(Grain.BROADCAST, Grain.WEEK)) {
      Map<String, String> counted = new TreeMap<>();
      for (Sales.Line line : sales.lines) {
        counted.putIfAbsent(period(grain, line), counted(grain, period(grain, line)));
      }
      counted.remove("none");
      Section rows = ask(grain, null, "sku", null, "D7", false).section("rows");
      Map<String, String> read = new TreeMap<>();
      for (int row = 0; row < rows.rows().size(); row++) {
        read.put(
            String.valueOf(rows.cell(row, "period")),
            "sold %s back %s mature %s"
                .formatted(
                    rows.cell(row, "units_sold"),
                    rows.cell(row, "units_returned"),
                    rows.cell(row, "mature")));
      }
      assertThat(read).as("seed %d, %s", SEED, grain).isEqualTo(counted);
    }
  }

  private static String counted(Grain grain, String period) {
    List<Sales.Line> lines =
        sales.lines.stream().filter(l -> period(grain, l).equals(period)).toList();
    long back =
        sales.refunds.stream()
            .filter(
                r ->
                    lines.stream()
                        .anyMatch(
                            l ->
                                l.line().equals(r.line())
                                    && !day(r.at()).isAfter(day(l.created()).plusDays(7))))
            .mapToLong(Sales.Refund::quantity)
            .sum();
    boolean mature = lines.stream().noneMatch(l -> AS_OF.isBefore(day(l.created()).plusDays(7)));
    return "sold %s back %s mature %s"
        .formatted(lines.stream().mapToLong(Sales.Line::quantity).sum(), back, mature);
  }

  private static String period(Grain grain, Sales.Line line) {
    if (grain != Grain.BROADCAST) {
      return Sales.period(grain, line.created());
    }
    return line.broadcast() == null ? "none" : line.broadcast();
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneId.of(Sales.ZONE)).toLocalDate();
  }

  @Test
  void aBroadcastHasNoPeriods() {
    assertThatThrownBy(
            () ->
                OverTime.ask(
                    sales.workspace(),
                    SellThrough.Question.of(Sales.of("old"), "sku", null, null, NOW),
                    Grain.WEEK,
                    false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--over does not go with --broadcast");
  }
}
