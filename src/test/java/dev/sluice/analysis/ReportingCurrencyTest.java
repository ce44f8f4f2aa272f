package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingCurrencyTest {
  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = Workspace.write(folder.resolve("w.duckdb"), Engine.standard());
    workspace.execute("INSERT INTO shop VALUES ('s', 'generic', 'Asia/Shanghai', 'CNY')");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private void rate(String day, String currency, String base, String rate) {
    workspace.execute(
        String.format(
            "INSERT INTO fx_rate VALUES ('%s', '%s', '%s', %s, 1, 1, NULL, NULL)",
            day, currency, base, rate));
  }

  private void order(String id, String createdAt, String currency, String amount) {
    workspace.execute(
        String.format(
            "INSERT INTO order_line BY NAME SELECT 's' AS shop, '%s' AS order_id, '1' AS line_id,"
                + " %s AS amount, '%s' AS currency, TIMESTAMPTZ '%s' AS created_at, 1 AS file_id,"
                + " 1 AS row_number",
            id, amount, currency, createdAt));
  }

  private List<String> amounts() {
    List<String> amounts = new ArrayList<>();
    String all = "SELECT amount, currency FROM order_line ORDER BY order_id";
    for (List<@Nullable Object> row : workspace.query("q", Sql.composed("q", all)).rows()) {
      amounts.add(row.get(0) + " " + row.get(1));
    }
    return amounts;
  }

  @Test
  void eachAmountIsTurnedAtTheRateOfItsDayInTheShopsZone() {
    rate("2026-11-07", "USD", "CNY", "7.10");
    rate("2026-11-08", "USD", "CNY", "7.20");
    // 17:00 UTC is one o'clock of the next day in Shanghai.
    order("1", "2026-11-07 17:00:00+00", "USD", "10.00");
    order("2", "2026-11-07 15:00:00+00", "USD", "10.00");
    order("3", "2026-11-07 15:00:00+00", "CNY", "10.00");

    List<String> notes = ReportingCurrency.show(workspace, "CNY", ReportingCurrency.ORDERS);

    assertThat(amounts()).containsExactly("72.00 CNY", "71.00 CNY", "10.00 CNY");
    assertThat(notes).hasSize(1);
  }

  @Test
  void aRateMayBeInvertedOrCrossedAndHoldsForAWeek() {
    rate("2026-11-06", "USD", "CNY", "8");
    rate("2026-11-06", "THB", "CNY", "0.2");
    order("1", "2026-11-06 02:00:00+00", "CNY", "10.00");
    order("2", "2026-11-13 02:00:00+00", "THB", "10.00");

    ReportingCurrency.show(workspace, "USD", ReportingCurrency.ORDERS);

    assertThat(amounts()).containsExactly("1.25 USD", "0.25 USD");
  }

  @Test
  void withoutARateTheMoneyIsMissingAndTold() {
    rate("2026-11-06", "USD", "CNY", "8");
    order("1", "2026-11-14 02:00:00+00", "USD", "10.00");
    order("2", "2026-11-05 02:00:00+00", "USD", "10.00");
    order("3", "2026-11-06 02:00:00+00", "VND", "10.00");

    List<String> notes = ReportingCurrency.show(workspace, "CNY", ReportingCurrency.ORDERS);

    assertThat(amounts()).containsExactly("null CNY", "null CNY", "null CNY");
    assertThat(notes)
        .endsWith(
            "no rate of USD on 2 days of order_line in the workspace (2026-11-05 to 2026-11-14):"
                + " that money is missing here",
            "no rate of VND on 1 day of order_line in the workspace (2026-11-06 to 2026-11-06):"
                + " that money is missing here");
  }

  @Test
  void theFactsStayAsTheyAre() {
    rate("2026-11-06", "USD", "CNY", "8");
    order("1", "2026-11-06 02:00:00+00", "USD", "10.00");
    ReportingCurrency.show(workspace, "CNY", ReportingCurrency.ORDERS);

    try (Workspace again = reopened()) {
      assertThat(
              again
                  .query("q", Sql.composed("q", "SELECT amount, currency FROM order_line"))
                  .rows()
                  .toString())
          .isEqualTo("[[10.00, USD]]");
    }
  }

  private Workspace reopened() {
    workspace.close();
    workspace = Workspace.inMemory(Engine.standard());
    return Workspace.read(folder.resolve("w.duckdb"), Engine.standard());
  }

  @Test
  void aBroadcastIsTurnedAtTheDayOfItsStartAndOnlyItsMoneyIs() {
    rate("2026-11-06", "USD", "CNY", "8");
    workspace.execute(
        "INSERT INTO broadcast BY NAME SELECT 'b' AS broadcast, 's' AS shop, 'generic' AS platform,"
            + " TIMESTAMPTZ '2026-11-06 12:00:00+00' AS started_at, 'USD' AS currency,"
            + " 2.50 AS paid_gmv, 10 AS views, 3.5 AS average_viewers, 1 AS file_id,"
            + " 1 AS row_number");
    workspace.execute(
        "INSERT INTO broadcast_product BY NAME SELECT 'b' AS broadcast, 's' AS shop, 'p' AS"
            + " product, 'USD' AS currency, 1.25 AS attributed_gmv, 1 AS file_id, 1 AS row_number");

    ReportingCurrency.show(workspace, "CNY", ReportingCurrency.BROADCASTS);

    String all =
        "SELECT b.paid_gmv, views, average_viewers, b.currency, p.attributed_gmv FROM broadcast AS"
            + " b JOIN broadcast_product AS p USING (broadcast)";
    assertThat(workspace.query("q", Sql.composed("q", all)).rows().toString())
        .isEqualTo("[[20.00, 10, 3.5000, CNY, 10.00]]");
  }

  @Test
  void aCurrencyIsThreeLetters() {
    assertThatThrownBy(() -> ReportingCurrency.show(workspace, "yuan", ReportingCurrency.ORDERS))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--currency: 'yuan' is not an ISO code");
  }

  /** The naive way: day by day backwards to a rate, no further than a week. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheNaiveWay(long seed) {
    Random random = new Random(seed);
    LocalDate first = LocalDate.of(2026, 10, 1);
    Map<LocalDate, BigDecimal> rates = new TreeMap<>();
    for (int day = 0; day < 60; day += 1 + random.nextInt(12)) {
      BigDecimal rate = BigDecimal.valueOf(60_000 + random.nextInt(20_000), 4);
      rates.put(first.plusDays(day), rate);
      rate(first.plusDays(day).toString(), "USD", "CNY", rate.toPlainString());
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      LocalDate day = first.plusDays(random.nextInt(70));
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(1_000_000), 2);
      order(String.format("%03d", i), day + " 04:00:00+00", "USD", amount.toPlainString());
      BigDecimal rate = null;
      for (int back = 0; back <= 7 && rate == null; back++) {
        rate = rates.get(day.minusDays(back));
      }
      expected.add(
          (rate == null ? "null" : amount.multiply(rate).setScale(2, RoundingMode.HALF_UP))
              + " CNY");
    }

    ReportingCurrency.show(workspace, "CNY", ReportingCurrency.ORDERS);

    assertThat(amounts()).isEqualTo(expected);
  }
}
