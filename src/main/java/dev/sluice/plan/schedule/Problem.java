package dev.sluice.plan.schedule;

import dev.sluice.plan.response.Curve;
import java.util.List;

/**
 * A schedule as numbers: how much money in which slot. All money is in cents, each limit is at most
 * {@link #NO_LIMIT}.
 *
 * @param budget most money of all
 * @param dailyMaximum most money of all lines on a day
 * @param days days are 0 … days − 1, and the same for all lines
 */
record Problem(long budget, long dailyMaximum, int days, List<Line> lines) {
  /** More than any amount; twice as much is still a number. */
  static final long NO_LIMIT = Long.MAX_VALUE / 4;

  Problem {
    lines = List.copyOf(lines);
  }

  /**
   * A part of a day in which a line may spend.
   *
   * @param day its day
   * @param share its open hours / hours of the line's whole window
   * @param weight level that a unit of money brings in it
   * @param carriedShare its open hours / open hours of its day
   * @param standing level that is there without any of the plan's money
   */
  record Slot(int day, double share, double weight, double carriedShare, double standing) {}

  /**
   * A layer that money goes to.
   *
   * @param curve what its whole window answers to money spread evenly over it
   * @param retention the part of a day's level that is left on the next
   * @param minimum least money, unless it is off
   * @param offAllowed whether nothing will do in spite of the minimum
   * @param dailyMinimum least money on a day on which it spends
   * @param slots by day
   */
  record Line(
      Curve curve,
      double retention,
      long minimum,
      long maximum,
      boolean offAllowed,
      long dailyMinimum,
      long dailyMaximum,
      List<Slot> slots) {
    Line {
      slots = List.copyOf(slots);
    }

    /** The level of each slot: the money that works in it, with what earlier days left. */
    double[] levels(long[] spend) {
      double[] levels = new double[slots.size()];
      double carried = 0;
      double today = 0;
      int day = -1;
      for (int s = 0; s < levels.length; s++) {
        Slot slot = slots.get(s);
        if (slot.day() != day) {
          carried = day < 0 ? 0 : (carried + today) * Math.pow(retention, slot.day() - day);
          today = 0;
          day = slot.day();
        }
        double working = slot.weight() * spend[s] / 100;
        today += working;
        levels[s] = working + slot.carriedShare() * carried + slot.standing();
      }
      return levels;
    }

    /** What a slot answers at a level: its share of the window at that pace. */
    double answer(int slot, double level) {
      double share = slots.get(slot).share();
      return share * curve.value(level / share);
    }

    /** What all slots answer. */
    double response(long[] spend) {
      double[] levels = levels(spend);
      double response = 0;
      for (int s = 0; s < levels.length; s++) {
        response += answer(s, levels[s]);
      }
      return response;
    }

    /** What a little more money in each slot brings, there and on later days, a unit of money. */
    double[] marginal(long[] spend) {
      double[] levels = levels(spend);
      double[] price = new double[levels.length];
      for (int s = 0; s < price.length; s++) {
        price[s] = curve.slope(levels[s] / slots.get(s).share());
      }
      return worth(price);
    }

    /**
     * What a unit of money in each slot is worth, there and on later days.
     *
     * @param price what a unit of level is worth in each slot
     */
    double[] worth(double[] price) {
      double[] worth = new double[price.length];
      double later = 0;
      int s = price.length - 1;
      int nextDay = -1;
      while (s >= 0) {
        int day = slots.get(s).day();
        if (nextDay >= 0) {
          later *= Math.pow(retention, nextDay - day);
        }
        double today = 0;
        for (; s >= 0 && slots.get(s).day() == day; s--) {
          worth[s] = slots.get(s).weight() * (price[s] + later);
          today += slots.get(s).carriedShare() * price[s];
        }
        later += today;
        nextDay = day;
      }
      return worth;
    }
  }

  /** What a plan brings in all. */
  double value(long[][] spend) {
    double value = 0;
    for (int i = 0; i < spend.length; i++) {
      value += lines.get(i).response(spend[i]);
    }
    return value;
  }
}
