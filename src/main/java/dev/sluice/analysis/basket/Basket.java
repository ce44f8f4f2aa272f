package dev.sluice.analysis.basket;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.analysis.inference.Interval;
import dev.sluice.analysis.inference.Proportion;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Nearest;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes together. A basket is an order, or all that a buyer bought in the scope; it counts once
 * for each key that it holds, whatever the units.
 *
 * <p>Of two keys: support is the share of all baskets of the shop that hold both, confidence the
 * share of those with the first that hold the second too, lift the confidence over the share of all
 * baskets that hold the second: 1 where the two have nothing to do with each other (Agrawal,
 * Imieliński and Swami 1993; Brin and others 1997). Intervals are 95 %: Wilson's for shares, the
 * delta method's on the logarithm for lift.
 */
public final class Basket {
  private static final double CONFIDENCE = 0.95;

  private Basket() {}

  /** What a basket is. */
  public enum Unit {
    ORDER,
    BUYER;

    static Unit of(String text) {
      return Arrays.stream(values())
          .filter(unit -> unit.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () -> Refusal.usage("--basket: there is no '" + text + "'", "order or buyer"));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is asked.
   *
   * @param by the key: sku, product, category, role or the name of a product attribute
   * @param minimum the least baskets that hold both of a pair
   * @param top how many pairs to list, 0 for all
   * @param hero the key whose halo is asked, or {@code null} for the pairs
   */
  public record Question(
      Scope scope, Unit unit, String by, long minimum, int top, @Nullable String hero) {

    /** Refuses what is not on offer. */
    public static Question of(
        Scope scope, String unit, String by, long minimum, int top, @Nullable String hero) {
      if (minimum < 1) {
        throw Refusal.usage("--minimum: " + minimum + " is not a number of baskets", "1 or more");
      }
      if (top < 0) {
        throw Refusal.usage("--top: " + top + " is not a number of rows", "0 is all");
      }
      return new Question(scope, Unit.of(unit), by, minimum, top, hero);
    }

    /** How many of the rows are listed. */
    private int shown(Section found) {
      int rows = found.rows().size();
      return top == 0 ? rows : Math.min(top, rows);
    }
  }

  /** Asks the workspace. */
  public static Answer ask(Workspace workspace, Question question) {
    SoldLines lines = SoldLines.load(workspace, question.scope(), question.by());
    workspace.update(sql("baskets"), question.unit().toString(), question.by());
    Section totals =
        workspace
            .query(
                "totals",
                sql("totals"),
                List.of(
                    Column.count("baskets"),
                    Column.count("baskets_of_several"),
                    Column.number("keys_per_basket")))
            .shaped(new Section.Shape.Single());
    List<String> notes = new ArrayList<>(lines.notes());
    if (lines.lines() == 0) {
      notes.add("nothing was sold in the scope");
    } else if (question.unit() == Unit.BUYER && totals.count(0, "baskets") == 0) {
      notes.add("no line names its buyer: --basket order counts by order");
    }
    String hero = question.hero();
    Answer answer =
        hero == null
            ? pairs(workspace, question, totals, notes)
            : halo(workspace, question, hero, lines, totals, notes);
    return answer
        .withFact(Column.text("basket"), question.unit().toString())
        .withFact(Column.text("by"), question.by())
        .withNotes(notes);
  }

  private static Answer pairs(
      Workspace workspace, Question question, Section totals, List<String> notes) {
    Section found =
        workspace.query(
            "pairs",
            sql("pairs"),
            List.of(
                Column.text("shop"),
                key(question, "a"),
                Column.text("a_name"),
                key(question, "b"),
                Column.text("b_name"),
                Column.count("baskets"),
                Column.count("a_baskets"),
                Column.count("b_baskets"),
                Column.count("all_baskets"),
                Column.rate("support"),
                Column.number("lift"),
                Column.number("lift_low"),
                Column.number("lift_high")),
            question.minimum());
    int shown = question.shown(found);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < shown; row++) {
      long both = found.count(row, "baskets");
      rows.add(
          Arrays.asList(
              found.cell(row, "shop"),
              found.cell(row, "a"),
              found.cell(row, "a_name"),
              found.cell(row, "b"),
              found.cell(row, "b_name"),
              both,
              found.cell(row, "support"),
              share(both, found.count(row, "a_baskets")),
              interval(both, found.count(row, "a_baskets")),
              share(both, found.count(row, "b_baskets")),
              interval(both, found.count(row, "b_baskets")),
              found.cell(row, "lift"),
              found.cell(row, "lift_low"),
              found.cell(row, "lift_high")));
    }
    if (shown < found.rows().size()) {
      notes.add(
          "the surest "
              + shown
              + " of "
              + found.rows().size()
              + " pairs, by the lower end of their lift; --top 0 lists all");
    }
    if (found.rows().size() > 20) {
      notes.add(
          "of many pairs some look lively by chance: about one interval in twenty misses the"
              + " truth");
    }
    return Answer.of(
            "basket",
            Section.rows(
                "rows",
                List.of(
                    Column.text("shop"),
                    key(question, "a"),
                    Column.text("a_name").asDetail(),
                    key(question, "b"),
                    Column.text("b_name").asDetail(),
                    Column.count("baskets"),
                    Column.rate("support"),
                    Column.rate("confidence_a_to_b"),
                    Column.rates("confidence_a_to_b_ci95").asDetail(),
                    Column.rate("confidence_b_to_a"),
                    Column.rates("confidence_b_to_a_ci95").asDetail(),
                    Column.number("lift"),
                    Column.number("lift_low"),
                    Column.number("lift_high")),
                rows),
            totals)
        .withFact(Column.count("minimum"), question.minimum())
        .withFact(Column.count("pairs"), (long) found.rows().size());
  }

