package dev.sluice.metrics;

/** What a metric counts; of a ratio, what its numerator counts. */
public enum Basis {
  /** Times: a person counts as often as it happens. */
  PV,
  /** People, each once within the platform's own period; never summed across broadcasts. */
  UV,
  /** Orders. */
  ORDERS,
  /** SKU orders: a SKU within an order, whatever its quantity. */
  SKU_ORDERS,
  /** People who paid, each once. */
  BUYERS,
  /** Pieces of goods. */
  UNITS,
  /** An amount in the currency that stands beside it. */
  MONEY,
  /** Time. */
  TIME,
  /** Anything else that is counted. */
  COUNT,
  /** Another rate. */
  RATE
}
