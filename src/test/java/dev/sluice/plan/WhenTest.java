package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {

  /** The published and derived cases of offsets; the two of iCalendar texts are IcsTest's. */
  @TestFactory
  List<DynamicTest> offsets_agree_with_the_vectors() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = WhenTest.class.getResourceAsStream("/vectors/planning/calendar.json")) {
      for (JsonNode vector : new ObjectMapper().readTree(in).get("vectors")) {
        if (!vector.get("kind").asText().equals("t_offset")) {
          continue;
        }
        JsonNode inputs = vector.get("inputs");
        JsonNode expected = vector.get("expected");
        tests.add(
            DynamicTest.dynamicTest(
                vector.get("id").asText(),
                () -> {
                  ZonedDateTime start =
                      start(inputs.get("start_local").asText(), inputs.get("zone").asText());
                  int days = inputs.get("days_before").asInt();
                  assertThat(start.toInstant()).hasToString(expected.get("start_utc").asText());
                  assertThat(When.parse("T-" + days + "d").from(start).toInstant())
                      .hasToString(expected.get("calendar_days_utc").asText());
                  ZonedDateTime exact = When.parse("T-" + 24 * days + "h").from(start);
                  assertThat(exact.toInstant())
                      .hasToString(expected.get("exact_hours_utc").asText());
                  assertThat(exact.toLocalDateTime())
                      .isEqualTo(LocalDateTime.parse(expected.get("exact_hours_local").asText()));
                }));
      }
    }
    assertThat(tests).hasSize(2);
    return tests;
  }

  @ParameterizedTest
  @CsvSource({
    "T-14d, 2026-10-20T18:00-07:00",
    "T-3d, 2026-10-31T18:00-07:00",
    "T-2d, 2026-11-01T18:00-08:00",
    "T-3d 16:00, 2026-10-31T16:00-07:00",
    "T-0d 09:30, 2026-11-03T09:30-08:00",
    "T-72h, 2026-10-31T19:00-07:00",
    "T-30m, 2026-11-03T17:30-08:00",
    "T-0, 2026-11-03T18:00-08:00",
    "T+0, 2026-11-03T18:00-08:00",
    "T+1d, 2026-11-04T18:00-08:00",
    "T+90m, 2026-11-03T19:30-08:00",
  })
  void a_time_is_told_from_the_start_across_a_clock_change(String when, String moment) {
    ZonedDateTime start = start("2026-11-03T18:00:00", "America/Los_Angeles");

    assertThat(When.parse(when).from(start).toOffsetDateTime()).hasToString(moment);
  }

  @Test
  void a_time_that_the_clocks_skip_moves_forward_and_one_that_they_repeat_is_the_first() {
    ZonedDateTime spring = start("2026-03-09T02:30:00", "America/New_York");
    ZonedDateTime autumn = start("2026-11-02T01:30:00", "America/New_York");

    assertThat(When.parse("T-1d").from(spring).toOffsetDateTime())
        .hasToString("2026-03-08T03:30-04:00");
    assertThat(When.parse("T-1d").from(autumn).toOffsetDateTime())
        .hasToString("2026-11-01T01:30-04:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"T-14d", "T-1d 16:00", "T-2h", "T-30m", "T-0", "T+1d", "end+1h", "end+1d 10:00"})
  void what_is_printed_reads_the_same(String text) {
    assertThat(When.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "T",
        "T-",
        "T-1",
        "-14d",
        "T-14",
        "T-14w",
        "t-14d",
        "T -14d",
        "T-1d16:00",
        "T-1d 24:00",
        "T-1d 9:00",
        "T-2h 16:00",
        "T-1.5h",
        "T-1000d",
        "T--1d",
        "T-1d 16:00:00",
        "start-1d",
        "T-٣d"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> When.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a time before or after the start");
  }

  private static ZonedDateTime start(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone));
  }
}
