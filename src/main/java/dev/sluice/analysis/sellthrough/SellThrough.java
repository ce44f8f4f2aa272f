package dev.sluice.analysis.sellthrough;

import dev.sluice.analysis.Scope;
import dev.sluice.analysis.ShopZones;
import dev.sluice.analysis.SoldLines;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Answer.Coverage;
import dev.sluice.answer.Answer.Part;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sell-through: units sold of the units that there were.
 *
 * <p><b>Sold</b> is what was paid, even if cancelled or refunded later; where the export tells no
 * payment, what was not cancelled. <b>Returned</b> within maturity Dn is what was refunded, or
 * cancelled after payment, up to n calendar days after the day of the order in the shop's zone;
 * undated refunds count at once. A shop none of whose refunds states units has unknown returns, not
 * none. <b>GMV</b> is the lines' amount, before discounts on the order as a whole.
 *
 * <p>The base is one of
 *
 * <ul>
 *   <li>{@code allocated}: the last allocation to each broadcast at its start;
 *   <li>{@code opening}: the last count at or before the start;
 *   <li>{@code received}: what came in on the days of the period; for a broadcast, from the last
 *       count before its start until its end;
 *   <li>{@code opening+received}: the last count at or before the start, and all that came in
 *       between it and the end;
 *   <li>{@code sold+on-hand}: sold, and the first count at or after the end, else the last before.
 * </ul>
 *
 * <p>A row is a SKU of a shop that sold, that was allocated to the scope, or, of a period, that has
 * a base. Cover days are the units on hand over the units sold a calendar day of the scope.
 */
public final class SellThrough {
  private static final Sql SCOPE = Sql.of(SellThrough.class, "scope.sql");
  private static final Sql ASKED = Sql.of(SellThrough.class, "staging/asked.sql");
  private static final Sql SELL_THROUGH = Sql.of(SellThrough.class, "staging/sellthrough.sql");
  private static final Sql LEFT_OUT = Sql.of(SellThrough.class, "left-out.sql");

  private static final List<String> BASES =
      List.of("allocated", "received", "opening", "opening+received", "sold+on-hand");
  private static final Map<String, Integer> MATURITIES =
      Map.of("D0", 0, "D1", 1, "D7", 7, "D14", 14, "D30", 30);

  private static final Pattern COMMA = Pattern.compile(",");

  /** Several keys as one text: no key holds a unit separator. */
  private static final String SEPARATOR = "\u001f";

  private static final List<Column> SCOPE_COLUMNS =
      List.of(
          Column.count("broadcasts"),
          Column.count("without_end"),
          Column.flag("allocated"),
          Column.flag("orders_known"),
          Column.count("lines_without_time"),
          Column.texts("shops_without_zone"),
          Column.texts("rivals"));

  /** What the answer shows of a row, after shop and key. */
  private static final List<Column> FIGURES =
      List.of(
          Column.text("name"),
          Column.count("units_sold"),
          Column.count("units_returned").whereWide(),
          Column.count("net_units").asDetail(),
          Column.count("base_units").whereWide(),
          Column.rate("sell_through"),
          Column.rate("net_sell_through").whereWide(),
          Column.count("on_hand").whereWide(),
          Column.number("cover_days").whereWide(),
          Column.instant("sold_out_at").whereWide(),
          Column.number("minutes_to_sell_out").whereWide(),
          Column.count("oversold_units").whereWide(),
          Column.count("orders").asDetail(),
          Column.money("gmv"),
          Column.text("currency"),
          Column.rate("share_of_gmv").whereWide(),
          Column.rate("cumulative_share_of_gmv").whereWide(),
          Column.text("abc"),
          Column.text("maturity").asDetail(),
          Column.flag("mature").asDetail(),
          Column.sentence("reason"));

  /** What has no sense for the whole. */
  private static final List<String> OF_ROWS_ONLY =
      List.of(
          "name",
          "sold_out_at",
          "minutes_to_sell_out",
          "share_of_gmv",
          "cumulative_share_of_gmv",
          "abc");

