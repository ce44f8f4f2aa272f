package dev.sluice.analysis.attribution;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.TableFile;
import dev.sluice.workspace.TableFile.Field;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the journeys come from, and how they get into the temporary table {@code journey}. */
public sealed interface Journeys {
  /** The touches and conversions of the workspace. */
  record OfWorkspace() implements Journeys {}

  /**
   * Two files of one's own, with the columns of {@code generic.touches} and {@code
   * generic.conversions}.
   *
   * @param touches {@code user, ts, channel}, and {@code layer} if there is one
   * @param conversions {@code user, ts}, and {@code value}, {@code currency} if there are
   */
  record OfFiles(Path touches, Path conversions) implements Journeys {}

  /**
   * A file of journeys.
   *
   * @param paths its columns: the path, channels joined by {@code " > "}; {@code conversions}; and
   *     {@code value}, {@code null} if there are
   */
  record OfPaths(Path paths) implements Journeys {}

  /**
   * Makes the table {@code journey} as the rule wants it.
   *
   * @return the currency of the values, or {@code null} when the source does not say
   */
  static @Nullable String load(Workspace workspace, Journeys source, Rule rule) {
    String currency;
    if (source instanceof OfPaths file) {
      currency = rule.currency();
      loadPaths(workspace, file, rule);
    } else {
      loadTouches(workspace, source, rule);
      currency = currency(workspace, rule);
      long lookback = rule.lookback().toSeconds();
      String by = rule.by().toString();
      workspace.update(sql("journeys_of_touches"), lookback, by, rule.currency());
      if (rule.lostJourneys()) {
        workspace.update(sql("lost_journeys"), lookback, by);
      }
    }
    workspace.update(
        sql("clean_journeys"),
        rule.model() == Model.LAST_NON_DIRECT ? rule.direct() : rule.without(),
        rule.repeats().toString(),
        rule.keepLast());
    return currency;
  }

  private static void loadTouches(Workspace workspace, Journeys source, Rule rule) {
    if (source instanceof OfFiles files) {
      List<String> present =
          new TableFile(
                  files.touches(),
                  List.of(
                      Field.required("user", "VARCHAR", "a user"),
                      Field.required("ts", "TIMESTAMPTZ", "a time"),
                      Field.required("channel", "VARCHAR", "a channel"),
                      Field.optional("layer", "VARCHAR", "a layer")))
              .load(workspace, "touch_file");
      if (rule.by() == Rule.By.LAYER && !present.contains("layer")) {
        throw Refusal.input(files.touches() + " has no column layer", null);
      }
      new TableFile(
              files.conversions(),
              List.of(
                  Field.required("user", "VARCHAR", "a user"),
                  Field.required("ts", "TIMESTAMPTZ", "a time"),
                  Field.optional("value", "DECIMAL(24,6)", "an amount"),
                  Field.optional("currency", "VARCHAR", "a currency")))
          .load(workspace, "conversion_file");
      workspace.update(sql("touches_of_file"));
      workspace.update(sql("conversions_of_file"));
    } else {
      workspace.update(sql("touches_of_workspace"));
      workspace.update(sql("conversions_of_workspace"));
    }
  }

  private static void loadPaths(Workspace workspace, OfPaths file, Rule rule) {
    List<String> present =
        new TableFile(
                file.paths(),
                List.of(
                    Field.optional("path", "VARCHAR", "a path"),
                    Field.required("conversions", "DECIMAL(18,6)", "a number"),
                    Field.optional("value", "DECIMAL(24,10)", "an amount"),
                    Field.optional("null", "DECIMAL(18,6)", "a number")))
            .load(workspace, "path_file");
    if (!present.contains("path")) {
      throw Refusal.input(
          file.paths() + " has no column path",
          "name its columns path, conversions, value, null; channels are joined by ' > '");
    }
    if (rule.lostJourneys() && !present.contains("null")) {
      throw Refusal.input(
          file.paths() + " has no column null, which would count the lost journeys", null);
    }
    workspace.update(sql("journeys_of_paths"), rule.lostJourneys());
  }

  private static @Nullable String currency(Workspace workspace, Rule rule) {
    if (rule.currency() != null) {
      return rule.currency();
    }
    Section found =
        workspace.query("currencies", sql("currencies"), List.of(Column.text("currency")));
    if (found.rows().size() > 1) {
      throw Refusal.input(
          "the conversions are in several currencies, which cannot be added: "
              + found.rows().stream()
                  .map(row -> row.get(0) == null ? "not stated" : String.valueOf(row.get(0)))
                  .collect(Collectors.joining(", ")),
          "count one of them: --currency CUR");
    }
    return found.rows().isEmpty() ? null : (String) found.cell(0, "currency");
  }

  private static Sql sql(String question) {
    return Sql.of(Journeys.class, "staging/" + question + ".sql");
  }
}
