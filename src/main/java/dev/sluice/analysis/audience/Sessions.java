package dev.sluice.analysis.audience;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions of users: stretches of events without a long gap. */
public final class Sessions {
  /** What most tools take. */
  public static final Duration GAP = Duration.ofMinutes(30);

  private Sessions() {}

  /**
   * The sessions by the day on which they began.
   *
   * @param gap a longer gap opens a new session, one as long does not
   * @param shop of this shop only, or {@code null} for all
   * @param zone of shops that state none
   * @param list whether each session is listed
   */
  public static Answer of(
      Workspace workspace, Duration gap, @Nullable String shop, String zone, boolean list) {
    workspace.update(Purchases.sql("sessions"), gap.toSeconds() * 1_000_000, shop, zone);
    Section totals =
        workspace.query(
            "totals",
            Purchases.sql("session_totals"),
            List.of(
                Column.count("users"),
                Column.count("sessions"),
                Column.count("events"),
                Column.number("sessions_per_user"),
                Column.number("events_per_session"),
                Column.number("average_seconds"),
                Column.number("median_seconds")));
    if (Long.valueOf(0).equals(totals.cell(0, "sessions"))) {
      throw noEvents(shop);
    }
    List<Section> sections = new ArrayList<>();
    sections.add(
        workspace.query(
            "rows",
            Purchases.sql("session_days"),
            List.of(
                Column.date("day"),
                Column.count("users"),
                Column.count("sessions"),
                Column.count("events"),
                Column.number("average_seconds"),
                Column.number("median_seconds"))));
    sections.add(totals.shaped(new Section.Shape.Single()));
    if (list) {
      sections.add(
          workspace.query(
              "sessions",
              Purchases.sql("session_list"),
              List.of(
                  Column.id("user"),
                  Column.count("session"),
                  Column.instant("started_at"),
                  Column.instant("ended_at"),
                  Column.count("events"),
                  Column.number("seconds"))));
    }
    return new Answer("audience-sessions", List.of(), sections, null, List.of())
        .withFact(Column.count("gap_seconds"), gap.toSeconds())
        .withNotes(
            List.of(
                "a gap longer than the timeout opens a new session, one as long does not; a user"
                    + " of several days counts on each"));
  }

  static Refusal noEvents(@Nullable String shop) {
    return Refusal.input(
        "there are no user events" + (shop == null ? "" : " in shop " + shop),
        "import them: sluice import FILE --report generic.events");
  }
}
