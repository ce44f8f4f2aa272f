package dev.sluice.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.allocation.AllocationSheet;
import dev.sluice.plan.allocation.MoneyQuestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A campaign's days, hours and limits in its schedule. */
class ScheduleTest {
  private static final String ADS =
      """
      currency: CNY
      budget: 9000
      broadcast: {platform: x, start: 2026-11-11T20:00, zone: Asia/Shanghai}
      layers:
        - id: ads
          kind: paid
          window: T-4d 00:00..T-0d 00:00
          response: {curve: michaelis-menten, ceiling: 900, half: 4000}
      """;

  private static Answer ask(String yaml) {
    return Schedule.of(CampaignFile.read("c", yaml), null).answer();
  }

  private static String refusal(String yaml) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> ask(yaml));
    return Objects.requireNonNull(refusal).getMessage();
  }

  private static Object fact(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .map(fact -> Objects.requireNonNull(fact.value()))
        .findFirst()
        .orElseThrow();
  }

  private static double number(Answer answer, String name) {
    return ((BigDecimal) fact(answer, name)).doubleValue();
  }

  /** Money by day, of one layer or of all. */
  private static Map<LocalDate, Double> byDay(Answer answer, String layer) {
    Map<LocalDate, Double> days = new TreeMap<>();
    Section section = answer.section("days");
    for (int row = 0; row < section.rows().size(); row++) {
      if (layer.equals("all") || layer.equals(section.cell(row, "layer"))) {
        LocalDate day = (LocalDate) section.cell(row, "day");
        double money =
            ((BigDecimal) Objects.requireNonNull(section.cell(row, "spend"))).doubleValue();
        days.merge(Objects.requireNonNull(day), money, Double::sum);
      }
    }
    return days;
  }

  private static List<OffsetDateTime> times(Answer answer, String layer) {
    List<OffsetDateTime> times = new ArrayList<>();
    Section section = answer.section("pushes");
    for (int row = 0; row < section.rows().size(); row++) {
      if (layer.equals("all") || layer.equals(section.cell(row, "layer"))) {
        times.add((OffsetDateTime) Objects.requireNonNull(section.cell(row, "time")));
      }
    }
    return times;
  }

  @Test
  void even_hours_get_even_money_and_bring_what_the_window_answers() {
    Answer answer = ask(ADS);

    assertThat(byDay(answer, "ads").values()).containsOnly(2250.0);
    assertThat(number(answer, "value")).isCloseTo(900 * 9000 / 13000.0, within(1e-3));
    assertThat(fact(answer, "status")).isEqualTo("proven");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-02T20:00, 2026-11-01, 25", "2026-03-09T20:00, 2026-03-08, 23"})
  void a_day_on_which_the_clocks_change_counts_by_its_hours(
      String start, LocalDate day, int hours) {
    Answer answer =
        ask(ADS.replace("2026-11-11T20:00", start).replace("Asia/Shanghai", "America/New_York"));

    Map<LocalDate, Double> days = byDay(answer, "ads");
    double all = 72 + hours;
    assertThat(days).hasSize(4);
    days.forEach(
        (each, money) ->
            assertThat(money)
                .isCloseTo(9000 * (each.equals(day) ? hours : 24) / all, within(0.011)));
    assertThat(number(answer, "value")).isCloseTo(900 * 9000 / 13000.0, within(1e-3));
  }

  @Test
  void hours_in_a_blackout_get_nothing_and_bring_nothing() {
    Answer answer =
        ask(
            ADS
                + "schedule: {blackout: [{from: T-3d 00:00, to: T-2d 00:00},"
                + " {from: T-2d 00:00, to: T-2d 12:00}]}");

    Map<LocalDate, Double> days = byDay(answer, "ads");
    assertThat(days.keySet())
        .containsExactly(
            LocalDate.of(2026, 11, 7), LocalDate.of(2026, 11, 9), LocalDate.of(2026, 11, 10));
    assertThat(days.get(LocalDate.of(2026, 11, 9))).isCloseTo(1800, within(0.011));
    // 60 of 96 hours are open, each at the pace of 9000 in 60.
    assertThat(number(answer, "value")).isCloseTo(60 / 96.0 * 900 * 14400 / 18400.0, within(1e-3));

    Answer quiet = ask(ADS + "schedule: {blackout: [{daily: 22:00-10:00}]}");
    assertThat(byDay(quiet, "ads").values()).allMatch(money -> Math.abs(money - 2250) < 0.011);
    assertThat(number(quiet, "value")).isCloseTo(0.5 * 900 * 18000 / 22000.0, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void pushes_keep_their_day_their_gap_and_the_quiet_hours(long seed) {
    Random random = new Random(seed);
    int perDay = 1 + random.nextInt(2);
    int gap = 5 + random.nextInt(40);
    StringBuilder yaml = new StringBuilder();
    yaml.append("broadcast: {platform: x, start: 2026-03-30T20:00, zone: Europe/Berlin}\n")
        .append("quiet_hours: {from: 21:00, to: 09:00}\n")
        .append("schedule: {pushes_per_day: ")
        .append(perDay)
        .append(", blackout: [{from: T-2d 00:00, to: T-2d 15:00}]}\nlayers:\n");
    for (String id : List.of("a", "b")) {
      yaml.append("  - {id: ")
          .append(id)
          .append(", kind: message, channel: sms, window: T-4d..T-0, delivered: 10,")
          .append(" click_rate: 0.1, pushes_to_place: {count: ")
          .append(1 + random.nextInt(4))
          .append(", gap: ")
          .append(gap)
          .append("h}")
          .append(id.equals("a") ? ", pushes: [{when: T-1d 10:00}]" : "")
          .append("}\n");
    }

    Answer answer = ask(yaml.toString());

    ZoneId zone = ZoneId.of("Europe/Berlin");
    OffsetDateTime stated = LocalDate.of(2026, 3, 29).atTime(10, 0).atZone(zone).toOffsetDateTime();
    List<OffsetDateTime> all = times(answer, "all");
    assertThat(all).as("seed %d", seed).isNotEmpty();
    Map<LocalDate, Integer> days = new TreeMap<>(Map.of(stated.toLocalDate(), 1));
    for (OffsetDateTime time : all) {
      assertThat(zone.getRules().getOffset(time.toInstant())).isEqualTo(time.getOffset());
      LocalTime clock = time.toLocalTime();
      assertThat(clock).isBetween(LocalTime.of(9, 0), LocalTime.of(20, 59));
      assertThat(
              time.toLocalDate().equals(LocalDate.of(2026, 3, 28))
                  && clock.isBefore(LocalTime.of(15, 0)))
          .isFalse();
      days.merge(time.toLocalDate(), 1, Integer::sum);
    }
    assertThat(days.values()).as("seed %d", seed).allMatch(count -> count <= perDay);
    for (String id : List.of("a", "b")) {
      List<OffsetDateTime> own = new ArrayList<>(times(answer, id));
      if (id.equals("a")) {
        own.add(stated);
      }
      own.sort(OffsetDateTime::compareTo);
      for (int i = 1; i < own.size(); i++) {
        assertThat(Duration.between(own.get(i - 1), own.get(i)))
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(Duration.ofHours(gap));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_window_of_one_day_is_the_allocation(long seed) {
    Random random = new Random(seed);
    StringBuilder yaml = new StringBuilder();
    yaml.append("budget: ").append(3000 + random.nextInt(9000)).append('\n');
    yaml.append("objective: response\nlayers:\n");
    for (int i = 0; i < 4; i++) {
      yaml.append("  - {id: l")
          .append(i)
          .append(", kind: paid, window: T-1d..T-0, minimum: ")
          .append(500 + random.nextInt(500))
          .append(", off_allowed: ")
          .append(random.nextBoolean())
          .append(", response: {curve: hill, ceiling: ")
          .append(100 + random.nextInt(900))
          .append(", half: ")
          .append(500 + random.nextInt(4000))
          .append(", slope: ")
          .append(List.of(0.8, 1.0, 2.0, 3.0).get(random.nextInt(4)))
          .append("}}\n");
    }
    yaml.append("  - {id: held, kind: followers, followers: 10, enter_rate: 0.1, cost: 250}\n");
    yaml.append("groups: [{id: g, layers: [l0, l1], minimum: 1500, maximum: 2500}]\n");
    yaml.append("broadcast: {platform: x, start: 2026-11-11T00:00, zone: Asia/Shanghai}\n");
    CampaignFile file = CampaignFile.read("c", yaml.toString());

    Answer schedule = Schedule.of(file, null).answer();
    Answer allocation = AllocationSheet.of(file, new MoneyQuestion.MostFor(null));

    double best = number(allocation, "value");
    assertThat(number(schedule, "value")).as("seed %d", seed).isCloseTo(best, within(2e-4 * best));
    assertThat(number(schedule, "upper_bound")).isGreaterThanOrEqualTo(best * (1 - 1e-6));
    assertThat(number(schedule, "spent")).isLessThanOrEqualTo(number(schedule, "budget"));
  }

  @Test
  void money_keeps_the_limits_of_days_and_groups() {
    Answer answer =
        ask(
            """
            budget: 9000
            broadcast: {platform: x, start: 2026-11-11T20:00, zone: Asia/Shanghai}
            schedule: {daily_maximum: 2000}
            layers:
              - {id: a, kind: paid, window: T-5d 00:00..T-0d 00:00, daily_maximum: 700, response: {curve: hill, ceiling: 900, half: 2000, slope: 2}}
              - {id: b, kind: paid, window: T-5d 00:00..T-0d 00:00, daily_minimum: 600, response: {curve: log, scale: 200, half: 100}}
              - {id: c, kind: paid, window: T-3d 00:00..T-0d 00:00, response: {curve: log, scale: 900, half: 100}}
            groups:
              - {id: ab, layers: [a, b], minimum: 3100, maximum: 4000}
            """);

    byDay(answer, "all").values().forEach(money -> assertThat(money).isLessThanOrEqualTo(2000));
    byDay(answer, "a").values().forEach(money -> assertThat(money).isLessThanOrEqualTo(700));
    byDay(answer, "b").values().forEach(money -> assertThat(money == 0 || money >= 600).isTrue());
    double group =
        byDay(answer, "a").values().stream().mapToDouble(Double::doubleValue).sum()
            + byDay(answer, "b").values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(group).isBetween(3100 - 1e-6, 4000 + 1e-6);
    assertThat(fact(answer, "status")).isEqualTo("proven");
  }

  @Test
  void limits_that_contradict_each_other_are_named() {
    String layer = "response: {curve: michaelis-menten, ceiling: 900, half: 4000}";

    assertThat(
            refusal(
                ADS
                    + "groups: [{id: g, layers: [ads], minimum: 5000}]\n"
                    + "schedule: {daily_maximum: 1000}"))
        .contains("group 'g' must spend 5000.00")
        .contains("leave 4000.00");
    assertThat(refusal(ADS.replace(layer, layer + "\n    minimum: 5000\n    daily_maximum: 1000")))
        .contains("layer 'ads' must spend 5000.00")
        .contains("4 open days take at most 1000.00 each");
    assertThat(
            refusal(
                ADS.replace(layer, layer + "\n    minimum: 500")
                    + "schedule: {blackout: [{from: T-4d 00:00, to: T-0d}]}"))
        .contains("leave no hour of its window");
    assertThat(
            refusal(
                ADS
                    + "  - {id: held, kind: followers, followers: 10, enter_rate: 0.1, cost:"
                    + " 9500}\n"))
        .contains("cost 9500.00, more than the budget of 9000.00");
    assertThat(
            refusal(
                ADS
                    + "    pushes: [{when: T-1d 10:00}, {when: T-1d 12:00}]\n"
                    + "schedule: {pushes_per_day: 1}"))
        .contains("there are 2 on 2026-11-10, and pushes_per_day is 1");
    Refusal budget =
        catchThrowableOfType(
            Refusal.class,
            () ->
                Schedule.of(
                    CampaignFile.read("c", ADS + "groups: [{id: g, layers: [ads], minimum: 5000}]"),
                    new BigDecimal(4000)));
    assertThat(budget)
        .hasMessageContaining("the minimums of group 'g' add up to 5000.00")
        .hasMessageContaining("the budget of 4000.00");
  }

  @Test
  void what_earlier_days_carry_over_is_there_before_the_first_cent() {
    for (String carry :
        List.of(
            "{kind: geometric, rate: 0.5, spent: [1000, 2000]}",
            "{kind: binomial, rate: 0.5, window: 4, spent: [1000, 2000]}",
            "{kind: weibull-cdf, scale: 2, shape: 1.5, window: 6, spent: [1000, 2000]}",
            "{kind: weibull-pdf, scale: 2, shape: 2, window: 6, spent: [1000, 2000]}",
            "{kind: geometric, rate: 0.5, window: 3, normalised: true, spent: [1000, 2000]}")) {
      String layer = "response: {curve: michaelis-menten, ceiling: 900, half: 4000}";
      String yaml = ADS.replace(layer, layer + "\n    carry_over: " + carry);
      Answer broke = ask(yaml.replace("budget: 9000", "budget: 0"));

      assertThat(number(broke, "value")).as(carry).isPositive();
      assertThat(fact(ask(yaml), "status")).as(carry).isEqualTo("proven");
      assertThat(number(ask(yaml), "value")).as(carry).isGreaterThan(number(broke, "value"));
    }
  }
}
