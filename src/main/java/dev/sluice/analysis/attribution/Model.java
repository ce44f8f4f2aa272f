package dev.sluice.analysis.attribution;

import java.util.Locale;

/** How a conversion is shared among the touches that led to it. */
public enum Model {
  /** All to the first touch. */
  FIRST,
  /** All to the last touch. */
  LAST,
  /** All to the last touch that is not direct; to direct where there is no other. */
  LAST_NON_DIRECT,
  /** The same to each touch. */
  LINEAR,
  /**
   * Fixed shares to the first, the middle together and the last; without a middle its share goes to
   * both ends in their ratio.
   */
  POSITION,
  /** By weight 2^(−age / half-life), the age counted back from the conversion. */
  TIME_DECAY,
  /** By removal effect in a Markov chain of order 1, solved exactly. */
  MARKOV,
  /**
   * By Shapley value, exactly, where a set of channels is worth the conversions of the journeys
   * that lie wholly in it.
   */
  SHAPLEY;

  /** The word that a user writes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
