package dev.sluice.plan.rules;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Measure;
import dev.sluice.plan.Layer;
import dev.sluice.plan.When;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a rule looks at: a kind, and what that kind asks for. */
final class CheckReader {
  private static final Map<String, Function<Fields, @Nullable Check>> KINDS = kinds();

  private CheckReader() {}

  /** The check, or {@code null} and a fault. */
  static @Nullable Check read(Fields fields) {
    String kind = fields.choice("kind", List.copyOf(KINDS.keySet()));
    fields.missing("kind", "the check has no kind");
    Function<Fields, @Nullable Check> reader = kind == null ? null : KINDS.get(kind);
    if (reader == null) {
      return null;
    }
    Check check = reader.apply(fields);
    fields.close();
    return check;
  }

  private static Map<String, Function<Fields, @Nullable Check>> kinds() {
    Map<String, Function<Fields, @Nullable Check>> kinds = new TreeMap<>();
    kinds.put("duration", CheckReader::duration);
    kinds.put("products", CheckReader::products);
    kinds.put("notices", f -> atMost(f, BroadcastCheck.Notices::new));
    kinds.put("start", CheckReader::start);
    kinds.put("videos", CheckReader::videos);
    kinds.put("promotes", f -> atMost(f, LayerCheck.Promotes::new));
    kinds.put("messages", CheckReader::messages);
    kinds.put("batch", CheckReader::batch);
    kinds.put("quiet", CheckReader::quiet);
    kinds.put("pushes-per-day", f -> new LayerCheck.PushesPerDay());
    kinds.put("frequency-caps", f -> new LayerCheck.FrequencyCaps());
    kinds.put("in-time", f -> new LayerCheck.InTime());
    kinds.put("quiet-hours", f -> new LayerCheck.QuietHours());
    kinds.put("blackouts", f -> new LayerCheck.Blackouts());
    kinds.put("task", CheckReader::task);
    kinds.put("task-owners", f -> new TaskCheck.Owned());
    kinds.put("task-order", f -> new TaskCheck.Ordered());
    kinds.put("segments-apart", f -> new ShowCheck.Apart());
    kinds.put("show-inside", f -> new ShowCheck.Inside());
    kinds.put("show-filled", CheckReader::filled);
    kinds.put("flash-stock", f -> new ShowCheck.Stocked());
    kinds.put("flash-allotted", f -> new ShowCheck.Allotted());
    kinds.put("discount", CheckReader::discount);
    kinds.put("claimed-units", f -> new ClaimCheck.Units());
    kinds.put("claimed-time", f -> new ClaimCheck.Time());
    kinds.put("host-hours", CheckReader::hostHours);
    kinds.put("host-apart", f -> new HostCheck.Apart());
    kinds.put("host-cover", f -> new HostCheck.Covered());
    kinds.put("host-presents", f -> new HostCheck.Presents());
    kinds.put("remark", f -> new Check.Remark());
    return kinds;
  }

  private static @Nullable Check duration(Fields fields) {
    Duration minimum = fields.duration("minimum");
    Duration maximum = fields.duration("maximum");
    eitherBound(fields);
    fields.ordered("minimum", minimum, "maximum", maximum);
    return minimum == null && maximum == null ? null : new BroadcastCheck.Lasts(minimum, maximum);
  }

  private static @Nullable Check products(Fields fields) {
    Long minimum = fields.count("minimum", Measure.COUNT);
    Long maximum = fields.count("maximum", Measure.COUNT);
    eitherBound(fields);
    fields.ordered("minimum", minimum, "maximum", maximum);
    return minimum == null && maximum == null ? null : new BroadcastCheck.Shows(minimum, maximum);
  }

  private static void eitherBound(Fields fields) {
    if (!fields.has("minimum")) {
      fields.missing("maximum", "the check has no 'minimum' and no 'maximum'");
    }
  }

  private static @Nullable Check start(Fields fields) {
    Duration within = fields.duration("within");
    fields.missing("within", "the check has no 'within'");
    return within == null ? null : new BroadcastCheck.Starts(within);
  }

  private static @Nullable Check videos(Fields fields) {
    Long minimum = fields.count("minimum", Measure.COUNT);
    fields.missing("minimum", "the check has no 'minimum'");
    return minimum == null ? null : new LayerCheck.Videos(minimum);
  }

  private static @Nullable Check atMost(Fields fields, Function<Long, Check> check) {
    Long maximum = fields.count("maximum", Measure.COUNT);
    fields.missing("maximum", "the check has no 'maximum'");
    return maximum == null ? null : check.apply(maximum);
  }

  private static @Nullable Check messages(Fields fields) {
    Layer.Channel channel = channel(fields);
    Long maximum = fields.count("maximum", Measure.COUNT);
    LayerCheck.Period per = fields.choice("per", LayerCheck.Period.class);
    LayerCheck.Receiver of = fields.choice("of", LayerCheck.Receiver.class);
    fields.missing("maximum", "the check has no 'maximum'");
    fields.missing("per", "the check does not say 'per' day or month");
    fields.missing("of", "the check does not say 'of' whom: customer or account");
    return channel == null || maximum == null || per == null || of == null
        ? null
        : new LayerCheck.Messages(channel, maximum, per, of);
  }

  private static @Nullable Check batch(Fields fields) {
    Layer.Channel channel = channel(fields);
    return channel == null ? null : atMost(fields, max -> new LayerCheck.Batch(channel, max));
  }

  private static @Nullable Check quiet(Fields fields) {
    Layer.Channel channel = channel(fields);
    LocalTime from = time(fields, "from");
    LocalTime to = time(fields, "to");
    if (from != null && from.equals(to)) {
      fields.fault("to", "range", "the quiet hours end when they begin", null);
    }
    return channel == null || from == null || to == null
        ? null
        : new LayerCheck.Quiet(channel, from, to);
  }

  private static @Nullable Check task(Fields fields) {
    String task = fields.id("id");
    When before = fields.parsed("before", When::parse, When.SYNTAX);
    When by = fields.parsed("by", When::parse, When.SYNTAX);
    fields.missing("id", "the check has no 'id' of a task");
    if (fields.has("before") == fields.has("by")) {
      fields.fault("before", "conflict", "the check needs 'before' or 'by', and not both", null);
    }
    When deadline = before == null ? by : before;
    return task == null || deadline == null
        ? null
        : new TaskCheck.Deadline(task, deadline, before != null);
  }

  private static Check filled(Fields fields) {
    Duration maximum = fields.duration("maximum");
    return new ShowCheck.Filled(maximum == null ? Duration.ZERO : maximum);
  }

  private static @Nullable Check discount(Fields fields) {
    BigDecimal maximum = fields.number("maximum", Measure.RATE);
    fields.missing("maximum", "the check has no 'maximum'");
    return maximum == null ? null : new ShowCheck.Discount(maximum);
  }

  private static @Nullable Check hostHours(Fields fields) {
    Duration maximum = fields.duration("maximum");
    fields.missing("maximum", "the check has no 'maximum'");
    return maximum == null ? null : new HostCheck.Hours(maximum);
  }

  private static Layer.@Nullable Channel channel(Fields fields) {
    fields.missing("channel", "the check has no 'channel'");
    return fields.choice("channel", Layer.Channel.class);
  }

  private static @Nullable LocalTime time(Fields fields, String key) {
    fields.missing(key, "the check has no '" + key + "'");
    return fields.parsed(
        key,
        text -> {
          try {
            return LocalTime.parse(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time of day", e);
          }
        },
        "write it as 21:00");
  }
}
