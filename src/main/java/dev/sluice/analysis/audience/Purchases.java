package dev.sluice.analysis.audience;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which purchases count: paid orders that were not cancelled, with a known buyer.
 *
 * @param shop of this shop only, or {@code null} for all
 * @param currency in this currency only, or {@code null} for all
 * @param refundsOut whether a fully refunded order is none, and other refunds lower the amount
 * @param until the last day to count, or {@code null} for all that is known
 * @param zone of shops that state none
 */
public record Purchases(
    @Nullable String shop,
    @Nullable String currency,
    boolean refundsOut,
    @Nullable LocalDate until,
    String zone) {

  /**
   * How far the data reaches.
   *
   * @param last the last day of it
   * @param unfinished the first day that it does not hold to its end
   */
  record Reach(LocalDate last, LocalDate unfinished) {
    /** A stated last day is over; the day of the latest export is still running. */
    static Reach of(@Nullable LocalDate until, LocalDate observed) {
      return until == null ? new Reach(observed, observed) : new Reach(until, until.plusDays(1));
    }
  }

  /**
   * What was loaded.
   *
   * @param reach how far the data reaches
   * @param currencies those of the purchases, sorted
   * @param coverage how many of the purchases have a buyer
   */
  record Loaded(Reach reach, List<String> currencies, Answer.Coverage coverage) {
    /** Refuses to go on when amounts of several currencies would be added. */
    void requireOneCurrency() {
      if (currencies.size() > 1) {
        throw Refusal.input(
            "the orders are in several currencies, which cannot be added: "
                + String.join(", ", currencies),
            "count one of them: --currency CUR, or --shop NAME");
      }
    }

    @Nullable String currency() {
      return currencies.isEmpty() ? null : currencies.get(0);
    }
  }

  /** Fills the temporary table {@code purchase}. */
  Loaded load(Workspace workspace) {
    workspace.update(
        sql("purchases"),
        shop,
        currency,
        zone,
        refundsOut,
        until == null ? null : until.toString());
    Section observed =
        workspace.query(
            "observed",
            sql("observed"),
            List.of(
                Column.date("day"),
                Column.count("known"),
                Column.count("purchases"),
                Column.texts("currencies")),
            shop,
            zone);
    Object day = observed.cell(0, "day");
    if (!(observed.cell(0, "known") instanceof Long known) || known == 0 || day == null) {
      throw Refusal.input(
          "there are no orders with a known buyer" + (shop == null ? "" : " in shop " + shop),
          "import an order report that names the buyer: sluice formats");
    }
    long of = observed.cell(0, "purchases") instanceof Long n ? n : known;
    List<String> currencies = new ArrayList<>();
    if (observed.cell(0, "currencies") instanceof List<?> found) {
      found.forEach(each -> currencies.add(String.valueOf(each)));
    }
    return new Loaded(
        Reach.of(until, (LocalDate) day),
        List.copyOf(currencies),
        new Answer.Coverage(List.of(), List.of(new Answer.Part("buyer", known, of))));
  }

  /** What the reader of the figures must know of the purchases. */
  String note() {
    return "a purchase is a paid order that was not cancelled, on the shop's day of payment;"
        + (refundsOut
            ? " fully refunded ones are left out, other refunds are taken off"
            : " refunds are not taken off");
  }

  static Sql sql(String question) {
    return Sql.of(Purchases.class, "staging/" + question + ".sql");
  }
}
