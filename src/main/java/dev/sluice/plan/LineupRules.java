package dev.sluice.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line-up must keep to.
 *
 * @param roles in the order in which they take turns
 * @param bundles products that depend on each other
 * @param flash when there is a flash slot
 * @param breaks when a host has a break
 * @param weights of the factors of a selection score; empty for the usual ones
 */
public record LineupRules(
    List<Role> roles,
    List<Bundle> bundles,
    @Nullable Recurring flash,
    @Nullable Recurring breaks,
    Map<Factor, BigDecimal> weights) {
  /** No rules: any products in any order. */
  public static final LineupRules NONE =
      new LineupRules(List.of(), List.of(), null, null, Map.of());

  public LineupRules {
    roles = List.copyOf(roles);
    bundles = List.copyOf(bundles);
    weights = Map.copyOf(weights);
  }

  /**
   * A role in the line-up.
   *
   * @param path where it stands in the file
   * @param role as products name it
   * @param least its share of the minutes that products get, at least
   * @param most the same, at most
   * @param minutes how long a product of it is usually explained
   */
  public record Role(
      String path,
      String role,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most,
      @Nullable Long minutes) {}

  /**
   * Products that depend on each other.
   *
   * @param path where it stands in the file
   * @param skus which, at least two
   * @param together whether all of them are shown or none
   * @param least how many of them are shown, at least
   * @param most how many of them are shown, at most
   */
  public record Bundle(
      String path, List<String> skus, boolean together, @Nullable Long least, @Nullable Long most) {
    public Bundle {
      skus = List.copyOf(skus);
    }
  }

  /**
   * Something that comes again and again.
   *
   * @param path where it stands in the file
   * @param every from the beginning of one to the next
   * @param length how long it lasts
   */
  public record Recurring(String path, Duration every, Duration length) {}

  /** What a selection score is made of; products are ranked by each. */
  public enum Factor {
    PRODUCT_CLICK_RATE,
    CTOR,
    GMV_PER_MINUTE,
    MARGIN_PER_MINUTE,
    /** The part that is not returned. */
    KEPT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
