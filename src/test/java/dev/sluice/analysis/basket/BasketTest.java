package dev.sluice.analysis.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pairs and halos: by hand, by plain loops over random orders, and the coverage of the interval.
 */
class BasketTest {
  private static final Scope ALL = new Scope(List.of(), null, null, null);

  private static Basket.Question pairs(String unit, String by, long minimum) {
    return Basket.Question.of(ALL, unit, by, minimum, 0, null);
  }

  private static void line(
      Facts facts, String order, String buyer, String sku, int quantity, String amount) {
    Map<String, Object> row = new HashMap<>();
    row.put("shop", "nimbus");
    row.put("order_id", order);
    row.put("line_id", sku);
    row.put("sku", sku);
    row.put("quantity", quantity);
    row.put("amount", new BigDecimal(amount));
    row.put("currency", "CNY");
    row.put("paid", true);
    row.put("buyer", buyer);
    facts.add("order_line", row);
  }

  /** Five orders: A with B twice, A alone, B alone, C alone. */
  private static Facts five(Path folder) {
    Facts facts = Facts.in(folder);
    facts.add("shop", Map.of("shop", "nimbus", "platform", "douyin"));
    line(facts, "o1", "ann", "A", 1, "10");
    line(facts, "o1", "ann", "B", 2, "30");
    line(facts, "o2", "bo", "A", 1, "10");
    line(facts, "o2", "bo", "B", 1, "15");
    line(facts, "o3", "ann", "A", 3, "30");
    line(facts, "o4", "cy", "B", 1, "15");
    line(facts, "o5", "ann", "C", 1, "7");
    return facts;
  }

  @Test
  void aPairByHand(@TempDir Path folder) {
    try (Facts facts = five(folder)) {
      Answer answer = Basket.ask(facts.workspace(), pairs("order", "sku", 1));
      assertThat(
              Facts.table(
                  answer.section("rows"),
                  "a",
                  "b",
                  "baskets",
                  "support",
                  "confidence_a_to_b",
                  "confidence_b_to_a",
                  "lift"))
          .isEqualTo("A | B | 2 | 0.4 | 0.666667 | 0.666667 | 1.111111\n");
      assertThat(Facts.table(answer.section("totals"), "baskets", "baskets_of_several"))
          .isEqualTo("5 | 2\n");
    }
  }

  @Test
  void aBuyersOrdersAreOneBasket(@TempDir Path folder) {
    try (Facts facts = five(folder)) {
      Answer answer = Basket.ask(facts.workspace(), pairs("buyer", "sku", 1));
      assertThat(Facts.table(answer.section("rows"), "a", "b", "baskets", "lift"))
          .isEqualTo("A | B | 2 | 1.000000\nB | C | 1 | 1.000000\nA | C | 1 | 1.500000\n");
    }
  }

  @Test
  void theHaloByHand(@TempDir Path folder) {
    try (Facts facts = five(folder)) {
      Answer answer =
          Basket.ask(facts.workspace(), Basket.Question.of(ALL, "order", "sku", 1, 0, "A"));
      assertThat(
              Facts.table(
                  answer.section("hero"),
                  "baskets",
                  "baskets_with_others",
                  "attach_rate",
                  "own_gmv",
                  "halo_units",
                  "halo_gmv",
                  "halo_gmv_per_basket",
                  "gmv_per_other_basket"))
          .isEqualTo("3 | 2 | 0.666667 | 50.00 | 3 | 45.00 | 15.00 | 11.00\n");
      assertThat(
              Facts.table(
                  answer.section("rows"),
                  "key",
                  "baskets",
                  "confidence",
                  "share_of_other_baskets",
                  "units",
                  "gmv"))
          .isEqualTo("B | 2 | 0.666667 | 0.500000 | 3 | 45.00\n");
    }
  }