  private static final List<Column> OF_TOTALS =
      FIGURES.stream().filter(figure -> !OF_ROWS_ONLY.contains(figure.name())).toList();

  /** What the statement returns beside: for facts, coverage and notes. */
  private static final List<Column> ASIDE =
      List.of(
          Column.count("maturity_days"),
          Column.count("skus"),
          Column.count("skus_with_base"),
          Column.count("skus_with_returns"),
          Column.count("skus_with_on_hand"),
          Column.count("lines"),
          Column.count("lines_by_window"),
          Column.count("lines_by_seller_sku"),
          Column.count("lines_of_unknown_payment"),
          Column.count("lines_without_quantity"),
          Column.count("lines_without_amount"),
          Column.count("lines_without_time"),
          Column.count("units_cancelled"),
          Column.count("refunds_of_money"),
          Column.count("refunds_without_time"),
          Column.count("refunds_of_whole_orders"),
          Column.texts("gmv_by_currency"),
          Column.texts("order_discounts"));

  /**
   * What is asked.
   *
   * @param scope one broadcast, or days on which orders were created, or neither for all orders
   * @param by the keys of a row: each sku, product, category, role or the name of a product
   *     attribute
   * @param base see {@link SellThrough}; {@code null} = allocated for a broadcast that has an
   *     allocation, else sold+on-hand
   * @param maturity in days; {@code null} = the largest of 0, 1, 7, 14, 30 that every order of the
   *     scope has reached by the freshest export of its shop, else 0
   * @param now stock levels stated for later are not on hand
   */
  public record Question(
      Scope scope,
      List<String> by,
      @Nullable String base,
      @Nullable Integer maturity,
      Instant now) {
    public Question {
      by = List.copyOf(by);
    }

    /**
     * Refuses what is not on offer; whether an attribute exists only the workspace can tell.
     *
     * @param by the keys, separated by commas
     */
    public static Question of(
        Scope scope, String by, @Nullable String base, @Nullable String maturity, Instant now) {
      if (scope.broadcasts().size() > 1) {
        throw Refusal.usage(
            "sell-through is of one broadcast or of a period", "name one broadcast");
      }
      if (!scope.broadcasts().isEmpty() && (scope.from() != null || scope.to() != null)) {
        throw Refusal.usage(
            "--broadcast does not go with --from and --to", "give the broadcast, or the days");
      }
      if (base != null && !BASES.contains(base)) {
        throw Refusal.usage(
            "--base: there is no '" + base + "'", "choose one of " + String.join(", ", BASES));
      }
      Integer days = null;
      if (maturity != null) {
        days = MATURITIES.get(maturity.toUpperCase(Locale.ROOT));
        if (days == null) {
          throw Refusal.usage(
              "--maturity: there is no '" + maturity + "'", "choose one of D0, D1, D7, D14, D30");
        }
      }
      return new Question(scope, keys(by), base, days, now);
    }

    private static List<String> keys(String by) {
      return COMMA.splitAsStream(by).map(String::strip).distinct().toList();
    }

    private @Nullable String broadcast() {
      return scope.broadcasts().isEmpty() ? null : scope.broadcasts().get(0);
    }
  }

  /**
   * What a period tells.
   *
   * @param rows the cells of each row, as the columns of the rows are
   * @param totals the cells of its totals
   */
  record Told(List<List<@Nullable Object>> rows, List<@Nullable Object> totals) {
    static final Told EMPTY = new Told(List.of(), Collections.nCopies(OF_TOTALS.size(), null));
  }

  private final Workspace workspace;
  private final Question question;
  private final Section scope;
  private final String base;

  private SellThrough(Workspace workspace, Question question, Section scope) {
    this.workspace = workspace;
    this.question = question;
    this.scope = scope;
    String asked = question.base();
    if (asked != null) {
      this.base = asked;
    } else {
      this.base = scope.cell(0, "allocated") == Boolean.TRUE ? "allocated" : "sold+on-hand";
    }
  }

  /** Asks the workspace. A scope without sales or stock gives no rows, and a note. */
  public static Answer ask(Workspace workspace, Question question) {
    return of(workspace, question).ask();
  }

