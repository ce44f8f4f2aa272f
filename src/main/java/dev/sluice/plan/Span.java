package dev.sluice.plan;

/**
 * The time in which a layer works, such as {@code T-14d..T-0}.
 *
 * @param from its beginning
 * @param to its end
 */
public record Span(When from, When to) {
  /** Reads one, or throws {@link IllegalArgumentException} with a sentence. */
  public static Span parse(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw new IllegalArgumentException("'" + text + "' is not a window");
    }
    return new Span(When.parse(text.substring(0, dots)), When.parse(text.substring(dots + 2)));
  }

  @Override
  public String toString() {
    return from + ".." + to;
  }
}