  private static Answer halo(
      Workspace workspace,
      Question question,
      String hero,
      SoldLines lines,
      Section totals,
      List<String> notes) {
    Section whole =
        workspace.query(
            "whole",
            sql("hero"),
            List.of(
                Column.count("baskets"),
                Column.count("baskets_with_others"),
                Column.money("own_gmv"),
                Column.count("halo_units"),
                Column.money("halo_gmv"),
                Column.number("halo_gmv_per_basket"),
                Column.number("gmv_per_other_basket")),
            hero);
    long baskets = whole.count(0, "baskets");
    if (baskets == 0 && lines.lines() > 0) {
      throw Refusal.usage(
          "--with: nothing sold has the " + question.by() + " '" + hero + "'",
          near(workspace, hero));
    }
    boolean oneCurrency = lines.currencies().size() <= 1;
    if (!oneCurrency) {
      notes.add("several currencies, never added: " + String.join(", ", lines.currencies()));
    }
    long withOthers = whole.count(0, "baskets_with_others");
    Section heroSection =
        Section.single(
            "hero",
            List.of(
                key(question, "key"),
                Column.count("baskets"),
                Column.count("baskets_with_others"),
                Column.rate("attach_rate"),
                Column.rates("attach_rate_ci95"),
                Column.money("own_gmv"),
                Column.count("halo_units"),
                Column.money("halo_gmv"),
                Column.money("halo_gmv_per_basket"),
                Column.money("gmv_per_other_basket"),
                Column.text("currency")),
            Arrays.asList(
                hero,
                baskets,
                withOthers,
                share(withOthers, baskets),
                interval(withOthers, baskets),
                oneCurrency ? whole.cell(0, "own_gmv") : null,
                whole.cell(0, "halo_units"),
                oneCurrency ? whole.cell(0, "halo_gmv") : null,
                oneCurrency ? cents(whole.cell(0, "halo_gmv_per_basket")) : null,
                oneCurrency ? cents(whole.cell(0, "gmv_per_other_basket")) : null,
                oneCurrency && !lines.currencies().isEmpty() ? lines.currencies().get(0) : null));
    Section found =
        workspace.query(
            "halo",
            sql("halo"),
            List.of(
                Column.text("shop"),
                key(question, "key"),
                Column.text("name"),
                Column.count("baskets"),
                Column.count("hero_baskets"),
                Column.count("other_baskets_with"),
                Column.count("other_baskets"),
                Column.count("units"),
                Column.money("gmv")),
            hero);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int shown = question.shown(found);
    for (int row = 0; row < shown; row++) {
      long both = found.count(row, "baskets");
      rows.add(
          Arrays.asList(
              found.cell(row, "shop"),
              found.cell(row, "key"),
              found.cell(row, "name"),
              both,
              share(both, found.count(row, "hero_baskets")),
              interval(both, found.count(row, "hero_baskets")),
              share(found.count(row, "other_baskets_with"), found.count(row, "other_baskets")),
              found.cell(row, "units"),
              oneCurrency ? found.cell(row, "gmv") : null,
              oneCurrency && !lines.currencies().isEmpty() ? lines.currencies().get(0) : null));
    }
    if (shown < found.rows().size()) {
      notes.add("the first " + shown + " of " + found.rows().size() + "; --top 0 lists all");
    }
    notes.add(
        "bought together is not bought because of: the halo is what lay beside it, not what it"
            + " caused");
    return Answer.of(
        "basket",
        Section.rows(
            "rows",
            List.of(
                Column.text("shop"),
                key(question, "key"),
                Column.text("name"),
                Column.count("baskets"),
                Column.rate("confidence"),
                Column.rates("confidence_ci95"),
                Column.rate("share_of_other_baskets"),
                Column.count("units"),
                Column.money("gmv"),
                Column.text("currency")),
            rows),
        heroSection,
        totals);
  }

  private static String near(Workspace workspace, String hero) {
    List<String> keys =
        workspace.query("keys", sql("keys"), List.of(Column.id("key"))).rows().stream()
            .map(row -> String.valueOf(row.get(0)))
            .toList();
    @Nullable String nearest = Nearest.one(hero, keys);
    return nearest == null
        ? "the most bought: " + String.join(", ", keys.subList(0, Math.min(5, keys.size())))
        : "did you mean " + nearest + "?";
  }

  private static Column key(Question question, String name) {
    boolean ids = question.by().equals("sku") || question.by().equals("product");
    return ids ? Column.id(name) : Column.text(name);
  }

  private static @Nullable BigDecimal share(long part, long of) {
    return of == 0
        ? null
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(of), 6, RoundingMode.HALF_UP);
  }

  private static @Nullable List<BigDecimal> interval(long part, long of) {
    if (of == 0) {
      return null;
    }
    Interval interval = Proportion.wilson(part, of, CONFIDENCE);
    return Stream.of(interval.low(), interval.high())
        .map(end -> new BigDecimal(end, MathContext.DECIMAL64).setScale(6, RoundingMode.HALF_UP))
        .toList();
  }

  private static @Nullable BigDecimal cents(@Nullable Object amount) {
    return amount instanceof BigDecimal number ? number.setScale(2, RoundingMode.HALF_UP) : null;
  }

  private static Sql sql(String question) {
    return Sql.of(Basket.class, "staging/" + question + ".sql");
  }
}
