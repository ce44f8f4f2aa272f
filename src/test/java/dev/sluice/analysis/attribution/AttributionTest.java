package dev.sluice.analysis.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LOOKBACK = Duration.ofDays(2);

  @TempDir Path folder;

  private record Touch(int user, long hour, String channel, String layer) {}

  private record Conversion(int user, long hour, int cents) {}

  private record World(List<Touch> touches, List<Conversion> conversions) {
    static World of(long seed) {
      Random random = new Random(seed);
      List<Touch> touches = new ArrayList<>();
      List<Conversion> conversions = new ArrayList<>();
      Set<String> taken = new HashSet<>();
      for (int i = 0; i < 300; i++) {
        int user = random.nextInt(40);
        long hour = random.nextInt(240);
        int channel = random.nextInt(5);
        // Two touches of a user in one hour would leave their order to the file.
        if (taken.add(user + "/" + hour)) {
          touches.add(
              new Touch(user, hour, channel == 4 ? "direct" : "c" + channel, "l" + channel % 2));
        }
      }
      for (int i = 0; i < 60; i++) {
        conversions.add(
            new Conversion(random.nextInt(45), random.nextInt(240), random.nextInt(100_00)));
      }
      return new World(touches, conversions);
    }

    /** The touches that led to a conversion, oldest first. */
    List<Touch> journey(Conversion c) {
      return touches.stream()
          .filter(t -> t.user() == c.user() && t.hour() <= c.hour())
          .filter(t -> t.hour() >= c.hour() - LOOKBACK.toHours())
          .sorted(Comparator.comparing(Touch::hour))
          .toList();
    }

    Journeys write(Path folder) throws IOException {
      StringBuilder t = new StringBuilder("user,ts,channel,layer\n");
      touches.forEach(
          x -> t.append("%s,%s,%s,%s\n".formatted(x.user, at(x.hour), x.channel, x.layer)));
      StringBuilder c = new StringBuilder("user,ts,value,currency\n");
      conversions.forEach(
          x ->
              c.append(
                  "%s,%s,%s,CNY\n".formatted(x.user, at(x.hour), BigDecimal.valueOf(x.cents, 2))));
      return new Journeys.OfFiles(
          Files.writeString(folder.resolve("t.csv"), t),
          Files.writeString(folder.resolve("c.csv"), c));
    }

    private static Instant at(long hour) {
      return START.plus(Duration.ofHours(hour));
    }
  }

  private static Rule rule(Model model, Rule.By by) {
    Rule usual = Rule.of(model);
    return new Rule(
        model,
        by,
        LOOKBACK,
        Duration.ofHours(20),
        new Rule.Position(0.5, 0.2, 0.3),
        usual.repeats(),
        usual.direct(),
        null,
        null,
        false,
        null);
  }

  private static Map<String, Double> credits(Journeys source, Rule rule) {
    try (Workspace engine = Workspace.inMemory(Engine.standard())) {
      Journeys.load(engine, source, rule);
      Map<String, Double> credits = new TreeMap<>();
      Shares.of(engine, rule).credits().forEach(c -> credits.put(c.channel(), c.conversions()));
      return credits;
    }
  }

  private static Answer answer(Journeys source, Rule rule) {
    try (Workspace engine = Workspace.inMemory(Engine.standard())) {
      return Attribution.of(engine, source, rule, false);
    }
  }

  /** The shares of a journey's touches, written down as the definitions say them. */
  private static double[] naive(Model model, List<Touch> journey, Conversion c) {
    int n = journey.size();
    double[] shares = new double[n];
    switch (model) {
      case FIRST -> shares[0] = 1;
      case LAST -> shares[n - 1] = 1;
      case LAST_NON_DIRECT -> {
        int at = n - 1;
        for (int i = 0; i < n; i++) {
          if (!journey.get(i).channel().equals("direct")) {
            at = i;
          }
        }
        shares[at] = 1;
      }
      case LINEAR -> Arrays.fill(shares, 1.0 / n);
      case POSITION -> {
        if (n == 1) {
          shares[0] = 1;
        } else if (n == 2) {
          shares[0] = 0.5 / 0.8;
          shares[1] = 0.3 / 0.8;
        } else {
          Arrays.fill(shares, 0.2 / (n - 2));
          shares[0] = 0.5;
          shares[n - 1] = 0.3;
        }
      }
      case TIME_DECAY -> {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          shares[i] = Math.pow(2, -(c.hour() - journey.get(i).hour()) / 20.0);
          sum += shares[i];
        }
        for (int i = 0; i < n; i++) {
          shares[i] /= sum;
        }
      }
      default -> throw new IllegalArgumentException(model.toString());
    }
    return shares;
  }

  @ParameterizedTest
  @EnumSource(
      value = Model.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MARKOV", "SHAPLEY"})
  void touchModelsAgreeWithTheirDefinitionWrittenDownPlainly(Model model) throws IOException {
    for (long seed = 1; seed <= 4; seed++) {
      World world = World.of(seed);
      Journeys source = world.write(folder);
      for (Rule.By by : Rule.By.values()) {
        Map<String, Double> expected = new TreeMap<>();
        for (Conversion c : world.conversions()) {
          List<Touch> journey = world.journey(c);
          if (!journey.isEmpty()) {
            double[] shares = naive(model, journey, c);
            for (int i = 0; i < shares.length; i++) {
              Touch t = journey.get(i);
              expected.merge(by == Rule.By.LAYER ? t.layer() : t.channel(), shares[i], Double::sum);
            }
          }
        }
        Map<String, Double> actual = credits(source, rule(model, by));
        assertThat(actual.keySet()).as("seed %s", seed).isEqualTo(expected.keySet());
        for (String key : expected.keySet()) {
          assertThat(actual.get(key))
              .as("seed %s: %s by %s of %s", seed, model, by, key)
              .isCloseTo(expected.get(key), within(1e-9));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shapleyIsTheMeanOverAllOrdersOfComing(long seed) throws IOException {
    World world = World.of(seed);
    Map<Set<String>, Integer> journeys = new HashMap<>();
    Set<String> channels = new TreeSet<>();
    for (Conversion c : world.conversions()) {
      Set<String> set = new HashSet<>(world.journey(c).stream().map(Touch::channel).toList());
      if (!set.isEmpty()) {
        journeys.merge(set, 1, Integer::sum);
        channels.addAll(set);
      }
    }
    Map<String, Double> expected = new TreeMap<>();
    List<List<String>> orders = new ArrayList<>();
    permute(new ArrayList<>(channels), 0, orders);
    for (List<String> order : orders) {
      double before = 0;
      for (int i = 0; i < order.size(); i++) {
        Set<String> come = new HashSet<>(order.subList(0, i + 1));
        double worth =
            journeys.entrySet().stream()
                .filter(e -> come.containsAll(e.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        expected.merge(order.get(i), (worth - before) / orders.size(), Double::sum);
        before = worth;
      }
    }
    Map<String, Double> actual = credits(world.write(folder), rule(Model.SHAPLEY, Rule.By.CHANNEL));
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (channel, credit) ->
            assertThat(actual.get(channel))
                .as("seed %s: %s", seed, channel)
                .isCloseTo(credit, within(1e-9)));
  }

  private static void permute(List<String> items, int from, List<List<String>> into) {
    if (from == items.size()) {
      into.add(List.copyOf(items));
      return;
    }
    for (int i = from; i < items.size(); i++) {
      Collections.swap(items, from, i);
      permute(items, from + 1, into);
      Collections.swap(items, from, i);
    }
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void creditsAddUpToTheConversionsAndValuesToTheCent(Model model) throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      World world = World.of(seed);
      Journeys source = world.write(folder);
      BigDecimal revenue =
          BigDecimal.valueOf(world.conversions().stream().mapToLong(Conversion::cents).sum(), 2);
      for (Rule.By by : Rule.By.values()) {
        Answer answer = answer(source, rule(model, by));
        assertThat(sum(answer, "conversions"))
            .as("seed %s: %s", seed, model)
            .isEqualByComparingTo("60");
        assertThat(sum(answer, "value"))
            .as("seed %s: %s", seed, model)
            .isEqualByComparingTo(revenue);
        assertThat(answer.section("totals").cell(0, "value")).isEqualTo(revenue);
        assertThat((BigDecimal) answer.section("totals").cell(0, "conversions"))
            .isEqualByComparingTo("60");
        long without = world.conversions().stream().filter(c -> world.journey(c).isEmpty()).count();
        assertThat(without).isPositive();
        assertThat((BigDecimal) answer.section("unattributed").cell(0, "conversions"))
            .isEqualByComparingTo(BigDecimal.valueOf(without));
      }
    }
  }

  private static BigDecimal sum(Answer answer, String column) {
    Section rows = answer.section("rows");
    BigDecimal sum = (BigDecimal) answer.section("unattributed").cell(0, column);
    for (int i = 0; i < rows.rows().size(); i++) {
      sum = sum.add((BigDecimal) rows.cell(i, column));
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(
      value = Model.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MARKOV", "SHAPLEY"})
  void aLayerGetsWhatItsTouchesGet(Model model) throws IOException {
    // Each channel but direct belongs to one layer here, so the two tables must agree.
    World world = World.of(9);
    List<Touch> touches =
        world.touches().stream()
            .map(t -> new Touch(t.user(), t.hour(), t.channel(), "layer of " + t.channel()))
            .toList();
    Journeys source = new World(touches, world.conversions()).write(folder);
    Map<String, Double> byChannel = credits(source, rule(model, Rule.By.CHANNEL));
    Map<String, Double> byLayer = credits(source, rule(model, Rule.By.LAYER));
    assertThat(byLayer).hasSameSizeAs(byChannel);
    byChannel.forEach(
        (channel, credit) ->
            assertThat(byLayer.get("layer of " + channel)).isCloseTo(credit, within(1e-9)));
  }

  private Journeys files(String touches, String conversions) throws IOException {
    return new Journeys.OfFiles(
        Files.writeString(folder.resolve("t.csv"), touches),
        Files.writeString(folder.resolve("c.csv"), conversions));
  }

  @Test
  void severalCurrenciesAreNotAdded() throws IOException {
    Journeys source =
        files(
            "user,ts,channel\nu,2026-01-01T00:00:00Z,a\n",
            """
            user,ts,value,currency
            u,2026-01-01T01:00:00Z,10.00,CNY
            u,2026-01-01T02:00:00Z,20.00,USD
            """);
    assertThatThrownBy(() -> answer(source, Rule.of(Model.LAST)))
        .isInstanceOf(Refusal.class)
        .hasMessage("the conversions are in several currencies, which cannot be added: CNY, USD");
    Rule usual = Rule.of(Model.LAST);
    Rule dollars =
        new Rule(
            usual.model(),
            usual.by(),
            usual.lookback(),
            usual.halfLife(),
            usual.position(),
            usual.repeats(),
            usual.direct(),
            null,
            null,
            false,
            "USD");
    Section rows = answer(source, dollars).section("rows");
    assertThat(rows.rows()).hasSize(1);
    assertThat(rows.cell(0, "value")).isEqualTo(new BigDecimal("20.00"));
    assertThat(rows.cell(0, "currency")).isEqualTo("USD");
  }

  @Test
  void aValueThatIsNotKnownIsNotZero() throws IOException {
    Journeys source =
        files(
            "user,ts,channel\nu,2026-01-01T00:00:00Z,a\n",
            "user,ts\nu,2026-01-01T01:00:00Z\nv,2026-01-01T01:00:00Z\n");
    Answer answer = answer(source, Rule.of(Model.LAST));
    assertThat(answer.section("rows").cell(0, "value")).isNull();
    assertThat(answer.section("totals").cell(0, "value")).isNull();
    assertThat(answer.section("unattributed").cell(0, "value")).isNull();
    assertThat(answer.coverage().missing()).containsExactly("value");
    assertThat(answer.coverage().rows()).containsExactly(new Answer.Part("value", 0, 2));
  }

  @Test
  void eachConversionNumbersItsTouchesAnew() throws IOException {
    Journeys source =
        files(
            """
            user,ts,channel
            u,2026-01-01T00:00:00Z,a
            u,2026-01-03T00:00:00Z,b
            """,
            "user,ts\nu,2026-01-02T00:00:00Z\nu,2026-01-04T00:00:00Z\n");
    assertThat(credits(source, Rule.of(Model.LAST))).isEqualTo(Map.of("a", 1.0, "b", 1.0));
    assertThat(credits(source, Rule.of(Model.FIRST))).isEqualTo(Map.of("a", 2.0, "b", 0.0));
  }

  @Test
  void touchesOfOneInstantKeepTheOrderOfTheFile() throws IOException {
    Journeys source =
        files(
            "user,ts,channel\nu,2026-01-01T00:00:00Z,b\nu,2026-01-01T00:00:00Z,a\n",
            "user,ts\nu,2026-01-01T00:00:00Z\n");
    assertThat(credits(source, Rule.of(Model.LAST))).isEqualTo(Map.of("a", 1.0, "b", 0.0));
  }

  @Test
  void touchesThatNoConversionFollowsAreLostJourneys() throws IOException {
    Journeys source =
        files(
            """
            user,ts,channel
            u,2026-01-01T00:00:00Z,early
            u,2026-03-01T00:00:00Z,a
            u,2026-04-01T00:00:00Z,b
            u,2026-04-02T00:00:00Z,b
            v,2026-03-01T00:00:00Z,c
            """,
            "user,ts\nu,2026-03-02T00:00:00Z\n");
    Rule usual = Rule.of(Model.MARKOV);
    Rule lost =
        new Rule(
            usual.model(),
            usual.by(),
            usual.lookback(),
            usual.halfLife(),
            usual.position(),
            usual.repeats(),
            usual.direct(),
            null,
            null,
            true,
            null);
    Answer answer = answer(source, lost);
    // One converted; lost: u before the lookback, u after the conversion, v.
    assertThat(answer.facts())
        .contains(new Answer.Fact(Column.number("lost_journeys"), new BigDecimal("3.000000")));
    assertThat(credits(source, lost)).isEqualTo(Map.of("early", 0.0, "a", 1.0, "b", 0.0, "c", 0.0));
  }

  @Test
  void aCellThatIsNotWhatItShouldBeIsNamed() throws IOException {
    Journeys source =
        files("user,ts,channel\nu,2026-01-01T00:00:00Z,a\nu,soon,a\n", "user,ts\nu,2026-01-01\n");
    assertThatThrownBy(() -> answer(source, Rule.of(Model.LAST)))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith("t.csv, record 2: ts 'soon' is not a time");
    Journeys empty = files("user,ts,channel\nu,2026-01-01T00:00:00Z,\n", "user,ts\nu,2026-01-01\n");
    assertThatThrownBy(() -> answer(empty, Rule.of(Model.LAST)))
        .hasMessageEndingWith("t.csv, record 1: channel is empty");
    Journeys headless = files("user,time\nu,2026-01-01\n", "user,ts\nu,2026-01-01\n");
    assertThatThrownBy(() -> answer(headless, Rule.of(Model.LAST)))
        .hasMessageEndingWith("t.csv has no column ts, channel");
    assertThatThrownBy(
            () -> answer(new Journeys.OfPaths(folder.resolve("none.csv")), Rule.of(Model.LAST)))
        .hasMessageStartingWith("there is no file");
  }

  @Test
  void aPathsFileHasNoTimesToDecayBy() throws IOException {
    Path paths = Files.writeString(folder.resolve("p.csv"), "path,conversions\na > b,1\n");
    assertThatThrownBy(() -> answer(new Journeys.OfPaths(paths), Rule.of(Model.TIME_DECAY)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot decay");
  }

  @Test
  void aPathWithoutChannelsIsUnattributed() throws IOException {
    Path paths =
        Files.writeString(folder.resolve("p.csv"), "path,conversions,value\na > b,1,5\n,2,0.50\n");
    Answer answer = answer(new Journeys.OfPaths(paths), Rule.of(Model.LINEAR));
    assertThat(answer.section("unattributed").cell(0, "value")).isEqualTo(new BigDecimal("0.50"));
    assertThat(sum(answer, "conversions")).isEqualByComparingTo("3");
    assertThat(sum(answer, "value")).isEqualByComparingTo("5.50");
  }

  @Test
  void thePlansLayersAreCreditedFromTheFactsInForce() {
    try (Workspace workspace = Workspace.write(folder.resolve("w.duckdb"), Engine.standard())) {
      workspace.execute(
          """
          INSERT INTO touch (shop, "user", ts, channel, layer, file_id, row_number, superseded_by) VALUES
            ('s', 'u', '2026-01-01T00:00:00Z', 'push', 'followers', 1, 1, NULL),
            ('s', 'u', '2026-01-01T00:10:00Z', 'push', 'gone', 1, 2, 2),
            ('s', 'u', '2026-01-01T01:00:00Z', 'feed-ad', 'paid', 1, 3, NULL),
            ('s', 'u', '2026-01-01T02:00:00Z', 'search', NULL, 1, 4, NULL),
            ('other', 'u', '2026-01-01T02:30:00Z', 'push', 'another shop', 1, 5, NULL)
          """);
      workspace.execute(
          """
          INSERT INTO conversion (shop, "user", ts, value, currency, file_id, row_number, superseded_by) VALUES
            ('s', 'u', '2026-01-01T03:00:00Z', 10.00, 'CNY', 2, 1, NULL),
            ('s', 'u', '2026-01-01T03:00:00Z', 99.00, 'CNY', 2, 2, 3)
          """);
    }
    try (Workspace workspace = Workspace.read(folder.resolve("w.duckdb"), Engine.standard())) {
      Answer answer =
          Attribution.of(
              workspace, new Journeys.OfWorkspace(), rule(Model.LINEAR, Rule.By.LAYER), false);
      Section rows = answer.section("rows");
      assertThat(rows.rows().stream().map(row -> row.get(0) + " " + row.get(2)))
          .containsExactly("(no layer) 3.34", "followers 3.33", "paid 3.33");
    }
  }
}
