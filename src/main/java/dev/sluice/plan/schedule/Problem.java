package dev.sluice.plan.schedule;

import dev.sluice.plan.response.ResponseCurve;
import java.util.List;

/**
 * A schedule as numbers: how much money in which slot. All money is in cents, each limit is at most
 * {@link #NO_LIMIT}.
 *
 * @param budget most money of all
 * @param dailyMaximum most money of all lines on a day
 * @param days days are 0 … days − 1, and the same for all lines
 * @param groups limits that lines share, the smaller before the larger; of two with a line in
 *     common one holds the other
 */
record Problem(long budget, long dailyMaximum, int days, List<Line> lines, List<Group> groups) {
  /** More than any amount; twice as much is still a number. */
  static final long NO_LIMIT = Long.MAX_VALUE / 4;

  Problem {
    lines = List.copyOf(lines);
    groups = List.copyOf(groups);
  }

  /**
   * A limit that lines share.
   *
   * @param lines positions in {@link Problem#lines}
   * @param minimum least money of them together
   * @param maximum most money of them together
   */
  record Group(List<Integer> lines, long minimum, long maximum) {
    Group {
      lines = List.copyOf(lines);
    }
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
   * @param carry by days since it was spent, from 0 on: what money still counts for; a number for
   *     each day
   * @param minimum least money, unless it is off
   * @param offAllowed whether nothing will do in spite of the minimum
   * @param dailyMinimum least money on a day on which it spends
   * @param slots by day
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Line(
      ResponseCurve curve,
      double[] carry,
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
      double[] money = new double[spend.length];
      for (int s = 0; s < spend.length; s++) {
        money[s] = spend[s] / 100.0;
      }
      return levels(money);
    }

    /** The same, of money in units instead of cents. */
    double[] levels(double[] money) {
      double[] working = new double[carry.length];
      for (int s = 0; s < money.length; s++) {
        working[slots.get(s).day()] += slots.get(s).weight() * money[s];
      }
      double[] levels = new double[money.length];
      int day = -1;
      double carried = 0;
      for (int s = 0; s < levels.length; s++) {
        Slot slot = slots.get(s);
        if (slot.day() != day) {
          day = slot.day();
          carried = 0;
          for (int lag = 1; lag <= day; lag++) {
            carried += carry[lag] * working[day - lag];
          }
        }
        double own = carry[0] * slot.weight() * money[s];
        levels[s] = own + slot.carriedShare() * carried + slot.standing();
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

    /** What the next unit of money in each slot brings, there and on later days. */
    double[] marginal(long[] spend) {
      double[] prices = levels(spend);
      for (int s = 0; s < prices.length; s++) {
        prices[s] = curve.slope(prices[s] / slots.get(s).share());
      }
      return worth(prices);
    }

    /**
     * What a unit of money in each slot is worth, there and on later days.
     *
     * @param prices what a unit of level is worth in each slot
     */
    double[] worth(double[] prices) {
      double[] days = new double[carry.length];
      for (int s = 0; s < prices.length; s++) {
        days[slots.get(s).day()] += slots.get(s).carriedShare() * prices[s];
      }
      double[] worth = new double[prices.length];
      int day = -1;
      double later = 0;
      for (int s = 0; s < worth.length; s++) {
        if (slots.get(s).day() != day) {
          day = slots.get(s).day();
          later = 0;
          for (int lag = 1; day + lag < days.length; lag++) {
            later += carry[lag] * days[day + lag];
          }
        }
        worth[s] = slots.get(s).weight() * (carry[0] * prices[s] + later);
      }
      return worth;
    }
  }

  /** Most money that a line can have. */
  long most(Line line) {
    return Math.min(budget, line.maximum());
  }

  /** Most money that a line can have on a day. */
  long mostADay(Line line) {
    return Math.min(Math.min(most(line), dailyMaximum), line.dailyMaximum());
  }

  /**
   * Whether the slots of a line can change places and nothing else changes: then a plan in which
   * they fall is as good as any.
   */
  boolean interchangeable(Line line) {
    Slot first = line.slots().get(0);
    boolean alone = true;
    for (int s = 0; s < line.slots().size(); s++) {
      Slot slot = line.slots().get(s);
      alone &= s == 0 || slot.day() != line.slots().get(s - 1).day();
      if (slot.share() != first.share()
          || slot.weight() != first.weight()
          || slot.standing() != first.standing()) {
        return false;
      }
    }
    boolean carries = false;
    for (int lag = 1; lag < line.carry().length; lag++) {
      carries |= line.carry()[lag] > 0;
    }
    boolean dayLimits = line.dailyMinimum() > 0 || line.dailyMaximum() < most(line);
    return !carries && dailyMaximum >= budget && (alone || !dayLimits);
  }

  /** The highest pace that a slot of the line can reach: its level / its share. */
  double topPace(Line line) {
    double weight = 0;
    for (Slot slot : line.slots()) {
      weight = Math.max(weight, slot.weight());
    }
    double sum = 0;
    double dearest = 0;
    for (int lag = 1; lag < line.carry().length; lag++) {
      sum += line.carry()[lag];
      dearest = Math.max(dearest, line.carry()[lag]);
    }
    double carried = weight / 100 * Math.min(sum * mostADay(line), dearest * most(line));
    double top = 0;
    for (Slot slot : line.slots()) {
      double level =
          line.carry()[0] * slot.weight() * mostADay(line) / 100.0
              + slot.carriedShare() * carried
              + slot.standing();
      top = Math.max(top, level / slot.share());
    }
    return top;
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
