package dev.sluice.analysis.sellthrough;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VelocityTest {
  private static final String[] SHOWN = {
    "sku",
    "broadcasts",
    "sold_out_in",
    "not_by_the_end",
    "minutes_to_sell_out",
    "hours_in_stock",
    "units_per_hour",
    "lost_units",
    "method"
  };

  private static void threeEvenings(Sales sales) {
    for (int day = 1; day <= 3; day++) {
      sales.broadcast(
          "b" + day, "2026-11-0" + day + "T12:00:00Z", "2026-11-0" + day + "T14:00:00Z");
    }
    sales.allocate("DRESS", "2026-11-01T10:00:00Z", 4, "b1");
    sales.allocate("DRESS", "2026-11-02T10:00:00Z", 10, "b2");
    sales.allocate("DRESS", "2026-11-03T10:00:00Z", 2, "b3");
    sales.sell("DRESS", 2, "2026-11-01T12:10:00Z", "b1");
    sales.sell("DRESS", 2, "2026-11-01T12:30:00Z", "b1");
    sales.sell("DRESS", 1, "2026-11-01T13:00:00Z", "b1");
    sales.sell("DRESS", 3, "2026-11-02T12:15:00Z", "b2");
    sales.sell("DRESS", 2, "2026-11-03T13:00:00Z", null);
    sales.allocate("HAT", "2026-11-01T10:00:00Z", 5, "b1");
    sales.sell("BELT", 3, "2026-11-01T12:15:00Z", "b1");
  }

  @Test
  void paceIsOfTheTimeInStockAndNotSellingOutIsNotForever(@TempDir Path folder) {
    try (Sales sales = new Sales(folder)) {
      threeEvenings(sales);

      Answer answer = Velocity.addTo(Sales.nothing(), sales.workspace(), Sales.all());

      // DRESS: 9 units in 30 + 120 + 60 minutes. In stock after 30 minutes in 2 of 3, after 60 in a
      // third: the median is 60. Lost: 4 x 90/30 - 1 and 2 x 60/60.
      assertThat(table(answer.section("velocity"), SHOWN))
          .isEqualTo(
              """
              DRESS | 3 | 2 | 1 | 60.00 | 3.50 | 2.57 | 13.0 | by_minutes
              BELT | 1 | 0 | 0 | - | 2.00 | 1.50 | - | -
              HAT | 1 | 0 | 1 | - | 2.00 | 0.00 | - | -
              """);
      assertThat(answer.notes())
          .containsExactly(
              "lost units are an estimate of our own (grade I): the pace while in stock, kept up"
                  + " for the minutes after, as no audience is known minute by minute",
              "velocity is of the broadcasts that began in the period, and of their lines only");
      assertThat(
              table(
                  Velocity.addTo(Sales.nothing(), sales.workspace(), Sales.of("b1"))
                      .section("velocity"),
                  "sku",
                  "sold_out_in",
                  "sold_out_at",
                  "minutes_to_sell_out",
                  "lost_units"))
          .isEqualTo(
              """
              DRESS | 1 | 2026-11-01T20:30+08:00 | 30.00 | 11.0
              BELT | 0 | - | - | -
              HAT | 0 | - | - | -
              """);
    }
  }

  @Test
  void whereTheAudienceIsKnownLostUnitsFollowIt(@TempDir Path folder) {
    try (Sales sales = new Sales(folder)) {
      sales.broadcast("b1", "2026-11-01T12:00:00Z", "2026-11-01T12:10:00Z");
      sales.allocate("CAP", "2026-11-01T10:00:00Z", 10, "b1");
      sales.sell("CAP", 10, "2026-11-01T12:05:00Z", "b1");
      for (int minute = 0; minute < 10; minute++) {
        sales.add(
            "broadcast_minute",
            "broadcast",
            "b1",
            "minute",
            Instant.parse("2026-11-01T12:00:00Z").plusSeconds(60L * minute),
            "average_viewers",
            minute < 5 ? 100 : 50);
      }
      assertThat(lost(sales)).isEqualTo("CAP | 5.0 | by_audience\n");

      sales
          .workspace()
          .execute("DELETE FROM broadcast_minute WHERE minute > '2026-11-01 12:07:30+00'");
      assertThat(lost(sales)).isEqualTo("CAP | 10.0 | by_minutes\n");
    }
  }

  private static String lost(Sales sales) {
    return table(
        Velocity.addTo(Sales.nothing(), sales.workspace(), Sales.of("b1")).section("velocity"),
        "sku",
        "lost_units",
        "method");
  }

  @Test
  void withoutAPaceThereIsNoEstimate(@TempDir Path folder) {
    try (Sales sales = new Sales(folder)) {
      sales.broadcast("b1", "2026-11-01T12:00:00Z", "2026-11-01T13:00:00Z");
      sales.broadcast("open", "2026-11-02T12:00:00Z", null);
      sales.allocate("CAP", "2026-11-01T10:00:00Z", 2, "b1");
      // Gone before it began.
      sales.sell("CAP", 2, "2026-11-01T11:00:00Z", "b1");
      sales.allocate("HAT", "2026-11-02T10:00:00Z", 2, "open");
      sales.sell("HAT", 1, "2026-11-02T12:10:00Z", "open");

      Answer answer = Velocity.addTo(Sales.nothing(), sales.workspace(), Sales.all());

      assertThat(table(answer.section("velocity"), SHOWN))
          .isEqualTo(
              """
              CAP | 1 | 1 | 0 | 0.00 | - | - | - | -
              HAT | 1 | 0 | 0 | - | - | - | - | -
              """);
      assertThat(answer.notes())
          .contains(
              "velocity: a broadcast without a known end says nothing of those it did not sell"
                  + " out");
    }
  }

  @Test
  void aPeriodWithoutBroadcastsHasNoVelocity(@TempDir Path folder) {
    try (Sales sales = new Sales(folder)) {
      assertThat(Velocity.addTo(Sales.nothing(), sales.workspace(), Sales.all()).notes())
          .containsExactly("velocity: no broadcast began in the period");
    }
  }

  private record Watch(
      double minutes, boolean soldOut, boolean allocated, long units, Double lost) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6})
  void theStatementAgreesWithTheLoops(long seed, @TempDir Path folder) {
    Random random = new Random(seed);
    try (Sales sales = new Sales(folder)) {
      for (int i = 0; i < 12; i++) {
        Instant start = Instant.parse("2026-11-01T12:00:00Z").plus(Duration.ofDays(i));
        sales.broadcast(
            "b" + i,
            start.toString(),
            start.plusSeconds(60L * (60 + random.nextInt(120))).toString());
        for (int sku = 0; sku < 4; sku++) {
          if (random.nextInt(4) > 0) {
            sales.allocate(
                "S" + sku, start.minusSeconds(3600).toString(), random.nextInt(9), "b" + i);
          }
          for (int k = random.nextInt(7); k > 0; k--) {
            sales.sell(
                "S" + sku,
                1 + random.nextInt(3),
                start.plusSeconds(60L * (random.nextInt(200) - 5)).toString(),
                "b" + i);
          }
        }
      }
      Section found =
          Velocity.addTo(Sales.nothing(), sales.workspace(), Sales.all()).section("velocity");

      Map<String, String> read = new TreeMap<>();
      for (int row = 0; row < found.rows().size(); row++) {
        read.put(
            String.valueOf(found.cell(row, "sku")),
            List.of(
                    found.count(row, "broadcasts"),
                    found.count(row, "sold_out_in"),
                    String.valueOf(found.cell(row, "minutes_to_sell_out")),
                    String.valueOf(found.cell(row, "units_per_hour")),
                    String.valueOf(found.cell(row, "lost_units")))
                .toString());
      }
      assertThat(read).as("seed %d", seed).isEqualTo(counted(sales));
    }
  }

  private static Map<String, String> counted(Sales sales) {
    Map<String, String> rows = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      String sku = "S" + i;
      List<Watch> watches = new ArrayList<>();
      for (Sales.Broadcast broadcast : sales.broadcasts) {
        Watch watch = watch(sales, sku, broadcast);
        if (watch != null) {
          watches.add(watch);
        }
      }
      List<Watch> timed = watches.stream().filter(w -> w.minutes() > 0).toList();
      double hours = timed.stream().mapToDouble(Watch::minutes).sum() / 60;
      long units = timed.stream().mapToLong(Watch::units).sum();
      List<Double> losses =
          watches.stream().map(Watch::lost).filter(java.util.Objects::nonNull).toList();
      Double median = median(watches);
      rows.put(
          sku,
          List.of(
                  (long) watches.size(),
                  watches.stream().filter(Watch::soldOut).count(),
                  median == null ? "null" : decimal(median, 2),
                  decimal(units / hours, 2),
                  losses.isEmpty() ? "null" : decimal(losses.stream().mapToDouble(x -> x).sum(), 1))
              .toString());
    }
    return rows;
  }

  private static Watch watch(Sales sales, String sku, Sales.Broadcast broadcast) {
    List<Sales.Line> lines =
        sales.lines.stream()
            .filter(l -> l.sku().equals(sku) && broadcast.id().equals(l.broadcast()))
            .sorted(Comparator.comparing(Sales.Line::created))
            .toList();
    Long allocated =
        sales.allocations.stream()
            .filter(a -> a.sku().equals(sku) && a.broadcast().equals(broadcast.id()))
            .map(Sales.Allocation::units)
            .findFirst()
            .orElse(null);
    if (lines.isEmpty() && allocated == null) {
      return null;
    }
    Instant out = null;
    long soFar = 0;
    for (Sales.Line line : lines) {
      soFar += line.quantity();
      if (out == null && allocated != null && allocated > 0 && soFar >= allocated) {
        out = line.created();
      }
    }
    if (out != null && out.isAfter(broadcast.end())) {
      out = null;
    }
    if (out != null && out.isBefore(broadcast.start())) {
      out = broadcast.start();
    }
    Instant until = out == null ? broadcast.end() : out;
    double minutes = Duration.between(broadcast.start(), until).toSeconds() / 60.0;
    long units = units(lines, broadcast.start(), until);
    long after = units(lines, until.plusMillis(1), broadcast.end());
    double left = Duration.between(until, broadcast.end()).toSeconds() / 60.0;
    Double lost =
        out == null || minutes == 0 || units == 0
            ? null
            : (Double) Math.max(0, units * left / minutes - after);
    return new Watch(minutes, out != null, allocated != null && allocated > 0, units, lost);
  }

  private static long units(List<Sales.Line> lines, Instant from, Instant to) {
    return lines.stream()
        .filter(l -> !l.created().isBefore(from) && !l.created().isAfter(to))
        .mapToLong(Sales.Line::quantity)
        .sum();
  }

  /** One broadcast at a time, those that sold out before those watched as long. */
  private static Double median(List<Watch> watches) {
    List<Watch> offered =
        watches.stream()
            .filter(Watch::allocated)
            .sorted(
                Comparator.comparing(Watch::minutes)
                    .thenComparing(Watch::soldOut, Comparator.reverseOrder()))
            .toList();
    double left = 1;
    for (int i = 0; i < offered.size(); i++) {
      if (offered.get(i).soldOut()) {
        left *= 1 - 1.0 / (offered.size() - i);
        if (left <= 0.5 + 1e-12) {
          return offered.get(i).minutes();
        }
      }
    }
    return null;
  }

  private static String decimal(double number, int scale) {
    return BigDecimal.valueOf(number).setScale(scale, RoundingMode.HALF_UP).toPlainString();
  }
}
