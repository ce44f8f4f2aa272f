package dev.sluice.analysis.funnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matchers against an exhaustive search through all choices of events. */
class MatcherTest {
  private static final int ROUNDS = 1_500;

  /** What an attempt comes to. */
  private record Found(int level, boolean clean, long start, long finish) {
    boolean beats(Found other, boolean firstOnly) {
      if (firstOnly && other.level > 0 && start != other.start) {
        return start < other.start;
      }
      if (level != other.level) {
        return level > other.level;
      }
      if (clean != other.clean) {
        return clean;
      }
      return finish != other.finish ? finish < other.finish : start > other.start;
    }
  }

  /** Random events and a random rule. */
  private static final class Case {
    final Random random;
    final Trail trail = new Trail();
    Definition definition;

    Case(long seed, Order order, boolean plain) {
      random = new Random(seed);
      int steps = 1 + random.nextInt(4);
      List<Definition.Step> list = new ArrayList<>();
      boolean optional = !plain && order != Order.UNORDERED && random.nextInt(3) == 0;
      boolean own = !plain && order != Order.UNORDERED && random.nextInt(3) == 0;
      for (int j = 1; j <= steps; j++) {
        list.add(
            new Definition.Step(
                "s" + j,
                new Condition.Any(),
                optional && j > 1 && random.nextBoolean(),
                own && j > 1 && random.nextBoolean() ? (long) random.nextInt(5) : null));
      }
      List<Definition.Exclusion> exclusions = new ArrayList<>();
      if (!plain && steps > 1 && random.nextInt(2) == 0) {
        for (int e = 0; e <= random.nextInt(2); e++) {
          int from = order == Order.UNORDERED ? 1 : 1 + random.nextInt(steps - 1);
          int to = order == Order.UNORDERED ? steps : from + 1 + random.nextInt(steps - from);
          exclusions.add(new Definition.Exclusion(new Condition.Any(), from, to));
        }
      }
      boolean increasing = order != Order.UNORDERED && random.nextInt(4) == 0;
      boolean first = random.nextInt(5) == 0;
      definition = define(list, random.nextInt(9), order, increasing, first, exclusions);
      boolean single = random.nextBoolean();
      boolean ties = random.nextBoolean();
      long time = 0;
      int size = random.nextInt(9);
      for (int i = 0; i < size; i++) {
        time += ties ? random.nextInt(2) : 1 + random.nextInt(3);
        long mask = 0;
        if (single) {
          int bit = random.nextInt(steps + 1);
          mask = bit == steps ? 0 : 1L << bit;
        } else {
          mask = random.nextInt(1 << steps);
        }
        if (!exclusions.isEmpty() && random.nextInt(4) == 0) {
          mask =
              (random.nextBoolean() ? mask : 0) | (1L << (32 + random.nextInt(exclusions.size())));
        }
        trail.add(time, mask, 0, 0, 0, 0);
      }
    }

    Found found() {
      Rule rule = new Rule(definition);
      Attempt best = new Attempt(rule);
      best.clear();
      rule.matcher().match(trail, 0, trail.size, Long.MIN_VALUE, Long.MAX_VALUE, best);
      check(rule, best);
      return best.level == 0
          ? new Found(0, false, 0, 0)
          : new Found(
              best.level, best.clean, best.clean ? best.start : 0, best.clean ? best.finish : 0);
    }

    /** The events it gives to the steps are events that may fill them, each used once. */
    private void check(Rule rule, Attempt best) {
      if (best.level == 0 || !best.clean) {
        return;
      }
      TreeSet<Integer> used = new TreeSet<>();
      long last = best.start;
      for (int j = 1; j <= best.level; j++) {
        int event = best.event[j];
        if (event == Attempt.NONE) {
          assertThat(definition.steps().get(j - 1).optional()).isTrue();
          continue;
        }
        assertThat(used.add(event)).isTrue();
        assertThat(trail.time[event]).isBetween(last, best.start + rule.window);
        last = trail.time[event];
        if (rule.order != Order.UNORDERED) {
          assertThat(trail.mask[event] & Rule.bit(j)).isNotZero();
        }
      }
      assertThat(last).isEqualTo(best.finish);
    }

    Case with(Definition other) {
      definition = other;
      return this;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(definition.toString()).append("\n");
      for (int i = 0; i < trail.size; i++) {
        text.append(trail.time[i]).append(':').append(Long.toHexString(trail.mask[i])).append(' ');
      }
      return text.toString();
    }
  }

