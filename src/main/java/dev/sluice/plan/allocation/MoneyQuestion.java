package dev.sluice.plan.allocation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is asked of an allocation. */
public sealed interface MoneyQuestion {
  /**
   * The most for the money.
   *
   * @param budget in place of the campaign's, or {@code null}
   */
  record MostFor(@Nullable BigDecimal budget) implements MoneyQuestion {}

  /** The least money that brings so many orders. */
  record CheapestOrders(BigDecimal orders) implements MoneyQuestion {}

  /** The least money that brings such a GMV. */
  record CheapestGmv(BigDecimal gmv) implements MoneyQuestion {}
}
