package dev.sluice.cli;

import java.util.List;

/**
 * Commands by name: those of the root, or of a command that does nothing itself, such as {@code
 * plan}.
 */
public interface CommandGroup {
  /** Their names, in the order in which help lists them. */
  List<String> names();

  /**
   * Makes one of them: by a switch, since a table of makers loads the class of every command at
   * every start, half a millisecond each.
   */
  Object make(String name, Session session);
}
