package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that hold what the program is expected to print. With {@code -Dgolden.update=true} they are
 * rewritten instead of compared, and {@code git diff} is the review.
 */
final class Golden {
  static final String HOW = "If the change is meant, run scripts/regenerate and review git diff.";

  private Golden() {}

  static boolean update() {
    return Boolean.getBoolean("golden.update");
  }

  /** Compares {@code actual} with {@code file}, where no file stands for nothing. */
  static void compare(Path file, String actual) {
    if (!update()) {
      assertThat(actual).as("%s. %s", file, HOW).isEqualTo(Files.exists(file) ? read(file) : "");
      return;
    }
    try {
      if (actual.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What no two runs agree on: folders (by the name that stands for each), version, file size,
   * durations.
   */
  static String masked(String text, Map<Path, String> folders) {
    String masked = text;
    for (Map.Entry<Path, String> each : new LinkedHashMap<>(folders).entrySet()) {
      masked = masked.replace(each.getKey().toString(), each.getValue());
    }
    return masked
        .replaceAll("\\bsluice (\\d+\\.\\d+\\.\\d+\\S*|\\(development\\))", "sluice VERSION")
        .replaceAll("(\"size_bytes\": ?)\\d+", "$1SIZE")
        .replaceAll("\\bin \\d+(\\.\\d+)? (ms|s)\\b", "in TIME");
  }
}
