package dev.sluice.analysis;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Money of several currencies in one: temporary views take the place of the facts and show each
 * amount at the rate of its day (table {@code fx_rate}), rounded to the amount's own scale, while
 * the facts stay as they are. An amount whose day has no rate is missing, never taken at 1.
 */
public final class ReportingCurrency {
  private static final Pattern ISO = Pattern.compile("[A-Z]{3}");
  private static final String SET = "SET VARIABLE reporting_currency = ";

  private ReportingCurrency() {}

  /** Money of orders. */
  public static final List<String> ORDERS = List.of("order_line", "refund");

  /** Money of broadcasts, as platforms count it. */
  public static final List<String> BROADCASTS =
      List.of("broadcast", "broadcast_product", "broadcast_source");

  /** Money spent on advertising, and what advertising accounts credit to themselves. */
  public static final List<String> ADVERTISING = List.of("spend");

  /**
   * Shows the money of some facts in one currency, until the workspace is closed.
   *
   * @return what the reader must know: where the rates come from, which days and currencies have
   *     none
   */
  public static List<String> show(Workspace workspace, String currency, List<String> facts) {
    if (!ISO.matcher(currency).matches()) {
      throw Refusal.usage(
          "--currency: '" + currency + "' is not an ISO code", "write it as CNY or USD");
    }
    String home =
        Sql.quote(
                String.valueOf(
                    workspace
                        .query("home", Sql.composed("home", "SELECT current_database() AS home"))
                        .cell(0, "home")))
            + ".main";
    workspace.execute(SET + Sql.literal(currency));
    rates(workspace, currency);
    workspace.execute(
        Sql.of(ReportingCurrency.class, "staging/reporting_days.sql")
            .text()
            .replace("{{facts}}", home));
    List<String> notes = new ArrayList<>();
    notes.add(
        "money in "
            + currency
            + " by the rates of generic.fx on the day of the "
            + (facts.containsAll(ADVERTISING) ? "order, broadcast or spend" : "order or broadcast")
            + "; a rate holds for up to 7 days");
    for (String fact : facts) {
      List<String> money = money(workspace, fact);
      workspace.execute(view(fact, money));
      notes.addAll(gaps(workspace, fact));
    }
    return notes;
  }

  /**
   * Loads what each currency was worth in {@code currency}, by day, into {@code reporting_rate}.
   */
  public static void rates(Workspace workspace, @Nullable String currency) {
    workspace.update(Sql.of(ReportingCurrency.class, "staging/reporting_rate.sql"), currency);
  }

  /** The columns of a table that hold money: amounts, and prices of one. */
  private static List<String> money(Workspace workspace, String fact) {
    Section columns =
        workspace.query(
            "money",
            Sql.of(ReportingCurrency.class, "staging/money_columns.sql"),
            List.of(Column.text("column_name"), Column.text("data_type")),
            fact);
    return columns.rows().stream()
        .map(row -> converted(String.valueOf(row.get(0)), String.valueOf(row.get(1))))
        .toList();
  }

  private static String converted(String column, String type) {
    String name = Sql.quote(column);
    return "CASE WHEN own_currency = getvariable('reporting_currency') THEN "
        + name
        + " ELSE CAST("
        + name
        + " * times / per AS "
        + type
        + ") END AS "
        + name;
  }

  private static String view(String fact, List<String> money) {
    return "CREATE OR REPLACE TEMP VIEW "
        + fact
        + " AS SELECT f.* EXCLUDE (own_currency, rate_day) REPLACE ("
        + money.stream().collect(Collectors.joining(", "))
        + ", getvariable('reporting_currency')::VARCHAR AS currency) FROM "
        + fact
        + "_by_day AS f LEFT JOIN reporting_rate AS r ON r.currency = f.own_currency"
        + " AND r.day = f.rate_day";
  }

  private static List<String> gaps(Workspace workspace, String fact) {
    Section found =
        workspace.query(
            "gaps",
            Sql.composed(
                "days without a rate",
                "SELECT own_currency, count(DISTINCT rate_day) AS days, min(rate_day)::VARCHAR AS"
                    + " first, max(rate_day)::VARCHAR AS last FROM "
                    + fact
                    + "_by_day AS f ANTI JOIN reporting_rate AS r ON r.currency = f.own_currency"
                    + " AND r.day = f.rate_day WHERE f.superseded_by IS NULL"
                    + " AND own_currency <> getvariable('reporting_currency')"
                    + " GROUP BY own_currency ORDER BY own_currency"),
            List.of(
                Column.text("own_currency"),
                Column.count("days"),
                Column.text("first"),
                Column.text("last")));
    List<String> notes = new ArrayList<>();
    for (List<?> row : found.rows()) {
      notes.add(
          "no rate of "
              + row.get(0)
              + " on "
              + row.get(1)
              + (Objects.equals(row.get(1), 1L) ? " day" : " days")
              + " of "
              + fact
              + " in the workspace ("
              + row.get(2)
              + " to "
              + row.get(3)
              + "): that money is missing here");
    }
    return notes;
  }
}
