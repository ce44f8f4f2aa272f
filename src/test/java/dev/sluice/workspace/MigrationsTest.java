package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;

  private Path made() {
    Path file = folder.resolve("w.duckdb");
    Workspace.write(file, Engine.standard()).close();
    return file;
  }

  @Test
  void aWorkspaceOpensAgain() {
    Path file = made();
    Workspace.write(file, Engine.standard()).close();
    Workspace.read(file, Engine.standard()).close();
  }

  @Test
  void printedRatesOfEarlierVersionsTakeTheNamesOfTheDictionary() {
    Path file = made();
    try (Workspace workspace = Workspace.write(file, Engine.standard())) {
      workspace.execute(
          "INSERT INTO broadcast (broadcast, shop, platform, started_at, reported, file_id,"
              + " row_number) VALUES ('b', 's', 'douyin', '2026-05-01 12:00:00', MAP"
              + " {'watch_to_pay_rate': 0.03, 'watch_to_pay_rate_uv': 0.04, 'ctor': 0.1}, 1, 1),"
              + " ('c', 's', 'douyin', '2026-05-02 12:00:00', NULL, 1, 2)");
      workspace.execute("ALTER TABLE source_file DROP COLUMN bytes");
      workspace.execute("DELETE FROM schema_version WHERE version >= 7");
    }
    Workspace.write(file, Engine.standard()).close();
    try (Workspace workspace = Workspace.read(file, Engine.standard())) {
      Sql printed =
          Sql.composed(
              "printed", "SELECT reported::VARCHAR AS printed FROM broadcast ORDER BY broadcast");
      assertThat(workspace.query("printed", printed).rows())
          .extracting(row -> row.get(0))
          .containsExactly(
              "{watch_to_order_rate=0.03000000, watch_to_pay_rate=0.04000000, ctor=0.10000000}",
              null);
    }
  }

  @Test
  void aDatabaseOfSomethingElseIsNotAWorkspace() {
    Path file = made();
    try (Workspace workspace = Workspace.write(file, Engine.standard())) {
      workspace.execute("DROP TABLE schema_version");
    }
    assertThatThrownBy(() -> Workspace.read(file, Engine.standard()))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + " is not a Sluice workspace");
  }

  @Test
  void aNewerSchemaIsRefusedByReadersAndWriters() {
    Path file = made();
    try (Workspace workspace = Workspace.write(file, Engine.standard())) {
      workspace.execute("INSERT INTO schema_version VALUES (999)");
    }
    assertThatThrownBy(() -> Workspace.read(file, Engine.standard()))
        .hasMessageContaining("newer Sluice (schema 999)");
    assertThatThrownBy(() -> Workspace.write(file, Engine.standard()))
        .hasMessageContaining("newer Sluice (schema 999)");
  }
}
