package dev.sluice.plan.stock;

import static dev.sluice.plan.PlanningVectors.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.plan.PlanningVectors;
import dev.sluice.plan.PlanningVectors.Vector;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsvendorTest {
  /** Of a normal demand, whose units can be parted. */
  private static final double FINE = 1e8;

  static List<Vector> vectors() {
    return PlanningVectors.of("stock");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void quantity_and_cost_are_those_published(Vector vector) {
    switch (vector.kind()) {
      case "nv_normal" -> normal(vector);
      case "nv_discrete" -> discrete(vector);
      case "nv_profit" -> profit(vector);
      default -> throw new IllegalArgumentException(vector.kind());
    }
  }

  /** Units sold of {@code stock} when demand is normal: the mean less the loss. */
  private static double sold(double mean, double sd, double stock) {
    NormalDistribution standard = NormalDistribution.of(0, 1);
    double z = (stock - mean) / sd;
    return mean - sd * (standard.density(z) - z * standard.survivalProbability(z));
  }

  private static void normal(Vector vector) {
    // Demand of the lead time and of the period of review.
    double periods =
        vector.input("lead_time").isMissingNode() ? 1 : vector.input("lead_time").asDouble() + 1;
    double mean = vector.input("mean").asDouble() * periods;
    double sd = vector.input("sd").asDouble() * Math.sqrt(periods);
    Newsvendor seller =
        new Newsvendor(vector.input("stockout").asDouble(), vector.input("holding").asDouble());
    NormalDistribution demand = NormalDistribution.of(mean, sd);

    double level = seller.quantity(units -> demand.cumulativeProbability(units / FINE)) / FINE;

    vector.assertClose("level", level);
    vector.assertClose("cost", seller.cost(level, mean, sold(mean, sd, level)));
    if (!vector.expected("cost_at").isMissingNode()) {
      double at = numbers(vector.input("at"))[0];
      vector.assertClose("cost_at", new double[] {seller.cost(at, mean, sold(mean, sd, at))});
    }
  }

  private static void discrete(Vector vector) {
    Newsvendor seller =
        new Newsvendor(vector.input("stockout").asDouble(), vector.input("holding").asDouble());
    long at = (long) numbers(vector.input("at"))[0];
    long level;
    double[] costs = new double[2];
    if (vector.input("poisson").isMissingNode()) {
      TreeMap<Long, Double> chances = new TreeMap<>();
      vector
          .input("pmf")
          .properties()
          .forEach(each -> chances.put(Long.valueOf(each.getKey()), each.getValue().asDouble()));
      double mean = chances.entrySet().stream().mapToDouble(e -> e.getKey() * e.getValue()).sum();
      level =
          seller.quantity(
              units ->
                  chances.headMap(units, true).values().stream().mapToDouble(p -> p).sum() + 1e-12);
      for (int i = 0; i < 2; i++) {
        long stock = i == 0 ? level : at;
        double sold =
            chances.entrySet().stream()
                .mapToDouble(e -> Math.min(stock, e.getKey()) * e.getValue())
                .sum();
        costs[i] = seller.cost((double) stock, mean, sold);
      }
    } else {
      Demand demand = new Demand(vector.input("poisson").asDouble(), Double.POSITIVE_INFINITY);
      level = seller.quantity(demand::atMost);
      costs[0] = seller.cost((double) level, demand.mean(), demand.sold(level));
      costs[1] = seller.cost((double) at, demand.mean(), demand.sold(at));
    }
    vector.assertClose("level", (double) level);
    vector.assertClose("cost", costs[0]);
    vector.assertClose("cost_at", new double[] {costs[1]});
  }

  private static void profit(Vector vector) {
    double mean = vector.input("mean").asDouble();
    double sd = vector.input("sd").asDouble();
    double cost = vector.input("cost").asDouble();
    double price = vector.input("price").asDouble();
    Newsvendor seller = new Newsvendor(price - cost, cost);
    NormalDistribution demand = NormalDistribution.of(mean, sd);

    long whole = seller.quantity(demand::cumulativeProbability);
    double best = seller.quantity(units -> demand.cumulativeProbability(units / FINE)) / FINE;
    double sold = sold(mean, sd, best);

    vector.assertClose("critical_fractile", seller.criticalRatio());
    assertThat(whole).isEqualTo(vector.expected("q_integer").asLong());
    // The publication rounds the quantity before it works out the rest.
    double rounded = sold(mean, sd, (double) whole);
    vector.assertClose("profit", price * rounded - cost * whole);
    vector.assertClose("sales", rounded);
    vector.assertClose("lost_sales", mean - rounded);
    vector.assertClose("leftover", whole - rounded);
    assertThat(price * sold - cost * best).isGreaterThanOrEqualTo(price * rounded - cost * whole);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void demand_is_what_simulated_buyers_take(long seed) {
    Random random = new Random(seed);
    for (Demand demand :
        List.of(new Demand(20, Double.POSITIVE_INFINITY), new Demand(40, 4), new Demand(3, 0.7))) {
      int rounds = 40_000;
      long stock = Math.round(demand.mean() * 1.2);
      double sold = 0;
      double soldOut = 0;
      double time = 0;
      for (int round = 0; round < rounds; round++) {
        double rate = Double.isInfinite(demand.shape()) ? demand.mean() : gamma(random, demand);
        long units = 0;
        double clock = -Math.log(1 - random.nextDouble()) / rate;
        double at = 0;
        while (clock < 1) {
          units++;
          at = units == stock ? clock : at;
          clock -= Math.log(1 - random.nextDouble()) / rate;
        }
        sold += Math.min(units, stock);
        soldOut += units >= stock ? 1 : 0;
        time += units >= stock ? at : 0;
      }
      String what = "seed " + seed + ", " + demand;
      assertThat(demand.sold(stock))
          .as(what)
          .isCloseTo(sold / rounds, within(0.02 * demand.mean()));
      assertThat(demand.sellOut(stock)).as(what).isCloseTo(soldOut / rounds, within(0.01));
      assertThat(demand.sellOutTime(stock)).as(what).isCloseTo(time / soldOut, within(0.02));
    }
  }

  /**
   * A rate: the sum of many small pieces would do for whole shapes; this is Marsaglia and Tsang's.
   */
  private static double gamma(Random random, Demand demand) {
    double shape = demand.shape() < 1 ? demand.shape() + 1 : demand.shape();
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        double boost = demand.shape() < 1 ? Math.pow(random.nextDouble(), 1 / demand.shape()) : 1;
        return d * v * boost * demand.mean() / demand.shape();
      }
    }
  }

  @Test
  void a_wider_demand_asks_for_more_and_sells_out_less_surely() {
    Demand sure = Demand.of(100, 100);
    Demand wide = Demand.of(100, 2500);

    assertThat(wide.quantile(0.9)).isGreaterThan(sure.quantile(0.9));
    assertThat(wide.sellOut(90)).isLessThan(sure.sellOut(90));
    assertThat(wide.sold(100)).isLessThan(sure.sold(100));
    assertThat(sure.quantile(0.5)).isEqualTo(100);
  }
}
