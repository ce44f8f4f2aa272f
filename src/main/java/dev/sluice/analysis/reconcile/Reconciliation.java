package dev.sluice.analysis.reconcile;

import dev.sluice.analysis.ReportingCurrency;
import dev.sluice.analysis.Scope;
import dev.sluice.analysis.SoldLines;
import dev.sluice.analysis.reconcile.Explanation.Grounds;
import dev.sluice.analysis.reconcile.Explanation.Step;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Answer.Coverage;
import dev.sluice.answer.Answer.Part;
import dev.sluice.answer.Column;
import dev.sluice.answer.Nearest;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why two figures of one broadcast differ: a GMV of the platform against its other GMVs, against
 * what its minutes, products and sources add up to, and against the order lines; and the order
 * lines against the settlement. Of each pair, explained + unexplained = difference to the cent.
 */
public final class Reconciliation {
  /** Those that a platform tells of a broadcast, the plainest first. */
  private static final List<String> METRICS =
      List.of(
          "paid_gmv",
          "attributed_gmv",
          "placed_gmv",
          "confirmed_gmv",
          "user_paid_amount",
          "net_gmv");

  /** What the whole of {@link #METRICS} goes by. */
  private static final String ANY = "gmv";

  /** Which parts of a broadcast can tell a GMV. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "paid_gmv", List.of("minutes", "sources"),
          "attributed_gmv", List.of("products", "sources"),
          "user_paid_amount", List.of("products", "sources"));

  private static final String ORDER_LINES = "order_lines";
  private static final String SETTLEMENT = "settlement";

  /** Between a figure of the platform and the order lines, in the order in which they are tried. */
  private static final List<String> OF_LINES =
      List.of(
          "paid_after_export",
          "other_currency",
          "unpaid",
          "refunded_in_an_hour",
          "cancelled_after_payment",
          "refunded",
          "order_discount",
          "shipping",
          "tax",
          "order_total",
          "line_discount",
          "paid_after_the_end",
          "paid_in_its_time",
          "states_no_broadcast",
          "other_broadcast",
          "sold_elsewhere",
          "within_a_day_after");

  /** Causes that speak of one metric alone, and hold there by its definition. */
  private static final Map<String, String> DEFINED_FOR =
      Map.of("unpaid", "placed_gmv", "refunded_in_an_hour", "net_gmv");

  /** Causes that can hold for one metric alone. */
  private static final Map<String, String> ONLY_FOR =
      Map.of("refunded_in_an_hour", "net_gmv", "within_a_day_after", "attributed_gmv");

  private static final List<String> OF_SETTLEMENT =
      List.of(
          "not_settled",
          "paid_otherwise",
          "subsidy",
          "platform_fee",
          "commission",
          "taken_back",
          "refunded_before_settlement");

