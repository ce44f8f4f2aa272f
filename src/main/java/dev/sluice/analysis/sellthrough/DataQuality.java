package dev.sluice.analysis.sellthrough;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sell-through could not join, and what its input says that cannot be: counted, with ids,
 * and with what was done about it. Two sections: {@code unjoined} and {@code input}.
 */
public final class DataQuality {
  /** A kind of finding and what was done with the rows. */
  private enum Finding {
    LINE_WITHOUT_SKU("counted as a row of its own, which no stock and no product explains"),
    SKU_NOT_IN_PRODUCTS("counted under its SKU, without name, category, role or attributes"),
    SKU_NOT_IN_STOCK("counted; it has no base, so no sell-through"),
    ALLOCATED_WITHOUT_SALES("shown with 0 units sold; its base counts in the totals"),
    BROADCAST_NOT_KNOWN("counted in the period; in no broadcast, as none of that id was imported"),
    LINE_WITHOUT_BROADCAST("counted in the period; it states no broadcast and fell into none"),
    NEGATIVE_STOCK("kept as it stands; a base below zero is taken as unknown, and has no cover"),
    SKU_IN_TWO_PRODUCTS(
        "counted under the product that the product list gives, else under that of its lines"),
    RETURN_WITHOUT_ORDER("not counted: what it gives back is not among the orders"),
    RETURNED_MORE_THAN_SOLD("counted as it stands: net units fall by more than were sold"),
    QUANTITY_BELOW_ONE("counted as it stands"),
    ORDER_BEFORE_BROADCAST("counted in the broadcast that it states, not in the pace of its sales"),
    REJECTED_ROW("not loaded: see sluice rejects");

    private final String treatment;

    Finding(String treatment) {
      this.treatment = treatment;
    }

    private static Finding of(@Nullable Object kind) {
      return valueOf(String.valueOf(kind).toUpperCase(Locale.ROOT));
    }

    private String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final List<Column> FOUND =
      List.of(
          Column.term("kind"),
          Column.text("shop").whereWide(),
          Column.count("rows"),
          Column.count("units"),
          Column.count("ids"),
          Column.texts("examples"),
          Column.count("others"));

  private DataQuality() {}

  /**
   * Adds both sections to an answer, and a note for each kind that was found.
   *
   * @param examples how many ids a finding names; how many more there are stands beside
   */
  public static Answer addTo(Answer answer, Workspace workspace, Scope scope, int examples) {
    if (examples < 0) {
      throw Refusal.usage("--quality: " + examples + " ids are no number of ids", "give 0 or more");
    }
    SoldLines.load(workspace, scope, "sku");
    Section unjoined =
        workspace.query(
            "unjoined",
            Sql.of(DataQuality.class, "staging/unjoined.sql"),
            FOUND,
            scope.joined(),
            scope.fromText(),
            scope.toText(),
            scope.zoneName(),
            examples);
    Section input =
        workspace.query(
            "input",
            Sql.of(DataQuality.class, "staging/input.sql"),
            FOUND,
            scope.joined(),
            examples);
    Set<Finding> kinds = EnumSet.noneOf(Finding.class);
    Answer whole = answer.withSection(treated(unjoined, kinds)).withSection(treated(input, kinds));
    return whole.withNotes(
        kinds.stream().map(kind -> kind.words() + ": " + kind.treatment).toList());
  }

  /** The section with what was done about each row of it, which goes into {@code kinds} too. */
  private static Section treated(Section found, Set<Finding> kinds) {
    List<Column> columns = new ArrayList<>(found.columns());
    columns.add(Column.text("treatment").asDetail());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      Finding kind = Finding.of(found.cell(row, "kind"));
      kinds.add(kind);
      List<@Nullable Object> cells = new ArrayList<>(found.rows().get(row));
      cells.add(kind.treatment);
      rows.add(cells);
    }
    return Section.rows(found.name(), columns, rows);
  }
}