  /** Finds out what the question is about. */
  static SellThrough of(Workspace workspace, Question question) {
    SoldLines.define(workspace, question.by());
    Scope asked = question.scope();
    String broadcast = question.broadcast();
    Section scope =
        workspace.query("scope", SCOPE, SCOPE_COLUMNS, broadcast, asked.fromText(), asked.toText());
    if (broadcast != null && scope.count(0, "broadcasts") == 0) {
      throw Scope.unknown(workspace, broadcast);
    }
    return new SellThrough(workspace, question, scope);
  }

  Answer ask() {
    Scope asked = question.scope();
    workspace.update(ASKED, question.broadcast(), asked.fromText(), asked.toText(), base);
    Section found = found(asked, null, question.maturity(), true);
    Answer answer = answer(found);
    return answer.section("rows").rows().isEmpty()
        ? answer
        : answer.withNotes(leftOutNotes(workspace));
  }

  /**
   * Asks of every period at once.
   *
   * @param periods those that are loaded
   * @param grain what they are
   * @param days the maturity of all
   * @param withRows whether their rows are asked for, or their totals alone
   * @return what they tell, by key; a period of which there is nothing to tell is not there
   */
  Map<String, Told> ask(List<Period> periods, Grain grain, int days, boolean withRows) {
    if (periods.isEmpty() || !ordersKnown()) {
      return Map.of();
    }
    Scope asked = question.scope();
    if (grain == Grain.BROADCAST) {
      asked = new Scope(periods.stream().map(Period::key).toList(), null, null, asked.zone());
    }
    Section found = found(asked, grain, days, withRows);
    Map<String, Told> all = new HashMap<>();
    int from = 0;
    for (int row = 0; row < found.rows().size(); row++) {
      if (found.cell(row, "whole") == Boolean.TRUE) {
        all.put(String.valueOf(found.cell(row, "period")), told(found, from, row));
        from = row + 1;
      }
    }
    return all;
  }

