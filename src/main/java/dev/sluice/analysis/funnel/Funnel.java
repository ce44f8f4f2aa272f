package dev.sluice.analysis.funnel;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The funnel of the platforms' own counts.
 *
 * <ul>
 *   <li>PV: impressions, views, product_impressions, product_clicks, created_sku_orders (in groups
 *       where a broadcast knows it), orders.
 *   <li>UV: reach, viewers, product_reach, product_clickers, buyers.
 * </ul>
 *
 * <p>Orders are the in-room orders where the export has them, else the attributed ones, else SKU
 * orders; a note counts the broadcasts of each. Every rate is a ratio of sums over the broadcasts
 * that know both of its counts, so a broadcast without impressions does not dilute the enter rate.
 *
 * <p>{@code rate_from_previous} and its {@code ci95} look back to the step before; {@code dropped}
 * looks ahead: how many of this step did not come to the next. The interval is Wilson's at 95 %, of
 * proportions of people only: a PV count is no sample of independent trials, and a PV step may even
 * rise.
 */
public final class Funnel {
  private static final Sql SCOPE = Sql.of(Funnel.class, "scope.sql");
  private static final Sql FUNNEL = Sql.of(Funnel.class, "funnel.sql");

  private static final List<String> GROUPS =
      List.of("broadcast", "platform", "account", "source", "product", "host", "weekday", "slot");
  private static final List<String> COMPARABLE = List.of("broadcast", "source", "product");

