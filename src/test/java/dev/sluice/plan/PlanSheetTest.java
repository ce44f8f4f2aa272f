package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanSheetTest {
  private static final String WORKED =
      """
      campaign: worked
      currency: CNY
      target: {gmv: 100000, average_order_value: 100, watch_to_pay: 0.02, units_per_order: 1.3}
      dispatch: {parcels_per_day: 500, days: 2}
      service: {contact_rate: 0.3, contacts_per_agent_day: 64}
      stock: {units: 1250}
      budget: 20000
      layers:
        - {id: reservations, kind: reservation, reservations: 5000, show_up: 0.45}
        - {id: private, kind: message, delivered: 40000, click_rate: 0.05}
        - {id: paid, kind: paid, share: 0.3, cost_per_entrant: 1.5}
        - {id: feed, kind: recommendation, enter_rate: 0.08}
      """;

  @Test
  void the_worked_plan_comes_out_to_the_unit() {
    Answer answer = show(WORKED);

    assertThat(fact(answer, "target.orders")).isEqualTo(1000L);
    assertThat(fact(answer, "target.viewers")).isEqualTo(50000L);
    assertThat(fact(answer, "target.uv_value")).isEqualTo(new BigDecimal("2.00"));
    assertThat(fact(answer, "target.gmv")).isEqualTo(new BigDecimal("100000.00"));

    Section layers = answer.section("layers");
    assertThat(column(layers, "entrants")).containsExactly(2250L, 2000L, 15000L, null);
    assertThat(column(layers, "share_of_need"))
        .containsExactly(
            new BigDecimal("0.0450"), new BigDecimal("0.0400"), new BigDecimal("0.3000"), null);
    assertThat(column(layers, "cost"))
        .containsExactly(null, null, new BigDecimal("22500.00"), null);
    assertThat(column(layers, "basis"))
        .containsExactly(
            "5,000 reservations × 45 %",
            "40,000 messages × 5 %", "30 % of 50,000 at CNY 1.50", null);
    assertThat(column(layers, "reason"))
        .containsExactly(null, null, null, "no impressions are stated as available");

    Section gap = answer.section("gap");
    assertThat(gap.rows().get(0))
        .containsExactly(
            50000L,
            19250L,
            30750L,
            15000L,
            35000L,
            19250L,
            30750L,
            new BigDecimal("0.08"),
            384375L,
            null,
            null);

    assertThat(answer.section("cost").rows().get(0))
        .containsExactly(
            new BigDecimal("22500.00"),
            new BigDecimal("20000.00"),
            new BigDecimal("2500.00"),
            "CNY",
            new BigDecimal("4.44"));

    assertThat(answer.section("needs").rows().get(0))
        .containsExactly(
            1000L, 1300L, 1250L, 50L, 1000L, 2L, 500L, 500L, 0L, new BigDecimal("4.69"));

    assertThat(answer.section("sensitivity").rows().stream().map(row -> row.get(2)))
        .containsExactly(100000L, 50000L, 25000L);
  }

  @Test
  void the_sample_leaves_a_gap_and_says_so() throws IOException {
    Answer answer = show(Files.readString(Path.of("samples/campaign.yaml")));

    assertThat(fact(answer, "start")).hasToString("2026-11-11T20:00+08:00");
    assertThat(fact(answer, "start_utc")).hasToString("2026-11-11T12:00Z");
    assertThat(answer.section("gap").cell(0, "remaining")).isEqualTo(30206L);
    assertThat(answer.section("gap").cell(0, "required_impressions")).isEqualTo(377575L);
    assertThat(answer.section("gap").cell(0, "available_impressions")).isEqualTo(260000L);
    assertThat(answer.section("gap").cell(0, "missing_impressions")).isEqualTo(117575L);
    assertThat(answer.section("gap").cell(0, "planned")).isEqualTo(40594L);
    assertThat(answer.section("gap").cell(0, "gap")).isEqualTo(9406L);
    assertThat(answer.section("needs").cell(0, "missing_units")).isEqualTo(100L);
    assertThat(answer.section("needs").cell(0, "missing_parcels_per_day")).isEqualTo(50L);
    assertThat(column(answer.section("layers"), "grade")).containsExactly("I", "A", "I", "B", "C");
    assertThat(answer.notes())
        .contains(
            "Gap: 9,406 of 50,000 viewers come from nowhere in this plan.",
            "reservations.show_up 0.45: an assumption (mid), grade C, from webinars 32-50 %, free"
                + " events with 40-60 % no-shows, one Chinese app with 60 % of 259,019"
                + " reservations.",
            "wecom.delivered 40000: yours, without a source.",
            "wecom.click_rate 0.05: yours, from group messages in October, grade A.",
            "service.contacts_per_agent_day 50: an assumption (low), grade C, from vendors' pages"
                + " on chat agents.");
  }

  @Test
  void what_is_needed_is_rounded_up_and_what_is_brought_down() {
    Answer answer =
        show(
            """
            currency: USD
            target: {gmv: 100, average_order_value: 30, watch_to_pay: 0.03}
            layers:
              - {id: a, kind: followers, followers: 99, enter_rate: 0.1}
              - {id: b, kind: paid, budget: 10, cost_per_entrant: 3, cost: 1}
              - {id: c, kind: paid, share: 0.1, cost_per_entrant: 0.333}
              - {id: d, kind: creator, creators: 3, entrants_each: 2.5, fee: 7}
              - {id: e, kind: creator, clicks: 11, click_to_room: 0.5}
              - {id: f, kind: store, visits: 10, click_rate: 0}
              - {id: g, kind: teaser, views: 1999, click_to_room: 0.01}
            """);

    assertThat(fact(answer, "target.orders")).isEqualTo(4L);
    assertThat(fact(answer, "target.viewers")).isEqualTo(134L);
    assertThat(column(answer.section("layers"), "entrants"))
        .containsExactly(9L, 3L, 14L, 7L, 5L, 0L, 19L);
    assertThat(column(answer.section("layers"), "cost"))
        .containsExactly(
            null,
            new BigDecimal("11.00"),
            new BigDecimal("4.66"),
            new BigDecimal("21.00"),
            null,
            null,
            null);
    assertThat(column(answer.section("layers"), "basis"))
        .containsExactly(
            "99 followers × 10 %",
            "USD 10.00 ÷ USD 3.00",
            "10 % of 134 at USD 0.333",
            "3 creators × 2.5 entrants",
            "11 clicks × 50 %",
            "10 store visits × 0 %",
            "1,999 teaser views × 1 %");
    assertThat(answer.coverage().missing()).containsExactly("a.cost", "e.cost", "f.cost", "g.cost");
    assertThat(answer.coverage().rows())
        .containsExactly(new Answer.Part("entrants", 7, 7), new Answer.Part("cost", 3, 7));
  }

  @Test
  void a_surplus_is_a_negative_gap_and_asks_for_no_impressions() {
    Answer answer =
        show(
            """
            target: {viewers: 100}
            layers:
              - {id: a, kind: store, visits: 300, click_rate: 0.5}
              - {id: b, kind: recommendation, impressions: 1000, enter_rate: 0.1}
            """);

    Section gap = answer.section("gap");
    assertThat(gap.cell(0, "gap")).isEqualTo(-150L);
    assertThat(gap.cell(0, "gap_if_all_overlap")).isEqualTo(-50L);
    assertThat(gap.cell(0, "remaining")).isEqualTo(0L);
    assertThat(gap.cell(0, "required_impressions")).isEqualTo(0L);
    assertThat(answer.notes()).noneMatch(note -> note.startsWith("Gap"));
    assertThat(fact(answer, "target.orders")).isNull();
    assertThat(fact(answer, "target.gmv")).isNull();
    assertThat(answer.section("cost").rows().get(0)).containsOnlyNulls();
    assertThat(answer.section("needs").rows().get(0)).containsOnlyNulls();
    assertThat(answer.section("sensitivity").rows()).isEmpty();
  }

  @Test
  void a_target_in_viewers_tells_the_orders_that_they_bring() {
    Answer answer =
        show(
            """
            currency: CNY
            target: {viewers: 999, watch_to_pay: 0.02, average_order_value: 50}
            """);

    assertThat(fact(answer, "target.orders")).isEqualTo(19L);
    assertThat(fact(answer, "target.gmv")).isEqualTo(new BigDecimal("950.00"));
    assertThat(answer.section("sensitivity").rows()).isEmpty();
  }

  @Test
  void several_recommendations_or_a_rate_of_nothing_ask_for_no_number_of_impressions() {
    String target = "target: {viewers: 100}\nlayers:\n";
    String feed = "  - {id: a, kind: recommendation, enter_rate: 0.1}\n";

    assertThat(show(target + feed).section("gap").cell(0, "required_impressions")).isEqualTo(1000L);
    assertThat(
            show(target + feed + feed.replace("a,", "b,"))
                .section("gap")
                .cell(0, "required_impressions"))
        .isNull();
    assertThat(
            show(target + feed.replace("0.1", "0")).section("gap").cell(0, "required_impressions"))
        .isNull();
  }

  @Test
  void a_layer_of_a_response_alone_is_unknown_not_zero() {
    Answer answer =
        show(
            """
            target: {viewers: 100}
            layers:
              - {id: a, kind: paid, response: {curve: linear, rate: 2}}
              - {id: b, kind: store, visits: 10, click_rate: 0.5}
            """);

    assertThat(column(answer.section("layers"), "entrants")).containsExactly(null, 5L);
    assertThat(answer.section("layers").cell(0, "reason"))
        .isEqualTo("only a response to money is stated");
    assertThat(answer.coverage().missing()).containsExactly("a.cost", "a.entrants", "b.cost");
  }

  @Test
  void twice_a_rate_above_one_half_is_no_rate() {
    Answer answer = show("target: {orders: 10, watch_to_pay: 0.6}\n");

    assertThat(answer.section("sensitivity").rows().stream().map(row -> row.get(2)))
        .containsExactly(34L, 17L);
  }

  @Test
  void a_figure_that_nobody_gave_is_asked_for_with_what_is_known_of_it() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                show(
                    """
                    target: {gmv: 100, average_order_value: 5}
                    stock: {units: 5}
                    service: {}
                    layers:
                      - {id: r, kind: reservation}
                      - {id: f, kind: followers, followers: 5}
                      - {id: p, kind: paid}
                      - {id: c, kind: creator}
                      - {id: k, kind: creator, clicks: 5}
                      - {id: feed, kind: recommendation}
                    """));

    assertThat(refusal.category()).isEqualTo(Refusal.Cause.INPUT);
    assertThat(refusal.sentence().lines().map(line -> line.replaceAll(" \\(.*", "")))
        .containsExactly(
            "c has 14 faults:",
            "c:1:1: currency: the plan needs its 'currency'",
            "c:1:9: target.units_per_order: to compare with the stock, the target needs"
                + " 'units_per_order'",
            "c:1:9: target.watch_to_pay: to make viewers of the orders, the target needs"
                + " 'watch_to_pay'",
            "c:3:10: service.contact_rate: service needs 'contact_rate'",
            "c:3:10: service.contacts_per_agent_day: service needs 'contacts_per_agent_day'",
            "c:5:5: layers[0].reservations: layer 'r' needs 'reservations'",
            "c:5:5: layers[0].show_up: layer 'r' needs 'show_up'",
            "c:6:5: layers[1].enter_rate: layer 'f' needs 'enter_rate'",
            "c:7:5: layers[2].budget: layer 'p' needs 'budget' or 'share'",
            "c:7:5: layers[2].cost_per_entrant: layer 'p' needs 'cost_per_entrant'",
            "c:8:5: layers[3].creators: layer 'c' needs 'creators'",
            "c:8:5: layers[3].entrants_each: layer 'c' needs 'entrants_each'",
            "c:9:5: layers[4].click_to_room: layer 'k' needs 'click_to_room'",
            "c:10:5: layers[5].enter_rate: layer 'feed' needs 'enter_rate'");
    assertThat(refusal.sentence())
        .contains(
            "layers[0].show_up: layer 'r' needs 'show_up' (your own figure is best; to take a"
                + " published one write show_up: {assume: mid}; published: low 0.30, mid 0.45, high"
                + " 0.60 (grade C, checked 2026-11-22: webinars")
        .contains(
            "layers[1].enter_rate: layer 'f' needs 'enter_rate' (there is no published figure:"
                + " state your own)")
        .contains("contacts_per_agent_day: {assume: low}");
  }

  @Test
  void a_plan_without_a_target_is_refused() {
    assertThat(catchThrowableOfType(Refusal.class, () -> show("layers: []")).sentence())
        .isEqualTo(
            "c has a fault:\nc:1:1: target: there is no target to work back from (add target:"
                + " {gmv: …, average_order_value: …, watch_to_pay: …})");
  }

  @ParameterizedTest
  @CsvSource({"1e12, 1, 1e-9", "1e12, 1e-9, 1"})
  void numbers_beyond_counting_are_refused(String gmv, String price, String rate) {
    String yaml =
        "currency: CNY\ntarget: {gmv: "
            + gmv
            + ", average_order_value: "
            + price
            + ", watch_to_pay: "
            + rate
            + "}\n";

    assertThat(catchThrowableOfType(Refusal.class, () -> show(yaml)).sentence())
        .contains("more than a thousand million million");
  }

  private static Answer show(String yaml) {
    return PlanSheet.of(CampaignFile.read("c", yaml));
  }

  private static Object fact(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .toList()
        .get(0)
        .value();
  }

  private static List<Object> column(Section section, String name) {
    List<Object> cells = new java.util.ArrayList<>();
    section.rows().forEach(row -> cells.add(row.get(section.indexOf(name))));
    return cells;
  }
}
