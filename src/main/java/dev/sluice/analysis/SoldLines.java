package dev.sluice.analysis;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The order lines that were sold in a scope, by the rule of sell-through, in the temporary table
 * {@code sold_line}: for questions that look at lines and not at sums.
 *
 * @param lines how many
 * @param byWindow of them, those that state no broadcast and fell into the time of one
 * @param withoutKey of them, those of which the key is not known
 * @param currencies of their amounts, sorted
 */
public record SoldLines(long lines, long byWindow, long withoutKey, List<String> currencies) {
  /** The keys that every workspace has; any other is a product attribute. */
  public static final List<String> KEYS = List.of("sku", "product", "category", "role");

  /** Loads them. {@code key} is one of {@link #KEYS} or the name of a product attribute. */
  public static SoldLines load(Workspace workspace, Scope scope, String key) {
    scope.requireKnown(workspace);
    define(workspace, List.of(key));
    workspace.update(
        sql("staging/sold-lines.sql"),
        scope.joined(),
        scope.fromText(),
        scope.toText(),
        scope.zoneName(),
        key);
    Section counted =
        workspace.query(
            "counted",
            sql("staging/sold-lines-counted.sql"),
            List.of(
                Column.count("lines"),
                Column.count("by_window"),
                Column.count("without_key"),
                Column.texts("currencies")));
    return new SoldLines(
        counted.count(0, "lines"),
        counted.count(0, "by_window"),
        counted.count(0, "without_key"),
        counted.texts(0, "currencies"));
  }

  /**
   * Makes the rule of what was sold known to the connection: the temporary table {@code article},
   * the table macro {@code sold_in}, for statements that sum over too many lines to keep them, and
   * what it goes by: {@code broadcast_of} and {@code was_sold} of a line. Each of {@code keys} is
   * as in {@link #load}; {@code sold_in} takes them joined by U+001F.
   */
  public static void define(Workspace workspace, List<String> keys) {
    keys.forEach(key -> requireKey(workspace, key));
    workspace.update(sql("staging/articles.sql"), String.join("\u001f", keys));
    workspace.update(sql("staging/broadcast-of.sql"));
    workspace.update(sql("staging/was-sold.sql"));
    workspace.update(sql("staging/sold-rule.sql"));
  }

  /** Refuses a key that no product has, and names those that there are. */
  private static void requireKey(Workspace workspace, String key) {
    if (KEYS.contains(key)) {
      return;
    }
    List<String> choice = new ArrayList<>(KEYS);
    workspace
        .query("attributes", sql("product-attributes.sql"), List.of(Column.text("attribute")))
        .rows()
        .forEach(row -> choice.add(String.valueOf(row.get(0))));
    if (!choice.contains(key)) {
      throw Refusal.usage(
          "--by: no product has the attribute '" + key + "'",
          "choose one of " + String.join(", ", choice));
    }
  }

  private static Sql sql(String file) {
    return Sql.of(SoldLines.class, file);
  }

  /** What a reader must know of the lines. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (byWindow > 0) {
      notes.add(
          byWindow
              + (byWindow == 1 ? " line states" : " lines state")
              + " no broadcast and fell into its time (window-attributed)");
    }
    if (withoutKey > 0) {
      notes.add(
          withoutKey + (withoutKey == 1 ? " line has" : " lines have") + " no known key: left out");
    }
    return notes;
  }
}
