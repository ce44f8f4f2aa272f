package dev.sluice.answer;

/**
 * What a column holds, and the Java type of its cells; {@code null} in a cell always means missing.
 */
public enum Kind {
  /** Free text: {@link String}. */
  TEXT,
  /** A word of the program's own, which people read in their language: {@link String}. */
  TERM,
  /** A sentence of the program's own, which people read in their language: {@link String}. */
  SENTENCE,
  /** An identifier, never a number: {@link String}. */
  ID,
  /** A count of things: {@link Long}. */
  COUNT,
  /** A number that is neither a count, a rate nor money: {@link java.math.BigDecimal}. */
  NUMBER,
  /** A fraction, 0.05 for 5 %: {@link java.math.BigDecimal}. */
  RATE,
  /**
   * An amount whose ISO currency stands in the column {@code currency} of the same row: {@link
   * java.math.BigDecimal}.
   */
  MONEY,
  /** A point in time: {@link java.time.OffsetDateTime}. */
  INSTANT,
  /** A calendar day: {@link java.time.LocalDate}. */
  DATE,
  /** Yes or no: {@link Boolean}. */
  FLAG,
  /** A list of texts: {@code List<String>}. */
  TEXTS,
  /** A list of rates, such as the two ends of an interval: {@code List<BigDecimal>}. */
  RATES,
  /** A number of a kind of its own in each row: {@link Figure}. */
  FIGURE
}
