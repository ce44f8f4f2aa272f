package dev.sluice.plan.rules;

import dev.sluice.answer.yaml.Severity;
import dev.sluice.plan.Campaign;
import dev.sluice.plan.Grade;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked of a broadcast.
 *
 * @param platforms on which it holds; empty for all
 * @param markets countries in which it holds; empty for all
 * @param severity of breaking it; no error where {@code grade} is C or I
 * @param grade how far the source can be trusted
 * @param asks what is asked, a clause
 * @param mend how to keep it
 * @param source who asks
 * @param checkedOn when the source was last read
 * @param off why the user has switched it off, {@code null} where it holds
 */
record Rule(
    String id,
    List<String> platforms,
    List<String> markets,
    Severity severity,
    Grade grade,
    Check check,
    String asks,
    @Nullable String mend,
    String source,
    LocalDate checkedOn,
    @Nullable String off) {

  Rule {
    platforms = List.copyOf(platforms);
    markets = List.copyOf(markets);
  }

  /** Whether a campaign is one of those that a rule is for. */
  enum Scope {
    IN,
    OUT,
    /** It depends on the market, and the campaign does not state it. */
    UNKNOWN
  }

  Scope scope(Campaign campaign) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    String platform = broadcast == null ? null : broadcast.platform();
    String market = broadcast == null ? null : broadcast.market();
    if (!platforms.isEmpty() && (platform == null || !platforms.contains(platform))) {
      return Scope.OUT;
    }
    if (markets.isEmpty()) {
      return Scope.IN;
    }
    return market == null ? Scope.UNKNOWN : markets.contains(market) ? Scope.IN : Scope.OUT;
  }

  /** Whether it asks the same as {@code other}, which asks it everywhere. */
  boolean isCloserThan(Rule other) {
    return check.equals(other.check) && !markets.isEmpty() && other.markets.isEmpty();
  }
}
