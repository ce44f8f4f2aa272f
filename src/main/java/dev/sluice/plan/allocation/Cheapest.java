package dev.sluice.plan.allocation;

import org.jspecify.annotations.Nullable;

/** The least money that does it. A larger budget never brings less, so halving finds it. */
public final class Cheapest {
  private Cheapest() {}

  /**
   * The division of the least money that brings {@code target}, to the unit of money, or {@code
   * null} when even the whole budget brings less.
   */
  public static @Nullable Allocation reaching(Problem problem, double target) {
    Allocation most = Allocator.allocate(problem);
    if (most == null || most.value() < target) {
      return null;
    }
    double unit = problem.unit();
    long enough = Math.round(Math.ceil(most.spent() / unit - 1e-6));
    long tooLittle = -1;
    Allocation cheapest = most;
    while (enough - tooLittle > 1) {
      long middle = tooLittle + (enough - tooLittle) / 2;
      Allocation tried =
          Allocator.allocate(problem.withBudget(Rounding.nearest(middle * unit, unit)));
      if (tried != null && tried.value() >= target) {
        cheapest = tried;
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    return cheapest;
  }

  /**
   * The division of the most money whose {@code counted} is at most {@code cap}, or {@code null}
   * when even the minimums exceed it.
   *
   * @param counted the same layers and limits with curves that count what is capped
   */
  public static @Nullable Allocation within(Problem problem, Problem counted, double cap) {
    double unit = problem.unit();
    Allocation whole = Allocator.allocate(problem);
    if (whole == null || counted.value(whole.spend()) <= cap) {
      return whole;
    }
    long tooMuch = Math.round(whole.spent() / unit);
    long fits = -1;
    Allocation most = null;
    while (tooMuch - fits > 1) {
      long middle = fits + (tooMuch - fits) / 2;
      Allocation tried =
          Allocator.allocate(problem.withBudget(Rounding.nearest(middle * unit, unit)));
      if (tried == null || counted.value(tried.spend()) <= cap) {
        most = tried == null ? most : tried;
        fits = middle;
      } else {
        tooMuch = middle;
      }
    }
    return most;
  }
}
