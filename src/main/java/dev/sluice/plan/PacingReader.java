package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a campaign says of {@link Pacing}. */
final class PacingReader {
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern HOURS = Pattern.compile("(.+)-(.+)");
  private static final String TIME_SYNTAX = "write it as 08:00";

  private PacingReader() {}

  static Pacing read(@Nullable Fields fields) {
    if (fields == null) {
      return Pacing.NONE;
    }
    Pacing pacing =
        new Pacing(
            fields.count("pushes_per_day", Measure.COUNT),
            dayparts(fields),
            blackouts(fields),
            fields.number("daily_maximum", Measure.MONEY));
    fields.close();
    return pacing;
  }

  /** What the keys of a layer say. */
  static Pacing.OfLayer ofLayer(Fields fields) {
    BigDecimal minimum = fields.number("daily_minimum", Measure.MONEY);
    BigDecimal maximum = fields.number("daily_maximum", Measure.MONEY);
    fields.ordered("daily_minimum", minimum, "daily_maximum", maximum);
    return new Pacing.OfLayer(minimum, maximum, pushes(fields.object("pushes_to_place")));
  }

  private static Pacing.@Nullable PushesToPlace pushes(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Long count = fields.count("count", Measure.COUNT_ABOVE_ZERO);
    BigDecimal value = fields.number("value", Measure.NUMBER);
    Duration gap = fields.parsed("gap", Fields::durationOf, "write it as 20h, 90m or 1h30m");
    Long perDay = fields.count("per_day", Measure.COUNT_ABOVE_ZERO);
    fields.missing("count", "the pushes to place have no 'count'");
    if (count != null && count > 1000) {
      fields.fault("count", "range", count + " pushes are more than a schedule can place", null);
    }
    fields.close();
    return count == null
        ? null
        : new Pacing.PushesToPlace(
            count,
            value == null ? BigDecimal.ONE : value,
            gap == null ? Duration.ZERO : gap,
            perDay);
  }

  private static List<Pacing.Daypart> dayparts(Fields pacing) {
    List<Pacing.Daypart> parts = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields fields : pacing.objects("dayparts")) {
      String id = fields.id("id");
      LocalTime from = fields.parsed("from", PacingReader::time, TIME_SYNTAX);
      LocalTime to = fields.parsed("to", PacingReader::endTime, TIME_SYNTAX);
      BigDecimal weight = fields.number("weight", Measure.NUMBER_ABOVE_ZERO);
      fields.missing("id", "the part of the day has no id");
      fields.missing("from", "the part of the day has no beginning");
      fields.missing("to", "the part of the day has no end");
      fields.close();
      if (id == null || from == null || to == null) {
        continue;
      }
      if (!ids.add(id)) {
        fields.fault("id", "duplicate-id", "another part is '" + id + "' already", null);
      }
      if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
        fields.fault(
            "to",
            "range",
            "the part ends before it begins",
            "a part lies within a day: make one of its hours before midnight and one of the rest");
        continue;
      }
      Pacing.Daypart part =
          new Pacing.Daypart(id, from, to, weight == null ? BigDecimal.ONE : weight);
      for (Pacing.Daypart other : parts) {
        if (part.overlaps(other)) {
          fields.fault(
              "from", "conflict", "the part '" + id + "' overlaps '" + other.id() + "'", null);
        }
      }
      parts.add(part);
    }
    parts.sort((a, b) -> a.from().compareTo(b.from()));
    return parts;
  }

  private static List<Pacing.Blackout> blackouts(Fields pacing) {
    List<Pacing.Blackout> blackouts = new ArrayList<>();
    for (Fields fields : pacing.objects("blackout")) {
      QuietHours daily = fields.parsed("daily", PacingReader::hours, "write it as 23:00-08:00");
      String syntax = "write it as 2026-11-01T12:00 or T-3d 12:00";
      Pacing.Edge from = fields.parsed("from", PacingReader::edge, syntax);
      Pacing.Edge to = fields.parsed("to", PacingReader::edge, syntax);
      if (fields.has("daily")) {
        for (String other : List.of("from", "to")) {
          if (fields.has(other)) {
            fields.fault(
                other, "conflict", "'" + other + "' has no place beside 'daily'", "keep one");
          }
        }
      } else {
        fields.missing("from", "the blackout has no beginning");
        fields.missing("to", "the blackout has no end");
      }
      fields.close();
      if (daily != null) {
        blackouts.add(new Pacing.Blackout.Daily(daily));
      } else if (from != null && to != null) {
        blackouts.add(new Pacing.Blackout.Once(fields.path(), from, to));
      }
    }
    return blackouts;
  }

  private static Pacing.Edge edge(String text) {
    return text.startsWith("T") || text.startsWith("end")
        ? new Pacing.Edge(null, When.parse(text))
        : new Pacing.Edge(CampaignReader.wallClock(text), null);
  }

  private static QuietHours hours(String text) {
    Matcher matcher = HOURS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' are no hours of a day");
    }
    QuietHours hours =
        new QuietHours(time(matcher.group(1).strip()), endTime(matcher.group(2).strip()));
    if (hours.from().equals(hours.to())) {
      throw new IllegalArgumentException("'" + text + "' begins and ends at the same time");
    }
    return hours;
  }

  private static LocalTime time(String text) {
    if (!TIME.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a time of day");
    }
    return LocalTime.parse(text);
  }

  private static LocalTime endTime(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : time(text);
  }
}
