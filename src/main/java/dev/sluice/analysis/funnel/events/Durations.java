package dev.sluice.analysis.funnel.events;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lengths of time in microseconds, kept in blocks so that growing copies nothing. */
final class Durations {
  private static final int BLOCK = 1 << 14;
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000);

  private final List<long[]> blocks = new ArrayList<>();
  private long[] block = new long[0];
  private int used;

  void add(long micros) {
    if (used == block.length) {
      // The first is small: a breakdown has many lists, and most of them are short.
      block = new long[blocks.isEmpty() ? 16 : BLOCK];
      blocks.add(block);
      used = 0;
    }
    block[used++] = micros;
  }

  int size() {
    int size = 0;
    for (int i = 0; i < blocks.size(); i++) {
      size += i + 1 < blocks.size() ? blocks.get(i).length : used;
    }
    return size;
  }

  void addAll(Durations other) {
    for (long micros : other.toArray()) {
      add(micros);
    }
  }

  long[] toArray() {
    long[] all = new long[size()];
    int at = 0;
    for (int i = 0; i < blocks.size(); i++) {
      int length = i + 1 < blocks.size() ? blocks.get(i).length : used;
      System.arraycopy(blocks.get(i), 0, all, at, length);
      at += length;
    }
    return all;
  }

  /** The mean in seconds, to the microsecond; {@code null} of none. */
  static @Nullable BigDecimal average(long[] all) {
    if (all.length == 0) {
      return null;
    }
    BigDecimal sum = BigDecimal.ZERO;
    long part = 0;
    for (long micros : all) {
      if (part > Long.MAX_VALUE - micros) {
        sum = sum.add(BigDecimal.valueOf(part));
        part = 0;
      }
      part += micros;
    }
    sum = sum.add(BigDecimal.valueOf(part));
    return seconds(sum.divide(BigDecimal.valueOf(all.length), MathContext.DECIMAL64));
  }

  /**
   * A quantile in seconds: between the two nearest ranks in proportion (type 7 of Hyndman and Fan);
   * {@code null} of none. Changes the order of {@code all}.
   */
  static @Nullable BigDecimal quantile(long[] all, BigDecimal share) {
    if (all.length == 0) {
      return null;
    }
    BigDecimal rank = share.multiply(BigDecimal.valueOf(all.length - 1L));
    int low = rank.intValue();
    long below = select(all, low);
    BigDecimal fraction = rank.subtract(BigDecimal.valueOf(low));
    if (fraction.signum() == 0) {
      return seconds(BigDecimal.valueOf(below));
    }
    // Selecting leaves all that is not smaller to the right.
    long above = Long.MAX_VALUE;
    for (int i = low + 1; i < all.length; i++) {
      above = Math.min(above, all[i]);
    }
    return seconds(
        BigDecimal.valueOf(below)
            .add(fraction.multiply(BigDecimal.valueOf(above).subtract(BigDecimal.valueOf(below)))));
  }

  static BigDecimal seconds(BigDecimal micros) {
    BigDecimal seconds = micros.divide(SECOND, 6, RoundingMode.HALF_UP).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }

  /** Moves the {@code rank}-th smallest to its place, smaller ones before it and larger behind. */
  private static long select(long[] a, int rank) {
    int lo = 0;
    int hi = a.length - 1;
    while (lo < hi) {
      int middle = (lo + hi) >>> 1;
      long pivot = Math.max(Math.min(a[lo], a[hi]), Math.min(Math.max(a[lo], a[hi]), a[middle]));
      int i = lo;
      int j = hi;
      while (i <= j) {
        while (a[i] < pivot) {
          i++;
        }
        while (a[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swap = a[i];
          a[i] = a[j];
          a[j] = swap;
          i++;
          j--;
        }
      }
      if (rank <= j) {
        hi = j;
      } else if (rank >= i) {
        lo = i;
      } else {
        return a[rank];
      }
    }
    return a[rank];
  }
}
