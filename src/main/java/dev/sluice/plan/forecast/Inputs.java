package dev.sluice.plan.forecast;

import dev.sluice.plan.Estimate;
import dev.sluice.plan.Grade;
import dev.sluice.plan.Layer;
import dev.sluice.plan.Spreads;
import dev.sluice.plan.learning.History;
import dev.sluice.plan.learning.LearnedLayer;
import dev.sluice.plan.learning.Rate;
import dev.sluice.plan.learning.RateEstimate;
import dev.sluice.plan.learning.SpendCurve;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The uncertain figures of a campaign as a flow asks for them: own history first, then the file.
 */
final class Inputs {
  /** Where a figure comes from, the best first. */
  enum Origin {
    /** Learned from past broadcasts in the workspace. */
    HISTORY,
    /** Stated in the file. */
    YOURS,
    /** A published figure that the file takes. */
    ASSUMPTION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A figure that the forecast rests on.
   *
   * @param name the layer's id and the key, such as {@code sms.click_rate}
   * @param layer the id of the layer, or {@code null} for what holds for all
   * @param spread where low and high come from, in words
   */
  record Input(
      String name,
      @Nullable String layer,
      Uncertain value,
      Origin origin,
      @Nullable String source,
      @Nullable Grade grade,
      String spread) {}

  private final @Nullable History history;
  private final Map<String, Input> inputs = new TreeMap<>();

  Inputs(@Nullable History history) {
    this.history = history;
  }

  /** All that were asked for, by name. */
  List<Input> all() {
    return List.copyOf(inputs.values());
  }

  /** A rate of a layer, or {@code null} where neither the past nor the file tells it. */
  @Nullable Input rate(
      @Nullable Layer layer, String name, @Nullable Estimate estimate, @Nullable Rate learned) {
    RateEstimate past = layer == null || learned == null ? null : rate(layer, learned);
    if (layer != null && past != null) {
      return keep(
          new Input(
              name,
              layer.id(),
              Uncertain.of(past.next()),
              Origin.HISTORY,
              String.format(
                  Locale.ROOT,
                  "%,d of %,d in %d broadcasts",
                  past.successes(),
                  past.trials(),
                  past.broadcasts()),
              Grade.A,
              String.format(
                  Locale.ROOT, "learned; %.0f %% of it the prior's", 100 * past.priorWeight())));
    }
    return estimate == null ? null : keep(stated(layer, name, estimate, true));
  }

  /** An amount or a count, or {@code null} where the file does not tell it. */
  @Nullable Input amount(@Nullable Layer layer, String name, @Nullable Estimate estimate) {
    return estimate == null ? null : keep(stated(layer, name, estimate, false));
  }

  /**
   * The value of a layer's orders, or {@code null} where neither the past nor the file tells it.
   */
  @Nullable Input orderValue(Layer layer, String name, @Nullable Estimate estimate) {
    LearnedLayer past = history == null ? null : history.layer(layer.id());
    if (past != null && past.orderValue() != null) {
      return keep(
          new Input(
              name,
              layer.id(),
              Uncertain.of(past.orderValue()),
              Origin.HISTORY,
              past.broadcasts() + " broadcasts",
              Grade.A,
              "learned"));
    }
    return amount(layer, name, estimate);
  }

  /** The entrants that past broadcasts promise for that spend, or {@code null}. */
  @Nullable Input learned(Layer layer, double spend) {
    SpendCurve curve = curve(layer);
    if (curve == null) {
      return null;
    }
    return keep(
        new Input(
            layer.id() + ".entrants",
            layer.id(),
            Uncertain.of(curve, spend),
            Origin.HISTORY,
            curve.broadcasts() + " broadcasts with spend and entrants",
            Grade.A,
            curve.identified()
                ? "learned"
                : String.format(
                    Locale.ROOT,
                    "learned; how soon it saturates is not identified, %.0f %% of it the prior's",
                    100 * curve.priorWeight())));
  }

  /** The entrants that a stated response gives for the money planned. */
  Input response(Layer layer, double answer) {
    Estimate estimate = Estimate.stated(new BigDecimal(answer));
    return keep(stated(layer, layer.id() + ".response", estimate, false));
  }

  /** The most that was spent on a layer: of the past, or what the file states, or {@code null}. */
  @Nullable Double pastMaximum(Layer layer) {
    SpendCurve curve = curve(layer);
    if (curve != null) {
      return curve.highestSpend();
    }
    return layer.pastMaximum() == null ? null : (Double) layer.pastMaximum().doubleValue();
  }

  private @Nullable SpendCurve curve(Layer layer) {
    LearnedLayer past = history == null ? null : history.layer(layer.id());
    return past == null ? null : past.curve();
  }

  private @Nullable RateEstimate rate(Layer layer, Rate rate) {
    LearnedLayer past = history == null ? null : history.layer(layer.id());
    return past == null ? null : past.rates().get(rate);
  }

  private Input keep(Input input) {
    Input known = inputs.putIfAbsent(input.name(), input);
    return known == null ? input : known;
  }

  private static Input stated(@Nullable Layer layer, String name, Estimate estimate, boolean rate) {
    double value = estimate.value().doubleValue();
    Spreads.Spread usual = Spreads.of(estimate.grade());
    double factor = usual.factor().doubleValue();
    double odds = value / (1 - value);
    double low = rate ? odds / factor / (1 + odds / factor) : value / factor;
    double high = rate ? odds * factor / (1 + odds * factor) : value * factor;
    low = bound(estimate.low(), low);
    high = bound(estimate.high(), high);
    boolean certain = value == 0 || (rate && value == 1) || (low == value && high == value);
    return new Input(
        name,
        layer == null ? null : layer.id(),
        certain
            ? Uncertain.certain(value)
            : rate ? Uncertain.rate(low, value, high) : Uncertain.amount(low, value, high),
        estimate.assumption() == null ? Origin.YOURS : Origin.ASSUMPTION,
        estimate.source(),
        estimate.grade(),
        certain ? "none" : words(estimate, usual));
  }

  private static double bound(@Nullable BigDecimal stated, double assumed) {
    return stated == null ? assumed : stated.doubleValue();
  }

  private static String words(Estimate estimate, Spreads.Spread usual) {
    String told = estimate.assumption() == null ? "stated" : "published";
    String assumed =
        "assumed, ×/÷ "
            + usual.factor().stripTrailingZeros().toPlainString()
            + (estimate.grade() == null ? " without a grade" : " of grade " + estimate.grade());
    if (estimate.low() != null && estimate.high() != null) {
      return told;
    }
    if (estimate.low() == null && estimate.high() == null) {
      return assumed;
    }
    return estimate.low() == null
        ? "above " + told + ", below " + assumed
        : "below " + told + ", above " + assumed;
  }
}
