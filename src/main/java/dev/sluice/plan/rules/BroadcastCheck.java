package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of the broadcast as a whole. */
sealed interface BroadcastCheck extends Check {

  List<Sighting> look(Campaign.Broadcast broadcast);

  @Override
  default List<Sighting> look(Campaign campaign) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    return broadcast == null ? List.of(Sighting.unstated("broadcast")) : look(broadcast);
  }

  /** It lasts so long. */
  record Lasts(@Nullable Duration minimum, @Nullable Duration maximum) implements BroadcastCheck {
    @Override
    public List<Sighting> look(Campaign.Broadcast broadcast) {
      Duration duration = broadcast.duration();
      return within(
          "broadcast.duration",
          duration,
          minimum,
          maximum,
          duration == null ? "" : "this one lasts " + Check.words(duration));
    }
  }

  /** It shows so many products. */
  record Shows(@Nullable Long minimum, @Nullable Long maximum) implements BroadcastCheck {
    @Override
    public List<Sighting> look(Campaign.Broadcast broadcast) {
      Long products = broadcast.products();
      return within("broadcast.products", products, minimum, maximum, "this one shows " + products);
    }
  }

  /** The account has at most so many live notices open. */
  record Notices(long maximum) implements BroadcastCheck {
    @Override
    public List<Sighting> look(Campaign.Broadcast broadcast) {
      Long notices = broadcast.notices();
      return within("broadcast.notices", notices, null, maximum, "with this one it has " + notices);
    }
  }

  /** It starts near the time that was announced. */
  record Starts(Duration within) implements BroadcastCheck {
    @Override
    public List<Sighting> look(Campaign.Broadcast broadcast) {
      ZonedDateTime announced = broadcast.announces();
      if (announced == null) {
        return List.of(Sighting.unstated("broadcast.announced_start"));
      }
      Duration late = Duration.between(announced, broadcast.starts());
      if (late.abs().compareTo(within) <= 0) {
        return List.of();
      }
      return List.of(
          new Sighting(
              "broadcast.start",
              "this one starts "
                  + Check.words(late.abs())
                  + (late.isNegative() ? " before" : " after")
                  + " the announced "
                  + announced.toLocalDateTime()));
    }
  }

  private static <T extends Comparable<T>> List<Sighting> within(
      String path, @Nullable T value, @Nullable T minimum, @Nullable T maximum, String found) {
    if (value == null) {
      return List.of(Sighting.unstated(path));
    }
    boolean holds =
        (minimum == null || value.compareTo(minimum) >= 0)
            && (maximum == null || value.compareTo(maximum) <= 0);
    return holds ? List.of() : List.of(new Sighting(path, found));
  }
}
