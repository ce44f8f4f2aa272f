package dev.sluice.analysis.funnel.events;

import java.util.Arrays;
import java.util.List;

/**
 * What an attempt is, without names and conditions: those are bits of an event's mask by now.
 *
 * <p>An attempt is a choice of events, one event a step. It begins with the event that fills step 1
 * and ends a window later, the end included. Inside one instant events may stand in any order.
 * Optional steps may be left out. An attempt got as far as its last step. It is tainted when an
 * excluded event lies, within its window, after its step {@code from} and before its step {@code
 * to}.
 *
 * <p>The attempt that counts for a user is the one that got furthest; of these an untainted one; of
 * these the one that got there first; of these the one that began last.
 */
final class Rule {
  static final int MOST_STEPS = 30;
  static final int MOST_EXCLUSIONS = 30;

  /** Where the bits of exclusions begin in a mask; below are the steps, step 1 the lowest. */
  static final int EXCLUSIONS = 32;

  /** How many bits of a packed event are its mask: the rest holds microseconds up to 2112. */
  static final int PACKED = 10;

  /** No window: longer than any two instants lie apart. */
  static final long UNLIMITED = Long.MAX_VALUE;

  /** How many steps there are. */
  final int steps;

  /** Microseconds from step 1. */
  final long window;

  final Order order;

  /** Whether each step must be later than the one before it. */
  final boolean increasing;

  /** Whether only a user's first step 1 begins an attempt. */
  final boolean firstOnly;

  /** The bits of the steps that may not be left out. */
  final int required;

  /** Microseconds from the required step before, by step. */
  final long[] stepWindow;

  final int[] exclusionFrom;
  final int[] exclusionTo;

  /** The steps that one event may fill next, by the step that was filled last. */
  final int[] next;

  final boolean stepWindows;

  Rule(Definition definition) {
    List<Definition.Step> given = definition.steps();
    steps = given.size();
    window = definition.windowMicros();
    order = definition.order();
    increasing = definition.increasing();
    firstOnly = definition.firstOnly();
    stepWindow = new long[steps + 1];
    Arrays.fill(stepWindow, UNLIMITED);
    int must = 0;
    boolean own = false;
    for (int j = 1; j <= steps; j++) {
      Definition.Step step = given.get(j - 1);
      must |= step.optional() ? 0 : bit(j);
      if (step.windowMicros() != null) {
        stepWindow[j] = step.windowMicros();
        own = true;
      }
    }
    required = must;
    stepWindows = own;
    exclusionFrom =
        definition.exclusions().stream().mapToInt(Definition.Exclusion::fromStep).toArray();
    exclusionTo = definition.exclusions().stream().mapToInt(Definition.Exclusion::toStep).toArray();
    next = new int[steps + 1];
    for (int k = 0; k <= steps; k++) {
      for (int j = k + 1; j <= steps; j++) {
        next[k] |= bit(j);
        if ((required & bit(j)) != 0) {
          break;
        }
      }
    }
  }

  static int bit(int step) {
    return 1 << (step - 1);
  }

  /** The bits of the steps after {@code k}, up to and with {@code j}. */
  static int between(int k, int j) {
    return (int) ((1L << j) - (1L << k));
  }

  boolean hasOptional() {
    return Integer.bitCount(required) < steps;
  }

  boolean hasExclusions() {
    return exclusionFrom.length > 0;
  }

  /**
   * The steps that must be filled to get from {@code k} to {@code j}; the optional ones may be too.
   */
  int needed(int k, int j) {
    return (between(k, j) & required) | bit(j);
  }

  /**
   * Whether the excluded events of one instant taint an attempt whose last step was {@code before}
   * ahead of it and {@code after} behind it.
   *
   * @param excluded a bit for each exclusion of which the instant has an event
   */
  boolean taints(int excluded, int before, int after) {
    int rest = excluded;
    while (rest != 0) {
      int e = Integer.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      if (exclusionFrom[e] <= before && after < exclusionTo[e]) {
        return true;
      }
    }
    return false;
  }

  /** Whether instant and mask of an event fit into one integer. */
  boolean packs() {
    return steps + exclusionFrom.length <= PACKED;
  }

  /** The mask in the low bits of a packed event, where exclusions follow the steps at once. */
  long unpackedMask(long packed) {
    long bits = packed & ((1L << PACKED) - 1);
    long step = bits & ((1L << steps) - 1);
    return step | (bits >>> steps << EXCLUSIONS);
  }

  /** What finds the attempts of this rule. */
  Matcher matcher() {
    return switch (order) {
      case UNORDERED -> new UnorderedMatcher(this);
      case STRICT -> new StrictMatcher(this);
      case ORDERED ->
          hasOptional() || hasExclusions() || stepWindows
              ? new SteppingMatcher(this)
              : new OrderedMatcher(this);
    };
  }
}