  @Test
  void whatIsNotThereIsRefusedWithTheNearest(@TempDir Path folder) {
    try (Facts facts = five(folder)) {
      assertThatThrownBy(
              () ->
                  Basket.ask(facts.workspace(), Basket.Question.of(ALL, "order", "sku", 1, 0, "Z")))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("nothing sold has the sku 'Z'");
      assertThatThrownBy(() -> Basket.ask(facts.workspace(), pairs("order", "colour", 1)))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("no product has the attribute 'colour'");
      assertThatThrownBy(() -> pairs("cart", "sku", 1)).isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> pairs("order", "sku", 0)).isInstanceOf(Refusal.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  void pairsOfRandomOrdersAgreeWithLoops(long seed, @TempDir Path folder) {
    Random random = new Random(seed);
    Map<String, Set<String>> orders = new TreeMap<>();
    try (Facts facts = Facts.in(folder)) {
      facts.add("shop", Map.of("shop", "nimbus", "platform", "douyin"));
      for (int order = 0; order < 120; order++) {
        int lines = 1 + random.nextInt(5);
        Set<String> skus = new TreeSet<>();
        for (int each = 0; each < lines; each++) {
          skus.add("S" + random.nextInt(7));
        }
        boolean paid = random.nextInt(8) > 0;
        for (String sku : skus) {
          Map<String, Object> row = new HashMap<>();
          row.put("shop", "nimbus");
          row.put("order_id", "o" + order);
          row.put("line_id", sku);
          row.put("sku", sku);
          row.put("quantity", 1);
          row.put("amount", 5);
          row.put("currency", "CNY");
          row.put("paid", paid);
          facts.add("order_line", row);
        }
        if (paid) {
          orders.put("o" + order, skus);
        }
      }
      Map<String, String> expected = new TreeMap<>();
      for (int a = 0; a < 7; a++) {
        for (int b = a + 1; b < 7; b++) {
          String first = "S" + a;
          String second = "S" + b;
          long both =
              orders.values().stream().filter(s -> s.contains(first) && s.contains(second)).count();
          double nA = orders.values().stream().filter(s -> s.contains(first)).count();
          double nB = orders.values().stream().filter(s -> s.contains(second)).count();
          if (both >= 3) {
            double lift = Math.round(1e6 * both * orders.size() / (nA * nB)) / 1e6;
            expected.put(
                first + " " + second,
                both + " " + Math.round(1e4 * both / nA) + " " + Math.round(1e4 * lift));
          }
        }
      }
      Section rows = Basket.ask(facts.workspace(), pairs("order", "sku", 3)).section("rows");
      Map<String, String> found = new TreeMap<>();
      for (int i = 0; i < rows.rows().size(); i++) {
        found.put(
            rows.cell(i, "a") + " " + rows.cell(i, "b"),
            rows.cell(i, "baskets")
                + " "
                + Math.round(1e4 * number(rows, i, "confidence_a_to_b"))
                + " "
                + Math.round(1e4 * number(rows, i, "lift")));
      }
      assertThat(found).as("seed %s", seed).isEqualTo(expected).isNotEmpty();
    }
  }

  /**
   * 400 shops of 250 orders each are 400 draws of one truth: the interval of the lift must hold it
   * in about 95 of 100.
   */
  @Test
  void theIntervalOfTheLiftHoldsTheTruth(@TempDir Path folder) {
    double truth = 0.1 / (0.3 * 0.2);
    try (Facts facts = Facts.in(folder)) {
      facts
          .workspace()
          .execute(
              "INSERT INTO shop (shop, platform) SELECT 's' || i, 'douyin' FROM range(400) r(i)");
      facts
          .workspace()
          .execute(
              """
              INSERT INTO order_line
                (shop, order_id, line_id, sku, quantity, amount, currency, paid, file_id, row_number)
              WITH draw AS (
                SELECT s.i AS shop, o.i AS place,
                       (hash(s.i * 1000003 + o.i) % 1000000007) / 1000000007.0 AS u
                FROM range(400) AS s(i), range(250) AS o(i)
              ),
              bought AS (
                SELECT shop, place, 'A' AS sku FROM draw WHERE u < 0.3
                UNION ALL
                SELECT shop, place, 'B' FROM draw WHERE u < 0.1 OR u >= 0.3 AND u < 0.4
                UNION ALL
                SELECT shop, place, 'C' FROM draw WHERE u >= 0.4
              )
              SELECT 's' || shop, 'o' || place, sku, sku, 1, 1, 'CNY', TRUE, 1, 1 FROM bought
              """);
      Section pairs = Basket.ask(facts.workspace(), pairs("order", "sku", 1)).section("rows");
      assertThat(pairs.rows()).hasSize(400);
      int held = 0;
      for (int i = 0; i < pairs.rows().size(); i++) {
        if (number(pairs, i, "lift_low") <= truth && truth <= number(pairs, i, "lift_high")) {
          held++;
        }
      }
      assertThat(held / 400.0).isCloseTo(0.95, within(0.025));
    }
  }

  private static double number(Section section, int row, String column) {
    return ((BigDecimal) section.cell(row, column)).doubleValue();
  }
}