  private Section found(
      Scope asked, @Nullable Grain grain, @Nullable Integer maturity, boolean withRows) {
    Section found =
        workspace.query(
            "found",
            SELL_THROUGH,
            columns(),
            asked.joined(),
            asked.fromText(),
            asked.toText(),
            asked.zoneName(),
            String.join(SEPARATOR, question.by()),
            grain == null ? null : grain.toString(),
            maturity,
            question.now().atOffset(ZoneOffset.UTC),
            withRows);
    return ShopZones.of(workspace, asked).local(found);
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("period"));
    columns.add(Column.flag("whole"));
    columns.add(Column.text("shop"));
    columns.add(Column.text("key"));
    columns.addAll(FIGURES);
    columns.addAll(ASIDE);
    return columns;
  }

  private boolean ordersKnown() {
    return scope.cell(0, "orders_known") == Boolean.TRUE;
  }

  private Answer answer(Section found) {
    int last = found.rows().size() - 1;
    boolean empty = last < 0 || !ordersKnown();
    Told told = empty ? Told.EMPTY : told(found, 0, last);
    Integer asked = question.maturity();
    long days = !empty ? found.count(last, "maturity_days") : asked == null ? 0 : asked;
    Answer answer =
        Answer.of(
                "sellthrough",
                Section.rows("rows", rowColumns(found), told.rows()),
                Section.single("totals", OF_TOTALS, told.totals()))
            .withFact(Column.text("base"), base)
            .withFact(Column.text("maturity"), "D" + days)
            .withFact(Column.text("by"), String.join(",", question.by()));
    return empty
        ? answer.withNotes(List.of(emptyNote()))
        : answer.withCoverage(coverage(found, last)).withNotes(notes(found, last));
  }

  /** The rows {@code from} to {@code whole}, of which the last is the whole. */
  private Told told(Section found, int from, int whole) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = from; row < whole; row++) {
      List<@Nullable Object> cells = keys(found, row);
      cells.addAll(cells(found, row, FIGURES));
      rows.add(cells);
    }
    return new Told(rows, cells(found, whole, OF_TOTALS));
  }

  /** A single key is a column; of several, each is one, and programs have them joined too. */
  private List<Column> rowColumns(Section found) {
    List<Column> columns = new ArrayList<>();
    int shop = found.indexOf("shop");
    boolean oneShop = found.rows().stream().map(row -> row.get(shop)).distinct().count() <= 2;
    columns.add(oneShop ? Column.text("shop").asDetail() : Column.text("shop"));
    if (question.by().size() == 1) {
      columns.add(keyColumn("key", question.by().get(0)));
    } else {
      columns.add(Column.text("key").asDetail());
      question.by().forEach(key -> columns.add(keyColumn("by." + key, key)));
    }
    columns.addAll(FIGURES);
    return columns;
  }

  private static Column keyColumn(String name, String key) {
    return key.equals("sku") || key.equals("product") ? Column.id(name) : Column.text(name);
  }

  private List<@Nullable Object> keys(Section found, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(found.cell(row, "shop"));
    @Nullable Object key = found.cell(row, "key");
    if (question.by().size() == 1) {
      cells.add(key);
      return cells;
    }
    List<String> values =
        key == null ? List.of() : Arrays.asList(key.toString().split(SEPARATOR, -1));
    List<@Nullable Object> parts = new ArrayList<>();
    for (int i = 0; i < question.by().size(); i++) {
      parts.add(i < values.size() && !values.get(i).isEmpty() ? values.get(i) : null);
    }
    cells.add(
        key == null
            ? null
            : parts.stream()
                .map(part -> part == null ? "–" : part.toString())
                .collect(Collectors.joining(" / ")));
    cells.addAll(parts);
    return cells;
  }

  private static List<@Nullable Object> cells(Section found, int row, List<Column> columns) {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    for (Column column : columns) {
      cells.add(found.cell(row, column.name()));
    }
    return cells;
  }

  private String emptyNote() {
    if (!ordersKnown()) {
      return "the workspace holds no orders: import an order export";
    }
    return question.broadcast() == null
        ? "nothing was sold or in stock in the period"
        : "no paid order line states the broadcast or falls into its time, and nothing was"
            + " allocated";
  }

  private static Coverage coverage(Section found, int whole) {
    List<String> missing = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    long skus = found.count(whole, "skus");
    part(missing, parts, "base_units", found.count(whole, "skus_with_base"), skus);
    long lines = found.count(whole, "lines");
    if (lines > 0) {
      part(missing, parts, "gmv", lines - found.count(whole, "lines_without_amount"), lines);
    }
    part(missing, parts, "on_hand", found.count(whole, "skus_with_on_hand"), skus);
    part(missing, parts, "units_returned", found.count(whole, "skus_with_returns"), skus);
    if (lines > 0) {
      part(
          missing,
          parts,
          "units_sold",
          lines - found.count(whole, "lines_without_quantity"),
          lines);
    }
    return new Coverage(missing, parts);
  }

  private static void part(
      List<String> missing, List<Part> parts, String column, long known, long of) {
    if (known == 0) {
      missing.add(column);
    } else if (known < of) {
      parts.add(new Part(column, known, of));
    }
  }

  private List<String> notes(Section found, int whole) {
    List<String> notes = new ArrayList<>();
    notes.addAll(lineNotes(found, whole));
    notes.addAll(maturityNotes(found, whole));
    notes.addAll(returnNotes(found, whole));
    List<String> discounts = found.texts(whole, "order_discounts");
    if (!discounts.isEmpty()) {
      notes.add("GMV is before discounts on orders as a whole: " + String.join(", ", discounts));
    }
    List<String> currencies = found.texts(whole, "gmv_by_currency");
    if (currencies.size() > 1) {
      notes.add("GMV by currency, never added: " + String.join(", ", currencies));
    }
    notes.addAll(question.scope().zoneNotes(scope.texts(0, "shops_without_zone")));
    return notes;
  }

  /** Which lines are in, and what they do not tell. */
  private List<String> lineNotes(Section found, int whole) {
    List<String> notes = new ArrayList<>();
    long lines = found.count(whole, "lines");
    long byWindow = found.count(whole, "lines_by_window");
    if (byWindow > 0) {
      notes.add(
          lines(lines - byWindow)
              + (lines - byWindow == 1 ? " states" : " state")
              + " the broadcast, "
              + lines(byWindow)
              + " that "
              + (byWindow == 1 ? "states" : "state")
              + " none fell into its time (window-attributed)");
      List<String> rivals = scope.texts(0, "rivals");
      if (!rivals.isEmpty()) {
        notes.add(
            "an instant in two broadcasts belongs to the one that started later: "
                + String.join(", ", rivals));
      }
    }
    if (question.broadcast() != null && scope.count(0, "without_end") > 0) {
      notes.add("the end of the broadcast is not known: only lines that state it are counted");
    }
    note(notes, scope.count(0, "lines_without_time"), "without a time of order %s in no period");
    note(
        notes,
        found.count(whole, "lines_of_unknown_payment"),
        "of unknown payment %s counted as sold");
    note(
        notes,
        found.count(whole, "lines_without_quantity"),
        "without a quantity %s not in the units");
    note(notes, found.count(whole, "lines_without_amount"), "without an amount %s not in the GMV");
    note(
        notes,
        found.count(whole, "lines_without_time"),
        "without a time of order %s not in the time of selling out");
    note(notes, found.count(whole, "lines_by_seller_sku"), "%s joined by the seller's SKU");
    return notes;
  }

  private List<String> maturityNotes(Section found, int whole) {
    List<String> notes = new ArrayList<>();
    long days = found.count(whole, "maturity_days");
    Object mature = found.cell(whole, "mature");
    if (question.maturity() == null) {
      notes.add(
          mature == null
              ? "returns as of D0: how fresh the exports are is not known"
              : "returns as of D" + days + ", the largest that every order has reached");
    } else if (mature == null) {
      notes.add("how fresh the exports are is not known, so not whether D" + days + " is reached");
    }
    if (mature == Boolean.FALSE) {
      notes.add("not every order has reached D" + days + ": more may come back (mature = false)");
    }
    return notes;
  }

  private static List<String> returnNotes(Section found, int whole) {
    List<String> notes = new ArrayList<>();
    long cancelled = found.count(whole, "units_cancelled");
    if (cancelled > 0) {
      notes.add(
          cancelled
              + (cancelled == 1 ? " unit" : " units")
              + " cancelled after payment: sold and returned");
    }
    refundNote(notes, found.count(whole, "refunds_of_money"), "of money only: no units known");
    refundNote(
        notes, found.count(whole, "refunds_without_time"), "of unknown time: in every maturity");
    refundNote(
        notes,
        found.count(whole, "refunds_of_whole_orders"),
        "for orders as a whole, in these shops: they belong to no SKU");
    return notes;
  }

  /**
   * What is in no figure; which rows they are, and what else looks wrong, {@link DataQuality} says.
   */
  private static List<String> leftOutNotes(Workspace workspace) {
    Section leftOut =
        workspace.query(
            "left_out",
            LEFT_OUT,
            List.of(Column.count("refunds_without_order"), Column.count("order_rows_rejected")));
    List<String> notes = new ArrayList<>();
    long refunds = leftOut.count(0, "refunds_without_order");
    if (refunds > 0) {
      notes.add(
          refunds
              + (refunds == 1 ? " refund" : " refunds")
              + " of what no file of orders told: not counted, --quality names them");
    }
    long rows = leftOut.count(0, "order_rows_rejected");
    if (rows > 0) {
      notes.add(
          rows
              + (rows == 1 ? " row" : " rows")
              + " of orders rejected on import: not counted, see sluice rejects");
    }
    return notes;
  }

  private static void refundNote(List<String> notes, long count, String what) {
    if (count > 0) {
      notes.add(count + (count == 1 ? " refund " : " refunds ") + what);
    }
  }

  private static void note(List<String> notes, long count, String what) {
    if (count > 0) {
      notes.add(lines(count) + " " + what.replace("%s", count == 1 ? "is" : "are"));
    }
  }

  private static String lines(long count) {
    return count + (count == 1 ? " line" : " lines");
  }
}
