package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import dev.sluice.plan.Claim;
import dev.sluice.plan.Product;
import dev.sluice.plan.Segment;
import dev.sluice.plan.When;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what is said of being scarce is true. */
sealed interface ClaimCheck extends Check {

  /**
   * There are no more units than the claim says: of a flash sale, no more are offered in it and
   * later ("we have asked for 50 more"); of a product, no more are in stock.
   */
  record Units() implements ClaimCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      for (Product product : campaign.products()) {
        for (Claim claim : product.claims()) {
          if (claim.units() == null) {
            continue;
          }
          if (product.stock() == null) {
            sightings.add(Sighting.unstated(product.path() + ".stock"));
          } else if (product.stock() > claim.units()) {
            sightings.add(
                new Sighting(
                    claim.path() + ".units",
                    says(claim, claim.units() + "")
                        + ", and "
                        + product.stock()
                        + " of '"
                        + product.sku()
                        + "' are in stock"));
          }
        }
      }
      for (Segment segment : campaign.runOfShow()) {
        if (segment.flash() != null) {
          for (Claim claim : segment.flash().claims()) {
            if (claim.units() != null) {
              sightings.addAll(flash(campaign, segment, claim, claim.units()));
            }
          }
        }
      }
      return sightings;
    }

    private static List<Sighting> flash(
        Campaign campaign, Segment claimed, Claim claim, long units) {
      long offered = 0;
      List<String> when = new ArrayList<>();
      for (Segment segment : ShowCheck.inOrder(campaign)) {
        Segment.Flash flash = segment.flash();
        if (flash == null
            || !String.valueOf(segment.sku()).equals(claimed.sku())
            || segment.at().compareTo(claimed.at()) < 0) {
          continue;
        }
        if (flash.units() == null) {
          return List.of(Sighting.unstated(flash.path() + ".units"));
        }
        offered += flash.units();
        when.add(flash.units() + " at " + Check.at(segment.at()));
      }
      return offered <= units
          ? List.of()
          : List.of(
              new Sighting(
                  claim.path() + ".units",
                  says(claim, units + "") + ", and on offer are " + String.join(", ", when)));
    }
  }

  /**
   * The offer ends when the claim says: of a flash sale, it does not run longer, nor is the product
   * sold for as little afterwards; of a product, it is not shown afterwards.
   */
  record Time() implements ClaimCheck {
    @Override
    public List<Sighting> look(Campaign campaign) {
      List<Sighting> sightings = new ArrayList<>();
      Campaign.Broadcast broadcast = campaign.broadcast();
      for (Product product : campaign.products()) {
        for (Claim claim : product.claims()) {
          if (claim.until() == null) {
            continue;
          }
          ZonedDateTime until = moment(broadcast, claim.until());
          if (broadcast == null || until == null) {
            sightings.add(Sighting.unstated("broadcast"));
            continue;
          }
          for (Segment segment : campaign.runOfShow()) {
            if (product.sku().equals(segment.sku()) && ends(broadcast, segment).isAfter(until)) {
              sightings.add(
                  new Sighting(
                      claim.path() + ".until",
                      says(claim, "until " + claim.until())
                          + ", and '"
                          + segment.id()
                          + "' shows it until "
                          + Check.at(segment.end())));
            }
          }
        }
      }
      for (Segment segment : campaign.runOfShow()) {
        Segment.Flash flash = segment.flash();
        if (flash == null) {
          continue;
        }
        for (Claim claim : flash.claims()) {
          if (claim.until() != null) {
            ZonedDateTime until = moment(broadcast, claim.until());
            if (broadcast == null || until == null) {
              sightings.add(Sighting.unstated("broadcast"));
            } else {
              sightings.addAll(flash(campaign, broadcast, segment, flash, claim, until));
            }
          }
        }
      }
      return sightings;
    }

    private static List<Sighting> flash(
        Campaign campaign,
        Campaign.Broadcast broadcast,
        Segment claimed,
        Segment.Flash offer,
        Claim claim,
        ZonedDateTime until) {
      String says = says(claim, "until " + claim.until());
      String path = claim.path() + ".until";
      if (ends(broadcast, claimed).isAfter(until)) {
        return List.of(new Sighting(path, says + ", and it runs until " + Check.at(claimed.end())));
      }
      if (offer.price() == null) {
        return List.of(Sighting.unstated(offer.path() + ".price"));
      }
      Product product = ShowCheck.product(campaign, claimed.sku());
      BigDecimal usual = product == null ? null : product.price();
      if (usual != null && usual.compareTo(offer.price()) <= 0) {
        return List.of(
            new Sighting(path, says + ", and the usual price is " + usual.toPlainString()));
      }
      for (Segment later : ShowCheck.inOrder(campaign)) {
        Segment.Flash flash = later.flash();
        if (flash == null
            || later.equals(claimed)
            || !String.valueOf(later.sku()).equals(claimed.sku())
            || !ends(broadcast, later).isAfter(until)) {
          continue;
        }
        if (flash.price() == null) {
          return List.of(Sighting.unstated(flash.path() + ".price"));
        }
        if (flash.price().compareTo(offer.price()) <= 0) {
          return List.of(
              new Sighting(
                  path,
                  says
                      + ", and '"
                      + later.id()
                      + "' offers it again at "
                      + Check.at(later.at())
                      + " for "
                      + flash.price().toPlainString()));
        }
      }
      // Without the usual price nobody can tell whether it comes back.
      return usual != null
          ? List.of()
          : List.of(Sighting.unstated(product == null ? "products" : product.path() + ".price"));
    }

    private static @Nullable ZonedDateTime moment(
        Campaign.@Nullable Broadcast broadcast, When when) {
      return broadcast == null ? null : broadcast.at(when);
    }

    private static ZonedDateTime ends(Campaign.Broadcast broadcast, Segment segment) {
      return broadcast.starts().plus(segment.end());
    }
  }

  private static String says(Claim claim, String what) {
    return "'" + claim.text() + "' says " + what;
  }
}
