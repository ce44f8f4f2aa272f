package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code plan calendar} as iCalendar (RFC 5545).
 *
 * <p>Times are in UTC: nothing recurs, so a moment needs no table of clock changes, and every
 * calendar shows it on its reader's clock. The broadcast's own clock stands in the description. An
 * entry keeps its UID for good and its SEQUENCE rises with each change, so that a file imported
 * again replaces what it brought before.
 */
public final class Ics {
  static final String PRODUCT = "-//Sluice//Campaign calendar//EN";

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private static final int LINE_OCTETS = 75;

  private final Answer calendar;
  private final Layout.Language language;
  private final String campaign;
  private final long revision;
  private final Instant stamp;
  private final List<IcsEntry> entries;

  private Ics(Answer calendar, Layout.Language language, Instant stamp, List<IcsEntry> entries) {
    this.calendar = calendar;
    this.language = language;
    this.campaign = fact(calendar, "campaign").toString();
    this.revision = (Long) fact(calendar, "revision");
    this.stamp = stamp;
    this.entries = entries;
  }

  /**
   * A calendar that was never sent out: the campaign's revision is the SEQUENCE of every entry.
   *
   * @param now when this state of the entries was made. Without one it is told from the campaign,
   *     so that the same campaign gives the same bytes: a year before the broadcast, and a second
   *     later with every revision
   */
  public static Ics of(Answer calendar, @Nullable Instant now, Layout.Language language) {
    OffsetDateTime start = (OffsetDateTime) fact(calendar, "start");
    Instant stamp =
        now != null
            ? now.truncatedTo(ChronoUnit.SECONDS)
            : start
                .toInstant()
                .minus(365, ChronoUnit.DAYS)
                .plusSeconds((Long) fact(calendar, "revision"));
    Ics ics = new Ics(calendar, language, stamp, List.of());
    List<IcsEntry> entries = new ArrayList<>();
    Section rows = calendar.section("rows");
    for (int row = 0; row < rows.rows().size(); row++) {
      entries.add(ics.entry(rows, row));
    }
    return new Ics(calendar, language, stamp, entries);
  }

  /** A calendar beside the one that it follows, and how many entries of the two differ. */
  public record Update(Ics calendar, int added, int changed, int cancelled, int unchanged) {}

  /**
   * This calendar as the successor of one that was sent out. What did not change stays as it was,
   * SEQUENCE and DTSTAMP with it; what changed gets a higher SEQUENCE, and what is gone stays as a
   * cancelled entry, since a calendar removes nothing merely because a file no longer has it.
   *
   * @param file the name of the earlier file, for messages
   * @param text what stands in it
   * @throws Refusal when it is not a calendar of this campaign as {@link #write} writes it
   */
  public Update after(String file, String text) {
    Map<String, IcsEntry> gone = new LinkedHashMap<>();
    for (IcsEntry entry : IcsReader.read(file, text)) {
      String other = entry.uid().substring(0, Math.max(0, entry.uid().indexOf('/')));
      if (!other.equals(campaign)) {
        throw Refusal.input(
            file
                + " is the calendar of campaign '"
                + other
                + "', and this one is '"
                + campaign
                + "'",
            "write to another file");
      }
      gone.put(entry.uid(), entry);
    }
    List<IcsEntry> next = new ArrayList<>();
    int added = 0;
    int changed = 0;
    int cancelled = 0;
    int unchanged = 0;
    for (IcsEntry entry : entries) {
      IcsEntry before = gone.remove(entry.uid());
      if (before == null) {
        added++;
        next.add(entry);
      } else if (before.properties().equals(entry.properties())) {
        unchanged++;
        next.add(before);
      } else {
        changed++;
        next.add(before.changedTo(entry.properties(), revision, stamp));
      }
    }
    for (IcsEntry entry : gone.values()) {
      if (entry.isCancelled() || !speaksFor(entry)) {
        unchanged++;
        next.add(entry);
      } else {
        cancelled++;
        next.add(entry.changedTo(entry.cancelled(), revision, stamp));
      }
    }
    Ics successor = new Ics(calendar, language, stamp, next);
    return new Update(successor, added, changed, cancelled, unchanged);
  }

