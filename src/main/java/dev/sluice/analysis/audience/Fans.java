package dev.sluice.analysis.audience;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Followers and club members that broadcasts won and lost. */
public final class Fans {
  private static final List<String> COUNTS =
      List.of(
          "new_followers", "lost_followers", "new_fan_club_members", "new_shopping_group_members");

  /** What the statement returns before the counts of the coverage. */
  private static final List<Column> COLUMNS =
      List.of(
          Column.id("broadcast"),
          Column.text("shop"),
          Column.instant("started_at"),
          Column.count("viewers"),
          Column.count("new_followers"),
          Column.count("lost_followers"),
          Column.count("net_new_followers"),
          Column.rate("follow_rate"),
          Column.count("new_fan_club_members"),
          Column.rate("fan_club_rate"),
          Column.count("new_shopping_group_members"));

  private Fans() {}

  /** The broadcasts of the scope, by their start, and the whole. */
  public static Answer of(Workspace workspace, Scope scope) {
    List<Column> columns = new ArrayList<>(COLUMNS);
    columns.add(Column.count("broadcasts"));
    COUNTS.forEach(count -> columns.add(Column.count("known_" + count)));
    Section found =
        workspace.query(
            "rows",
            Sql.of(Fans.class, "fans.sql"),
            columns,
            scope.joined(),
            scope.fromText(),
            scope.toText(),
            scope.zoneName());
    int last = found.rows().size() - 1;
    for (String asked : scope.broadcasts()) {
      if (found.rows().subList(0, last).stream().noneMatch(row -> asked.equals(row.get(0)))) {
        throw Scope.unknown(workspace, asked);
      }
    }
    if (last == 0) {
      throw Refusal.input(
          "there are no broadcasts to look at", "import an export of them: sluice formats");
    }
    List<Answer.Part> parts = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    long of = count(found.cell(last, "broadcasts"));
    for (String name : COUNTS) {
      long known = count(found.cell(last, "known_" + name));
      if (known == 0) {
        missing.add(name);
      } else if (known < of) {
        parts.add(new Answer.Part(name, known, of));
      }
    }
    missing.sort(null);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      rows.add(found.rows().get(i).subList(0, COLUMNS.size()));
    }
    // The whole has neither a broadcast nor viewers: people of several broadcasts cannot be added.
    Section totals =
        Section.single(
            "totals",
            COLUMNS.subList(4, COLUMNS.size()),
            found.rows().get(last).subList(4, COLUMNS.size()));
    return Answer.of("audience-fans", Section.rows("rows", COLUMNS, rows), totals)
        .withCoverage(new Answer.Coverage(missing, parts))
        .withNotes(
            List.of(
                "follow rate and fan-club rate are per viewer, and those who left are not taken"
                    + " off them; in the totals they are ratios of sums"));
  }

  private static long count(@Nullable Object cell) {
    return cell instanceof Long n ? n : 0;
  }
}
