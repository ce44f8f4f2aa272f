package dev.sluice.plan.lineup;

import dev.sluice.plan.LineupRules.Factor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A selection score: how a product ranks among the others, by several factors.
 *
 * <p>Of each factor that is known of it, a product has the share of the others that it beats, ties
 * by half. The score is the weighted mean of these, over the known factors alone; the confidence is
 * their part of all weights, so that a product of which little is known shows it.
 *
 * @param value 0 to 1; {@code null} where no factor is known
 * @param confidence 0 to 1
 */
record Score(@Nullable BigDecimal value, BigDecimal confidence) {
  /** The weights of a selection template that operators pass around; grade C. */
  static final Map<Factor, BigDecimal> USUAL =
      Map.of(
          Factor.CTOR, new BigDecimal("0.4"),
          Factor.GMV_PER_MINUTE, new BigDecimal("0.3"),
          Factor.PRODUCT_CLICK_RATE, new BigDecimal("0.3"));

  private static final int SCALE = 4;

  /** The scores of {@code candidates}, in their order. */
  static List<Score> of(List<Candidate> candidates, Map<Factor, BigDecimal> weights) {
    Map<Factor, List<@Nullable BigDecimal>> ranks = new TreeMap<>();
    for (Factor factor : weights.keySet()) {
      ranks.put(factor, ranks(candidates.stream().map(each -> value(each, factor)).toList()));
    }
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      scores.add(weighted(ranks, i, weights));
    }
    return scores;
  }

  private static Score weighted(
      Map<Factor, List<@Nullable BigDecimal>> ranks, int at, Map<Factor, BigDecimal> weights) {
    BigDecimal all = BigDecimal.ZERO;
    BigDecimal known = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<Factor, List<@Nullable BigDecimal>> each : ranks.entrySet()) {
      BigDecimal weight = Objects.requireNonNull(weights.get(each.getKey()));
      BigDecimal rank = each.getValue().get(at);
      all = all.add(weight);
      if (rank != null) {
        known = known.add(weight);
        sum = sum.add(weight.multiply(rank));
      }
    }
    boolean nothing = known.signum() == 0;
    return new Score(
        nothing ? null : sum.divide(known, SCALE, RoundingMode.HALF_UP),
        nothing ? BigDecimal.ZERO.setScale(SCALE) : known.divide(all, SCALE, RoundingMode.HALF_UP));
  }

  /**
   * The share of the others that each beats; of a value that has no other to be held against, none.
   */
  private static List<@Nullable BigDecimal> ranks(List<@Nullable BigDecimal> values) {
    List<@Nullable BigDecimal> ranks = new ArrayList<>();
    for (BigDecimal value : values) {
      int beaten = 0;
      int known = 0;
      for (BigDecimal other : values) {
        if (value != null && other != null) {
          known++;
          beaten += 1 + Integer.signum(value.compareTo(other));
        }
      }
      // A value ties with itself.
      ranks.add(
          known < 2
              ? null
              : BigDecimal.valueOf(beaten - 1L)
                  .divide(BigDecimal.valueOf(2L * (known - 1)), 10, RoundingMode.HALF_UP));
    }
    return ranks;
  }

  private static @Nullable BigDecimal value(Candidate candidate, Factor factor) {
    return switch (factor) {
      case PRODUCT_CLICK_RATE -> candidate.clickRate();
      case CTOR -> candidate.ctor();
      case GMV_PER_MINUTE -> candidate.gmvPerMinute();
      case MARGIN_PER_MINUTE -> candidate.marginPerMinute();
      case KEPT ->
          candidate.returnRate() == null ? null : BigDecimal.ONE.subtract(candidate.returnRate());
    };
  }
}
