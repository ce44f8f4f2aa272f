package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of whom the layers reach some, and some more than once: {@code audience} in the file.
 *
 * @param size all who could come, or {@code null} when the file does not say
 * @param overlap what is known of pairs of layers
 */
public record Universe(@Nullable Estimate size, List<Overlap> overlap) {
  public Universe {
    overlap = List.copyOf(overlap);
  }

  /**
   * Two layers that bring some of the same people.
   *
   * @param path where it stands in the file, such as {@code audience.overlap[0]}
   * @param share of the entrants of the smaller of the two, those who come by the other as well
   */
  public record Overlap(String path, String first, String second, BigDecimal share) {}
}
