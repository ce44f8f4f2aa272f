package dev.sluice.metrics;

/** In what a metric is stated. */
public enum Unit {
  /** A whole number of things. */
  COUNT,
  /** An amount in the currency that stands beside it. */
  MONEY,
  /** A fraction: 0.05 for 5 %. */
  FRACTION,
  /** Seconds. */
  SECONDS,
  /** A number of its own; the definition says of what. */
  NUMBER
}
