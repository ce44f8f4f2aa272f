package dev.sluice.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The layers that traffic comes from. Most bring a quantity of people or looks times a rate; those
 * whose fields are {@code null} here have a {@link Traffic} of their own.
 */
public enum LayerKind {
  /** People who reserved; those who show up enter. */
  RESERVATION("reservations", "show_up", "reservations"),
  /** Private messages; those who click enter. */
  MESSAGE("delivered", "click_rate", "messages"),
  /** Followers of the account. */
  FOLLOWERS("followers", "enter_rate", "followers"),
  /** Short videos before the broadcast; {@code views} are those of all videos together. */
  TEASER("views", "click_to_room", "teaser views"),
  /** Entrants that are bought. */
  PAID(null, null, null),
  /** Creators who send their audience. */
  CREATOR(null, null, null),
  /** Visits to the shop's own pages. */
  STORE("visits", "click_rate", "store visits"),
  /** What the platform shows unasked: earned, never bought. */
  RECOMMENDATION("impressions", "enter_rate", "impressions"),
  /** Makes more of those who reserved show up, and brings nobody itself. */
  REMINDER(null, null, null);

  private final @Nullable String quantity;
  private final @Nullable String rate;
  private final @Nullable String words;

  LayerKind(@Nullable String quantity, @Nullable String rate, @Nullable String words) {
    this.quantity = quantity;
    this.rate = rate;
    this.words = words;
  }

  /** The kind of that name in a file, or {@code null}. */
  public static @Nullable LayerKind of(String name) {
    for (LayerKind kind : values()) {
      if (kind.toString().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  /** The key of the quantity in the file. */
  public @Nullable String quantity() {
    return quantity;
  }

  /** The key of the rate in the file. */
  public @Nullable String rate() {
    return rate;
  }

  /** The quantity in words. */
  @Nullable String words() {
    return words;
  }

  /** As it stands in the file. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
