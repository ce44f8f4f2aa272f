package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of {@code plan calendar} as iCalendar (RFC 5545).
 *
 * <p>Times are in UTC: nothing recurs, so a moment needs no table of clock changes, and every
 * calendar shows it on its reader's clock. The broadcast's own clock stands in the description. An
 * entry keeps its UID for good; the campaign's {@code revision} is its SEQUENCE, so that a file
 * imported again replaces what it brought before.
 */
public final class Ics {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private static final int LINE_OCTETS = 75;

  private final Answer calendar;
  private final Layout.Language language;
  private final Writer out;

  private Ics(Answer calendar, Layout.Language language, Writer out) {
    this.calendar = calendar;
    this.language = language;
    this.out = out;
  }

  /**
   * Writes {@code calendar} to {@code out}, which stays open.
   *
   * @param stamp when this state of the entries was made. Without one it is told from the campaign,
   *     so that the same campaign gives the same bytes: a year before the broadcast, and a second
   *     later with every revision
   */
  public static void write(
      Answer calendar, @Nullable Instant stamp, Layout.Language language, Writer out)
      throws IOException {
    new Ics(calendar, language, out).write(stamp);
  }

  private void write(@Nullable Instant stated) throws IOException {
    OffsetDateTime start = (OffsetDateTime) fact("start");
    long revision = (Long) fact("revision");
    String stamp =
        UTC.format(
            stated != null
                ? stated
                : start.toInstant().minus(365, ChronoUnit.DAYS).plusSeconds(revision));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Sluice//Campaign calendar//EN");
    line("CALSCALE", "GREGORIAN");
    Object title = optional("title");
    line("X-WR-CALNAME", escaped(title == null ? fact("campaign").toString() : title.toString()));
    Section rows = calendar.section("rows");
    for (int row = 0; row < rows.rows().size(); row++) {
      event(rows, row, stamp, revision);
    }
    line("END", "VCALENDAR");
  }

  private void event(Section rows, int row, String stamp, long revision) throws IOException {
    OffsetDateTime start = (OffsetDateTime) cell(rows, row, "utc");
    Object minutes = rows.cell(row, "duration_minutes");
    String type = cell(rows, row, "type").toString();
    String title = cell(rows, row, "title").toString();
    line("BEGIN", "VEVENT");
    line("UID", escaped(fact("campaign") + "/" + cell(rows, row, "id") + "@sluice"));
    line("DTSTAMP", stamp);
    line("SEQUENCE", Long.toString(revision));
    line("DTSTART", UTC.format(start));
    if (minutes != null) {
      line("DTEND", UTC.format(start.plusMinutes((Long) minutes)));
    }
    line("SUMMARY", escaped(title));
    line("DESCRIPTION", escaped(description(rows, row)));
    line("CATEGORIES", escaped(type.toUpperCase(Locale.ROOT)));
    // A window lasts for days: it must not make its owner look busy.
    line("TRANSP", type.equals("window") ? "TRANSPARENT" : "OPAQUE");
    if (type.equals("push")) {
      line("BEGIN", "VALARM");
      line("ACTION", "DISPLAY");
      line("DESCRIPTION", escaped(title));
      line("TRIGGER;RELATED=START", "-PT10M");
      line("END", "VALARM");
    }
    line("END", "VEVENT");
  }

  private String description(Section rows, int row) {
    StringBuilder text = new StringBuilder();
    OffsetDateTime local = (OffsetDateTime) cell(rows, row, "local");
    add(
        text,
        "When",
        "时间",
        rows.cell(row, "when") + ", " + LOCAL.format(local) + " " + fact("zone"));
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

  private void line(String name, String value) throws IOException {
    fold(name + ":" + value, out);
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

  private Object fact(String name) {
    Object value = optional(name);
    if (value == null) {
      throw new IllegalArgumentException("a calendar states its " + name);
    }
    return value;
  }

  private @Nullable Object optional(String name) {
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
