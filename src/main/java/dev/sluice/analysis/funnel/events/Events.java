package dev.sluice.analysis.funnel.events;

/** Where events come from: expressions over a relation of theirs. */
public interface Events {
  /** The relation: what stands after FROM. */
  String relation();

  /** What every event must meet, such as a broadcast; TRUE when all are wanted. */
  String scope();

  /** The user's id as text; NULL or empty when it is missing. */
  String user();

  /** A BIGINT that tells users apart; NULL when the user is missing. */
  String userKey();

  /** Microseconds since 1970; NULL when the time is missing or not understood. */
  String micros();

  /** The largest of {@link #micros()} over the relation: an aggregate. */
  default String lastMicros() {
    return "max(" + micros() + ")";
  }

  /** The event's name. */
  String event();

  /** A property as text; NULL where an event has none. */
  String property(String name);

  /** Whether {@code property("currency")} may be asked. */
  boolean hasCurrency();

  /** What is read, for messages. */
  String name();
}
