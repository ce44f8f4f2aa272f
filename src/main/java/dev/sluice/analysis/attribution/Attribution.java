package dev.sluice.analysis.attribution;

import dev.sluice.analysis.attribution.Rule.By;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which channels, or which layers of a plan, the conversions came from. Credits add up to the
 * conversions and values to the revenue, with those that no touch led to as an entry of their own.
 */
public final class Attribution {
  /** Decimals of a share of a conversion. */
  private static final int CONVERSION_DECIMALS = 12;

  private static final int CENTS = 2;

  private Attribution() {}

  /**
   * Shares the conversions of {@code source} out.
   *
   * @param workspace the workspace, or an engine without one where the source is a file
   * @param transitions whether the answer holds the table of a Markov chain too
   */
  public static Answer of(Workspace workspace, Journeys source, Rule rule, boolean transitions) {
    if (source instanceof Journeys.OfPaths && rule.model() == Model.TIME_DECAY) {
      throw Refusal.usage(
          "a paths file does not say when its touches were, so they cannot decay",
          "give --touches and --conversions");
    }
    String currency = Journeys.load(workspace, source, rule);
    Shares shares = Shares.of(workspace, rule);
    if (shares.totals().conversions().signum() == 0 && shares.totals().lost().signum() == 0) {
      throw Refusal.input(
          "there are no conversions to attribute"
              + (rule.currency() == null ? "" : " in " + rule.currency()),
          source instanceof Journeys.OfWorkspace
              ? "import them: sluice import FILE --report generic.conversions"
              : null);
    }
    Answer answer = answer(source, rule, currency, shares);
    Markov chain = shares.chain();
    return chain != null && transitions ? withTransitions(answer, chain) : answer;
  }

  private static Answer answer(
      Journeys source, Rule rule, @Nullable String currency, Shares shares) {
    Shares.Totals totals = shares.totals();
    Column conversions = Column.number("conversions");
    Column value = Column.money("value");
    Column money = Column.text("currency");
    BigDecimal unattributed = unattributedValue(totals);
    Section rest =
        Section.single(
            "unattributed",
            List.of(conversions, value, money),
            row(totals.unattributedConversions(), unattributed, currency));
    Section all =
        Section.single(
            "totals",
            List.of(conversions, value, money),
            row(totals.conversions(), cents(totals.value()), currency));
    Answer answer =
        Answer.of("attribution", rows(rule, currency, shares), rest, all)
            .withFact(Column.text("model"), rule.model().toString())
            .withFact(Column.text("by"), rule.by().toString())
            .withFact(Column.text("repeats"), rule.repeats().toString());
    if (!(source instanceof Journeys.OfPaths)) {
      answer = answer.withFact(Column.count("lookback_seconds"), rule.lookback().toSeconds());
    }
    if (rule.model() == Model.TIME_DECAY) {
      answer = answer.withFact(Column.count("half_life_seconds"), rule.halfLife().toSeconds());
    }
    Markov chain = shares.chain();
    if (chain != null) {
      answer = withChain(answer, chain, rule, totals);
    }
    long known = totals.valued().setScale(0, RoundingMode.HALF_UP).longValueExact();
    long of = totals.conversions().setScale(0, RoundingMode.HALF_UP).longValueExact();
    if (known < of) {
      answer =
          answer.withCoverage(
              new Answer.Coverage(
                  known == 0 ? List.of("value") : List.of(),
                  List.of(new Answer.Part("value", known, of))));
    }
    return answer.withNotes(notes(source, rule));
  }

