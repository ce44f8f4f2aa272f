package dev.sluice.plan.stock;

import java.util.List;

/**
 * What past broadcasts sold of a SKU.
 *
 * @param units of each broadcast that sold any
 */
public record PastDemand(String sku, List<Long> units) {
  public PastDemand {
    units = List.copyOf(units);
  }

  Demand demand() {
    double mean = units.stream().mapToLong(Long::longValue).average().orElse(0);
    double squares = units.stream().mapToDouble(u -> (u - mean) * (u - mean)).sum();
    // Of one broadcast nobody knows how they vary: only by chance, then.
    return Demand.of(mean, units.size() < 2 ? mean : squares / (units.size() - 1));
  }
}
