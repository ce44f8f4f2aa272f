package dev.sluice.plan;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a campaign's traffic.
 *
 * @param path where it stands in the file, such as {@code layers[2]}
 * @param id names it in the campaign
 * @param title for people
 * @param domain whether the platform or the shop owns the contact
 * @param warmth how well these people know the shop
 * @param window when it works
 * @param owner who does it
 * @param pushes the moments at which it speaks
 * @param cost what it costs beside ad spend and fees
 * @param channel of {@link LayerKind#MESSAGE} and {@link LayerKind#REMINDER}
 * @param receiverZones of the same: the clocks by which its receivers live; empty where nobody says
 * @param videos of {@link LayerKind#TEASER}: how many
 * @param minimum least money that an allocation may give it
 * @param maximum most money that an allocation may give it
 * @param offAllowed whether an allocation may give it nothing in spite of the minimum
 * @param response what it answers to money, where that is known
 * @param batch of {@link LayerKind#MESSAGE}: how many get it in one go
 * @param promotes of {@link LayerKind#PAID}: ids of the reservation layers that the ad leads to
 * @param pacing what it may do on a day
 * @param spending what its money does and what becomes of its response
 * @param fans whether it speaks to followers of long standing or to new ones
 * @param people whom it reaches, each counted once; of {@link LayerKind#MESSAGE}, all on its list
 * @param reachedAgain of {@link LayerKind#MESSAGE}: the part of those whom one push reaches that
 *     another push reaches too
 * @param quietHours its own, in place of the campaign's
 * @param frequencyCap how often it may speak to a person
 * @param feeds the layers to which it brings people
 * @param buildUp of {@link LayerKind#RESERVATION}: when reservations are made
 * @param incrementality the part of its entrants who would not have come without it
 * @param pastMaximum the most that was ever spent on it in a broadcast
 */
public record Layer(
    String path,
    String id,
    LayerKind kind,
    @Nullable String title,
    @Nullable Domain domain,
    @Nullable Warmth warmth,
    @Nullable Span window,
    @Nullable String owner,
    List<Push> pushes,
    @Nullable BigDecimal cost,
    Traffic traffic,
    @Nullable Channel channel,
    List<ZoneId> receiverZones,
    @Nullable Long videos,
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    boolean offAllowed,
    @Nullable Response response,
    @Nullable Long batch,
    List<String> promotes,
    Pacing.OfLayer pacing,
    Spending.OfLayer spending,
    @Nullable Fans fans,
    @Nullable Estimate people,
    @Nullable Estimate reachedAgain,
    @Nullable QuietHours quietHours,
    @Nullable FrequencyCap frequencyCap,
    List<Feed> feeds,
    @Nullable BuildUp buildUp,
    @Nullable Estimate incrementality,
    @Nullable BigDecimal pastMaximum) {

  public Layer {
    pushes = List.copyOf(pushes);
    receiverZones = List.copyOf(receiverZones);
    promotes = List.copyOf(promotes);
    feeds = List.copyOf(feeds);
  }

  /** The title, or the id where there is none. */
  public String name() {
    return title == null ? id : title;
  }

  /** Whether the platform or the shop owns the contact. */
  public enum Domain {
    PUBLIC,
    PRIVATE;

    @Override
    public String toString() {
      return word(this);
    }
  }

  /** How well people know the shop. */
  public enum Warmth {
    COLD,
    WARM,
    HOT;

    @Override
    public String toString() {
      return word(this);
    }
  }

  /** How long people have followed the shop. */
  public enum Fans {
    NEW,
    OLD;

    @Override
    public String toString() {
      return word(this);
    }
  }

  /** What a message is sent through. */
  public enum Channel {
    WECOM,
    SMS,
    EMAIL,
    WHATSAPP,
    GROUP,
    OFFICIAL_ACCOUNT,
    APP_PUSH,
    /** An official account that may speak once a day. */
    SUBSCRIPTION_ACCOUNT,
    /** An official account that may speak a few times a month. */
    SERVICE_ACCOUNT,
    /** Posts to all contacts of an account. */
    MOMENTS,
    /** One-to-one chats of an account. */
    PERSONAL;

    @Override
    public String toString() {
      return word(this);
    }
  }

  /**
   * A moment at which a layer speaks.
   *
   * @param path where it stands in the file, such as {@code layers[2].pushes[0]}
   * @param id names it in the layer
   * @param title what it says, or {@code null}
   */
  public record Push(String path, String id, When when, @Nullable String title) {}

  /**
   * People whom a layer brings to another, whose quantity they add to.
   *
   * @param path where it stands in the file, such as {@code layers[2].feeds[0]}
   * @param layer the id of the layer fed
   * @param rate people brought / quantity of the feeding layer; of bought people and of creators'
   *     entrants, who are then not counted as entrants
   */
  public record Feed(String path, String layer, @Nullable Estimate rate) {}

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
