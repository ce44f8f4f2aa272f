package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is started: the real script, the real jar, the real streams. */
class LauncherIT {
  @TempDir Path folder;

  @BeforeAll
  static void makeTheClassArchive() {
    Shell first = Shell.run(Path.of("."), Map.of(), "sluice --version");
    assertThat(first.exit()).as(first.err()).isZero();
  }

  private Shell sh(String line) {
    return Shell.run(folder, Map.of(), line);
  }

  private void init() {
    assertThat(sh("sluice init -q")).isEqualTo(new Shell(0, "", ""));
  }

  @Test
  void startsFromAnyFolderAndThroughLinks() throws IOException {
    Files.createSymbolicLink(folder.resolve("one"), Shell.SCRIPTS.resolve("sluice"));
    Files.createDirectory(folder.resolve("deep"));
    Files.createSymbolicLink(folder.resolve("deep/two"), Path.of("../one"));
    assertThat(sh("./deep/two --version").out()).matches("sluice \\d+\\.\\d+\\.\\d+.*\n");
    assertThat(sh("cd deep && ./two --version").exit()).isZero();
    assertThat(sh("cd " + Shell.SCRIPTS + " && sh sluice --version").exit()).isZero();
    // JUnit warns of links out of its folder.
    Files.delete(folder.resolve("one"));
  }

  @Test
  void exitCodesAreThoseOfTheTable() throws IOException {
    assertThat(sh("sluice").exit()).isZero();
    assertThat(sh("sluice status").exit()).isEqualTo(1);
    assertThat(sh("sluice nonsense").exit()).isEqualTo(2);
    Files.writeString(folder.resolve("sluice.yaml"), "lnag: zh\n");
    Shell refused = sh("sluice status");
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.err()).startsWith("error: sluice.yaml:1: there is no setting 'lnag'\n");
  }

  @Test
  void sluiceYamlSetsTheWorkspaceBelowTheEnvironmentAndTheOption() throws IOException {
    Files.writeString(folder.resolve("sluice.yaml"), "workspace: mine.duckdb\n");
    assertThat(sh("sluice status").err()).contains("no workspace at mine.duckdb");
    assertThat(sh("SLUICE_WORKSPACE=hers.duckdb sluice status").err())
        .contains("no workspace at hers.duckdb");
    assertThat(sh("SLUICE_WORKSPACE=hers.duckdb sluice status -w his.duckdb").err())
        .contains("no workspace at his.duckdb");
  }

  @Test
  void aWorkspaceInUseIsNamedWithItsHolder() {
    init();
    Path file = folder.resolve("sluice.duckdb");
    try (Workspace held = Workspace.write(file, Engine.standard())) {
      Shell refused = sh("sluice status");
      assertThat(refused.exit()).isEqualTo(5);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .contains("in use by process " + ProcessHandle.current().pid())
          .contains("--wait 60s");
      assertThat(held.file()).isEqualTo(file);
    }
    assertThat(sh("sluice status").exit()).isZero();
  }

  @Test
  void namesOfFilesAreUtf8WhateverTheLocaleSays() {
    for (String locale : new String[] {"C", "POSIX", "en_US.ISO-8859-1", "xx_XX.UTF-8"}) {
      String name = "直播-" + locale + "-đơn hàng";
      Shell made = sh("unset LANG LC_CTYPE; LC_ALL=" + locale + " sluice init '" + name + "'");
      assertThat(made.exit()).as(made.err()).isZero();
      assertThat(made.err()).contains("made " + name + "/sluice.duckdb");
      assertThat(folder.resolve(name).resolve("sluice.yaml")).exists();
    }
  }

  @Test
  void aFullDiskIsAFailure() {
    Shell full = sh("sluice --version > /dev/full");
    assertThat(full.exit()).isEqualTo(1);
    assertThat(full.err()).startsWith("error: cannot write the output: ").hasLineCount(1);
    assertThat(sh("sluice --help > /dev/full").exit()).isEqualTo(1);
  }

  @Test
  void aReaderThatLeavesEndsTheRunWithoutAWord() {
    init();
    Shell cut =
        sh(
            "sluice sql 'SELECT range AS n FROM range(300000)' --format csv | head -n 2;"
                + " echo ${PIPESTATUS[0]}");
    assertThat(cut.out()).isEqualTo("n\n0\n1\n");
    assertThat(cut.err()).isEmpty();
  }

  @Test
  void jsonIsAllThatStandsOnStdout() throws IOException {
    init();
    Shell status = sh("sluice status --format json");
    assertThat(status.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(status.out());
    assertThat(json.get("schema").asText()).isEqualTo("sluice.status/1");
  }

  @Test
  void theDoctorFindsTheLibraryAndTheClassArchiveInUse() {
    init();
    String doctor = sh("sluice doctor --format csv").out();
    assertThat(doctor)
        .contains("\nclass archive,ok,")
        .contains("\nlocale,ok,")
        .containsPattern("\nengine,ok,\"DuckDB v[0-9.]+, .*/libduckdb_java\\.so_");
  }

  @Test
  void aMissingOrOldJavaIsSaidInOneSentence() throws IOException {
    Shell none = Shell.run(folder, Map.of("JAVA_HOME", folder.toString()), "sluice --version");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err())
        .startsWith("error: JAVA_HOME is " + folder + ", which holds no bin/java");

    Path old = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();
    Shell eight = Shell.run(folder, Map.of("JAVA_HOME", folder.toString()), "sluice --version");
    assertThat(eight.exit()).isEqualTo(1);
    assertThat(eight.err())
        .startsWith("error: Sluice needs Java 17 or later, and " + old + " is Java 8\n");
  }

  @Test
  void anInstalledCopyWorksWithoutTheSourceTree() throws IOException {
    Path prefix = folder.resolve("a prefix");
    Shell install = sh(Shell.SCRIPTS.resolve("install") + " '" + prefix + "'");
    assertThat(install.exit()).as(install.err()).isZero();
    assertThat(prefix.resolve("share/man/man1/sluice.1")).exists();
    assertThat(Files.readString(prefix.resolve("share/bash-completion/completions/sluice")))
        .contains("_complete_sluice");

    Shell.run(folder, Map.of(), "'" + prefix + "/bin/sluice' init -q");
    Shell doctor = Shell.run(folder, Map.of(), "'" + prefix + "/bin/sluice' doctor --format csv");
    assertThat(doctor.exit()).isZero();
    assertThat(doctor.err()).isEmpty();
    assertThat(doctor.out())
        .contains("class archive,ok," + prefix + "/lib/sluice/sluice.jsa")
        .contains(prefix + "/lib/sluice/libduckdb_java.so_");
  }

  @Test
  void aClassArchiveThatDoesNotFitIsMadeAgainAndTouchesNoOutput() throws IOException {
    Path made = Path.of("target/dist/sluice.jsa.for");
    String before = Files.readString(made, StandardCharsets.UTF_8);
    Files.writeString(made, "of another jar\nof another java\n", StandardCharsets.UTF_8);
    Shell remade = sh("sluice --version");
    assertThat(remade.exit()).isZero();
    assertThat(remade.out()).matches("sluice \\d+\\.\\d+\\.\\d+.*\n");
    assertThat(remade.err()).isEqualTo("sluice: preparing a faster start, once …\n");
    assertThat(made).hasContent(before);
  }
}
