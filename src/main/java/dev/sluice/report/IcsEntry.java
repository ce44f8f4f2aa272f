package dev.sluice.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An entry of an iCalendar file, in unfolded content lines.
 *
 * @param uid names it for good, whatever else changes
 * @param stamp when this state of it was made, to the second
 * @param sequence of two states of an entry the one with the higher number holds
 * @param properties all other lines between BEGIN:VEVENT and END:VEVENT, alarms among them
 */
record IcsEntry(String uid, Instant stamp, long sequence, List<String> properties) {
  static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private static final String CANCELLED = "STATUS:CANCELLED";

  IcsEntry {
    properties = List.copyOf(properties);
  }

  boolean isCancelled() {
    return properties.contains(CANCELLED);
  }

  /** What its UID begins with, such as {@code spring/show/} of all segments. */
  String family() {
    return uid.substring(0, uid.lastIndexOf('/') + 1);
  }

  /** Its properties as those of an entry that is called off, which rings no more. */
  List<String> cancelled() {
    List<String> lines = new ArrayList<>();
    boolean alarm = false;
    for (String line : properties) {
      alarm |= line.equals("BEGIN:VALARM");
      if (!alarm) {
        lines.add(line);
      }
      alarm &= !line.equals("END:VALARM");
    }
    lines.add(CANCELLED);
    return lines;
  }

  /**
   * The state after this one: its SEQUENCE is higher and its DTSTAMP later, whatever the campaign's
   * revision and the time told from it say. A broadcast that moves to an earlier day would else
   * seem to have been planned before.
   */
  IcsEntry changedTo(List<String> next, long revision, Instant now) {
    Instant later = stamp.plusSeconds(1);
    return new IcsEntry(
        uid, now.isAfter(later) ? now : later, Math.max(revision, sequence + 1), next);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("BEGIN:VEVENT");
    lines.add("UID:" + uid);
    lines.add("DTSTAMP:" + UTC.format(stamp));
    lines.add("SEQUENCE:" + sequence);
    lines.addAll(properties);
    lines.add("END:VEVENT");
    return lines;
  }
}
