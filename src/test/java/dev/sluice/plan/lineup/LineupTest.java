package dev.sluice.plan.lineup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.CampaignFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineupTest {
  private static final String HEAD =
      "currency: CNY\nbroadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai, duration: %dm}\n";

  private static Answer ask(String yaml, PastProduct... past) {
    return Lineup.of(CampaignFile.read("c", yaml), List.of(past)).answer();
  }

  private static Object fact(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .map(fact -> Objects.requireNonNull(fact.value()))
        .findFirst()
        .orElseThrow();
  }

  private static double objective(Answer answer) {
    return ((BigDecimal) fact(answer, "objective")).doubleValue();
  }

  /** Columns of a section, a line a row. */
  private static String table(Answer answer, String section, String... columns) {
    Section rows = answer.section(section);
    StringBuilder table = new StringBuilder();
    for (int row = 0; row < rows.rows().size(); row++) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(String.valueOf(rows.cell(row, column)));
      }
      table.append(String.join(" ", cells)).append('\n');
    }
    return table.toString();
  }

  private static final String THREE =
      String.format(Locale.ROOT, HEAD, 20)
          + """
          products:
            - {sku: A, role: traffic, price: 10, cost: 9, orders_per_minute: 5}
            - {sku: B, role: hero, price: 50, cost: 30, orders_per_minute: 2, stock: 16, minutes: {least: 4, most: 12}}
            - {sku: C, role: hero, price: 90, cost: 80, orders_per_minute: 1, return_rate: 0.5, complex: true}
          """;

  @Test
  void a_line_up_by_hand() {
    Answer answer = ask(THREE);

    // B sells its 16 in 8 minutes and is not shown longer; C brings 50 in its 10, A but 25 in 5.
    assertThat(table(answer, "run_of_show", "at", "minutes", "kind", "sku", "expected_margin"))
        .isEqualTo("0:00 8 product B 320.00\n0:08 10 product C 50.00\n0:18 2 open null null\n");
    assertThat(fact(answer, "proven_optimal")).isEqualTo(true);
    assertThat(objective(answer)).isEqualTo(370);
  }

  @Test
  void a_share_of_a_role_is_kept_at_a_price() {
    Answer answer = ask(THREE + "lineup: {roles: [{role: traffic, least: 0.5, minutes: 6}]}\n");

    // 6 minutes of A allow 6 of B.
    assertThat(table(answer, "run_of_show", "at", "minutes", "sku"))
        .isEqualTo("0:00 6 A\n0:06 6 B\n0:12 8 null\n");
    assertThat(table(answer, "roles", "role", "minutes", "share")).isEqualTo("traffic 6 0.5000\n");
    assertThat(objective(answer)).isEqualTo(30 + 240);
    assertThat(table(answer, "items", "sku", "reasons"))
        .contains("without it 'traffic' falls below its least share");
  }

  @Test
  void flash_slots_and_breaks_come_with_the_next_change_of_product() {
    Answer answer =
        ask(
            String.format(Locale.ROOT, HEAD, 60)
                + """
                products:
                  - {sku: A, price: 20, cost: 10, orders_per_minute: 1, minutes: 12, stock: 50, flash: {units: 10, price: 9}}
                  - {sku: B, price: 21, cost: 10, orders_per_minute: 1, minutes: 12}
                  - {sku: C, price: 22, cost: 10, orders_per_minute: 1, minutes: 12}
                hosts: [{id: ann, from: +0m, to: +1h}]
                lineup: {flash: {every: 20m, minutes: 4}, breaks: {every: 30m, minutes: 3}}
                """);

    assertThat(table(answer, "run_of_show", "at", "minutes", "kind", "sku", "host"))
        .isEqualTo(
            """
            0:00 12 product C ann
            0:12 12 product B ann
            0:24 4 flash A ann
            0:28 12 product A ann
            0:40 3 break null ann
            0:43 4 flash A ann
            0:47 13 open null ann
            """);
    // 12 x (12 + 11 + 10), and 10 units twice at a loss of 1 each.
    assertThat(objective(answer)).isEqualTo(396 - 20);
  }

  @Test
  void what_the_run_of_show_states_stays_and_is_counted() {
    Answer answer =
        ask(
            THREE
                + """
                run_of_show:
                  - {id: draw, at: +5m, minutes: 5, title: Draw}
                  - {id: sale, at: +15m, minutes: 5, sku: B, flash: {units: 6, price: 31}}
                """);

    assertThat(table(answer, "run_of_show", "at", "minutes", "kind", "sku", "expected_margin"))
        .isEqualTo(
            """
            0:00 5 product A 25.00
            0:05 5 stated null null
            0:10 5 open null null
            0:15 5 stated B 6.00
            """);
    assertThat(objective(answer)).isEqualTo(31);
  }

  @Test
  void a_score_leaves_out_what_is_not_known_and_says_so() {
    Answer answer =
        ask(
            String.format(Locale.ROOT, HEAD, 20)
                + """
                products:
                  - {sku: A, price: 10, cost: 5, orders_per_minute: 1, ctor: 0.1, product_click_rate: 0.02}
                  - {sku: B, price: 20, cost: 15, orders_per_minute: 1, ctor: 0.3}
                  - {sku: C, price: 30, cost: 25, ctor: 0.2, product_click_rate: 0.01}
                """);

    // Of A: ctor beats none of 2, money none of 1, click rate 1 of 1. Of C: ctor 1 of 2, clicks
    // none.
    assertThat(table(answer, "items", "sku", "score", "score_confidence"))
        .isEqualTo("B 1.0000 0.7000\nA 0.3000 1.0000\n");
    assertThat(table(answer, "left_out", "sku", "score", "score_confidence", "reason"))
        .isEqualTo("C 0.2857 0.7000 not known of it: orders_per_minute\n");
  }

  @Test
  void the_past_stands_in_where_the_campaign_says_nothing() {
    PastProduct past =
        new PastProduct(
            "A",
            "P",
            "Mug",
            "hero",
            new BigDecimal("30"),
            new BigDecimal("10"),
            7L,
            3,
            40L,
            60L,
            null,
            null,
            new BigDecimal("0.1"));
    PastProduct other =
        new PastProduct(
            "A2",
            "P",
            "Mug",
            "hero",
            new BigDecimal("31"),
            new BigDecimal("10"),
            2L,
            3,
            40L,
            20L,
            null,
            null,
            null);
    String head = String.format(Locale.ROOT, HEAD, 10);

    Answer named = ask(head + "products: [{sku: A, price: 20}]", past, other);
    Answer found = ask(head, past, other);

    // 1.5 orders a minute for 5 minutes, of which stock allows 7, at (20 - 10) x 0.9.
    assertThat(objective(named)).isEqualTo(63);
    assertThat(table(named, "items", "reasons"))
        .contains("60 orders in 40 minutes of 3 broadcasts");
    // Both SKUs together: 2 orders a minute, stock 9, (30 - 10) x 0.9.
    assertThat(table(found, "items", "sku", "expected_orders")).isEqualTo("P 9.00\n");
    assertThat(objective(found)).isEqualTo(162);
  }

  @Test
  void limits_that_contradict_each_other_are_named() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                ask(
                    THREE.replace("sku: C,", "sku: C, required: true,")
                        + "lineup: {roles: [{role: traffic, least: 0.9}]}\n"));

    assertThat(refusal.sentence()).contains("required C", "role traffic");
  }

  @Test
  void what_must_be_known_is_asked_for() {
    assertThat(catchThrowableOfType(Refusal.class, () -> ask("products: [{sku: A}]\n")).sentence())
        .contains("how much airtime", "price, cost and orders_per_minute");
  }

  @Test
  void a_calendar_knows_every_entry_by_an_id_of_its_own() {
    Answer calendar =
        Lineup.of(
                CampaignFile.read(
                    "c",
                    "campaign: c\n"
                        + THREE
                        + "lineup: {flash: {every: 5m, minutes: 1}, breaks: {every: 6m, minutes:"
                        + " 1}}"),
                List.of())
            .calendar();

    List<Object> ids = calendar.section("rows").rows().stream().map(row -> row.get(0)).toList();
    assertThat(ids).hasSizeGreaterThan(4).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothing_that_could_be_shown_instead_is_expected_to_bring_more(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 12; round++) {
      Naive naive = new Naive(random);
      String what = "seed " + seed + ", round " + round + ":\n" + naive.yaml();
      Double most = naive.most();
      if (most == null) {
        refused++;
        assertThat(catchThrowableOfType(Refusal.class, () -> ask(naive.yaml())))
            .as(what)
            .isNotNull();
        continue;
      }
      Answer answer = ask(naive.yaml());
      assertThat(fact(answer, "proven_optimal")).as(what).isEqualTo(true);
      assertThat(objective(answer)).as(what).isCloseTo(most, within(0.006));
      Section show = answer.section("run_of_show");
      long clock = 0;
      Set<Object> shown = new HashSet<>();
      for (int row = 0; row < show.rows().size(); row++) {
        String at = String.valueOf(show.cell(row, "at"));
        int colon = at.indexOf(':');
        long hours = Long.parseLong(at.substring(0, colon));
        assertThat(hours * 60 + Long.parseLong(at.substring(colon + 1))).as(what).isEqualTo(clock);
        clock += (Long) Objects.requireNonNull(show.cell(row, "minutes"));
        if ("product".equals(show.cell(row, "kind"))) {
          assertThat(shown.add(show.cell(row, "sku"))).as(what).isTrue();
        }
      }
      assertThat(clock).as(what).isEqualTo(naive.duration);
    }
    assertThat(refused).as("seed %d", seed).isLessThan(12);
  }

  /** A small campaign, and the best of everything that could be done with it. */
  private static final class Naive {
    private final int[] rate;
    private final int[] margin;
    private final int[] stock;
    private final int[] least;
    private final int[] most;
    private final boolean[] hero;
    private final boolean[] required;
    private final int[] gaps;
    private final int draw = 3;
    private final int duration;
    private final int heroPercent;
    private final int parcels;
    private final boolean together;
    private Double best;

    Naive(Random random) {
      int count = 3 + random.nextInt(3);
      rate = new int[count];
      margin = new int[count];
      stock = new int[count];
      least = new int[count];
      most = new int[count];
      hero = new boolean[count];
      required = new boolean[count];
      for (int i = 0; i < count; i++) {
        rate[i] = 1 + random.nextInt(5);
        margin[i] = random.nextInt(40) - 4;
        stock[i] = 5 + random.nextInt(40);
        least[i] = 3 + random.nextInt(4);
        most[i] = least[i] + random.nextInt(3);
        hero[i] = random.nextBoolean();
        required[i] = random.nextInt(6) == 0;
      }
      gaps = new int[] {4 + random.nextInt(8), 4 + random.nextInt(8)};
      duration = gaps[0] + draw + gaps[1];
      heroPercent = random.nextInt(3) * 30;
      parcels = 20 + random.nextInt(80);
      together = random.nextBoolean();
    }

    String yaml() {
      StringBuilder yaml = new StringBuilder(String.format(Locale.ROOT, HEAD, duration));
      yaml.append("dispatch: {parcels_per_day: ").append(parcels).append(", days: 1}\n");
      yaml.append("products:\n");
      for (int i = 0; i < rate.length; i++) {
        yaml.append(
            String.format(
                Locale.ROOT,
                "  - {sku: P%d, role: %s, price: %d, cost: 100, stock: %d, orders_per_minute: %d,"
                    + " minutes: {least: %d, most: %d}, required: %b}%n",
                i,
                hero[i] ? "hero" : "other",
                100 + margin[i],
                stock[i],
                rate[i],
                least[i],
                most[i],
                required[i]));
      }
      yaml.append("run_of_show: [{at: +").append(gaps[0]).append("m, minutes: 3, title: draw}]\n");
      yaml.append("lineup:\n  roles: [{role: ").append(hero[0] ? "hero" : "other");
      yaml.append(", least: ").append(heroPercent / 100.0).append("}]\n");
      if (together) {
        yaml.append("  bundles: [{skus: [P0, P1], together: true}]\n");
      }
      return yaml.toString();
    }

    Double most() {
      best = null;
      search(0, new int[rate.length], gaps[0], gaps[1]);
      return best;
    }

    private void search(int i, int[] minutes, int first, int second) {
      if (first < 0 || second < 0) {
        return;
      }
      if (i == rate.length) {
        weigh(minutes);
        return;
      }
      minutes[i] = 0;
      search(i + 1, minutes, first, second);
      for (int m = least[i]; m <= most[i]; m++) {
        if (m > least[i] && rate[i] * (m - 1) >= stock[i]) {
          break;
        }
        minutes[i] = m;
        search(i + 1, minutes, first - m, second);
        search(i + 1, minutes, first, second - m);
      }
      minutes[i] = 0;
    }

    private void weigh(int[] minutes) {
      int orders = 0;
      double value = 0;
      int all = 0;
      int own = 0;
      for (int i = 0; i < minutes.length; i++) {
        if (required[i] && minutes[i] == 0) {
          return;
        }
        int sold = Math.min(stock[i], rate[i] * minutes[i]);
        orders += sold;
        value += sold * margin[i];
        all += minutes[i];
        own += hero[i] == hero[0] ? minutes[i] : 0;
      }
      boolean apart = together && (minutes[0] > 0) != (minutes[1] > 0);
      if (!apart && orders <= parcels && 100 * own >= heroPercent * all) {
        best = best == null ? value : Double.valueOf(Math.max(best, value));
      }
    }
  }
}
