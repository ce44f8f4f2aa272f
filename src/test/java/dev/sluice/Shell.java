package dev.sluice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a line of bash did, with the real launcher on the PATH.
 *
 * @param exit its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Shell(int exit, String out, String err) {
  static final Path SCRIPTS = Path.of("scripts").toAbsolutePath();

  /** Runs {@code line} in {@code folder}; nothing of this process's settings of Sluice leaks in. */
  static Shell run(Path folder, Map<String, String> environment, String line) {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line);
    builder.directory(folder.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("SLUICE_"));
    variables.remove("COLUMNS");
    variables.merge("PATH", SCRIPTS.toString(), (path, scripts) -> scripts + ":" + path);
    variables.putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String out = text(process.getInputStream());
      return new Shell(process.waitFor(), out, err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
