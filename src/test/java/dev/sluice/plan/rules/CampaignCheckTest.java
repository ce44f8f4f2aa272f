package dev.sluice.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.rules.CampaignCheck.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignCheckTest {

  /** For each rule of a platform: a campaign that keeps it, one that breaks it, where and how. */
  static Stream<Arguments> rules() {
    String us = "{platform: tiktok, market: US, start: 2026-11-03T18:00, zone: UTC, ";
    String th = "{platform: tiktok, market: TH, start: 2026-11-03T18:00, zone: UTC, ";
    String taobao = "broadcast: {platform: taobao, start: 2026-11-03T18:00, zone: Asia/Shanghai}\n";
    String teasers = "\nlayers: [{id: a, kind: teaser, views: 5, click_to_room: 0.1, videos: ";
    return Stream.of(
        Arguments.of(
            "tiktok-us-duration",
            Verdict.BROKEN,
            "broadcast: " + us + "duration: 30m, products: 10}",
            "broadcast: " + us + "duration: 29m, products: 10}",
            "1:89 broadcast.duration: a LIVE event lasts from 30 minutes to 13 hours: this one"
                + " lasts 29m"),
        Arguments.of(
            "tiktok-us-duration",
            Verdict.BROKEN,
            "broadcast: " + us + "duration: 13h, products: 10}",
            "broadcast: " + us + "duration: 13h1m, products: 10}",
            "1:89 broadcast.duration: a LIVE event lasts from 30 minutes to 13 hours: this one"
                + " lasts 13h1m"),
        Arguments.of(
            "tiktok-us-products",
            Verdict.BROKEN,
            "broadcast: " + us + "duration: 2h, products: 100}",
            "broadcast: " + us + "duration: 2h, products: 101}",
            "1:103 broadcast.products: a LIVE event shows at most 100 products: this one shows"
                + " 101"),
        Arguments.of(
            "tiktok-us-products-recommended",
            Verdict.SOUND,
            "broadcast: " + us + "duration: 2h, products: 10}",
            "broadcast: " + us + "duration: 2h, products: 9}",
            "1:103 broadcast.products: a LIVE event of fewer than 10 products gets about half the"
                + " bag clicks: this one shows 9"),
        Arguments.of(
            "tiktok-th-duration",
            Verdict.BROKEN,
            "broadcast: " + th + "duration: 1h, products: 2}" + teasers + "2}]",
            "broadcast: " + th + "duration: 59m, products: 2}" + teasers + "2}]",
            "1:89 broadcast.duration: a campaign broadcast lasts at least 60 minutes: this one"
                + " lasts 59m"),
        Arguments.of(
            "tiktok-th-products",
            Verdict.BROKEN,
            "broadcast: " + th + "duration: 1h, products: 2}" + teasers + "2}]",
            "broadcast: " + th + "duration: 1h, products: 1}" + teasers + "2}]",
            "1:103 broadcast.products: a campaign broadcast shows at least 2 products: this one"
                + " shows 1"),
        Arguments.of(
            "tiktok-th-teasers",
            Verdict.BROKEN,
            "broadcast: " + th + "duration: 1h, products: 2}" + teasers + "2}]",
            "broadcast: " + th + "duration: 1h, products: 2}" + teasers + "1}]",
            "2:9 layers: a campaign broadcast has at least 2 teasers: this one has 1"),
        Arguments.of(
            "tiktok-th-teasers",
            Verdict.BROKEN,
            "broadcast: " + th + "duration: 1h, products: 2}" + teasers + "2}]",
            "broadcast: " + th + "duration: 1h, products: 2}",
            "1:1 layers: a campaign broadcast has at least 2 teasers: this one has 0"),
        Arguments.of(
            "taobao-preview",
            Verdict.BROKEN,
            taobao,
            taobao + "timeline: none",
            "1:1 tasks: the preview is published before 16:00 on the day before: no task 'preview'"
                + " does that"),
        Arguments.of(
            "taobao-preview",
            Verdict.BROKEN,
            taobao + "tasks: [{id: preview, title: P, when: T-1d 15:59}]",
            taobao + "tasks: [{id: preview, title: P, when: T-1d 16:00}]",
            "2:39 tasks[0].when: the preview is published before 16:00 on the day before: the task"
                + " 'preview' is set for 2026-11-02T16:00"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_platforms_rule_is_held_against_the_plan(
      String rule, Verdict verdict, String kept, String broken, String line) {
    assertThat(check(kept).verdict()).isEqualTo(Verdict.SOUND);
    assertThat(lines(check(kept), rule)).isEmpty();
    assertThat(check(broken).verdict()).isEqualTo(verdict);
    assertThat(lines(check(broken), rule)).containsExactly(line);
  }

  @Test
  void every_rule_has_a_source_and_the_day_on_which_it_was_checked() {
    CampaignCheck check =
        check("broadcast: {platform: wechat, start: 2026-11-03T18:00, zone: UTC}");

    List<Object> row = check.answer().section("rows").rows().get(2);
    assertThat(row.subList(3, 12))
        .containsExactly(
            "note",
            "wechat-notice",
            "theme and time of a notice cannot be edited, and taking it back loses all"
                + " reservations",
            null,
            "WeChat Channels, live notices (2025-02)",
            LocalDate.of(2026, 11, 22),
            "A",
            "theme and time of a notice cannot be edited, and taking it back loses all"
                + " reservations",
            null);
    assertThat(check.verdict()).isEqualTo(Verdict.SOUND);
  }

  @Test
  void what_the_file_does_not_state_is_not_checked_and_said_so() {
    CampaignCheck check =
        check(
            "broadcast: {platform: tiktok, market: TH, start: 2026-11-03T18:00, zone: UTC}\n"
                + "layers: [{id: a, kind: teaser, views: 5, click_to_room: 0.1}]");

    assertThat(check.verdict()).isEqualTo(Verdict.SOUND);
    assertThat(check.answer().section("rules").rows())
        .filteredOn(row -> row.get(0).toString().startsWith("tiktok-th-"))
        .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
        .containsExactly(
            "tiktok-th-duration not-checked [broadcast.duration]",
            "tiktok-th-products not-checked [broadcast.products]",
            "tiktok-th-promotion reminder []",
            "tiktok-th-teasers not-checked [layers[0].videos]",
            "tiktok-th-first-teaser held []",
            "tiktok-th-second-teaser held []");
    assertThat(check.answer().notes())
        .contains(
            "Not checked, since the file does not state 'broadcast.products': tiktok-th-products.");
  }

  @Test
  void rules_of_another_market_stay_silent() {
    CampaignCheck check =
        check(
            "broadcast: {platform: tiktok, start: 2026-11-03T18:00, zone: UTC, duration: 10m}\n"
                + "campaign: a\ntarget: {viewers: 5}");

    assertThat(check.answer().section("rows").rows()).isEmpty();
  }

  @Test
  void faults_and_missing_figures_come_together_in_the_order_of_the_file() {
    CampaignCheck check =
        check(
            """
            layers:
              - {id: a, kind: reservation, reservations: 5, show_up: 45}
              - {id: b, kind: reservation, reservations: 5, show_upp: 0.45}
              - {id: c, kind: reservation, reservations: 5}
              - {id: d, kind: store, visits: -5}
            """);

    assertThat(check.verdict()).isEqualTo(Verdict.FAULTY);
    assertThat(check.answer().section("rows").rows())
        .filteredOn(row -> row.get(3).equals("error"))
        .extracting(row -> row.get(0) + " " + row.get(2) + " " + row.get(4))
        .containsExactly(
            "2 layers[0].show_up range",
            "3 layers[1].show_upp unknown-key",
            "4 layers[2].show_up required-input",
            "5 layers[3].click_rate required-input",
            "5 layers[3].visits range");
  }

  @Test
  void every_finding_is_also_told_in_a_line_of_its_own() {
    CampaignCheck check = check("campaign: a\ntarget: {viewers: 5}\nbudgett: 5\n");

    assertThat(check.answer().notes())
        .containsExactly(
            "c:1:1: broadcast: no broadcast is stated: plan calendar needs one",
            "c:3:1: budgett: unknown key 'budgett' (did you mean 'budget'?)");
  }

  @Test
  void a_start_that_the_clocks_show_twice_is_warned_of() {
    CampaignCheck check = check("broadcast: {start: 2026-11-01T01:30, zone: America/New_York}");

    assertThat(check.verdict()).isEqualTo(Verdict.SOUND);
    assertThat(lines(check, "clock-change"))
        .containsExactly(
            "1:20 broadcast.start: the clocks show 2026-11-01T01:30 twice that night; the first is"
                + " meant");
  }

  @Test
  void a_task_before_what_it_needs_is_warned_of() {
    CampaignCheck check =
        check(
            """
            broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai}
            tasks:
              - {id: a, title: A, when: T-4d, needs: [b, stock-order, stock-lock]}
              - {id: b, title: B, when: T-96h}
            """);

    assertThat(lines(check, "task-order"))
        .containsExactly(
            "3:43 tasks[0].needs[0]: no task begins before what it needs is done: 'a' begins at"
                + " 2026-11-07T20:00 and needs 'b', which takes until 2026-11-07T20:30",
            "3:59 tasks[0].needs[2]: no task begins before what it needs is done: 'a' needs"
                + " 'stock-lock', which comes later");
  }

  @Test
  void a_file_that_is_no_yaml_has_one_fault() {
    CampaignCheck check = check("layers: [");

    assertThat(check.verdict()).isEqualTo(Verdict.FAULTY);
    assertThat(check.answer().section("rows").rows()).hasSize(1);
  }

  private static CampaignCheck check(String yaml) {
    return CampaignCheck.of(CampaignFile.read("c", yaml));
  }

  private static List<String> lines(CampaignCheck check, String rule) {
    return check.answer().section("rows").rows().stream()
        .filter(row -> row.get(4).equals(rule))
        .map(row -> row.get(0) + ":" + row.get(1) + " " + row.get(2) + ": " + row.get(5))
        .toList();
  }
}
