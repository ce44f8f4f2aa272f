package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people are shown of a section. Details are left out; so is a column that no row has, which
 * is named instead; a currency that all rows share moves into the labels of the money.
 *
 * @param columns what is shown
 * @param missing the names of the columns that no row has
 */
record ShownSection(List<Column> columns, List<String> missing) {

  /** The column that says why something is missing; where it is empty nothing is. */
  private static final String EXPLANATION = "reason";

  private static final String CURRENCY = "currency";

  /**
   * A column as it is shown.
   *
   * @param at its place in the section
   * @param cells as people read them; a missing one is {@code null}
   */
  record Column(int at, String label, Kind kind, List<@Nullable String> cells) {}

  static ShownSection of(Section section, Layout.Language language) {
    List<Integer> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < section.columns().size(); i++) {
      dev.sluice.answer.Column column = section.columns().get(i);
      if (column.detail()) {
        continue;
      }
      if (section.rows().isEmpty() || cells(section, i).stream().anyMatch(Objects::nonNull)) {
        present.add(i);
      } else if (!column.name().equals(EXPLANATION)) {
        missing.add(column.name());
      }
    }
    String currency = commonCurrency(section, present);
    List<Column> columns = new ArrayList<>();
    for (int i : present) {
      dev.sluice.answer.Column column = section.columns().get(i);
      if (currency.isEmpty() || !column.name().equals(CURRENCY)) {
        String label = ColumnNames.label(ColumnNames.heading(column.name()), language);
        columns.add(
            new Column(
                i,
                column.kind() == Kind.MONEY && !currency.isEmpty() ? label + " " + currency : label,
                column.kind(),
                Legible.column(column.kind(), cells(section, i), language)));
      }
    }
    return new ShownSection(columns, missing);
  }

  /** The facts of an answer, each a column of one cell. */
  static List<Column> facts(Answer answer, Layout.Language language) {
    List<Column> facts = new ArrayList<>();
    for (Answer.Fact fact : answer.facts()) {
      facts.add(
          new Column(
              facts.size(),
              ColumnNames.label(fact.column().name(), language),
              fact.column().kind(),
              Legible.column(
                  fact.column().kind(), Collections.singletonList(fact.value()), language)));
    }
    return facts;
  }

  /** The currency of all the money of a section; empty where there is none, or several. */
  private static String commonCurrency(Section section, List<Integer> present) {
    String common = "";
    boolean money = false;
    for (int i : present) {
      dev.sluice.answer.Column column = section.columns().get(i);
      money |= column.kind() == Kind.MONEY;
      if (column.name().equals(CURRENCY)) {
        List<String> found =
            cells(section, i).stream().map(String::valueOf).distinct().limit(2).toList();
        common = found.size() == 1 ? found.get(0) : "";
      }
    }
    return money ? common : "";
  }

  private static List<@Nullable Object> cells(Section section, int column) {
    List<@Nullable Object> cells = new ArrayList<>(section.rows().size());
    for (List<@Nullable Object> row : section.rows()) {
      cells.add(row.get(column));
    }
    return cells;
  }
}
