package dev.sluice.samples;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Seeded chance. Every part of the world draws from a stream of its own, so that a change in one
 * part leaves the others as they were. Integers only: they come out alike on every machine.
 */
final class Dice {
  private static final long SEED = 20260815L;

  private final SplittableRandom random;

  private Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  static Dice of(String part) {
    return new Dice(SEED + 1_000_003L * part.hashCode());
  }

  /** From {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** An index, as often as its weight says. */
  int weighted(int... weights) {
    int at = random.nextInt(IntStream.of(weights).sum());
    int index = 0;
    while (at >= weights[index]) {
      at -= weights[index];
      index++;
    }
    return index;
  }

  /** {@code low} to {@code high} percent of {@code whole}, rounded down. */
  int percent(int whole, int low, int high) {
    return (int) ((long) whole * between(low * 10, high * 10) / 1000);
  }

  /** A whole second of the span, its end excluded. */
  Instant between(Instant from, Instant to) {
    return from.plusSeconds(random.nextLong(to.getEpochSecond() - from.getEpochSecond()));
  }

  Instant after(Instant from, int lowSeconds, int highSeconds) {
    return from.plusSeconds(between(lowSeconds, highSeconds));
  }

  String digits(String prefix, int length) {
    StringBuilder text = new StringBuilder(prefix);
    while (text.length() < length) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.toString();
  }

  /** A handle of a pool; the low numbers come back more often, as regulars do. */
  String handle(String prefix, int pool) {
    int number = 1 + Math.min(random.nextInt(pool), random.nextInt(pool));
    return prefix + String.valueOf(100_000 + number).substring(1);
  }
}
