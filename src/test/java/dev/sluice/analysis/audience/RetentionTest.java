package dev.sluice.analysis.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.audience.Retention.Activity;
import dev.sluice.analysis.audience.Retention.Cohorts;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {
  @TempDir Path folder;
  private Facts facts;

  @BeforeEach
  void open() {
    facts = new Facts(folder);
  }

  private Section orders(LocalDate until, Cohorts cohorts) {
    return facts
        .ask(
            w ->
                Retention.of(
                    w, new Activity.Buying(new Purchases(null, null, true, until, "UTC")), cohorts))
        .section("rows");
  }

  private static Cohorts cohorts(Period period, boolean recurring, boolean unbounded) {
    return new Cohorts(period, recurring, unbounded, null, null);
  }

  private static LocalDate start(Period period, LocalDate day) {
    return switch (period) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  private static LocalDate next(Period period, LocalDate start) {
    return switch (period) {
      case DAY -> start.plusDays(1);
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
    };
  }

  @ParameterizedTest
  @EnumSource(Period.class)
  void cohortsAgreeWithCountingThemOneByOne(Period period) {
    LocalDate from = LocalDate.parse("2026-01-05");
    LocalDate until = LocalDate.parse("2026-03-01");
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      facts.clear();
      Map<Integer, NavigableSet<LocalDate>> active = new TreeMap<>();
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        int buyer = random.nextInt(30);
        LocalDate day = from.plusDays(random.nextInt(56));
        orders.add(Facts.order("o" + i, "b" + buyer, day + "T10:00:00Z", 1));
        active.computeIfAbsent(buyer, b -> new TreeSet<>()).add(start(period, day));
      }
      facts.fill(orders.toArray(String[]::new));
      for (boolean recurring : new boolean[] {false, true}) {
        for (boolean unbounded : new boolean[] {false, true}) {
          Section rows = orders(until, cohorts(period, recurring, unbounded));
          for (int i = 0; i < rows.rows().size(); i++) {
            LocalDate cohort = (LocalDate) rows.cell(i, "cohort");
            LocalDate starts = (LocalDate) rows.cell(i, "starts");
            List<NavigableSet<LocalDate>> members =
                active.values().stream()
                    .filter(a -> recurring ? a.contains(cohort) : a.first().equals(cohort))
                    .toList();
            long retained =
                members.stream()
                    .filter(a -> unbounded ? !a.last().isBefore(starts) : a.contains(starts))
                    .count();
            boolean finished = !next(period, starts).isAfter(until.plusDays(1));
            String what =
                "seed %s, recurring %s, unbounded %s, %s at %s"
                    .formatted(seed, recurring, unbounded, cohort, starts);
            assertThat(rows.cell(i, "size")).as(what).isEqualTo((long) members.size());
            assertThat(rows.cell(i, "finished")).as(what).isEqualTo(finished);
            assertThat(rows.cell(i, "retained")).as(what).isEqualTo(finished ? retained : null);
          }
          // Every pair of periods from the first to the running one is there.
          int periods = 0;
          LocalDate first =
              active.values().stream().map(NavigableSet::first).sorted().findFirst().get();
          for (LocalDate p = first; !p.isAfter(until); p = next(period, p)) {
            periods++;
          }
          assertThat(rows.rows()).hasSize(periods * (periods + 1) / 2);
        }
      }
    }
  }

  @Test
  void unboundedIsNeverLessThanBoundedAndNeverRises() {
    Random random = new Random(20261122);
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String day = LocalDate.parse("2026-01-01").plusDays(random.nextInt(180)).toString();
      orders.add(Facts.order("o" + i, "b" + random.nextInt(25), day, 1));
    }
    facts.fill(orders.toArray(String[]::new));
    LocalDate until = LocalDate.parse("2026-06-30");
    Section bounded = orders(until, cohorts(Period.MONTH, false, false));
    Section unbounded = orders(until, cohorts(Period.MONTH, false, true));
    for (int i = 0; i < bounded.rows().size(); i++) {
      Long there = (Long) unbounded.cell(i, "retained");
      assertThat(there).isGreaterThanOrEqualTo((Long) bounded.cell(i, "retained"));
      if ((Long) unbounded.cell(i, "period") > 0) {
        assertThat(there).isLessThanOrEqualTo((Long) unbounded.cell(i - 1, "retained"));
      }
    }
  }

  @Test
  void theRunningPeriodHasNoFigureRatherThanZero() {
    facts.fill(
        Facts.order("1", "anna", "2026-01-10T00:00:00Z", 1),
        Facts.order("2", "anna", "2026-02-03T00:00:00Z", 1),
        "UPDATE order_line SET as_of = '2026-02-10T08:00:00Z'");
    Section rows = orders(null, cohorts(Period.MONTH, false, false));
    assertThat(rows.rows())
        .extracting(row -> row.get(0) + " " + row.get(2) + " " + row.get(4) + " " + row.get(6))
        .containsExactly(
            "2026-01-01 0 1 true", "2026-01-01 1 null false", "2026-02-01 0 null false");
    // The same with the month stated to be over.
    assertThat(
            orders(LocalDate.parse("2026-02-28"), cohorts(Period.MONTH, false, false))
                .cell(1, "retained"))
        .isEqualTo(1L);
  }

  @Test
  void daysAreThoseOfTheShop() {
    facts.fill(
        "INSERT INTO shop VALUES ('s', 'own', 'Asia/Shanghai', 'CNY')",
        Facts.order("1", "anna", "2026-01-31T16:30:00Z", 1));
    Section rows = orders(LocalDate.parse("2026-02-28"), cohorts(Period.MONTH, false, false));
    assertThat(rows.cell(0, "cohort")).isEqualTo(LocalDate.parse("2026-02-01"));
  }

  @Test
  void eventsCanBeTheActivity() {
    facts.fill(
        Facts.event("u", "2026-01-05T10:00:00Z", "view"),
        Facts.event("u", "2026-01-06T10:00:00Z", "pay"),
        Facts.event("v", "2026-01-06T10:00:00Z", "view"));
    Activity views = new Activity.Doing("view", null, LocalDate.parse("2026-01-06"), "UTC");
    Answer answer = facts.ask(w -> Retention.of(w, views, cohorts(Period.DAY, false, false)));
    assertThat(answer.section("rows").rows())
        .extracting(row -> row.get(0) + " " + row.get(2) + " " + row.get(4))
        .containsExactly("2026-01-05 0 1", "2026-01-05 1 0", "2026-01-06 0 1");
  }

  @Test
  void withoutActivityThereIsARefusal() {
    assertThatThrownBy(() -> orders(null, cohorts(Period.DAY, false, false)))
        .isInstanceOf(Refusal.class)
        .hasMessage("there are no orders with a known buyer");
    Activity events = new Activity.Doing(null, null, null, "UTC");
    assertThatThrownBy(
            () -> facts.ask(w -> Retention.of(w, events, cohorts(Period.DAY, false, false))))
        .isInstanceOf(Refusal.class)
        .hasMessage("there are no user events");
    assertThatThrownBy(() -> facts.ask(w -> Retention.did(w, List.of("view", " "), null)))
        .isInstanceOf(Refusal.class);
  }
}
