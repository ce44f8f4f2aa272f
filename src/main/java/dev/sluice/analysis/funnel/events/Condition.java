package dev.sluice.analysis.funnel.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a step takes. A missing field makes every comparison false, {@code ne} and {@code
 * not_in} too.
 */
sealed interface Condition {
  /** Every event. */
  record Any() implements Condition {}

  /** The events of these names. */
  record Named(List<String> names) implements Condition {}

  /** A comparison of a field with a value: text, a number, true or false. */
  record Compared(String field, Comparison by, List<@Nullable Object> values)
      implements Condition {}

  /** All of these. */
  record AllOf(List<Condition> conditions) implements Condition {}

  /** One of these at least. */
  record OneOf(List<Condition> conditions) implements Condition {}

  /** Not this. */
  record Not(Condition condition) implements Condition {}

  /** How a field is compared. */
  enum Comparison {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    IN,
    NOT_IN,
    CONTAINS,
    IS_NULL
  }
}
