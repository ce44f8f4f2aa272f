package dev.sluice.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the program's output goes to.
 *
 * @param outIsTerminal whether stdout is a terminal
 * @param errIsTerminal whether stderr is one
 * @param width its columns; 120 when unknown
 */
public record Terminal(boolean outIsTerminal, boolean errIsTerminal, int width) {
  private static final int UNKNOWN_WIDTH = 120;

  /** No terminal: tests, pipes and files. */
  public static Terminal none() {
    return new Terminal(false, false, UNKNOWN_WIDTH);
  }

  /**
   * The terminal of this process. The launcher says in {@code SLUICE_TTY} which streams are one,
   * since Java 17 cannot tell them apart, and exports {@code COLUMNS}.
   */
  static Terminal ofProcess(Map<String, String> environment) {
    String streams = environment.getOrDefault("SLUICE_TTY", "");
    return new Terminal(
        streams.contains("1"), streams.contains("2"), width(environment.get("COLUMNS")));
  }

  private static int width(@Nullable String columns) {
    if (columns == null || columns.isEmpty()) {
      return UNKNOWN_WIDTH;
    }
    try {
      int width = Integer.parseInt(columns);
      return width >= 10 && width < 10_000 ? width : UNKNOWN_WIDTH;
    } catch (NumberFormatException e) {
      return UNKNOWN_WIDTH;
    }
  }
}
