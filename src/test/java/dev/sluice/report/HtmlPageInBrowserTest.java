package dev.sluice.report;

import static dev.sluice.report.Written.decimal;
import static dev.sluice.report.Written.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a headless Chromium, where the machine has one. */
class HtmlPageInBrowserTest {
  @TempDir Path folder;

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(
            path ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void chartsAreDrawnWithoutAWordOnTheConsoleOrARequest() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no Chromium on the PATH");
    Answer answer =
        Answer.of(
                "review",
                Section.rows(
                    "timeline",
                    List.of(
                        Column.text("clock"),
                        Column.count("viewers_online"),
                        Column.money("gmv"),
                        Column.text("currency"),
                        Column.text("event")),
                    List.of(
                        row("20:00", 10L, decimal("5.00"), "CNY", "</script>"),
                        row("20:01", null, decimal("7.50"), "CNY", null))),
                Section.rows(
                    "products",
                    List.of(Column.id("key"), Column.count("units_sold")),
                    List.of(row("A", 3L), row("B", 1L))))
            .withCharts(
                List.of(
                    new Chart(
                        "timeline",
                        Chart.Form.LINE,
                        "clock",
                        List.of("viewers_online", "gmv"),
                        "event"),
                    new Chart("products", Chart.Form.BARS, "key", List.of("units_sold"), null)));
    Path page = folder.resolve("page.html");
    Files.writeString(page, Written.as(Format.HTML, answer));

    String dom = dom(chromium.orElseThrow(), page);

    assertThat(
            Pattern.compile("<figure[^>]*id=\"chart-[a-z]+\"[^>]*><div[^>]*><canvas")
                .matcher(dom)
                .results())
        .as("drawn charts")
        .hasSize(2);
    assertThat(
            Files.readString(folder.resolve("talk"))
                .lines()
                .filter(line -> line.contains("CONSOLE")))
        .as("errors, and requests that the page forbids itself")
        .isEmpty();
  }

  private String dom(Path chromium, Path page) throws IOException, InterruptedException {
    Path out = folder.resolve("dom");
    Process process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("talk").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
