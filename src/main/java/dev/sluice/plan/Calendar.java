package dev.sluice.plan;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.answer.yaml.Fault;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a campaign that has a date, in order of time.
 *
 * @param file the campaign
 * @param items by moment, then kind, then id
 * @param leftOut ids of standard tasks that count from an end that the broadcast does not state
 */
public record Calendar(CampaignFile file, List<Item> items, List<String> leftOut) {
  /** What every answer that becomes a calendar states of an entry. */
  public static final List<Column> COLUMNS =
      List.of(
          Column.id("id"),
          Column.text("type"),
          Column.text("when"),
          Column.instant("local"),
          Column.instant("utc"),
          Column.count("duration_minutes"),
          Column.text("title"),
          Column.text("owner"),
          Column.id("layer"),
          Column.texts("needs"),
          Column.text("source"));

  private static final Duration PUSH = Duration.ofMinutes(5);

  /** What an item is. */
  public enum Type {
    WINDOW,
    TASK,
    PUSH,
    BROADCAST,
    SHIFT,
    SEGMENT
  }

  /**
   * Something with a date.
   *
   * @param id names it in the campaign, for good: calendars know it by this
   * @param when the time as told from the broadcast
   * @param start its moment, in the broadcast's zone
   * @param duration {@code null} for a broadcast whose end nobody stated
   * @param layer the layer it belongs to
   * @param needs ids of the items that must be done before
   * @param source who says that it is to be done, {@code null} for the user's own
   */
  public record Item(
      String id,
      Type type,
      String when,
      ZonedDateTime start,
      @Nullable Duration duration,
      String title,
      @Nullable String owner,
      @Nullable String layer,
      List<String> needs,
      @Nullable String source) {}

  /**
   * The calendar of a campaign.
   *
   * @param language in which our own tasks are named: Chinese or else English
   * @throws dev.sluice.answer.Refusal when the file has faults, no id or no broadcast
   */
  public static Calendar of(CampaignFile file, Locale language) {
    return of(file, language, Map.of());
  }

  /**
   * The calendar of a campaign for whose pushes times were found.
   *
   * @param placed these pushes by the id of their layer
   */
  public static Calendar of(
      CampaignFile file, Locale language, Map<String, List<Layer.Push>> placed) {
    Campaign campaign = file.accepted();
    List<Fault> missing = new ArrayList<>();
    if (campaign.id() == null) {
      missing.add(
          Fault.error(
              file.at(""),
              "campaign",
              "required-input",
              "the campaign has no id, and calendars know its entries by one",
              "add campaign: singles-day"));
    }
    Campaign.Broadcast broadcast = campaign.broadcast();
    if (broadcast == null) {
      missing.add(
          Fault.error(
              file.at(""),
              "broadcast",
              "required-input",
              "there is no broadcast to count days from",
              "add broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai}"));
    }
    if (broadcast == null || !missing.isEmpty()) {
      throw file.refusal(missing);
    }
    return new Draft(campaign, broadcast, language, placed).calendar(file);
  }

