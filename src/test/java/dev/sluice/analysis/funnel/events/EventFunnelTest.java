package dev.sluice.analysis.funnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFunnelTest {
  private static final String THREE =
      """
      user,ts,event,source,amount,currency
      u1,2026-11-01T12:00:00Z,enter,feed,,
      u1,2026-11-01T12:05:00Z,click,feed,,
      u1,2026-11-01T12:10:00Z,pay,feed,99.90,CNY
      u2,2026-11-01T12:00:00Z,enter,search,,
      u2,2026-11-01T12:02:00Z,click,search,,
      u3,2026-11-02T12:00:00Z,enter,feed,,
      """;

  @TempDir Path folder;

  private Answer ask(String events, String definition) throws IOException {
    return ask(events, definition, ZoneOffset.UTC);
  }

  private Answer ask(String events, String definition, ZoneId zone) throws IOException {
    Path file = Files.writeString(folder.resolve("events"), events);
    try (Workspace engine = Workspace.inMemory(Engine.standard())) {
      return EventFunnel.ask(
          engine,
          FileEvents.open(engine, file, "events", zone),
          new EventFunnel.Question(
              DefinitionFile.read("definition", definition).finish(), false, null, null));
    }
  }

  private static List<Object> column(Section section, String column) {
    List<Object> cells = new ArrayList<>();
    for (int row = 0; row < section.rows().size(); row++) {
      cells.add(section.cell(row, column));
    }
    return cells;
  }

  @Test
  void revenue_is_added_up_at_the_step_that_has_it() throws IOException {
    Section groups =
        ask(THREE, "{steps: [enter, click, pay], window: 1h, revenue: amount}").section("groups");
    assertThat(column(groups, "count")).containsExactly(3L, 2L, 1L);
    assertThat(column(groups, "revenue")).containsExactly(null, null, new BigDecimal("99.9000"));
    assertThat(column(groups, "currency")).containsOnly("CNY");
    assertThat(column(groups, "dropped")).containsExactly(1L, 1L, null);
  }

  @Test
  void amounts_in_two_currencies_are_refused() {
    String two = THREE + "u2,2026-11-01T12:10:00Z,pay,search,5,USD\n";
    assertThatThrownBy(() -> ask(two, "{steps: [enter, click, pay], window: 1h, revenue: amount}"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("CNY, USD");
  }

  @Test
  void events_without_a_readable_time_or_a_user_are_counted_and_said() throws IOException {
    String bad =
        THREE
            + "u4,yesterday,enter,feed,,\n"
            + "u5,,enter,feed,,\n"
            + ",2026-11-01T12:00:00Z,enter,feed,,\n"
            + "u6,nonsense,like,feed,,\n";
    Answer answer = ask(bad, "{steps: [enter, click], window: 1h}");
    assertThat(column(answer.section("groups"), "count")).containsExactly(3L, 2L);
    assertThat(answer.notes())
        .contains(
            "2 step events have no time that could be read and are left out",
            "1 step events have no user and are left out");
  }

  @Test
  void events_before_1970_have_a_time_like_any_other() throws IOException {
    String early = "user,ts,event\na,1969-07-20T20:17:40Z,x\na,1969-07-20T20:17:41Z,y\n";
    Answer answer = ask(early, "{steps: [x, y], window: 10s}");
    assertThat(column(answer.section("groups"), "count")).containsExactly(1L, 1L);
    assertThat(column(answer.section("groups"), "median_seconds"))
        .containsExactly(null, BigDecimal.ONE);
  }

  @Test
  void times_may_be_epochs_of_any_size_and_local_times_follow_the_zone() throws IOException {
    String epochs =
        """
        user,ts,event
        a,1762000000,x
        a,1762000001000,y
        a,1762000002000000,z
        b,2026-11-01 08:00:00,x
        b,2026-11-01T00:00:01Z,y
        b,2026-11-01T08:00:02+08:00,z
        """;
    Section groups =
        ask(epochs, "{steps: [x, y, z], window: 10s}", ZoneId.of("Asia/Shanghai"))
            .section("groups");
    assertThat(column(groups, "count")).containsExactly(2L, 2L, 2L);
    assertThat(column(groups, "average_seconds"))
        .containsExactly(null, BigDecimal.ONE, BigDecimal.ONE);
  }

  @Test
  void two_groups_are_compared_with_an_interval_and_the_exact_test_where_cells_are_small()
      throws IOException {
    Section comparison =
        ask(THREE, "{steps: [enter, click], window: 1h, breakdown: source, compare: feed}")
            .section("comparison");
    assertThat(comparison.rows()).hasSize(1);
    assertThat(comparison.cell(0, "group")).isEqualTo("search");
    assertThat(comparison.cell(0, "difference")).isEqualTo(new BigDecimal("0.500000"));
    assertThat(comparison.cell(0, "test")).isEqualTo("fisher");
    assertThat(((BigDecimal) comparison.cell(0, "p_value")).doubleValue())
        .isCloseTo(1.0, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void the_period_before_is_as_long_as_the_range() throws IOException {
    Section comparison =
        ask(
                THREE,
                "{steps: [enter, click], window: 1h, compare: previous,"
                    + " date_range: {from: 2026-11-02, to: 2026-11-02}}")
            .section("comparison");
    assertThat(comparison.cell(0, "count")).isEqualTo(0L);
    assertThat(comparison.cell(0, "of")).isEqualTo(1L);
    assertThat(comparison.cell(0, "against_count")).isEqualTo(2L);
    assertThat(comparison.cell(0, "against_of")).isEqualTo(2L);
  }

  @Test
  void a_period_that_reaches_beyond_the_data_is_marked_unfinished() throws IOException {
    Section trend =
        ask(THREE, "{steps: [enter, click], window: 1h, interval: day}").section("trend");
    assertThat(column(trend, "entered")).containsExactly(2L, 1L);
    assertThat(column(trend, "open")).containsExactly(0L, 1L);
    assertThat(column(trend, "unfinished")).containsExactly(false, true);
  }

  @Test
  void all_faults_of_a_definition_are_told_at_once() {
    assertThatThrownBy(
            () ->
                ask(
                    THREE,
                    "{steps: [{name: a, optional: true}, {name: b, match: {field: x, op: like}}],"
                        + " order: any, colour: red}"))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.category()).isEqualTo(Refusal.Cause.INPUT))
        .hasMessageContaining("there is no key 'colour'")
        .hasMessageContaining("order is ordered, strict or unordered, not 'any'")
        .hasMessageContaining("steps[2].match: op is eq")
        .hasMessageContaining("step 1 cannot be optional")
        .hasMessageContaining("window_seconds (or window) is missing");
  }

  @Test
  void a_file_without_a_needed_column_or_property_is_refused_by_name() {
    assertThatThrownBy(() -> ask("user,time,event\n", "{steps: [a], window: 1h}"))
        .hasMessage("events has no column ts; it has user, time, event");
    assertThatThrownBy(() -> ask(THREE, "{steps: [enter], window: 1h, breakdown: colour}"))
        .hasMessageContaining("events has no column colour");
  }

  @Test
  void sums_tie_and_neither_the_order_of_the_file_nor_foreign_events_matter() throws IOException {
    for (int seed = 0; seed < 25; seed++) {
      Random random = new Random(seed);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        lines.add(
            "u%d,%d,%s,%s"
                .formatted(
                    random.nextInt(12),
                    1_762_000_000L + i * 7L,
                    List.of("a", "b", "c").get(random.nextInt(3)),
                    List.of("", "x", "y", "z").get(random.nextInt(4))));
      }
      String head = "user,ts,event,p\n";
      String text = head + String.join("\n", lines) + "\n";
      String rule = "{steps: [a, b, c], window: 2m";
      Answer whole = ask(text, rule + "}");
      List<Object> counts = column(whole.section("groups"), "count");
      List<Object> dropped = column(whole.section("groups"), "dropped");
      assertThat((Long) dropped.get(0) + (Long) dropped.get(1) + (Long) counts.get(2))
          .as("seed %d", seed)
          .isEqualTo(counts.get(0));
      for (String touch : List.of("first_touch", "last_touch")) {
        Section by =
            ask(text, rule + ", breakdown: p, attribution: " + touch + "}").section("groups");
        long entered = 0;
        for (int row = 0; row < by.rows().size(); row += 3) {
          entered += (Long) by.cell(row, "count");
        }
        assertThat(entered).as("seed %d", seed).isEqualTo(counts.get(0));
      }
      Collections.shuffle(lines, random);
      String shuffled =
          lines.stream().collect(Collectors.joining("\n", head, "\nu1,1762000003,q,x\n"));
      assertThat(ask(shuffled, rule + "}").section("groups")).isEqualTo(whole.section("groups"));
    }
  }
}
