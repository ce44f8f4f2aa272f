package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.Claim;
import dev.sluice.plan.Product;
import dev.sluice.plan.Segment;
import dev.sluice.plan.Shift;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of the run of show and of what it sells. */
sealed interface ShowCheck extends Check {

  /** No segment begins before another ends. */
  record Apart() implements ShowCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      if (campaign.runOfShow().isEmpty()) {
        return List.of(Sighting.unstated("run_of_show"));
      }
      List<Sighting> sightings = new ArrayList<>();
      Segment longest = null;
      for (Segment segment : inOrder(campaign)) {
        if (longest != null && segment.at().compareTo(longest.end()) < 0) {
          sightings.add(
              new Sighting(
                  segment.path(),
                  "'"
                      + segment.id()
                      + "' begins at "
                      + Check.at(segment.at())
                      + ", before '"
                      + longest.id()
                      + "' ends at "
                      + Check.at(longest.end())));
        }
        if (longest == null || segment.end().compareTo(longest.end()) > 0) {
          longest = segment;
        }
      }
      return sightings;
    }
  }

  /** Nothing is on the air after the broadcast. */
  record Inside() implements ShowCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      if (campaign.runOfShow().isEmpty() && campaign.hosts().isEmpty()) {
        return List.of(Sighting.unstated("run_of_show"));
      }
      Campaign.Broadcast broadcast = campaign.broadcast();
      Duration duration = broadcast == null ? null : broadcast.duration();
      if (duration == null) {
        return List.of(Sighting.unstated("broadcast.duration"));
      }
      List<Sighting> sightings = new ArrayList<>();
      for (Segment segment : campaign.runOfShow()) {
        beyond(segment.path(), segment.id(), segment.end(), duration, sightings);
      }
      for (Shift shift : campaign.hosts()) {
        beyond(shift.path(), shift.host(), shift.to(), duration, sightings);
      }
      return sightings;
    }

    private static void beyond(
        String path, String id, Duration end, Duration duration, List<Sighting> sightings) {
      if (end.compareTo(duration) > 0) {
        sightings.add(
            new Sighting(
                path,
                "'"
                    + id
                    + "' ends at "
                    + Check.at(end)
                    + ", the broadcast at "
                    + Check.at(duration)));
      }
    }
  }

  /**
   * Something is always on.
   *
   * @param maximum the longest gap that is allowed
   */
  record Filled(Duration maximum) implements ShowCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      if (campaign.runOfShow().isEmpty()) {
        return List.of(Sighting.unstated("run_of_show"));
      }
      if (campaign.lineup() != null) {
        // What is open is open for the line-up.
        return List.of();
      }
      Campaign.Broadcast broadcast = campaign.broadcast();
      Duration duration = broadcast == null ? null : broadcast.duration();
      if (duration == null) {
        return List.of(Sighting.unstated("broadcast.duration"));
      }
      List<Sighting> sightings = new ArrayList<>();
      Duration filled = Duration.ZERO;
      String path = "run_of_show";
      for (Segment segment : inOrder(campaign)) {
        gap(path, filled, segment.at(), sightings);
        if (segment.end().compareTo(filled) > 0) {
          filled = segment.end();
          path = segment.path();
        }
      }
      gap(path, filled, duration, sightings);
      return sightings;
    }

    private void gap(String path, Duration from, Duration to, List<Sighting> sightings) {
      Duration gap = to.minus(from);
      if (!gap.isZero() && !gap.isNegative() && gap.compareTo(maximum) > 0) {
        sightings.add(
            new Sighting(
                path, "nothing is planned from " + Check.at(from) + " to " + Check.at(to)));
      }
    }
  }

  /** The flash sales of a product, and what is claimed of it, are within its stock. */
  record Stocked() implements ShowCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      Map<String, Long> offered = new LinkedHashMap<>();
      List<Sighting> sightings = new ArrayList<>();
      for (Segment segment : inOrder(campaign)) {
        Segment.Flash flash = segment.flash();
        String sku = segment.sku();
        if (flash == null || sku == null) {
          continue;
        }
        Product product = product(campaign, sku);
        if (flash.units() == null) {
          sightings.add(Sighting.unstated(flash.path() + ".units"));
        } else if (product == null) {
          sightings.add(Sighting.unstated("products"));
        } else if (product.stock() == null) {
          sightings.add(Sighting.unstated(product.path() + ".stock"));
        } else {
          long before = offered.getOrDefault(sku, 0L);
          offered.put(sku, before + flash.units());
          if (before + flash.units() > product.stock()) {
            sightings.add(
                new Sighting(
                    flash.path() + ".units",
                    "'"
                        + segment.id()
                        + "' offers "
                        + flash.units()
                        + " of '"
                        + sku
                        + "'"
                        + (before == 0 ? "" : " after " + before + " before")
                        + ", and its stock is "
                        + product.stock()));
          }
        }
      }
      for (Product product : campaign.products()) {
        for (Claim claim : product.claims()) {
          if (claim.units() != null && product.stock() != null && claim.units() > product.stock()) {
            sightings.add(
                new Sighting(
                    claim.path() + ".units",
                    "'"
                        + claim.text()
                        + "' promises "
                        + claim.units()
                        + ", and the stock of '"
                        + product.sku()
                        + "' is "
                        + product.stock()));
          }
        }
      }
      return sightings;
    }
  }

  /** Each flash sale says how many it has, of a product whose stock is stated. */
  record Allotted() implements ShowCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      for (Segment segment : inOrder(campaign)) {
        Segment.Flash flash = segment.flash();
        if (flash == null) {
          continue;
        }
        Product product = product(campaign, segment.sku());
        String what = "'" + segment.id() + "' sells '" + segment.sku() + "'";
        if (flash.units() == null) {
          sightings.add(new Sighting(flash.path(), what + " and does not say how many"));
        }
        if (product == null) {
          sightings.add(new Sighting(flash.path(), what + ", which 'products' does not list"));
        } else if (product.stock() == null) {
          sightings.add(new Sighting(product.path(), what + ", whose stock is not stated"));
        }
      }
      return sightings;
    }
  }

  /**
   * No price is further below the price that it is compared with.
   *
   * @param maximum the largest reduction, a fraction of the list price, or of the usual price where
   *     no list price is stated
   */
  record Discount(BigDecimal maximum) implements ShowCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      for (Product product : campaign.products()) {
        if (product.listPrice() != null && product.price() != null) {
          reduced(product.path() + ".price", product.price(), product.listPrice(), sightings);
        }
      }
      for (Segment segment : inOrder(campaign)) {
        Segment.Flash flash = segment.flash();
        if (flash == null || segment.sku() == null) {
          continue;
        }
        Product product = product(campaign, segment.sku());
        if (flash.price() == null) {
          sightings.add(Sighting.unstated(flash.path() + ".price"));
        } else if (product == null) {
          sightings.add(Sighting.unstated("products"));
        } else if (product.listPrice() != null || product.price() != null) {
          BigDecimal from = product.listPrice() == null ? product.price() : product.listPrice();
          reduced(flash.path() + ".price", flash.price(), from, sightings);
        } else {
          sightings.add(Sighting.unstated(product.path() + ".list_price"));
        }
      }
      return sightings;
    }

    private void reduced(
        String path, BigDecimal price, @Nullable BigDecimal from, List<Sighting> sightings) {
      if (from == null || from.signum() == 0) {
        return;
      }
      // Multiplied out, so that no rounding decides.
      BigDecimal off = from.subtract(price);
      if (off.compareTo(from.multiply(maximum)) > 0) {
        BigDecimal percent = off.movePointRight(2).divide(from, 1, RoundingMode.HALF_UP);
        sightings.add(
            new Sighting(
                path,
                price.toPlainString()
                    + " is "
                    + percent.toPlainString()
                    + " % below "
                    + from.toPlainString()));
      }
    }
  }

  /** The segments in order of time. */
  static List<Segment> inOrder(Campaign campaign) {
    List<Segment> segments = new ArrayList<>(campaign.runOfShow());
    segments.sort(Comparator.comparing(Segment::at).thenComparing(Segment::id));
    return segments;
  }

  /** The product of that SKU, if it is listed. */
  static @Nullable Product product(Campaign campaign, @Nullable String sku) {
    for (Product product : campaign.products()) {
      if (product.sku().equals(sku)) {
        return product;
      }
    }
    return null;
  }
}
