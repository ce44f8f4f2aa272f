package dev.sluice.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a section is drawn where it can be; its table stays beside it.
 *
 * @param section its name
 * @param form how
 * @param x the column along which it is drawn
 * @param series the columns that are drawn; those of another kind than the first get a scale of
 *     their own
 * @param events a column of texts that mark their row, or {@code null}
 */
public record Chart(
    String section, Form form, String x, List<String> series, @Nullable String events) {

  /** The forms. */
  public enum Form {
    /** Along time. */
    LINE,
    /** A bar a row, from the top down. */
    BARS,
    /** No drawing: the cells of the series in the table are shaded by size. */
    SHADES,
    /**
     * No drawing: people read the values of x side by side, shaded by the size of the first series,
     * the others beside it.
     */
    HEAT_MAP
  }

  public Chart {
    series = List.copyOf(series);
  }
}
