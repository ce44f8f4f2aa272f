package dev.sluice.plan;

import dev.sluice.answer.yaml.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan cannot be worked out without and its file does not state. A rate that nobody gave is
 * named here with what is known of it, and never filled in.
 */
public final class RequiredInputs {
  private final CampaignFile file;
  private final List<Fault> missing = new ArrayList<>();

  private RequiredInputs(CampaignFile file) {
    this.file = file;
  }

  /** What is missing; not what the file's faults speak of already. */
  public static List<Fault> missing(CampaignFile file) {
    RequiredInputs inputs = new RequiredInputs(file);
    inputs.target();
    for (Layer layer : file.campaign().layers()) {
      if (layer.response() == null) {
        inputs.layer(layer);
      }
      inputs.feeds(layer);
      inputs.frequencyCap(layer);
    }
    inputs.service();
    return inputs.missing;
  }

  /**
   * Refuses a campaign that cannot be worked forward: a layer of which nobody says what it reaches
   * brings an unknown number, not none.
   */
  public static void requireForecast(CampaignFile file) {
    RequiredInputs inputs = new RequiredInputs(file);
    inputs.missing.addAll(missing(file));
    Campaign campaign = file.campaign();
    for (Layer layer : campaign.layers()) {
      inputs.reach(layer);
    }
    if (campaign.layers().isEmpty()) {
      inputs.require("", "layers", "there are no layers to forecast", "add one under 'layers'");
    }
    if (!inputs.missing.isEmpty()) {
      throw file.refusal(inputs.missing);
    }
  }

  private void reach(Layer layer) {
    String who = "layer '" + layer.id() + "'";
    Traffic traffic = layer.traffic();
    if (traffic instanceof Traffic.Audience audience
        && layer.kind() == LayerKind.RECOMMENDATION
        && audience.quantity() == null) {
      figure(layer, Objects.requireNonNull(layer.kind().quantity()), who);
    }
    if (traffic instanceof Traffic.Paid paid
        && paid.share() != null
        && file.campaign().target() == null) {
      require(
          layer.path(),
          "share",
          who + " buys a share of the viewers needed, and there is no target",
          "add a 'target', or state the 'budget'");
    }
    if (layer.response() == null) {
      return;
    }
    boolean told =
        layer.spending().spend() != null
            || (traffic instanceof Traffic.Paid paid
                && (paid.budget() != null || paid.share() != null));
    if (file.campaign().spending().responseIn() != Spending.Unit.ENTRANTS) {
      layer(layer);
    } else if (!told && traffic instanceof Traffic.Paid) {
      require(
          layer.path(),
          "spend",
          who + " needs 'spend' or 'budget': its response is to money",
          null);
    } else if (!told) {
      layer(layer);
    }
  }

  private void target() {
    Campaign campaign = file.campaign();
    Campaign.Target target = campaign.target();
    if (target == null) {
      return;
    }
    if (campaign.currency() == null
        && (target.gmv() != null || target.averageOrderValue() != null)) {
      require("", "currency", "the plan needs its 'currency'", "an ISO code such as CNY");
    }
    if (target.gmv() != null && target.averageOrderValue() == null) {
      figure("target", "average_order_value", "target", "to make orders of the GMV, the target");
    }
    if (target.viewers() == null && target.watchToPay() == null) {
      figure("target", "watch_to_pay", "target", "to make viewers of the orders, the target");
    }
    if (campaign.stockUnits() != null && target.unitsPerOrder() == null) {
      figure("target", "units_per_order", "target", "to compare with the stock, the target");
    }
  }

  private void layer(Layer layer) {
    String who = "layer '" + layer.id() + "'";
    LayerKind kind = layer.kind();
    if (layer.traffic() instanceof Traffic.Audience audience) {
      // What the platform will show is what the plan asks for, so it need not be stated.
      if (audience.quantity() == null && kind != LayerKind.RECOMMENDATION && !fed(layer)) {
        figure(layer, Objects.requireNonNull(kind.quantity()), who);
      }
      if (audience.rate() == null) {
        figure(layer, Objects.requireNonNull(kind.rate()), who);
      }
    } else if (layer.traffic() instanceof Traffic.Paid paid) {
      if (paid.budget() == null && paid.share() == null) {
        require(
            layer.path(),
            "budget",
            who + " needs 'budget' or 'share'",
            "the money, or its share of the viewers needed");
      }
      if (paid.costPerEntrant() == null) {
        figure(layer, "cost_per_entrant", who);
      }
    } else if (layer.traffic() instanceof Traffic.Creators creators) {
      if (creators.clicks() != null || creators.clickToRoom() != null) {
        if (creators.clicks() == null) {
          figure(layer, "clicks", who);
        }
        if (creators.clickToRoom() == null) {
          figure(layer, "click_to_room", who);
        }
        return;
      }
      if (creators.creators() == null) {
        figure(layer, "creators", who);
      }
      if (creators.entrantsEach() == null) {
        figure(layer, "entrants_each", who);
      }
    } else if (layer.traffic() instanceof Traffic.Reminder reminder && reminder.lift() == null) {
      figure(layer, "lift", who);
    }
  }

  private boolean fed(Layer layer) {
    return file.campaign().layers().stream()
        .flatMap(other -> other.feeds().stream())
        .anyMatch(feed -> feed.layer().equals(layer.id()));
  }

  private void feeds(Layer layer) {
    for (Layer.Feed feed : layer.feeds()) {
      if (feed.rate() == null) {
        figure(feed.path(), "rate", "feeds", "the feed of '" + feed.layer() + "'");
      }
    }
  }

  /** Without pushes, a cap can only be told from how many contacts a person has. */
  private void frequencyCap(Layer layer) {
    if (layer.frequencyCap() != null
        && layer.people() == null
        && layer.kind() != LayerKind.REMINDER
        && Sending.of(file.campaign(), layer).planned() == 0) {
      figure(layer, "people", "layer '" + layer.id() + "'");
    }
  }

  private void service() {
    Campaign.CustomerCare service = file.campaign().service();
    if (service == null) {
      return;
    }
    if (service.contactRate() == null) {
      figure("service", "contact_rate", "service", "service");
    }
    if (service.contactsPerAgentDay() == null) {
      figure("service", "contacts_per_agent_day", "service", "service");
    }
  }

  private void figure(Layer layer, String key, String who) {
    figure(layer.path(), key, layer.kind().toString(), who);
  }

  private void figure(String path, String key, String group, String who) {
    Assumptions.Figure figure = Assumptions.of(group + "." + key);
    String choice = figure == null ? null : figure.values().containsKey("mid") ? "mid" : "low";
    require(
        path,
        key,
        who + " needs '" + key + "'",
        figure == null
            ? "there is no published figure: state your own"
            : "your own figure is best; to take a published one write "
                + key
                + ": {assume: "
                + choice
                + "}; published: "
                + figure.words());
  }

  private void require(String path, String key, String message, @Nullable String hint) {
    String place = path.isEmpty() ? key : path + "." + key;
    if (!file.spoiled().contains(place)) {
      missing.add(Fault.error(file.at(place), place, "required-input", message, hint));
    }
  }
}
