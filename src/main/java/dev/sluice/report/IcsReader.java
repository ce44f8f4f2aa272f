package dev.sluice.report;

import dev.sluice.answer.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calendars that {@link Ics} writes, and refuses all others.
 *
 * <p>The libraries for iCalendar read whatever a program may have meant and write it anew in their
 * own way. Here an entry that did not change must come back byte for byte, and a file that is cut
 * off or somebody else's must be refused, or what it lacks would be told to everybody as cancelled.
 * So this knows no property but the three that it needs and keeps all others as they stand.
 */
final class IcsReader {
  // A UID is no part of a calendar's head: where one stands the entry has lost its beginning.
  private static final Pattern ENTRY = Pattern.compile("BEGIN:VEVENT|UID:.*");
  private static final Pattern UID = Pattern.compile("[^/]+/.+@sluice");
  // An integer of RFC 5545, with room for one more.
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,9}");

  private final String file;
  private final List<IcsEntry> entries = new ArrayList<>();
  private final Set<String> uids = new HashSet<>();

  private IcsReader(String file) {
    this.file = file;
  }

  /** A line with its continuations joined, and the number of the first in the file. */
  private record Line(int number, String text) {
    /** The value of the property, or {@code null} when this is another. */
    @Nullable String value(String property) {
      return text.startsWith(property + ":") ? text.substring(property.length() + 1) : null;
    }
  }

  /**
   * The entries of a calendar, in its order.
   *
   * @param file its name, for messages
   * @throws Refusal when it is not one of ours, or not whole
   */
  static List<IcsEntry> read(String file, String text) {
    IcsReader reader = new IcsReader(file);
    reader.calendar(reader.unfolded(text));
    return reader.entries;
  }

  private void calendar(List<Line> lines) {
    int first = 0;
    boolean ours = false;
    while (first < lines.size() && !ENTRY.matcher(lines.get(first).text()).matches()) {
      ours |= Ics.PRODUCT.equals(lines.get(first).value("PRODID"));
      first++;
    }
    if (!ours || !lines.get(0).text().equals("BEGIN:VCALENDAR")) {
      throw Refusal.input(
          file + " is not a calendar that sluice wrote, and was left as it is",
          "write to another file; --previous FILE.ics names the calendar that was sent out last");
    }
    Line last = lines.get(lines.size() - 1);
    if (!last.text().equals("END:VCALENDAR")) {
      throw damaged(last.number(), "it ends before END:VCALENDAR");
    }
    int begin = first;
    for (int i = first; i < lines.size() - 1; i++) {
      if (i == begin && !lines.get(i).text().equals("BEGIN:VEVENT")) {
        throw damaged(lines.get(i).number(), "an entry begins with BEGIN:VEVENT");
      }
      if (lines.get(i).text().equals("END:VEVENT")) {
        entry(lines.subList(begin, i));
        begin = i + 1;
      }
    }
    if (begin < lines.size() - 1) {
      throw damaged(lines.get(begin).number(), "the entry has no END:VEVENT");
    }
  }

  /** Reads the lines of an entry, from BEGIN:VEVENT up to its end. */
  private void entry(List<Line> lines) {
    String uid = null;
    Instant stamp = null;
    Long sequence = null;
    List<String> properties = new ArrayList<>();
    for (Line line : lines.subList(1, lines.size())) {
      String value;
      if (line.text().equals("BEGIN:VEVENT")) {
        throw damaged(line.number(), "the entry before it has no END:VEVENT");
      } else if (uid == null && (value = line.value("UID")) != null) {
        uid = uid(line, value);
      } else if (stamp == null && (value = line.value("DTSTAMP")) != null) {
        stamp = stamp(line, value);
      } else if (sequence == null && (value = line.value("SEQUENCE")) != null) {
        sequence = sequence(line, value);
      } else {
        properties.add(line.text());
      }
    }
    if (uid == null || stamp == null || sequence == null) {
      throw damaged(lines.get(0).number(), "the entry lacks its UID, DTSTAMP or SEQUENCE");
    }
    entries.add(new IcsEntry(uid, stamp, sequence, properties));
  }

  private String uid(Line line, String value) {
    if (!UID.matcher(value).matches()) {
      throw damaged(line.number(), "'" + value + "' is no UID of ours");
    }
    if (!uids.add(value)) {
      throw damaged(line.number(), "two entries have the UID '" + value + "'");
    }
    return value;
  }

  private Instant stamp(Line line, String value) {
    try {
      return IcsEntry.UTC.parse(value, Instant::from);
    } catch (DateTimeException e) {
      throw damaged(line.number(), "'" + value + "' is no time in UTC");
    }
  }

  private long sequence(Line line, String value) {
    if (!SEQUENCE.matcher(value).matches()) {
      throw damaged(line.number(), "'" + value + "' is no SEQUENCE");
    }
    return Long.parseLong(value);
  }

  /** Undoes {@link Ics#fold}; line ends that something on the way made LF are read too. */
  private List<Line> unfolded(String text) {
    List<Line> lines = new ArrayList<>();
    String[] physical = text.split("\r?\n", -1);
    int whole = physical.length - 1;
    for (int i = 0; i < whole; i++) {
      if (physical[i].startsWith(" ") && !lines.isEmpty()) {
        Line line = lines.remove(lines.size() - 1);
        lines.add(new Line(line.number(), line.text() + physical[i].substring(1)));
      } else {
        lines.add(new Line(i + 1, physical[i]));
      }
    }
    // What follows the last line end: nothing, unless the file was cut.
    lines.add(new Line(whole + 1, physical[whole]));
    if (lines.size() > 1 && physical[whole].isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private Refusal damaged(int line, String what) {
    return Refusal.input(
        file + ":" + line + ": the calendar is damaged, and was left as it is: " + what,
        "take the copy that was sent out last, or write to another file");
  }
}
