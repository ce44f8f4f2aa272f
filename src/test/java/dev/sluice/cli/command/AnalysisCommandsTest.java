package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Facts;
import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code funnel} and {@code sellthrough} as typed: exit codes, and what goes to which stream. */
class AnalysisCommandsTest {
  private Path workspace;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill(@TempDir Path folder) {
    workspace = folder.resolve("facts.duckdb");
    try (Facts facts = Facts.in(folder)) {
      facts.add("shop", Map.of("shop", "nimbus", "platform", "douyin", "zone", "Asia/Shanghai"));
      facts.add(
          "broadcast",
          Map.of(
              "shop",
              "nimbus",
              "broadcast",
              "7301",
              "platform",
              "douyin",
              "started_at",
              "2026-11-08 12:00:00+00",
              "impressions",
              100,
              "views",
              7));
      facts.add(
          "order_line",
          Map.of(
              "shop",
              "nimbus",
              "order_id",
              "o1",
              "line_id",
              "1",
              "sku",
              "DRESS",
              "quantity",
              3,
              "amount",
              30,
              "currency",
              "CNY",
              "paid",
              true,
              "broadcast",
              "7301"));
    }
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("-w", workspace.toString(), "--format", "json"));
    all.addAll(List.of(args));
    return new Cli(
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            Map.of(),
            Terminal.none())
        .run(all.toArray(String[]::new));
  }

  @Test
  void aFunnelGoesToStdoutAndNothingToStderr() {
    assertThat(run("funnel", "--broadcast", "7301", "--basis", "pv", "--by", "weekday")).isZero();
    assertThat(out.toString()).contains("funnel", "impressions", "Sunday");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aSellThroughGoesToStdoutAndNothingToStderr() {
    assertThat(run("sellthrough", "--broadcast", "7301", "--maturity", "D7")).isZero();
    assertThat(out.toString()).contains("sellthrough", "DRESS", "D7");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aBadOptionIsUsage() {
    assertThat(run("funnel", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            """
            error: --from: 'yesterday' is not a day
            hint: write it as 2026-11-08
            """);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownBroadcastIsUsage() {
    assertThat(run("sellthrough", "--broadcast", "7302")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            """
            error: there is no broadcast 7302
            hint: the nearest: 7301
            """);
  }

  @Test
  void anEmptyScopeIsDone() {
    assertThat(run("funnel", "--from", "2030-01-01")).isZero();
    assertThat(out.toString()).contains("no broadcast lies in the scope");
  }
}
