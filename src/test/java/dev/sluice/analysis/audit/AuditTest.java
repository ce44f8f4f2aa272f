package dev.sluice.analysis.audit;

import static dev.sluice.analysis.Facts.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Facts;
import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  @TempDir static Path folder;

  private static Facts facts;

  @BeforeAll
  static void open() {
    facts = Facts.ofAShop(folder);
  }

  @AfterAll
  static void close() {
    facts.close();
  }

  @BeforeEach
  void empty() {
    facts.forget("broadcast", "broadcast_minute", "broadcast_product", "broadcast_source");
  }

  private static void broadcast(
      String id, String platform, Map<String, ?> counts, Map<String, String> printed) {
    Map<String, Object> values = new HashMap<>(counts);
    values.put("platform", platform);
    values.put("reported", printed);
    facts.broadcast(id, "2026-05-10 12:00:00", values);
  }

  private static Answer ask() {
    return Audit.ask(facts.workspace(), Scope.of(List.of(), null, null, null)).answer();
  }

  private static String verdicts(Answer answer) {
    return table(answer.section("rates"), "metric", "verdict", "same_as");
  }

  private static String contradictions(Answer answer) {
    Section found = answer.section("contradictions");
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < found.rows().size(); row++) {
      lines.add(
          String.join(
              " | ",
              String.valueOf(found.cell(row, "finding")),
              String.valueOf(found.cell(row, "metric")),
              number(found.cell(row, "value")).toPlainString(),
              String.valueOf(found.cell(row, "against")),
              number(found.cell(row, "against_value")).toPlainString()));
    }
    return String.join("\n", lines);
  }

  private static BigDecimal number(Object figure) {
    return new BigDecimal(String.valueOf(((Figure) figure).value())).stripTrailingZeros();
  }

  /** The fault of an export that was seen: the GPM of impressions printed under both names. */
  @Test
  void aWatchGpmThatIsTheShowGpmIsFound() {
    broadcast(
        "a",
        "tiktok-shop",
        Map.of("impressions", 20000, "views", 1000, "attributed_gmv", "500.00"),
        Map.of("show_gpm", "25.00", "watch_gpm", "25.00"));
    broadcast(
        "b",
        "tiktok-shop",
        Map.of("impressions", 20000, "views", 1000, "attributed_gmv", "510.00"),
        Map.of("show_gpm", "25.50", "watch_gpm", "510.00"));
    // Where nothing was sold both are 0, and as it should be.
    broadcast(
        "c",
        "tiktok-shop",
        Map.of("impressions", 20000, "views", 1000, "attributed_gmv", "0.00"),
        Map.of("show_gpm", "0", "watch_gpm", "0"));

    assertThat(verdicts(ask()))
        .isEqualTo(
            """
            show_gpm | agrees | -
            watch_gpm | differs | show_gpm
            show_gpm | agrees | -
            watch_gpm | agrees | -
            show_gpm | agrees | -
            watch_gpm | agrees | -
            """);
  }

  @Test
  void aRateOfPersonsPrintedByTimesIsFoundToBeTheOther() {
    Map<String, Integer> counts =
        Map.of(
            "product_clicks", 400, "product_clickers", 200, "orders", 30, "buyers", 25, "views", 0);
    broadcast("a", "douyin", counts, Map.of("ctor", "0.075", "click_to_pay_rate", "0.075"));
    broadcast("b", "douyin", counts, Map.of("ctor", "0.075", "click_to_pay_rate", "0.125"));
    broadcast("c", "douyin", counts, Map.of("watch_to_order_rate", "0", "fan_share", "0.4"));

    Answer answer = ask();

    assertThat(verdicts(answer))
        .isEqualTo(
            """
            click_to_pay_rate | differs | ctor
            ctor | agrees | -
            click_to_pay_rate | agrees | -
            ctor | agrees | -
            fan_share | not_checked | -
            watch_to_order_rate | not_checked | -
            """);
    assertThat(table(answer.section("rates"), "metric", "reason"))
        .contains(
            "fan_share | the export lacks its counts\n", "watch_to_order_rate | nothing to divide");
    assertThat(
            Audit.ask(facts.workspace(), Scope.of(List.of(), null, null, null)).differing().rows())
        .hasSize(1);
  }

  @Test
  void aRateThatThePlatformDividesOtherwiseIsSaidToBeSo() {
    broadcast("a", "tiktok-shop", Map.of("likes", 500, "views", 100), Map.of("like_rate", "6.25"));

    Answer answer = ask();

    assertThat(verdicts(answer)).isEqualTo("like_rate | defined_otherwise | -\n");
    assertThat(String.valueOf(answer.section("rates").cell(0, "reason"))).contains("per viewer");
  }

  @Test
  void partsAboveTheirWholeAndSharesAboveOneAreFound() {
    broadcast(
        "a",
        "douyin",
        Map.of(
            "views",
            456,
            "viewers",
            400,
            "new_followers",
            489,
            "buyers",
            31,
            "orders",
            30,
            "paid_gmv",
            "100.00",
            "net_gmv",
            "100.01"),
        Map.of("follow_rate", "1.0724", "like_rate", "5.1"));

    assertThat(contradictions(ask()))
        .isEqualTo(
            """
            above_one | follow_rate | 1.0724 | one | 1
            more_than | buyers | 31 | orders | 30
            more_than | net_gmv | 100.01 | paid_gmv | 100
            more_than | new_followers | 489 | viewers | 400
            more_than | new_followers | 489 | views | 456\
            """);
  }

  @Test
  void sumsOfPartsThatAreNotTheTotalAreFoundWhereEveryPartIsKnown() {
    broadcast(
        "a",
        "douyin",
        Map.of("views", 30, "orders", 3, "paid_gmv", "30.00", "viewers", 20),
        Map.of());
    for (int minute = 0; minute < 3; minute++) {
      Map<String, Object> row = new HashMap<>();
      row.put("shop", "nimbus");
      row.put("broadcast", "a");
      row.put("minute", "2026-05-10 12:0" + minute + ":00");
      row.put("views", 10);
      row.put("orders", minute == 1 ? null : 2);
      row.put("paid_gmv", "9.99");
      row.put("viewers", 15);
      facts.add("broadcast_minute", row);
    }
    facts.add(
        "broadcast_source",
        Map.of("shop", "nimbus", "broadcast", "a", "source", "feed", "views", 31));

    assertThat(contradictions(ask()))
        .isEqualTo(
            """
            minutes | paid_gmv | 29.97 | broadcast | 30
            sources | views | 31 | broadcast | 30\
            """);
  }

  /**
   * Rounded or cut, a printed rate agrees; more than a unit of its last decimal off, it does not.
   */
  @Test
  void roundingAndCuttingAgreeAndMoreThanThatDoesNot() {
    Random random = new Random(7);
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      int impressions = 1000 + random.nextInt(100_000);
      int views = 1 + random.nextInt(impressions);
      int clicks = random.nextInt(views + 1);
      BigDecimal exact =
          BigDecimal.valueOf(clicks).divide(BigDecimal.valueOf(views), 12, RoundingMode.DOWN);
      RoundingMode mode = random.nextBoolean() ? RoundingMode.HALF_UP : RoundingMode.DOWN;
      BigDecimal printed = exact.setScale(4, mode);
      boolean off = random.nextInt(4) == 0;
      if (off) {
        printed = printed.add(new BigDecimal(random.nextBoolean() ? "0.0002" : "-0.0002"));
      }
      String id = String.format("b%03d", i);
      broadcast(
          id,
          "douyin",
          Map.of("impressions", impressions, "views", views, "product_clicks", clicks),
          Map.of("live_ctr", printed.toPlainString()));
      boolean near = printed.subtract(exact).abs().compareTo(new BigDecimal("0.0001")) <= 0;
      assertThat(off || near).isTrue();
      expected.put(id, near ? "agrees" : "differs");
    }

    Section rates = ask().section("rates");
    Map<String, String> found = new HashMap<>();
    for (int row = 0; row < rates.rows().size(); row++) {
      found.put(
          String.valueOf(rates.cell(row, "broadcast")), String.valueOf(rates.cell(row, "verdict")));
    }
    assertThat(found).as("seed 7").isEqualTo(expected).containsValues("agrees", "differs");
  }

  /** What is above what, counted by plain comparison. */
  @Test
  void contradictionsAreThoseOfComparingPairByPair() {
    List<List<String>> pairs =
        List.of(
            List.of("reach", "impressions"),
            List.of("viewers", "views"),
            List.of("product_clickers", "viewers"),
            List.of("product_clickers", "product_clicks"),
            List.of("buyers", "orders"),
            List.of("orders", "units"),
            List.of("refund_orders", "orders"));
    for (long seed = 1; seed <= 3; seed++) {
      empty();
      Random random = new Random(seed);
      TreeSet<String> expected = new TreeSet<>();
      for (int i = 0; i < 20; i++) {
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> pair : pairs) {
          for (String name : pair) {
            if (random.nextInt(5) > 0) {
              counts.put(name, random.nextInt(50));
            }
          }
        }
        String id = String.format("b%02d", i);
        broadcast(id, "douyin", counts, Map.of());
        for (List<String> pair : pairs) {
          Integer part = counts.get(pair.get(0));
          Integer whole = counts.get(pair.get(1));
          if (part != null && whole != null && part > whole) {
            expected.add(id + " " + pair.get(0) + " > " + pair.get(1));
          }
        }
      }

      Section found = ask().section("contradictions");

      TreeSet<String> told = new TreeSet<>();
      for (int row = 0; row < found.rows().size(); row++) {
        told.add(
            found.cell(row, "broadcast")
                + " "
                + found.cell(row, "metric")
                + " > "
                + found.cell(row, "against"));
      }
      assertThat(told).as("seed %d", seed).isEqualTo(expected);
    }
  }
}