  private static Definition define(
      List<Definition.Step> steps,
      long window,
      Order order,
      boolean increasing,
      boolean first,
      List<Definition.Exclusion> exclusions) {
    return new Definition(
        steps,
        window,
        order,
        increasing,
        first,
        exclusions,
        List.of(),
        List.of(),
        Definition.Attribution.FIRST_TOUCH,
        0,
        1,
        null,
        Definition.Compare.NOTHING,
        null,
        null,
        1,
        steps.size(),
        false,
        null,
        null,
        false,
        ZoneOffset.UTC);
  }

  private static Definition like(
      Definition d,
      long window,
      Order order,
      boolean first,
      List<Definition.Exclusion> exclusions) {
    return define(d.steps(), window, order, d.increasing(), first, exclusions);
  }

  /** Every choice of events, one by one. */
  private static final class Search {
    private final Trail trail;
    private final Rule rule;
    private final int[] chosen;
    private Found best = new Found(0, false, 0, 0);
    private long only = Long.MIN_VALUE;

    Search(Case of) {
      trail = of.trail;
      rule = new Rule(of.definition);
      chosen = new int[rule.steps + 1];
    }

    Found run() {
      if (rule.order == Order.UNORDERED) {
        unordered();
      } else {
        for (int i = 0; i < trail.size; i++) {
          if ((trail.mask[i] & 1) != 0
              && (!rule.firstOnly || only == Long.MIN_VALUE || trail.time[i] == only)) {
            only = trail.time[i];
            java.util.Arrays.fill(chosen, -1);
            chosen[1] = i;
            extend(1);
          }
        }
      }
      return best.level == 0 || best.clean ? best : new Found(best.level, false, 0, 0);
    }

    private void extend(int level) {
      long start = trail.time[chosen[1]];
      if (rule.order != Order.STRICT || neighbours(level)) {
        Found found = new Found(level, clean(level), start, trail.time[chosen[level]]);
        if (found.beats(best, rule.firstOnly)) {
          best = found;
        }
      }
      int must = level;
      while (must >= 1 && (chosen[must] < 0 || (rule.required & Rule.bit(must)) == 0)) {
        must--;
      }
      for (int j = level + 1; j <= rule.steps; j++) {
        for (int i = 0; i < trail.size; i++) {
          long gap = trail.time[i] - trail.time[chosen[level]];
          if ((trail.mask[i] & Rule.bit(j)) != 0
              && (rule.increasing ? gap > 0 : gap >= 0)
              && trail.time[i] - start <= rule.window
              && trail.time[i] - trail.time[chosen[must]] <= rule.stepWindow[j]
              && !used(i, level)) {
            chosen[j] = i;
            extend(j);
            chosen[j] = -1;
          }
        }
        if ((rule.required & Rule.bit(j)) != 0) {
          break;
        }
      }
    }

    private boolean used(int event, int level) {
      return IntStream.rangeClosed(1, level).anyMatch(j -> chosen[j] == event);
    }

    private boolean neighbours(int level) {
      for (int i = 0; i < trail.size; i++) {
        if (trail.time[i] > trail.time[chosen[1]]
            && trail.time[i] < trail.time[chosen[level]]
            && !used(i, level)) {
          return false;
        }
      }
      return true;
    }

    private boolean clean(int level) {
      long start = trail.time[chosen[1]];
      for (int i = 0; i < trail.size; i++) {
        for (int e = 0; e < rule.exclusionFrom.length; e++) {
          long at = trail.time[i];
          if ((trail.mask[i] & (1L << (32 + e))) == 0 || at - start > rule.window) {
            continue;
          }
          int before = 0;
          int after = 0;
          for (int j = 1; j <= level; j++) {
            if (chosen[j] >= 0) {
              before = trail.time[chosen[j]] < at ? j : before;
              after = trail.time[chosen[j]] <= at ? j : after;
            }
          }
          if (before >= rule.exclusionFrom[e] && after < rule.exclusionTo[e]) {
            return false;
          }
        }
      }
      return true;
    }

    private void unordered() {
      for (int i = 0; i < trail.size; i++) {
        long start = trail.time[i];
        if ((int) trail.mask[i] == 0
            || (rule.firstOnly && only != Long.MIN_VALUE && start != only)) {
          continue;
        }
        only = start;
        long end = start + rule.window;
        for (int x = 0; x < trail.size; x++) {
          if (trail.mask[x] >>> 32 != 0 && trail.time[x] > start) {
            end = Math.min(end, trail.time[x]);
          }
        }
        int level = most(start, end, 1, 0);
        long finish = start;
        while (most(start, finish, 1, 0) < level) {
          finish++;
        }
        Found found = new Found(level, true, start, finish);
        if (found.beats(best, rule.firstOnly)) {
          best = found;
        }
      }
    }

