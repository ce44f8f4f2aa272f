package dev.sluice.plan.schedule;

import dev.sluice.plan.response.ResponseCurve;
import dev.sluice.plan.schedule.Problem.Group;
import dev.sluice.plan.schedule.Problem.Line;
import dev.sluice.plan.schedule.Problem.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Prices that prove what a schedule can bring at most, by weak duality and without a solver: any
 * prices give a true bound, good ones a near one.
 *
 * <p>With a price m for the level of a slot, the slot answers at most m × level + (how far its
 * curve rises above the ray m). So all slots together answer at most a linear function of the money
 * in them. From that a price is taken for each day's maximum. The limits that are left lie within
 * each other: the budget holds groups, a group lines, a line its days. Of a linear function the
 * most within them is found by filling what is worth most first.
 *
 * @param levelPrices a price for the level of each slot of each line
 * @param dayPrices a price for each day's maximum; 0 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Certificate(double[][] levelPrices, double[] dayPrices) {
  /** Rounding in the sums of doubles cannot reach this part of them. */
  private static final double ROUNDING = 1e-10;

  /** What a demand is worth that its limits do not allow: no plan is there to be bounded. */
  private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;

  /** Money that is worth so much a unit. */
  private record Piece(double worth, long cents) {}

  /**
   * What money is worth to some lines.
   *
   * @param owed what they must have, in cents
   * @param value what that brings, spent as well as may be
   * @param rest what more they can have, the best first
   */
  private record Demand(List<Integer> lines, long owed, double value, List<Piece> rest) {
    /** The best {@code cents} are owed from now on. */
    Demand owing(long cents) {
      double more = value;
      long left = cents;
      List<Piece> after = new ArrayList<>();
      for (Piece piece : rest) {
        long taken = Math.min(left, piece.cents());
        more += piece.worth() * taken / 100;
        left -= taken;
        if (taken < piece.cents()) {
          after.add(new Piece(piece.worth(), piece.cents() - taken));
        }
      }
      return new Demand(lines, owed + cents - left, left > 0 ? IMPOSSIBLE : more, after);
    }

    /** No more than {@code cents} beside what is owed. */
    Demand upTo(long cents) {
      if (cents < 0) {
        return new Demand(lines, owed, IMPOSSIBLE, List.of());
      }
      long left = cents;
      List<Piece> kept = new ArrayList<>();
      for (Piece piece : rest) {
        long taken = Math.min(left, piece.cents());
        if (taken > 0) {
          kept.add(new Piece(piece.worth(), taken));
        }
        left -= taken;
      }
      return new Demand(lines, owed, value, kept);
    }

    static Demand together(List<Demand> parts) {
      return new Demand(
          parts.stream().flatMap(part -> part.lines().stream()).toList(),
          parts.stream().mapToLong(Demand::owed).sum(),
          parts.stream().mapToDouble(Demand::value).sum(),
          parts.stream()
              .flatMap(part -> part.rest().stream())
              .sorted(Comparator.comparingDouble(piece -> -piece.worth()))
              .toList());
    }
  }

  /** What no plan of a region can exceed; negative infinity where limits leave none. */
  double bound(Problem problem, Region region) {
    double bound = 0;
    for (double price : dayPrices) {
      if (price > 0) {
        bound += price * problem.dailyMaximum() / 100;
      }
    }
    List<Demand> demands = new ArrayList<>();
    for (int i = 0; i < levelPrices.length; i++) {
      Line line = problem.lines().get(i);
      bound += above(line, levelPrices[i], region.low()[i], region.high()[i]);
      demands.add(demand(problem, region, i));
    }
    for (Group group : problem.groups()) {
      List<Demand> inside =
          demands.stream().filter(each -> group.lines().containsAll(each.lines())).toList();
      demands.removeAll(inside);
      Demand whole = Demand.together(inside);
      demands.add(
          whole
              .upTo(group.maximum() - whole.owed())
              .owing(Math.max(0, group.minimum() - whole.owed())));
    }
    Demand all = Demand.together(demands);
    Demand within = all.upTo(problem.budget() - all.owed());
    bound += within.value();
    for (Piece piece : within.rest()) {
      bound += Math.max(0, piece.worth()) * piece.cents() / 100;
    }
    return bound == IMPOSSIBLE ? bound : bound + Math.abs(bound) * ROUNDING;
  }

  /** What the slots of a line answer at most beside the price of their levels. */
  private static double above(Line line, double[] prices, double[] low, double[] high) {
    double sum = 0;
    for (int s = 0; s < prices.length; s++) {
      Slot slot = line.slots().get(s);
      sum += slot.share() * above(line.curve(), prices[s], low[s], high[s]);
      sum += prices[s] * slot.standing();
    }
    return sum;
  }

  /** The days of a line, each by its best slot. */
  private Demand demand(Problem problem, Region region, int i) {
    Line line = problem.lines().get(i);
    double[] worth = line.worth(levelPrices[i]);
    double[] best = new double[problem.days()];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    for (int s = 0; s < worth.length; s++) {
      int day = line.slots().get(s).day();
      best[day] = Math.max(best[day], worth[s] - dayPrices[day]);
    }
    List<Demand> days = new ArrayList<>();
    for (int day = 0; day < best.length; day++) {
      Region.Spending spending = region.days()[i][day];
      if (best[day] > Double.NEGATIVE_INFINITY && spending != Region.Spending.NO) {
        long owed = spending == Region.Spending.YES ? line.dailyMinimum() : 0;
        Piece all = new Piece(best[day], problem.mostADay(line));
        days.add(new Demand(List.of(), 0, 0, List.of(all)).owing(owed));
      }
    }
    Demand all = Demand.together(days);
    long owed = region.on()[i] ? Math.max(0, line.minimum() - all.owed()) : 0;
    return new Demand(List.of(i), all.owed(), all.value(), all.rest())
        .upTo(problem.most(line) - all.owed())
        .owing(owed);
  }

  /**
   * How far {@code curve} rises above a ray of slope {@code price} from {@code least} to {@code
   * top} at most.
   */
  private static double above(ResponseCurve curve, double price, double least, double top) {
    double most = Math.max(curve.value(least) - price * least, curve.value(top) - price * top);
    for (double corner : curve.corners()) {
      if (corner > least && corner < top) {
        most = Math.max(most, curve.value(corner) - price * corner);
      }
    }
    double low = Math.max(least, Math.min(curve.inflexion(), top));
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
