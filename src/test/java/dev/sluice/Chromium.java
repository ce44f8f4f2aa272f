package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, where the machine has one. */
public final class Chromium {
  private Chromium() {}

  /**
   * A page once its scripts have run.
   *
   * @param dom its elements then
   * @param console what it wrote there: errors, and requests that it forbids itself
   */
  public record Shown(String dom, List<String> console) {}

  /** Shows a page; skips the test where there is no Chromium. */
  public static Shown show(Path page, String... flags) throws IOException, InterruptedException {
    Optional<Path> chromium = find();
    assumeTrue(chromium.isPresent(), "no Chromium on the PATH");
    Path folder = Files.createTempDirectory(page.toAbsolutePath().getParent(), "chromium");
    Path dom = folder.resolve("dom");
    Path talk = folder.resolve("talk");
    List<String> words =
        new ArrayList<>(
            List.of(
                chromium.orElseThrow().toString(),
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
                "--dump-dom"));
    words.addAll(List.of(flags));
    words.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(words).redirectOutput(dom.toFile()).redirectError(talk.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    return new Shown(
        Files.readString(dom),
        Files.readString(talk).lines().filter(line -> line.contains("CONSOLE")).toList());
  }

  private static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(
            path ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
