package dev.sluice.plan;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the entrants of a layer come from; what the file does not state is {@code null}. */
public sealed interface Traffic {
  /**
   * A quantity of which a part enters: entrants = quantity × rate, rounded down.
   *
   * @param quantity the {@link LayerKind#quantity} of the layer's kind
   * @param rate the {@link LayerKind#rate} of the layer's kind
   */
  record Audience(@Nullable Estimate quantity, @Nullable Estimate rate) implements Traffic {}

  /**
   * Bought entrants, by money or by share; not both.
   *
   * @param budget the money: entrants = budget / cost per entrant, rounded down
   * @param share of the viewers needed, rounded up
   * @param costPerEntrant ad spend / paid entrants
   */
  record Paid(
      @Nullable BigDecimal budget, @Nullable BigDecimal share, @Nullable Estimate costPerEntrant)
      implements Traffic {}

  /**
   * Creators, told by the entrants that each brings or by clicks; not both.
   *
   * @param creators how many
   * @param entrantsEach entrants = creators × entrants each
   * @param clicks entrants = clicks × click to room
   * @param clickToRoom entrants / clicks
   * @param fee what each creator costs
   */
  record Creators(
      @Nullable Long creators,
      @Nullable Estimate entrantsEach,
      @Nullable Estimate clicks,
      @Nullable Estimate clickToRoom,
      @Nullable BigDecimal fee)
      implements Traffic {}

  /**
   * More of those who reserved show up: show-up × (1 + lift), at most 1.
   *
   * @param reminds ids of layers of {@link LayerKind#RESERVATION}
   * @param lift 0.2 for a fifth more
   */
  record Reminder(List<String> reminds, @Nullable Estimate lift) implements Traffic {
    public Reminder {
      reminds = List.copyOf(reminds);
    }
  }
}
