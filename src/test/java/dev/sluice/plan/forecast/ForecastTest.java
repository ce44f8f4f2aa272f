package dev.sluice.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.BackwardPlan;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.LayerKind;
import dev.sluice.plan.learning.History;
import dev.sluice.plan.learning.PastLayer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
  private static final String WHOLE =
      """
      timeline: none
      currency: USD
      broadcast: {start: 2026-11-11T20:00, zone: UTC}
      quiet_hours: {from: 22:00, to: 08:00}
      audience: {size: {value: 60000, low: 50000, high: 90000}, overlap: [{layers: [event, sms], share: 0.5}]}
      target: {orders: 90, watch_to_pay: {value: 0.02, low: 0.015, high: 0.026}, average_order_value: {value: 40, low: 36, high: 45}}
      layers:
        - {id: event, kind: reservation, window: T-10d..T-0, reservations: {value: 1500, low: 1200, high: 2000}, show_up: {value: 0.4, low: 0.3, high: 0.55}, build_up: {days_before: [0], share: [1], half_life: {value: 12, low: 8, high: 20}}}
        - {id: teaser, kind: teaser, window: T-6d..T-2d, views: {value: 80000, low: 60000, high: 120000}, click_to_room: {value: 0.01, low: 0.008, high: 0.013}, feeds: [{layer: event, rate: {value: 0.006, low: 0.004, high: 0.009}}]}
        - {id: sms, kind: message, delivered: {value: 9000, low: 9000, high: 9000}, click_rate: {value: 0.06, low: 0.05, high: 0.075}, pushes: [{when: T-2d}, {when: T-1d 23:00}, {when: T-1h}]}
        - {id: ads, kind: paid, budget: 3000, cost_per_entrant: {value: 0.6, low: 0.5, high: 0.8}, feeds: [{layer: event, rate: {value: 0.1, low: 0.08, high: 0.12}}]}
        - {id: remind, kind: reminder, reminds: [event], lift: {value: 0.25, low: 0.1, high: 0.4}, pushes: [{when: T-1d}, {when: T-3h}]}
      """;

  private static Answer forecast(String yaml) {
    return forecast(yaml, 1);
  }

  private static Answer forecast(String yaml, long seed) {
    return Forecast.of(CampaignFile.read("c", yaml), null, seed).answer();
  }

  private static long layer(Answer answer, String id, String column) {
    Section layers = answer.section("layers");
    for (int row = 0; row < layers.rows().size(); row++) {
      if (id.equals(layers.cell(row, "layer"))) {
        return ((Number) layers.cell(row, column)).longValue();
      }
    }
    throw new AssertionError("no layer " + id);
  }

  private static double total(Answer answer, String column) {
    return ((Number) answer.section("total").cell(0, column)).doubleValue();
  }

  /** The same campaign drawn one by one, with another generator and other samplers. */
  private static final class Naive {
    private final Random random;

    Naive(long seed) {
      this.random = new Random(seed);
    }

    double rate(double low, double median, double high) {
      return 1 / (1 + Math.exp(-split(odds(low), odds(median), odds(high))));
    }

    double amount(double low, double median, double high) {
      return Math.exp(split(Math.log(low), Math.log(median), Math.log(high)));
    }

    private static double odds(double rate) {
      return Math.log(rate / (1 - rate));
    }

    private double split(double low, double median, double high) {
      double normal = random.nextGaussian();
      return median + normal / 1.28155 * (normal < 0 ? median - low : high - median);
    }

    int binomial(double trials, double rate) {
      return BinomialDistribution.of((int) trials, rate).createSampler(random::nextLong).sample();
    }

    int poisson(double mean) {
      return PoissonDistribution.of(mean).createSampler(random::nextLong).sample();
    }

    Map<String, Double> draw() {
      double size = amount(50000, 60000, 90000);
      double pays = rate(0.015, 0.02, 0.026);
      double value = amount(36, 40, 45);
      double own = Math.rint(amount(1200, 1500, 2000));
      double showUp = rate(0.3, 0.4, 0.55);
      double halfLife = amount(8, 12, 20);
      double views = Math.rint(amount(60000, 80000, 120000));
      int byTeaser = binomial(views, rate(0.004, 0.006, 0.009));
      int teaser = binomial(views, rate(0.008, 0.01, 0.013));
      int sms = binomial(6000, rate(0.05, 0.06, 0.075));
      int clicks = poisson(3000 / amount(0.5, 0.6, 0.8));
      int byAds = binomial(clicks, rate(0.08, 0.1, 0.12));
      int ads = clicks - byAds;
      double decay = Math.log(2) / halfLife;
      double gathered = (1 - Math.exp(-10 * decay)) / (10 * decay);
      double teased = (Math.exp(-2 * decay) - Math.exp(-6 * decay)) / (4 * decay);
      // Ads state no window: their reservations gather as the event's own do.
      double all = own + byTeaser + byAds;
      double fresh = (own * gathered + byTeaser * teased + byAds * gathered) / all;
      double lift = 1 + amount(0.1, 0.25, 0.4);
      int event = binomial(all, Math.min(1, showUp * fresh * lift));
      double[] e = {event, sms, teaser, ads};
      // Largest first; the event and the messages share half of the smaller.
      List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
      order.sort((a, b) -> Double.compare(e[b], e[a]));
      double people = 0;
      for (int i = 0; i < 4; i++) {
        double part = e[order.get(i)];
        for (int j = 0; j < i; j++) {
          boolean pair = order.get(i) + order.get(j) == 1;
          part *= 1 - (pair ? 0.5 : e[order.get(j)] / size);
        }
        people += part;
      }
      double sum = event + sms + teaser + ads;
      double orders = 0;
      for (double each : e) {
        orders += binomial(each, pays);
      }
      return Map.of(
          "event", (double) event,
          "sms", (double) sms,
          "teaser", (double) teaser,
          "ads", (double) ads,
          "people", people,
          "orders", orders * people / sum,
          "gmv", orders * people / sum * value);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 202})
  void an_independent_simulation_agrees_within_its_error(long seed) {
    int rounds = 20_000;
    Naive naive = new Naive(seed);
    Map<String, double[]> draws = new TreeMap<>();
    for (int i = 0; i < rounds; i++) {
      int at = i;
      naive
          .draw()
          .forEach((key, each) -> draws.computeIfAbsent(key, k -> new double[rounds])[at] = each);
    }
    Answer answer = forecast(WHOLE, seed);
    draws.forEach(
        (key, values) -> {
          double deviation = deviation(values);
          for (int p : new int[] {10, 50, 90}) {
            double got =
                switch (key) {
                  case "people" -> total(answer, "entrants.p" + p);
                  case "orders", "gmv" -> total(answer, key + ".p" + p);
                  default -> layer(answer, key, "entrants.p" + p);
                };
            // Standard error of a quantile of 2,000 draws: 0.028 of the deviation in the middle,
            // some 0.045 at the skewed ends; four of them, and a half for whole numbers.
            double allowed = 4 * (p == 50 ? 0.03 : 0.05) * deviation + 0.5;
            assertThat(got)
                .as("seed %d: %s p%d", seed, key, p)
                .isCloseTo(Forecast.quantile(values, p / 100.0), within(allowed));
          }
        });
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Test
  void a_sure_rate_of_a_sure_list_is_a_binomial() {
    Answer answer =
        forecast(
            "layers: [{id: a, kind: followers, followers: {value: 20000, low: 20000, high: 20000},"
                + " enter_rate: {value: 0.03, low: 0.03, high: 0.03}}]");
    BinomialDistribution exact = BinomialDistribution.of(20000, 0.03);

    for (int p : new int[] {10, 50, 90}) {
      assertThat((double) layer(answer, "a", "entrants.p" + p))
          .isCloseTo(
              exact.inverseCumulativeProbability(p / 100.0), within(4 * 0.05 * Math.sqrt(582)));
    }
  }

  @Test
  void a_product_of_spreads_is_the_spread_of_the_product() {
    Answer answer =
        forecast(
            """
            layers:
              - {id: a, kind: creator, creators: 1000000, entrants_each: {value: 100, low: 50, high: 200}}
            target: {gmv: 1, watch_to_pay: 1, average_order_value: {value: 10, low: 4, high: 25}}
            currency: USD
            """);
    // Log-normal times log-normal; the Poisson noise of 1e8 people is nothing beside them.
    double deviation = Math.hypot(Math.log(2), Math.log(2.5));

    assertThat(Math.log(total(answer, "gmv.p50"))).isCloseTo(Math.log(1e9), within(0.1));
    assertThat(Math.log(total(answer, "gmv.p90") / total(answer, "gmv.p50")))
        .isCloseTo(deviation, within(0.15));
    assertThat(Math.log(total(answer, "gmv.p50") / total(answer, "gmv.p10")))
        .isCloseTo(deviation, within(0.15));
  }

  @Test
  void the_same_seed_gives_the_same_answer_and_another_a_close_one() {
    Answer one = forecast(WHOLE, 7);

    assertThat(forecast(WHOLE, 7)).isEqualTo(one);
    Answer other = forecast(WHOLE, 8);
    assertThat(other.section("layers")).isNotEqualTo(one.section("layers"));
    assertThat(total(other, "entrants.p50"))
        .isCloseTo(total(one, "entrants.p50"), within(0.05 * total(one, "entrants.p50")));
  }

  @Test
  void the_order_of_the_layers_changes_no_number() {
    List<String> lines = new ArrayList<>(WHOLE.lines().toList());
    List<String> layers = new ArrayList<>(lines.subList(7, lines.size()));
    java.util.Collections.reverse(layers);
    String turned = String.join("\n", lines.subList(0, 7)) + "\n" + String.join("\n", layers);
    Answer one = forecast(WHOLE);
    Answer other = forecast(turned);

    assertThat(other.section("total")).isEqualTo(one.section("total"));
    assertThat(other.section("tornado")).isEqualTo(one.section("tornado"));
    assertThat(other.section("layers").rows())
        .containsExactlyInAnyOrderElementsOf(one.section("layers").rows());
  }

  @Test
  void a_layer_more_leaves_the_others_as_they_are() {
    Answer more =
        forecast(WHOLE + "  - {id: fans, kind: followers, followers: 5000, enter_rate: 0.02}\n");

    for (String id : List.of("event", "teaser", "sms", "ads")) {
      assertThat(layer(more, id, "entrants.p50"))
          .isEqualTo(layer(forecast(WHOLE), id, "entrants.p50"));
    }
  }

  @Test
  void more_reminding_never_brings_fewer_and_never_more_than_all() {
    long before = 0;
    for (String lift : List.of("0", "0.1", "0.25", "0.6", "2", "50")) {
      Answer answer =
          forecast(WHOLE.replace("lift: {value: 0.25, low: 0.1, high: 0.4}", "lift: " + lift));
      long entrants = layer(answer, "event", "entrants.p50");
      assertThat(entrants).isGreaterThanOrEqualTo(before);
      assertThat(entrants).isLessThanOrEqualTo(layer(answer, "event", "reservations"));
      assertThat(layer(answer, "remind", "entrants.p90")).isZero();
      before = entrants;
    }
  }

  @Test
  void quantiles_of_the_total_are_not_sums_of_quantiles() {
    Answer answer = forecast(WHOLE.replaceAll("(?m)^audience:.*\n", ""));
    double sum = 0;
    for (String id : List.of("event", "teaser", "sms", "ads")) {
      sum += layer(answer, id, "entrants.p90");
    }

    assertThat(total(answer, "entrants.p90")).isLessThan(0.97 * sum);
    assertThat(answer.section("overlap").cell(0, "method")).isEqualTo("none");
    assertThat(answer.section("overlap").cell(0, "people"))
        .isEqualTo(answer.section("overlap").cell(0, "added_up"));
  }

  @Test
  void the_total_lies_between_the_bounds_of_its_overlap() {
    Section overlap = forecast(WHOLE).section("overlap");
    long people = (Long) overlap.cell(0, "people");

    assertThat(people)
        .isLessThan((Long) overlap.cell(0, "added_up"))
        .isBetween(
            (Long) overlap.cell(0, "people_at_least"), (Long) overlap.cell(0, "people_at_most"));
    assertThat(overlap.cell(0, "method")).isEqualTo("stated, else random");
  }

  @Test
  void layers_that_share_as_at_random_say_how_many_come_by_several() {
    Section overlap =
        forecast(
                """
                audience: {size: {value: 1000, low: 1000, high: 1000}}
                layers:
                  - {id: a, kind: followers, followers: 1000, enter_rate: 0.4}
                  - {id: b, kind: followers, followers: 1000, enter_rate: 0.25}
                """)
            .section("overlap");

    assertThat(overlap.cell(0, "by_several")).isEqualTo(100L);
  }

  static List<String> samples() {
    return List.of("samples/campaign.yaml", "samples/campaign-us.yaml");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_middle_lies_where_plan_show_puts_the_plan(String sample) throws IOException {
    CampaignFile file = CampaignFile.read(sample, Files.readString(Path.of(sample)));
    Answer answer = Forecast.of(file, null, 1).answer();

    for (BackwardPlan.Line line : BackwardPlan.of(file).lines()) {
      double planned = line.entrants();
      assertThat((double) layer(answer, line.layer().id(), "entrants.p50"))
          .as(line.layer().id())
          .isCloseTo(planned, within(0.08 * planned + 1));
    }
  }

  @Test
  void the_tornado_moves_one_input_at_a_time_the_widest_first() {
    Section tornado =
        forecast(
                """
                currency: USD
                target: {gmv: 1000, watch_to_pay: {value: 0.1, low: 0.1, high: 0.1}, average_order_value: {value: 10, low: 5, high: 20}}
                layers:
                  - {id: a, kind: followers, followers: {value: 1000, low: 1000, high: 1000}, enter_rate: {value: 0.2, low: 0.1, high: 0.3}}
                """)
            .section("tornado");

    assertThat(tornado.rows())
        .extracting(row -> row.subList(0, 7))
        .containsExactly(
            List.of(
                "target.average_order_value",
                new BigDecimal("5"),
                new BigDecimal("20"),
                "gmv",
                100L,
                400L,
                300L),
            List.of(
                "a.enter_rate",
                new BigDecimal("0.1"),
                new BigDecimal("0.3"),
                "gmv",
                100L,
                300L,
                200L));
  }

  @Test
  void the_chance_of_the_target_is_the_part_of_draws_that_reach_it() {
    String yaml =
        "target: {viewers: %d}\n"
            + "layers: [{id: a, kind: followers, followers: {value: 1000, low: 1000, high: 1000},"
            + " enter_rate: {value: 0.2, low: 0.1, high: 0.3}}]";

    assertThat(fact(forecast(yaml.formatted(1)), "target.probability"))
        .isEqualTo(new BigDecimal("1"));
    assertThat((BigDecimal) fact(forecast(yaml.formatted(300)), "target.probability"))
        .isBetween(new BigDecimal("0.08"), new BigDecimal("0.13"));
    assertThat(forecast(yaml.formatted(300)).section("gap").cell(0, "orders.p50")).isNull();
  }

  @Test
  void incremental_entrants_are_a_part_of_the_entrants_where_a_layer_says_so() {
    Answer answer =
        forecast(
            WHOLE.replace(
                "kind: paid,", "kind: paid, incrementality: {assume: mid}, past_maximum: 1500,"));

    assertThat(layer(answer, "ads", "incremental.p50"))
        .isBetween(
            layer(answer, "ads", "entrants.p50") / 2,
            layer(answer, "ads", "entrants.p50") * 7 / 10);
    assertThat(answer.section("total").cell(0, "incremental.p50")).isNull();
    assertThat(answer.notes())
        .contains(
            "'ads' spends more than 1.5 times the 1,500.00 that was ever spent on it: its figures"
                + " are extrapolated.",
            "'sms': 1 of 3 pushes not sent, for quiet hours.");
    assertThat(assumption(answer, "ads.incrementality").get(4)).isEqualTo("assumption");
  }

  @Test
  void own_history_comes_before_what_the_file_says() {
    List<PastLayer> past = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      past.add(
          new PastLayer(
              "b" + i,
              Instant.parse("2026-10-%02dT12:00:00Z".formatted(i)),
              "sms",
              LayerKind.MESSAGE,
              null,
              10000L,
              null,
              null,
              300L,
              9L,
              new BigDecimal("450")));
    }
    History history = History.of(past, Instant.parse("2026-11-01T00:00:00Z"));
    Answer answer = Forecast.of(CampaignFile.read("c", WHOLE), history, 1).answer();

    assertThat(layer(answer, "sms", "entrants.p50")).isBetween(170L, 190L);
    assertThat(assumption(answer, "sms.click_rate").get(4)).isEqualTo("history");
    assertThat(assumption(answer, "sms.watch_to_pay").get(4)).isEqualTo("history");
    assertThat(assumption(answer, "sms.average_order_value").get(4)).isEqualTo("history");
    assertThat(answer.notes()).contains("Own history comes first: 12 past broadcasts.");
    assertThat(layer(answer, "teaser", "entrants.p50"))
        .isEqualTo(layer(forecast(WHOLE), "teaser", "entrants.p50"));
  }

  @Test
  void a_curve_of_the_past_tells_what_money_buys() {
    List<PastLayer> past = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      past.add(
          new PastLayer(
              "b" + i,
              Instant.parse("2026-10-%02dT12:00:00Z".formatted(i)),
              "ads",
              LayerKind.PAID,
              new BigDecimal(900 + 20 * i),
              null,
              null,
              null,
              2000L + 10L * i,
              null,
              null));
    }
    History history = History.of(past, Instant.parse("2026-11-01T00:00:00Z"));
    String yaml = "layers: [{id: ads, kind: paid, budget: %d, cost_per_entrant: 0.1}]";
    Answer usual = Forecast.of(CampaignFile.read("c", yaml.formatted(1000)), history, 1).answer();
    Answer twice = Forecast.of(CampaignFile.read("c", yaml.formatted(2000)), history, 1).answer();

    assertThat(layer(usual, "ads", "entrants.p50")).isBetween(1900L, 2250L);
    assertThat(usual.section("layers").cell(0, "extrapolated")).isEqualTo(false);
    assertThat(twice.section("layers").cell(0, "extrapolated")).isEqualTo(true);
    assertThat(layer(twice, "ads", "entrants.p90") / (double) layer(twice, "ads", "entrants.p10"))
        .isGreaterThan(
            layer(usual, "ads", "entrants.p90") / (double) layer(usual, "ads", "entrants.p10"));
  }

  static List<List<String>> refused() {
    return List.of(
        List.of(
            "layers: [{id: feed, kind: recommendation, enter_rate: 0.1}]",
            "1:10: layers[0].impressions: layer 'feed' needs 'impressions'"),
        List.of(
            "layers: [{id: a, kind: paid, share: 0.3, cost_per_entrant: 2}]",
            "1:37: layers[0].share: layer 'a' buys a share of the viewers needed, and there is no"
                + " target"),
        List.of("budget: 5", "layers: there are no layers to forecast"),
        List.of(
            "layers: [{id: a, kind: reservation, show_up: 0.4}, {id: r, kind: reminder, reminds:"
                + " [a]}]",
            "layers[0].reservations: layer 'a' needs 'reservations'",
            "layers[1].lift: layer 'r' needs 'lift'"),
        List.of(
            "layers: [{id: a, kind: teaser, views: 5, click_to_room: 0.1, feeds: [{layer: b}]},"
                + " {id: b, kind: followers, enter_rate: 0.1}]",
            "layers[0].feeds[0].rate: the feed of 'b' needs 'rate'"),
        List.of(
            "layers: [{id: a, kind: message, delivered: 5, click_rate: 0.1, frequency_cap: {times:"
                + " 1, per: week}}]",
            "layers[0].people: layer 'a' needs 'people'"),
        List.of(
            "audience: {size: 100}\n"
                + "layers: [{id: a, kind: followers, followers: 900, enter_rate: 0.5}]",
            "1:18: audience.size: 'a' alone brings 450 people"),
        List.of(
            """
            audience:
              overlap:
                - {layers: [a, b], share: 0.9}
                - {layers: [a, c], share: 0.9}
                - {layers: [b, c], share: 0.1}
            layers:
              - {id: a, kind: followers, followers: 1000, enter_rate: 1}
              - {id: b, kind: followers, followers: 1000, enter_rate: 1}
              - {id: c, kind: followers, followers: 1000, enter_rate: 1}
            """,
            "5:31: audience.overlap[2].share: 'b' and 'c' each share so many people with 'a' that"
                + " they must share 700 more with each other"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_cannot_be_forecast_is_refused_by_name(List<String> texts) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> forecast(texts.get(0)));

    assertThat(refusal.category()).isEqualTo(Refusal.Cause.INPUT);
    assertThat(refusal.sentence()).contains(texts.subList(1, texts.size()));
  }

  private static List<Object> assumption(Answer answer, String input) {
    return answer.section("assumptions").rows().stream()
        .filter(row -> input.equals(row.get(0)))
        .findFirst()
        .orElseThrow();
  }

  private static Object fact(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
