package dev.sluice.analysis.audience;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many of those who came in a period come back in later ones. */
public final class Retention {
  private Retention() {}

  /** What counts as being active. */
  public sealed interface Activity {
    /** A purchase. */
    record Buying(Purchases purchases) implements Activity {}

    /**
     * A user-level event.
     *
     * @param event its name, or {@code null} for any
     * @param shop of this shop only, or {@code null} for all
     * @param until the last day to count, or {@code null} for all that is known
     * @param zone of shops that state none
     */
    record Doing(
        @Nullable String event, @Nullable String shop, @Nullable LocalDate until, String zone)
        implements Activity {}
  }

  /**
   * How cohorts are formed and followed.
   *
   * @param period what time is cut into
   * @param recurring whether each active period opens a cohort, or the first one only
   * @param unbounded whether a member counts in a period when active in it or later
   * @param from the first cohort is that of this day; {@code null} = of the first activity
   * @param periods how many periods to follow, the cohort's own included; {@code null} = all
   */
  public record Cohorts(
      Period period,
      boolean recurring,
      boolean unbounded,
      @Nullable LocalDate from,
      @Nullable Integer periods) {}

  /**
   * The cohorts, one below the other. A period that the data does not hold to its end has no figure
   * and says that it is unfinished: 0 would be wrong.
   */
  public static Answer of(Workspace workspace, Activity activity, Cohorts cohorts) {
    Answer.Coverage coverage = null;
    Purchases.Reach reach;
    List<String> notes = new ArrayList<>();
    if (activity instanceof Activity.Buying buying) {
      Purchases.Loaded loaded = buying.purchases().load(workspace);
      workspace.update(Purchases.sql("activity_of_purchases"));
      reach = loaded.reach();
      coverage = loaded.coverage();
      notes.add(buying.purchases().note());
    } else {
      reach = events(workspace, (Activity.Doing) activity);
    }
    LocalDate from = cohorts.from();
    Section rows =
        workspace.query(
            "rows",
            Purchases.sql("retention"),
            List.of(
                Column.date("cohort"),
                Column.count("size"),
                Column.count("period"),
                Column.date("starts"),
                Column.count("retained"),
                Column.rate("rate"),
                Column.flag("finished")),
            cohorts.period().toString(),
            cohorts.recurring(),
            cohorts.unbounded(),
            reach.last().toString(),
            reach.unfinished().toString(),
            from == null ? null : from.toString(),
            cohorts.periods());
    notes.add(
        cohorts.recurring()
            ? "a user is in the cohort of each period of activity"
            : "a user is in the cohort of the first period of activity, whatever --from says");
    notes.add(
        cohorts.unbounded()
            ? "unbounded: retained means active in the period or in a later one"
            : "bounded: retained means active in the period");
    notes.add("a period that the data does not hold to its end has no figure");
    Answer answer =
        Answer.of("audience-retention", rows.shaped(new Section.Shape.Nested(2, "periods")))
            .withFact(Column.text("period"), cohorts.period().toString())
            .withFact(Column.flag("recurring"), cohorts.recurring())
            .withFact(Column.flag("unbounded"), cohorts.unbounded())
            .withFact(Column.date("until"), reach.last())
            .withNotes(notes);
    return coverage == null ? answer : answer.withCoverage(coverage);
  }

  private static Purchases.Reach events(Workspace workspace, Activity.Doing doing) {
    LocalDate until = doing.until();
    workspace.update(
        Purchases.sql("activity_of_events"),
        doing.shop(),
        doing.zone(),
        doing.event(),
        until == null ? null : until.toString());
    Section observed =
        workspace.query(
            "observed",
            Purchases.sql("observed_events"),
            List.of(Column.date("day")),
            doing.shop(),
            doing.zone());
    if (!(observed.cell(0, "day") instanceof LocalDate day)) {
      throw Sessions.noEvents(doing.shop());
    }
    return Purchases.Reach.of(until, day);
  }

  /**
   * Of the users who did the first event, how many did each of the others, whenever: the order in
   * time is not looked at.
   *
   * @param shop of this shop only, or {@code null} for all
   */
  public static Answer did(Workspace workspace, List<String> events, @Nullable String shop) {
    if (events.stream().anyMatch(String::isBlank)) {
      throw Refusal.usage("--did: an event without a name", "write it as --did view,order,pay");
    }
    Section rows =
        workspace.query(
            "rows",
            Sql.of(Retention.class, "did.sql"),
            List.of(Column.text("event"), Column.count("users"), Column.rate("rate")),
            String.join("\u001f", events),
            shop);
    return Answer.of("audience-retention", rows)
        .withNotes(
            List.of(
                "users who did the first event and, before or after it, the other: the order in"
                    + " time is not looked at"));
  }
}
