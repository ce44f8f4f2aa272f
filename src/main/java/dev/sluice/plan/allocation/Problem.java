package dev.sluice.plan.allocation;

import dev.sluice.plan.response.ResponseCurve;
import java.util.List;

/**
 * Money to be divided. Amounts are in the campaign's currency, values in whatever the curves count.
 *
 * @param layers who may get money
 * @param groups limits that layers share; of two with a layer in common one holds the other
 * @param budget the most that may be spent, 0 or more
 * @param unit the least amount of money, such as 0.01: every spend is a multiple of it
 */
public record Problem(List<Layer> layers, List<Group> groups, double budget, double unit) {
  public Problem {
    layers = List.copyOf(layers);
    groups = List.copyOf(groups);
  }

  /**
   * A layer.
   *
   * @param minimum least money; may be infringed only by nothing at all, where that is allowed
   * @param maximum most money, at least the minimum
   * @param offAllowed whether it may get nothing in spite of the minimum
   */
  public record Layer(
      String id, ResponseCurve curve, double minimum, double maximum, boolean offAllowed) {}

  /**
   * A limit that layers share.
   *
   * @param layers positions in {@link Problem#layers}
   * @param maximum infinite for none
   */
  public record Group(String id, List<Integer> layers, double minimum, double maximum) {
    public Group {
      layers = List.copyOf(layers);
    }
  }

  /** The same with another budget. */
  public Problem withBudget(double other) {
    return new Problem(layers, groups, other, unit);
  }

  /** What {@code spend} brings. */
  public double value(double[] spend) {
    double value = 0;
    for (int i = 0; i < spend.length; i++) {
      value += layers.get(i).curve().value(spend[i]);
    }
    return value;
  }
}
