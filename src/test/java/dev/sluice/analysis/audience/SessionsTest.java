package dev.sluice.analysis.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
  @TempDir Path folder;
  private Facts facts;

  @BeforeEach
  void open() {
    facts = new Facts(folder);
  }

  private Answer sessions(Duration gap) {
    return facts.ask(w -> Sessions.of(w, gap, null, "UTC", true));
  }

  @Test
  void sessionsAgreeWithWalkingThroughEachUsersEvents() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      facts.clear();
      Map<String, List<Long>> seconds = new TreeMap<>();
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String user = "u" + random.nextInt(9);
        long at = random.nextInt(600) * 60L;
        seconds.computeIfAbsent(user, u -> new ArrayList<>()).add(at);
        rows.add(Facts.event(user, start.plusSeconds(at).toString(), "view"));
      }
      facts.fill(rows.toArray(String[]::new));
      List<String> expected = new ArrayList<>();
      seconds.forEach(
          (user, times) -> {
            times.sort(null);
            int number = 1;
            int from = 0;
            for (int i = 1; i <= times.size(); i++) {
              if (i == times.size() || times.get(i) - times.get(i - 1) > 1800) {
                long length = times.get(i - 1) - times.get(from);
                expected.add(user + " " + number++ + " " + (i - from) + " " + length);
                from = i;
              }
            }
          });
      Section list = sessions(Sessions.GAP).section("sessions");
      assertThat(
              list.rows().stream()
                  .map(
                      row ->
                          row.get(0).toString().substring(2)
                              + " "
                              + row.get(1)
                              + " "
                              + row.get(4)
                              + " "
                              + ((Number) row.get(5)).longValue()))
          .as("seed %s", seed)
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void aSessionBelongsToTheShopsDayOnWhichItBegan() {
    facts.fill(
        "INSERT INTO shop VALUES ('s', 'own', 'Asia/Shanghai', 'CNY')",
        Facts.event("u", "2026-01-01T15:50:00Z", "view"),
        Facts.event("u", "2026-01-01T16:10:00Z", "view"),
        Facts.event("u", "2026-01-01T17:10:00Z", "view"));
    Section days = sessions(Sessions.GAP).section("rows");
    assertThat(days.rows()).hasSize(2);
    assertThat(days.cell(0, "day")).isEqualTo(LocalDate.parse("2026-01-01"));
    assertThat(days.cell(0, "events")).isEqualTo(2L);
    assertThat(days.cell(1, "day")).isEqualTo(LocalDate.parse("2026-01-02"));
  }

  @Test
  void withoutEventsThereIsARefusal() {
    assertThatThrownBy(() -> sessions(Sessions.GAP))
        .isInstanceOf(Refusal.class)
        .hasMessage("there are no user events");
  }
}
