package dev.sluice.cli;

import java.util.Map;

/**
 * What the program's output goes to.
 *
 * @param outIsTerminal whether stdout is a terminal
 * @param errIsTerminal whether stderr is one
 * @param width its columns; 120 when unknown
 */
public record Terminal(boolean outIsTerminal, boolean errIsTerminal, int width) {

  /** No terminal: tests, pipes and files. */
  public static Terminal none() {
    return new Terminal(false, false, 120);
  }

  /**
   * The terminal of this process. The launcher says in {@code SLUICE_TTY} which streams are one,
   * since Java 17 cannot tell them apart, and exports {@code COLUMNS}.
   */
  static Terminal ofProcess(Map<String, String> environment) {
    String streams = environment.getOrDefault("SLUICE_TTY", "");
    int width = 120;
    String columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{1,3}")) {
      width = Integer.parseInt(columns);
    }
    return new Terminal(streams.contains("1"), streams.contains("2"), width);
  }
}
