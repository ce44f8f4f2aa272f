package dev.sluice.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of one broadcast's traffic, as its file states it. What the file does not state is
 * {@code null}: each question asks for what it needs.
 *
 * @param id names the campaign; calendars and frozen plans know it by this
 * @param title for people
 * @param currency the ISO currency of every amount
 * @param revision raised by the user at each change that others must see; 0 at first
 * @param budget what all layers together may cost
 * @param stockUnits units ready to be sold
 * @param standardTimeline whether the tasks of the {@link Timeline} belong to the plan
 * @param products what the broadcast sells, as far as the file lists it
 * @param hosts who is on the air when
 * @param runOfShow what happens in the broadcast, in the order of the file
 * @param lineup what a line-up of the products must keep to; {@code null} when the file says
 *     nothing
 * @param pacing how money and pushes may be spread over days and hours
 * @param spending how money may be divided among the layers, and for what
 * @param audience whom the layers reach
 * @param quietHours in which no message or reminder is sent, unless its layer states its own
 */
public record Campaign(
    @Nullable String id,
    @Nullable String title,
    @Nullable String currency,
    int revision,
    @Nullable Broadcast broadcast,
    @Nullable Target target,
    @Nullable CustomerCare service,
    @Nullable Dispatch dispatch,
    @Nullable Long stockUnits,
    @Nullable BigDecimal budget,
    List<Layer> layers,
    List<Task> tasks,
    boolean standardTimeline,
    List<Product> products,
    List<Shift> hosts,
    List<Segment> runOfShow,
    @Nullable LineupRules lineup,
    Pacing pacing,
    Spending spending,
    @Nullable Universe audience,
    @Nullable QuietHours quietHours) {
  private static final ZonedDateTime ANY_START =
      LocalDateTime.of(2000, 1, 1, 20, 0).atZone(ZoneOffset.UTC);

  public Campaign {
    layers = List.copyOf(layers);
    tasks = List.copyOf(tasks);
    products = List.copyOf(products);
    hosts = List.copyOf(hosts);
    runOfShow = List.copyOf(runOfShow);
  }

  /** All who could come, or {@code null} when the file does not say. */
  public @Nullable Estimate audienceSize() {
    return audience == null ? null : audience.size();
  }

  /** The moment of {@code when}; without a broadcast, of one in the year 2000. */
  ZonedDateTime moment(When when) {
    ZonedDateTime stated = broadcast == null ? null : broadcast.at(when);
    return stated == null ? when.from(ANY_START) : stated;
  }

  /** The quiet hours that hold for a layer, or {@code null}. */
  public @Nullable QuietHours quietHours(Layer layer) {
    boolean speaks = layer.kind() == LayerKind.MESSAGE || layer.kind() == LayerKind.REMINDER;
    return layer.quietHours() != null || !speaks ? layer.quietHours() : quietHours;
  }

  /**
   * The broadcast that the traffic is for.
   *
   * @param platform such as {@code douyin}; names the platform's rules
   * @param market the country whose rules hold, such as {@code US}
   * @param start on the clock of {@code zone}
   * @param duration elapsed time from start to end
   * @param products how many products it shows: as stated, or as many as the file lists
   * @param announced the start that reservers were told, on the clock of {@code zone}; {@code null}
   *     where the file does not say that anything was announced
   * @param notices live notices of the account that are open, this broadcast's among them
   */
  public record Broadcast(
      @Nullable String platform,
      @Nullable String account,
      @Nullable String market,
      LocalDateTime start,
      ZoneId zone,
      @Nullable Duration duration,
      @Nullable Long products,
      @Nullable LocalDateTime announced,
      @Nullable Long notices) {

    /** The start; of a time that the clocks repeat, the first. */
    public ZonedDateTime starts() {
      return start.atZone(zone).withEarlierOffsetAtOverlap();
    }

    /** The start that was announced, or {@code null} if none was. */
    public @Nullable ZonedDateTime announces() {
      return announced == null ? null : announced.atZone(zone).withEarlierOffsetAtOverlap();
    }

    /** The moment of {@code when}, or {@code null} if it counts from an end that nobody stated. */
    public @Nullable ZonedDateTime at(When when) {
      if (!when.fromEnd()) {
        return when.from(starts());
      }
      return duration == null ? null : when.from(starts().plus(duration));
    }
  }

  /**
   * What the broadcast is to bring; of the first three one is stated.
   *
   * @param gmv paid amount
   * @param orders paid orders
   * @param viewers people who enter
   * @param averageOrderValue GMV / orders
   * @param watchToPay orders / viewers
   * @param unitsPerOrder units / orders
   */
  public record Target(
      @Nullable BigDecimal gmv,
      @Nullable Long orders,
      @Nullable Long viewers,
      @Nullable Estimate averageOrderValue,
      @Nullable Estimate watchToPay,
      @Nullable Estimate unitsPerOrder) {}

  /**
   * What customers will ask of the team.
   *
   * @param contactRate contacts / orders
   * @param contactsPerAgentDay contacts that one agent handles in a day
   * @param agents how many agents there are
   * @param days days in which all contacts must be handled
   */
  public record CustomerCare(
      @Nullable Estimate contactRate,
      @Nullable Estimate contactsPerAgentDay,
      @Nullable Long agents,
      @Nullable Long days) {}

  /**
   * What the warehouse can send.
   *
   * @param parcelsPerDay parcels in a business day; an order is a parcel
   * @param days business days in which all orders must be sent
   */
  public record Dispatch(long parcelsPerDay, long days) {}

  /**
   * Something to be done.
   *
   * @param path where it stands in the file, such as {@code tasks[0]}
   * @param needs ids of the tasks that must be done before
   * @param duration how long it takes; {@code null} is half an hour
   */
  public record Task(
      String path,
      String id,
      String title,
      When when,
      @Nullable Duration duration,
      @Nullable String owner,
      List<String> needs) {
    /** How long a task takes of which nobody says it. */
    public static final Duration USUAL = Duration.ofMinutes(30);

    public Task {
      needs = List.copyOf(needs);
    }

    /** How long it takes, as stated or as is usual. */
    public Duration lasts() {
      return duration == null ? USUAL : duration;
    }
  }
}
