package dev.sluice.analysis.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RfmTest {
  private static final LocalDate UNTIL = LocalDate.parse("2026-06-30");
  private static final Rfm.Question LIST = new Rfm.Question(null, null, null, null, false, true);

  @TempDir Path folder;
  private Facts facts;

  @BeforeEach
  void open() {
    facts = new Facts(folder);
  }

  private Answer rfm(boolean refundsOut, Rfm.Question question) {
    return facts.ask(w -> Rfm.of(w, new Purchases(null, null, refundsOut, UNTIL, "UTC"), question));
  }

  /** The quantile by linear interpolation between order statistics, type 7 of Hyndman and Fan. */
  static double quantile(double[] sorted, double p) {
    double h = (sorted.length - 1) * p;
    int below = (int) Math.floor(h);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (h - below) * (sorted[above] - sorted[below]);
  }

  private static int score(double value, double[] sorted) {
    int score = 1;
    for (int k = 1; k <= 4; k++) {
      // A value that is the cut but for rounding lies at it.
      score += value > quantile(sorted, k / 5.0) + 1e-9 ? 1 : 0;
    }
    return score;
  }

  @Test
  void scoresAreQuintilesWrittenDownPlainly() {
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      facts.clear();
      Map<String, double[]> buyers = new TreeMap<>();
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        String buyer = "b" + (10 + random.nextInt(37));
        int day = random.nextInt(100);
        int amount = 1 + random.nextInt(300);
        orders.add(Facts.order("o" + i, buyer, UNTIL.minusDays(day).toString(), amount));
        double[] sums = buyers.computeIfAbsent(buyer, b -> new double[] {1000, 0, 0});
        sums[0] = Math.min(sums[0], day);
        sums[1]++;
        sums[2] += amount;
      }
      facts.fill(orders.toArray(String[]::new));
      Section list = rfm(true, LIST).section("buyers");
      double[][] sorted = new double[3][];
      for (int m = 0; m < 3; m++) {
        int measure = m;
        sorted[m] = buyers.values().stream().mapToDouble(b -> b[measure]).sorted().toArray();
      }
      assertThat(list.rows()).hasSameSizeAs(buyers.keySet());
      for (int i = 0; i < list.rows().size(); i++) {
        String buyer = String.valueOf(list.cell(i, "buyer")).substring(2);
        double[] sums = buyers.get(buyer);
        assertThat(list.cell(i, "recency_score"))
            .as("seed %s, %s", seed, buyer)
            .isEqualTo(6L - score(sums[0], sorted[0]));
        assertThat(list.cell(i, "frequency_score"))
            .as("seed %s, %s", seed, buyer)
            .isEqualTo((long) score(sums[1], sorted[1]));
        assertThat(list.cell(i, "monetary_score"))
            .as("seed %s, %s", seed, buyer)
            .isEqualTo((long) score(sums[2], sorted[2]));
      }
    }
  }

  @Test
  void refundsAreOutOfFrequencyAndAmountUnlessAskedFor() {
    facts.fill(
        Facts.order("1", "anna", "2026-06-01", 100),
        Facts.order("2", "anna", "2026-06-10", 50),
        Facts.order("3", "anna", "2026-06-20", 30),
        Facts.order("4", "bo", "2026-06-20", 30),
        refund("1", "NULL", "40"),
        refund("3", "1", "NULL"),
        refund("4", "NULL", "30.00"));
    Section net = rfm(true, LIST).section("buyers");
    assertThat(net.rows()).hasSize(1);
    assertThat(net.cell(0, "frequency")).isEqualTo(2L);
    assertThat(net.cell(0, "monetary")).isEqualTo(new BigDecimal("110.00"));
    assertThat(net.cell(0, "recency_days")).isEqualTo(20L);
    Section gross = rfm(false, LIST).section("buyers");
    assertThat(gross.rows()).hasSize(2);
    assertThat(gross.cell(0, "frequency")).isEqualTo(3L);
    assertThat(gross.cell(0, "monetary")).isEqualTo(new BigDecimal("180.00"));
  }

  private static String refund(String order, String quantity, String amount) {
    return """
        INSERT INTO refund (shop, order_id, line_id, quantity, amount, currency, time_basis, file_id, row_number)
        VALUES ('s', '%s', '1', %s, %s, 'CNY', 'unknown', 1, 1)
        """
        .formatted(order, quantity, amount);
  }

  @Test
  void unpaidCancelledSupersededAndNamelessOrdersAreNoPurchases() {
    facts.fill(
        Facts.order("1", "anna", "2026-06-01", 100),
        Facts.order("2", "unpaid", "2026-06-01", 1),
        "UPDATE order_line SET paid = false WHERE order_id = '2'",
        Facts.order("3", "cancelled", "2026-06-01", 1),
        "UPDATE order_line SET cancelled_at = '2026-06-02' WHERE order_id = '3'",
        Facts.order("4", "superseded", "2026-06-01", 1),
        "UPDATE order_line SET superseded_by = 2 WHERE order_id = '4'",
        Facts.order("5", "nameless", "2026-06-01", 1),
        "UPDATE order_line SET buyer = NULL WHERE order_id = '5'",
        Facts.order("6", "later", "2026-07-01", 1));
    Answer answer = rfm(true, LIST);
    assertThat(answer.section("buyers").rows().stream().map(row -> row.get(0)))
        .containsExactly("s/anna");
    assertThat(answer.coverage().rows()).containsExactly(new Answer.Part("buyer", 1, 2));
  }

  @Test
  void theFirstSegmentThatFitsWins() throws Exception {
    facts.fill(
        Facts.order("1", "anna", "2026-06-29", 100), Facts.order("2", "bo", "2026-01-01", 5));
    Path segments =
        Files.writeString(
            folder.resolve("segments.csv"),
            """
            segment,r_from,r_to,f_from,f_to,m_from,m_to
            all,1,5,1,5,3,5
            never,1,5,1,5,1,5
            """);
    Section rows =
        rfm(true, new Rfm.Question("7,30,90,180", "2,3,4,5", "10,20,30,200", segments, false, true))
            .section("buyers");
    assertThat(rows.cell(0, "segment")).isEqualTo("all");
    assertThat(rows.cell(0, "recency_score")).isEqualTo(5L);
    assertThat(rows.cell(0, "monetary_score")).isEqualTo(4L);
    assertThat(rows.cell(1, "segment")).isEqualTo("never");
    // 180 days are at the threshold: the upper class of days, so the lowest score.
    assertThat(rows.cell(1, "recency_days")).isEqualTo(180L);
    assertThat(rows.cell(1, "recency_score")).isEqualTo(1L);
  }

  @Test
  void severalCurrenciesAreNotAdded() {
    facts.fill(
        Facts.order("1", "anna", "2026-06-01", 100),
        Facts.order("2", "anna", "2026-06-02", 100),
        "UPDATE order_line SET currency = 'USD' WHERE order_id = '2'");
    assertThatThrownBy(() -> rfm(true, LIST))
        .isInstanceOf(Refusal.class)
        .hasMessage("the orders are in several currencies, which cannot be added: CNY, USD");
    Section dollars =
        facts
            .ask(w -> Rfm.of(w, new Purchases(null, "USD", true, UNTIL, "UTC"), LIST))
            .section("buyers");
    assertThat(dollars.cell(0, "frequency")).isEqualTo(1L);
    assertThat(dollars.cell(0, "currency")).isEqualTo("USD");
  }

  @Test
  void withoutBuyersThereIsNothingToScore() {
    assertThatThrownBy(() -> rfm(true, LIST))
        .isInstanceOf(Refusal.class)
        .hasMessage("there are no orders with a known buyer");
  }
}
