package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready-made scripts for the night and for a CI server, run as they stand on the samples. */
class NightlyIT {
  private static final String SHOP = "--shop qinghe-home --currency CNY --tz Asia/Shanghai";

  @TempDir Path home;

  private Path here;

  @BeforeAll
  static void makeTheClassArchive() {
    Shell first = Shell.run(Path.of("."), Map.of(), "sluice --version");
    assertThat(first.exit()).as(first.err()).isZero();
  }

  @BeforeEach
  void makeAHome() throws IOException {
    here = Files.createDirectories(home.resolve("broadcasts"));
    Files.createSymbolicLink(home.resolve("sluice"), Path.of("").toAbsolutePath());
    Files.createSymbolicLink(here.resolve("exports"), Path.of("samples/douyin").toAbsolutePath());
    checks("at_least: 0.08");
  }

  @AfterEach
  void removeTheLinks() throws IOException {
    // JUnit warns of links out of its folder.
    for (Path link : List.of(home.resolve("sluice"), here.resolve("exports"))) {
      Files.deleteIfExists(link);
    }
  }

  private void checks(String limit) throws IOException {
    Files.writeString(
        here.resolve("checks.yaml"), "checks: [{metric: enter_rate, " + limit + "}]\n");
  }

  private Shell sh(String line) {
    return Shell.run(here, Map.of("HOME", home.toString(), "DAY", "2026-11-16"), line);
  }

  @Test
  void theLineForCronImportsReportsAndEndsWithTheCodeOfTheChecks() throws IOException {
    String line;
    try (Stream<String> lines = Files.lines(Path.of("scripts/nightly.cron"))) {
      line = lines.filter(each -> !each.startsWith("#")).findFirst().orElseThrow();
    }
    assertThat(line).matches("(\\S+ ){5} .*");
    String command = line.replaceFirst("(\\S+ ){5} ", "").replace("--shop main", SHOP);

    Shell held = sh(command);

    assertThat(held.exit()).as(held.err()).isZero();
    assertThat(held.out()).isEmpty();
    assertThat(held.err()).isEqualTo("nightly: wrote reports/2026-11-16\n");
    Path day = here.resolve("reports/2026-11-16");
    try (Stream<Path> files = Files.list(day)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "import.json", "kpi.json", "checks.xml", "checks.md", "review.html");
    }
    assertThat(json(day.resolve("kpi.json")).get("groups")).hasSize(1);
    assertThat(day.resolve("checks.xml")).content().contains("tests=\"1\" failures=\"0\"");
    assertThat(day.resolve("review.html")).content().contains("qinghe-home@2026-11-11T20:00:00");

    // The next night there is nothing new, and a check that does not hold.
    checks("at_least: 0.9");
    Shell breached = sh(command);

    assertThat(breached.exit()).as(breached.err()).isEqualTo(3);
    assertThat(day.resolve("checks.xml")).content().contains("failures=\"1\"");
    assertThat(day.resolve("checks.md")).content().contains("| breached |");
    assertThat(json(day.resolve("import.json")).at("/files/0/status").asText())
        .isEqualTo("unchanged");
  }

  @Test
  void theServiceRunsTheSameAndItsTimerNamesATimeOfDay() throws IOException {
    List<String> unit = Files.readAllLines(Path.of("scripts/nightly.service"));
    String command = setting(unit, "ExecStart").replace("--shop main", SHOP);
    assertThat(setting(unit, "WorkingDirectory").replace("%h", home.toString()))
        .isEqualTo(here.toString());

    Shell held = sh(command.replace("%h", home.toString()));

    assertThat(held.exit()).as(held.err()).isZero();
    assertThat(here.resolve("reports/2026-11-16/review.html")).exists();
    assertThat(setting(Files.readAllLines(Path.of("scripts/nightly.timer")), "OnCalendar"))
        .matches("\\*-\\*-\\* \\d\\d:\\d\\d:\\d\\d");
  }

  private static String setting(List<String> unit, String name) {
    return unit.stream()
        .filter(line -> line.startsWith(name + "="))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1);
  }

  @Test
  void whatCannotBeImportedEndsTheNightWithItsCodeAndLosesNothingElse() throws IOException {
    Files.delete(here.resolve("exports"));
    Path exports = Files.createDirectory(here.resolve("exports"));
    Files.copy(Path.of("samples/douyin/live-sessions.xlsx"), exports.resolve("live-sessions.xlsx"));
    Files.writeString(exports.resolve("strange.csv"), "a,b\n1,2\n");

    Shell night = sh("\"$HOME/sluice/scripts/nightly\" exports checks.yaml -- " + SHOP);

    assertThat(night.exit()).as(night.err()).isEqualTo(4);
    assertThat(here.resolve("reports/2026-11-16/checks.md")).exists();
    assertThat(sh("\"$HOME/sluice/scripts/nightly\" exports").exit()).isEqualTo(2);
  }

  /** GitHub runs the steps one by one, with bash -e; after a failure only those that ask for it. */
  @Test
  void theStepsOfTheGitHubJobRunAndFailWhereACheckDoes() throws IOException {
    JsonNode job =
        new YAMLMapper().readTree(Path.of("scripts/github-actions.yml").toFile()).at("/jobs/check");
    Files.createSymbolicLink(here.resolve("sluice"), Path.of("").toAbsolutePath());
    checks("at_least: 0.9");

    Path path = Files.createFile(home.resolve("path"));
    Path summary = Files.createFile(home.resolve("summary.md"));
    Map<String, String> variables = new HashMap<>();
    job.get("env")
        .properties()
        .forEach(each -> variables.put(each.getKey(), each.getValue().asText()));
    assertThat(variables.put("IMPORT_OPTIONS", SHOP)).isEqualTo("--shop main");
    variables.put("HOME", home.toString());
    variables.put("GITHUB_PATH", path.toString());
    variables.put("GITHUB_STEP_SUMMARY", summary.toString());
    Map<String, Integer> codes = new HashMap<>();
    for (JsonNode step : job.get("steps")) {
      boolean failed = codes.values().stream().anyMatch(code -> code != 0);
      if (!step.has("run") || (failed && !step.path("if").asText().contains("!cancelled()"))) {
        continue;
      }
      String found = Files.readString(path).strip();
      variables.put(
          "PATH", found.isEmpty() ? System.getenv("PATH") : found + ":" + System.getenv("PATH"));
      Path script = home.resolve("step.sh");
      Files.writeString(script, step.get("run").asText(), StandardCharsets.UTF_8);
      Shell ran = Shell.run(here, variables, "bash -e '" + script + "'");
      codes.put(step.get("name").asText(), ran.exit());
      assertThat(ran.exit()).as("%s: %s", step.get("name"), ran.err()).isIn(0, 3);
    }
    Files.delete(here.resolve("sluice"));

    assertThat(codes)
        .containsEntry("Install Sluice", 0)
        .containsEntry("Import the exports", 0)
        .containsEntry("Check the broadcasts", 3)
        .containsEntry("Summary of the job", 0)
        .hasSize(4);
    assertThat(here.resolve("checks.xml")).content().contains("failures=\"1\"");
    assertThat(summary).content().contains("| breached |");
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