  /** What people want to know of a cause; it stands under the steps that name it. */
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("paid_after_export", "paid after the platform's figure was exported"),
          Map.entry("other_currency", "lines in another currency, at the rate of their day"),
          Map.entry("unpaid", "lines of the broadcast that nobody paid"),
          Map.entry("refunded_in_an_hour", "refunded within an hour of payment"),
          Map.entry("cancelled_after_payment", "paid, then cancelled"),
          Map.entry("refunded", "refunds of lines that were not cancelled"),
          Map.entry("order_discount", "taken off orders as a whole"),
          Map.entry("shipping", "shipping of orders"),
          Map.entry("tax", "tax of orders"),
          Map.entry("order_total", "what orders came to beyond their lines"),
          Map.entry("line_discount", "the lines before their own discounts"),
          Map.entry("paid_after_the_end", "paid after the broadcast had ended"),
          Map.entry("paid_in_its_time", "ordered before the broadcast and paid during it"),
          Map.entry("states_no_broadcast", "lines that state no broadcast and fell into its time"),
          Map.entry("other_broadcast", "in its time, but of another broadcast"),
          Map.entry("sold_elsewhere", "in its time, but by another account or not live"),
          Map.entry("within_a_day_after", "ordered within 24 hours after the end"),
          Map.entry("not_settled", "lines that the statement does not hold yet"),
          Map.entry("paid_otherwise", "what the lines come to above what buyers paid for them"),
          Map.entry("subsidy", "what platform and creators add for the buyers"),
          Map.entry("platform_fee", "kept by the platform"),
          Map.entry("commission", "paid to creators"),
          Map.entry("taken_back", "taken back after settlement"),
          Map.entry("refunded_before_settlement", "refunded before settlement"),
          Map.entry("indirect_gmv", "credited to the room and sold elsewhere"),
          Map.entry("refund_1h_amount", "refunded within an hour of payment, as printed"),
          Map.entry("voucher_subsidy", "vouchers of the platform, as printed"));

  private static final List<Column> COMPARISONS =
      List.of(
          Column.term("figure"),
          Column.money("amount"),
          Column.term("against"),
          Column.money("against_amount"),
          Column.money("difference"),
          Column.money("explained"),
          Column.money("unexplained"),
          Column.text("currency"),
          Column.sentence("reason"));

  private static final List<Column> STEPS =
      List.of(
          Column.term("figure").asDetail(),
          Column.term("against"),
          Column.term("step"),
          Column.money("amount"),
          Column.text("currency"),
          Column.term("grounds"),
          Column.count("lines"),
          Column.count("lines_without_amount").asDetail(),
          Column.texts("examples"));

  private final Workspace workspace;
  private final String broadcast;
  private final Section room;
  private final Section figures;
  private final String metric;
  private final BigDecimal amount;
  private final @Nullable String currency;
  private final List<List<@Nullable Object>> comparisons = new ArrayList<>();
  private final List<List<@Nullable Object>> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> missing = new TreeSet<>();
  private final List<Part> parts = new ArrayList<>();

  private Reconciliation(
      Workspace workspace, String broadcast, Section room, Section figures, int row) {
    this.workspace = workspace;
    this.broadcast = broadcast;
    this.room = room;
    this.figures = figures;
    this.metric = String.valueOf(figures.cell(row, "figure"));
    this.amount = (BigDecimal) Objects.requireNonNull(figures.cell(row, "amount"));
    this.currency = (String) room.cell(0, "currency");
  }

  /**
   * Asks the workspace.
   *
   * @param scope one broadcast
   * @param metric a GMV that platforms tell; {@code gmv} is the first that this one's tells
   */
  public static Answer ask(Workspace workspace, Scope scope, String metric) {
    if (!metric.equals(ANY) && !METRICS.contains(metric)) {
      String nearest = Nearest.one(metric, METRICS);
      throw Refusal.usage(
          "--metric: '" + metric + "' is no GMV that a platform tells of a broadcast",
          nearest == null
              ? "choose one of gmv, " + String.join(", ", METRICS)
              : "did you mean " + nearest + "?");
    }
    scope.requireKnown(workspace);
    String broadcast = scope.broadcasts().get(0);
    Section room =
        workspace.query(
            "room",
            sql("room"),
            List.of(
                Column.text("shop"),
                Column.text("currency"),
                Column.instant("as_of"),
                Column.money("indirect_gmv"),
                Column.money("refund_1h_amount"),
                Column.money("voucher_subsidy")),
            broadcast);
    if (room.rows().size() > 1) {
      throw Refusal.usage("several shops have such a broadcast", "name it by the id of one shop");
    }
    Section figures =
        workspace.query(
            "figures",
            sql("figures"),
            List.of(
                Column.text("told_by"),
                Column.text("figure"),
                Column.money("amount"),
                Column.count("parts"),
                Column.count("known"),
                Column.text("currency")),
            broadcast);
    int row = own(figures, metric);
    SoldLines sold = SoldLines.load(workspace, scope, "sku");
    ReportingCurrency.rates(workspace, (String) room.cell(0, "currency"));
    return new Reconciliation(workspace, broadcast, room, figures, row).answer(sold);
  }

  private static Sql sql(String name) {
    return Sql.of(Reconciliation.class, name + ".sql");
  }

  /** Where the platform's own figure of that metric stands, or a refusal that says what does. */
  private static int own(Section figures, String metric) {
    List<String> told = new ArrayList<>();
    for (int row = 0; row < figures.rows().size(); row++) {
      String figure = String.valueOf(figures.cell(row, "figure"));
      if ("platform".equals(figures.cell(row, "told_by"))) {
        if (metric.equals(ANY) || metric.equals(figure)) {
          return row;
        }
        told.add(figure);
      }
    }
    throw Refusal.usage(
        "the platform tells no " + metric + " of this broadcast",
        told.isEmpty()
            ? "import an export of broadcasts that has its GMV"
            : "it tells " + String.join(", ", told));
  }

  private Answer answer(SoldLines sold) {
    for (int row = 0; row < figures.rows().size(); row++) {
      boolean platform = "platform".equals(figures.cell(row, "told_by"));
      boolean same = metric.equals(figures.cell(row, "figure"));
      if (platform && !same) {
        ofThePlatform(row);
      } else if (!platform && same) {
        ofParts(row);
      }
    }
    for (String source : PARTS.getOrDefault(metric, List.of())) {
      if (comparisons.stream().noneMatch(row -> source.equals(row.get(2)))) {
        missing.add(source);
      }
    }
    ofOrderLines();
    LinkedHashSet<String> said = new LinkedHashSet<>();
    steps.forEach(step -> said.add(String.valueOf(step.get(2))));
    said.forEach(cause -> notes.add(cause + ": " + MEANINGS.get(cause)));
    notes.add(
        "grounds: definition, the two are defined so; fit, these steps and no others make up the"
            + " rest to the cent; possible, not counted as explained");
    notes.addAll(sold.notes());
    return Answer.of(
            "reconcile",
            Section.rows("comparisons", COMPARISONS, comparisons),
            Section.rows("steps", STEPS, steps))
        .withFact(Column.id("broadcast"), broadcast)
        .withFact(Column.term("metric"), metric)
        .withFact(Column.money("amount"), amount)
        .withFact(Column.text("currency"), currency)
        .withFact(Column.instant("as_of"), room.cell(0, "as_of"))
        .withCoverage(new Coverage(List.copyOf(missing), parts))
        .withNotes(notes);
  }

  /** Against another GMV that the platform tells: what it prints of what lies between. */
  private void ofThePlatform(int row) {
    String other = String.valueOf(figures.cell(row, "figure"));
    List<Piece> pieces = new ArrayList<>();
    beyondPaid(metric, BigDecimal.ONE, pieces);
    beyondPaid(other, BigDecimal.ONE.negate(), pieces);
    compare(
        metric,
        amount,
        other,
        (BigDecimal) Objects.requireNonNull(figures.cell(row, "amount")),
        pieces,
        List.of("indirect_gmv", "refund_1h_amount", "voucher_subsidy"),
        Set.of("indirect_gmv", "refund_1h_amount"));
  }

  /** What the definition of a GMV adds to the paid one, as far as the platform prints it. */
  private void beyondPaid(String figure, BigDecimal sign, List<Piece> pieces) {
    switch (figure) {
      case "attributed_gmv" -> printed("indirect_gmv", sign, pieces);
      case "net_gmv" -> printed("refund_1h_amount", sign.negate(), pieces);
      case "user_paid_amount" -> printed("voucher_subsidy", sign.negate(), pieces);
      default -> {
        // The rest have nothing printed between them.
      }
    }
  }

  private void printed(String cause, BigDecimal sign, List<Piece> pieces) {
    if (room.cell(0, cause) instanceof BigDecimal value) {
      pieces.add(Piece.printed(cause, value.multiply(sign)));
    } else {
      missing.add(cause);
    }
  }

  /** Against what minutes, products or sources add up to: nothing should lie between. */
  private void ofParts(int row) {
    String told = String.valueOf(figures.cell(row, "told_by"));
    long all = figures.count(row, "parts");
    long known = figures.count(row, "known");
    if (known < all) {
      parts.add(new Part(told, known, all));
      gap(metric, amount, told, known + " of " + all + " " + told + " tell it");
    } else if (!Objects.equals(currency, figures.cell(row, "currency"))) {
      gap(metric, amount, told, "in " + figures.cell(row, "currency"));
    } else {
      compare(
          metric,
          amount,
          told,
          (BigDecimal) Objects.requireNonNull(figures.cell(row, "amount")),
          List.of(),
          List.of(),
          Set.of());
    }
  }

  private void ofOrderLines() {
    Section lines =
        workspace.query(
            "lines",
            sql("staging/order-lines"),
            List.of(Column.count("lines"), Column.count("known"), Column.money("amount")),
            currency);
    if (!(lines.cell(0, "amount") instanceof BigDecimal sum)) {
      missing.add(ORDER_LINES);
      gap(
          metric,
          amount,
          ORDER_LINES,
          lines.count(0, "lines") > 0
              ? "no line tells its amount"
              : "no order lines of this broadcast in " + currency);
      return;
    }
    if (lines.count(0, "known") < lines.count(0, "lines")) {
      parts.add(new Part(ORDER_LINES, lines.count(0, "known"), lines.count(0, "lines")));
    }
    List<String> causes =
        OF_LINES.stream()
            .filter(cause -> ONLY_FOR.getOrDefault(cause, metric).equals(metric))
            .toList();
    Set<String> defined = new LinkedHashSet<>(List.of("paid_after_export", "other_currency"));
    DEFINED_FOR.forEach(
        (cause, of) -> {
          if (of.equals(metric)) {
            defined.add(cause);
          }
        });
    compare(metric, amount, ORDER_LINES, sum, pieces(), causes, defined);
    ofSettlement(sum);
  }

  private List<Piece> pieces() {
    Section found =
        workspace.query(
            "causes",
            sql("staging/causes"),
            List.of(
                Column.texts("causes"),
                Column.money("amount"),
                Column.count("lines"),
                Column.count("unknown"),
                Column.texts("examples")),
            broadcast,
            currency);
    List<Piece> pieces = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      pieces.add(
          new Piece(
              Set.copyOf(found.texts(row, "causes")),
              (BigDecimal) Objects.requireNonNull(found.cell(row, "amount")),
              found.count(row, "lines"),
              found.count(row, "unknown"),
              found.texts(row, "examples")));
    }
    return pieces;
  }

  /** The order lines against what the statement settles of them. */
  private void ofSettlement(BigDecimal lines) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.count("entries"));
    columns.add(Column.count("known"));
    columns.add(Column.money("amount"));
    columns.add(Column.count("open_lines"));
    columns.add(Column.texts("open_examples"));
    OF_SETTLEMENT.forEach(cause -> columns.add(Column.money(cause)));
    Section settled = workspace.query(SETTLEMENT, sql("staging/settled"), columns, currency);
    if (settled.rows().isEmpty()) {
      missing.add(SETTLEMENT);
      return;
    }
    if (settled.count(0, "known") < settled.count(0, "entries")) {
      parts.add(new Part(SETTLEMENT, settled.count(0, "known"), settled.count(0, "entries")));
    }
    List<Piece> pieces = new ArrayList<>();
    for (String cause : OF_SETTLEMENT) {
      if (settled.cell(0, cause) instanceof BigDecimal value) {
        boolean open = cause.equals("not_settled");
        pieces.add(
            new Piece(
                Set.of(cause),
                value,
                open ? settled.count(0, "open_lines") : settled.count(0, "entries"),
                0,
                open ? settled.texts(0, "open_examples") : List.of()));
      } else {
        missing.add(cause);
      }
    }
    compare(
        ORDER_LINES,
        lines,
        SETTLEMENT,
        (BigDecimal) Objects.requireNonNull(settled.cell(0, "amount")),
        pieces,
        OF_SETTLEMENT,
        Set.copyOf(OF_SETTLEMENT.subList(0, OF_SETTLEMENT.size() - 1)));
  }

  private void compare(
      String figure,
      BigDecimal of,
      String against,
      BigDecimal with,
      List<Piece> pieces,
      List<String> causes,
      Set<String> defined) {
    BigDecimal difference = of.subtract(with);
    Explanation why = Explanation.of(difference, pieces, causes, defined);
    comparisons.add(
        Arrays.asList(
            figure,
            of,
            against,
            with,
            difference,
            why.explained(),
            why.unexplained(),
            currency,
            why.fits() > 1 ? why.fits() + " sets of steps fit the rest alike" : null));
    for (Step step : why.steps()) {
      boolean counted = step.lines() > 0;
      steps.add(
          Arrays.asList(
              figure,
              against,
              step.cause(),
              step.amount(),
              currency,
              step.grounds().name().toLowerCase(Locale.ROOT),
              counted ? step.lines() : null,
              counted ? step.unknown() : null,
              step.examples()));
      if (step.grounds() != Grounds.POSSIBLE && step.unknown() > 0) {
        parts.add(new Part(step.cause(), step.lines() - step.unknown(), step.lines()));
      }
    }
  }

  private void gap(String figure, BigDecimal of, String against, String reason) {
    comparisons.add(Arrays.asList(figure, of, against, null, null, null, null, currency, reason));
  }
}
