package dev.sluice.cli;

import dev.sluice.answer.Refusal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time on the command line, such as {@code 30d}, {@code 12h}, {@code 30m}, {@code 90s}.
 */
public final class Elapsed {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})([dhms])");

  private Elapsed() {}

  /** Reads one; a day is 24 hours, whatever the clocks do. */
  public static Duration parse(String option, String text) {
    Matcher m = SHAPE.matcher(text.strip());
    if (!m.matches()) {
      throw Refusal.usage(
          option + ": '" + text + "' is not a length of time", "write it as 30d, 12h, 30m or 90s");
    }
    long n = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "d" -> Duration.ofDays(n);
      case "h" -> Duration.ofHours(n);
      case "m" -> Duration.ofMinutes(n);
      default -> Duration.ofSeconds(n);
    };
  }
}
