package dev.sluice.plan.lineup;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A choice to be made: of each item at most one option, within limits, for the highest value. With
 * one option an item it is the multi-dimensional knapsack.
 *
 * @param options what can be chosen
 * @param limits what must hold of all that is chosen
 */
record Choice(List<Option> options, List<Limit> limits) {
  Choice {
    options = List.copyOf(options);
    limits = List.copyOf(limits);
  }

  /**
   * Something that can be chosen.
   *
   * @param item which options exclude each other: those of one item
   */
  record Option(int item, double value) {}

  /**
   * A sum that must keep between two bounds.
   *
   * @param name for messages
   * @param least lower bound, or {@link Double#NEGATIVE_INFINITY}
   * @param most upper bound, or {@link Double#POSITIVE_INFINITY}
   * @param uses what each option adds to it
   * @param slack by how much rounding may put a sum over a bound
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Limit(String name, double least, double most, double[] uses, double slack) {
    private static final double TOLERANCE = 1e-9;

    Limit(String name, double least, double most, double[] uses) {
      this(name, least, most, uses, TOLERANCE * (1 + Arrays.stream(uses).map(Math::abs).sum()));
    }

    boolean holds(boolean[] chosen) {
      double sum = 0;
      for (int i = 0; i < uses.length; i++) {
        sum += chosen[i] ? uses[i] : 0;
      }
      return sum >= least - slack && sum <= most + slack;
    }
  }

  /** The same choice without the limits of a name. */
  Choice without(String name) {
    return new Choice(options, limits.stream().filter(l -> !l.name().equals(name)).toList());
  }

  /** The value of what is chosen. */
  double value(boolean[] chosen) {
    double value = 0;
    for (int i = 0; i < chosen.length; i++) {
      value += chosen[i] ? options.get(i).value() : 0;
    }
    return value;
  }

  /** Whether nothing is chosen against a limit. */
  boolean allows(boolean[] chosen) {
    Set<Integer> items = new HashSet<>();
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] && !items.add(options.get(i).item())) {
        return false;
      }
    }
    return limits.stream().allMatch(limit -> limit.holds(chosen));
  }
}