  /**
   * Whether an entry that is not in this calendar is gone. A run of show alone says nothing of the
   * tasks that stand in the same file; only what has the broadcast in it is the whole.
   */
  private boolean speaksFor(IcsEntry other) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.uid().equals(campaign + "/broadcast:live@sluice")
                    || entry.family().equals(other.family()));
  }

  /** Writes it to {@code out}, which stays open. */
  public void write(Writer out) throws IOException {
    fold("BEGIN:VCALENDAR", out);
    fold("VERSION:2.0", out);
    fold("PRODID:" + PRODUCT, out);
    fold("CALSCALE:GREGORIAN", out);
    Object title = optional(calendar, "title");
    fold("X-WR-CALNAME:" + escaped(title == null ? campaign : title.toString()), out);
    for (IcsEntry entry : entries) {
      for (String line : entry.lines()) {
        fold(line, out);
      }
    }
    fold("END:VCALENDAR", out);
  }

  private IcsEntry entry(Section rows, int row) {
    OffsetDateTime start = (OffsetDateTime) cell(rows, row, "utc");
    Object minutes = rows.cell(row, "duration_minutes");
    String type = cell(rows, row, "type").toString();
    String title = escaped(cell(rows, row, "title").toString());
    List<String> properties = new ArrayList<>();
    properties.add("DTSTART:" + IcsEntry.UTC.format(start));
    if (minutes != null) {
      properties.add("DTEND:" + IcsEntry.UTC.format(start.plusMinutes((Long) minutes)));
    }
    properties.add("SUMMARY:" + title);
    properties.add("DESCRIPTION:" + escaped(description(rows, row)));
    properties.add("CATEGORIES:" + escaped(type.toUpperCase(Locale.ROOT)));
    // A window lasts for days: it must not make its owner look busy.
    properties.add("TRANSP:" + (type.equals("window") ? "TRANSPARENT" : "OPAQUE"));
    if (type.equals("push")) {
      properties.add("BEGIN:VALARM");
      properties.add("ACTION:DISPLAY");
      properties.add("DESCRIPTION:" + title);
      properties.add("TRIGGER;RELATED=START:-PT10M");
      properties.add("END:VALARM");
    }
    String uid = escaped(campaign + "/" + cell(rows, row, "id") + "@sluice");
    return new IcsEntry(uid, stamp, revision, properties);
  }

  private String description(Section rows, int row) {
    StringBuilder text = new StringBuilder();
    OffsetDateTime local = (OffsetDateTime) cell(rows, row, "local");
    add(
        text,
        "When",
        "时间",
        rows.cell(row, "when") + ", " + LOCAL.format(local) + " " + fact(calendar, "zone"));
    add(text, "Owner", "负责人", rows.cell(row, "owner"));
    add(text, "Layer", "流量层", rows.cell(row, "layer"));
    List<?> needs = (List<?>) cell(rows, row, "needs");
    if (!needs.isEmpty()) {
      add(text, "Needs", "前置", String.join(", ", needs.stream().map(String::valueOf).toList()));
    }
    add(text, "Source", "依据", rows.cell(row, "source"));
    return text.toString();
  }

  private void add(StringBuilder text, String en, String zh, @Nullable Object value) {
    if (value != null) {
      text.append(text.length() == 0 ? "" : "\n")
          .append(language == Layout.Language.ZH ? zh : en)
          .append(": ")
          .append(value);
    }
  }

  /** A text as RFC 5545 section 3.3.11 writes it; control characters have no form there. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\\', ';', ',' -> escaped.append('\\').append(c);
        default -> {
          if (c == '\t' || !Character.isISOControl(c)) {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  /** Writes one content line in pieces of at most 75 octets, none of which cuts a character. */
  static void fold(String line, Appendable out) throws IOException {
    int octets = 0;
    for (int i = 0; i < line.length(); ) {
      int character = line.codePointAt(i);
      int width = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (octets + width > LINE_OCTETS) {
        out.append("\r\n ");
        octets = 1;
      }
      int next = i + Character.charCount(character);
      out.append(line, i, next);
      octets += width;
      i = next;
    }
    out.append("\r\n");
  }

  private static Object fact(Answer calendar, String name) {
    Object value = optional(calendar, name);
    if (value == null) {
      throw new IllegalArgumentException("a calendar states its " + name);
    }
    return value;
  }

  private static @Nullable Object optional(Answer calendar, String name) {
    for (Answer.Fact fact : calendar.facts()) {
      if (fact.column().name().equals(name)) {
        return fact.value();
      }
    }
    return null;
  }

  private static Object cell(Section rows, int row, String column) {
    Object value = rows.cell(row, column);
    if (value == null) {
      throw new IllegalArgumentException("row " + row + " of a calendar has no " + column);
    }
    return value;
  }
}
