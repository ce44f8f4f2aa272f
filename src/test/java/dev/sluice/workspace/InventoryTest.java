package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
  private static final Instant NOW = Instant.parse("2026-11-12T00:00:00Z");

  @TempDir Path folder;

  private Workspace workspace() {
    return Workspace.write(folder.resolve("w.duckdb"), Engine.standard());
  }

  private static void file(
      Workspace workspace, int id, String shop, String report, String asOf, String superseded) {
    workspace.execute(
        "INSERT INTO source_file (file_id, file, sha256, report, shop, as_of, encoding, header_row,"
            + " rows_read, rows_loaded, rows_rejected, rows_skipped, unknown_columns,"
            + " missing_columns, warnings, imported_at, period_from, period_to, superseded_by)"
            + " VALUES (%d, 'f', 'x', '%s', '%s', %s, 'UTF-8', 1, 10, 7, 2, 1, [], [], [], now(),"
                .formatted(id, report, shop, asOf)
            + " DATE '2026-11-0%d', DATE '2026-11-1%d', %s)".formatted(id, id, superseded));
  }

  private static Object fact(Answer answer, String name) {
    return answer.facts().stream()
        .filter(fact -> fact.column().name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void countsWhatIsInForceAndSaysHowOldItIs() {
    try (Workspace workspace = workspace()) {
      workspace.execute("INSERT INTO shop VALUES ('a', 'douyin', 'Asia/Shanghai', 'CNY')");
      file(workspace, 1, "a", "douyin.orders", "TIMESTAMPTZ '2026-11-10 12:00:00+00'", "NULL");
      file(workspace, 2, "a", "douyin.orders", "TIMESTAMPTZ '2026-11-11 12:00:00+00'", "NULL");
      file(workspace, 3, "a", "douyin.orders", "TIMESTAMPTZ '2026-11-11 23:00:00+00'", "4");
      workspace.execute(
          "INSERT INTO broadcast (broadcast, shop, platform, started_at, file_id, row_number,"
              + " superseded_by) VALUES ('r1', 'a', 'douyin', '2026-11-01 12:00:00+00', 1, 1, 2),"
              + " ('r1', 'a', 'douyin', '2026-11-01 12:00:00+00', 2, 1, NULL),"
              + " ('r2', 'a', 'douyin', '2026-11-09 12:00:00+00', 2, 2, NULL)");

      Answer answer = Inventory.of(workspace, NOW);

      assertThat(fact(answer, "schema_version")).isEqualTo(8L);
      assertThat(fact(answer, "latest_as_of")).hasToString("2026-11-11T12:00Z");
      assertThat(fact(answer, "age_hours")).isEqualTo(new BigDecimal("12.0"));
      Section reports = answer.section("reports");
      assertThat(reports.rows()).hasSize(1);
      assertThat(reports.cell(0, "files")).isEqualTo(2L);
      assertThat(reports.cell(0, "rows.loaded")).isEqualTo(14L);
      assertThat(reports.cell(0, "period.from")).hasToString("2026-11-01");
      assertThat(reports.cell(0, "period.to")).hasToString("2026-11-12");
      Section shops = answer.section("shops");
      assertThat(shops.cell(0, "files")).isEqualTo(2L);
      assertThat(shops.cell(0, "broadcasts")).isEqualTo(2L);
      assertThat(answer.section("broadcasts").rows().get(0).toString())
          .isEqualTo("[2, 2026-11-01T12:00Z, 2026-11-09T12:00Z]");
      assertThat(answer.section("tables").rows()).contains(List.of("broadcast", 2L, 1L));
    }
  }

  @Test
  void frozenPlansAreCountedByTheirVersions() {
    try (Workspace workspace = workspace()) {
      workspace.execute(
          "INSERT INTO plan (plan, version, sha256, campaign, starts_at, saved_at) VALUES"
              + " ('p', 1, 'a', 'x', '2026-11-12 12:00:00+00', '2026-11-01 00:00:00+00'),"
              + " ('p', 2, 'b', 'y', '2026-11-11 12:00:00+00', '2026-11-02 00:00:00+00')");

      assertThat(Inventory.of(workspace, NOW).section("plans").rows().toString())
          .isEqualTo("[[p, 2, 2026-11-02T00:00Z, 2026-11-11T12:00Z]]");
    }
  }

  @Test
  void aReportWithoutAsOfHasNoAge() {
    try (Workspace workspace = workspace()) {
      file(workspace, 1, "b", "generic.events", "NULL", "NULL");
      Answer answer = Inventory.of(workspace, NOW);
      assertThat(answer.section("reports").cell(0, "age_hours")).isNull();
      assertThat(fact(answer, "latest_as_of")).isNull();
      // A shop that only a file names is shown all the same.
      assertThat(answer.section("shops").cell(0, "shop")).isEqualTo("b");
      assertThat(answer.section("shops").cell(0, "platform")).isNull();
    }
  }

  @Test
  void listsEveryTableOfFacts() {
    try (Workspace workspace = workspace()) {
      Section facts =
          workspace.query(
              "facts",
              Sql.composed(
                  "tables with lineage",
                  "SELECT table_name FROM information_schema.columns"
                      + " WHERE column_name = 'superseded_by' AND table_name <> 'source_file'"
                      + " ORDER BY table_name"));
      assertThat(Inventory.of(workspace, NOW).section("tables").rows())
          .extracting(row -> row.get(0))
          .isEqualTo(facts.rows().stream().map(row -> row.get(0)).toList());
    }
  }
}
