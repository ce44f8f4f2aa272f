package dev.sluice.analysis.sellthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random facts, counted once more in plain Java: the statement and the loops must agree. */
class SellThroughTruthTest {
  private static final Map<String, ZoneId> ZONES =
      Map.of("east", ZoneId.of("Asia/Shanghai"), "west", ZoneId.of("America/New_York"));
  private static final Instant NOW = Instant.parse("2026-03-20T00:00:00Z");
  private static final int[] MATURITIES = {0, 1, 7, 14, 30};

  private record Broadcast(String shop, String id, Instant start, Instant end) {}

  private record Product(String shop, String sku, String product, String category, String color) {}

  private record Line(
      String shop,
      String order,
      String line,
      String sku,
      String sellerSku,
      String product,
      Long quantity,
      BigDecimal amount,
      String currency,
      Instant created,
      Instant paidAt,
      Boolean paid,
      Instant cancelled,
      String broadcast,
      Instant asOf) {
    boolean sold() {
      return Boolean.TRUE.equals(paid) || paidAt != null || (paid == null && cancelled == null);
    }

    Instant ordered() {
      return paidAt == null ? created : paidAt;
    }
  }

  private record Refund(String shop, String order, String line, Long quantity, Instant at) {}

  private record Stock(
      String shop,
      String sku,
      Instant ts,
      String location,
      Long onHand,
      Long received,
      Long allocated,
      String broadcast) {}

  private record Ask(
      String broadcast, LocalDate from, LocalDate to, String by, String base, Integer maturity) {}