    /** The most steps from {@code step} on that get an event of their own. */
    private int most(long from, long to, int step, int used) {
      if (step > rule.steps) {
        return 0;
      }
      int best = most(from, to, step + 1, used);
      for (int i = 0; i < trail.size; i++) {
        if (trail.time[i] >= from
            && trail.time[i] <= to
            && (used & (1 << i)) == 0
            && (trail.mask[i] & Rule.bit(step)) != 0) {
          best = Math.max(best, 1 + most(from, to, step + 1, used | (1 << i)));
        }
      }
      return best;
    }
  }

  static List<Order> orders() {
    return List.of(Order.values());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void the_plain_rule_agrees_with_exhaustive_search(Order order) {
    agree(order, true);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void the_whole_rule_agrees_with_exhaustive_search(Order order) {
    agree(order, false);
  }

  private static void agree(Order order, boolean plain) {
    int reached = 0;
    int tainted = 0;
    for (int seed = 0; seed < ROUNDS * 4; seed++) {
      Case random = new Case(seed, order, plain);
      Found wanted = new Search(random).run();
      assertThat(random.found()).as("seed %d\n%s", seed, random).isEqualTo(wanted);
      reached += wanted.level > 1 ? 1 : 0;
      tainted += wanted.level > 0 && !wanted.clean ? 1 : 0;
    }
    assertThat(reached).isGreaterThan(1_000);
    if (!plain && order != Order.UNORDERED) {
      assertThat(tainted).isGreaterThan(50);
    }
  }

  @Test
  void invariants_hold_on_random_data() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Case random = new Case(seed, Order.ORDERED, false);
      Definition d = random.definition;
      Found excluded =
          random.with(like(d, d.windowMicros(), Order.ORDERED, false, d.exclusions())).found();
      List<Definition.Exclusion> none = List.of();
      for (int i = 0; i < random.trail.size; i++) {
        random.trail.mask[i] &= 0xffffffffL;
      }
      boolean plain = d.steps().stream().allMatch(s -> !s.optional() && s.windowMicros() == null);
      int ordered =
          random.with(like(d, d.windowMicros(), Order.ORDERED, false, none)).found().level;
      int longer =
          random.with(like(d, d.windowMicros() + 2, Order.ORDERED, false, none)).found().level;
      int strict = random.with(like(d, d.windowMicros(), Order.STRICT, false, none)).found().level;
      int first = random.with(like(d, d.windowMicros(), Order.ORDERED, true, none)).found().level;
      assertThat(longer).as("seed %d: a longer window", seed).isGreaterThanOrEqualTo(ordered);
      assertThat(strict).as("seed %d: strict", seed).isLessThanOrEqualTo(ordered);
      assertThat(first).as("seed %d: first attempt", seed).isLessThanOrEqualTo(ordered);
      if (plain && !d.increasing()) {
        int any =
            random.with(like(d, d.windowMicros(), Order.UNORDERED, false, none)).found().level;
        assertThat(any).as("seed %d: any order", seed).isGreaterThanOrEqualTo(ordered);
      }
      assertThat(excluded.clean ? excluded.level : 0)
          .as("seed %d: an exclusion", seed)
          .isLessThanOrEqualTo(ordered);
    }
  }

  @Test
  void foreign_events_and_the_order_within_an_instant_change_nothing() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      for (Order order : Order.values()) {
        Case random = new Case(seed, order, false);
        Found before = random.found();
        shuffleInstants(random.trail, new Random(seed));
        assertThat(random.found()).as("seed %d\n%s", seed, random).isEqualTo(before);
        if (order != Order.STRICT && random.trail.size > 0) {
          Trail more = new Trail();
          for (int i = 0; i < random.trail.size; i++) {
            more.add(random.trail.time[i], random.trail.mask[i], 0, 0, 0, 0);
            more.add(random.trail.time[i], 0, 0, 0, 0, 0);
          }
          Rule rule = new Rule(random.definition);
          Attempt best = new Attempt(rule);
          best.clear();
          rule.matcher().match(more, 0, more.size, Long.MIN_VALUE, Long.MAX_VALUE, best);
          assertThat(best.level).as("seed %d", seed).isEqualTo(before.level);
        }
      }
    }
  }

  private static void shuffleInstants(Trail trail, Random random) {
    for (int i = 0; i + 1 < trail.size; i++) {
      if (trail.time[i] == trail.time[i + 1] && random.nextBoolean()) {
        long swap = trail.mask[i];
        trail.mask[i] = trail.mask[i + 1];
        trail.mask[i + 1] = swap;
      }
    }
  }
}
