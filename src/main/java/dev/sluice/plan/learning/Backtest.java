package dev.sluice.plan.learning;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * What would have been forecast of past broadcasts, each from those only that were known fourteen
 * days before it began, and how that compares with guessing the last result or the median one.
 *
 * <p>What a layer was given to spend is taken as it was: spend is decided, not forecast. A layer
 * without spend is forecast by what it used to bring.
 */
public final class Backtest {
  /** When a plan is made: what happened later is not known to it. */
  public static final Duration LEAD = Duration.ofDays(14);

  /** Broadcasts that must be known for a forecast to be made. */
  public static final int FEWEST = 3;

  private static final int DRAWS = 1000;
  private static final String TOTAL = "(total)";

  /** What is forecast of a layer. */
  enum Metric {
    ENTRANTS,
    ORDERS,
    GMV;

    @Nullable Double of(PastLayer layer) {
      return switch (this) {
        case ENTRANTS -> layer.entrants() == null ? null : layer.entrants().doubleValue();
        case ORDERS -> layer.orders() == null ? null : layer.orders().doubleValue();
        case GMV -> layer.gmv() == null ? null : layer.gmv().doubleValue();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A forecast and what came of it.
   *
   * @param draws of the forecast, in no order
   * @param last what the layer brought last, as known then
   * @param median the median of what it had brought
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Forecast(
      String broadcast,
      Instant start,
      String layer,
      Metric metric,
      double[] draws,
      double actual,
      double last,
      double median) {
    double quantile(double p) {
      double[] sorted = draws.clone();
      Arrays.sort(sorted);
      return quantile(sorted, p);
    }

    boolean covered() {
      return actual >= quantile(0.1) && actual <= quantile(0.9);
    }

    /**
     * The continuous ranked probability score by the quantiles of 1 to 99 %: twice the mean of
     * their pinball losses. The tails beyond would make it infinite (see {@link LogStudent}).
     */
    double crps() {
      double[] sorted = draws.clone();
      Arrays.sort(sorted);
      double sum = 0;
      for (int percent = 1; percent <= 99; percent++) {
        double off = actual - quantile(sorted, percent / 100.0);
        sum += off * (percent / 100.0 - (off < 0 ? 1 : 0));
      }
      return 2 * sum / 99;
    }

    private static double quantile(double[] sorted, double p) {
      return sorted[(int) Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
    }
  }

  private final List<Forecast> forecasts = new ArrayList<>();
  private final long seed;
  private int broadcasts;
  private int tooEarly;
  private int newLayers;

  private Backtest(long seed) {
    this.seed = seed;
  }

  /**
   * Rolls over the past.
   *
   * @param past in any order
   * @param seed of the draws
   */
  public static Backtest of(List<PastLayer> past, long seed) {
    Backtest backtest = new Backtest(seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<String, List<PastLayer>> byBroadcast = new LinkedHashMap<>();
    past.stream()
        .sorted(
            Comparator.comparing(PastLayer::start)
                .thenComparing(PastLayer::broadcast)
                .thenComparing(PastLayer::layer))
        .forEach(
            layer ->
                byBroadcast.computeIfAbsent(layer.broadcast(), id -> new ArrayList<>()).add(layer));
    for (List<PastLayer> layers : byBroadcast.values()) {
      backtest.forecast(layers, past, random);
    }
    return backtest;
  }

  private void forecast(List<PastLayer> layers, List<PastLayer> past, RandomGenerator random) {
    Instant asOf = layers.get(0).start().minus(LEAD);
    History history = History.of(past, asOf);
    if (history.broadcasts() < FEWEST) {
      tooEarly++;
      return;
    }
    broadcasts++;
    Map<Metric, List<Forecast>> parts = new TreeMap<>();
    for (PastLayer layer : layers) {
      LearnedLayer learned = history.layer(layer.layer());
      if (learned == null || learned.entrants() == null) {
        newLayers++;
        continue;
      }
      Map<Metric, double[]> draws = draws(learned, layer, random);
      for (Metric metric : Metric.values()) {
        Double actual = metric.of(layer);
        List<Double> before = before(past, layer.layer(), metric, asOf);
        if (actual != null && !before.isEmpty() && draws.containsKey(metric)) {
          Forecast forecast =
              new Forecast(
                  layer.broadcast(),
                  layer.start(),
                  layer.layer(),
                  metric,
                  Objects.requireNonNull(draws.get(metric)),
                  actual,
                  before.get(before.size() - 1),
                  median(before));
          forecasts.add(forecast);
          parts.computeIfAbsent(metric, m -> new ArrayList<>()).add(forecast);
        }
      }
    }
    parts.values().forEach(each -> forecasts.add(total(each)));
  }

  /** The layers of a broadcast together, drawn independently of each other. */
  private static Forecast total(List<Forecast> parts) {
    double[] draws = new double[DRAWS];
    for (Forecast part : parts) {
      for (int i = 0; i < DRAWS; i++) {
        draws[i] += part.draws()[i];
      }
    }
    return new Forecast(
        parts.get(0).broadcast(),
        parts.get(0).start(),
        TOTAL,
        parts.get(0).metric(),
        draws,
        parts.stream().mapToDouble(Forecast::actual).sum(),
        parts.stream().mapToDouble(Forecast::last).sum(),
        parts.stream().mapToDouble(Forecast::median).sum());
  }

  private static Map<Metric, double[]> draws(
      LearnedLayer learned, PastLayer layer, RandomGenerator random) {
    SpendCurve curve = learned.curve();
    boolean bySpend = curve != null && layer.cost() != null && layer.cost().signum() > 0;
    LogStudent usual = Objects.requireNonNull(learned.entrants());
    RateEstimate rate = learned.rates().get(Rate.WATCH_TO_PAY);
    LogStudent value = learned.orderValue();
    double[] entrants = new double[DRAWS];
    double[] orders = new double[DRAWS];
    double[] gmv = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      entrants[i] =
          bySpend
              ? Objects.requireNonNull(curve)
                  .draw(Objects.requireNonNull(layer.cost()).doubleValue(), random)
              : usual.draw(random);
      if (rate != null) {
        orders[i] = entrants[i] * rate.next().draw(random);
      }
      if (rate != null && value != null) {
        gmv[i] = orders[i] * value.draw(random);
      }
    }
    Map<Metric, double[]> draws = new TreeMap<>();
    draws.put(Metric.ENTRANTS, entrants);
    if (rate != null) {
      draws.put(Metric.ORDERS, orders);
    }
    if (rate != null && value != null) {
      draws.put(Metric.GMV, gmv);
    }
    return draws;
  }

  private static List<Double> before(
      List<PastLayer> past, String layer, Metric metric, Instant asOf) {
    return past.stream()
        .filter(each -> each.layer().equals(layer) && each.start().isBefore(asOf))
        .sorted(Comparator.comparing(PastLayer::start).thenComparing(PastLayer::broadcast))
        .map(metric::of)
        .filter(Objects::nonNull)
        .toList();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** All forecasts, in order of the broadcasts. */
  List<Forecast> forecasts() {
    return List.copyOf(forecasts);
  }

  /** Scores by layer and metric, the total last. */
  private static final class Score {
    private final List<Forecast> forecasts = new ArrayList<>();

    double wape(ToDoubleFunction<Forecast> guess) {
      double off = 0;
      double all = 0;
      for (Forecast forecast : forecasts) {
        off += Math.abs(forecast.actual() - guess.applyAsDouble(forecast));
        all += Math.abs(forecast.actual());
      }
      return off / all;
    }

    double mean(ToDoubleFunction<Forecast> value) {
      return forecasts.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    double wape() {
      return wape(forecast -> forecast.quantile(0.5));
    }

    double wapeOfLast() {
      return wape(Forecast::last);
    }

    double wapeOfMedian() {
      return wape(Forecast::median);
    }

    double wapeOfBaseline() {
      return Math.min(wapeOfLast(), wapeOfMedian());
    }

    /** Of a single guess the score is its absolute miss. */
    double crpsOfBaseline() {
      return Math.min(
          mean(each -> Math.abs(each.actual() - each.last())),
          mean(each -> Math.abs(each.actual() - each.median())));
    }

    /** The guess that missed least; the forecast only where it beats both baselines. */
    String best() {
      if (wape() < wapeOfBaseline()) {
        return "forecast";
      }
      return wapeOfLast() <= wapeOfMedian() ? "last" : "median";
    }
  }

  private Map<String, Map<Metric, Score>> scores() {
    Map<String, Map<Metric, Score>> scores = new TreeMap<>();
    for (Forecast forecast : forecasts) {
      scores
          .computeIfAbsent(forecast.layer(), layer -> new TreeMap<>())
          .computeIfAbsent(forecast.metric(), metric -> new Score())
          .forecasts
          .add(forecast);
    }
    return scores;
  }

  /**
   * Scores and every forecast, for programs.
   *
   * @param currency of the money of the layers
   */
  public Answer answer(@Nullable String currency) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Forecast forecast : forecasts) {
      rows.add(
          Arrays.asList(
              forecast.broadcast(),
              forecast.start().atOffset(ZoneOffset.UTC),
              forecast.start().minus(LEAD).atOffset(ZoneOffset.UTC),
              forecast.layer(),
              forecast.metric().toString(),
              figure(forecast.metric(), forecast.quantile(0.1)),
              figure(forecast.metric(), forecast.quantile(0.5)),
              figure(forecast.metric(), forecast.quantile(0.9)),
              figure(forecast.metric(), forecast.actual()),
              figure(forecast.metric(), forecast.last()),
              figure(forecast.metric(), forecast.median()),
              forecast.metric() == Metric.GMV ? currency : null,
              forecast.covered()));
    }
    Section each =
        Section.rows(
            "forecasts",
            List.of(
                Column.id("broadcast"),
                Column.instant("start"),
                Column.instant("known_until"),
                Column.id("layer"),
                Column.text("metric"),
                Column.figure("p10"),
                Column.figure("p50"),
                Column.figure("p90"),
                Column.figure("actual"),
                Column.figure("baseline_last"),
                Column.figure("baseline_median"),
                Column.text("currency"),
                Column.flag("covered")),
            rows);
    return facts(Answer.of("plan-backtest", scoresSection(), each));
  }

  /** The scores alone, for people. */
  public Answer overview() {
    return facts(Answer.of("plan-backtest", scoresSection()));
  }

  private Section scoresSection() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<List<@Nullable Object>> totals = new ArrayList<>();
    scores()
        .forEach(
            (layer, metrics) ->
                metrics.forEach(
                    (metric, score) ->
                        (layer.equals(TOTAL) ? totals : rows)
                            .add(
                                Arrays.asList(
                                    layer,
                                    metric.toString(),
                                    (long) score.forecasts.size(),
                                    rate(score.wape()),
                                    rate(score.wapeOfBaseline()),
                                    rate(score.wapeOfLast()),
                                    rate(score.wapeOfMedian()),
                                    rate(score.mean(f -> f.covered() ? 1 : 0)),
                                    number(score.mean(Forecast::crps)),
                                    number(score.crpsOfBaseline()),
                                    score.best()))));
    rows.addAll(totals);
    return Section.rows(
        "scores",
        List.of(
            Column.id("layer"),
            Column.text("metric"),
            Column.count("forecasts"),
            Column.rate("wape"),
            Column.rate("wape_baseline"),
            Column.rate("wape_last").asDetail(),
            Column.rate("wape_median").asDetail(),
            Column.rate("coverage80"),
            Column.number("crps").asDetail(),
            Column.number("crps_baseline").asDetail(),
            Column.text("best")),
        rows);
  }

  private Answer facts(Answer answer) {
    return answer
        .withFact(Column.count("broadcasts"), (long) broadcasts)
        .withFact(Column.count("lead_days"), LEAD.toDays())
        .withFact(Column.count("seed"), seed)
        .withNotes(notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (tooEarly > 0) {
      notes.add(
          tooEarly
              + (tooEarly == 1 ? " broadcast has" : " broadcasts have")
              + " fewer than "
              + FEWEST
              + " broadcasts that began more than 14 days before: not forecast");
    }
    if (newLayers > 0) {
      notes.add(
          newLayers
              + (newLayers == 1 ? " result is" : " results are")
              + " of a layer that had no past then: not forecast, and not in the total");
    }
    Map<Metric, Score> totals = scores().getOrDefault(TOTAL, Map.of());
    totals.forEach(
        (metric, score) -> {
          String figures =
              String.format(
                  Locale.ROOT,
                  "WAPE %.1f %% against %.1f %% of the last result and %.1f %% of the median, CRPS"
                      + " %,.0f against %,.0f",
                  100 * score.wape(),
                  100 * score.wapeOfLast(),
                  100 * score.wapeOfMedian(),
                  score.mean(Forecast::crps),
                  score.crpsOfBaseline());
          notes.add(
              score.best().equals("forecast")
                  ? metric + ": the forecast of the total beats both baselines, " + figures
                  : metric
                      + ": the baseline wins ("
                      + score.best()
                      + "), "
                      + figures
                      + ": no skill is claimed");
        });
    notes.add(
        "spend is taken as it was; layers without spend are forecast by what they used to bring;"
            + " the layers of a total are drawn independently of each other");
    return notes;
  }

  private static @Nullable Figure figure(Metric metric, double value) {
    BigDecimal number = number(value);
    Kind kind =
        switch (metric) {
          case ENTRANTS, ORDERS -> Kind.NUMBER;
          case GMV -> Kind.MONEY;
        };
    return number == null ? null : new Figure(kind, number);
  }

  private static @Nullable BigDecimal number(double value) {
    return !Double.isFinite(value) ? null : new BigDecimal(value).setScale(2, RoundingMode.HALF_UP);
  }

  /** {@code null} for what nothing was divided by. */
  private static @Nullable BigDecimal rate(double value) {
    return !Double.isFinite(value) ? null : new BigDecimal(value).setScale(4, RoundingMode.HALF_UP);
  }
}
