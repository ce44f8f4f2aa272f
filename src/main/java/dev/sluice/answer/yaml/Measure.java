package dev.sluice.answer.yaml;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a number of a file measures, and so which numbers it can be. */
public enum Measure {
  /** A fraction, 0 to 1. */
  RATE("0", false, "1", false, "a rate between 0 and 1"),
  /** A fraction that something is divided by. */
  RATE_ABOVE_ZERO("0", true, "1", false, "a rate above 0 and at most 1"),
  /** A fraction of something of which something else remains. */
  PART("0", true, "0.999999999999", false, "a rate above 0 and below 1"),
  COUNT("0", false, "1e12", true, "a whole number from 0 up"),
  COUNT_ABOVE_ZERO("1", false, "1e12", true, "a whole number from 1 up"),
  /** Of a part of a broadcast, which lasts a day at most. */
  MINUTES("1", false, "1440", true, "a whole number of minutes from 1 to 1440"),
  MONEY("0", false, "1e12", false, "an amount of money from 0 up"),
  MONEY_ABOVE_ZERO("0", true, "1e12", false, "an amount of money above 0"),
  NUMBER("0", false, "1e12", false, "a number from 0 up"),
  NUMBER_ABOVE_ZERO("0", true, "1e12", false, "a number above 0"),
  /** Units in an order: nobody orders less than one. */
  AT_LEAST_ONE("1", false, "1e12", false, "a number from 1 up");

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final BigDecimal minimum;
  private final boolean exclusive;
  private final BigDecimal maximum;
  private final boolean whole;
  private final String words;

  Measure(String minimum, boolean exclusive, String maximum, boolean whole, String words) {
    this.minimum = new BigDecimal(minimum);
    this.exclusive = exclusive;
    this.maximum = new BigDecimal(maximum);
    this.whole = whole;
    this.words = words;
  }

  /** "a rate between 0 and 1". */
  String words() {
    return words;
  }

  boolean holds(BigDecimal value) {
    int low = value.compareTo(minimum);
    return (exclusive ? low > 0 : low >= 0)
        && value.compareTo(maximum) <= 0
        && (!whole || value.stripTrailingZeros().scale() <= 0);
  }

  /** How to write it right, where that can be guessed. */
  @Nullable String hint(BigDecimal value) {
    boolean rate = this == RATE || this == RATE_ABOVE_ZERO || this == PART;
    if (!rate && value.compareTo(maximum) > 0) {
      return "at most " + maximum.toPlainString();
    }
    if (!rate || value.compareTo(maximum) <= 0 || value.compareTo(HUNDRED) > 0) {
      return null;
    }
    String fraction = value.movePointLeft(2).stripTrailingZeros().toPlainString();
    return "for " + value.toPlainString() + " % write " + fraction;
  }
}
