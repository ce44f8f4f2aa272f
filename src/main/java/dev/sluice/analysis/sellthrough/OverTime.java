package dev.sluice.analysis.sellthrough;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sell-through over time: a row a broadcast or calendar period, or a row a period and key. Each
 * says what {@link SellThrough} says of that period alone; the totals are of the whole.
 *
 * <p>All rows count returns up to the same day after the order. Unless it is asked for, that is the
 * largest that every order of the whole has reached. A row that has not reached it stands at its
 * own {@code maturity}, is not {@code mature}, and is named in a note: its returns are no match for
 * those of the others.
 */
public final class OverTime {
  private OverTime() {}

  /**
   * Asks the workspace.
   *
   * @param question of a period
   * @param byKey whether the rows of a period are cut by the keys of the question
   */
  public static Answer ask(
      Workspace workspace, SellThrough.Question question, Grain grain, boolean byKey) {
    if (!question.scope().broadcasts().isEmpty()) {
      throw Refusal.usage(
          "--over does not go with --broadcast", "give days, or neither: --from DAY --to DAY");
    }
    SellThrough sellThrough = SellThrough.of(workspace, question);
    Answer whole = sellThrough.ask();
    String maturity = String.valueOf(whole.fact("maturity"));
    int days = Integer.parseInt(maturity.substring(1));
    Section totals = whole.section("totals");
    Section shape = byKey ? whole.section("rows") : totals;
    int mature = totals.indexOf("mature");
    int sold = totals.indexOf("units_sold");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    TreeSet<String> bases = new TreeSet<>(List.of(String.valueOf(whole.fact("base"))));
    List<String> immature = new ArrayList<>();
    long units = 0;
    List<Period> periods = Period.load(workspace, question.scope(), grain, question.base());
    Map<String, SellThrough.Told> parts = sellThrough.ask(periods, grain, days, byKey);
    for (Period period : periods) {
      SellThrough.Told told = parts.getOrDefault(period.key(), SellThrough.Told.EMPTY);
      units += told.totals().get(sold) instanceof Long known ? known : 0;
      if (told.totals().get(mature) == Boolean.FALSE) {
        immature.add(period.name());
      }
      bases.add(period.base());
      for (List<@Nullable Object> cells : byKey ? told.rows() : List.of(told.totals())) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(period.name());
        row.add(period.starts());
        row.addAll(cells);
        row.add(period.base());
        rows.add(row);
      }
    }
    List<Section> sections = new ArrayList<>();
    sections.add(Section.rows("rows", columns(shape, grain, bases), rows));
    sections.add(totals);
    Answer answer =
        new Answer(whole.command(), facts(whole, byKey), sections, whole.coverage(), whole.notes())
            .withFact(Column.text("over"), grain.toString());
    return answer.withNotes(
        notes(maturity, immature, bases, totals.count(0, "units_sold") - units));
  }

  /** Rows that are cut by no key say so. */
  private static List<Answer.Fact> facts(Answer whole, boolean byKey) {
    return whole.facts().stream()
        .map(
            fact ->
                !byKey && fact.column().name().equals("by")
                    ? new Answer.Fact(fact.column(), null)
                    : fact)
        .toList();
  }

  /**
   * What stands in doubt between rows is shown: how mature each is, and its base where they differ.
   */
  private static List<Column> columns(Section shape, Grain grain, Set<String> bases) {
    List<Column> columns = new ArrayList<>();
    columns.add(grain == Grain.BROADCAST ? Column.id("period") : Column.text("period"));
    columns.add(Column.date("starts").asDetail());
    for (Column column : shape.columns()) {
      columns.add(column.name().equals("maturity") ? Column.text("maturity") : column);
    }
    columns.add(bases.size() > 1 ? Column.text("base") : Column.text("base").asDetail());
    return columns;
  }

  private static List<String> notes(
      String maturity, List<String> immature, Set<String> bases, long elsewhere) {
    List<String> notes = new ArrayList<>();
    if (!immature.isEmpty()) {
      notes.add(
          "rows of unequal maturity: "
              + String.join(", ", immature)
              + (immature.size() == 1 ? " has" : " have")
              + " not reached "
              + maturity
              + " (mature = false); do not compare returns or net sell-through with theirs");
    }
    if (bases.size() > 1) {
      notes.add(
          "different bases, as each row and the totals have what is known best: "
              + String.join(", ", bases)
              + "; --base makes them one");
    }
    if (elsewhere != 0) {
      notes.add(
          "the totals hold " + elsewhere + " units that are in no row: sold in no such period");
    }
    return notes;
  }
}
