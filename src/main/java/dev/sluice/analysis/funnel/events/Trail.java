package dev.sluice.analysis.funnel.events;

import java.util.Arrays;
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

  void beginStream() {
    if (streams + 1 >= stream.length) {
      stream = Arrays.copyOf(stream, 2 * stream.length);
    }
    stream[streams++] = size;
  }

  int streamEnd(int s) {
    return s + 1 < streams ? stream[s + 1] : size;
  }

  void add(long at, long bits, long breakdown, long money, long other) {
    if (size == time.length) {
      int more = 2 * size;
      time = Arrays.copyOf(time, more);
      mask = Arrays.copyOf(mask, more);
      value = Arrays.copyOf(value, more);
      amount = Arrays.copyOf(amount, more);
      kind = Arrays.copyOf(kind, more);
    }
    time[size] = at;
    mask[size] = bits;
    value[size] = breakdown;
    amount[size] = money;
    kind[size] = other;
    size++;
  }
}
