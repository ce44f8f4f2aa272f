package dev.sluice.plan.learning;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step of a layer's funnel: the part of those at one count who reach another. */
public enum Rate {
  /** Clicks of those reached. */
  CLICK_RATE,
  /** Reservations of the clicks. */
  RESERVATION_RATE,
  /** Entrants of those who reserved. */
  SHOW_UP,
  /** Entrants of the clicks; not of a layer that collects reservations. */
  CLICK_TO_ROOM,
  /** Entrants of those reached; not of a layer that collects reservations. */
  ENTER_RATE,
  /** Orders of the entrants. */
  WATCH_TO_PAY;

  @Nullable Long trials(PastLayer past) {
    return switch (this) {
      case CLICK_RATE -> past.reach();
      case RESERVATION_RATE -> past.clicks();
      case SHOW_UP -> past.reservations();
      case CLICK_TO_ROOM -> past.reservations() == null ? past.clicks() : null;
      case ENTER_RATE -> past.reservations() == null ? past.reach() : null;
      case WATCH_TO_PAY -> past.entrants();
    };
  }

  @Nullable Long successes(PastLayer past) {
    return switch (this) {
      case CLICK_RATE -> past.clicks();
      case RESERVATION_RATE -> past.reservations();
      case SHOW_UP, CLICK_TO_ROOM, ENTER_RATE -> past.entrants();
      case WATCH_TO_PAY -> past.orders();
    };
  }

  /** As it stands in answers and, of most, in campaign files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
