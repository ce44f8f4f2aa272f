package dev.sluice.analysis.history;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Answer.Coverage;
import dev.sluice.answer.Answer.Part;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frozen plan against what happened.
 *
 * <p>What a layer brought is as imported ({@code generic.layers}). The broadcast's own counts are
 * its viewers (people), its paid orders and its paid GMV, or, where it has none of those, the ones
 * attributed to it. What no layer accounts for is <b>unattributed</b>: layers and unattributed add
 * up to the broadcast. Layers that claim more than there was make it negative, and that is said.
 */
public final class PlanComparison {
  private static final Sql BROADCASTS = Sql.of(PlanComparison.class, "broadcasts-of-plan.sql");
  private static final Sql COMPARE = Sql.of(PlanComparison.class, "compare.sql");

  private static final List<String> PEOPLE =
      List.of(
          "layer",
          "entrants.planned",
          "entrants.actual",
          "orders.planned",
          "orders.actual",
          "reason");
  private static final List<String> RESERVATIONS =
      List.of(
          "layer",
          "reservations.planned",
          "reservations.actual",
          "show_up_rate.planned",
          "show_up_rate.actual");
  private static final List<String> COST_PER_ENTRANT =
      List.of("layer", "cost_per_entrant.planned", "cost_per_entrant.actual", "currency");
  private static final List<String> MONEY =
      List.of("layer", "cost.planned", "cost.actual", "gmv.planned", "gmv.actual", "currency");

  private static final List<Column> FIGURES =
      List.of(
          Column.id("layer"),
          Column.term("kind"),
          Column.count("reservations.planned"),
          Column.count("reservations.actual"),
          Column.rate("show_up_rate.planned"),
          Column.rate("show_up_rate.actual"),
          Column.count("entrants.planned"),
          Column.count("entrants.actual"),
          Column.count("orders.planned"),
          Column.count("orders.actual"),
          Column.money("cost.planned"),
          Column.money("cost.actual"),
          Column.money("cost_per_entrant.planned"),
          Column.money("cost_per_entrant.actual"),
          Column.money("gmv.planned"),
          Column.money("gmv.actual"),
          Column.text("currency"),
          Column.sentence("reason"));

  private static final List<String> UNATTRIBUTED =
      List.of("entrants.actual", "orders.actual", "gmv.actual", "currency", "reason");

  private static final List<String> OF_LAYERS_ONLY =
      List.of("layer", "kind", "show_up_rate.planned", "show_up_rate.actual", "reason");

  /** What is added up over the layers, and may be more than there was. */
  private static final List<String> SUMMED = List.of("entrants", "orders", "gmv");

  private final PlanVersions.Version plan;
  private final String broadcast;
  private final Section found;

  private PlanComparison(PlanVersions.Version plan, String broadcast, Section found) {
    this.plan = plan;
    this.broadcast = broadcast;
    this.found = found;
  }

