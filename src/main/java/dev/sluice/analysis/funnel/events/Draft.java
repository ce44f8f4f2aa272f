package dev.sluice.analysis.funnel.events;

import dev.sluice.answer.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A definition as it is being written, from a file or from options. */
public final class Draft {
  static final int DEFAULT_LIMIT = 25;
  static final int MOST_PROPERTIES = 3;
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|min|m|h|d|w)");
  private static final long SECOND = 1_000_000L;

  final List<Definition.Step> steps = new ArrayList<>();
  final List<Definition.Exclusion> exclusions = new ArrayList<>();
  final List<String> held = new ArrayList<>();
  final List<String> breakdown = new ArrayList<>();
  @Nullable Long window;
  Order order = Order.ORDERED;
  boolean increasing;
  boolean firstOnly;
  Definition.Attribution attribution = Definition.Attribution.FIRST_TOUCH;
  int attributionStep;
  int limit = DEFAULT_LIMIT;
  @Nullable String from;
  @Nullable String to;
  Definition.Compare compare = Definition.Compare.NOTHING;
  @Nullable String baseline;
  Definition.@Nullable Trend trend;
  int fromStep = 1;
  @Nullable Integer toStep;
  boolean times;
  @Nullable Integer bins;
  @Nullable String revenue;
  boolean correlation;
  @Nullable ZoneId zone;

  /** What is wrong, a sentence each. */
  final List<String> faults = new ArrayList<>();

  /** A funnel whose steps are events of these names. */
  public static Draft ofSteps(List<String> events) {
    Draft draft = new Draft();
    for (String event : events) {
      draft.steps.add(new Definition.Step(event, new Condition.Named(List.of(event)), false, null));
    }
    return draft;
  }

  public Draft window(String text) {
    Long micros = micros(text);
    if (micros == null) {
      throw Refusal.usage("--window: '" + text + "' is no length of time", "write it as 30m or 1h");
    }
    window = micros;
    return this;
  }

  public Draft order(Order asked) {
    order = asked;
    return this;
  }

  public Draft hold(List<String> properties) {
    held.addAll(properties);
    return this;
  }

  public Draft breakDown(List<String> properties) {
    breakdown.clear();
    breakdown.addAll(properties);
    return this;
  }

  public Draft attribute(String text) {
    String fault = attribution(text);
    if (fault != null) {
      throw Refusal.usage(
          "--attribution: there is no '" + text + "'",
          "choose first_touch, last_touch, step:K or all_events");
    }
    return this;
  }

  public Draft range(@Nullable String first, @Nullable String last) {
    from = first == null ? from : first;
    to = last == null ? to : last;
    return this;
  }

  public Draft compare(String text) {
    if (text.equals("previous")) {
      compare = Definition.Compare.PREVIOUS;
      baseline = null;
    } else {
      compare = Definition.Compare.GROUP;
      baseline = text;
    }
    return this;
  }

  public Draft trend(Definition.Trend periods) {
    trend = periods;
    return this;
  }

  /** The zone of days, unless the definition states one. */
  public Draft zone(@Nullable ZoneId standard) {
    zone = zone == null ? standard : zone;
    return this;
  }

  @Nullable String attribution(String text) {
    String word = text.toLowerCase(Locale.ROOT).replace('-', '_');
    if (word.startsWith("step:") && word.substring(5).matches("[0-9]{1,2}")) {
      attribution = Definition.Attribution.STEP;
      attributionStep = Integer.parseInt(word.substring(5));
      return null;
    }
    for (Definition.Attribution each : Definition.Attribution.values()) {
      if (each != Definition.Attribution.STEP
          && each.name().toLowerCase(Locale.ROOT).equals(word)) {
        attribution = each;
        return null;
      }
    }
    return "there is no attribution '"
        + text
        + "': choose first_touch, last_touch, step:K or"
        + " all_events";
  }

  /** Microseconds of a length such as {@code 1h}, {@code 90s} or {@code 1d12h}; {@code null}. */
  static @Nullable Long micros(String text) {
    String rest = text.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    Matcher part = PART.matcher(rest);
    int end = 0;
    long sum = 0;
    try {
      while (part.find() && part.start() == end) {
        long unit =
            switch (part.group(2)) {
              case "ms" -> 1_000L;
              case "s" -> SECOND;
              case "m", "min" -> 60 * SECOND;
              case "h" -> 3_600 * SECOND;
              case "d" -> 86_400 * SECOND;
              default -> 7 * 86_400 * SECOND;
            };
        sum = Math.addExact(sum, Math.multiplyExact(Long.parseLong(part.group(1)), unit));
        end = part.end();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
    return end == rest.length() && end > 0 ? sum : null;
  }

  /** The definition, or a refusal that lists what is wrong with it. */
  public Definition finish() {
    ZoneId days = zone == null ? ZoneOffset.UTC : zone;
    check();
    Definition.Range range = range(days);
    if (compare == Definition.Compare.PREVIOUS && (range == null || from == null || to == null)) {
      faults.add("a comparison with the previous period needs a first and a last day");
    }
    if (!faults.isEmpty()) {
      throw Refusal.input(
          faults.size() == 1
              ? "the funnel has a fault: " + faults.get(0)
              : "the funnel has " + faults.size() + " faults:\n  " + String.join("\n  ", faults),
          null);
    }
    return new Definition(
        steps,
        window == null ? Rule.UNLIMITED : window,
        order,
        increasing,
        firstOnly,
        exclusions,
        held,
        breakdown,
        attribution,
        attributionStep,
        limit,
        range,
        compare,
        baseline,
        trend,
        fromStep,
        toStep == null ? steps.size() : toStep,
        times,
        bins,
        revenue,
        correlation,
        days);
  }

  private void check() {
    int n = steps.size();
    if (n == 0 || n > Rule.MOST_STEPS) {
      faults.add("a funnel has 1 to " + Rule.MOST_STEPS + " steps, not " + n);
      return;
    }
    if (window == null) {
      faults.add("window_seconds (or window) is missing: how long after step 1 a step counts");
    } else if (window < 0) {
      faults.add("the window is negative");
    }
    checkSteps(n);
    for (Definition.Exclusion exclusion : exclusions) {
      if (exclusion.fromStep() < 1
          || exclusion.toStep() > n
          || exclusion.fromStep() >= exclusion.toStep()) {
        faults.add(
            "an exclusion lies between two steps of 1 to "
                + n
                + ", the second after the first, not between "
                + exclusion.fromStep()
                + " and "
                + exclusion.toStep());
      } else if (order == Order.UNORDERED
          && (exclusion.fromStep() != 1 || exclusion.toStep() != n)) {
        faults.add("an exclusion of a funnel in any order lies between its first and last step");
      }
    }
    if (exclusions.size() > Rule.MOST_EXCLUSIONS) {
      faults.add("more than " + Rule.MOST_EXCLUSIONS + " exclusions");
    }
    if (order == Order.UNORDERED && increasing) {
      faults.add("steps in any order cannot have increasing times");
    }
    if (breakdown.size() > MOST_PROPERTIES) {
      faults.add("a breakdown takes up to " + MOST_PROPERTIES + " properties");
    }
    if (attribution == Definition.Attribution.STEP
        && (attributionStep < 1 || attributionStep > n)) {
      faults.add("attribution step:" + attributionStep + ": there is no such step");
    }
    if (limit < 1) {
      faults.add("breakdown_limit is at least 1");
    }
    int last = toStep == null ? n : toStep;
    if (fromStep < 1 || last > n || (n > 1 && fromStep >= last)) {
      faults.add(
          "from_step and to_step are two steps of 1 to " + n + ", the second after the first");
    }
    if (bins != null && (bins < 1 || bins > 1_000)) {
      faults.add("bin_count lies between 1 and 1000");
    }
    if (compare == Definition.Compare.GROUP && breakdown.isEmpty()) {
      faults.add("a comparison with the group '" + baseline + "' needs a breakdown");
    }
    boolean perValue = attribution == Definition.Attribution.ALL_EVENTS && !breakdown.isEmpty();
    if (perValue && (correlation || trend != null || compare == Definition.Compare.PREVIOUS)) {
      faults.add(
          "with attribution all_events a user counts once per value: there is no trend, comparison"
              + " of periods or correlation of the whole");
    }
  }

  private void checkSteps(int n) {
    for (int j = 1; j <= n; j++) {
      Definition.Step step = steps.get(j - 1);
      if (!step.optional() && step.windowMicros() == null) {
        continue;
      }
      if (order == Order.UNORDERED) {
        faults.add("step " + j + ": steps in any order are neither optional nor have own windows");
      }
      if (!step.optional()) {
        continue;
      }
      if (j == 1) {
        faults.add("step 1 cannot be optional");
      }
      if (j < n && !steps.get(j).optional() && steps.get(j).match().equals(step.match())) {
        faults.add("step " + j + " is optional and the same as the step after it");
      }
    }
  }

  private Definition.@Nullable Range range(ZoneId days) {
    if (from == null && to == null) {
      return null;
    }
    LocalDate first = day(from);
    LocalDate last = day(to);
    long begin = from == null ? Long.MIN_VALUE : first == null ? instant(from) : start(first, days);
    long end =
        to == null ? Long.MAX_VALUE : last == null ? instant(to) : start(last.plusDays(1), days);
    if (begin >= end) {
      faults.add("the range ends before it begins: " + from + " to " + to);
    }
    return new Definition.Range(begin, end, first, last);
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private long instant(String text) {
    try {
      return micros(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      faults.add("'" + text + "' is neither a day nor an instant with its offset");
      return 0;
    }
  }

  static long start(LocalDate day, ZoneId zone) {
    return micros(day.atStartOfDay(zone).toInstant());
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 1_000);
  }
}
