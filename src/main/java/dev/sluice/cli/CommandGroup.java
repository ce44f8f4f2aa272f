package dev.sluice.cli;

import java.util.Map;
import java.util.function.Function;

/** A command that does nothing itself and holds others, such as {@code plan}. */
public interface CommandGroup {
  /** Its subcommands by name, in the order in which help lists them. */
  Map<String, Function<Session, Object>> members();
}
