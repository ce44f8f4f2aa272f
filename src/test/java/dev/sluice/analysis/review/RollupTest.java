package dev.sluice.analysis.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.ReportingCurrency;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The review of a period: by hand, and against plain loops over random broadcasts. */
class RollupTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @TempDir Path folder;

  /** A broadcast as the test knows it; what is {@code null} was not told. */
  private record Room(
      String id, ZonedDateTime start, String currency, Long views, Long orders, BigDecimal gmv) {
    String account() {
      return "live-" + id.charAt(id.length() - 1) % 2;
    }

    Room in(String other, int rate) {
      return currency.equals(other)
          ? this
          : new Room(
              id,
              start,
              other,
              views,
              orders,
              gmv == null ? null : gmv.multiply(BigDecimal.valueOf(rate)));
    }

    String slot() {
      int from = start.getHour() / 3 * 3;
      return String.format(Locale.ROOT, "%02d:00-%02d:00", from, from + 3);
    }

    String weekday() {
      return start.getDayOfWeek().name().toLowerCase(Locale.ROOT);
    }

    boolean within(String from, String to) {
      LocalDate day = start.toLocalDate();
      return !day.isBefore(LocalDate.parse(from)) && !day.isAfter(LocalDate.parse(to));
    }
  }

  private static void add(Facts facts, Room room) {
    Map<String, Object> values = new HashMap<>();
    values.put("shop", room.currency().equals("CNY") ? "nimbus" : "harbor");
    values.put("platform", "douyin");
    values.put("broadcast", room.id());
    values.put("account", room.account());
    values.put("currency", room.currency());
    values.put("started_at", room.start().toInstant().toString());
    values.put("duration_seconds", 7200);
    values.put("views", room.views());
    values.put("orders", room.orders());
    values.put("paid_gmv", room.gmv());
    facts.add("broadcast", values);
  }

  private Facts shops() {
    return Facts.in(folder)
        .add("shop", Map.of("shop", "nimbus", "platform", "douyin", "zone", "Asia/Shanghai"))
        .add("shop", Map.of("shop", "harbor", "platform", "douyin", "zone", "Asia/Shanghai"));
  }

  private static Answer ask(Facts facts, Period period, String account) {
    return Rollup.ask(facts.workspace(), new Rollup.Question(period, account, false, null, NOW));
  }

  private static <T> T unlessMissing(Random random, T value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  /** One that began within so many days from a day of September on. */
  private static Room room(String id, Random random, int september, int days) {
    ZonedDateTime start =
        ZonedDateTime.of(2026, 9, september, 0, 0, 0, 0, SHANGHAI)
            .plusMinutes(random.nextInt(days * 24 * 60));
    return new Room(
        id,
        start,
        random.nextBoolean() ? "CNY" : "USD",
        unlessMissing(random, (long) random.nextInt(5000)),
        unlessMissing(random, (long) random.nextInt(90)),
        unlessMissing(random, BigDecimal.valueOf(random.nextInt(9_000_000), 2)));
  }

  @Test
  void totalsAndCellsAreThoseOfPlainLoopsOverRandomBroadcasts() {
    long seed = 20261126;
    Random random = new Random(seed);
    List<Room> rooms = new ArrayList<>();
    try (Facts facts = shops()) {
      for (int i = 0; i < 90; i++) {
        Room room = room("b" + i, random, 25, 45);
        rooms.add(room);
        add(facts, room);
      }

      Answer review = ask(facts, Period.of("2026-10"), null);

      List<Room> october =
          rooms.stream().filter(room -> room.within("2026-10-01", "2026-10-31")).toList();
      assertThat(october).hasSizeGreaterThan(40);
      assertCore(review, rooms, seed);
      assertThat(cells(review.section("heat_map"))).as("seed %d", seed).isEqualTo(medians(october));
    }
  }

  @Test
  void oneAccountAndOneCurrencyAgreeWithTheLoops() {
    long seed = 451;
    Random random = new Random(seed);
    List<Room> rooms = new ArrayList<>();
    try (Facts facts = shops()) {
      for (int day = 0; day < 61; day += 7) {
        facts.add(
            "fx_rate",
            Map.of(
                "day",
                LocalDate.of(2026, 9, 1).plusDays(day).toString(),
                "currency",
                "USD",
                "base",
                "CNY",
                "rate",
                "7"));
      }
      for (int i = 0; i < 60; i++) {
        Room room = room("b" + i, random, 1, 60);
        rooms.add(room);
        add(facts, room);
      }
      for (String account : List.of("live-0", "live-1")) {
        List<Room> own = rooms.stream().filter(room -> room.account().equals(account)).toList();
        assertCore(ask(facts, Period.of("2026-10"), account), own, seed);
      }

      List<String> notes = ReportingCurrency.show(facts.workspace(), "CNY", Rollup.MONEY);
      List<Room> converted =
          rooms.stream()
              .filter(room -> room.account().equals("live-1"))
              .map(room -> room.in("CNY", 7))
              .toList();
      Answer inOne =
          Rollup.ask(
              facts.workspace(),
              new Rollup.Question(Period.of("2026-10"), "live-1", true, null, NOW));
      assertCore(inOne, converted, seed);
      assertThat(notes).hasSize(1);
      assertThat(inOne.fact("account")).isEqualTo("live-1");
      assertThat(inOne.notes())
          .contains("layers, plans and settlements are in the currency that they state");
    }
  }

  private static void assertCore(Answer review, List<Room> rooms, long seed) {
    List<Room> october =
        rooms.stream().filter(room -> room.within("2026-10-01", "2026-10-31")).toList();
    List<Room> september =
        rooms.stream().filter(room -> room.within("2026-09-01", "2026-09-30")).toList();
    Section core = review.section("core");
    assertThat(figures(core, "value")).as("seed %d", seed).isEqualTo(totals(october));
    assertThat(figures(core, "previous_period"))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderEntriesOf(before(totals(september), totals(october)));
    assertThat(review.section("broadcasts").rows()).hasSize(october.size());
  }

  @Test
  void anAccountThatNobodyHasIsRefused() {
    try (Facts facts = shops()) {
      ZonedDateTime start = ZonedDateTime.of(2026, 10, 5, 20, 0, 0, 0, SHANGHAI);
      add(facts, new Room("b1", start, "CNY", 1L, 1L, BigDecimal.TEN));
      add(facts, new Room("b2", start.plusDays(1), "CNY", 1L, 1L, BigDecimal.TEN));

      assertThatThrownBy(() -> ask(facts, Period.of("2026-10"), "live"))
          .isInstanceOf(Refusal.class)
          .hasMessage("no broadcast is of an account 'live'");
      assertThatThrownBy(() -> ask(facts, Period.of("2026-10-05"), "live-0"))
          .isInstanceOf(Refusal.class)
          .hasMessage("no broadcast of account 'live-0' began in 2026-10-05");
    }
  }

  /**
   * The sums and ratios of sums by metric and currency; a metric that nobody knows is not there.
   */
  private static Map<String, BigDecimal> totals(List<Room> rooms) {
    Map<String, BigDecimal> totals = new TreeMap<>();
    put(totals, "duration_seconds", BigDecimal.valueOf(7200L * rooms.size()));
    put(totals, "views", sum(rooms, room -> decimal(room.views())));
    put(totals, "orders", sum(rooms, room -> decimal(room.orders())));
    for (String currency : List.of("CNY", "USD")) {
      List<Room> own = rooms.stream().filter(room -> room.currency().equals(currency)).toList();
      put(totals, "paid_gmv " + currency, sum(own, Room::gmv));
      put(totals, "aov " + currency, ratio(own, Room::gmv, room -> decimal(room.orders()), 1));
      put(
          totals,
          "watch_gpm " + currency,
          ratio(own, Room::gmv, room -> decimal(room.views()), 1000));
      put(
          totals,
          "gmv_per_hour " + currency,
          ratio(own, Room::gmv, room -> BigDecimal.valueOf(7200), 3600));
    }
    return totals;
  }

  private static Map<String, BigDecimal> before(
      Map<String, BigDecimal> before, Map<String, BigDecimal> now) {
    return before.entrySet().stream()
        .filter(entry -> now.containsKey(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void put(Map<String, BigDecimal> totals, String name, BigDecimal value) {
    if (value != null) {
      totals.put(name, value.setScale(2, RoundingMode.HALF_UP));
    }
  }

  private static BigDecimal decimal(Long value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }

  private static BigDecimal sum(List<Room> rooms, Function<Room, BigDecimal> of) {
    return rooms.stream().map(of).filter(Objects::nonNull).reduce(BigDecimal::add).orElse(null);
  }

  private static BigDecimal ratio(
      List<Room> rooms,
      Function<Room, BigDecimal> above,
      Function<Room, BigDecimal> below,
      int per) {
    List<Room> both =
        rooms.stream()
            .filter(room -> above.apply(room) != null && below.apply(room) != null)
            .toList();
    return both.isEmpty()
        ? null
        : sum(both, above)
            .multiply(BigDecimal.valueOf(per))
            .divide(sum(both, below), 6, RoundingMode.HALF_UP);
  }

  private static Map<String, BigDecimal> figures(Section core, String column) {
    Map<String, BigDecimal> figures = new TreeMap<>();
    for (int row = 0; row < core.rows().size(); row++) {
      // Rates of orders have two sides here, told by the scope, and are tested with kpi.
      if (core.cell(row, column) instanceof Figure figure
          && !core.cell(row, "metric").equals("ctor")) {
        Object currency = core.cell(row, "currency");
        figures.put(
            core.cell(row, "metric") + (currency == null ? "" : " " + currency),
            new BigDecimal(figure.value().toString()).setScale(2, RoundingMode.HALF_UP));
      }
    }
    return figures;
  }

  private static Map<String, String> medians(List<Room> rooms) {
    Map<String, List<BigDecimal>> sold = new TreeMap<>();
    for (Room room : rooms) {
      if (room.gmv() != null) {
        sold.computeIfAbsent(
                room.currency() + " " + room.weekday() + " " + room.slot(),
                key -> new ArrayList<>())
            .add(room.gmv());
      }
    }
    Map<String, String> medians = new TreeMap<>();
    sold.forEach(
        (cell, amounts) -> {
          amounts.sort(null);
          int n = amounts.size();
          BigDecimal median =
              amounts
                  .get((n - 1) / 2)
                  .add(amounts.get(n / 2))
                  .divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_UP);
          medians.put(cell, n + " " + median);
        });
    return medians;
  }

  private static Map<String, String> cells(Section heatMap) {
    Map<String, String> cells = new TreeMap<>();
    for (int row = 0; row < heatMap.rows().size(); row++) {
      cells.put(
          heatMap.cell(row, "currency")
              + " "
              + heatMap.cell(row, "weekday")
              + " "
              + heatMap.cell(row, "slot"),
          heatMap.cell(row, "broadcasts") + " " + heatMap.cell(row, "median_gmv"));
    }
    return cells;
  }

  @Test
  void theBestAndTheWorstStandBesideTheMedian() {
    try (Facts facts = shops()) {
      long[] sold = {500, 100, 300, 700, 200};
      for (int i = 0; i < sold.length; i++) {
        add(
            facts,
            new Room(
                "b" + i,
                ZonedDateTime.of(2026, 10, 5 + i, 20, 0, 0, 0, SHANGHAI),
                "CNY",
                10L,
                1L,
                BigDecimal.valueOf(sold[i])));
      }
      Answer review = ask(facts, Period.of("2026-W41"), null);

      assertThat(
              Facts.table(
                  review.section("best_and_worst"), "place", "rank", "broadcast", "against_median"))
          .isEqualTo(
              """
              best | 1 | b3 | 1.3333333333333333
              best | 2 | b0 | 0.6666666666666666
              worst | 4 | b4 | -0.3333333333333333
              worst | 5 | b1 | -0.6666666666666666
              """);
    }
  }

  @Test
  void productsAreThoseOfTheLinesSoldInTheBroadcasts() {
    try (Facts facts = shops()) {
      ZonedDateTime start = ZonedDateTime.of(2026, 10, 5, 20, 0, 0, 0, SHANGHAI);
      add(facts, new Room("before", start.minusWeeks(1), "CNY", 1L, 1L, BigDecimal.TEN));
      add(facts, new Room("first", start, "CNY", 1L, 1L, BigDecimal.TEN));
      add(facts, new Room("second", start.plusDays(1), "CNY", 1L, 1L, BigDecimal.TEN));
      line(facts, "1", "before", start.minusWeeks(1), "A", 1, "40.00");
      line(facts, "2", "first", start, "A", 1, "30.00");
      line(facts, "3", "second", start.plusDays(1), "A", 2, "30.00");
      line(facts, "4", null, start.plusMinutes(10), "B", 3, "20.00");
      line(facts, "5", null, start.minusHours(3), "B", 9, "99.00");

      Answer review = ask(facts, Period.of("2026-W41"), null);

      assertThat(
              Facts.table(
                  review.section("products"),
                  "key",
                  "broadcasts",
                  "units_sold",
                  "gmv",
                  "share_of_gmv",
                  "previous_gmv",
                  "change"))
          .isEqualTo("A | 2 | 3 | 60.00 | 0.75 | 40.00 | 0.5\nB | 1 | 3 | 20.00 | 0.25 | - | -\n");
      assertThat(Facts.table(review.section("ladder"), "step", "told_by", "broadcasts", "gmv"))
          .isEqualTo(
              """
              paid_gmv | platform | 2 | 20.00
              paid_gmv | order_lines | 2 | 80.00
              kept | order_lines | - | 80.00
              """);
    }
  }

  private static void line(
      Facts facts, String order, String room, ZonedDateTime at, String sku, int units, String sum) {
    Map<String, Object> values = new HashMap<>();
    values.put("shop", "nimbus");
    values.put("order_id", order);
    values.put("line_id", "1");
    values.put("sku", sku);
    values.put("quantity", units);
    values.put("amount", new BigDecimal(sum));
    values.put("currency", "CNY");
    values.put("paid", true);
    values.put("created_at", at.toInstant().toString());
    values.put("broadcast", room);
    facts.add("order_line", values);
  }

  @Test
  void sourcesLayersAndReturnsAreSumsThatKnowTheirParts() {
    try (Facts facts = shops()) {
      ZonedDateTime start = ZonedDateTime.of(2026, 10, 5, 20, 0, 0, 0, SHANGHAI);
      for (int i = 0; i < 2; i++) {
        add(facts, new Room("b" + i, start.plusDays(i), "CNY", 1L, 1L, BigDecimal.valueOf(1000)));
        Map<String, Object> layer =
            new HashMap<>(Map.of("plan", "p", "layer", "ads", "broadcast", "b" + i));
        layer.put("currency", "CNY");
        layer.put("cost", 100 + 100 * i);
        layer.put("entrants", i == 0 ? 50 : null);
        layer.put("gmv", 600);
        facts.add("layer_actual", layer);
        for (String source : List.of("feed", "search")) {
          Map<String, Object> values =
              new HashMap<>(Map.of("shop", "nimbus", "broadcast", "b" + i, "source", source));
          values.put("views", source.equals("feed") ? 30 : 10);
          values.put("impressions", source.equals("feed") ? 300 : null);
          facts.add("broadcast_source", values);
        }
      }
      Answer review = ask(facts, Period.of("2026-W41"), null);

      assertThat(
              Facts.table(
                  review.section("sources"),
                  "source",
                  "broadcasts",
                  "views",
                  "source_share",
                  "enter_rate"))
          .isEqualTo("feed | 2 | 60 | 0.75 | 0.1\nsearch | 2 | 20 | 0.25 | -\n");
      assertThat(
              Facts.table(
                  review.section("layers"),
                  "layer",
                  "broadcasts",
                  "entrants.actual",
                  "cost.actual",
                  "gmv.actual",
                  "roi.actual"))
          .isEqualTo("ads | 2 | - | 300.00 | 1200.00 | 4.0000\n");
      assertThat(
              Facts.table(
                  review.section("returns_on_spend"), "method", "told_by", "broadcasts", "roi"))
          .isEqualTo("blended | layers | 2 | 6.6667\n");
    }
  }

  @Test
  void aDayWithOneBroadcastIsThatBroadcast() {
    try (Facts facts = shops()) {
      ZonedDateTime start = ZonedDateTime.of(2026, 10, 5, 20, 0, 0, 0, SHANGHAI);
      add(facts, new Room("one", start, "CNY", 1L, 1L, BigDecimal.TEN));
      add(facts, new Room("noon", start.plusHours(16), "CNY", 1L, 1L, BigDecimal.TEN));
      add(facts, new Room("night", start.plusDays(1), "CNY", 1L, 1L, BigDecimal.TEN));

      assertThat(ask(facts, Period.of("2026-10-05"), null).command()).isEqualTo("review");
      assertThat(ask(facts, Period.of("2026-10-06"), null).command()).isEqualTo("review-rollup");
      assertThatThrownBy(() -> ask(facts, Period.of("2026-10-07"), null))
          .isInstanceOf(Refusal.class)
          .hasMessage("no broadcast began in 2026-10-07");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-08, 2026-11-08, 2026-11-08, 2026-11-07, 2026-11-07",
    "2026-W45, 2026-11-02, 2026-11-08, 2026-10-26, 2026-11-01",
    "2026-W01, 2025-12-29, 2026-01-04, 2025-12-22, 2025-12-28",
    "2020-W53, 2020-12-28, 2021-01-03, 2020-12-21, 2020-12-27",
    "2026-03, 2026-03-01, 2026-03-31, 2026-02-01, 2026-02-28"
  })
  void aDateIsADayAWeekOrAMonth(
      String date, String from, String to, String previousFrom, String previousTo) {
    Period period = Period.of(date);
    assertThat(
            List.of(period.from(), period.to(), period.previousFrom(), period.previousTo()).stream()
                .map(LocalDate::toString))
        .containsExactly(from, to, previousFrom, previousTo);
  }

  @Test
  void otherDaysAreSetAgainstAsManyBefore() {
    Period period = Period.between("2026-10-01", "2026-10-10");
    assertThat(period.previousFrom()).hasToString("2026-09-21");
    assertThat(period.name()).isEqualTo("2026-10-01/2026-10-10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-W54", "2026-W00", "2026-13", "yesterday", "2026-11-31"})
  void whatIsNoDateIsRefused(String date) {
    assertThatThrownBy(() -> Period.of(date))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--date");
  }
}