  /**
   * Compares.
   *
   * @param broadcast {@code null} = the one whose results by layer name the plan, else the one of
   *     the plan's account that began nearest to the planned start
   * @throws Refusal when there is no such broadcast, or several to choose from
   */
  public static PlanComparison of(
      Workspace workspace, PlanVersions.Version frozen, @Nullable String broadcast) {
    String chosen = broadcast == null ? broadcast(workspace, frozen) : broadcast;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.count("part"));
    columns.addAll(FIGURES);
    columns.add(Column.text("orders_basis"));
    columns.add(Column.text("gmv_basis"));
    columns.add(Column.count("layers"));
    SUMMED.forEach(metric -> columns.add(Column.count("with_" + metric)));
    columns.add(Column.count("results"));
    columns.add(Column.flag("known"));
    Section found =
        workspace.query("found", COMPARE, columns, frozen.plan(), frozen.version(), chosen);
    if (found.cell(0, "known") != Boolean.TRUE && count(found, "results") == 0) {
      throw Scope.unknown(workspace, chosen);
    }
    return new PlanComparison(frozen, chosen, found);
  }

  private static String broadcast(Workspace workspace, PlanVersions.Version plan) {
    List<List<@Nullable Object>> candidates =
        workspace
            .query(
                "broadcasts",
                BROADCASTS,
                List.of(
                    Column.id("broadcast"), Column.instant("started_at"), Column.flag("imported")),
                plan.plan(),
                plan.account(),
                plan.start())
            .rows();
    if (candidates.isEmpty()) {
      throw Refusal.usage(
          "no broadcast belongs to plan " + plan.plan() + " yet",
          "import its results by layer (generic.layers), or name it: --broadcast ID");
    }
    if (candidates.size() > 1) {
      throw Refusal.usage(
          "plan " + plan.plan() + " has several broadcasts",
          "choose one: --broadcast "
              + String.join(
                  ", or ", candidates.stream().map(row -> String.valueOf(row.get(0))).toList()));
    }
    return String.valueOf(candidates.get(0).get(0));
  }

  /** Everything, for programs. */
  public Answer answer() {
    int layers = found.rows().size() - 2;
    List<Column> unattributed = columns(UNATTRIBUTED);
    List<Column> totals =
        FIGURES.stream().filter(column -> !OF_LAYERS_ONLY.contains(column.name())).toList();
    return facts(
            Answer.of(
                "plan-compare",
                Section.rows("layers", FIGURES, rows(FIGURES, layers)),
                Section.single("unattributed", unattributed, cells(unattributed, layers)),
                Section.single("totals", totals, cells(totals, layers + 1))))
        .withFact(Column.texts("over_attributed"), overAttributed());
  }

  /** The same for people, in narrow tables. */
  public Answer overview() {
    int all = found.rows().size();
    return facts(
        Answer.of(
            "plan-compare",
            Section.rows("people", columns(PEOPLE), rows(columns(PEOPLE), all)),
            told("reservations", RESERVATIONS, all - 2),
            Section.rows("money", columns(MONEY), rows(columns(MONEY), all)),
            told("cost_per_entrant", COST_PER_ENTRANT, all)));
  }

  /** Those of the rows that have a plan or a result. */
  private Section told(String section, List<String> names, int many) {
    return Section.rows(
        section,
        columns(names),
        rows(columns(names), many).stream()
            .filter(row -> row.get(1) != null || row.get(2) != null)
            .toList());
  }

  private static List<Column> columns(List<String> names) {
    return FIGURES.stream().filter(column -> names.contains(column.name())).toList();
  }

  private Answer facts(Answer answer) {
    return answer
        .withFact(Column.id("plan"), plan.plan())
        .withFact(Column.count("version"), plan.version())
        .withFact(Column.instant("saved_at"), plan.savedAt())
        .withFact(Column.id("broadcast"), broadcast)
        .withFact(Column.text("basis.entrants"), "viewers")
        .withFact(Column.text("basis.orders"), found.cell(0, "orders_basis"))
        .withFact(Column.text("basis.gmv"), found.cell(0, "gmv_basis"))
        .withCoverage(coverage())
        .withNotes(notes());
  }

  private List<List<@Nullable Object>> rows(List<Column> columns, int many) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < many; row++) {
      rows.add(cells(columns, row));
    }
    return rows;
  }

  private List<@Nullable Object> cells(List<Column> columns, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Column column : columns) {
      cells.add(found.cell(row, column.name()));
    }
    return cells;
  }

  /** The metrics of which the layers claim more than the broadcast had. */
  private List<String> overAttributed() {
    int unattributed = found.rows().size() - 2;
    List<String> over = new ArrayList<>();
    for (String metric : SUMMED) {
      Object rest = found.cell(unattributed, metric + ".actual");
      if ((rest instanceof Long count && count < 0)
          || (rest instanceof BigDecimal amount && amount.signum() < 0)) {
        over.add(metric);
      }
    }
    return over;
  }

  private Coverage coverage() {
    long layers = count(found, "layers");
    List<String> missing = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (String metric : SUMMED) {
      long known = count(found, "with_" + metric);
      if (known == 0) {
        missing.add(metric);
      } else if (known < layers) {
        parts.add(new Part(metric, known, layers));
      }
    }
    missing.sort(null);
    return new Coverage(missing, parts);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (plan.changedSince()) {
      notes.add(
          "the campaign file is not that of version "
              + plan.version()
              + ": compared is what was frozen");
    }
    List<String> over = overAttributed();
    if (!over.isEmpty()) {
      notes.add(
          "Over-attributed: the layers claim more "
              + String.join(" and ", over)
              + " than the broadcast had, so that what is unattributed is below 0.");
    }
    if (count(found, "results") == 0) {
      notes.add(
          "no results by layer were imported for this plan and broadcast: import them"
              + " (sluice formats generic.layers)");
    }
    notes.add(
        "layers and (unattributed) add up to (broadcast), which is what the platform counted;"
            + " the planned entrants are added up as if nobody came by two layers");
    return notes;
  }

  private static long count(Section section, String column) {
    return section.cell(0, column) instanceof Long value ? value : 0;
  }
}
