package dev.sluice.plan.learning;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.plan.LayerKind;
import dev.sluice.plan.Response;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code plan learn}: what is known of rates and curves, and the lines to plan with.
 */
public final class LearnedSheet {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;
  private static final double[] TIMES_USUAL = {0.5, 1, 2};

  private final History history;
  private final @Nullable String currency;
  private final List<LearnedLayer> layers;
  private final List<String> withoutPast;

  private LearnedSheet(History history, @Nullable String currency, @Nullable Set<String> wanted) {
    this.history = history;
    this.currency = currency;
    this.layers =
        history.layers().values().stream()
            .filter(layer -> wanted == null || wanted.contains(layer.layer()))
            .toList();
    this.withoutPast =
        wanted == null
            ? List.of()
            : wanted.stream().filter(id -> history.layer(id) == null).toList();
  }

  /**
   * What a history teaches.
   *
   * @param currency of its money
   * @param wanted the layers to tell of, or {@code null} for all
   */
  public static LearnedSheet of(
      History history, @Nullable String currency, @Nullable Set<String> wanted) {
    return new LearnedSheet(history, currency, wanted);
  }

  /** Everything. Intervals are of 80 %. */
  public Answer answer() {
    return facts(Answer.of("plan-learn", rates(), curves(), entrants(), orderValues(), lines()));
  }

  /** The same for people: the lines, too wide for a table, have a file of their own. */
  public Answer overview() {
    Answer answer = facts(Answer.of("plan-learn", rates(), curves(), entrants(), orderValues()));
    return lines().rows().isEmpty()
        ? answer
        : answer.withNotes(List.of("the lines for a campaign file: -o learned.yaml"));
  }

  private Answer facts(Answer answer) {
    Instant last = history.last();
    return answer
        .withFact(Column.count("broadcasts"), (long) history.broadcasts())
        .withFact(
            Column.instant("last_broadcast"), last == null ? null : last.atOffset(ZoneOffset.UTC))
        .withFact(Column.number("half_life_broadcasts"), new BigDecimal("10"))
        .withNotes(notes());
  }

