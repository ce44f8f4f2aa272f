package dev.sluice.analysis.funnel.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The events of one user, reused from user to user; every array is as long as any other. */
final class Trail {
  /** What stands for an amount that is missing. */
  static final long MISSING = Long.MIN_VALUE;

  /** Microseconds since 1970. */
  long[] time = new long[64];

  /** See {@link Rule#EXCLUSIONS}. */
  long[] mask = new long[64];

  /** The value to break down by, as a hash; 0 = none. */
  long[] value = new long[64];

  /** Ten-thousandths of the currency; {@link #MISSING}. */
  long[] amount = new long[64];

  /** The name of an event that is no step, as a hash; 0 = a step. */
  long[] kind = new long[64];

  /** What tells the streams of held values apart. */
  long[] key = new long[64];

  int size;

  /** Where each stream of held values begins; the rule applies within each. */
  int[] stream = new int[4];

  int streams;

  /** The user's id, where it was asked for. */
  @Nullable String name;

  void clear() {
    size = 0;
    streams = 0;
  }

  int streamEnd(int s) {
    return s + 1 < streams ? stream[s + 1] : size;
  }

  void add(long at, long bits, long breakdown, long money, long other, long held) {
    if (size == time.length) {
      grow(2 * size);
    }
    time[size] = at;
    mask[size] = bits;
    value[size] = breakdown;
    amount[size] = money;
    kind[size] = other;
    key[size] = held;
    size++;
  }

  private void grow(int to) {
    time = Arrays.copyOf(time, to);
    mask = Arrays.copyOf(mask, to);
    value = Arrays.copyOf(value, to);
    amount = Arrays.copyOf(amount, to);
    kind = Arrays.copyOf(kind, to);
    key = Arrays.copyOf(key, to);
  }

  /** Puts the events of one instant into an order that does not depend on where they were read. */
  void settleInstants() {
    for (int i = 0; i < size; ) {
      int end = Matcher.endOfInstant(time, i, size);
      if (end - i > 1) {
        arrange(IntStream.range(i, end).boxed().sorted(this::compare).toArray(Integer[]::new), i);
      }
      i = end;
    }
  }

  private int compare(int a, int b) {
    if (mask[a] != mask[b]) {
      return Long.compare(mask[a], mask[b]);
    }
    return value[a] != value[b]
        ? Long.compare(value[a], value[b])
        : Long.compare(amount[a], amount[b]);
  }

  /**
   * Makes a stream of each held value, the events of each in the order of time. Sorting them so is
   * cheaper here than in the engine, which takes three times as long for one key more.
   */
  void beginStreams() {
    streams = 0;
    beginStream(0);
    int same = 1;
    while (same < size && key[same] == key[0]) {
      same++;
    }
    if (same >= size) {
      return;
    }
    Map<Long, List<Integer>> held = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      held.computeIfAbsent(key[i], k -> new ArrayList<>()).add(i);
    }
    Integer[] order = new Integer[size];
    int at = 0;
    streams = 0;
    for (List<Integer> events : held.values()) {
      beginStream(at);
      for (Integer event : events) {
        order[at++] = event;
      }
    }
    arrange(order, 0);
  }

  private void beginStream(int at) {
    if (streams + 1 >= stream.length) {
      stream = Arrays.copyOf(stream, 2 * stream.length);
    }
    stream[streams++] = at;
  }

  /** Puts event {@code order[i]} at place {@code to + i}. */
  private void arrange(Integer[] order, int to) {
    arrange(time, order, to);
    arrange(mask, order, to);
    arrange(value, order, to);
    arrange(amount, order, to);
    arrange(kind, order, to);
    arrange(key, order, to);
  }

  private static void arrange(long[] cells, Integer[] order, int to) {
    long[] moved = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      moved[i] = cells[order[i]];
    }
    System.arraycopy(moved, 0, cells, to, moved.length);
  }
}