  /** The items as an answer. */
  public Answer answer() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Item item : items) {
      rows.add(
          Arrays.asList(
              item.id(),
              item.type().name().toLowerCase(Locale.ROOT),
              item.when(),
              item.start().toOffsetDateTime(),
              item.start().toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC),
              item.duration() == null ? null : (Long) item.duration().toMinutes(),
              item.title(),
              item.owner(),
              item.layer(),
              item.needs(),
              item.source()));
    }
    Campaign campaign = file.campaign();
    Campaign.Broadcast broadcast = campaign.broadcast();
    return Answer.of("plan-calendar", Section.rows("rows", COLUMNS, rows))
        .withFact(Column.id("campaign"), campaign.id())
        .withFact(Column.text("title"), campaign.title())
        .withFact(Column.count("revision"), (long) campaign.revision())
        .withFact(Column.text("zone"), broadcast == null ? null : broadcast.zone().getId())
        .withFact(
            Column.instant("start"),
            broadcast == null ? null : broadcast.starts().toOffsetDateTime())
        .withNotes(
            leftOut.isEmpty()
                ? List.of()
                : List.of(
                    "Left out, since the broadcast states no duration: "
                        + String.join(", ", leftOut)
                        + "."));
  }

  /** The columns of {@link #answer} that people read: the rest is for calendars and programs. */
  public Answer overview() {
    Answer whole = answer();
    Section rows = whole.section("rows");
    List<Integer> shown =
        Stream.of("when", "local", "title", "owner", "needs").map(rows::indexOf).toList();
    List<List<@Nullable Object>> cells = new ArrayList<>();
    for (List<@Nullable Object> row : rows.rows()) {
      List<@Nullable Object> few = new ArrayList<>();
      shown.forEach(column -> few.add(row.get(column)));
      cells.add(few);
    }
    Section section = Section.rows("rows", shown.stream().map(rows.columns()::get).toList(), cells);
    return new Answer(
            whole.command(), whole.facts(), List.of(section), whole.coverage(), whole.notes())
        .withNotes(
            List.of("Ids, UTC times, durations, layers and sources are in every other format."));
  }

  /** A calendar in the making. */
  private static final class Draft {
    private final Campaign campaign;
    private final Campaign.Broadcast broadcast;
    private final boolean chinese;
    private final Map<String, List<Layer.Push>> placed;
    private final List<Item> items = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    Draft(
        Campaign campaign,
        Campaign.Broadcast broadcast,
        Locale language,
        Map<String, List<Layer.Push>> placed) {
      this.campaign = campaign;
      this.broadcast = broadcast;
      this.placed = placed;
      this.chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    Calendar calendar(CampaignFile file) {
      items.add(
          new Item(
              "broadcast:live",
              Type.BROADCAST,
              When.START.toString(),
              broadcast.starts(),
              broadcast.duration(),
              campaign.title() == null ? String.valueOf(campaign.id()) : campaign.title(),
              broadcast.account(),
              null,
              List.of(),
              null));
      shifts();
      segments();
      tasks();
      for (Layer layer : campaign.layers()) {
        window(layer);
        pushes(layer);
      }
      distinct(file);
      items.sort(
          Comparator.comparing((Item item) -> item.start().toInstant())
              .thenComparing(Item::type)
              .thenComparing(Item::id));
      return new Calendar(file, List.copyOf(items), List.copyOf(leftOut));
    }

    /** A push may be called as a window or the broadcast is, and calendars would mix them up. */
    private void distinct(CampaignFile file) {
      Set<String> ids = new HashSet<>();
      List<Fault> faults = new ArrayList<>();
      for (Item item : items) {
        if (!ids.add(item.id())) {
          faults.add(
              file.fault(
                  "layers",
                  "duplicate-id",
                  "two entries of the calendar would be called '" + item.id() + "'",
                  "give the push another id"));
        }
      }
      if (!faults.isEmpty()) {
        throw file.refusal(faults);
      }
    }

    /** A host's shifts are numbered, so that one keeps its id when its time changes. */
    private void shifts() {
      Map<String, Integer> met = new HashMap<>();
      for (Shift shift : campaign.hosts()) {
        int number = met.merge(shift.host(), 1, Integer::sum);
        onAir(
            "host/" + shift.host() + (number == 1 ? "" : "/" + number),
            Type.SHIFT,
            shift.from(),
            shift.to(),
            (chinese ? "当班：" : "On the air: ") + shift.host(),
            shift.host());
      }
    }

    private void segments() {
      Map<String, String> products = new HashMap<>();
      for (Product product : campaign.products()) {
        if (product.name() != null) {
          products.put(product.sku(), product.name());
        }
      }
      for (Segment segment : campaign.runOfShow()) {
        String shown = segment.sku() == null ? segment.id() : segment.sku();
        onAir(
            "show/" + segment.id(),
            Type.SEGMENT,
            segment.at(),
            segment.end(),
            segment.title() == null ? products.getOrDefault(shown, shown) : segment.title(),
            segment.host());
      }
    }

    private void onAir(
        String id, Type type, Duration from, Duration to, String title, @Nullable String owner) {
      items.add(
          new Item(
              id,
              type,
              from.isZero() ? When.START.toString() : "T" + ShowReader.offset(from),
              broadcast.starts().plus(from),
              to.minus(from),
              title,
              owner,
              null,
              List.of(),
              null));
    }

    private void tasks() {
      List<Timeline.Item> standard = Timeline.tasks(campaign);
      Set<String> ids = new HashSet<>();
      standard.forEach(item -> ids.add(item.id()));
      campaign.tasks().forEach(task -> ids.add(task.id()));
      for (Timeline.Item item : standard) {
        List<String> needs = item.needs().stream().filter(ids::contains).toList();
        add(item, item.id(), text(item.title()), text(item.owner()), null, needs);
      }
      for (Campaign.Task task : campaign.tasks()) {
        add(
            task.id(),
            Type.TASK,
            task.when(),
            task.lasts(),
            task.title(),
            task.owner(),
            null,
            task.needs(),
            null);
      }
    }

    private void window(Layer layer) {
      Span window = layer.window();
      if (window == null) {
        return;
      }
      ZonedDateTime from = broadcast.at(window.from());
      ZonedDateTime to = broadcast.at(window.to());
      if (from == null || to == null) {
        throw new IllegalStateException("an accepted window has an end: " + window);
      }
      items.add(
          new Item(
              layer.id() + ":window",
              Type.WINDOW,
              window.toString(),
              from,
              Duration.between(from, to),
              layer.name(),
              layer.owner(),
              layer.id(),
              List.of(),
              null));
    }

    private void pushes(Layer layer) {
      for (Layer.Push push : layer.pushes()) {
        push(layer, push.id(), push);
      }
      List<Layer.Push> found = placed.getOrDefault(layer.id(), List.of());
      for (int i = 0; i < found.size(); i++) {
        // The time that was found may be another next time: calendars know it by its number.
        push(layer, "placed/" + (i + 1), found.get(i));
      }
      boolean silent = layer.pushes().isEmpty() && found.isEmpty();
      List<Timeline.Item> usual = silent ? Timeline.pushes(campaign, layer) : List.of();
      for (Timeline.Item item : usual) {
        String owner = layer.owner() == null ? text(item.owner()) : layer.owner();
        String title = layer.name() + ": " + text(item.title());
        add(item, layer.id() + ":" + item.id(), title, owner, layer.id(), List.of());
      }
    }

    private void push(Layer layer, String id, Layer.Push push) {
      String title = push.title() == null ? "" : ": " + push.title();
      add(
          layer.id() + ":" + id,
          Type.PUSH,
          push.when(),
          PUSH,
          layer.name() + title,
          layer.owner(),
          layer.id(),
          List.of(),
          null);
    }

    private void add(
        Timeline.Item item,
        String id,
        String title,
        @Nullable String owner,
        @Nullable String layer,
        List<String> needs) {
      add(
          id,
          item.push() ? Type.PUSH : Type.TASK,
          item.when(),
          item.lasts(),
          title,
          owner,
          layer,
          needs,
          item.source() + " (grade " + item.grade() + ")");
    }

    private void add(
        String id,
        Type type,
        When when,
        Duration duration,
        String title,
        @Nullable String owner,
        @Nullable String layer,
        List<String> needs,
        @Nullable String source) {
      ZonedDateTime start = broadcast.at(when);
      if (start == null) {
        leftOut.add(id);
        return;
      }
      items.add(
          new Item(id, type, when.toString(), start, duration, title, owner, layer, needs, source));
    }

    private String text(Timeline.Words words) {
      return chinese ? words.zh() : words.en();
    }
  }
}
