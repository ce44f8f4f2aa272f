package dev.sluice.answer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What somebody who typed a word that does not exist may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The words at most a third of {@code typed} away from it, nearest first, at most three. Swapping
   * two letters is one change; {@code clickRate} and {@code click-rate} are {@code click_rate}.
   */
  public static List<String> to(String typed, Collection<String> words) {
    String plain = plain(typed);
    int most = Math.max(1, (plain.length() + 1) / 3);
    Map<String, Integer> near = new TreeMap<>();
    for (String word : words) {
      String plainWord = plain(word);
      int distance = distance(plain, plainWord);
      // A short word resembles everything.
      if (distance <= most && 2 * distance < plainWord.length()) {
        near.put(word, distance);
      }
    }
    return near.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .limit(3)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The nearest of them, or {@code null} where none is near. */
  public static @Nullable String one(String typed, Collection<String> words) {
    List<String> near = to(typed, words);
    return near.isEmpty() ? null : near.get(0);
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("(?<=.)[-_ ]", "");
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