  private Section rates() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LearnedLayer layer : layers) {
      for (RateEstimate estimate : layer.rates().values()) {
        rows.add(
            row(
                layer.layer(),
                kind(layer),
                estimate.rate().toString(),
                (long) estimate.broadcasts(),
                estimate.successes(),
                estimate.trials(),
                rate(estimate.mean().mean()),
                ends(estimate.mean()),
                ends(estimate.next()),
                rate(estimate.priorWeight()),
                estimate.prior()));
      }
    }
    return Section.rows(
        "rates",
        List.of(
            Column.id("layer"),
            Column.term("kind").asDetail(),
            Column.text("rate"),
            Column.count("broadcasts"),
            Column.count("successes").asDetail(),
            Column.count("trials").asDetail(),
            Column.rate("estimate"),
            Column.rates("mean80").asDetail(),
            Column.rates("next80"),
            Column.rate("prior_weight"),
            Column.text("prior").asDetail()),
        rows);
  }

  private Section curves() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LearnedLayer layer : layers) {
      SpendCurve curve = layer.curve();
      if (curve == null) {
        continue;
      }
      rows.add(
          row(
              layer.layer(),
              kind(layer),
              (long) curve.broadcasts(),
              money(curve.usualSpend()),
              money(curve.highestSpend()),
              curve.identified() ? money(curve.halfSaturation(0.5)) : null,
              money(curve.halfSaturation(LOW)),
              money(curve.halfSaturation(HIGH)),
              currency,
              rate(curve.priorWeight()),
              (long) curve.pooledLayers(),
              curve.identified()
                  ? null
                  : "not identified; prior used (prior weight "
                      + percent(curve.priorWeight())
                      + ")"));
    }
    return Section.rows(
        "curves",
        List.of(
            Column.id("layer"),
            Column.term("kind").asDetail(),
            Column.count("broadcasts"),
            Column.money("usual_spend"),
            Column.money("highest_spend").asDetail(),
            Column.money("half_saturation"),
            Column.money("half_saturation_p10"),
            Column.money("half_saturation_p90"),
            Column.text("currency"),
            Column.rate("prior_weight"),
            Column.count("pooled_layers").asDetail(),
            Column.sentence("reason")),
        rows);
  }

  /** What a broadcast would bring at some spends. */
  private Section entrants() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LearnedLayer layer : layers) {
      SpendCurve curve = layer.curve();
      for (double times : TIMES_USUAL) {
        if (curve != null) {
          double spend = times * curve.usualSpend();
          rows.add(
              row(
                  layer.layer(),
                  money(spend),
                  currency,
                  Math.round(curve.quantile(spend, LOW)),
                  Math.round(curve.quantile(spend, 0.5)),
                  Math.round(curve.quantile(spend, HIGH)),
                  curve.extrapolates(spend)));
        }
      }
    }
    return Section.rows(
        "entrants",
        List.of(
            Column.id("layer"),
            Column.money("spend"),
            Column.text("currency"),
            Column.count("p10"),
            Column.count("p50"),
            Column.count("p90"),
            Column.flag("extrapolated")),
        rows);
  }

  private Section orderValues() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LearnedLayer layer : layers) {
      LogStudent value = layer.orderValue();
      if (value != null) {
        rows.add(
            row(
                layer.layer(),
                money(value.quantile(LOW)),
                money(value.median()),
                money(value.quantile(HIGH)),
                currency));
      }
    }
    return Section.rows(
        "order_values",
        List.of(
            Column.id("layer"),
            Column.money("p10"),
            Column.money("p50"),
            Column.money("p90"),
            Column.text("currency")),
        rows);
  }

  /** The lines for a campaign file. */
  private Section lines() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LearnedLayer layer : layers) {
      lines(layer).forEach(line -> rows.add(row(layer.layer(), line)));
    }
    return Section.rows("lines", List.of(Column.id("layer"), Column.text("line")), rows);
  }

  /** The layers as YAML, to be pasted into a campaign file. */
  public String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Learned from ").append(history.broadcasts()).append(" broadcasts");
    yaml.append(until()).append(".\nlayers:\n");
    for (LearnedLayer layer : layers) {
      List<String> lines = lines(layer);
      if (!lines.isEmpty()) {
        yaml.append("  - id: ").append(layer.layer()).append('\n');
        if (layer.kind() != null) {
          yaml.append("    kind: ").append(layer.kind()).append('\n');
        }
        lines.forEach(line -> yaml.append("    ").append(line).append('\n'));
      }
    }
    return yaml.toString();
  }

  private List<String> lines(LearnedLayer layer) {
    List<String> lines = new ArrayList<>();
    LayerKind kind = layer.kind();
    if (kind != null) {
      Rate rate = kind == LayerKind.RESERVATION ? Rate.SHOW_UP : Rate.ENTER_RATE;
      RateEstimate estimate = layer.rates().get(rate);
      if (kind.rate() != null && estimate != null) {
        lines.add(
            kind.rate()
                + ": {value: "
                + plain(estimate.mean().mean())
                + ", source: \""
                + source(estimate.broadcasts(), estimate.priorWeight())
                + "\", grade: A}");
      }
    }
    SpendCurve curve = layer.curve();
    if (curve != null && curve.spendVaried()) {
      if (kind == LayerKind.PAID) {
        lines.add(
            "cost_per_entrant: {value: "
                + plain(curve.usualSpend() / curve.expected(curve.usualSpend()))
                + ", source: \"at the usual spend, "
                + curve.broadcasts()
                + " broadcasts\", grade: A}");
      }
      Response response = curve.response();
      StringBuilder line = new StringBuilder("response: {curve: " + response.curve());
      response
          .parameters()
          .forEach((name, value) -> line.append(", " + name + ": " + value.toPlainString()));
      lines.add(line + "}  # " + source(curve.broadcasts(), curve.priorWeight()) + ", grade A");
    }
    return lines;
  }

  private static String source(int broadcasts, double priorWeight) {
    return broadcasts
        + (broadcasts == 1 ? " broadcast, prior weight " : " broadcasts, prior weight ")
        + percent(priorWeight);
  }

  private static String percent(double fraction) {
    double percent = 100 * fraction;
    return percent < 1 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
  }

  private String until() {
    Instant last = history.last();
    return last == null ? "" : " until " + last.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (history.broadcasts() == 0) {
      notes.add("no broadcast that is over has results by layer: import them (generic.layers)");
      return notes;
    }
    notes.add(
        "intervals are of 80 %; next80 is the rate of the next broadcast, not of the long run");
    notes.add("a broadcast counts half of what one counts ten broadcasts later");
    notes.add(
        "curves: entrants = ceiling × spend / (half + spend); log of half ~ normal about the log of"
            + " the usual spend, sd 1, before the past is heard");
    for (String id : withoutPast) {
      notes.add(id + ": no past broadcast tells anything of it");
    }
    for (LearnedLayer layer : layers) {
      if (layer.kind() == null) {
        notes.add(
            layer.layer()
                + ": no campaign tells its kind, so it learns from itself alone (sluice plan save"
                + " CAMPAIGN)");
      }
      SpendCurve curve = layer.curve();
      if (curve != null && !curve.identified() && curve.spendVaried()) {
        notes.add(
            layer.layer()
                + ": to learn its curve, move its spend by 30 % up and down in the next 2 to 3"
                + " broadcasts");
      }
      for (RateEstimate estimate : layer.rates().values()) {
        if (estimate.leftOut() > 0) {
          notes.add(
              layer.layer()
                  + "."
                  + estimate.rate()
                  + ": left out "
                  + estimate.leftOut()
                  + " broadcasts in which more succeeded than tried");
        }
      }
    }
    return notes;
  }

  private static @Nullable String kind(LearnedLayer layer) {
    return layer.kind() == null ? null : layer.kind().toString();
  }

  private static List<BigDecimal> ends(Beta beta) {
    return List.of(rate(beta.quantile(LOW)), rate(beta.quantile(HIGH)));
  }

  private static BigDecimal rate(double value) {
    return new BigDecimal(value).setScale(6, RoundingMode.HALF_UP);
  }

  private static BigDecimal money(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_UP);
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }
}
