package dev.sluice.analysis.sellthrough;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came back of what was ordered together, by days since the order: D0, D1, D7, D14 and D30, as
 * a share of the units sold. Days, payment, returns and freshness are those of {@link SellThrough};
 * a cell that not every order of the cohort has reached is missing.
 *
 * <p>The share at D30 of a cohort that is not there yet is projected by the additive method of loss
 * reserving (Schmidt and Zocher, The Bornhuetter-Ferguson Principle, Variance 2, 2008). A stage j
 * adds
 *
 * <pre>a(j) = Σ (R(i,j) − R(i,j−1)) / Σ U(i), over the cohorts i of the shop that have reached j
 * </pre>
 *
 * where R are units returned and U units sold; a cohort that has reached stage k comes to R(k) + U
 * · (a(k+1) + … + a(D30)). Unlike the factors of a chain ladder, which multiply R(k), that does not
 * call a cohort of which nothing has come back yet one of which nothing will. It is an estimate: it
 * takes young cohorts to return like old ones. Where no cohort of the shop has reached a stage,
 * nothing is projected beyond it.
 *
 * <p>Sections: {@code returns}, a row a cohort, and {@code return_pattern}, the a(j).
 */
public final class ReturnCohorts {
  private static final List<String> STAGES = List.of("d0", "d1", "d7", "d14", "d30");

  /** D0, D7 and D30 are shown wherever there is room for anything. */
  private static final List<String> BETWEEN = List.of("d1", "d14");

  private static final List<Column> CELLS =
      List.of(
          Column.text("shop"),
          Column.text("cohort"),
          Column.date("starts"),
          Column.count("units_sold"),
          Column.count("days"),
          Column.count("returned"),
          Column.rate("share"),
          Column.number("projected"),
          Column.rate("projected_share"),
          Column.count("cohorts_that_reached"),
          Column.rate("added_by_stage"));

  private final Section cells;

  private ReturnCohorts(Section cells) {
    this.cells = cells;
  }

  /** Adds both sections to an answer, and what a reader must know of them. */
  public static Answer addTo(Answer answer, Workspace workspace, Scope scope, Grain cohort) {
    Scope asked = scope;
    if (cohort == Grain.BROADCAST) {
      List<String> broadcasts = Period.broadcasts(workspace, scope);
      if (broadcasts.isEmpty()) {
        return answer.withNotes(List.of("returns: no broadcast began in the period"));
      }
      asked = new Scope(broadcasts, null, null, scope.zone());
    }
    SoldLines.load(workspace, asked, "sku");
    ReturnCohorts cohorts =
        new ReturnCohorts(
            workspace.query(
                "cells",
                Sql.of(ReturnCohorts.class, "staging/return-cohorts.sql"),
                CELLS,
                cohort.toString()));
    Section returns = cohorts.returns(cohort);
    return answer
        .withSection(returns)
        .withSection(cohorts.pattern())
        .withNotes(notes(returns, cohort));
  }

  private int cohorts() {
    return cells.rows().size() / STAGES.size();
  }

  private Section returns(Grain cohort) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("shop").whereWide());
    columns.add(cohort == Grain.BROADCAST ? Column.id("cohort") : Column.text("cohort"));
    columns.add(Column.date("starts").asDetail());
    columns.add(Column.count("units_sold"));
    for (String stage : STAGES) {
      columns.add(Column.count("units_returned." + stage).asDetail());
    }
    for (String stage : STAGES) {
      Column share = Column.rate("share." + stage);
      columns.add(BETWEEN.contains(stage) ? share.whereWide() : share);
    }
    columns.add(Column.rate("projected_share"));
    columns.add(Column.number("projected_units").asDetail());
    columns.add(Column.text("maturity").whereWide());
    columns.add(Column.flag("mature").asDetail());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < cohorts(); i++) {
      rows.add(row(i * STAGES.size()));
    }
    return Section.rows("returns", columns, rows);
  }

  private List<@Nullable Object> row(int first) {
    List<@Nullable Object> row = new ArrayList<>();
    for (String column : List.of("shop", "cohort", "starts", "units_sold")) {
      row.add(cells.cell(first, column));
    }
    @Nullable String maturity = null;
    for (int stage = 0; stage < STAGES.size(); stage++) {
      @Nullable Object returned = cells.cell(first + stage, "returned");
      row.add(returned);
      maturity = returned == null ? maturity : "D" + cells.count(first + stage, "days");
    }
    for (int stage = 0; stage < STAGES.size(); stage++) {
      row.add(cells.cell(first + stage, "share"));
    }
    int last = first + STAGES.size() - 1;
    row.add(cells.cell(last, "projected_share"));
    row.add(cells.cell(last, "projected"));
    row.add(maturity);
    row.add(cells.cell(last, "returned") != null);
    return row;
  }

  /** Every cohort of a shop says the same of its stages. */
  private Section pattern() {
    Map<List<@Nullable Object>, List<@Nullable Object>> rows = new LinkedHashMap<>();
    for (int i = 0; i < cells.rows().size(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(cells.cell(i, "shop"));
      row.add("D" + cells.count(i, "days"));
      List<@Nullable Object> stage = List.copyOf(row);
      row.add(cells.cell(i, "cohorts_that_reached"));
      row.add(cells.cell(i, "added_by_stage"));
      rows.putIfAbsent(stage, row);
    }
    return Section.rows(
        "return_pattern",
        List.of(
            Column.text("shop").whereWide(),
            Column.text("stage"),
            Column.count("cohorts"),
            Column.rate("added")),
        List.copyOf(rows.values()));
  }

  private static List<String> notes(Section returns, Grain cohort) {
    List<String> notes = new ArrayList<>();
    if (cohort == Grain.BROADCAST) {
      notes.add("returns: lines of no broadcast are in no cohort");
    }
    long immature = 0;
    long projected = 0;
    for (int row = 0; row < returns.rows().size(); row++) {
      immature += returns.cell(row, "mature") == Boolean.TRUE ? 0 : 1;
      projected += returns.cell(row, "projected_share") == null ? 0 : 1;
    }
    if (immature > 0) {
      notes.add(
          "returns: "
              + immature
              + " of "
              + returns.rows().size()
              + " cohorts are younger than D30 (mature = false): a stage not reached has no"
              + " figure");
    }
    if (projected > 0) {
      notes.add(
          "projected share is an estimate for D30: what came back so far, and what the later stages"
              + " added in the older cohorts (return pattern)");
    }
    if (projected < immature) {
      notes.add(
          "returns: "
              + (immature - projected)
              + " of them have no projection: no cohort of the shop has reached D30, or returned"
              + " units are not known");
    }
    return notes;
  }
}
