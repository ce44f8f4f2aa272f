package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoldLinesTest {
  private Facts facts;

  @BeforeEach
  void twoShopsOnAir(@TempDir Path folder) {
    facts = Facts.in(folder);
    for (String shop : List.of("east", "west")) {
      facts.add("shop", Map.of("shop", shop, "platform", "own", "zone", "Asia/Shanghai"));
    }
    broadcast("east", "B1", "12:00", "14:00");
    broadcast("east", "B2", "13:00", "15:00");
  }

  @AfterEach
  void close() {
    facts.close();
  }

  @Test
  void aLineOfAnotherShopBelongsToTheBroadcastThatItStates() {
    line("west", "1", "12:30", "B1");
    line("west", "2", "12:30", null);
    assertThat(load("B1")).isEqualTo("west | 1 | B1\n");
  }

  @Test
  void aBroadcastOfTwoShopsHasEachLineOnce() {
    broadcast("west", "B1", "12:00", "14:00");
    line("east", "1", "12:30", "B1");
    line("west", "2", "12:30", "B1");
    line("west", "3", "12:30", null);
    assertThat(load("B1")).isEqualTo("east | 1 | B1\nwest | 2 | B1\nwest | 3 | B1\n");
  }

  @Test
  void anInstantInTwoBroadcastsIsOfTheLater() {
    line("east", "1", "12:59", null);
    line("east", "2", "13:00", null);
    line("east", "3", "14:30", null);
    assertThat(load("B1")).isEqualTo("east | 1 | B1\n");
    assertThat(load("B1", "B2")).isEqualTo("east | 1 | B1\neast | 2 | B2\neast | 3 | B2\n");
  }

  @Test
  void aPeriodEndsAtTheShopsMidnight() {
    line("east", "1", "15:59", null);
    line("east", "2", "16:00", null);
    SoldLines.load(facts.workspace(), Scope.of(List.of(), null, "2026-03-02", null), "sku");
    assertThat(lines()).isEqualTo("east | 1 | -\n");
    SoldLines.load(facts.workspace(), Scope.of(List.of(), "2026-03-03", null, null), "sku");
    assertThat(lines()).isEqualTo("east | 2 | -\n");
  }

  private String load(String... broadcasts) {
    SoldLines.load(facts.workspace(), Scope.of(List.of(broadcasts), null, null, null), "sku");
    return lines();
  }

  private String lines() {
    Section lines =
        facts
            .workspace()
            .query(
                "lines",
                Sql.composed(
                    "lines", "SELECT shop, order_id, broadcast FROM sold_line ORDER BY order_id"),
                List.of(Column.text("shop"), Column.id("order_id"), Column.id("broadcast")));
    return Facts.table(lines, "shop", "order_id", "broadcast");
  }

  private void broadcast(String shop, String id, String start, String end) {
    facts.add(
        "broadcast",
        Map.of(
            "broadcast",
            id,
            "shop",
            shop,
            "platform",
            "own",
            "started_at",
            instant(start),
            "ended_at",
            instant(end)));
  }

  private void line(String shop, String order, String created, String broadcast) {
    Map<String, Object> line =
        new HashMap<>(
            Map.of(
                "shop",
                shop,
                "order_id",
                order,
                "line_id",
                order,
                "sku",
                "S",
                "quantity",
                1,
                "currency",
                "CNY",
                "created_at",
                instant(created)));
    line.put("broadcast", broadcast);
    facts.add("order_line", line);
  }

  private static String instant(String clock) {
    return "2026-03-02 " + clock + ":00+00";
  }
}
