package dev.sluice.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What somebody who typed a word that does not exist may have meant. */
final class Nearest {
  private Nearest() {}

  /**
   * The words at most a third of {@code typed} away from it, nearest first, at most three. Swapping
   * two letters is one change.
   */
  static List<String> to(String typed, Collection<String> words) {
    int most = Math.max(1, (typed.length() + 1) / 3);
    Map<String, Integer> near = new TreeMap<>();
    for (String word : words) {
      int distance = distance(typed, word);
      // A short word resembles everything.
      if (distance <= most && 2 * distance < word.length()) {
        near.put(word, distance);
      }
    }
    return near.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .limit(3)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Letters to insert, delete, replace or swap with their neighbour. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
