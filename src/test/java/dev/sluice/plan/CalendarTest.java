package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.plan.Calendar.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
  private static final String BROADCAST =
      "campaign: c\nbroadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai, duration: 4h}\n";

  @Test
  void the_whole_of_a_small_calendar_is_in_order_of_time() {
    Calendar calendar =
        calendar(
            BROADCAST
                + """
                timeline: none
                layers:
                  - id: wecom
                    kind: message
                    title: WeCom
                    owner: crm
                    delivered: 10
                    click_rate: 0.1
                    window: T-2d..end+1h
                    pushes: [{when: T-1d 12:00, title: The link}, {id: last, when: T-5m}]
                tasks:
                  - {id: b, title: B, when: T-0, needs: [a], duration: 1h30m}
                  - {id: a, title: A, when: T-1d 12:00, owner: buying}
                """);

    assertThat(calendar.items())
        .extracting(
            item ->
                String.join(
                    " | ",
                    item.id(),
                    item.type().name(),
                    item.when(),
                    item.start().toOffsetDateTime().toString(),
                    String.valueOf(item.duration()),
                    item.title(),
                    String.valueOf(item.owner()),
                    String.valueOf(item.layer()),
                    item.needs().toString()))
        .containsExactly(
            "wecom:window | WINDOW | T-2d..end+1h | 2026-11-09T20:00+08:00 | PT53H | WeCom | crm |"
                + " wecom | []",
            "a | TASK | T-1d 12:00 | 2026-11-10T12:00+08:00 | PT30M | A | buying | null | []",
            "wecom:T-1d@12:00 | PUSH | T-1d 12:00 | 2026-11-10T12:00+08:00 | PT5M | WeCom: The link"
                + " | crm | wecom | []",
            "wecom:last | PUSH | T-5m | 2026-11-11T19:55+08:00 | PT5M | WeCom | crm | wecom | []",
            "b | TASK | T-0 | 2026-11-11T20:00+08:00 | PT1H30M | B | null | null | [a]",
            "broadcast:live | BROADCAST | T-0 | 2026-11-11T20:00+08:00 | PT4H | c | null | null |"
                + " []");
  }

  @Test
  void shifts_and_the_run_of_show_stand_in_it_with_their_times() {
    Calendar calendar =
        calendar(
            BROADCAST
                + """
                timeline: none
                products: [{sku: A-1, name: Kettle}]
                hosts: [{id: ann, from: +0m, to: +1h}, {id: ben, from: +1h, to: +3h}, {id: ann, from: +3h, to: +4h}]
                run_of_show:
                  - {id: open, at: +0m, minutes: 15, title: Welcome}
                  - {at: +1h30m, minutes: 10, sku: A-1, host: ben}
                """);

    assertThat(calendar.items())
        .filteredOn(item -> item.type() != Calendar.Type.BROADCAST)
        .extracting(
            item ->
                String.join(
                    " | ",
                    item.id(),
                    item.type().name(),
                    item.when(),
                    item.start().toLocalDateTime().toString(),
                    String.valueOf(item.duration()),
                    item.title(),
                    String.valueOf(item.owner())))
        .containsExactly(
            "host/ann | SHIFT | T-0 | 2026-11-11T20:00 | PT1H | On the air: ann | ann",
            "show/open | SEGMENT | T-0 | 2026-11-11T20:00 | PT15M | Welcome | null",
            "host/ben | SHIFT | T+1h | 2026-11-11T21:00 | PT2H | On the air: ben | ben",
            "show/+1h30m | SEGMENT | T+1h30m | 2026-11-11T21:30 | PT10M | Kettle | ben",
            "host/ann/2 | SHIFT | T+3h | 2026-11-11T23:00 | PT1H | On the air: ann | ann");
  }

  /**
   * What counts in days moves by the same days and keeps the hand of the clock, what counts in
   * hours and minutes stays as far from the start, and where no clock changes all of it moves by
   * one difference.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_moved_broadcast_moves_every_entry(long seed) {
    Random random = new Random(seed);
    List<String> zones =
        List.of("UTC", "Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Sydney");
    for (int round = 0; round < 40; round++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      LocalDateTime start =
          LocalDateTime.of(2026, 1, 1, 4 + random.nextInt(20), 0).plusDays(random.nextInt(365));
      long days = random.nextInt(200) - 100L;
      String plan = plan(random);
      Calendar before = calendar(broadcast(start, zone) + plan);
      Calendar after = calendar(broadcast(start.plusDays(days), zone) + plan);

      Map<String, Item> moved = new HashMap<>();
      after.items().forEach(item -> moved.put(item.id(), item));
      assertThat(moved).as("seed %d", seed).hasSize(before.items().size());
      for (Item item : before.items()) {
        Item other = moved.get(item.id());
        String what = "seed " + seed + ", " + item.id() + " of " + start + " " + zone;
        assertThat(other).as(what).isNotNull();
        boolean byDays = item.when().matches(".*\\dd( .*|\\.\\..*)?|T-0.*");
        if (byDays) {
          assertThat(other.start().toLocalDateTime())
              .as(what)
              .isEqualTo(item.start().toLocalDateTime().plusDays(days));
        } else {
          assertThat(Duration.between(start.plusDays(days).atZone(zone), other.start()))
              .as(what)
              .isEqualTo(Duration.between(start.atZone(zone), item.start()));
        }
        if (zone.getRules().isFixedOffset()) {
          assertThat(Duration.between(item.start(), other.start()))
              .as(what)
              .isEqualTo(Duration.ofDays(days));
        }
      }
    }
  }

  private static String broadcast(LocalDateTime start, ZoneId zone) {
    return "campaign: c\nbroadcast: {platform: douyin, start: %s, zone: %s, duration: 3h}\n"
        .formatted(start, zone);
  }

  /**
   * Layers, tasks, hosts and a show at times of all forms; the nights that clocks skip are left
   * out.
   */
  private static String plan(Random random) {
    int far = 1 + random.nextInt(60);
    int hour = 4 + random.nextInt(19);
    return """
    hosts: [{id: a, from: +0m, to: +%2$dm}]
    run_of_show: [{id: one, at: +%1$dm, minutes: %2$d}]
    layers:
      - {id: r, kind: reservation, window: T-%1$dd..T-0}
      - {id: p, kind: paid, window: T-%1$dh..end+%1$dm}
      - id: m
        kind: message
        pushes: [{when: T-%1$dd}, {when: T-%1$dh}, {when: T+%1$dm}, {when: "T+%1$dd %3$02d:30"}]
    tasks: [{id: mine, title: Mine, when: "T-%1$dd %3$02d:15"}]
    """
        .formatted(far, 5 + random.nextInt(90), hour);
  }

  @Test
  void the_standard_timeline_gives_what_the_platform_and_the_layers_call_for() {
    String layers =
        """
        layers:
          - {id: r, kind: reservation, reservations: 1, show_up: 1}
          - {id: t, kind: teaser, views: 1, click_to_room: 1}
        """;
    List<String> taobao = ids(calendar(BROADCAST.replace("{", "{platform: taobao, ") + layers));
    List<String> kuaishou = ids(calendar(BROADCAST.replace("{", "{platform: kuaishou, ") + layers));

    assertThat(taobao)
        .contains("targets", "reservation-opens", "preview", "r:reminder-1h", "teaser-1", "review")
        .contains("snapshot-d30")
        .doesNotContain("teaser-burst", "ad-plan", "first-wave", "t:reminder-1h", "event-exists");
    assertThat(kuaishou).contains("teaser-burst").doesNotContain("preview");
    assertThat(taobao.get(0)).isEqualTo("targets");
    assertThat(taobao.get(taobao.size() - 1)).isEqualTo("snapshot-d30");
  }

  @Test
  void a_layer_that_states_pushes_makes_no_others() {
    List<String> ids =
        ids(
            calendar(
                BROADCAST
                    + """
                    layers:
                      - {id: m, kind: message, delivered: 1, click_rate: 1, pushes: [{when: T-1d}]}
                      - {id: n, kind: message, delivered: 1, click_rate: 1}
                    """));

    assertThat(ids).filteredOn(id -> id.startsWith("m:")).containsExactly("m:T-1d");
    assertThat(ids)
        .filteredOn(id -> id.startsWith("n:"))
        .containsExactly(
            "n:first-wave", "n:group-notice", "n:reminder-1d", "n:reminder-1h", "n:reminder-5m");
  }

  @Test
  void pushes_for_which_times_were_found_keep_their_ids_whatever_the_times() {
    CampaignFile file =
        CampaignFile.read("c", BROADCAST + "layers: [{id: m, kind: message, title: M}]\n");
    List<Layer.Push> found =
        Stream.of("T-2d 09:00", "T-1d 12:00")
            .map(when -> new Layer.Push("layers[0]", when, When.parse(when), null))
            .toList();
    Calendar calendar = Calendar.of(file, Locale.ENGLISH, Map.of("m", found));

    assertThat(calendar.items())
        .filteredOn(item -> item.type() == Calendar.Type.PUSH)
        .extracting(item -> item.id() + " " + item.when())
        .containsExactly("m:placed/1 T-2d 09:00", "m:placed/2 T-1d 12:00");
  }

  @Test
  void two_entries_of_one_id_are_refused() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                calendar(
                    BROADCAST
                        + "layers: [{id: m, kind: message, window: T-1d..T-0, pushes: [{id: window,"
                        + " when: T-1h}]}]\n"));

    assertThat(refusal.sentence())
        .endsWith(
            "layers: two entries of the calendar would be called 'm:window' (give the push another"
                + " id)");
  }

  @Test
  void a_task_of_ones_own_takes_the_place_of_the_standard_one() {
    Calendar calendar =
        calendar(BROADCAST + "tasks: [{id: rehearsal, title: Ours, when: T-2d, needs: [script]}]");

    assertThat(calendar.items())
        .filteredOn(item -> item.id().equals("rehearsal"))
        .extracting(Item::title, Item::source)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Ours", null));
    assertThat(calendar.items())
        .filteredOn(item -> item.id().equals("in-place"))
        .flatExtracting(Item::needs)
        .containsExactly("rehearsal", "devices");
  }

  @Test
  void a_need_that_is_not_in_the_plan_is_not_named() {
    Calendar without = calendar(BROADCAST);

    assertThat(without.items())
        .allSatisfy(item -> assertThat(ids(without)).containsAll(item.needs()));
    assertThat(without.items()).anyMatch(item -> !item.needs().isEmpty());
  }

  @Test
  void our_own_tasks_exist_in_chinese() {
    Calendar chinese = Calendar.of(CampaignFile.read("c", BROADCAST), Locale.CHINESE);

    assertThat(chinese.items())
        .filteredOn(item -> item.id().equals("rehearsal"))
        .extracting(item -> item.title() + " " + item.owner())
        .containsExactly("全流程彩排 场控");
    assertThat(ids(chinese)).isEqualTo(ids(calendar(BROADCAST)));
  }

  @Test
  void without_a_duration_what_counts_from_the_end_is_left_out_and_named() {
    Calendar calendar = calendar(BROADCAST.replace(", duration: 4h", ""));

    assertThat(ids(calendar)).doesNotContain("review");
    assertThat(calendar.answer().notes())
        .containsExactly("Left out, since the broadcast states no duration: review.");
    assertThat(calendar.items())
        .filteredOn(item -> item.type() == Calendar.Type.BROADCAST)
        .extracting(Item::duration)
        .containsExactly((Duration) null);
  }

  @Test
  void the_sample_keeps_the_hand_of_the_clock_across_the_clock_change() throws IOException {
    Answer answer = calendar(Files.readString(Path.of("samples/campaign-us.yaml"))).answer();

    assertThat(answer.section("rows").rows())
        .filteredOn(
            row -> List.of("sms:T-7d@10:00", "teaser-1", "event-exists").contains(row.get(0)))
        .extracting(row -> row.get(3) + " = " + row.get(4))
        .containsExactly(
            "2026-10-27T10:00-07:00 = 2026-10-27T17:00Z",
            "2026-11-02T18:00-08:00 = 2026-11-03T02:00Z",
            "2026-11-03T14:00-08:00 = 2026-11-03T22:00Z");
  }

  @Test
  void people_are_shown_fewer_columns_of_the_same_rows() {
    Calendar calendar = calendar(BROADCAST);

    assertThat(calendar.overview().section("rows").columns())
        .extracting(column -> column.name())
        .containsExactly("when", "local", "title", "owner", "needs");
    assertThat(calendar.overview().section("rows").rows())
        .extracting(row -> row.get(2))
        .containsExactlyElementsOf(calendar.items().stream().map(Item::title).toList());
  }

  @Test
  void a_calendar_needs_an_id_and_a_broadcast() {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> calendar("layers: []\n"));

    assertThat(refusal.category()).isEqualTo(Refusal.Cause.INPUT);
    assertThat(refusal.sentence().lines()).hasSize(3);
  }

  @Test
  void rates_that_nobody_gave_do_not_keep_a_calendar_back() {
    assertThat(ids(calendar(BROADCAST + "layers: [{id: f, kind: followers, window: T-1d..T-0}]")))
        .contains("f:window");
  }

  private static Calendar calendar(String yaml) {
    return Calendar.of(CampaignFile.read("c", yaml), Locale.ENGLISH);
  }

  private static List<String> ids(Calendar calendar) {
    return calendar.items().stream().map(Item::id).toList();
  }
}
