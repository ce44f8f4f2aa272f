package dev.sluice.analysis.audience;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who buys again, how often and for how much. */
public final class RepeatPurchase {
  private RepeatPurchase() {}

  /**
   * What is asked.
   *
   * @param period several orders of a buyer in one are one purchase
   * @param calibrationEnd the last day that frequency, recency and t look at; the days after it are
   *     the holdout. {@code null} = all days, no holdout
   * @param list whether each buyer is listed
   * @param cumulative whether repeat purchases are counted up week by week
   */
  public record Question(
      Period period, @Nullable LocalDate calibrationEnd, boolean list, boolean cumulative) {}

  /** The buyers by how often they came back, and what they spent each time. */
  public static Answer of(Workspace workspace, Purchases purchases, Question question) {
    Purchases.Loaded loaded = purchases.load(workspace);
    loaded.requireOneCurrency();
    LocalDate last = loaded.reach().last();
    LocalDate calibrated = question.calibrationEnd();
    if (calibrated != null && !calibrated.isBefore(last)) {
      throw Refusal.usage(
          "--calibration-end " + calibrated + " leaves no day to hold out before " + last, null);
    }
    LocalDate end = calibrated == null ? last : calibrated;
    workspace.update(
        Purchases.sql("buyers"),
        question.period().toString(),
        end.toString(),
        calibrated == null ? null : last.toString());
    List<Section> sections = new ArrayList<>();
    sections.add(
        workspace.query(
            "rows",
            Purchases.sql("repeat_frequencies"),
            List.of(Column.count("frequency"), Column.count("buyers"), Column.rate("share"))));
    sections.add(
        workspace
            .query(
                "totals",
                Purchases.sql("repeat_totals"),
                List.of(
                    Column.count("buyers"),
                    Column.count("repeat_buyers"),
                    Column.rate("repeat_rate"),
                    Column.count("repeat_purchases"),
                    Column.money("spend.mean"),
                    Column.money("spend.std"),
                    Column.money("spend.min"),
                    Column.money("spend.median"),
                    Column.money("spend.max"),
                    Column.text("currency")),
                loaded.currency())
            .shaped(new Section.Shape.Single()));
    if (question.cumulative()) {
      sections.add(
          workspace.query(
              "cumulative",
              Purchases.sql("cumulative"),
              List.of(Column.count("week"), Column.date("ends"), Column.count("repeat_purchases")),
              end.toString()));
    }
    if (question.list()) {
      sections.add(list(workspace, loaded.currency()));
    }
    return new Answer("audience-repeat", List.of(), sections, loaded.coverage(), List.of())
        .withFact(Column.text("period"), question.period().toString())
        .withFact(Column.date("until"), last)
        .withFact(Column.date("calibration_end"), calibrated)
        .withFact(Column.text("currency"), loaded.currency())
        .withNotes(
            List.of(
                purchases.note(),
                "frequency is the periods with a purchase after the first; spend is what a repeat"
                    + " buyer pays on average for a repeat purchase, the first left out"));
  }

  private static Section list(Workspace workspace, @Nullable String currency) {
    return workspace.query(
        "buyers",
        Purchases.sql("repeat_list"),
        List.of(
            Column.id("buyer"),
            Column.count("frequency"),
            Column.count("recency"),
            Column.count("t"),
            Column.money("monetary"),
            Column.text("currency"),
            Column.count("frequency_holdout"),
            Column.count("duration_holdout")),
        currency);
  }
}
