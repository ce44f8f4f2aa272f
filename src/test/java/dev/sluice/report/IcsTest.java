package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.plan.Calendar;
import dev.sluice.plan.CampaignFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsTest {
  private static final Instant STAMP = Instant.parse("2026-10-01T08:00:00Z");

  @Test
  void one_entry_stands_as_the_standard_writes_it() throws IOException {
    String campaign =
        """
        campaign: c
        title: Evening
        revision: 3
        timeline: none
        broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai, duration: 4h}
        layers: [{id: m, kind: message, title: 群, owner: crm, pushes: [{when: T-1d, title: "a, b; c"}]}]
        """;

    assertThat(ics(answer(campaign), STAMP).replace("\r\n", "\n"))
        .isEqualTo(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Sluice//Campaign calendar//EN
            CALSCALE:GREGORIAN
            X-WR-CALNAME:Evening
            BEGIN:VEVENT
            UID:c/m:T-1d@sluice
            DTSTAMP:20261001T080000Z
            SEQUENCE:3
            DTSTART:20261110T120000Z
            DTEND:20261110T120500Z
            SUMMARY:群: a\\, b\\; c
            DESCRIPTION:When: T-1d\\, 2026-11-10 20:00 Asia/Shanghai\\nOwner: crm\\nLayer:
              m
            CATEGORIES:PUSH
            TRANSP:OPAQUE
            BEGIN:VALARM
            ACTION:DISPLAY
            DESCRIPTION:群: a\\, b\\; c
            TRIGGER;RELATED=START:-PT10M
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            UID:c/broadcast:live@sluice
            DTSTAMP:20261001T080000Z
            SEQUENCE:3
            DTSTART:20261111T120000Z
            DTEND:20261111T160000Z
            SUMMARY:Evening
            DESCRIPTION:When: T-0\\, 2026-11-11 20:00 Asia/Shanghai
            CATEGORIES:BROADCAST
            TRANSP:OPAQUE
            END:VEVENT
            END:VCALENDAR
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-03T18:00, America/Los_Angeles",
    "2026-11-01T01:30, America/New_York",
    "2026-03-15T20:00, America/New_York",
    "2026-03-08T03:30, America/New_York",
    "2026-11-11T20:00, Asia/Shanghai",
  })
  void another_reader_finds_every_entry_with_its_texts_and_times(String start, String zone)
      throws IOException {
    Answer answer =
        answer(
            """
            campaign: 双十一
            title: "清禾家居, 双十一; 专场 🎉 \\\\ \\"今晚\\""
            broadcast: {platform: tiktok, start: %s, zone: %s, duration: 4h}
            layers:
              - id: wecom
                kind: message
                title: "企微社群：四件套半价，明晚八点见，记得先预约再来，前一百名送收纳袋 👨‍👩‍👧‍👦 到手价，先到先得"
                owner: 私域
                window: T-14d..end+1h
                pushes:
                  - {when: T-14d, title: "line one\\nline two; with, all \\\\ of it\\r\\nthree"}
                  - {when: T-336h, title: exact}
                  - {when: T-30m, title: "🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉"}
              - {id: r, kind: reservation, title: Reservations}
              - {id: ads, kind: paid}
            tasks:
              - {id: 打包, title: 打包, when: T+1d, needs: [stock-lock, dispatch]}
            """
                .formatted(start, zone));
    String text = ics(answer, STAMP);

    List<ICalendar> calendars = Biweekly.parse(text).all();
    assertThat(calendars).hasSize(1);
    assertThat(calendars.get(0).validate(biweekly.ICalVersion.V2_0)).isEmpty();
    Map<String, VEvent> events = new HashMap<>();
    calendars.get(0).getEvents().forEach(event -> events.put(event.getUid().getValue(), event));
    Section rows = answer.section("rows");
    assertThat(events).hasSameSizeAs(rows.rows());
    for (int row = 0; row < rows.rows().size(); row++) {
      VEvent event = events.get("双十一/" + rows.cell(row, "id") + "@sluice");
      OffsetDateTime local = (OffsetDateTime) rows.cell(row, "local");
      Instant begin = event.getDateStart().getValue().toInstant();
      assertThat(begin).isEqualTo(local.toInstant());
      assertThat(event.getDateEnd().getValue().toInstant())
          .isEqualTo(begin.plus(Duration.ofMinutes((Long) rows.cell(row, "duration_minutes"))));
      assertThat(event.getSummary().getValue())
          .isEqualTo(rows.cell(row, "title").toString().replace("\r\n", "\n"));
      assertThat(event.getDescription().getValue())
          .startsWith("When: " + rows.cell(row, "when") + ", ")
          .contains(" " + zone);
      assertThat(event.getDateTimeStamp().getValue().toInstant()).isEqualTo(STAMP);
      assertThat(event.getSequence().getValue()).isZero();
      boolean push = rows.cell(row, "type").equals("push");
      assertThat(event.getAlarms()).hasSize(push ? 1 : 0);
      for (VAlarm alarm : event.getAlarms()) {
        assertThat(alarm.getTrigger().getDuration()).hasToString("-PT10M");
      }
    }
    assertFolded(text);
  }

  @Test
  void the_same_campaign_gives_the_same_bytes_and_a_revision_a_later_stamp() throws IOException {
    String campaign = Files.readString(Path.of("samples/campaign.yaml"));

    String first = ics(answer(campaign), null);

    assertThat(ics(answer(campaign), null)).isEqualTo(first);
    assertThat(first).contains("DTSTAMP:20251111T120001Z").contains("SEQUENCE:1\r\n");
    assertThat(ics(answer(campaign.replace("revision: 1", "revision: 2")), null))
        .contains("DTSTAMP:20251111T120002Z")
        .contains("SEQUENCE:2\r\n");
  }

  @Test
  void every_entry_has_a_uid_of_its_own() throws IOException {
    for (String sample : List.of("samples/campaign.yaml", "samples/campaign-us.yaml")) {
      String text = ics(answer(Files.readString(Path.of(sample))), null);
      List<String> uids = new ArrayList<>();
      Biweekly.parse(text).first().getEvents().forEach(e -> uids.add(e.getUid().getValue()));

      assertThat(uids).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }
  }

  @Test
  void the_published_texts_of_the_standard_are_written_back() throws IOException {
    Set<String> kinds = new HashSet<>();
    try (InputStream in = IcsTest.class.getResourceAsStream("/vectors/planning/calendar.json")) {
      for (JsonNode vector : new ObjectMapper().readTree(in).get("vectors")) {
        JsonNode expected = vector.get("expected");
        switch (vector.get("kind").asText()) {
          case "ics_unfold" -> {
            String text = expected.get("text").asText();
            assertThat(unfolded(vector.get("inputs").get("folded").asText())).isEqualTo(text);
            assertThat(unfolded(folded(text))).isEqualTo(text);
          }
          case "ics_unescape" ->
              assertThat(Ics.escaped(expected.get("text").asText()))
                  .isEqualTo(vector.get("inputs").get("value").asText());
          default -> {
            continue;
          }
        }
        kinds.add(vector.get("kind").asText());
      }
    }
    assertThat(kinds).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {74, 75, 76, 148, 149, 150, 151, 300})
  void a_line_is_folded_only_when_it_must_be(int length) throws IOException {
    String folded = folded("x".repeat(length));

    assertThat(folded.split("\r\n ", -1)).hasSize(length <= 75 ? 1 : 1 + (length - 2) / 74);
    assertFolded(folded);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void folding_never_cuts_a_character(long seed) throws IOException {
    Random random = new Random(seed);
    int[] characters = {'a', ',', 'é', '双', 0x1F389, 0x200D, '\t', ' '};
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(characters[random.nextInt(characters.length)]);
      }
      String folded = folded(text.toString());

      assertThat(unfolded(folded)).as("seed %d", seed).isEqualTo(text.toString());
      assertFolded(folded);
    }
  }

  @Test
  void control_characters_are_dropped() {
    assertThat(Ics.escaped("a\u0000b\u0007c\td\u007f\r\ne\rf")).isEqualTo("abc\td\\ne\\nf");
  }

  @Test
  void labels_are_in_the_language_asked_for() throws IOException {
    StringWriter out = new StringWriter();
    Ics.of(answer(Files.readString(Path.of("samples/campaign.yaml"))), STAMP, Layout.Language.ZH)
        .write(out);

    assertThat(unfolded(out.toString())).contains("DESCRIPTION:时间: ").doesNotContain("Owner: ");
  }

  private static final String SENT =
      """
      campaign: c
      timeline: none
      broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai, duration: 4h}
      hosts: [{id: a, from: +0m, to: +2h}, {id: b, from: +2h, to: +4h}]
      layers: [{id: m, kind: message, owner: crm, pushes: [{when: T-1d, title: "a, b"}, {id: last, when: T-5m}]}]
      tasks: [{id: pack, title: Pack, when: T-2d 10:00}]
      """;

  @Test
  void a_calendar_after_itself_is_the_same_bytes() throws IOException {
    for (String sample : List.of("samples/campaign.yaml", "samples/campaign-us.yaml")) {
      String campaign = Files.readString(Path.of(sample));
      String sent = ics(answer(campaign), STAMP);

      assertThat(text(update(campaign, sent))).isEqualTo(sent);
      // A checkout may have made the line ends LF.
      assertThat(text(update(campaign, sent.replace("\r\n", "\n")))).isEqualTo(sent);
    }
  }

  @Test
  void what_changed_gets_a_higher_sequence_and_all_else_keeps_its_bytes() throws IOException {
    String sent = ics(answer(SENT), null);
    Ics.Update update =
        update(
            SENT.replace("title: Pack,", "title: Pack boxes,").replace("to: +2h", "to: +1h"), sent);
    Map<String, String> before = entries(sent);
    Map<String, String> after = entries(text(update));

    assertThat(List.of(update.added(), update.changed(), update.cancelled(), update.unchanged()))
        .containsExactly(0, 2, 0, 4);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach(
        (uid, entry) -> {
          boolean changed = uid.equals("c/pack@sluice") || uid.equals("c/host/a@sluice");
          if (changed) {
            assertThat(sequence(entry)).isEqualTo(1);
            assertThat(entry).contains("DTSTAMP:20251111T120001Z");
          } else {
            assertThat(entry).isEqualTo(before.get(uid));
          }
        });
  }

  @Test
  void a_moved_broadcast_keeps_every_uid_and_raises_every_sequence() throws IOException {
    String sent = ics(answer(SENT), null);
    String later = text(update(SENT.replace("2026-11-11T", "2026-11-12T"), sent));
    String earlier = text(update(SENT.replace("2026-11-11T", "2026-10-11T"), later));
    String revised = text(update(SENT.replace("campaign: c", "campaign: c\nrevision: 7"), earlier));

    assertThat(entries(later).keySet()).isEqualTo(entries(sent).keySet());
    assertThat(entries(earlier).keySet()).isEqualTo(entries(sent).keySet());
    assertThat(entries(later).values()).allMatch(entry -> sequence(entry) == 1);
    assertThat(entries(earlier).values())
        .allMatch(entry -> sequence(entry) == 2)
        .allMatch(entry -> entry.contains("DTSTAMP:20251112T120001Z"));
    assertThat(entries(revised).values()).allMatch(entry -> sequence(entry) == 7);
  }

  @Test
  void what_is_gone_is_cancelled_and_stays_so_until_it_comes_back() throws IOException {
    String sent = ics(answer(SENT), null);
    String without = SENT.replaceAll("tasks: .*\n", "").replace(", {id: last, when: T-5m}", "");
    Ics.Update update = update(without, sent);
    String cancelled = text(update);

    assertThat(update.cancelled()).isEqualTo(2);
    for (String uid : List.of("c/pack@sluice", "c/m:last@sluice")) {
      assertThat(entries(cancelled).get(uid))
          .contains("SEQUENCE:1\r\n", "STATUS:CANCELLED\r\n")
          .doesNotContain("VALARM");
    }
    assertThat(Biweekly.parse(cancelled).first().validate(biweekly.ICalVersion.V2_0)).isEmpty();
    assertThat(text(update(without, cancelled))).isEqualTo(cancelled);
    String back = text(update(SENT, cancelled));
    assertThat(entries(back).get("c/m:last@sluice"))
        .contains("SEQUENCE:2\r\n", "BEGIN:VALARM")
        .doesNotContain("CANCELLED");
  }

  @Test
  void a_run_of_show_alone_calls_nothing_off_but_segments() throws IOException {
    String campaign =
        SENT + "run_of_show: [{id: one, at: +0m, minutes: 5}, {id: two, at: +5m, minutes: 5}]\n";
    String sent = ics(answer(campaign), null);
    Answer whole = answer(campaign.replace("at: +0m, minutes: 5", "at: +0m, minutes: 4"));
    Section rows = whole.section("rows");
    Section show =
        Section.rows(
            "rows",
            rows.columns(),
            rows.rows().stream().filter(row -> row.get(0).equals("show/one")).toList());
    Answer part = new Answer("lineup", whole.facts(), List.of(show), null, List.of());

    Ics.Update update = Ics.of(part, null, Layout.Language.EN).after("old.ics", sent);
    Map<String, String> after = entries(text(update));

    assertThat(List.of(update.added(), update.changed(), update.cancelled(), update.unchanged()))
        .containsExactly(0, 1, 1, 6);
    assertThat(after.get("c/show/two@sluice")).contains("STATUS:CANCELLED");
    assertThat(after.get("c/pack@sluice")).isEqualTo(entries(sent).get("c/pack@sluice"));
  }

  @Test
  void a_file_that_cannot_be_followed_is_refused() throws IOException {
    String sent = ics(answer(SENT), null);

    assertThat(refused("")).startsWith("old.ics is not a calendar that sluice wrote");
    assertThat(refused("BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"))
        .startsWith("old.ics is not a calendar that sluice wrote");
    assertThat(refused(sent.replace("UID:c/", "UID:d/")))
        .isEqualTo("old.ics is the calendar of campaign 'd', and this one is 'c'");
    assertThat(refused(sent.replaceFirst("DTSTAMP:.*\r\n", "")))
        .contains("old.ics:6: ", "lacks its");
    assertThat(refused(sent.replaceFirst("DTSTAMP:.*\r\n", "DTSTAMP:20260230T000000Z\r\n")))
        .contains("old.ics:8: ", "'20260230T000000Z' is no time in UTC");
    assertThat(refused(sent.replaceFirst("SEQUENCE:0", "SEQUENCE:-1"))).contains("old.ics:9: ");
    assertThat(refused(sent.replaceFirst("UID:.*\r\n", "UID:some\r\n"))).contains("old.ics:7: ");
    assertThat(refused(sent.replaceFirst("END:VEVENT\r\n", ""))).contains("no END:VEVENT");
    assertThat(refused(sent.replaceFirst("BEGIN:VEVENT\r\n", ""))).contains("is damaged");
    String doubled = entries(sent).get("c/pack@sluice") + "END:VCALENDAR\r\n";
    assertThat(refused(sent.replace("END:VCALENDAR\r\n", doubled))).contains("two entries");
    // However it is cut off, it is never taken for a calendar of fewer entries.
    for (int length = 0; length < sent.length() - 2; length++) {
      String cut = sent.substring(0, length);
      assertThat(refused(cut)).as("cut at %d", length).contains("old.ics");
    }
  }

  private static String refused(String text) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> update(SENT, text));
    assertThat(refusal.category()).isEqualTo(Refusal.Cause.INPUT);
    return refusal.sentence();
  }

  /** Every physical line is at most 75 octets and whole by itself. */
  private static void assertFolded(String text) {
    assertThat(text).endsWith("\r\n");
    for (String line : text.split("\r\n", -1)) {
      byte[] octets = line.getBytes(StandardCharsets.UTF_8);
      assertThat(octets.length).isLessThanOrEqualTo(75);
      assertThat(line).doesNotContain("\n", "\r");
      assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo(line);
    }
  }

  private static String folded(String line) throws IOException {
    StringBuilder out = new StringBuilder();
    Ics.fold(line, out);
    return out.toString();
  }

  private static String unfolded(String text) {
    String joined = text.replace("\r\n ", "");
    return joined.endsWith("\r\n") ? joined.substring(0, joined.length() - 2) : joined;
  }

  private static Answer answer(String campaign) {
    return Calendar.of(CampaignFile.read("c", campaign), Locale.ENGLISH).answer();
  }

  private static String ics(Answer answer, Instant stamp) throws IOException {
    StringWriter out = new StringWriter();
    Ics.of(answer, stamp, Layout.Language.EN).write(out);
    return out.toString();
  }

  private static Ics.Update update(String campaign, String earlier) {
    return Ics.of(answer(campaign), null, Layout.Language.EN).after("old.ics", earlier);
  }

  private static String text(Ics.Update update) throws IOException {
    StringWriter out = new StringWriter();
    update.calendar().write(out);
    return out.toString();
  }

  /** The entries of a calendar by UID, each in its bytes. */
  private static Map<String, String> entries(String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    Matcher matcher =
        Pattern.compile("BEGIN:VEVENT\r\nUID:(.*?)\r\n.*?END:VEVENT\r\n", Pattern.DOTALL)
            .matcher(text);
    while (matcher.find()) {
      entries.put(matcher.group(1), matcher.group());
    }
    return entries;
  }

  private static long sequence(String entry) {
    Matcher matcher = Pattern.compile("SEQUENCE:(\\d+)\r\n").matcher(entry);
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
