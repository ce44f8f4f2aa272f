package dev.sluice.analysis.sellthrough;

import dev.sluice.answer.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What sales are cut into over time: broadcasts, or calendar periods in the shop's zone. */
public enum Grain {
  BROADCAST,
  DAY,
  /** Monday to Sunday, numbered as in ISO 8601. */
  WEEK,
  MONTH;

  /** Reads the word that a user gave to an option. */
  public static Grain of(String option, String word) {
    for (Grain grain : values()) {
      if (grain.toString().equals(word)) {
        return grain;
      }
    }
    throw Refusal.usage(
        option + ": there is no '" + word + "'",
        "choose one of "
            + Arrays.stream(values()).map(Grain::toString).collect(Collectors.joining(", ")));
  }

  /** The word that a user writes, and that the statements know. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
