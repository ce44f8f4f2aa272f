package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks and pushes that a broadcast usually needs, from {@code timeline.yaml}. */
public final class Timeline {
  private static final List<Item> ITEMS = items();

  private Timeline() {}

  /** A text in both languages. */
  public record Words(String en, String zh) {}

  /**
   * A task, or a push that every layer of its kinds makes.
   *
   * @param platforms on which it is done; empty for all
   * @param kinds layers of which one must be there; empty for none
   * @param source who says so
   */
  public record Item(
      String id,
      When when,
      @Nullable Duration duration,
      boolean push,
      Words title,
      Words owner,
      List<String> needs,
      List<String> platforms,
      Set<LayerKind> kinds,
      String source,
      Grade grade) {
    private static final Duration PUSH = Duration.ofMinutes(5);

    /** How long it takes, as stated or as is usual. */
    public Duration lasts() {
      Duration usual = push ? PUSH : Campaign.Task.USUAL;
      return duration == null ? usual : duration;
    }
  }

  /** The tasks that apply to a campaign, without those that it replaces by its own. */
  public static List<Item> tasks(Campaign campaign) {
    Set<String> own = new HashSet<>();
    campaign.tasks().forEach(task -> own.add(task.id()));
    return ITEMS.stream()
        .filter(item -> !item.push() && !own.contains(item.id()) && applies(item, campaign))
        .toList();
  }

  /** The pushes that a layer makes: none where it states its own. */
  public static List<Item> pushes(Campaign campaign, Layer layer) {
    return ITEMS.stream()
        .filter(
            item ->
                item.push()
                    && layer.pushes().isEmpty()
                    && item.kinds().contains(layer.kind())
                    && applies(item, campaign))
        .toList();
  }

  private static boolean applies(Item item, Campaign campaign) {
    Campaign.Broadcast broadcast = campaign.broadcast();
    String platform = broadcast == null ? null : broadcast.platform();
    return campaign.standardTimeline()
        && (item.platforms().isEmpty() || item.platforms().contains(String.valueOf(platform)))
        && (item.kinds().isEmpty()
            || campaign.layers().stream().anyMatch(layer -> item.kinds().contains(layer.kind())));
  }

  private static List<Item> items() {
    Resource resource = Resource.open("timeline.yaml");
    Map<String, Words> owners = new HashMap<>();
    for (Fields fields : resource.root().objects("owners")) {
      owners.put(resource.require(fields.id("role")), words(resource, fields));
      fields.close();
    }
    List<Item> items = new ArrayList<>();
    for (Fields fields : resource.root().objects("items")) {
      items.add(
          new Item(
              resource.require(fields.id("id")),
              resource.require(fields.parsed("when", When::parse, When.SYNTAX)),
              fields.duration("duration"),
              Boolean.TRUE.equals(fields.flag("push")),
              words(resource, fields),
              resource.require(owners.get(fields.text("owner"))),
              fields.texts("needs"),
              fields.texts("platforms"),
              kinds(resource, fields),
              resource.require(fields.text("source")),
              resource.require(fields.choice("grade", Grade.class))));
      fields.close();
    }
    resource.close();
    return List.copyOf(items);
  }

  private static Set<LayerKind> kinds(Resource resource, Fields fields) {
    Set<LayerKind> kinds = EnumSet.noneOf(LayerKind.class);
    for (String name : fields.texts("kinds")) {
      kinds.add(resource.require(LayerKind.of(name)));
    }
    return kinds;
  }

  private static Words words(Resource resource, Fields fields) {
    return new Words(resource.require(fields.text("en")), resource.require(fields.text("zh")));
  }
}
