package dev.sluice.plan.forecast;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.plan.BackwardPlan;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Layer;
import dev.sluice.plan.RequiredInputs;
import dev.sluice.plan.Sending;
import dev.sluice.plan.forecast.Inputs.Input;
import dev.sluice.plan.learning.History;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code plan forecast}: what each layer and all of them may bring, as what is fallen
 * short of once, five times and nine times in ten. Quantiles are of the draws of what they are the
 * quantiles of, never sums of other quantiles.
 */
public final class Forecast {
  private static final int DRAWS = 2000;

  /** Spend this many times above the most that was ever spent is beyond what the past can tell. */
  private static final double EXTRAPOLATION = 1.5;

  private static final MathContext FIGURES = new MathContext(4, RoundingMode.HALF_UP);

  private final CampaignFile file;
  private final Campaign campaign;
  private final long seed;
  private final @Nullable History history;
  private final @Nullable BackwardPlan backward;
  private final Map<String, BackwardPlan.Line> lines = new HashMap<>();
  private final Inputs inputs;
  private final Overlap overlap;
  private final Flow.Result expected;
  private final Flow.Result drawn;

  private Forecast(CampaignFile file, @Nullable History history, long seed) {
    this.file = file;
    this.campaign = file.accepted();
    this.seed = seed;
    this.history = history;
    RequiredInputs.requireForecast(file);
    this.backward = campaign.target() == null ? null : BackwardPlan.of(file);
    List<BackwardPlan.Line> plan =
        backward == null ? BackwardPlan.lines(campaign, 0) : backward.lines();
    plan.forEach(line -> lines.put(line.layer().id(), line));
    this.inputs = new Inputs(history);
    this.overlap = new Overlap(campaign, campaign.layers().stream().map(Layer::id).toList());
    this.expected = run(new Expectation(List.of()));
    refuseWhatCannotBe();
    this.drawn = run(new Simulation(seed, DRAWS));
  }

  /**
   * Forecasts a campaign.
   *
   * @param history what past broadcasts teach, or {@code null} where there is no workspace
   * @param seed of the draws: the same seed gives the same answer
   * @throws dev.sluice.answer.Refusal when the file has faults or does not state what is needed
   */
  public static Forecast of(CampaignFile file, @Nullable History history, long seed) {
    return new Forecast(file, history, seed);
  }

  private Flow.Result run(World world) {
    return Flow.run(campaign, lines, inputs, overlap, world);
  }

