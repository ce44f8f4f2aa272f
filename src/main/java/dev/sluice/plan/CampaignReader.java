package dev.sluice.plan;

import dev.sluice.answer.Nearest;
import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Findings;
import dev.sluice.answer.yaml.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a campaign of its file and gathers what is wrong with it. */
final class CampaignReader {
  private static final Pattern WALL_CLOCK =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?)");
  private static final String WALL_CLOCK_SYNTAX = "write it as 2026-11-11T20:00";
  private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final String TIME_OF_DAY_SYNTAX = "write it as 22:00";

  private final Findings findings;
  private @Nullable String currency;

  private CampaignReader(Findings findings) {
    this.findings = findings;
  }

  static Campaign read(String text, Findings findings) {
    Fields root = Fields.read(text, findings);
    if (root == null) {
      return new Campaign(
          null,
          null,
          null,
          0,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of(),
          List.of(),
          false,
          List.of(),
          List.of(),
          List.of(),
          null,
          Pacing.NONE,
          Spending.USUAL,
          null,
          null);
    }
    return new CampaignReader(findings).campaign(root);
  }

  private Campaign campaign(Fields root) {
    currency =
        root.parsed(
            "currency",
            text -> {
              try {
                return Currency.getInstance(text).getCurrencyCode();
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' is not an ISO currency", e);
              }
            },
            "such as CNY, USD or VND");
    String timeline = root.choice("timeline", List.of("standard", "none"));
    Long revision = root.count("revision", Measure.COUNT);
    Fields stock = root.object("stock");
    List<Product> products = ShowReader.products(root, this);
    Campaign campaign =
        new Campaign(
            root.id("campaign"),
            root.text("title"),
            currency,
            revision == null ? 0 : (int) Math.min(Integer.MAX_VALUE, revision),
            broadcast(root.object("broadcast"), products),
            target(root.object("target")),
            service(root.object("service")),
            dispatch(root.object("dispatch")),
            stock == null ? null : stockUnits(stock),
            root.number("budget", Measure.MONEY),
            layers(root),
            tasks(root.objects("tasks")),
            !"none".equals(timeline),
            products,
            ShowReader.hosts(root),
            ShowReader.runOfShow(root),
            LineupReader.read(root.object("lineup")),
            PacingReader.read(root.object("schedule")),
            SpendingReader.read(root),
            audience(root.object("audience")),
            quietHours(root.object("quiet_hours")));
    root.close();
    References.check(campaign, findings);
    return campaign;
  }

  private static Campaign.@Nullable Broadcast broadcast(
      @Nullable Fields fields, List<Product> listed) {
    if (fields == null) {
      return null;
    }
    String platform = fields.id("platform");
    String account = fields.text("account");
    String market =
        fields.parsed(
            "market",
            text -> {
              if (!text.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException("'" + text + "' is not a country code");
              }
              return text;
            },
            "two letters such as US or TH");
    Long products = fields.count("products", Measure.COUNT);
    if (products == null && !fields.has("products") && !listed.isEmpty()) {
      products = (long) listed.size();
    } else if (products != null && products < listed.size()) {
      fields.fault(
          "products",
          "conflict",
          "the broadcast shows " + products + " products, and " + listed.size() + " are listed",
          "state how many there are, or leave it out to count the list");
    }
    Long notices = fields.count("notices", Measure.COUNT);
    LocalDateTime announced =
        fields.parsed("announced_start", CampaignReader::wallClock, WALL_CLOCK_SYNTAX);
    LocalDateTime start = fields.parsed("start", CampaignReader::wallClock, WALL_CLOCK_SYNTAX);
    ZoneId zone = zone(fields);
    LocalDateTime end = fields.parsed("end", CampaignReader::wallClock, WALL_CLOCK_SYNTAX);
    Duration duration = fields.duration("duration");
    fields.missing("start", "the broadcast has no start");
    fields.missing("zone", "the broadcast has no time zone, so its start is no moment");
    if (fields.has("end") && fields.has("duration")) {
      fields.fault("end", "conflict", "both 'end' and 'duration' are stated", "keep one");
    }
    fields.close();
    if (start == null || zone == null) {
      return null;
    }
    exists(fields, "start", start, zone);
    if (announced != null) {
      exists(fields, "announced_start", announced, zone);
    }
    if (end != null) {
      exists(fields, "end", end, zone);
      Duration elapsed =
          Duration.between(
              start.atZone(zone).withEarlierOffsetAtOverlap(),
              end.atZone(zone).withLaterOffsetAtOverlap());
      if (elapsed.isNegative() || elapsed.isZero()) {
        fields.fault("end", "range", "the end is not after the start", null);
      } else if (duration == null) {
        duration = elapsed;
      }
    }
    return new Campaign.Broadcast(
        platform, account, market, start, zone, duration, products, announced, notices);
  }

  private static void exists(Fields fields, String key, LocalDateTime time, ZoneId zone) {
    if (zone.getRules().getValidOffsets(time).isEmpty()) {
      fields.fault(
          key,
          "range",
          time + " does not exist in " + zone + ": the clocks go forward over it",
          "an hour later exists");
    }
  }

  private static @Nullable ZoneId zone(Fields fields) {
    String name = fields.text("zone");
    return name == null ? null : zone(fields, "zone", name);
  }

  private static @Nullable ZoneId zone(Fields fields, String key, String name) {
    Set<String> names = ZoneId.getAvailableZoneIds();
    if (names.contains(name)) {
      return ZoneId.of(name);
    }
    String nearest = Nearest.one(name, new TreeSet<>(names));
    fields.fault(
        key,
        "value",
        "'" + name + "' is not a time zone",
        nearest == null
            ? "name it by continent and city, such as Asia/Shanghai"
            : "did you mean '" + nearest + "'?");
    return null;
  }

  /** Reads {@code 2026-11-11T20:00}, or throws {@link IllegalArgumentException}. */
  static LocalDateTime wallClock(String text) {
    Matcher matcher = WALL_CLOCK.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          text.matches(".*\\d(Z|[+-]\\d{2}:?\\d{2})")
              ? "'" + text + "' carries an offset: the time is told by the clock of 'zone'"
              : "'" + text + "' is not a date and time");
    }
    try {
      return LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is not in the calendar", e);
    }
  }

  private Campaign.@Nullable Target target(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Campaign.Target target =
        new Campaign.Target(
            fields.number("gmv", Measure.MONEY_ABOVE_ZERO),
            fields.count("orders", Measure.COUNT_ABOVE_ZERO),
            fields.count("viewers", Measure.COUNT_ABOVE_ZERO),
            estimate(fields, "average_order_value", Measure.MONEY_ABOVE_ZERO, "target"),
            estimate(fields, "watch_to_pay", Measure.RATE_ABOVE_ZERO, "target"),
            estimate(fields, "units_per_order", Measure.AT_LEAST_ONE, "target"));
    List<String> stated = List.of("gmv", "orders", "viewers").stream().filter(fields::has).toList();
    if (stated.isEmpty()) {
      fields.fault(
          "gmv", "missing", "the target states no 'gmv', 'orders' or 'viewers'", "state one");
    } else if (stated.size() > 1) {
      fields.fault(
          stated.get(1),
          "conflict",
          "the target states '" + String.join("' and '", stated) + "': each follows from another",
          "keep one");
    }
    fields.close();
    return target;
  }

  private Campaign.@Nullable CustomerCare service(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Campaign.CustomerCare service =
        new Campaign.CustomerCare(
            estimate(fields, "contact_rate", Measure.NUMBER, "service"),
            estimate(fields, "contacts_per_agent_day", Measure.NUMBER_ABOVE_ZERO, "service"),
            fields.count("agents", Measure.COUNT),
            fields.count("days", Measure.COUNT_ABOVE_ZERO));
    if (fields.has("agents") != fields.has("days")) {
      fields.missing("agents", "the days of customer service need the number of 'agents'");
      fields.missing("days", "the agents need the 'days' in which all contacts must be handled");
    }
    fields.close();
    return service;
  }

  private static Campaign.@Nullable Dispatch dispatch(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Long parcels = fields.count("parcels_per_day", Measure.COUNT_ABOVE_ZERO);
    Long days = fields.count("days", Measure.COUNT_ABOVE_ZERO);
    fields.missing("parcels_per_day", "dispatch has no 'parcels_per_day'");
    fields.missing("days", "dispatch has no 'days' in which all orders must be sent");
    fields.close();
    return parcels == null || days == null ? null : new Campaign.Dispatch(parcels, days);
  }

  private static @Nullable Long stockUnits(Fields fields) {
    Long units = fields.count("units", Measure.COUNT);
    fields.missing("units", "stock has no 'units'");
    fields.close();
    return units;
  }

  private @Nullable Universe audience(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Estimate size = estimate(fields, "size", Measure.COUNT_ABOVE_ZERO, "audience");
    List<Universe.Overlap> overlaps = new ArrayList<>();
    Set<Set<String>> pairs = new HashSet<>();
    for (Fields pair : fields.objects("overlap")) {
      List<String> layers = pair.texts("layers");
      BigDecimal share = pair.number("share", Measure.RATE);
      pair.missing("layers", "the overlap names no layers");
      pair.missing("share", "the overlap has no share of the smaller layer");
      pair.close();
      if (!pair.has("layers") || share == null) {
        continue;
      }
      if (layers.size() != 2 || layers.get(0).equals(layers.get(1))) {
        pair.fault("layers", "value", "an overlap is of two layers", "such as [sms, event]");
      } else if (!pairs.add(Set.copyOf(layers))) {
        pair.fault(
            "layers",
            "duplicate-id",
            "another overlap is of '" + String.join("' and '", layers) + "' already",
            "keep one");
      } else {
        overlaps.add(new Universe.Overlap(pair.path(), layers.get(0), layers.get(1), share));
      }
    }
    fields.close();
    return new Universe(size, overlaps);
  }

  private static @Nullable QuietHours quietHours(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    LocalTime from = fields.parsed("from", CampaignReader::timeOfDay, TIME_OF_DAY_SYNTAX);
    LocalTime to = fields.parsed("to", CampaignReader::timeOfDay, TIME_OF_DAY_SYNTAX);
    fields.missing("from", "the quiet hours have no beginning");
    fields.missing("to", "the quiet hours have no end");
    fields.close();
    if (from == null || to == null) {
      return null;
    }
    if (from.equals(to)) {
      fields.fault("to", "range", "the quiet hours end when they begin", null);
      return null;
    }
    return new QuietHours(from, to);
  }

  /** Reads {@code 22:00}, or throws {@link IllegalArgumentException} with a sentence. */
  private static LocalTime timeOfDay(String text) {
    if (!TIME_OF_DAY.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a time of day");
    }
    return LocalTime.parse(text);
  }

  private List<Layer> layers(Fields root) {
    List<Layer> layers = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields fields : root.objects("layers")) {
      Layer layer = layer(fields);
      if (layer == null) {
        continue;
      }
      if (!ids.add(layer.id())) {
        fields.fault("id", "duplicate-id", "another layer is '" + layer.id() + "' already", null);
      }
      layers.add(layer);
    }
    return layers;
  }

  private @Nullable Layer layer(Fields fields) {
    String id = fields.id("id");
    fields.missing("id", "the layer has no id");
    LayerKind stated = fields.choice("kind", LayerKind.class);
    // A misspelt kind says so: what else is wrong with the layer is told by the kind that is meant.
    LayerKind kind = stated == null ? fields.nearest("kind", LayerKind.class) : stated;
    fields.missing("kind", "the layer has no kind");
    String title = fields.text("title");
    Layer.Domain domain = fields.choice("domain", Layer.Domain.class);
    Layer.Warmth warmth = fields.choice("warmth", Layer.Warmth.class);
    Span window = fields.parsed("window", Span::parse, "write it as T-14d..T-0");
    String owner = fields.text("owner");
    List<Layer.Push> pushes = pushes(fields);
    BigDecimal cost = fields.number("cost", Measure.MONEY);
    BigDecimal minimum = fields.number("minimum", Measure.MONEY);
    BigDecimal maximum = fields.number("maximum", Measure.MONEY);
    fields.ordered("minimum", minimum, "maximum", maximum);
    Boolean offAllowed = fields.flag("off_allowed");
    Response response = SpendingReader.response(fields.object("response"));
    Pacing.OfLayer pacing = PacingReader.ofLayer(fields);
    Spending.OfLayer spending =
        new Spending.OfLayer(
            fields.number("spend", Measure.MONEY),
            estimate(fields, "watch_to_pay", Measure.RATE_ABOVE_ZERO, "target"),
            estimate(fields, "average_order_value", Measure.MONEY_ABOVE_ZERO, "target"),
            SpendingReader.carryOver(fields.object("carry_over")));
    Layer.Fans fans = fields.choice("fans", Layer.Fans.class);
    QuietHours quietHours = quietHours(fields.object("quiet_hours"));
    Estimate incrementality = estimate(fields, "incrementality", Measure.RATE, "layer");
    BigDecimal pastMaximum = fields.number("past_maximum", Measure.MONEY);
    if (kind == null) {
      // Which keys are valid depends on the kind: to call any unknown would be a guess.
      return null;
    }
    boolean message = kind == LayerKind.MESSAGE;
    boolean reminder = kind == LayerKind.REMINDER;
    boolean looks =
        kind == LayerKind.TEASER
            || kind == LayerKind.STORE
            || kind == LayerKind.RECOMMENDATION
            || message;
    Layer.Channel channel =
        message || reminder ? fields.choice("channel", Layer.Channel.class) : null;
    List<ZoneId> receiverZones = new ArrayList<>();
    for (String name : message || reminder ? fields.texts("receiver_zones") : List.<String>of()) {
      ZoneId zone = zone(fields, "receiver_zones", name);
      if (zone != null) {
        receiverZones.add(zone);
      }
    }
    Long batch = kind == LayerKind.MESSAGE ? fields.count("batch", Measure.COUNT_ABOVE_ZERO) : null;
    List<String> promotes = kind == LayerKind.PAID ? fields.texts("promotes") : List.of();
    Long videos = kind == LayerKind.TEASER ? fields.count("videos", Measure.COUNT) : null;
    Estimate people =
        looks ? estimate(fields, "people", Measure.COUNT_ABOVE_ZERO, kind.toString()) : null;
    Estimate reachedAgain =
        message ? estimate(fields, "reached_again", Measure.RATE, kind.toString()) : null;
    FrequencyCap cap = looks || reminder ? frequencyCap(fields.object("frequency_cap")) : null;
    List<Layer.Feed> feeds = reminder ? List.of() : feeds(fields);
    BuildUp buildUp = kind == LayerKind.RESERVATION ? buildUp(fields.object("build_up")) : null;
    if (buildUp != null && window == null) {
      fields.fault("build_up", "missing", "reservations gather in a 'window'", "state the window");
    }
    Traffic traffic = traffic(fields, kind);
    fields.close();
    return id == null
        ? null
        : new Layer(
            fields.path(),
            id,
            kind,
            title,
            domain,
            warmth,
            window,
            owner,
            pushes,
            cost,
            traffic,
            channel,
            receiverZones,
            videos,
            minimum,
            maximum,
            Boolean.TRUE.equals(offAllowed),
            response,
            batch,
            promotes,
            pacing,
            spending,
            fans,
            people,
            reachedAgain,
            quietHours,
            cap,
            feeds,
            buildUp,
            incrementality,
            pastMaximum);
  }

  private Traffic traffic(Fields fields, LayerKind kind) {
    String group = kind.toString();
    return switch (kind) {
      case PAID -> {
        BigDecimal budget = fields.number("budget", Measure.MONEY);
        BigDecimal share = fields.number("share", Measure.RATE);
        if (fields.has("budget") && fields.has("share")) {
          fields.fault("share", "conflict", "both 'budget' and 'share' are stated", "keep one");
        }
        yield new Traffic.Paid(
            budget, share, estimate(fields, "cost_per_entrant", Measure.MONEY_ABOVE_ZERO, group));
      }
      case CREATOR -> {
        Long creators = fields.count("creators", Measure.COUNT);
        Estimate each = estimate(fields, "entrants_each", Measure.NUMBER, group);
        Estimate clicks = estimate(fields, "clicks", Measure.COUNT, group);
        Estimate rate = estimate(fields, "click_to_room", Measure.RATE, group);
        BigDecimal fee = fields.number("fee", Measure.MONEY);
        if (fields.has("entrants_each") && (fields.has("clicks") || fields.has("click_to_room"))) {
          fields.fault(
              "entrants_each",
              "conflict",
              "both 'entrants_each' and clicks are stated",
              "keep one way of telling the entrants");
        }
        if (fields.has("fee")) {
          fields.missing("creators", "a fee for each creator needs the number of 'creators'");
        }
        yield new Traffic.Creators(creators, each, clicks, rate, fee);
      }
      case REMINDER -> {
        List<String> reminds = fields.texts("reminds");
        fields.missing("reminds", "the reminder reminds no reservations");
        yield new Traffic.Reminder(reminds, estimate(fields, "lift", Measure.NUMBER, group));
      }
      default ->
          new Traffic.Audience(
              estimate(fields, Objects.requireNonNull(kind.quantity()), Measure.COUNT, group),
              estimate(fields, Objects.requireNonNull(kind.rate()), Measure.RATE, group));
    };
  }

  private List<Layer.Feed> feeds(Fields layer) {
    List<Layer.Feed> feeds = new ArrayList<>();
    Set<String> fed = new HashSet<>();
    BigDecimal whole = BigDecimal.ZERO;
    for (Fields fields : layer.objects("feeds")) {
      String id = fields.id("layer");
      Estimate rate = estimate(fields, "rate", Measure.RATE, "feeds");
      fields.missing("layer", "the feed names no layer");
      fields.close();
      if (id == null) {
        continue;
      }
      if (!fed.add(id)) {
        fields.fault("layer", "duplicate-id", "'" + id + "' is fed already", "keep one");
      }
      whole = rate == null ? whole : whole.add(rate.value());
      feeds.add(new Layer.Feed(fields.path(), id, rate));
    }
    if (whole.compareTo(BigDecimal.ONE) > 0) {
      layer.fault("feeds", "range", "the rates of its feeds are more than 1 together", null);
    }
    return feeds;
  }

  private @Nullable BuildUp buildUp(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    BigDecimal innovation = fields.number("innovation", Measure.NUMBER_ABOVE_ZERO);
    BigDecimal imitation = fields.number("imitation", Measure.NUMBER);
    List<BigDecimal> days = fields.numbers("days_before", Measure.NUMBER);
    List<BigDecimal> share = fields.numbers("share", Measure.RATE);
    Estimate halfLife = estimate(fields, "half_life", Measure.NUMBER_ABOVE_ZERO, "build_up");
    boolean diffusion = fields.has("innovation") || fields.has("imitation");
    boolean points = fields.has("days_before") || fields.has("share");
    if (diffusion == points) {
      fields.fault(
          diffusion ? "days_before" : "innovation",
          diffusion ? "conflict" : "missing",
          diffusion
              ? "both a diffusion and a curve of points are stated"
              : "the build-up has no curve",
          "state 'innovation' and 'imitation', or 'days_before' and 'share'");
    } else if (diffusion) {
      fields.missing("innovation", "the diffusion has no 'innovation'");
      fields.missing("imitation", "the diffusion has no 'imitation'");
    } else {
      fields.missing("days_before", "the curve has no 'days_before'");
      fields.missing("share", "the curve has no 'share'");
    }
    fields.close();
    if (diffusion == points) {
      return null;
    }
    if (diffusion) {
      return innovation == null || imitation == null
          ? null
          : new BuildUp(
              new BuildUp.Diffusion(innovation.doubleValue(), imitation.doubleValue()), halfLife);
    }
    return fields.has("days_before") && fields.has("share") && rises(fields, days, share)
        ? new BuildUp(new BuildUp.Points(days, share), halfLife)
        : null;
  }

  private static boolean rises(Fields fields, List<BigDecimal> days, List<BigDecimal> share) {
    if (days.size() != share.size() || days.isEmpty()) {
      fields.fault(
          "share",
          "conflict",
          "the curve has " + days.size() + " days and " + share.size() + " shares",
          "state the share made by each day");
      return false;
    }
    for (int i = 1; i < days.size(); i++) {
      if (days.get(i).compareTo(days.get(i - 1)) >= 0) {
        fields.fault("days_before", "range", "the days before the start do not fall", null);
        return false;
      }
      if (share.get(i).compareTo(share.get(i - 1)) < 0) {
        fields.fault("share", "range", "the shares do not rise", null);
        return false;
      }
    }
    if (share.get(share.size() - 1).compareTo(BigDecimal.ONE) != 0) {
      fields.fault("share", "range", "the last share is not 1", "end with all reservations made");
      return false;
    }
    return true;
  }

  private static @Nullable FrequencyCap frequencyCap(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Long times = fields.count("times", Measure.COUNT_ABOVE_ZERO);
    FrequencyCap.Period per = fields.choice("per", FrequencyCap.Period.class);
    fields.missing("times", "the frequency cap has no 'times'");
    fields.missing("per", "the frequency cap has no 'per'");
    fields.close();
    return times == null || per == null ? null : new FrequencyCap(times, per);
  }

  private static List<Layer.Push> pushes(Fields layer) {
    List<Layer.Push> pushes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields fields : layer.objects("pushes")) {
      When when = fields.parsed("when", When::parse, When.SYNTAX);
      fields.missing("when", "the push has no time");
      String id = fields.id("id");
      String title = fields.text("title");
      fields.close();
      if (when == null) {
        continue;
      }
      String name = id != null ? id : when.toString().replace(' ', '@');
      if (!ids.add(name)) {
        fields.fault(
            id != null ? "id" : "when",
            "duplicate-id",
            "another push of this layer is '" + name + "' already",
            id != null ? null : "give one an id");
      }
      pushes.add(new Layer.Push(fields.path(), name, when, title));
    }
    return pushes;
  }

  private static List<Campaign.Task> tasks(List<Fields> objects) {
    List<Campaign.Task> tasks = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields fields : objects) {
      String id = fields.id("id");
      String title = fields.text("title");
      When when = fields.parsed("when", When::parse, When.SYNTAX);
      Duration duration = fields.duration("duration");
      String owner = fields.text("owner");
      List<String> needs = fields.texts("needs");
      fields.missing("id", "the task has no id");
      fields.missing("title", "the task has no title");
      fields.missing("when", "the task has no time");
      fields.close();
      if (id == null || title == null || when == null) {
        continue;
      }
      if (!ids.add(id)) {
        fields.fault("id", "duplicate-id", "another task is '" + id + "' already", null);
      }
      tasks.add(new Campaign.Task(fields.path(), id, title, when, duration, owner, needs));
    }
    return tasks;
  }

  /**
   * A figure with its source: a bare number, an object with {@code value}, or one with {@code
   * assume}.
   *
   * @param group of the figure's name among the {@link Assumptions}
   */
  @Nullable Estimate estimate(Fields fields, String key, Measure measure, String group) {
    if (!fields.isObject(key)) {
      BigDecimal number = fields.number(key, measure);
      return number == null ? null : Estimate.stated(number);
    }
    Fields object = Objects.requireNonNull(fields.object(key));
    String choice = object.choice("assume", Assumptions.CHOICES);
    BigDecimal value = object.number("value", measure);
    String source = object.text("source");
    Grade grade = object.choice("grade", Grade.class);
    BigDecimal low = object.number("low", measure);
    BigDecimal high = object.number("high", measure);
    if (object.has("assume")) {
      for (String other : List.of("value", "source", "grade", "low", "high")) {
        if (object.has(other)) {
          object.fault(
              other,
              "conflict",
              "'assume' takes a published figure, so '" + other + "' has no place beside it",
              "keep one");
        }
      }
    } else {
      object.missing("value", "the figure has no 'value'");
    }
    object.close();
    if (choice != null) {
      return assumed(object, choice, group + "." + key);
    }
    if (value == null) {
      return null;
    }
    if (low != null && (low.compareTo(value) > 0 || (low.signum() == 0 && value.signum() > 0))) {
      object.fault("low", "range", "'low' is not between 0 and the value", null);
    }
    if (high != null && (high.compareTo(value) < 0 || full(measure, high, value))) {
      object.fault("high", "range", "'high' is not between the value and all", null);
    }
    return new Estimate(value, source, grade, null, low, high);
  }

  /** Whether a rate that is not sure is said to be 1 at best: its spread would have no end. */
  private static boolean full(Measure measure, BigDecimal high, BigDecimal value) {
    boolean rate = measure == Measure.RATE || measure == Measure.RATE_ABOVE_ZERO;
    return rate && high.compareTo(BigDecimal.ONE) == 0 && value.compareTo(BigDecimal.ONE) < 0;
  }

  private @Nullable Estimate assumed(Fields object, String choice, String name) {
    Assumptions.Figure figure = Assumptions.of(name);
    if (figure == null) {
      object.fault(
          "assume",
          "value",
          "there is no published figure for " + name,
          "state your own as a value");
      return null;
    }
    BigDecimal value = figure.values().get(choice);
    if (value == null) {
      object.fault(
          "assume",
          "value",
          "there is no published '" + choice + "' figure for " + name,
          "published: " + figure.words());
      return null;
    }
    if (figure.currency() != null && !figure.currency().equals(currency)) {
      object.fault(
          "assume",
          "value",
          "the published figure is in " + figure.currency() + ", not in this campaign's currency",
          "state your own as a value");
      return null;
    }
    boolean middle = "mid".equals(choice);
    return new Estimate(
        value,
        figure.source(),
        figure.grade(),
        choice,
        middle ? figure.values().get("low") : null,
        middle ? figure.values().get("high") : null);
  }
}