  private final List<Broadcast> broadcasts = new ArrayList<>();
  private final List<Product> products = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Refund> refunds = new ArrayList<>();
  private final List<Stock> stock = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12})
  void theStatementAgreesWithTheLoops(long seed, @TempDir Path folder) {
    Random random = new Random(seed);
    invent(random);
    try (Facts facts = Facts.in(folder)) {
      insert(facts);
      List<Ask> asks = new ArrayList<>();
      for (String base :
          List.of("allocated", "received", "opening", "opening+received", "sold+on-hand")) {
        for (String broadcast : List.of("e1", "e2", "e3", "w1")) {
          asks.add(new Ask(broadcast, null, null, "sku", base, maturity(random)));
        }
        asks.add(new Ask("e1", null, null, "category", base, maturity(random)));
        LocalDate day = LocalDate.of(2026, 3, 2);
        asks.add(new Ask(null, day, day.plusDays(1), "sku", base, maturity(random)));
        asks.add(new Ask(null, day, null, "product", base, maturity(random)));
        asks.add(new Ask(null, null, day, "color", base, maturity(random)));
        asks.add(new Ask(null, null, null, "sku", base, maturity(random)));
      }
      for (int days : MATURITIES) {
        asks.add(new Ask("e2", null, null, "sku", "allocated", days));
        asks.add(new Ask(null, null, null, "category", "sold+on-hand", days));
      }
      for (Ask ask : asks) {
        List<String> ids = ask.broadcast() == null ? List.of() : List.of(ask.broadcast());
        Answer answer =
            SellThrough.ask(
                facts.workspace(),
                SellThrough.Question.of(
                    Scope.of(ids, text(ask.from()), text(ask.to()), null),
                    ask.by(),
                    ask.base(),
                    ask.maturity() == null ? null : "D" + ask.maturity(),
                    NOW));
        Count count = new Count(ask);
        assertThat(answer.facts().get(1).value())
            .as("seed %d, %s", seed, ask)
            .isEqualTo("D" + count.days);
        assertThat(read(answer)).as("seed %d, %s", seed, ask).isEqualTo(count.answer());
      }
      severalKeysAddUpToEachOfThem(facts, seed);
      everyPeriodAgreesWithTheLoops(facts, seed);
    }
  }

  /** All periods are asked of at once; each must tell what the loops count of it alone. */
  private void everyPeriodAgreesWithTheLoops(Facts facts, long seed) {
    everyPeriodAgreesWithTheLoops(facts, seed, Grain.BROADCAST, "allocated");
    everyPeriodAgreesWithTheLoops(facts, seed, Grain.BROADCAST, "opening+received");
    everyPeriodAgreesWithTheLoops(facts, seed, Grain.DAY, "received");
    everyPeriodAgreesWithTheLoops(facts, seed, Grain.WEEK, "sold+on-hand");
  }

  private void everyPeriodAgreesWithTheLoops(Facts facts, long seed, Grain grain, String base) {
    Map<String, Map<String, String>> expected = new TreeMap<>();
    periods(grain, base)
        .forEach(
            (name, ask) -> {
              Map<String, String> counted = new Count(ask).answer();
              if (!counted.isEmpty()) {
                expected.put(name, counted);
              }
            });
    assertThat(expected).hasSizeGreaterThan(1);
    assertThat(read(facts, grain, base))
        .as("seed %d, by %s, base %s", seed, grain, base)
        .isEqualTo(expected);
  }

  /** What is asked of each period alone, by its name. */
  private Map<String, Ask> periods(Grain grain, String base) {
    Map<String, Ask> asks = new TreeMap<>();
    if (grain == Grain.BROADCAST) {
      for (Broadcast broadcast : broadcasts) {
        asks.put(broadcast.id(), new Ask(broadcast.id(), null, null, "sku", base, 7));
      }
      return asks;
    }
    TreeSet<LocalDate> days = new TreeSet<>();
    for (Line line : lines) {
      if (line.created() != null) {
        days.add(line.created().atZone(ZONES.get(line.shop())).toLocalDate());
      }
    }
    for (LocalDate day : days) {
      if (grain == Grain.DAY) {
        asks.put(day.toString(), new Ask(null, day, day, "sku", base, 7));
      } else {
        LocalDate monday = day.with(DayOfWeek.MONDAY);
        LocalDate sunday = monday.plusDays(6);
        LocalDate last = sunday.isAfter(days.last()) ? days.last() : sunday;
        asks.put(
            "%d-W%02d"
                .formatted(
                    day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
            new Ask(null, monday, last, "sku", base, 7));
      }
    }
    return asks;
  }

  /** The rows and the totals of each period. */
  private static Map<String, Map<String, String>> read(Facts facts, Grain grain, String base) {
    SellThrough.Question question =
        SellThrough.Question.of(Scope.of(List.of(), null, null, null), "sku", base, "D7", NOW);
    Map<String, Map<String, String>> read = new TreeMap<>();
    Section rows = OverTime.ask(facts.workspace(), question, grain, true).section("rows");
    for (int row = 0; row < rows.rows().size(); row++) {
      read.computeIfAbsent(String.valueOf(rows.cell(row, "period")), name -> new TreeMap<>())
          .put(rows.cell(row, "shop") + " " + rows.cell(row, "key"), ranked(rows, row));
    }
    Section totals = OverTime.ask(facts.workspace(), question, grain, false).section("rows");
    for (int row = 0; row < totals.rows().size(); row++) {
      Map<String, String> period = read.get(String.valueOf(totals.cell(row, "period")));
      if (period != null) {
        period.put("totals", line(totals, row, false));
      }
    }
    return read;
  }

  private static void severalKeysAddUpToEachOfThem(Facts facts, long seed) {
    for (String key : List.of("category", "color")) {
      Section both = rows(facts, "category,color");
      Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
      for (int row = 0; row < both.rows().size(); row++) {
        add(sums, both, row, String.valueOf(both.cell(row, "by." + key)));
      }
      Section single = rows(facts, key);
      Map<String, Map<String, BigDecimal>> expected = new TreeMap<>();
      for (int row = 0; row < single.rows().size(); row++) {
        add(expected, single, row, String.valueOf(single.cell(row, "key")));
      }
      assertThat(sums).as("seed %d, %s", seed, key).isEqualTo(expected);
      assertThat(both.rows().size()).isGreaterThan(single.rows().size());
    }
  }

  private static Section rows(Facts facts, String by) {
    return SellThrough.ask(
            facts.workspace(),
            SellThrough.Question.of(
                Scope.of(List.of("e1"), null, null, null), by, "opening", "D30", NOW))
        .section("rows");
  }

  private static void add(
      Map<String, Map<String, BigDecimal>> sums, Section section, int row, String key) {
    for (String column : List.of("units_sold", "units_returned", "base_units", "gmv")) {
      Object cell = section.cell(row, column);
      if (cell != null) {
        sums.computeIfAbsent(key, k -> new TreeMap<>())
            .merge(column, new BigDecimal(cell.toString()), BigDecimal::add);
      }
    }
  }

  private static Integer maturity(Random random) {
    int i = random.nextInt(MATURITIES.length + 1);
    return i == MATURITIES.length ? null : (Integer) MATURITIES[i];
  }

  private static String text(LocalDate day) {
    return day == null ? null : day.toString();
  }

  // ------------------------------------------------------------------ facts

  private void invent(Random random) {
    broadcasts.add(
        new Broadcast("east", "e1", at("2026-03-01T12:00:00Z"), at("2026-03-01T17:00:00Z")));
    broadcasts.add(
        new Broadcast("east", "e2", at("2026-03-01T15:00:00Z"), at("2026-03-01T20:00:00Z")));
    broadcasts.add(new Broadcast("east", "e3", at("2026-03-02T12:00:00Z"), null));
    broadcasts.add(
        new Broadcast("west", "w1", at("2026-03-01T12:00:00Z"), at("2026-03-02T06:00:00Z")));
    for (String shop : List.of("east", "west")) {
      for (int i = 0; i < 7; i++) {
        products.add(
            new Product(
                shop,
                "S" + i,
                i % 3 == 0 ? null : "P" + i / 2,
                i == 4 ? null : "c" + i % 3,
                i % 2 == 0 ? "red" : null));
      }
      // The platform's own number of S2, listed but stocked under the seller's.
      products.add(new Product(shop, "77", null, "c9", null));
    }
    Instant begin = at("2026-03-01T00:00:00Z");
    for (int i = 0; i < 500; i++) {
      String shop = random.nextInt(3) > 0 ? "east" : "west";
      int article = random.nextInt(9);
      boolean platformNumber = article == 2 && random.nextBoolean();
      Instant created =
          random.nextInt(25) == 0 ? null : begin.plusSeconds(60L * random.nextInt(3 * 1440));
      Instant paid =
          random.nextInt(3) > 0 && created != null
              ? created.plusSeconds(random.nextInt(3 * 3600))
              : null;
      lines.add(
          new Line(
              shop,
              "o" + random.nextInt(220),
              "l" + i,
              platformNumber ? "77" : article == 8 ? null : article == 7 ? "alien" : "S" + article,
              platformNumber ? "S2" : random.nextInt(3) == 0 ? null : "S" + article,
              "P" + article / 2,
              random.nextInt(20) == 0 ? null : (Long) (1L + random.nextInt(4)),
              random.nextInt(20) == 0 ? null : BigDecimal.valueOf(100 + random.nextInt(9000), 2),
              shop.equals("east") ? "CNY" : article == 3 && random.nextBoolean() ? "CAD" : "USD",
              created,
              paid,
              new Boolean[] {true, false, null}[random.nextInt(3)],
              random.nextInt(6) == 0 && created != null
                  ? created.plusSeconds(3600L * random.nextInt(400))
                  : null,
              random.nextInt(3) > 0
                  ? null
                  : shop.equals("west") ? "w1" : "e" + (1 + random.nextInt(3)),
              at("2026-03-11T00:00:00Z").plusSeconds(random.nextInt(86_400))));
    }
    for (Line line : lines) {
      for (int k = random.nextInt(8) - 5; k > 0; k--) {
        refunds.add(
            new Refund(
                line.shop(),
                line.order(),
                random.nextInt(15) == 0 ? null : line.line(),
                random.nextInt(6) == 0 ? null : (Long) 1L,
                random.nextInt(8) == 0 || line.created() == null
                    ? null
                    : line.created().plusSeconds(3600L * random.nextInt(30 * 24))));
      }
    }
    for (String shop : List.of("east", "west")) {
      for (int i = 0; i < 8; i++) {
        if (i == 1) {
          continue; // Listed, never stocked.
        }
        for (int k = 0; k < 9; k++) {
          Instant ts = at("2026-02-28T00:00:00Z").plusSeconds(60L * random.nextInt(5 * 1440));
          String place = List.of("north", "south", "?").get(random.nextInt(3));
          boolean allocates = random.nextInt(3) == 0;
          String forWhich = shop.equals("west") ? "w1" : "e" + (1 + random.nextInt(3));
          stock.add(
              new Stock(
                  shop,
                  "S" + i,
                  ts,
                  place.equals("?") ? null : place,
                  random.nextInt(4) == 0 ? null : (Long) (long) random.nextInt(60),
                  shop.equals("east") && random.nextInt(2) == 0
                      ? (Long) (long) random.nextInt(20)
                      : null,
                  allocates ? (Long) (long) random.nextInt(15) : null,
                  allocates ? forWhich : null));
        }
      }
    }
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  private void insert(Facts facts) {
    facts.add(
        "shop",
        Map.of("shop", "east", "platform", "douyin", "zone", "Asia/Shanghai", "currency", "CNY"));
    facts.add(
        "shop",
        Map.of(
            "shop", "west", "platform", "tiktok", "zone", "America/New_York", "currency", "USD"));
    for (Broadcast b : broadcasts) {
      facts.add(
          "broadcast",
          row(
              "shop",
              b.shop(),
              "broadcast",
              b.id(),
              "platform",
              "any",
              "started_at",
              b.start(),
              "ended_at",
              b.end()));
    }
    for (Product p : products) {
      facts.add(
          "product",
          row(
              "shop",
              p.shop(),
              "sku",
              p.sku(),
              "product",
              p.product(),
              "category",
              p.category(),
              "attributes",
              p.color() == null ? null : Map.of("color", p.color())));
    }
    for (Line l : lines) {
      facts.add(
          "order_line",
          row(
              "shop",
              l.shop(),
              "order_id",
              l.order(),
              "line_id",
              l.line(),
              "sku",
              l.sku(),
              "seller_sku",
              l.sellerSku(),
              "product",
              l.product(),
              "quantity",
              l.quantity(),
              "amount",
              l.amount(),
              "currency",
              l.currency(),
              "created_at",
              l.created(),
              "paid_at",
              l.paidAt(),
              "paid",
              l.paid(),
              "cancelled_at",
              l.cancelled(),
              "broadcast",
              l.broadcast(),
              "as_of",
              l.asOf()));
    }
    for (Refund r : refunds) {
      facts.add(
          "refund",
          row(
              "shop",
              r.shop(),
              "order_id",
              r.order(),
              "line_id",
              r.line(),
              "quantity",
              r.quantity(),
              "currency",
              "CNY",
              "refunded_at",
              r.at(),
              "time_basis",
              "stated"));
    }
    for (Stock s : stock) {
      facts.add(
          "stock",
          row(
              "shop",
              s.shop(),
              "sku",
              s.sku(),
              "ts",
              s.ts(),
              "location",
              s.location(),
              "on_hand",
              s.onHand(),
              "received",
              s.received(),
              "allocated",
              s.allocated(),
              "broadcast",
              s.broadcast()));
    }
  }

  private static Map<String, Object> row(Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }

  // ------------------------------------------------------------------ the loops

  /** A SKU of a shop and what happened to it. */
  private static final class Item {
    final String shop;
    final String sku;
    final boolean known;
    String key;
    final List<Line> lines = new ArrayList<>();
    long units;
    boolean anyUnits;
    Long back;
    Long base;
    Long allocated;
    Long onHand;
    Boolean mature;
    Long days;
    BigDecimal gmv;
    String currency;
    boolean severalCurrencies;
    Instant soldOut;

    Item(String shop, String sku, boolean known) {
      this.shop = shop;
      this.sku = sku;
      this.known = known;
    }

    Long unitsSold() {
      return lines.isEmpty() || anyUnits ? (Long) units : null;
    }

    Long returned() {
      return back;
    }
  }

  private final class Count {
    final Ask ask;
    final List<Line> scope;
    final Map<String, Item> items = new TreeMap<>();
    final Map<String, String[]> keys = new HashMap<>();
    final int days;

    Count(Ask ask) {
      this.ask = ask;
      this.scope = lines.stream().filter(this::inScope).filter(Line::sold).toList();
      this.days = ask.maturity() == null ? reached() : ask.maturity();
      for (Product p : products) {
        items.putIfAbsent(p.shop() + "/" + p.sku(), new Item(p.shop(), p.sku(), true));
      }
      for (Stock s : stock) {
        items.putIfAbsent(s.shop() + "/" + s.sku(), new Item(s.shop(), s.sku(), true));
      }
      for (Line line : scope) {
        String sku = resolve(line);
        items
            .computeIfAbsent(line.shop() + "/" + sku, id -> new Item(line.shop(), sku, false))
            .lines
            .add(line);
      }
      items.values().forEach(this::fill);
      items
          .values()
          .removeIf(
              item ->
                  item.lines.isEmpty()
                      && item.allocated == null
                      && (ask.broadcast() != null || item.base == null || item.base <= 0));
    }

    // Scope

    Broadcast live() {
      return broadcasts.stream()
          .filter(b -> b.id().equals(ask.broadcast()))
          .findFirst()
          .orElseThrow();
    }

    boolean inScope(Line line) {
      if (ask.broadcast() != null) {
        return line.broadcast() != null
            ? line.broadcast().equals(ask.broadcast())
            : line.created() != null && live().equals(ownerOf(line));
      }
      if (ask.from() == null && ask.to() == null) {
        return true;
      }
      if (line.created() == null) {
        return false;
      }
      LocalDate day = day(line.shop(), line.created());
      return (ask.from() == null || !day.isBefore(ask.from()))
          && (ask.to() == null || !day.isAfter(ask.to()));
    }

    Broadcast ownerOf(Line line) {
      return broadcasts.stream()
          .filter(b -> b.shop().equals(line.shop()) && b.end() != null)
          .filter(b -> !line.created().isBefore(b.start()) && !line.created().isAfter(b.end()))
          .max(Comparator.comparing(Broadcast::start).thenComparing(Broadcast::id))
          .orElse(null);
    }

    LocalDate day(String shop, Instant instant) {
      return instant.atZone(ZONES.get(shop)).toLocalDate();
    }

    Instant start(String shop) {
      if (ask.broadcast() != null) {
        return live().start();
      }
      return ask.from() == null
          ? Instant.MIN
          : ask.from().atStartOfDay(ZONES.get(shop)).toInstant();
    }

    /** The end, excluded in a period and included in a broadcast; MAX where open. */
    Instant end(String shop) {
      if (ask.broadcast() != null) {
        return live().end() == null ? Instant.MAX : live().end();
      }
      return ask.to() == null
          ? Instant.MAX
          : ask.to().plusDays(1).atStartOfDay(ZONES.get(shop)).toInstant();
    }

    boolean beforeEnd(String shop, Instant ts) {
      return ask.broadcast() != null ? !ts.isAfter(end(shop)) : ts.isBefore(end(shop));
    }

    // Join

    boolean known(String shop, String sku) {
      return products.stream().anyMatch(p -> p.shop().equals(shop) && p.sku().equals(sku))
          || stocked(shop, sku);
    }

    boolean stocked(String shop, String sku) {
      return stock.stream().anyMatch(s -> s.shop().equals(shop) && s.sku().equals(sku));
    }

    String keyOfLine(Line line) {
      return keys.computeIfAbsent(line.line(), id -> new String[] {findKeyOfLine(line)})[0];
    }

    String resolve(Line line) {
      for (Predicate<String> fit :
          List.<Predicate<String>>of(
              sku -> stocked(line.shop(), sku), sku -> known(line.shop(), sku), sku -> true)) {
        for (String sku : new String[] {line.sku(), line.sellerSku()}) {
          if (sku != null && fit.test(sku)) {
            return sku;
          }
        }
      }
      return null;
    }

    String keyOfArticle(String shop, String sku) {
      if (ask.by().equals("sku")) {
        return known(shop, sku) ? sku : null;
      }
      return products.stream()
          .filter(p -> p.shop().equals(shop) && p.sku().equals(sku))
          .map(
              p ->
                  switch (ask.by()) {
                    case "product" -> p.product();
                    case "category" -> p.category();
                    default -> p.color();
                  })
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }

    String findKeyOfLine(Line line) {
      String resolved = resolve(line);
      if (ask.by().equals("sku")) {
        return resolved;
      }
      List<String> tries = new ArrayList<>();
      tries.add(resolved);
      tries.add(line.sku());
      if (line.sku() == null || !stocked(line.shop(), line.sku())) {
        tries.add(line.sellerSku());
      }
      for (String sku : tries) {
        String key = sku == null ? null : keyOfArticle(line.shop(), sku);
        if (key != null) {
          return key;
        }
      }
      return ask.by().equals("product") ? line.product() : null;
    }

    // Figures of a SKU

    void fill(Item item) {
      for (Line line : item.lines) {
        if (line.quantity() != null) {
          item.units += line.quantity();
          item.anyUnits = true;
        }
        if (line.amount() != null) {
          item.gmv = item.gmv == null ? line.amount() : item.gmv.add(line.amount());
        }
        String key = keyOfLine(line);
        item.key =
            item.key == null || (key != null && key.compareTo(item.key) < 0) ? key : item.key;
      }
      if (item.key == null && item.known) {
        item.key = keyOfArticle(item.shop, item.sku);
      }
      Set<String> currencies = new HashSet<>();
      item.lines.forEach(line -> currencies.add(line.currency()));
      item.severalCurrencies = currencies.size() > 1;
      item.currency =
          currencies.isEmpty()
              ? item.shop.equals("east") ? "CNY" : "USD"
              : currencies.stream().min(Comparator.naturalOrder()).orElseThrow();
      if (item.lines.isEmpty()) {
        item.gmv = BigDecimal.ZERO.setScale(2);
      }
      long back = 0;
      boolean anyBack = false;
      for (Line line : item.lines) {
        Long of = back(line);
        if (of != null) {
          back += of;
          anyBack = true;
        }
      }
      boolean told =
          sells(item.shop)
              && refunds.stream()
                  .anyMatch(
                      r -> r.shop().equals(item.shop) && r.quantity() != null && r.line() != null);
      item.back = told || (anyBack && back > 0) ? (Long) back : null;
      fillStock(item);
      item.base = base(item);
      item.mature = mature(item);
      item.days = days(item.shop);
      item.soldOut = soldOut(item);
    }

    boolean sells(String shop) {
      return scope.stream().anyMatch(line -> line.shop().equals(shop));
    }

    Long back(Line line) {
      Long after = line.cancelled() == null ? null : (Long) between(line, line.cancelled());
      if (after != null && after <= days) {
        return line.quantity();
      }
      Long sum = null;
      for (Refund r : refunds) {
        if (r.shop().equals(line.shop())
            && r.order().equals(line.order())
            && line.line().equals(r.line())
            && r.quantity() != null
            && (r.at() == null || between(line, r.at()) <= days)) {
          sum = (sum == null ? 0 : sum) + r.quantity();
        }
      }
      return sum;
    }

    long between(Line line, Instant later) {
      return line.ordered() == null
          ? 0
          : ChronoUnit.DAYS.between(day(line.shop(), line.ordered()), day(line.shop(), later));
    }

    Long onHand(Item item, Predicate<Stock> when, boolean last) {
      Map<String, Stock> byPlace = new HashMap<>();
      for (Stock s : of(item)) {
        if (s.onHand() != null && when.test(s)) {
          Stock had = byPlace.get(String.valueOf(s.location()));
          boolean better =
              had == null || (last ? !s.ts().isBefore(had.ts()) : s.ts().isBefore(had.ts()));
          if (better) {
            byPlace.put(String.valueOf(s.location()), s);
          }
        }
      }
      return byPlace.isEmpty()
          ? null
          : (Long) byPlace.values().stream().mapToLong(Stock::onHand).sum();
    }

    List<Stock> of(Item item) {
      boolean shopInScope = ask.broadcast() == null || live().shop().equals(item.shop);
      return shopInScope
          ? stock.stream()
              .filter(s -> s.shop().equals(item.shop) && s.sku().equals(item.sku))
              .toList()
          : List.of();
    }

    void fillStock(Item item) {
      item.onHand = onHand(item, s -> !s.ts().isAfter(NOW), true);
      Map<String, Stock> last = new HashMap<>();
      for (Stock s : stock) {
        if (s.shop().equals(item.shop) && s.sku().equals(item.sku) && s.allocated() != null) {
          Broadcast b =
              broadcasts.stream()
                  .filter(x -> x.id().equals(s.broadcast()))
                  .findFirst()
                  .orElseThrow();
          boolean asked =
              ask.broadcast() != null
                  ? b.id().equals(ask.broadcast())
                  : (ask.from() == null || !day(b.shop(), b.start()).isBefore(ask.from()))
                      && (ask.to() == null || !day(b.shop(), b.start()).isAfter(ask.to()));
          String place = b.id() + "/" + s.location();
          if (asked
              && !s.ts().isAfter(b.start())
              && (!last.containsKey(place) || !s.ts().isBefore(last.get(place).ts()))) {
            last.put(place, s);
          }
        }
      }
      item.allocated =
          last.isEmpty() ? null : (Long) last.values().stream().mapToLong(Stock::allocated).sum();
    }

    Long base(Item item) {
      Instant start = start(item.shop);
      Long opening = onHand(item, s -> !s.ts().isAfter(start), true);
      return switch (ask.base()) {
        case "allocated" -> item.allocated;
        case "opening" -> opening;
        case "received" ->
            received(
                item,
                ask.broadcast() == null ? s -> !s.ts().isBefore(start) : s -> afterCount(item, s));
        case "opening+received" -> {
          Long received = received(item, s -> afterCount(item, s));
          yield opening == null || received == null ? null : (Long) (opening + received);
        }
        default -> {
          Long closing = closing(item);
          yield closing == null || item.unitsSold() == null
              ? null
              : (Long) (item.unitsSold() + closing);
        }
      };
    }

    boolean afterCount(Item item, Stock receipt) {
      return of(item).stream()
          .filter(s -> s.onHand() != null && Objects.equals(s.location(), receipt.location()))
          .filter(s -> !s.ts().isAfter(start(item.shop)))
          .allMatch(s -> receipt.ts().isAfter(s.ts()));
    }

    Long received(Item item, Predicate<Stock> when) {
      List<Stock> rows = of(item);
      boolean told =
          rows.stream().anyMatch(s -> true)
              && stock.stream().anyMatch(s -> s.shop().equals(item.shop) && s.received() != null);
      List<Stock> in =
          rows.stream()
              .filter(s -> s.received() != null && when.test(s) && beforeEnd(item.shop, s.ts()))
              .toList();
      return in.isEmpty() && !told ? null : (Long) in.stream().mapToLong(Stock::received).sum();
    }

    Long closing(Item item) {
      Instant end = end(item.shop);
      Long sum = null;
      for (String place : new String[] {"north", "south", null}) {
        Predicate<Stock> here = s -> Objects.equals(s.location(), place);
        Long level = onHand(item, here.and(s -> !s.ts().isBefore(end)), false);
        if (level == null) {
          level = onHand(item, here, true);
        }
        if (level != null) {
          sum = (sum == null ? 0 : sum) + level;
        }
      }
      return sum;
    }

    Long days(String shop) {
      if (ask.broadcast() != null && live().shop().equals(shop)) {
        Instant end = live().end() == null ? live().start() : live().end();
        return ChronoUnit.DAYS.between(day(shop, live().start()), day(shop, end)) + 1;
      }
      List<Line> dated = scope.stream().filter(l -> l.shop().equals(shop)).toList();
      LocalDate first =
          ask.from() != null
              ? ask.from()
              : dated.stream()
                  .map(Line::created)
                  .filter(Objects::nonNull)
                  .min(Comparator.naturalOrder())
                  .map(t -> day(shop, t))
                  .orElse(null);
      LocalDate last =
          ask.to() != null
              ? ask.to()
              : dated.stream()
                  .map(Line::ordered)
                  .filter(Objects::nonNull)
                  .max(Comparator.naturalOrder())
                  .map(t -> day(shop, t))
                  .orElse(null);
      return first == null || last == null
          ? null
          : (Long) (ChronoUnit.DAYS.between(first, last) + 1);
    }

    // Maturity

    /** An export that knows a refund of some day is at least of that day. */
    LocalDate asOf(String shop) {
      Stream<Instant> exported = scope.stream().filter(l -> l.shop().equals(shop)).map(Line::asOf);
      Stream<Instant> refunded =
          refunds.stream().filter(r -> r.shop().equals(shop)).map(Refund::at);
      return Stream.concat(exported, refunded)
          .filter(Objects::nonNull)
          .max(Comparator.naturalOrder())
          .map(t -> day(shop, t))
          .orElse(null);
    }

    LocalDate lastOrder(String shop, Collection<Line> of) {
      return of.stream()
          .map(Line::ordered)
          .filter(Objects::nonNull)
          .max(Comparator.naturalOrder())
          .map(t -> day(shop, t))
          .orElse(null);
    }

    int reached() {
      int reached = 30;
      for (String shop : ZONES.keySet()) {
        List<Line> of = scope.stream().filter(l -> l.shop().equals(shop)).toList();
        if (of.isEmpty()) {
          continue;
        }
        long slack = ChronoUnit.DAYS.between(lastOrder(shop, of), asOf(shop));
        int here = 0;
        for (int days : MATURITIES) {
          here = slack >= days ? days : here;
        }
        reached = Math.min(reached, here);
      }
      return reached;
    }

    Boolean mature(Item item) {
      if (item.lines.isEmpty()) {
        return true;
      }
      LocalDate last = lastOrder(item.shop, item.lines);
      return last == null ? null : (Boolean) !asOf(item.shop).isBefore(last.plusDays(days));
    }

    Instant soldOut(Item item) {
      Long offered = ask.base().equals("opening") ? item.base : item.allocated;
      if (offered == null || offered <= 0 || !ask.by().equals("sku")) {
        return null;
      }
      Map<Instant, Long> sold = new TreeMap<>();
      for (Line line : item.lines) {
        if (line.created() != null && line.quantity() != null) {
          sold.merge(line.created(), line.quantity(), Long::sum);
        }
      }
      long soFar = 0;
      for (Map.Entry<Instant, Long> entry : sold.entrySet()) {
        soFar += entry.getValue();
        if (soFar >= offered) {
          return entry.getKey();
        }
      }
      return null;
    }

    // Rows

    Map<String, String> answer() {
      Map<String, List<Item>> rows = new TreeMap<>();
      for (Item item : items.values()) {
        rows.computeIfAbsent(item.shop + " " + item.key, key -> new ArrayList<>()).add(item);
      }
      Map<String, BigDecimal> gmv = new HashMap<>();
      rows.forEach((key, of) -> gmv.put(key, gmv(of)));
      Map<String, String> answer = new TreeMap<>();
      rows.forEach(
          (key, of) -> {
            Set<String> orders = new HashSet<>();
            for (Line line : scope) {
              if ((line.shop() + " " + keyOfLine(line)).equals(key)) {
                orders.add(line.order());
              }
            }
            BigDecimal own = gmv.get(key);
            BigDecimal total = null;
            BigDecimal before = BigDecimal.ZERO;
            for (String other : rows.keySet()) {
              BigDecimal of2 = gmv.get(other);
              if (of2 != null
                  && own != null
                  && Objects.equals(currency(rows.get(other)), currency(of))) {
                total = total == null ? of2 : total.add(of2);
                int order = of2.compareTo(own);
                // Keys sort as in the tree, but a missing key comes last.
                if (order > 0 || (order == 0 && sort(other).compareTo(sort(key)) < 0)) {
                  before = before.add(of2);
                }
              }
            }
            Double share =
                own == null || total.signum() == 0
                    ? null
                    : (Double) (own.doubleValue() / total.doubleValue());
            String abc = null;
            if (own != null && total.signum() > 0) {
              abc =
                  before.compareTo(total.multiply(new BigDecimal("0.80"))) < 0
                      ? "A"
                      : before.compareTo(total.multiply(new BigDecimal("0.95"))) < 0 ? "B" : "C";
            }
            answer.put(key, line(of, orders.size()) + " share " + share + " abc " + abc);
          });
      Set<String> orders = new HashSet<>();
      scope.forEach(line -> orders.add(line.shop() + line.order()));
      if (!items.isEmpty()) {
        answer.put("totals", line(new ArrayList<>(items.values()), orders.size()));
      }
      return answer;
    }

    String sort(String key) {
      return key.endsWith(" null") ? key.replace(" null", " \uffff") : key;
    }

    String currency(List<Item> of) {
      Set<String> sold = new HashSet<>();
      Set<String> any = new HashSet<>();
      boolean several = false;
      for (Item item : of) {
        any.add(item.currency);
        several |= item.severalCurrencies;
        if (!item.lines.isEmpty()) {
          sold.add(item.currency);
        }
      }
      if (several || sold.size() > 1) {
        return null;
      }
      return (sold.isEmpty() ? any : sold).stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    BigDecimal gmv(List<Item> of) {
      if (currency(of) == null) {
        return null;
      }
      return of.stream()
          .map(item -> item.gmv)
          .filter(Objects::nonNull)
          .reduce(BigDecimal::add)
          .orElse(null);
    }

    String line(List<Item> of, int orders) {
      Long units = sum(of, item -> true, Item::unitsSold);
      Long back = sum(of, item -> true, Item::returned);
      Long net =
          back == null ? null : minus(sum(of, item -> item.back != null, Item::unitsSold), back);
      Long base = sum(of, item -> true, item -> item.base);
      Long netOfBase =
          sum(
              of,
              item -> item.base != null,
              item ->
                  item.back == null || item.unitsSold() == null
                      ? null
                      : (Long) (item.unitsSold() - item.back));
      Long baseOfNet = sum(of, item -> item.back != null, item -> item.base);
      Long onHand = sum(of, item -> true, item -> item.onHand);
      Long sellers = sum(of, item -> item.onHand != null, Item::unitsSold);
      Long days =
          of.stream()
              .map(item -> item.days)
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .orElse(null);
      Long over =
          sum(
              of,
              item -> item.allocated != null,
              item ->
                  (Long)
                      Math.max(
                          0, (item.unitsSold() == null ? 0 : item.unitsSold()) - item.allocated));
      Instant soldOut = of.size() == 1 ? of.get(0).soldOut : null;
      Boolean mature = true;
      for (Item item : of) {
        if (item.mature == null) {
          mature = Boolean.FALSE.equals(mature) ? mature : null;
        } else if (!item.mature) {
          mature = false;
        }
      }
      return "sold "
          + units
          + " back "
          + back
          + " net "
          + net
          + " base "
          + base
          + " st "
          + ratio(sum(of, item -> item.base != null, Item::unitsSold), base)
          + " net st "
          + ratio(netOfBase, baseOfNet)
          + " hand "
          + onHand
          + " cover "
          + (onHand == null || days == null ? null : cover(onHand * days, sellers))
          + " out "
          + soldOut
          + " minutes "
          + (soldOut == null || ask.broadcast() == null ? null : minutes(soldOut))
          + " over "
          + over
          + " orders "
          + orders
          + " gmv "
          + (gmv(of) == null ? null : gmv(of).toPlainString())
          + " "
          + currency(of)
          + " mature "
          + mature;
    }

    Double minutes(Instant soldOut) {
      return Duration.between(live().start(), soldOut).toSeconds() / 60.0;
    }
  }

  private static Long minus(Long a, Long b) {
    return a == null ? null : (Long) (a - b);
  }

  private static Long sum(List<Item> of, Predicate<Item> where, Function<Item, Long> what) {
    Long sum = null;
    for (Item item : of) {
      Long value = where.test(item) ? what.apply(item) : null;
      if (value != null) {
        sum = (sum == null ? 0 : sum) + value;
      }
    }
    return sum;
  }

  private static Double ratio(Long above, Long below) {
    return above == null || below == null || below == 0 ? null : (Double) ((double) above / below);
  }

  private static Double cover(long above, Long below) {
    return below == null || below == 0
        ? null
        : (Double)
            BigDecimal.valueOf(above)
                .divide(BigDecimal.valueOf(below), 2, RoundingMode.HALF_UP)
                .doubleValue();
  }

  // ------------------------------------------------------------------ the answer

  private static Map<String, String> read(Answer answer) {
    Map<String, String> lines = new TreeMap<>();
    Section rows = answer.section("rows");
    for (int row = 0; row < rows.rows().size(); row++) {
      lines.put(rows.cell(row, "shop") + " " + rows.cell(row, "key"), ranked(rows, row));
    }
    if (!lines.isEmpty()) {
      lines.put("totals", line(answer.section("totals"), 0, false));
    }
    return lines;
  }

  private static String ranked(Section rows, int row) {
    return line(rows, row, true)
        + " share "
        + number(rows.cell(row, "share_of_gmv"))
        + " abc "
        + rows.cell(row, "abc");
  }

  private static String line(Section s, int row, boolean inRows) {
    Object soldOut = inRows ? s.cell(row, "sold_out_at") : null;
    return "sold "
        + s.cell(row, "units_sold")
        + " back "
        + s.cell(row, "units_returned")
        + " net "
        + s.cell(row, "net_units")
        + " base "
        + s.cell(row, "base_units")
        + " st "
        + number(s.cell(row, "sell_through"))
        + " net st "
        + number(s.cell(row, "net_sell_through"))
        + " hand "
        + s.cell(row, "on_hand")
        + " cover "
        + number(s.cell(row, "cover_days"))
        + " out "
        + (soldOut == null ? null : ((OffsetDateTime) soldOut).toInstant())
        + " minutes "
        + (inRows ? number(s.cell(row, "minutes_to_sell_out")) : null)
        + " over "
        + s.cell(row, "oversold_units")
        + " orders "
        + s.cell(row, "orders")
        + " gmv "
        + (s.cell(row, "gmv") == null ? null : ((BigDecimal) s.cell(row, "gmv")).toPlainString())
        + " "
        + s.cell(row, "currency")
        + " mature "
        + s.cell(row, "mature");
  }

  private static Double number(Object cell) {
    return cell == null ? null : (Double) ((BigDecimal) cell).doubleValue();
  }
}
