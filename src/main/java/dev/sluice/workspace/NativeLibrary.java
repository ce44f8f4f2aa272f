package dev.sluice.workspace;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** The engine itself, which is not Java: the driver loads it from a file. */
public final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * The file that lies beside the driver's jar, or {@code null} when there is none: then the driver
   * unpacks its own at every start, which takes longer than most questions.
   */
  public static @Nullable Path beside() {
    CodeSource source = DuckDBDriver.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return null;
    }
    try {
      Path folder = Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
      if (folder == null) {
        return null;
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(file -> file.toString().contains("libduckdb_java.so_"))
            .sorted()
            .findFirst()
            .orElse(null);
      }
    } catch (URISyntaxException | IOException e) {
      return null;
    }
  }

  /** Loads it, and returns the version of the engine. */
  public static String version() {
    try (Workspace workspace = Workspace.inMemory(Engine.standard())) {
      Sql version = Sql.composed("engine version", "SELECT version() AS version");
      return String.valueOf(workspace.query("engine", version).cell(0, "version"));
    }
  }

  static Refusal refused(LinkageError e) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return Refusal.failed(
        "the engine's native library does not load: " + reason.getMessage(),
        "see what is wrong: sluice doctor",
        e);
  }
}
