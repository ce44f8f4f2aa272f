package dev.sluice.analysis.funnel.events;

import dev.sluice.workspace.Batch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the ordered stream of events and turns each user into a count. */
final class Fold {
  /** In place of the time of an event that has none, or that has no user. */
  static final long NO_TIME = -(1L << 52);

  static final long NO_USER = NO_TIME + 1;

  /** The end of the year 2096; as far before 1970 an event has no time either. */
  static final long LAST_TIME = 4_000_000_000_000_000L;

  /**
   * A user and how far they got.
   *
   * @param start when the attempt began, microseconds; meaningless at level 0
   * @param finish when it got there
   * @param filled the bits of the steps that were filled
   */
  record Reached(String user, int level, boolean clean, long start, long finish, int filled) {}

  /** The users who entered in one period, and those of them who reached the step asked for. */
  static final class Period {
    long entered;
    long reached;
    long open;
  }

  /** How often an event was done on the way, by users who converted and by users who did not. */
  static final class Done {
    long converted;
    long notConverted;
  }

  private final Definition definition;
  private final Columns columns;
  private final Rule rule;
  private final Matcher matcher;
  private final Trail trail = new Trail();
  private final Attempt best;
  private final long asOf;
  private final int entries;
  private final long from;
  private final long to;
  private final Definition.@Nullable Range previous;
  private final boolean money;

  /** Of all users, and by the value of the breakdown. */
  final Tally all;

  final Tally before;
  final Map<Long, Tally> groups = new HashMap<>();
  final NavigableMap<LocalDate, Period> periods = new TreeMap<>();
  final Map<Long, Done> done = new HashMap<>();
  final List<Reached> users = new ArrayList<>();
  long withoutTime;
  long withoutUser;
  long events;

  private boolean begun;
  private long unit;

  /** Where a value stands in a row of the stream, −1 when it was not asked for. */
  record Columns(boolean packed, int stream, int value, int amount, int kind, int name) {}

  Fold(Definition definition, Columns columns, long asOf, Definition.@Nullable Range previous) {
    this.definition = definition;
    this.columns = columns;
    this.rule = new Rule(definition);
    this.matcher = rule.matcher();
    this.best = new Attempt(rule);
    this.asOf = asOf;
    this.entries = rule.order == Order.UNORDERED ? Rule.between(0, rule.steps) : 1;
    Definition.Range range = definition.range();
    this.from = range == null ? Long.MIN_VALUE : range.from();
    this.to = range == null ? Long.MAX_VALUE : range.to();
    this.previous = previous;
    this.money = columns.amount() >= 0;
    this.all = new Tally(rule.steps);
    this.before = new Tally(rule.steps);
  }

  void accept(Batch batch) {
    int size = batch.size();
    long[] units = batch.numbers(0);
    long[] times = batch.numbers(1);
    boolean packed = columns.packed();
    long[] masks = packed ? times : batch.numbers(2);
    long[] streams = optional(batch, columns.stream());
    long[] values = optional(batch, columns.value());
    long[] amounts = optional(batch, columns.amount());
    long[] kinds = optional(batch, columns.kind());
    for (int i = 0; i < size; i++) {
      long at = packed ? times[i] >> Rule.PACKED : times[i];
      if (at <= NO_USER) {
        if (at == NO_TIME) {
          withoutTime++;
        } else {
          withoutUser++;
        }
        continue;
      }
      if (!begun || units[i] != unit) {
        finish();
        begun = true;
        unit = units[i];
        trail.clear();
        trail.name = columns.name() < 0 ? null : batch.text(columns.name(), i);
      }
      trail.add(
          at,
          packed ? rule.unpackedMask(times[i]) : masks[i],
          values.length == 0 ? 0 : values[i],
          amounts.length == 0 ? Trail.MISSING : amounts[i],
          kinds.length == 0 ? 0 : kinds[i],
          streams.length == 0 ? 0 : streams[i]);
      events++;
    }
  }

  private static long[] optional(Batch batch, int column) {
    return column < 0 ? new long[0] : batch.numbers(column);
  }

  /** Counts the last user. */
  void finish() {
    if (!begun) {
      return;
    }
    begun = false;
    if (columns.value() >= 0 || money) {
      trail.settleInstants();
    }
    trail.beginStreams();
    boolean mayEnter = (Matcher.union(trail.mask, 0, trail.size) & entries) != 0;
    if (mayEnter) {
      find(from, to);
    } else {
      best.clear();
    }
    if (best.level > 0) {
      count();
    }
    if (columns.name() >= 0) {
      list();
    }
    if (mayEnter && previous != null) {
      find(previous.from(), previous.to());
      if (best.level > 0) {
        before.add(trail, best, false, definition.fromStep(), definition.toStep(), money);
      }
    }
    if (mayEnter && definition.trend() != null) {
      trend(definition.trend());
    }
  }

