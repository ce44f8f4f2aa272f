package dev.sluice.report;

import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the name of a column says: how it nests, and the label that people read. */
final class ColumnNames {
  /** Our own names. {@code sum(t.amount)} of a user's SQL is none, and its dot means nothing. */
  private static final Pattern PUBLISHED =
      Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)*");

  /** What the rows of a table are counts and days of, or cut by, is plain from the table. */
  private static final Set<String> OBVIOUS = Set.of("rows", "period", "by");

  private static final Pattern DOT = Pattern.compile("\\.");

  private ColumnNames() {}

  /** Whether dots in the name nest it. */
  static boolean nests(String name) {
    return name.indexOf('.') >= 0 && PUBLISHED.matcher(name).matches();
  }

  /**
   * The label over a column: its name with spaces, in Chinese the dictionary's name of each part
   * that the dictionary or the list of other words knows.
   */
  static String label(String name, Layout.Language language) {
    if (!PUBLISHED.matcher(name).matches()) {
      return name;
    }
    return switch (language) {
      case EN -> spaced(name);
      case ZH -> DOT.splitAsStream(name).map(ColumnNames::chinese).collect(Collectors.joining(" "));
    };
  }

  /** The name over a column of a table, without a part that tells its reader nothing. */
  static String heading(String name) {
    int dot = name.indexOf('.');
    return dot >= 0 && OBVIOUS.contains(name.substring(0, dot)) ? name.substring(dot + 1) : name;
  }

  private static String chinese(String name) {
    // Only here: reading the dictionary takes longer than printing most answers.
    Metric metric = Dictionary.standard().find(name);
    return metric == null ? Chinese.WORDS.getProperty(name, spaced(name)) : metric.zh();
  }

  /** The words that are no metrics, read when the first is asked for. */
  private static final class Chinese {
    private static final Properties WORDS = words();

    private static Properties words() {
      Properties words = new Properties();
      try (InputStream in = ColumnNames.class.getResourceAsStream("labels_zh.properties")) {
        words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return words;
    }
  }

  private static String spaced(String name) {
    return name.replace('_', ' ').replace('.', ' ');
  }
}