  private void refuseWhatCannotBe() {
    double[] entrants =
        expected.layers().stream().mapToDouble(each -> each.entrants()[0]).toArray();
    List<Fault> faults = new ArrayList<>(overlap.contradictions(file, entrants));
    if (campaign.audienceSize() != null) {
      double size = campaign.audienceSize().value().doubleValue();
      for (int i = 0; i < entrants.length; i++) {
        if (entrants[i] > size) {
          faults.add(
              file.fault(
                  "audience.size",
                  "conflict",
                  String.format(
                      Locale.ROOT,
                      "'%s' alone brings %,.0f people",
                      campaign.layers().get(i).id(),
                      entrants[i]),
                  "an audience is all who could come by any layer"));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw file.refusal(faults);
    }
  }

  /** The whole answer, for programs. */
  public Answer answer() {
    return facts(layers(), total(), gap(), overlaps(), tornado(), assumptions());
  }

  /** What people read of it: a table of the layers, and the total by measure. */
  public Answer overview() {
    return facts(layers(), totalByMeasure(), gapByMeasure(), overlaps(), legible(tornado()))
        .withNotes(
            List.of(
                "tornado: "
                    + measure(drawn.total())
                    + " as expected with one input at its low or high and all others in the"
                    + " middle.",
                "Where each figure comes from, orders and GMV of each layer at P10 and P90, reach,"
                    + " clicks and reservations are in every other format."));
  }

  private Answer facts(Section... sections) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    Campaign.Target target = campaign.target();
    return Answer.of("plan-forecast", sections)
        .withFact(Column.id("campaign"), campaign.id())
        .withFact(Column.text("title"), campaign.title())
        .withFact(
            Column.instant("start"),
            broadcast == null ? null : broadcast.starts().toOffsetDateTime())
        .withFact(Column.count("seed"), seed)
        .withFact(Column.count("draws"), (long) DRAWS)
        .withFact(
            Column.count("past_broadcasts"),
            history == null ? null : (Long) (long) history.broadcasts())
        .withFact(Column.text("target.measure"), target == null ? null : measure(target))
        .withFact(Column.money("target.gmv"), backward == null ? null : cents(backward.gmv()))
        .withFact(Column.count("target.orders"), backward == null ? null : backward.orders())
        .withFact(
            Column.count("target.viewers"), backward == null ? null : (Long) backward.viewers())
        .withFact(Column.text("target.currency"), target == null ? null : campaign.currency())
        .withFact(Column.rate("target.probability"), probability())
        .withNotes(notes());
  }

  private static String measure(Campaign.Target target) {
    return target.gmv() != null ? "gmv" : target.orders() != null ? "orders" : "viewers";
  }

  /** The part of the draws that reach the target. */
  private @Nullable BigDecimal probability() {
    double[] gap =
        backward == null ? null : missing(measure(Objects.requireNonNull(campaign.target())));
    if (gap == null) {
      return null;
    }
    long reached = Arrays.stream(gap).filter(each -> each <= 0).count();
    return BigDecimal.valueOf(reached).divide(BigDecimal.valueOf(gap.length));
  }

  /** What the target lacks in each draw, or {@code null} where either is not known. */
  private double @Nullable [] missing(String measure) {
    if (backward == null) {
      return null;
    }
    Flow.Total total = drawn.total();
    Double target =
        switch (measure) {
          case "gmv" -> backward.gmv() == null ? null : (Double) backward.gmv().doubleValue();
          case "orders" ->
              backward.orders() == null ? null : (Double) backward.orders().doubleValue();
          default -> (Double) (double) backward.viewers();
        };
    double[] brought =
        switch (measure) {
          case "gmv" -> total.gmv();
          case "orders" -> total.orders();
          default -> total.people();
        };
    return target == null || brought == null
        ? null
        : Arrays.stream(brought).map(each -> target - each).toArray();
  }

  private Section layers() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.id("layer"));
    columns.add(Column.term("kind").asDetail());
    columns.add(Column.money("spend"));
    columns.add(Column.count("reach").asDetail());
    columns.add(Column.count("people").asDetail());
    columns.add(Column.count("clicks").asDetail());
    columns.add(Column.count("reservations").asDetail());
    quantiles(columns, "entrants", false, true);
    quantiles(columns, "orders", false, false);
    quantiles(columns, "gmv", true, false);
    if (incremental()) {
      quantiles(columns, "incremental", false, false);
    }
    columns.add(Column.text("currency"));
    columns.add(Column.flag("extrapolated"));
    columns.add(Column.texts("assumptions").asDetail());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Flow.Brought each : drawn.layers()) {
      Layer layer = each.layer();
      List<@Nullable Object> row = new ArrayList<>();
      row.add(layer.id());
      row.add(layer.kind().toString());
      row.add(cents(spend(layer)));
      row.add(count(median(each.reach())));
      row.add(count(median(each.people())));
      row.add(count(median(each.clicks())));
      row.add(count(median(each.reservations())));
      row.addAll(counts(each.entrants()));
      row.addAll(counts(each.orders()));
      row.addAll(amounts(each.gmv()));
      if (incremental()) {
        row.addAll(counts(each.incremental()));
      }
      row.add(campaign.currency());
      row.add(extrapolated(layer));
      row.add(
          inputs.all().stream()
              .filter(input -> layer.id().equals(input.layer()))
              .map(Forecast::words)
              .toList());
      rows.add(row);
    }
    return Section.rows("layers", columns, rows);
  }

  /** Whether a layer says how many of its entrants would not have come without it. */
  private boolean incremental() {
    return campaign.layers().stream().anyMatch(layer -> layer.incrementality() != null);
  }

  private static void quantiles(List<Column> columns, String name, boolean money, boolean all) {
    for (String part : List.of("p10", "p50", "p90")) {
      Column column = money ? Column.money(name + "." + part) : Column.count(name + "." + part);
      boolean shown = all || (part.equals("p50") && !name.equals("incremental"));
      columns.add(shown ? column : column.asDetail());
    }
  }

  /** Whether more is spent than 1.5 times the most ever; {@code null} when no past tells. */
  private @Nullable Boolean extrapolated(Layer layer) {
    BigDecimal spend = spend(layer);
    Double most = inputs.pastMaximum(layer);
    if (spend == null || most == null) {
      return null;
    }
    return spend.doubleValue() > EXTRAPOLATION * most;
  }

  private Section total() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.money("spend"));
    quantiles(columns, "entrants", false, true);
    quantiles(columns, "orders", false, true);
    quantiles(columns, "gmv", true, true);
    if (incremental()) {
      quantiles(columns, "incremental", false, true);
    }
    columns.add(Column.text("currency"));
    List<@Nullable Object> row = new ArrayList<>();
    row.add(spend());
    row.addAll(counts(drawn.total().people()));
    row.addAll(counts(drawn.total().orders()));
    row.addAll(amounts(drawn.total().gmv()));
    if (incremental()) {
      row.addAll(counts(drawn.total().incremental()));
    }
    row.add(campaign.currency());
    return Section.single("total", columns, row);
  }

  private @Nullable BigDecimal spend() {
    return cents(
        campaign.layers().stream()
            .map(this::spend)
            .filter(Objects::nonNull)
            .reduce(BigDecimal::add)
            .orElse(null));
  }

  private Section totalByMeasure() {
    Flow.Total total = drawn.total();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    byMeasure(rows, "entrants", total.people());
    byMeasure(rows, "orders", total.orders());
    byMeasure(rows, "gmv", total.gmv());
    byMeasure(rows, "incremental", total.incremental());
    return byMeasure("total", rows);
  }

  private Section gapByMeasure() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    byMeasure(rows, "entrants", missing("viewers"));
    byMeasure(rows, "orders", missing("orders"));
    byMeasure(rows, "gmv", missing("gmv"));
    return byMeasure("gap", rows);
  }

  private static void byMeasure(
      List<List<@Nullable Object>> rows, String measure, double @Nullable [] draws) {
    if (draws != null) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(measure);
      row.addAll(counts(draws));
      rows.add(row);
    }
  }

  private static Section byMeasure(String name, List<List<@Nullable Object>> rows) {
    return Section.rows(
        name,
        List.of(
            Column.text("measure"), Column.count("p10"), Column.count("p50"), Column.count("p90")),
        rows);
  }

  private Section gap() {
    List<Column> columns = new ArrayList<>();
    quantiles(columns, "entrants", false, true);
    quantiles(columns, "orders", false, true);
    quantiles(columns, "gmv", true, true);
    columns.add(Column.text("currency"));
    List<@Nullable Object> row = new ArrayList<>();
    row.addAll(counts(missing("viewers")));
    row.addAll(counts(missing("orders")));
    row.addAll(amounts(missing("gmv")));
    row.add(campaign.currency());
    return Section.single("gap", columns, row);
  }

  private Section overlaps() {
    Flow.Total total = drawn.total();
    return Section.single(
        "overlap",
        List.of(
            Column.text("method"),
            Column.count("audience_size"),
            Column.count("stated_pairs"),
            Column.count("added_up"),
            Column.count("people"),
            Column.count("by_several"),
            Column.count("people_at_least"),
            Column.count("people_at_most")),
        Arrays.asList(
            method(),
            campaign.audienceSize() == null ? null : campaign.audienceSize().value().longValue(),
            (long) overlap.stated(),
            count(median(total.entrants())),
            count(median(total.people())),
            bySeveral(),
            count(median(total.atLeast())),
            count(median(total.atMost()))));
  }

  /** People who come by two layers or more, as expected; known where all share as at random. */
  private @Nullable Long bySeveral() {
    if (campaign.audienceSize() == null || overlap.stated() > 0) {
      return null;
    }
    double size = campaign.audienceSize().value().doubleValue();
    double[] byLayers =
        Reach.byLayers(
            expected.layers().stream().mapToDouble(each -> each.entrants()[0] / size).toArray());
    return Math.round(size * (1 - byLayers[0] - (byLayers.length > 1 ? byLayers[1] : 0)));
  }

  private String method() {
    boolean size = campaign.audienceSize() != null;
    if (overlap.stated() > 0) {
      return size ? "stated, else random" : "stated, else none";
    }
    return size ? "random" : "none";
  }

  private Section tornado() {
    List<Input> varied =
        inputs.all().stream().filter(each -> each.value().low() < each.value().high()).toList();
    Flow.Total total = run(new Expectation(varied)).total();
    String measure = measure(total);
    double[] results =
        total.gmv() != null
            ? total.gmv()
            : total.orders() != null ? total.orders() : total.people();
    List<Swing> swings = new ArrayList<>();
    for (int i = 0; i < varied.size(); i++) {
      double low = results[Expectation.low(i)];
      double high = results[Expectation.low(i) + 1];
      if (low != high) {
        swings.add(new Swing(varied.get(i), low, high));
      }
    }
    swings.sort(
        Comparator.comparingDouble((Swing swing) -> -Math.abs(swing.high() - swing.low()))
            .thenComparing(swing -> swing.input().name()));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Swing swing : swings) {
      Input input = swing.input();
      rows.add(
          Arrays.asList(
              input.name(),
              figure(input.value().low()),
              figure(input.value().high()),
              measure,
              Math.round(swing.low()),
              Math.round(swing.high()),
              Math.round(Math.abs(swing.high() - swing.low())),
              input.origin().toString(),
              input.grade() == null ? null : input.grade().name()));
    }
    return Section.rows(
        "tornado",
        List.of(
            Column.id("input"),
            Column.number("low"),
            Column.number("high"),
            Column.text("measure").asDetail(),
            Column.count("at_low"),
            Column.count("at_high"),
            Column.count("swing"),
            Column.text("origin").asDetail(),
            Column.text("grade")),
        rows);
  }

  /** The furthest measure that is known. */
  private static String measure(Flow.Total total) {
    return total.gmv() != null ? "gmv" : total.orders() != null ? "orders" : "entrants";
  }

  /** The same with the inputs as texts: what they count differs from row to row. */
  private static Section legible(Section tornado) {
    List<Column> columns = new ArrayList<>(tornado.columns());
    List<Integer> numbers = List.of(tornado.indexOf("low"), tornado.indexOf("high"));
    numbers.forEach(at -> columns.set(at, Column.text(columns.get(at).name())));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : tornado.rows()) {
      List<@Nullable Object> cells = new ArrayList<>(row);
      numbers.forEach(
          at -> cells.set(at, ((BigDecimal) Objects.requireNonNull(row.get(at))).toPlainString()));
      rows.add(cells);
    }
    return Section.rows(tornado.name(), columns, rows);
  }

  /** What the result is with an input at its low and at its high. */
  private record Swing(Input input, double low, double high) {}

  private Section assumptions() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      rows.add(
          Arrays.asList(
              input.name(),
              figure(input.value().low()),
              figure(input.value().median()),
              figure(input.value().high()),
              input.origin().toString(),
              input.grade() == null ? null : input.grade().name(),
              input.spread(),
              input.source()));
    }
    return Section.rows(
        "assumptions",
        List.of(
            Column.id("input"),
            Column.number("p10"),
            Column.number("p50"),
            Column.number("p90"),
            Column.text("origin"),
            Column.text("grade"),
            Column.text("spread"),
            Column.text("source")),
        rows);
  }

  private static String words(Input input) {
    return input.name()
        + " "
        + figure(input.value().median()).toPlainString()
        + " ("
        + figure(input.value().low()).toPlainString()
        + " to "
        + figure(input.value().high()).toPlainString()
        + "): "
        + input.origin()
        + (input.grade() == null ? "" : ", grade " + input.grade())
        + ", spread "
        + input.spread()
        + (input.source() == null ? "" : ", from " + input.source());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        history == null || history.broadcasts() == 0
            ? "The forecast rests on the file alone: it knows no past broadcast."
            : "Own history comes first: " + history.broadcasts() + " past broadcasts.");
    for (Layer layer : campaign.layers()) {
      notes.addAll(Sending.of(campaign, layer).notes());
      if (Boolean.TRUE.equals(extrapolated(layer))) {
        notes.add(
            String.format(
                Locale.ROOT,
                "'%s' spends more than 1.5 times the %,.2f that was ever spent on it: its figures"
                    + " are extrapolated.",
                layer.id(),
                inputs.pastMaximum(layer)));
      }
    }
    notes.add(
        campaign.audienceSize() == null && overlap.stated() == 0
            ? "No audience size and no overlap is stated: entrants are added up, as if nobody came"
                + " by two layers."
            : "The total counts people once: those who come by two layers are taken off what the"
                + " layers add up to.");
    notes.add(
        "P10, P50 and P90 are fallen short of in one, five and nine of ten draws; what is stated"
            + " without low and high has an assumed spread.");
    return notes;
  }

  /** What a layer costs by the plan, or else what it gets today. */
  private @Nullable BigDecimal spend(Layer layer) {
    BigDecimal cost = Objects.requireNonNull(lines.get(layer.id())).cost();
    return cost == null ? layer.spending().spend() : cost;
  }

  private static double @Nullable [] median(double @Nullable [] draws) {
    return draws == null ? null : new double[] {quantile(draws, 0.5)};
  }

  private static @Nullable Long count(double @Nullable [] single) {
    return single == null ? null : (Long) Math.round(single[0]);
  }

  private static List<@Nullable Object> counts(double @Nullable [] draws) {
    List<@Nullable Object> counts = new ArrayList<>();
    for (double part : new double[] {0.1, 0.5, 0.9}) {
      counts.add(draws == null ? null : Math.round(quantile(draws, part)));
    }
    return counts;
  }

  private static List<@Nullable Object> amounts(double @Nullable [] draws) {
    List<@Nullable Object> amounts = new ArrayList<>();
    for (double part : new double[] {0.1, 0.5, 0.9}) {
      amounts.add(
          draws == null
              ? null
              : new BigDecimal(quantile(draws, part)).setScale(2, RoundingMode.HALF_UP));
    }
    return amounts;
  }

  /** The least draw that at least {@code part} of all do not exceed. */
  static double quantile(double[] draws, double part) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }

  private static @Nullable BigDecimal cents(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal figure(double value) {
    BigDecimal rounded = new BigDecimal(value).round(FIGURES).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
