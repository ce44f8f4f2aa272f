package dev.sluice.analysis.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FansTest {
  @TempDir Path folder;
  private Facts facts;

  @BeforeEach
  void open() {
    facts = new Facts(folder);
  }

  private Answer fans(String... broadcasts) {
    return facts.ask(w -> Fans.of(w, Scope.of(List.of(broadcasts), null, null, null)));
  }

  private static String broadcast(String id, String viewers, String won, String lost) {
    return """
        INSERT INTO broadcast
          (broadcast, shop, platform, started_at, viewers, new_followers, lost_followers, file_id, row_number)
        VALUES ('%s', 's', 'own', '2026-11-0%sT12:00:00Z', %s, %s, %s, 1, 1)
        """
        .formatted(id, id, viewers, won, lost);
  }

  @Test
  void theWholesRatesAreRatiosOfSumsOverThoseThatKnowBoth() {
    facts.fill(
        broadcast("1", "1000", "50", "10"),
        broadcast("2", "3000", "90", "NULL"),
        broadcast("3", "NULL", "70", "NULL"));
    Answer answer = fans();
    Section rows = answer.section("rows");
    assertThat(rows.rows()).hasSize(3);
    assertThat(rows.cell(0, "follow_rate")).isEqualTo(new BigDecimal("0.050000"));
    assertThat(rows.cell(0, "net_new_followers")).isEqualTo(40L);
    assertThat(rows.cell(1, "net_new_followers")).isNull();
    assertThat(rows.cell(2, "follow_rate")).isNull();
    Section totals = answer.section("totals");
    assertThat(totals.cell(0, "new_followers")).isEqualTo(210L);
    assertThat(totals.cell(0, "net_new_followers")).isEqualTo(40L);
    // 140 of 4,000: the third broadcast does not tell its viewers.
    assertThat(totals.cell(0, "follow_rate")).isEqualTo(new BigDecimal("0.035000"));
    assertThat(totals.columns()).noneMatch(column -> column.name().equals("viewers"));
    assertThat(answer.coverage())
        .isEqualTo(
            new Answer.Coverage(
                List.of("new_fan_club_members", "new_shopping_group_members"),
                List.of(new Answer.Part("lost_followers", 1, 3))));
  }

  @Test
  void aBroadcastThatIsNotThereIsNamed() {
    facts.fill(broadcast("1", "1000", "50", "10"));
    assertThat(fans("1").section("rows").rows()).hasSize(1);
    assertThatThrownBy(() -> fans("7"))
        .isInstanceOf(Refusal.class)
        .hasMessage("there is no broadcast 7");
  }

  @Test
  void withoutBroadcastsThereIsARefusal() {
    assertThatThrownBy(this::fans)
        .isInstanceOf(Refusal.class)
        .hasMessage("there are no broadcasts to look at");
  }
}
