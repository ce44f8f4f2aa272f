package dev.sluice.plan;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that a platform asks of a broadcast, from {@code rules.yaml}.
 *
 * @param market the country in which it holds, {@code null} for all
 * @param severity of breaking it
 * @param message what is asked
 * @param source who asks
 * @param checkedOn when the source was last read
 */
record Rule(
    String id,
    String platform,
    @Nullable String market,
    Severity severity,
    Check check,
    String message,
    String source,
    String checkedOn) {
  private static final List<Rule> RULES = rules();

  /** What there is to look at; the closed set that a rule file can name. */
  sealed interface Check {
    /** The broadcast's length. */
    record Lasts(@Nullable Duration minimum, @Nullable Duration maximum) implements Check {}

    /** The number of products. */
    record Shows(@Nullable Long minimum, @Nullable Long maximum) implements Check {}

    /** The videos of all teaser layers together. */
    record Teases(long minimum) implements Check {}

    /** A task that is done before a time. */
    record Prepares(String task, When before) implements Check {}

    /** Nothing: it reminds. */
    record Reminds() implements Check {}
  }

  /**
   * What a rule says of a campaign.
   *
   * @param path where it looked
   * @param broken false for a reminder, and where the campaign does not state what it asks about
   * @param words what it found
   */
  record Finding(Rule rule, String path, boolean broken, String words) {
    Severity severity() {
      return broken ? rule.severity() : Severity.NOTE;
    }
  }

  /** The platforms that have rules, sorted. */
  static Set<String> platforms() {
    Set<String> platforms = new TreeSet<>();
    RULES.forEach(rule -> platforms.add(rule.platform()));
    return platforms;
  }

  /** What the rules of the broadcast's platform and market say of it. */
  static List<Finding> findings(Campaign campaign, Campaign.Broadcast broadcast) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : RULES) {
      if (rule.platform().equals(broadcast.platform())
          && (rule.market() == null || rule.market().equals(broadcast.market()))) {
        Finding finding = rule.finding(campaign, broadcast);
        if (finding != null) {
          findings.add(finding);
        }
      }
    }
    return findings;
  }

  private @Nullable Finding finding(Campaign campaign, Campaign.Broadcast broadcast) {
    if (check instanceof Check.Lasts lasts) {
      Duration duration = broadcast.duration();
      if (duration == null) {
        return new Finding(this, "broadcast.duration", false, "not checked, no duration stated");
      }
      return within(duration, lasts.minimum(), lasts.maximum())
          ? null
          : new Finding(this, "broadcast.duration", true, "this one lasts " + minutes(duration));
    }
    if (check instanceof Check.Shows shows) {
      Long products = broadcast.products();
      if (products == null) {
        return new Finding(
            this, "broadcast.products", false, "not checked, no number of products stated");
      }
      return within(products, shows.minimum(), shows.maximum())
          ? null
          : new Finding(
              this,
              "broadcast.products",
              true,
              String.format(Locale.ROOT, "this one shows %d", products));
    }
    if (check instanceof Check.Teases teases) {
      return teasers(campaign, teases);
    }
    if (check instanceof Check.Prepares prepares) {
      return prepared(campaign, broadcast, prepares);
    }
    return new Finding(this, "broadcast", false, "");
  }

  private @Nullable Finding teasers(Campaign campaign, Check.Teases teases) {
    long videos = 0;
    for (Layer layer : campaign.layers()) {
      if (layer.kind() == LayerKind.TEASER) {
        if (layer.videos() == null) {
          return new Finding(this, layer.path(), false, "not checked, no number of videos stated");
        }
        videos += layer.videos();
      }
    }
    return videos >= teases.minimum()
        ? null
        : new Finding(this, "layers", true, String.format(Locale.ROOT, "this one has %d", videos));
  }

  private @Nullable Finding prepared(
      Campaign campaign, Campaign.Broadcast broadcast, Check.Prepares prepares) {
    When when = null;
    String path = "tasks";
    for (Timeline.Item item : Timeline.tasks(campaign)) {
      if (item.id().equals(prepares.task())) {
        when = item.when();
      }
    }
    for (Campaign.Task task : campaign.tasks()) {
      if (task.id().equals(prepares.task())) {
        when = task.when();
        path = task.path() + ".when";
      }
    }
    ZonedDateTime moment = when == null ? null : broadcast.at(when);
    if (moment == null) {
      return new Finding(this, path, true, "no task '" + prepares.task() + "' does that");
    }
    ZonedDateTime latest = prepares.before().from(broadcast.starts());
    return moment.isBefore(latest)
        ? null
        : new Finding(
            this,
            path,
            true,
            "the task '" + prepares.task() + "' is set for " + moment.toLocalDateTime());
  }

  private static <T extends Comparable<T>> boolean within(
      T value, @Nullable T minimum, @Nullable T maximum) {
    return (minimum == null || value.compareTo(minimum) >= 0)
        && (maximum == null || value.compareTo(maximum) <= 0);
  }

  private static String minutes(Duration duration) {
    return String.format(Locale.ROOT, "%d minutes", duration.toMinutes());
  }

  private static List<Rule> rules() {
    Resource resource = Resource.open("rules.yaml");
    String checkedOn = resource.require(resource.root().text("checked_on"));
    List<Rule> rules = new ArrayList<>();
    for (Fields fields : resource.root().objects("rules")) {
      rules.add(
          new Rule(
              resource.require(fields.id("id")),
              resource.require(fields.id("platform")),
              fields.text("market"),
              resource.require(fields.choice("severity", Severity.class)),
              check(resource, resource.require(fields.object("check"))),
              resource.require(fields.text("message")),
              resource.require(fields.text("source")),
              checkedOn));
      fields.close();
    }
    resource.close();
    return List.copyOf(rules);
  }

  private static Check check(Resource resource, Fields fields) {
    Check check =
        switch (resource.require(fields.text("kind"))) {
          case "duration" ->
              new Check.Lasts(
                  fields.parsed("minimum", CampaignReader::duration, ""),
                  fields.parsed("maximum", CampaignReader::duration, ""));
          case "products" ->
              new Check.Shows(
                  fields.count("minimum", Measure.COUNT), fields.count("maximum", Measure.COUNT));
          case "videos" ->
              new Check.Teases(resource.require(fields.count("minimum", Measure.COUNT)));
          case "task" ->
              new Check.Prepares(
                  resource.require(fields.id("id")),
                  resource.require(fields.parsed("before", When::parse, When.SYNTAX)));
          case "remark" -> new Check.Reminds();
          default -> resource.require(null);
        };
    fields.close();
    return check;
  }
}