  private void find(long since, long until) {
    best.clear();
    for (int s = 0; s < trail.streams; s++) {
      matcher.match(trail, trail.stream[s], trail.streamEnd(s), since, until, best);
    }
  }

  private void count() {
    boolean open = open();
    all.add(trail, best, open, definition.fromStep(), definition.toStep(), money);
    if (columns.value() >= 0) {
      long value = value();
      if (value != MISSING_STEP) {
        groups
            .computeIfAbsent(value, v -> new Tally(rule.steps))
            .add(trail, best, open, definition.fromStep(), definition.toStep(), money);
      }
    }
    if (columns.kind() >= 0 && best.clean) {
      correlate();
    }
  }

  /** Whether more may come: not through, and the window reaches beyond the data. */
  private boolean open() {
    return best.level < rule.steps && asOf - best.start < rule.window;
  }

  private static final long MISSING_STEP = -1;

  /** The value of a user; 0 = none, −1 = the step that gives it was not reached. */
  private long value() {
    switch (definition.attribution()) {
      case STEP -> {
        int step = definition.attributionStep();
        return best.level < step || best.event[step] == Attempt.NONE
            ? MISSING_STEP
            : trail.value[best.event[step]];
      }
      case ALL_EVENTS -> {
        return trail.value[0];
      }
      case FIRST_TOUCH, LAST_TOUCH -> {
        boolean first = definition.attribution() == Definition.Attribution.FIRST_TOUCH;
        int found = -1;
        for (int i = 0; i < trail.size; i++) {
          if ((int) trail.mask[i] == 0 || trail.value[i] == 0) {
            continue;
          }
          if (found < 0
              || (first ? trail.time[i] < trail.time[found] : trail.time[i] >= trail.time[found])) {
            found = i;
          }
        }
        return found < 0 ? 0 : trail.value[found];
      }
    }
    throw new IllegalStateException("no attribution");
  }

  private void list() {
    int filled = 0;
    for (int j = 1; j <= best.level; j++) {
      filled |= best.event[j] == Attempt.NONE ? 0 : Rule.bit(j);
    }
    users.add(
        new Reached(
            String.valueOf(trail.name),
            best.level,
            best.level == 0 || best.clean,
            best.start,
            best.finish,
            filled));
  }

  /** The other events between entry and conversion; without one, until the window ends. */
  private void correlate() {
    boolean converted = best.level == rule.steps;
    long end = converted || rule.window == Rule.UNLIMITED ? best.finish : best.start + rule.window;
    if (!converted && rule.window == Rule.UNLIMITED) {
      end = Long.MAX_VALUE;
    }
    Set<Long> kinds = new HashSet<>();
    for (int i = 0; i < trail.size; i++) {
      if (trail.kind[i] != 0 && trail.time[i] >= best.start && trail.time[i] <= end) {
        kinds.add(trail.kind[i]);
      }
    }
    for (Long kind : kinds) {
      Done count = done.computeIfAbsent(kind, k -> new Done());
      if (converted) {
        count.converted++;
      } else {
        count.notConverted++;
      }
    }
  }

  private void trend(Definition.Trend length) {
    if (rule.firstOnly) {
      find(from, to);
      if (best.level > 0) {
        enter(period(best.start, length, definition.zone()));
      }
      return;
    }
    Set<LocalDate> seen = new HashSet<>();
    long end = Long.MIN_VALUE;
    for (int i = 0; i < trail.size; i++) {
      long at = trail.time[i];
      if ((trail.mask[i] & entries) == 0 || at < from || at >= to) {
        continue;
      }
      // Most events of a user lie in the period of the one before.
      if (at < end && trail.streams == 1) {
        continue;
      }
      LocalDate first = period(at, length, definition.zone());
      long begin = Draft.start(first, definition.zone());
      end = Draft.start(next(first, length), definition.zone());
      if (!seen.add(first)) {
        continue;
      }
      find(Math.max(from, begin), Math.min(to, end));
      enter(first);
    }
  }

  private void enter(LocalDate first) {
    if (best.level >= definition.fromStep() && best.clean) {
      Period period = periods.computeIfAbsent(first, p -> new Period());
      period.entered++;
      if (best.level >= definition.toStep()) {
        period.reached++;
      } else if (open()) {
        period.open++;
      }
    }
  }

  static LocalDate period(long micros, Definition.Trend length, ZoneId zone) {
    LocalDate day = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
    return switch (length) {
      case DAY -> day;
      case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  static LocalDate next(LocalDate first, Definition.Trend length) {
    return switch (length) {
      case DAY -> first.plusDays(1);
      case WEEK -> first.plusWeeks(1);
      case MONTH -> first.plusMonths(1);
    };
  }
}
