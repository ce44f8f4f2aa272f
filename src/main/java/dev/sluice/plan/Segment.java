package dev.sluice.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the run of show.
 *
 * @param path where it stands in the file, such as {@code run_of_show[3]}
 * @param id names it in the campaign, for good: calendars know it by this
 * @param at elapsed time from the start of the broadcast
 * @param length how long it lasts
 * @param sku what it shows, if it shows a product
 * @param host who presents it
 * @param flash the flash sale that it holds
 */
public record Segment(
    String path,
    String id,
    Duration at,
    Duration length,
    @Nullable String sku,
    @Nullable String host,
    @Nullable String title,
    @Nullable Flash flash) {

  /** Elapsed time from the start of the broadcast to its end. */
  public Duration end() {
    return at.plus(length);
  }

  /**
   * A number of units at a price, for as long as the segment lasts or they do.
   *
   * @param path where it stands in the file
   * @param units how many
   * @param price of one
   * @param claims what is said of them
   */
  public record Flash(
      String path, @Nullable Long units, @Nullable BigDecimal price, List<Claim> claims) {
    public Flash {
      claims = List.copyOf(claims);
    }
  }
}
