package dev.sluice.analysis.attribution;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the table {@code journey} comes to under a rule, unrounded.
 *
 * @param credits by channel, in the order of their names; none of a journey is left out
 * @param totals what there is to share out
 * @param chain the Markov chain, where the model has one
 */
record Shares(List<Credit> credits, Totals totals, @Nullable Markov chain) {
  private static final Column CHANNEL = Column.text("channel");
  private static final Column CONVERSIONS = Column.number("conversions");
  private static final Column VALUE = Column.number("value");

  /**
   * What there is to share out.
   *
   * @param conversions all of them
   * @param value what they are worth, as far as known; {@code null} when no value is known
   * @param valued how many of them have a value
   * @param unattributedConversions those without a touch
   * @param unattributedValue what those are worth, {@code null} when not known
   * @param lost journeys that did not convert
   */
  record Totals(
      BigDecimal conversions,
      @Nullable BigDecimal value,
      BigDecimal valued,
      BigDecimal unattributedConversions,
      @Nullable BigDecimal unattributedValue,
      BigDecimal lost) {

    BigDecimal attributedConversions() {
      return conversions.subtract(unattributedConversions);
    }

    BigDecimal attributedValue() {
      BigDecimal all = value == null ? BigDecimal.ZERO : value;
      return unattributedValue == null ? all : all.subtract(unattributedValue);
    }

    private static Totals read(Workspace workspace) {
      Section row =
          workspace.query(
              "totals",
              sql("totals"),
              List.of(
                  CONVERSIONS,
                  VALUE,
                  Column.number("valued"),
                  Column.number("unattributed_conversions"),
                  Column.number("unattributed_value"),
                  Column.number("lost")));
      return new Totals(
          decimal(row, "conversions"),
          (BigDecimal) row.cell(0, "value"),
          decimal(row, "valued"),
          decimal(row, "unattributed_conversions"),
          (BigDecimal) row.cell(0, "unattributed_value"),
          decimal(row, "lost"));
    }

    private static BigDecimal decimal(Section row, String column) {
      Object value = row.cell(0, column);
      return value == null ? BigDecimal.ZERO : (BigDecimal) value;
    }
  }

  /** Conversions and value that are being added up. */
  private static final class Sum {
    private double conversions;
    private double value;

    void add(double share, List<@Nullable Object> row, int at) {
      conversions += share * number(row.get(at));
      value += share * number(row.get(at + 1));
    }

    private static double number(@Nullable Object cell) {
      return cell == null ? 0 : ((BigDecimal) cell).doubleValue();
    }
  }

  static Shares of(Workspace workspace, Rule rule) {
    Totals totals = Totals.read(workspace);
    TreeMap<String, Sum> sums = new TreeMap<>();
    for (List<@Nullable Object> row :
        workspace.query("channels", sql("channels"), List.of(CHANNEL)).rows()) {
      sums.put(String.valueOf(row.get(0)), new Sum());
    }
    Markov chain = null;
    switch (rule.model()) {
      case FIRST, LAST, LAST_NON_DIRECT, LINEAR, POSITION -> places(workspace, rule, sums);
      case TIME_DECAY -> timeDecay(workspace, rule, sums);
      case SHAPLEY -> shapley(workspace, sums);
      case MARKOV -> chain = markov(workspace, totals, sums);
    }
    List<Credit> credits = new ArrayList<>();
    for (var entry : sums.entrySet()) {
      String channel = entry.getKey();
      Sum sum = entry.getValue();
      credits.add(
          new Credit(
              channel,
              sum.conversions,
              sum.value,
              chain == null ? null : chain.removalEffect(channel)));
    }
    return new Shares(credits, totals, chain);
  }

  private static Sum sum(TreeMap<String, Sum> sums, @Nullable Object channel) {
    return sums.computeIfAbsent(String.valueOf(channel), name -> new Sum());
  }

  private static void places(Workspace workspace, Rule rule, TreeMap<String, Sum> sums) {
    Section places =
        workspace.query(
            "places",
            sql("places"),
            List.of(CHANNEL, Column.count("length"), Column.text("place"), CONVERSIONS, VALUE));
    for (List<@Nullable Object> row : places.rows()) {
      long length = (Long) Objects.requireNonNull(row.get(1));
      Place place = Place.valueOf(String.valueOf(row.get(2)).toUpperCase(Locale.ROOT));
      sum(sums, row.get(0)).add(place.share(rule, length), row, 3);
    }
  }

  private static void timeDecay(Workspace workspace, Rule rule, TreeMap<String, Sum> sums) {
    double halfLife = rule.halfLife().toSeconds() * 1e6;
    Section decayed =
        workspace.query(
            "decayed", sql("time_decay"), List.of(CHANNEL, CONVERSIONS, VALUE), halfLife);
    for (List<@Nullable Object> row : decayed.rows()) {
      sum(sums, row.get(0)).add(1, row, 1);
    }
  }

  /**
   * With that worth, each set of channels adds to the game what its own journeys converted, and a
   * set's own part is shared equally by its members (Harsanyi): exact without listing all
   * coalitions, so any number of channels will do.
   */
  private static void shapley(Workspace workspace, TreeMap<String, Sum> sums) {
    Section sets =
        workspace.query(
            "sets", sql("channel_sets"), List.of(Column.texts("channels"), CONVERSIONS, VALUE));
    for (List<@Nullable Object> row : sets.rows()) {
      List<?> channels = (List<?>) Objects.requireNonNull(row.get(0));
      for (Object channel : channels) {
        sum(sums, channel).add(1.0 / channels.size(), row, 1);
      }
    }
  }

  private static Markov markov(Workspace workspace, Totals totals, TreeMap<String, Sum> sums) {
    Section counted =
        workspace.query(
            "transitions",
            sql("transitions"),
            List.of(
                Column.text("source"),
                Column.text("target"),
                Column.text("ending"),
                Column.number("weight")));
    List<Markov.Transition> transitions = new ArrayList<>();
    for (List<@Nullable Object> row : counted.rows()) {
      transitions.add(
          new Markov.Transition(
              (String) row.get(0),
              (String) row.get(1),
              "conversion".equals(row.get(2)),
              Sum.number(row.get(3))));
    }
    Markov chain = new Markov(transitions);
    double effects = 0;
    for (String channel : sums.keySet()) {
      effects += chain.removalEffect(channel);
    }
    for (var entry : sums.entrySet()) {
      double effect = chain.removalEffect(entry.getKey());
      double share = effect == 0 ? 0 : effect / effects;
      entry.getValue().conversions = share * totals.attributedConversions().doubleValue();
      entry.getValue().value = share * totals.attributedValue().doubleValue();
    }
    return chain;
  }

  private static Sql sql(String question) {
    return Sql.of(Shares.class, "staging/" + question + ".sql");
  }
}
