package dev.sluice.workspace;

import dev.sluice.answer.Refusal;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the engine's errors, which carry no codes, into refusals, by the words they begin with. */
final class EngineErrors {
  private static final Pattern HOLDER = Pattern.compile("\\(PID (\\d+)\\)");

  private EngineErrors() {}

  static Refusal translate(SQLException error, String doing) {
    String message = String.valueOf(error.getMessage());
    String first = message.lines().findFirst().orElse(message).strip();
    if (isLock(message)) {
      Matcher holder = HOLDER.matcher(message);
      String who = holder.find() ? "process " + holder.group(1) : "another process";
      return Refusal.busy(
          doing + ": the workspace is in use by " + who,
          "wait for it to end, or let sluice wait: --wait 60s");
    }
    if (message.startsWith("Out of Memory Error:")) {
      return Refusal.failed(
          doing + ": not enough memory", "give the engine more: --memory 4GB", error);
    }
    return Refusal.failed(doing + ": " + first, null, error);
  }

  static boolean isLock(String message) {
    return message.contains("Could not set lock on file");
  }
}
