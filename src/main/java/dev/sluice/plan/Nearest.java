package dev.sluice.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The valid name that a wrong one probably means. */
final class Nearest {
  private Nearest() {}

  /** The nearest of {@code names}, or {@code null} where none is near; of equals the first. */
  static @Nullable String to(String wrong, Iterable<String> names) {
    String plain = plain(wrong);
    String best = null;
    int least = Math.max(1, plain.length() / 3) + 1;
    for (String name : names) {
      int distance = distance(plain, plain(name));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best;
  }

  /** {@code clickRate} and {@code Click-Rate} are {@code click_rate} to a reader. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Levenshtein's: insertions, deletions and substitutions. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
