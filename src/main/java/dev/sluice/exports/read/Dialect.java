package dev.sluice.exports.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What separates the cells of a CSV.
 *
 * @param announced whether the first record is Excel's {@code sep=;} line, which is no row
 */
record Dialect(char delimiter, boolean announced) {
  private static final char[] DELIMITERS = {',', '\t', ';', '|'};
  private static final int RECORDS = 20;
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("\"?sep=([\\p{Punct}\\t &&[^\"]])\"?(?:[\\r\\n].*)?", Pattern.DOTALL);

  /**
   * Decides by the first records: the delimiter that the most of them hold equally often, and of
   * two such the more frequent one.
   *
   * @param head the beginning of the text
   * @param whole whether that is all of it, so that its last record is complete
   */
  static Dialect of(String head, boolean whole) {
    Matcher announcement = ANNOUNCEMENT.matcher(head);
    if (announcement.matches()) {
      return new Dialect(announcement.group(1).charAt(0), true);
    }
    char best = ',';
    int bestAgreeing = 0;
    int bestCount = 0;
    for (char delimiter : DELIMITERS) {
      List<Integer> counts = counts(head, whole, delimiter);
      for (int count : counts) {
        int agreeing = (int) counts.stream().filter(other -> other == count).count();
        boolean better = agreeing > bestAgreeing || (agreeing == bestAgreeing && count > bestCount);
        if (count > 0 && better) {
          best = delimiter;
          bestAgreeing = agreeing;
          bestCount = count;
        }
      }
    }
    return new Dialect(best, false);
  }

  /** How often each of the first records that are not blank holds the delimiter. */
  private static List<Integer> counts(String head, boolean whole, char delimiter) {
    List<Integer> counts = new ArrayList<>();
    Quotes quotes = new Quotes(delimiter);
    boolean blank = true;
    for (int i = 0; i < head.length() && counts.size() < RECORDS; i++) {
      char c = head.charAt(i);
      if (quotes.ends(c)) {
        int count = quotes.takeDelimiters();
        if (!blank) {
          counts.add(count);
        }
        blank = true;
      } else if (c != '\n') {
        blank = false;
      }
    }
    boolean lastCounts = whole || counts.isEmpty();
    if (!blank && lastCounts && counts.size() < RECORDS) {
      counts.add(quotes.takeDelimiters());
    }
    return counts;
  }
}
