package dev.sluice.report;

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
    ZH
  }

  /** Plain English in 120 columns. */
  public static Layout plain() {
    return new Layout(120, false, Language.EN);
  }
}
