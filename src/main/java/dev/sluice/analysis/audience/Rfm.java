package dev.sluice.analysis.audience;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.TableFile;
import dev.sluice.workspace.TableFile.Field;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Buyers by how lately (recency), how often (frequency) and for how much (monetary) they bought.
 */
public final class Rfm {
  private Rfm() {}

  /**
   * What is asked.
   *
   * @param recency four rising thresholds in days, or {@code null} for the quintiles
   * @param frequency four rising thresholds of orders, or {@code null}
   * @param monetary four rising thresholds of the amount, or {@code null}
   * @param segments a file of segments, or {@code null} for the usual ones
   * @param heatmap whether recency and frequency are crossed
   * @param list whether each buyer is listed
   */
  public record Question(
      @Nullable String recency,
      @Nullable String frequency,
      @Nullable String monetary,
      @Nullable Path segments,
      boolean heatmap,
      boolean list) {}

  /** The segments, in the order in which they are tried. */
  public static Answer of(Workspace workspace, Purchases purchases, Question question) {
    Purchases.Loaded loaded = purchases.load(workspace);
    loaded.requireOneCurrency();
    segments(workspace, question.segments());
    workspace.update(
        Purchases.sql("rfm"),
        loaded.reach().last().toString(),
        question.recency(),
        question.frequency(),
        question.monetary());
    List<Section> sections = new ArrayList<>();
    sections.add(
        workspace.query(
            "rows",
            Purchases.sql("rfm_segments"),
            List.of(
                Column.text("segment"),
                Column.count("buyers"),
                Column.rate("share"),
                Column.count("orders"),
                Column.money("revenue"),
                Column.text("currency"),
                Column.number("average_recency_days"),
                Column.number("average_orders"))));
    if (question.heatmap()) {
      sections.add(
          workspace.query(
              "heatmap",
              Purchases.sql("rfm_heatmap"),
              List.of(
                  Column.count("recency_score"),
                  Column.count("frequency_score"),
                  Column.count("buyers"),
                  Column.money("average_revenue"),
                  Column.text("currency"))));
    }
    if (question.list()) {
      sections.add(
          workspace.query(
              "buyers",
              Purchases.sql("rfm_list"),
              List.of(
                  Column.id("buyer"),
                  Column.count("recency_days"),
                  Column.count("frequency"),
                  Column.money("monetary"),
                  Column.text("currency"),
                  Column.count("recency_score"),
                  Column.count("frequency_score"),
                  Column.count("monetary_score"),
                  Column.text("segment"))));
    }
    return new Answer("audience-rfm", List.of(), sections, loaded.coverage(), List.of())
        .withFact(Column.date("until"), loaded.reach().last())
        .withNotes(
            List.of(
                purchases.note(),
                "scores run from 1 to 5, 5 the best; cuts are quintiles by linear interpolation"
                    + " (type 7) and a value at a cut is in the lower class, unless thresholds are"
                    + " given, where it is in the upper one",
                "the first segment that fits wins"));
  }

  private static void segments(Workspace workspace, @Nullable Path file) {
    if (file == null) {
      workspace.update(Purchases.sql("segments"));
      return;
    }
    List<Field> fields = new ArrayList<>();
    fields.add(Field.required("segment", "VARCHAR", "a name"));
    for (String score : List.of("r", "f", "m")) {
      fields.add(Field.required(score + "_from", "INTEGER", "a score"));
      fields.add(Field.required(score + "_to", "INTEGER", "a score"));
    }
    new TableFile(file, fields).load(workspace, "segment_file");
    workspace.update(Purchases.sql("segments_of_file"));
  }
}
