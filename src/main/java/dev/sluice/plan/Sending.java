package dev.sluice.plan;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pushes of a layer, its own or the {@link Timeline}'s, of which each goes to all its people:
 * which are sent, and which quiet hours and a frequency cap keep back.
 *
 * @param layer the layer
 * @param sent the moments of those that are sent, in order
 * @param quiet those that fall into the quiet hours, in order
 * @param capped those that would speak to a person too often, in order
 * @param allowed contacts that the cap allows a person over the window of a layer without pushes;
 *     {@code null} where nothing is capped or the pushes tell
 */
public record Sending(
    Layer layer,
    List<ZonedDateTime> sent,
    List<ZonedDateTime> quiet,
    List<ZonedDateTime> capped,
    @Nullable Long allowed) {
  public Sending {
    sent = List.copyOf(sent);
    quiet = List.copyOf(quiet);
    capped = List.copyOf(capped);
  }

  /** The pushes of a layer; none where the broadcast has no start. */
  public static Sending of(Campaign campaign, Layer layer) {
    List<ZonedDateTime> sent = new ArrayList<>();
    List<ZonedDateTime> quiet = new ArrayList<>();
    List<ZonedDateTime> capped = new ArrayList<>();
    QuietHours quietHours = campaign.quietHours(layer);
    FrequencyCap cap = layer.frequencyCap();
    List<ZonedDateTime> moments = moments(campaign, layer);
    for (ZonedDateTime moment : moments) {
      if (quietHours != null && quietHours.contain(moment)) {
        quiet.add(moment);
      } else if (cap != null && reached(cap, sent, moment)) {
        capped.add(moment);
      } else {
        sent.add(moment);
      }
    }
    return new Sending(
        layer,
        sent,
        quiet,
        capped,
        cap == null || !moments.isEmpty() ? null : allowed(campaign, layer, cap));
  }

  /** All that were planned. */
  public int planned() {
    return sent.size() + quiet.size() + capped.size();
  }

  /**
   * The part of what the layer plans that its limits let through. Without pushes, contacts fall on
   * people as the negative binomial says where that can be fitted, else as evenly as can be.
   *
   * @param quantity contacts planned
   * @param people whom they reach, each counted once; {@code NaN} when nobody says
   * @param size all who could be reached; {@code NaN} when nobody says
   */
  public double kept(double quantity, double people, double size) {
    if (planned() > 0) {
      return (double) sent.size() / planned();
    }
    double each = quantity / people;
    if (allowed == null || Double.isNaN(each) || each <= 1) {
      return 1;
    }
    NegativeBinomial contacts =
        layer.kind() == LayerKind.MESSAGE || Double.isNaN(size)
            ? null
            : NegativeBinomial.of(people / size, each);
    return contacts == null
        ? Math.min(1, allowed / each)
        : contacts.capped(allowed) / contacts.mean();
  }

  /** What is not sent, in sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!quiet.isEmpty()) {
      notes.add(held(quiet.size(), "quiet hours"));
    }
    if (!capped.isEmpty()) {
      notes.add(held(capped.size(), "its frequency cap"));
    }
    return notes;
  }

  private String held(int pushes, String by) {
    return "'"
        + layer.id()
        + "': "
        + pushes
        + " of "
        + planned()
        + " pushes not sent, for "
        + by
        + ".";
  }

  private static long allowed(Campaign campaign, Layer layer, FrequencyCap cap) {
    Span window = layer.window();
    if (window == null) {
      return cap.times();
    }
    Duration length =
        Duration.between(campaign.moment(window.from()), campaign.moment(window.to()));
    long periods = length.dividedBy(cap.per().duration());
    return cap.times() * Math.max(1, periods);
  }

  private static boolean reached(FrequencyCap cap, List<ZonedDateTime> sent, ZonedDateTime moment) {
    ZonedDateTime since = moment.minus(cap.per().duration());
    return sent.stream().filter(earlier -> earlier.isAfter(since)).count() >= cap.times();
  }

  private static List<ZonedDateTime> moments(Campaign campaign, Layer layer) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    List<ZonedDateTime> moments = new ArrayList<>();
    if (broadcast == null) {
      return moments;
    }
    List<When> times = new ArrayList<>();
    layer.pushes().forEach(push -> times.add(push.when()));
    Timeline.pushes(campaign, layer).forEach(item -> times.add(item.when()));
    for (When when : times) {
      ZonedDateTime moment = broadcast.at(when);
      if (moment != null) {
        moments.add(moment);
      }
    }
    moments.sort(Comparator.comparing(ZonedDateTime::toInstant));
    return moments;
  }
}