  private static Section rows(Rule rule, @Nullable String currency, Shares shares) {
    Shares.Totals totals = shares.totals();
    List<Credit> credits = new ArrayList<>(shares.credits());
    credits.sort(
        Comparator.comparingDouble(Credit::conversions).reversed().thenComparing(Credit::channel));
    List<BigDecimal> conversions =
        LargestRemainder.apportion(
            totals.attributedConversions(),
            credits.stream().map(Credit::conversions).toList(),
            CONVERSION_DECIMALS);
    BigDecimal all = cents(totals.value());
    List<BigDecimal> values =
        all == null
            ? List.of()
            : LargestRemainder.apportion(
                all.subtract(orZero(unattributedValue(totals))),
                credits.stream().map(Credit::value).toList(),
                CENTS);
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text(rule.by() == By.LAYER ? "layer" : "channel"),
                Column.number("conversions"),
                Column.money("value"),
                Column.text("currency")));
    if (rule.model() == Model.MARKOV) {
      columns.add(Column.rate("removal_effect"));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < credits.size(); i++) {
      Credit credit = credits.get(i);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(credit.channel());
      row.add(conversions.get(i));
      row.add(all == null ? null : values.get(i));
      row.add(currency);
      Double effect = credit.removalEffect();
      if (effect != null) {
        row.add(BigDecimal.valueOf(effect));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    return Section.rows("rows", columns, rows);
  }

  private static Answer withChain(Answer answer, Markov chain, Rule rule, Shares.Totals totals) {
    Answer solved =
        answer
            .withFact(Column.rate("conversion_probability"), BigDecimal.valueOf(chain.conversion()))
            .withFact(Column.flag("null_paths"), rule.lostJourneys());
    return rule.lostJourneys()
        ? solved.withFact(Column.number("lost_journeys"), totals.lost())
        : solved;
  }

  private static Answer withTransitions(Answer answer, Markov chain) {
    List<List<@Nullable Object>> steps = new ArrayList<>();
    for (Markov.Step step : chain.steps()) {
      steps.add(row(step.source(), step.target(), BigDecimal.valueOf(step.probability())));
    }
    List<Section> sections = new ArrayList<>(answer.sections());
    sections.add(
        Section.rows(
            "transitions",
            List.of(Column.text("source"), Column.text("target"), Column.rate("probability")),
            steps));
    return new Answer(
        answer.command(), answer.facts(), sections, answer.coverage(), answer.notes());
  }

  /** What the reader of the figures must know of the rule. */
  private static List<String> notes(Journeys source, Rule rule) {
    List<String> notes = new ArrayList<>();
    notes.add(
        switch (rule.model()) {
          case FIRST -> "first: a conversion goes to the first touch of its journey";
          case LAST -> "last: a conversion goes to the last touch before it";
          case LAST_NON_DIRECT ->
              "last non-direct: a conversion goes to the last touch that is not "
                  + rule.direct()
                  + ", and to "
                  + rule.direct()
                  + " where there is no other";
          case LINEAR -> "linear: each touch of a journey gets the same share";
          case POSITION ->
              "position: "
                  + rule.position().first()
                  + " to the first touch, "
                  + rule.position().middle()
                  + " to all between, "
                  + rule.position().last()
                  + " to the last; with two touches both ends in their ratio";
          case TIME_DECAY ->
              "time decay: a touch weighs 2^(-age / half-life), and the shares of a conversion"
                  + " add up to 1";
          case MARKOV ->
              "markov: conversions are shared in proportion to removal effects in a chain of order"
                  + " 1, solved exactly; journeys without a conversion are "
                  + (rule.lostJourneys() ? "in it" : "left out");
          case SHAPLEY ->
              "shapley: a set of channels is worth the conversions of the journeys that lie wholly"
                  + " in it, so each journey is shared equally by its different channels";
        });
    if (!(source instanceof Journeys.OfPaths)) {
      notes.add(
          "a touch counts from exactly the lookback before a conversion up to the conversion"
              + " itself, for each conversion anew");
    }
    if (rule.lostJourneys() && !(source instanceof Journeys.OfPaths)) {
      notes.add(
          "touches that no conversion followed within the lookback are lost journeys: one per user"
              + " and stretch between conversions");
    }
    notes.add(
        "rounded by largest remainder: rows and unattributed add up to the totals, values to the"
            + " cent");
    return notes;
  }

  private static @Nullable BigDecimal unattributedValue(Shares.Totals totals) {
    BigDecimal value = cents(totals.unattributedValue());
    // Nothing is unattributed: that is 0, unless no value is known at all.
    return value == null && totals.value() != null && totals.unattributedConversions().signum() == 0
        ? BigDecimal.ZERO.setScale(CENTS)
        : value;
  }

  private static @Nullable BigDecimal cents(@Nullable BigDecimal value) {
    return value == null ? null : value.setScale(CENTS, RoundingMode.HALF_UP);
  }

  private static BigDecimal orZero(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells)));
  }
}
