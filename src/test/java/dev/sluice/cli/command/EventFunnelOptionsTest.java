package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Ran;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFunnelOptionsTest {
  @TempDir Path folder;

  private Path workspace() {
    Path file = folder.resolve("w.duckdb");
    try (Workspace workspace = Workspace.write(file, Engine.standard())) {
      workspace.execute(
          """
          INSERT INTO broadcast (broadcast, shop, platform, host, started_at, file_id, row_number)
          VALUES ('b1', 's', 'douyin', 'Lin', '2026-11-01 12:00:00Z', 1, 1),
                 ('b2', 's', 'douyin', 'Mei', '2026-11-02 12:00:00Z', 1, 2)
          """);
      workspace.execute(
          """
          INSERT INTO event (shop, "user", ts, event, broadcast, properties, file_id, row_number,
                             superseded_by)
          VALUES ('s', 'h1', '2026-11-01 12:00:00Z', 'enter', 'b1', MAP {'device': 'ios'}, 2, 1, NULL),
                 ('s', 'h1', '2026-11-01 12:01:00Z', 'pay', 'b1', NULL, 2, 2, NULL),
                 ('s', 'h2', '2026-11-02 12:00:00Z', 'enter', 'b2', NULL, 2, 3, NULL),
                 ('s', 'h2', '2026-11-02 12:01:00Z', 'pay', 'b1', NULL, 2, 4, NULL),
                 ('s', 'h3', '2026-11-02 12:00:00Z', 'enter', 'b2', NULL, 2, 5, 3)
          """);
    }
    return file;
  }

  private Ran funnel(String... more) {
    String[] args = new String[more.length + 8];
    System.arraycopy(
        new String[] {"funnel", "--steps", "enter,pay", "--window", "1h", "--format", "csv", "-q"},
        0,
        args,
        0,
        8);
    System.arraycopy(more, 0, args, 8, more.length);
    return Ran.sluice(Map.of("SLUICE_WORKSPACE", folder.resolve("w.duckdb").toString()), args);
  }

  @Test
  void the_events_of_a_workspace_in_force_are_joined_to_their_broadcasts() {
    workspace();
    assertThat(funnel("--by", "host").out())
        .contains("\nLin,1,enter,false,1,1,")
        .contains("\nMei,1,enter,false,1,1,")
        .doesNotContain("\nMei,1,enter,false,2");
    assertThat(funnel("--by", "device").out()).contains("\nios,2,pay,false,1,");
    assertThat(funnel("--hold", "broadcast").out())
        .contains(",1,enter,false,2,")
        .contains(",2,pay,false,1,");
    assertThat(funnel("--broadcast", "b2").out()).contains(",1,enter,false,1,");
  }

  @Test
  void levels_are_one_object_by_user() throws IOException {
    Path events =
        Files.writeString(
            folder.resolve("e.jsonl"),
            """
            {"user":"a.b","ts":"2026-11-01T12:00:00Z","event":"enter"}
            {"user":"c","ts":1762000000,"event":"like"}
            """);
    Ran ran =
        Ran.sluice(
            Map.of(),
            "funnel",
            "--steps",
            "enter,pay",
            "--window",
            "1h",
            "--events",
            events.toString(),
            "--levels",
            "--format",
            "json");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("\"levels\": {\n    \"a.b\": 1,\n    \"c\": 0\n  }")
        .contains("\"schema\": \"sluice.funnel/1\"")
        .contains("\"basis\": \"users\"");
  }

  @Test
  void what_does_not_go_together_is_a_usage_error() {
    assertThat(Ran.sluice(Map.of(), "funnel", "--events", "x.csv").exit()).isEqualTo(2);
    assertThat(Ran.sluice(Map.of(), "funnel", "--steps", "a").err()).contains("needs --window");
    assertThat(funnel("--basis", "pv").exit()).isEqualTo(2);
    assertThat(funnel("--order", "random").err())
        .contains("--order is one of ordered, strict, unordered, not 'random'");
  }
}
