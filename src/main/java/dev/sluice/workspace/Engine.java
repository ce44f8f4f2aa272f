package dev.sluice.workspace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the engine may use the machine.
 *
 * @param threads worker threads, or {@code null} for one a core
 * @param memory DuckDB's limit, such as {@code 2GB}, or {@code null} for its own default
 * @param waitSeconds how many seconds to wait for a workspace that another process holds
 * @param spill where it may write what does not fit in memory
 */
public record Engine(
    @Nullable Integer threads, @Nullable String memory, long waitSeconds, Path spill) {

  /** The defaults: all cores, DuckDB's own memory limit, no waiting. */
  public static Engine standard() {
    return new Engine(
        null, null, 0, Path.of(System.getProperty("java.io.tmpdir", "."), "sluice-spill"));
  }
}
