package dev.sluice.analysis.review;

import dev.sluice.analysis.audit.Audit;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a review asks for somebody's attention, and who should do what about it by when. Rules of
 * thumb of our own, not of a source: each says what it saw, and a role rather than a person owns
 * it.
 */
final class Findings {
  /** Minutes without an order from which a stretch is a finding. */
  private static final long QUIET_MINUTES = 10;

  private static final int MOST_NAMED = 5;

  private final LocalDate day;
  private final List<List<@Nullable Object>> anomalies = new ArrayList<>();
  private final List<List<@Nullable Object>> actions = new ArrayList<>();

  /** Of a broadcast that began at {@code start}, by the shop's clock. */
  Findings(OffsetDateTime start) {
    this.day = start.toLocalDate();
  }

  /** A stretch of minutes without an order, from {@code quiet.sql}. */
  void quiet(Section quiet) {
    if (quiet.rows().isEmpty() || !(quiet.cell(0, "minutes") instanceof Long minutes)) {
      return;
    }
    if (minutes >= QUIET_MINUTES) {
      find(
          "no_order_for_long",
          quiet.cell(0, "first_clock") + "–" + quiet.cell(0, "last_clock"),
          BigDecimal.valueOf(minutes),
          "minutes");
      act("watch_the_quiet_stretch", "host", 1, "no_order_for_long");
    }
  }

  /** What was oversold and what sold out, from the rows of sell-through by SKU. */
  void products(Section products) {
    List<String> oversold = new ArrayList<>();
    long units = 0;
    List<String> gone = new ArrayList<>();
    for (int row = 0; row < products.rows().size(); row++) {
      String key = String.valueOf(products.cell(row, "key"));
      if (products.cell(row, "oversold_units") instanceof Long beyond && beyond > 0) {
        oversold.add(key);
        units += beyond;
      }
      if (products.cell(row, "sold_out_at") != null) {
        gone.add(key);
      }
    }
    if (!oversold.isEmpty()) {
      find("oversold_units", named(oversold), BigDecimal.valueOf(units), "units");
      act("buy_in_or_refund_what_was_oversold", "warehouse", 1, "oversold_units");
    }
    if (!gone.isEmpty()) {
      find("sold_out", named(gone), BigDecimal.valueOf(gone.size()), "products");
      act("restock_or_replace_what_sold_out", "merchandising", 3, "sold_out");
    }
  }

  /** Contacts that nobody answered, from {@code service.sql}. */
  void service(Section service) {
    long open = 0;
    for (int row = 0; row < service.rows().size(); row++) {
      open += service.cell(row, "contacts_open") instanceof Long one ? one : 0;
    }
    if (open > 0) {
      find("contacts_open", null, BigDecimal.valueOf(open), "contacts");
      act("answer_what_is_open", "customer_service", 1, "contacts_open");
    }
  }

  /** What the platform printed and its own counts do not bear out. */
  void platform(Audit audit) {
    Section rates = audit.differing();
    for (int row = 0; row < rates.rows().size(); row++) {
      String metric = String.valueOf(rates.cell(row, "metric"));
      Object twin = rates.cell(row, "same_as");
      find(
          "printed_rate_differs",
          twin == null ? metric : metric + " = " + twin,
          number(rates.cell(row, "difference")),
          metric);
    }
    Section found = audit.contradictions();
    for (int row = 0; row < found.rows().size(); row++) {
      String metric = String.valueOf(found.cell(row, "metric"));
      BigDecimal above =
          number(found.cell(row, "value")).subtract(number(found.cell(row, "against_value")));
      switch (String.valueOf(found.cell(row, "finding"))) {
        case "more_than" ->
            find(
                "part_above_its_whole", metric + " > " + found.cell(row, "against"), above, metric);
        case "above_one" -> find("share_above_one", metric, above, metric);
        default -> find(found.cell(row, "finding") + "_do_not_add_up", metric, above, metric);
      }
    }
  }

  private static BigDecimal number(@Nullable Object figure) {
    return new BigDecimal(String.valueOf(((Figure) Objects.requireNonNull(figure)).value()));
  }

  /** The exports that returns are still missing from: refunds come for a month. */
  void maturity(int days) {
    for (int due : new int[] {7, 14, 30}) {
      if (days < due) {
        act("import_again_for_returns", "operations", due, "returns_as_of_d" + days);
      }
    }
  }

  private void find(String finding, @Nullable String where, BigDecimal value, String unit) {
    anomalies.add(Arrays.asList(finding, where, value, unit));
  }

  private void act(String action, String owner, int daysAfter, String because) {
    actions.add(Arrays.asList(action, owner, day.plusDays(daysAfter), because));
  }

  private static String named(List<String> keys) {
    List<String> first = keys.subList(0, Math.min(MOST_NAMED, keys.size()));
    String more = keys.size() > MOST_NAMED ? ", … (" + keys.size() + ")" : "";
    return String.join(", ", first) + more;
  }

  Section anomalies() {
    return Section.rows(
        "anomalies",
        List.of(
            Column.term("finding"),
            Column.text("where"),
            Column.number("value"),
            Column.term("unit")),
        anomalies);
  }

  Section actions() {
    return Section.rows(
        "actions",
        List.of(
            Column.term("action"),
            Column.term("owner"),
            Column.date("due"),
            Column.term("because")),
        actions);
  }
}
