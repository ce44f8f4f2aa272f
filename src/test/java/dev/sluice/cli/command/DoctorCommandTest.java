package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path folder;

  private Ran doctor(Path workspace) {
    return Ran.sluice(
        Map.of("SLUICE_WORKSPACE", workspace.toString()), "doctor", "--format", "csv");
  }

  @Test
  void nothingBadEndsWithZero() {
    Path file = folder.resolve("w.duckdb");
    assertThat(
            Ran.sluice(
                    Map.of("SLUICE_WORKSPACE", file.toString()),
                    "init",
                    folder.toString(),
                    "-w",
                    file.toString())
                .exit())
        .isZero();
    Ran ran = doctor(file);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .startsWith("check,state,detail,mend\njava,ok,")
        .contains("\nengine,warn,\"DuckDB v")
        .contains("\nworkspace,ok,\"" + file + ", its schema is current, ")
        .contains("\nlock,ok,nobody is writing to it,")
        .contains("\nworkspace disk,");
  }

  @Test
  void noWorkspaceYetIsAWarningThatNamesInit() {
    Ran ran = doctor(folder.resolve("none.duckdb"));
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains(
            "workspace,warn,there is none at " + folder.resolve("none.duckdb") + ",sluice init");
  }

  @Test
  void aWorkspaceThatDoesNotOpenIsBadAndEndsWithOne() throws IOException {
    Path file = folder.resolve("junk.duckdb");
    Files.writeString(file, "no database, but longer than its header\n".repeat(100));
    Ran ran = doctor(file);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("\nworkspace,bad,").contains("not a valid DuckDB database file");
  }
}
