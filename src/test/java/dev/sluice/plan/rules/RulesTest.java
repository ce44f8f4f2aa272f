package dev.sluice.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.answer.yaml.Severity;
import dev.sluice.plan.CampaignFile;
import dev.sluice.plan.Grade;
import dev.sluice.plan.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RulesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/rules");

  /** Each rule keeps silent over a campaign that holds to it and speaks of one that does not. */
  @TestFactory
  List<DynamicTest> every_rule_has_a_campaign_that_keeps_it_and_one_that_breaks_it() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Rule rule : Rules.shipped().all()) {
      boolean remark = rule.check() instanceof Check.Remark;
      tests.add(
          DynamicTest.dynamicTest(
              rule.id() + " is kept",
              () -> {
                CampaignCheck check = check(fixture(rule, "kept"));
                assertThat(lines(check, rule.id())).isEmpty();
                assertThat(state(check, rule.id())).isEqualTo(remark ? "" : "held");
              }));
      tests.add(
          DynamicTest.dynamicTest(
              rule.id() + " is broken",
              () -> {
                CampaignCheck check = check(fixture(rule, "broken"));
                assertThat(lines(check, rule.id())).isNotEmpty();
                assertThat(state(check, rule.id())).isEqualTo(remark ? "reminder" : "broken");
                boolean error = rule.severity() == Severity.ERROR;
                assertThat(check.verdict())
                    .isEqualTo(error ? CampaignCheck.Verdict.BROKEN : CampaignCheck.Verdict.SOUND);
              }));
    }
    return tests;
  }

  @Test
  void no_fixture_is_left_of_a_rule_that_is_gone() throws IOException {
    Set<String> ids = new TreeSet<>();
    Rules.shipped().all().forEach(rule -> ids.add(rule.id()));
    try (Stream<Path> folders = Files.list(FIXTURES)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()).collect(Collectors.toSet()))
          .isEqualTo(ids);
    }
  }

  @Test
  void a_misspelt_platform_is_refused_and_one_of_ones_own_is_made_known() {
    String rule =
        """
        checked_on: 2026-11-01
        rules:
          - {id: ours, platforms: [%s], severity: note, asks: it be so, source: us, check: {kind: remark}}
        """;

    assertThat(refusal(rule.formatted("tiktk")))
        .endsWith("there is no platform 'tiktk' (did you mean 'tiktok'?)");
    assertThat(refusal(rule.formatted("bazaar")))
        .contains("there is no platform 'bazaar' (one that is not among amazon, ")
        .endsWith("is made known at the top of the file: platforms: [bazaar])");
    assertThat(
            Rules.shipped()
                .changedBy("rules.yaml", "platforms: [bazaar]\n" + rule.formatted("bazaar"))
                .platforms())
        .contains("bazaar");
  }

  private static String refusal(String text) {
    return catchThrowableOfType(Refusal.class, () -> Rules.shipped().changedBy("rules.yaml", text))
        .sentence();
  }

  @Test
  void a_rule_on_weak_ground_is_never_an_error() {
    assertThat(Rules.shipped().all())
        .allSatisfy(
            rule -> {
              boolean weak = rule.grade() == Grade.C || rule.grade() == Grade.I;
              assertThat(weak && rule.severity() == Severity.ERROR).as(rule.id()).isFalse();
            })
        .allSatisfy(rule -> assertThat(rule.source()).as(rule.id()).isNotBlank());
  }

  @Test
  void no_check_knows_a_platform() throws IOException {
    Set<String> platforms = Rules.shipped().platforms();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/sluice/plan/rules"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(platforms).as(file.toString()).noneMatch(text::contains);
      }
    }
  }

  @Test
  void a_users_file_switches_off_changes_and_adds() {
    Rules rules =
        Rules.shipped()
            .changedBy(
                "house.yaml",
                """
                checked_on: 2026-11-01
                rules:
                  - {id: dead-air, off: we fill gaps}
                  - {id: show-inside, severity: note}
                  - {id: host-hours, check: {kind: host-hours, maximum: 1h}}
                  - {id: ours, severity: error, check: {kind: products, maximum: 1}, asks: one product,
                     source: house rule}
                """);
    String campaign =
        """
        broadcast: {start: 2026-11-03T18:00, zone: UTC, duration: 2h, products: 2}
        hosts: [{id: a, from: +0m, to: +2h}]
        run_of_show: [{at: +1h, minutes: 61, host: a}]
        """;
    CampaignCheck check = CampaignCheck.of(CampaignFile.read("c", campaign), rules, null);

    assertThat(state(check, "dead-air")).isEqualTo("off");
    assertThat(check.answer().notes()).contains("Switched off: dead-air (we fill gaps).");
    assertThat(lines(check, "show-inside")).allMatch(line -> line.startsWith("note "));
    assertThat(lines(check, "host-hours"))
        .containsExactly(
            "warning a host is on for at most 6 hours in a row: 'a' is on for 2h in a row");
    assertThat(lines(check, "ours")).containsExactly("error one product: this one shows 2");
    assertThat(check.verdict()).isEqualTo(CampaignCheck.Verdict.BROKEN);
  }

  @Test
  void every_fault_of_a_users_file_is_told_in_one_go() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                Rules.shipped()
                    .changedBy(
                        "house.yaml",
                        """
                        rules:
                          - {id: dead-aire, off: no}
                          - {id: ours, severity: eror, check: {kind: product, maximum: 1}}
                          - {id: wecom-monthly, severity: error}
                          - {id: host-hours, check: {kind: host-hours, maximum: 1}}
                          - {id: dead-air, of: never}
                          - {id: dead-air, off: twice}
                        rule: 5
                        """));

    assertThat(refusal.category()).isEqualTo(Refusal.Cause.INPUT);
    assertThat(refusal.sentence().lines().map(line -> line.replaceAll(" is not one of .*", " …")))
        .containsExactly(
            "house.yaml has 11 faults:",
            "house.yaml:2:10: rules[0].id: there is no rule 'dead-aire' (did you mean 'dead-air'?)",
            "house.yaml:3:5: rules[1].asks: the rule has no 'asks'",
            "house.yaml:3:5: rules[1].checked_on: the rule has no 'checked_on', the day it was last"
                + " looked up",
            "house.yaml:3:5: rules[1].source: the rule has no 'source'",
            "house.yaml:3:26: rules[1].severity: 'eror' …",
            "house.yaml:3:46: rules[1].check.kind: 'product' …",
            "house.yaml:4:35: rules[2].severity: a rule of grade C cannot be an error (make it a"
                + " warning, or state your own 'source' and its 'grade', A or B)",
            "house.yaml:5:57: rules[3].check.maximum: '1' is not a duration (write it as 4h, 90m or"
                + " 1h30m)",
            "house.yaml:6:20: rules[4].of: unknown key 'of' (did you mean 'off'?)",
            "house.yaml:7:10: rules[5].id: another rule is 'dead-air' already",
            "house.yaml:8:1: rule: unknown key 'rule' (did you mean 'rules'?)");
  }

  @Test
  void limits_of_a_rule_that_contradict_name_each_other() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                Rules.shipped()
                    .changedBy(
                        "house.yaml",
                        """
                        rules:
                          - {id: tiktok-us-duration, check: {kind: duration, minimum: 5h, maximum: 90m}}
                          - {id: tiktok-us-products, check: {kind: products, minimum: 5, maximum: 4}}
                          - {id: us-text-hours, check: {kind: quiet, channel: sms, from: 21:00, to: 21:00}}
                        """));

    assertThat(refusal.sentence().lines())
        .containsExactly(
            "house.yaml has 3 faults:",
            "house.yaml:2:63: rules[0].check.minimum: 'minimum' 5h is above 'maximum' 90m (lower"
                + " the one or raise the other)",
            "house.yaml:3:63: rules[1].check.minimum: 'minimum' 5 is above 'maximum' 4 (lower the"
                + " one or raise the other)",
            "house.yaml:4:77: rules[2].check.to: the quiet hours end when they begin");
  }

  @Test
  void hours_are_told_by_the_clocks_of_the_receivers_and_not_held_where_nobody_says_them() {
    String campaign =
        """
        broadcast: {platform: x, market: US, start: 2026-11-03T18:00, zone: America/Los_Angeles}
        layers:
          - id: a
            kind: message
            channel: sms
            delivered: 1000
            click_rate: 0.1
            pushes: [{when: T-1d 19:00}]
        """;
    String there = campaign.replace("channel: sms", "channel: sms\n    receiver_zones: [%s]");

    assertThat(state(check(campaign), "us-text-hours")).isEqualTo("not-checked");
    assertThat(check(campaign).answer().notes())
        .contains(
            "Not checked, since the file does not state 'layers[0].receiver_zones':"
                + " us-text-hours.");
    assertThat(state(check(there.formatted("America/Los_Angeles")), "us-text-hours"))
        .isEqualTo("held");
    assertThat(lines(check(there.formatted("America/Denver, America/New_York")), "us-text-hours"))
        .singleElement()
        .asString()
        .endsWith(": 'a' sends 'T-1d@19:00' at 2026-11-02T22:00 in America/New_York");
    assertThat(lines(check(campaign.replace("19:00", "21:00")), "us-text-hours")).hasSize(1);
  }

  @Test
  void the_standard_timeline_asks_for_nothing_before_it_can_be_done() {
    // One's own tasks take the place of the standard ones, so that all of them are looked at.
    String layers =
        Stream.of("paid", "creator", "reservation", "teaser", "message")
            .map(kind -> "  - {id: %1$s, kind: %1$s}\n".formatted(kind))
            .collect(Collectors.joining());
    for (String platform : List.of("taobao", "douyin", "kuaishou", "tiktok")) {
      String whole =
          """
          broadcast: {platform: %s, start: 2026-11-03T18:00, zone: UTC, duration: 2h}
          layers:
          %s\
          """
              .formatted(platform, layers);
      List<Timeline.Item> standard = Timeline.tasks(CampaignFile.read("c", whole).campaign());
      StringBuilder own = new StringBuilder(whole).append("tasks:\n");
      for (Timeline.Item item : standard) {
        own.append(
            "  - {id: %s, title: t, when: \"%s\", duration: %sm, needs: %s}\n"
                .formatted(item.id(), item.when(), item.lasts().toMinutes(), item.needs()));
      }
      CampaignFile file = CampaignFile.read("c", own.toString());
      assertThat(new TaskCheck.Ordered().look(file.accepted())).as(platform).isEmpty();
    }
  }

  @Test
  void rules_that_nobody_looked_up_for_half_a_year_are_told_once() {
    CampaignFile file = CampaignFile.read("c", "campaign: a\n");
    LocalDate checked = LocalDate.of(2026, 11, 22);

    assertThat(stale(file, checked.plusDays(180))).isEmpty();
    assertThat(stale(file, checked.plusDays(181)))
        .singleElement()
        .asString()
        .startsWith("Rules that were last checked more than 180 days before 2027-05-22 may have")
        .contains(" on 2026-11-22; read their sources again.");
  }

  @Test
  void what_a_market_asks_takes_the_place_of_what_is_asked_everywhere() throws IOException {
    String broken = Files.readString(FIXTURES.resolve("claimed-units/broken.yaml"));

    assertThat(lines(check(broken), "claimed-units")).hasSize(1);
    CampaignCheck british = check(broken.replace("market: TH", "market: GB"));
    assertThat(lines(british, "gb-claimed-units")).hasSize(1);
    assertThat(lines(british, "claimed-units")).isEmpty();
    CampaignCheck unknown = check(broken.replace("market: TH, ", ""));
    assertThat(lines(unknown, "claimed-units")).hasSize(1);
    assertThat(unknown.answer().notes())
        .contains(
            "Not checked, since the file does not state 'broadcast.market': gb-claimed-units,"
                + " eu-claimed-units, us-claimed-units.");
  }

  private static List<Object> stale(CampaignFile file, LocalDate today) {
    return CampaignCheck.of(file, Rules.shipped(), today).answer().notes().stream()
        .filter(note -> note.contains("last checked"))
        .map(note -> (Object) note)
        .toList();
  }

  private static String fixture(Rule rule, String name) throws IOException {
    return Files.readString(FIXTURES.resolve(rule.id()).resolve(name + ".yaml"));
  }

  private static CampaignCheck check(String yaml) {
    CampaignFile file = CampaignFile.read("c", yaml);
    assertThat(file.faults()).isEmpty();
    return CampaignCheck.of(file);
  }

  private static List<String> lines(CampaignCheck check, String rule) {
    Section rows = check.answer().section("rows");
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows.rows().size(); row++) {
      if (rule.equals(rows.cell(row, "rule"))) {
        lines.add(rows.cell(row, "severity") + " " + rows.cell(row, "message"));
      }
    }
    return lines;
  }

  private static String state(CampaignCheck check, String rule) {
    Section rules = check.answer().section("rules");
    for (int row = 0; row < rules.rows().size(); row++) {
      if (rule.equals(rules.cell(row, "rule"))) {
        return String.valueOf(rules.cell(row, "state"));
      }
    }
    return "";
  }
}
