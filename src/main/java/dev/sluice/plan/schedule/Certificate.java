package dev.sluice.plan.schedule;

import dev.sluice.plan.response.ResponseCurve;
import dev.sluice.plan.schedule.Problem.Line;
import dev.sluice.plan.schedule.Problem.Slot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Prices that prove what a schedule can bring at most, by weak duality and without a solver: any
 * prices give a true bound, good ones a near one.
 *
 * <p>With a price m for the level of a slot, the slot answers at most m × level + (how far its
 * curve rises above the ray m). So all slots together answer at most a linear function of the money
 * in them. From that a price is taken for each unit of the budget and of a day's maximum, and what
 * is left is best for each line apart: days in the order of what their best slot is worth, each up
 * to its maximum, until the line's own is reached.
 *
 * @param levelPrices a price for the level of each slot of each line
 * @param budgetPrice a price for the budget
 * @param dayPrices a price for each day's maximum; 0 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Certificate(double[][] levelPrices, double budgetPrice, double[] dayPrices) {
  /** Rounding in the sums of doubles cannot reach this part of them. */
  private static final double ROUNDING = 1e-10;

  /** What no plan of the problem can exceed. */
  double bound(Problem problem) {
    double bound = budgetPrice * problem.budget() / 100;
    for (double price : dayPrices) {
      if (price > 0) {
        bound += price * problem.dailyMaximum() / 100;
      }
    }
    for (int i = 0; i < levelPrices.length; i++) {
      bound += line(problem, problem.lines().get(i), levelPrices[i]);
    }
    return bound + Math.abs(bound) * ROUNDING;
  }

  private double line(Problem problem, Line line, double[] prices) {
    double[] worth = line.worth(prices);
    double[] best = new double[problem.days()];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    double fixed = 0;
    double top = problem.topPace(line);
    for (int s = 0; s < prices.length; s++) {
      Slot slot = line.slots().get(s);
      fixed += slot.share() * above(line.curve(), prices[s], top) + prices[s] * slot.standing();
      double gain = worth[s] - budgetPrice - dayPrices[slot.day()];
      best[slot.day()] = Math.max(best[slot.day()], gain);
    }
    List<Double> gains =
        Arrays.stream(best)
            .filter(gain -> gain > Double.NEGATIVE_INFINITY)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .toList();
    long left = problem.most(line);
    long owed = line.offAllowed() ? 0 : line.minimum();
    double money = 0;
    for (double gain : gains) {
      long spend = Math.min(left, problem.mostADay(line));
      if (gain <= 0) {
        spend = Math.min(spend, Math.max(0, owed));
      }
      money += gain * spend / 100;
      left -= spend;
      owed -= spend;
    }
    return fixed + money;
  }

  /**
   * How far {@code curve} rises above a ray of slope {@code price} from 0 to {@code top} at most.
   */
  private static double above(ResponseCurve curve, double price, double top) {
    double most = Math.max(curve.value(0), curve.value(top) - price * top);
    for (double corner : curve.corners()) {
      if (corner < top) {
        most = Math.max(most, curve.value(corner) - price * corner);
      }
    }
    double low = Math.min(curve.inflexion(), top);
    if (curve.corners().length > 0 || low >= top || curve.slope(low) <= price) {
      return most;
    }
    double high = top;
    if (curve.slope(high) >= price) {
      return most;
    }
    // The concave part is steepest at its beginning: halve where the slope passes the price.
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (curve.slope(middle) > price) {
        low = middle;
      } else {
        high = middle;
      }
    }
    // Above the ray the tangent at the upper end falls to the right, so to the left it is a bound.
    double peak = curve.value(high) - price * high + (price - curve.slope(high)) * (high - low);
    return Math.max(most, peak);
  }
}
