package dev.sluice.workspace;

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
