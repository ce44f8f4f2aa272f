package dev.sluice.analysis;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The broadcasts and days that a question is about.
 *
 * @param broadcasts their ids; none = all
 * @param from the first day in the shop's zone, {@code null} = open
 * @param to the last day, included, {@code null} = open
 * @param zone of shops that state none, {@code null} = UTC
 */
public record Scope(
    List<String> broadcasts,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable ZoneId zone) {

  /** Several ids as one parameter: no id holds a unit separator. */
  private static final String SEPARATOR = "\u001f";

  private static final class Broadcasts {
    private static final Sql NEAREST = Sql.of(Scope.class, "nearest-broadcasts.sql");
    private static final Sql UNKNOWN = Sql.of(Scope.class, "unknown-broadcasts.sql");
  }

  public Scope {
    broadcasts = List.copyOf(broadcasts);
  }

  /** Reads the days as the command line gives them; refuses what is not a day. */
  public static Scope of(
      List<String> broadcasts, @Nullable String from, @Nullable String to, @Nullable ZoneId zone) {
    LocalDate first = day("--from", from);
    LocalDate last = day("--to", to);
    if (first != null && last != null && last.isBefore(first)) {
      throw Refusal.usage(
          "--to " + last + " lies before --from " + first, "give the earlier day to --from");
    }
    return new Scope(broadcasts, first, last, zone);
  }

  private static @Nullable LocalDate day(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.usage(option + ": '" + text + "' is not a day", "write it as 2026-11-08");
    }
  }

  /** The ids as one text, for a statement that splits it at U+001F; {@code null} = all. */
  public @Nullable String joined() {
    return broadcasts.isEmpty() ? null : String.join(SEPARATOR, broadcasts);
  }

  /** The first day as a statement takes it. */
  public @Nullable String fromText() {
    return from == null ? null : from.toString();
  }

  /** The last day as a statement takes it. */
  public @Nullable String toText() {
    return to == null ? null : to.toString();
  }

  /** The zone of shops that state none, as the engine spells it. */
  public String zoneName() {
    if (zone == null || zone.equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    return zone instanceof ZoneOffset ? "UTC" + zone.getId() : zone.getId();
  }

  /** Says whose days were cut in a zone that the shop did not state; nothing when all state one. */
  public List<String> zoneNotes(List<String> shopsWithoutZone) {
    if (shopsWithoutZone.isEmpty()) {
      return List.of();
    }
    return List.of(
        "no zone is known for "
            + String.join(", ", shopsWithoutZone)
            + ": days and hours are those of "
            + zoneName()
            + (zone == null ? "; --tz sets another" : ""));
  }

  /** Refuses a broadcast that is not in the workspace. */
  public void requireKnown(Workspace workspace) {
    if (broadcasts.isEmpty()) {
      return;
    }
    Section unknown =
        workspace.query("unknown", Broadcasts.UNKNOWN, List.of(Column.id("broadcast")), joined());
    if (!unknown.rows().isEmpty()) {
      throw unknown(workspace, String.valueOf(unknown.cell(0, "broadcast")));
    }
  }

  /** What to say of a broadcast that is not there: the nearest that are. */
  public static Refusal unknown(Workspace workspace, String broadcast) {
    List<String> nearest =
        workspace
            .query("nearest", Broadcasts.NEAREST, List.of(Column.id("broadcast")), broadcast)
            .rows()
            .stream()
            .map(row -> String.valueOf(row.get(0)))
            .toList();
    return Refusal.usage(
        "there is no broadcast " + broadcast,
        nearest.isEmpty()
            ? "the workspace holds no broadcast: import an export of them"
            : "the nearest: " + String.join(", ", nearest));
  }
}
