package dev.sluice.analysis.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatPurchaseTest {
  private static final LocalDate UNTIL = LocalDate.parse("2026-06-30");

  @TempDir Path folder;
  private Facts facts;

  @BeforeEach
  void open() {
    facts = new Facts(folder);
  }

  private Answer repeat(LocalDate calibrationEnd) {
    return facts.ask(
        w ->
            RepeatPurchase.of(
                w,
                new Purchases(null, null, true, UNTIL, "UTC"),
                new RepeatPurchase.Question(Period.DAY, calibrationEnd, true, true)));
  }

  @Test
  void figuresAgreeWithCountingEachBuyersDays() {
    LocalDate calibrated = LocalDate.parse("2026-05-31");
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      facts.clear();
      Map<String, TreeMap<LocalDate, Integer>> bought = new TreeMap<>();
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        String buyer = "b" + (10 + random.nextInt(30));
        LocalDate day = UNTIL.minusDays(random.nextInt(90));
        int amount = random.nextInt(100);
        orders.add(Facts.order("o" + i, buyer, day.toString(), amount));
        bought.computeIfAbsent(buyer, b -> new TreeMap<>()).merge(day, amount, Integer::sum);
      }
      facts.fill(orders.toArray(String[]::new));
      Answer answer = repeat(calibrated);
      Section list = answer.section("buyers");
      long repeaters = 0;
      int at = 0;
      for (var buyer : bought.entrySet()) {
        TreeMap<LocalDate, Integer> all = buyer.getValue();
        TreeMap<LocalDate, Integer> seen = new TreeMap<>(all.headMap(calibrated, true));
        if (seen.isEmpty()) {
          continue;
        }
        String what = "seed " + seed + ", " + buyer.getKey();
        assertThat(list.cell(at, "buyer")).isEqualTo("s/" + buyer.getKey());
        assertThat(list.cell(at, "frequency")).as(what).isEqualTo(seen.size() - 1L);
        assertThat(list.cell(at, "recency"))
            .as(what)
            .isEqualTo(ChronoUnit.DAYS.between(seen.firstKey(), seen.lastKey()));
        assertThat(list.cell(at, "t"))
            .as(what)
            .isEqualTo(ChronoUnit.DAYS.between(seen.firstKey(), calibrated));
        assertThat(list.cell(at, "frequency_holdout"))
            .as(what)
            .isEqualTo((long) all.tailMap(calibrated, false).size());
        assertThat(list.cell(at, "duration_holdout")).as(what).isEqualTo(30L);
        if (seen.size() == 1) {
          assertThat(list.cell(at, "monetary")).as(what).isNull();
        } else {
          repeaters++;
          double mean =
              seen.tailMap(seen.firstKey(), false).values().stream()
                  .mapToInt(Integer::intValue)
                  .average()
                  .orElseThrow();
          assertThat(((BigDecimal) list.cell(at, "monetary")).doubleValue())
              .as(what)
              .isBetween(mean - 0.0051, mean + 0.0051);
        }
        at++;
      }
      assertThat(list.rows()).hasSize(at);
      assertThat(answer.section("totals").cell(0, "repeat_buyers")).isEqualTo(repeaters);
      Section cumulative = answer.section("cumulative");
      assertThat(cumulative.cell(cumulative.rows().size() - 1, "repeat_purchases"))
          .isEqualTo(answer.section("totals").cell(0, "repeat_purchases"));
    }
  }

  @Test
  void aHoldoutNeedsADay() {
    facts.fill(Facts.order("1", "anna", "2026-06-01", 1));
    assertThatThrownBy(() -> repeat(UNTIL))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("leaves no day to hold out");
  }
}