  private static final List<Column> SCOPE_COLUMNS =
      List.of(
          Column.count("broadcasts"),
          Column.count("with_pv"),
          Column.count("with_uv"),
          Column.count("orders_in_room"),
          Column.count("orders_attributed"),
          Column.count("orders_of_skus"),
          Column.count("orders_of_skus_attributed"),
          Column.count("orders_placed_only"),
          Column.count("buyers_in_room"),
          Column.count("buyers_attributed"),
          Column.count("without_previous"),
          Column.texts("shops_without_zone"),
          Column.texts("unknown"),
          Column.flag("compared_known"));

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("kind"),
          Column.text("group"),
          Column.count("parts"),
          Column.count("step"),
          Column.text("name"),
          Column.count("known"),
          Column.count("count"),
          Column.rate("rate_from_first"),
          Column.rate("rate_from_previous"),
          Column.rates("ci95"),
          Column.count("dropped"),
          Column.count("previous_count"),
          Column.rate("previous_rate"),
          Column.rate("change"),
          Column.money("amount"),
          Column.text("currency"),
          Column.sentence("reason"));

  /**
   * What is asked.
   *
   * @param scope broadcasts and days of their starts
   * @param basis {@code pv} or {@code uv}; {@code null} = PV where a broadcast of the scope knows
   *     PV counts, else UV
   * @param by the group: broadcast, platform, account, source, product, host, weekday or slot
   *     (three hours of the shop's day by the start); {@code null} = the whole
   * @param compare {@code previous} (the account's broadcast before), the id of a broadcast, or
   *     {@code null}
   */
  public record Question(
      Scope scope, @Nullable String basis, @Nullable String by, @Nullable String compare) {

    /** Refuses what is not on offer. */
    public static Question of(
        Scope scope, @Nullable String basis, @Nullable String by, @Nullable String compare) {
      if (basis != null && !basis.equals("pv") && !basis.equals("uv")) {
        throw Refusal.usage("--basis: there is no '" + basis + "'", "choose pv or uv");
      }
      if (by != null && !GROUPS.contains(by)) {
        throw Refusal.usage(
            "--by: there is no '" + by + "'", "choose one of " + String.join(", ", GROUPS));
      }
      if (compare != null && by != null && !COMPARABLE.contains(by)) {
        throw Refusal.usage(
            "--compare does not go with --by " + by,
            "compare the whole, or by one of " + String.join(", ", COMPARABLE));
      }
      return new Question(scope, basis, by, compare);
    }

    private boolean perBroadcast() {
      return by == null || !(by.equals("product") || by.equals("source"));
    }
  }

  private final Question question;
  private final Section scope;
  private final String basis;

  private Funnel(Question question, Section scope) {
    this.question = question;
    this.scope = scope;
    String asked = question.basis();
    if (asked != null) {
      this.basis = asked;
    } else {
      this.basis = known("with_pv") > 0 || known("with_uv") == 0 ? "pv" : "uv";
    }
  }

  /** Asks the workspace. A scope without broadcasts gives an answer without groups and a note. */
  public static Answer ask(Workspace workspace, Question question) {
    Scope asked = question.scope();
    String compare = question.compare();
    Section scope =
        workspace.query(
            "scope",
            SCOPE,
            SCOPE_COLUMNS,
            asked.joined(),
            asked.fromText(),
            asked.toText(),
            asked.zoneName(),
            "previous".equals(compare) ? null : compare);
    Funnel funnel = new Funnel(question, scope);
    funnel.refuse(workspace);
    Section found =
        workspace.query(
            "found",
            FUNNEL,
            COLUMNS,
            asked.joined(),
            asked.fromText(),
            asked.toText(),
            asked.zoneName(),
            funnel.basis,
            question.by(),
            compare);
    return funnel.answer(found);
  }

  private void refuse(Workspace workspace) {
    List<String> unknown = texts("unknown");
    if (!unknown.isEmpty()) {
      throw Scope.unknown(workspace, unknown.get(0));
    }
    String compare = question.compare();
    if (compare == null) {
      return;
    }
    if (scope.cell(0, "compared_known") == Boolean.FALSE) {
      throw Scope.unknown(workspace, compare);
    }
    if (compare.equals("previous")
        && known("broadcasts") > 1
        && !"broadcast".equals(question.by())) {
      throw Refusal.usage(
          "--compare previous needs one broadcast, not " + known("broadcasts"),
          "name one with --broadcast, or add --by broadcast");
    }
  }

  private Answer answer(Section found) {
    List<List<@Nullable Object>> steps = new ArrayList<>();
    List<List<@Nullable Object>> rates = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      if ("step".equals(found.cell(row, "kind"))) {
        steps.add(step(found, row));
      } else {
        rates.add(rate(found, row));
      }
    }
    boolean byId = "broadcast".equals(question.by()) || "product".equals(question.by());
    Column group = byId ? Column.id("group") : Column.text("group");
    Section groups =
        Section.rows("groups", stepColumns(group), steps)
            .shaped(new Section.Shape.Nested(2, "steps"));
    Answer answer =
        Answer.of("funnel", groups, Section.rows("rates", rateColumns(group), rates))
            .withFact(Column.text("basis"), basis);
    if (question.by() != null) {
      answer = answer.withFact(Column.text("by"), question.by());
    }
    if (question.compare() != null) {
      answer = answer.withFact(Column.id("compare"), question.compare());
    }
    return answer.withCoverage(coverage(groups)).withNotes(notes(groups));
  }

  private List<Column> stepColumns(Column group) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                group,
                Column.count("broadcasts"),
                Column.count("step").asDetail(),
                Column.text("name"),
                Column.count("count"),
                Column.rate("rate_from_first"),
                Column.rate("rate_from_previous"),
                Column.rates("ci95"),
                Column.number("average_seconds").asDetail(),
                Column.number("median_seconds").asDetail(),
                Column.number("p90_seconds").asDetail(),
                Column.count("dropped"),
                Column.count("known").asDetail()));
    if (question.compare() != null) {
      columns.add(Column.count("previous_count"));
      columns.add(Column.rate("previous_rate"));
      columns.add(Column.rate("change"));
    }
    return columns;
  }

  private List<@Nullable Object> step(Section found, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (String column :
        List.of(
            "group",
            "parts",
            "step",
            "name",
            "count",
            "rate_from_first",
            "rate_from_previous",
            "ci95")) {
      cells.add(found.cell(row, column));
    }
    // Platform counts carry no times.
    cells.add(null);
    cells.add(null);
    cells.add(null);
    cells.add(found.cell(row, "dropped"));
    cells.add(found.cell(row, "known"));
    if (question.compare() != null) {
      cells.add(found.cell(row, "previous_count"));
      cells.add(found.cell(row, "previous_rate"));
      cells.add(found.cell(row, "change"));
    }
    return cells;
  }

  private static List<Column> rateColumns(Column group) {
    return List.of(
        group,
        Column.text("name"),
        Column.rate("rate"),
        Column.money("amount"),
        Column.text("currency"),
        Column.count("known"),
        Column.count("broadcasts"),
        Column.sentence("reason"));
  }

  private static List<@Nullable Object> rate(Section found, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (String column :
        List.of(
            "group",
            "name",
            "rate_from_previous",
            "amount",
            "currency",
            "known",
            "parts",
            "reason")) {
      cells.add(found.cell(row, column));
    }
    return cells;
  }

  /** How many broadcasts know each stage, over all groups. */
  private static Coverage coverage(Section groups) {
    Map<String, long[]> stages = new LinkedHashMap<>();
    for (int row = 0; row < groups.rows().size(); row++) {
      long[] parts =
          stages.computeIfAbsent(String.valueOf(groups.cell(row, "name")), name -> new long[2]);
      parts[0] += count(groups, row, "known");
      parts[1] += count(groups, row, "broadcasts");
    }
    List<String> missing = new ArrayList<>();
    List<Part> partly = new ArrayList<>();
    stages.forEach(
        (name, parts) -> {
          if (parts[0] == 0) {
            missing.add(name);
          } else if (parts[0] < parts[1]) {
            partly.add(new Part(name, parts[0], parts[1]));
          }
        });
    return new Coverage(missing.stream().sorted().toList(), partly);
  }

  private List<String> notes(Section groups) {
    List<String> notes = new ArrayList<>();
    long broadcasts = known("broadcasts");
    if (broadcasts == 0) {
      notes.add("no broadcast lies in the scope");
      return notes;
    }
    if (groups.rows().isEmpty()) {
      notes.add("no broadcast of the scope has counts by " + question.by());
    }
    if (question.scope().from() != null
        || question.scope().to() != null
        || "weekday".equals(question.by())
        || "slot".equals(question.by())) {
      notes.addAll(question.scope().zoneNotes(texts("shops_without_zone")));
    }
    if (question.perBroadcast()) {
      notes.addAll(orderNotes());
    } else if ("product".equals(question.by())) {
      notes.add("orders and buyers of a product are attributed ones");
    }
    if (basis.equals("uv") && broadcasts > 1) {
      notes.add("people are summed over sessions (sum of session UV), they are not unique people");
    }
    notes.addAll(stepNotes(groups));
    if ("previous".equals(question.compare()) && known("without_previous") > 0) {
      notes.add(
          counted(known("without_previous"), "broadcast has", "broadcasts have")
              + " no broadcast of the same account before");
    }
    return notes;
  }

  /** Which orders or buyers were counted, in how many broadcasts. */
  private List<String> orderNotes() {
    List<String> scopes = new ArrayList<>();
    if (basis.equals("pv")) {
      scoped(scopes, "in-room orders", "orders_in_room");
      scoped(scopes, "attributed orders", "orders_attributed");
      scoped(scopes, "SKU orders", "orders_of_skus");
      scoped(scopes, "attributed SKU orders", "orders_of_skus_attributed");
    } else {
      scoped(scopes, "in-room buyers", "buyers_in_room");
      scoped(scopes, "attributed buyers", "buyers_attributed");
    }
    List<String> notes = new ArrayList<>();
    if (!scopes.isEmpty()) {
      String mixed = scopes.size() > 1 ? ": they do not count the same thing" : "";
      notes.add(
          (basis.equals("pv") ? "orders are " : "buyers are ") + String.join(", ", scopes) + mixed);
    }
    if (basis.equals("pv") && known("orders_placed_only") > 0) {
      notes.add(
          counted(known("orders_placed_only"), "broadcast states", "broadcasts state")
              + " placed orders only, paid or not: they are left out");
    }
    return notes;
  }

  private void scoped(List<String> scopes, String name, String column) {
    if (known(column) > 0) {
      scopes.add(name + " in " + counted(known(column), "broadcast", "broadcasts"));
    }
  }

  /** What the shape of the funnel itself must say: rises, and steps without a step before. */
  private List<String> stepNotes(Section groups) {
    TreeSet<String> rising = new TreeSet<>();
    TreeSet<String> afterMissing = new TreeSet<>();
    boolean created = false;
    for (int row = 0; row < groups.rows().size(); row++) {
      String name = String.valueOf(groups.cell(row, "name"));
      created |= name.equals("created_sku_orders");
      if (groups.cell(row, "rate_from_previous") instanceof BigDecimal rate
          && rate.compareTo(BigDecimal.ONE) > 0) {
        rising.add(name);
      }
      if (count(groups, row, "step") > 1
          && count(groups, row, "known") > 0
          && count(groups, row - 1, "known") == 0) {
        afterMissing.add(name);
      }
    }
    List<String> notes = new ArrayList<>();
    if (!rising.isEmpty()) {
      notes.add(
          String.join(", ", rising)
              + (basis.equals("pv")
                  ? " above the step before: rates per view, not a share of people"
                  : " rises above the step before: platform counts disagree"));
    }
    if (!afterMissing.isEmpty()) {
      notes.add(
          "no rate from the step before, which is not known: " + String.join(", ", afterMissing));
    }
    if (created) {
      notes.add("after created_sku_orders the rate is that of SKU orders, not of orders");
    }
    return notes;
  }

  private long known(String column) {
    return count(scope, 0, column);
  }

  private List<String> texts(String column) {
    List<String> texts = new ArrayList<>();
    if (scope.cell(0, column) instanceof List<?> list) {
      list.forEach(each -> texts.add(String.valueOf(each)));
    }
    return texts;
  }

  private static long count(Section section, int row, String column) {
    return section.cell(row, column) instanceof Long value ? value : 0;
  }

  private static String counted(long count, String one, String several) {
    return String.format(Locale.ROOT, "%d %s", count, count == 1 ? one : several);
  }
}
