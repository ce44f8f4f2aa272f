package dev.sluice.report;

import java.util.Locale;

/**
 * How a table is laid out for people.
 *
 * @param width the columns of the terminal
 * @param colour whether to use ANSI colours
 * @param language of titles and labels
 */
public record Layout(int width, boolean colour, Language language) {

  /** The languages that titles and labels exist in. */
  public enum Language {
    EN,
    ZH;

    /** The word that a user writes. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Plain English in 120 columns. */
  public static Layout plain() {
    return new Layout(120, false, Language.EN);
  }
}
