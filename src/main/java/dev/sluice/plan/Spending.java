package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's money may be divided among its layers, and for what.
 *
 * @param groups limits that several layers share; of two groups with a layer in common one holds
 *     the other
 * @param responseIn what the layers' responses count
 * @param objective what an allocation makes the most of; {@code null} for the furthest of GMV,
 *     orders and response that the file states enough for
 */
public record Spending(List<Group> groups, Unit responseIn, @Nullable Objective objective) {
  /** No groups; responses are entrants. */
  public static final Spending USUAL = new Spending(List.of(), Unit.ENTRANTS, null);

  public Spending {
    groups = List.copyOf(groups);
  }

  /** What a response counts. */
  public enum Unit {
    ENTRANTS,
    ORDERS,
    GMV;

    /** As it stands in the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an allocation makes the most of. */
  public enum Objective {
    RESPONSE,
    ORDERS,
    GMV;

    /** As it stands in the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A limit that several layers share.
   *
   * @param path where it stands in the file, such as {@code groups[0]}
   * @param id names it in the campaign
   * @param layers the ids of its layers
   * @param minimum least money of them together
   * @param maximum most money of them together
   */
  public record Group(
      String path,
      String id,
      List<String> layers,
      @Nullable BigDecimal minimum,
      @Nullable BigDecimal maximum) {
    public Group {
      layers = List.copyOf(layers);
    }
  }

  /**
   * The money of one layer and what becomes of its response.
   *
   * @param spend what it gets today, before any allocation
   * @param watchToPay orders / entrants of this layer, where they are not the target's
   * @param averageOrderValue GMV / orders of this layer, where it is not the target's
   * @param carryOver how its money of one day works on later days
   */
  public record OfLayer(
      @Nullable BigDecimal spend,
      @Nullable Estimate watchToPay,
      @Nullable Estimate averageOrderValue,
      @Nullable CarryOver carryOver) {}
}
