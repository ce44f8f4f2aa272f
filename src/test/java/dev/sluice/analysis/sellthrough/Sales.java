package dev.sluice.analysis.sellthrough;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A shop in Shanghai whose facts a test states one by one, and keeps to count them once more. */
final class Sales implements AutoCloseable {
  static final String ZONE = "Asia/Shanghai";

  record Broadcast(String id, Instant start, Instant end) {}

  record Line(
      String order,
      String line,
      String sku,
      long quantity,
      Instant created,
      Instant cancelled,
      String broadcast) {}

  record Refund(String order, String line, Long quantity, Instant at) {}

  record Allocation(String sku, Instant at, long units, String broadcast) {}

  final List<Broadcast> broadcasts = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<Refund> refunds = new ArrayList<>();
  final List<Allocation> allocations = new ArrayList<>();
  private final Facts facts;

  Sales(Path folder) {
    facts = Facts.in(folder);
    facts.add(
        "shop", Map.of("shop", "nimbus", "platform", "douyin", "zone", ZONE, "currency", "CNY"));
  }

  Workspace workspace() {
    return facts.workspace();
  }

  void broadcast(String id, String start, String end) {
    Broadcast broadcast =
        new Broadcast(id, Instant.parse(start), end == null ? null : Instant.parse(end));
    broadcasts.add(broadcast);
    add(
        "broadcast",
        "broadcast",
        id,
        "platform",
        "douyin",
        "started_at",
        broadcast.start(),
        "ended_at",
        broadcast.end());
  }

  /** A paid line that states its broadcast, in an order of its own. */
  Line sell(String sku, long quantity, String at, String broadcast) {
    return sell("o" + (lines.size() + 1), sku, quantity, at, null, broadcast);
  }

  /** A paid line; all exports are of 20 December. */
  Line sell(
      String order, String sku, long quantity, String at, String cancelled, String broadcast) {
    Line line =
        new Line(
            order,
            "l" + (lines.size() + 1),
            sku,
            quantity,
            at == null ? null : Instant.parse(at),
            cancelled == null ? null : Instant.parse(cancelled),
            broadcast);
    lines.add(line);
    add(
        "order_line",
        "order_id",
        order,
        "line_id",
        line.line(),
        "sku",
        sku,
        "quantity",
        quantity,
        "amount",
        BigDecimal.valueOf(quantity * 1000L, 2),
        "currency",
        "CNY",
        "created_at",
        line.created(),
        "paid",
        true,
        "cancelled_at",
        line.cancelled(),
        "broadcast",
        broadcast,
        "as_of",
        "2026-12-20 00:00:00+00");
    return line;
  }

  void refund(Line line, Long quantity, String at) {
    refund(line.order(), line.line(), quantity, at);
  }

  void refund(String order, String line, Long quantity, String at) {
    Refund refund = new Refund(order, line, quantity, at == null ? null : Instant.parse(at));
    refunds.add(refund);
    add(
        "refund",
        "order_id",
        order,
        "line_id",
        line,
        "quantity",
        quantity,
        "currency",
        "CNY",
        "refunded_at",
        refund.at(),
        "time_basis",
        at == null ? "unknown" : "stated");
  }

  void allocate(String sku, String at, long units, String broadcast) {
    allocations.add(new Allocation(sku, Instant.parse(at), units, broadcast));
    stock(sku, at, "allocated", units, "broadcast", broadcast);
  }

  void stock(String sku, String at, Object... levels) {
    List<Object> pairs = new ArrayList<>(List.of("sku", sku, "ts", Instant.parse(at)));
    pairs.addAll(List.of(levels));
    add("stock", pairs.toArray());
  }

  void product(String sku, String product, String name) {
    add("product", "sku", sku, "product", product, "name", name);
  }

  /** A row of the shop, as columns and values in turn. */
  void add(String table, Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("shop", "nimbus");
    for (int i = 0; i < pairs.length; i += 2) {
      row.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    facts.add(table, row);
  }

  /** The calendar period in the shop's zone that an instant falls into. */
  static String period(Grain grain, Instant at) {
    LocalDate day = at.atZone(ZoneId.of(ZONE)).toLocalDate();
    return switch (grain) {
      case DAY -> day.toString();
      case WEEK ->
          "%d-W%02d"
              .formatted(
                  day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> day.toString().substring(0, 7);
      case BROADCAST -> throw new IllegalArgumentException("a broadcast is no calendar period");
    };
  }

  static Scope all() {
    return Scope.of(List.of(), null, null, null);
  }

  static Scope of(String broadcast) {
    return Scope.of(List.of(broadcast), null, null, null);
  }

  /** An answer without tables, for what is added to one. */
  static Answer nothing() {
    return Answer.of("sellthrough", Section.rows("rows", List.of(), List.of()));
  }

  @Override
  public void close() {
    facts.close();
  }
}
