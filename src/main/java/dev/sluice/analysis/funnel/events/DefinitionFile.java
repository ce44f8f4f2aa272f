package dev.sluice.analysis.funnel.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sluice.answer.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A definition in YAML or JSON. It is read to its end whatever is wrong with it, so that all faults
 * are told at once.
 */
public final class DefinitionFile {
  private static final Set<String> KEYS =
      Set.of(
          "steps",
          "window_seconds",
          "window",
          "order",
          "increasing",
          "attempt",
          "exclusions",
          "hold_constant",
          "breakdown",
          "attribution",
          "breakdown_limit",
          "date_range",
          "compare",
          "interval",
          "timezone",
          "from_step",
          "to_step",
          "times",
          "bin_count",
          "revenue",
          "correlation",
          "name");

  /** An object of YAML may begin with a brace too, but hardly with a quote after it. */
  private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*\"");

  private final Draft draft = new Draft();

  private DefinitionFile() {}

  /**
   * Reads a definition; its faults are told when the draft is finished.
   *
   * @param name for messages
   * @param text YAML or JSON: the funnel itself, or an object with it under {@code funnel}
   */
  public static Draft read(String name, String text) {
    JsonNode root;
    try {
      root =
          (JSON.matcher(text).lookingAt()
                  ? JsonMapper.builder()
                      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                      .build()
                  : YAMLMapper.builder()
                      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                      .build())
              .readTree(text);
    } catch (JsonProcessingException e) {
      throw Refusal.input(
          name
              + (e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr())
              + ": not YAML or JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          null);
    }
    if (root != null && root.has("funnel")) {
      root = root.get("funnel");
    }
    if (root == null || !root.isObject()) {
      throw Refusal.input(
          name + " holds no funnel", "it is an object with steps and window_seconds");
    }
    DefinitionFile file = new DefinitionFile();
    file.read(root);
    return file.draft;
  }

  private void fault(String sentence) {
    draft.faults.add(sentence);
  }

  private void read(JsonNode root) {
    root.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                fault("there is no key '" + key + "'");
              }
            });
    steps(root.path("steps"));
    JsonNode seconds = root.path("window_seconds");
    if (seconds.isNumber()) {
      draft.window = seconds.decimalValue().movePointRight(6).longValue();
    } else if (!seconds.isMissingNode()) {
      fault("window_seconds is a number");
    }
    if (root.has("window")) {
      draft.window = length("window", root.get("window"));
    }
    String order = text(root, "order");
    if (order != null) {
      try {
        draft.order = Order.valueOf(order.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        fault("order is ordered, strict or unordered, not '" + order + "'");
      }
    }
    draft.increasing = flag(root, "increasing");
    draft.times = flag(root, "times");
    draft.correlation = flag(root, "correlation");
    String attempt = text(root, "attempt");
    if (attempt != null && !attempt.equals("best") && !attempt.equals("first")) {
      fault("attempt is best or first, not '" + attempt + "'");
    }
    draft.firstOnly = "first".equals(attempt);
    exclusions(root.path("exclusions"));
    draft.held.addAll(texts(root, "hold_constant"));
    draft.breakdown.addAll(texts(root, "breakdown"));
    questions(root);
  }

  private void questions(JsonNode root) {
    String attribution = text(root, "attribution");
    if (attribution != null) {
      String fault = draft.attribution(attribution);
      if (fault != null) {
        fault(fault);
      }
    }
    Integer limit = whole(root, "breakdown_limit");
    draft.limit = limit == null ? draft.limit : limit;
    JsonNode range = root.path("date_range");
    if (range.isObject()) {
      draft.from = text(range, "from");
      draft.to = text(range, "to");
    } else if (range.isArray() && range.size() == 2) {
      draft.from = range.get(0).isNull() ? null : range.get(0).asText();
      draft.to = range.get(1).isNull() ? null : range.get(1).asText();
    } else if (!range.isMissingNode() && !range.isNull()) {
      fault("date_range is {from, to}");
    }
    String compare = text(root, "compare");
    if (compare != null) {
      draft.compare(compare);
    }
    String interval = text(root, "interval");
    if (interval != null) {
      try {
        draft.trend = Definition.Trend.valueOf(interval.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        fault("interval is day, week or month, not '" + interval + "'");
      }
    }
    String zone = text(root, "timezone");
    if (zone != null) {
      try {
        draft.zone = java.time.ZoneId.of(zone);
      } catch (java.time.DateTimeException e) {
        fault("there is no time zone '" + zone + "'");
      }
    }
    Integer from = whole(root, "from_step");
    draft.fromStep = from == null ? 1 : from;
    draft.toStep = whole(root, "to_step");
    draft.bins = whole(root, "bin_count");
    draft.revenue = text(root, "revenue");
  }

  private void steps(JsonNode steps) {
    if (!steps.isArray()) {
      fault("steps is a list");
      return;
    }
    for (int i = 0; i < steps.size(); i++) {
      JsonNode step = steps.get(i);
      String where = "steps[" + (i + 1) + "]";
      if (step.isTextual()) {
        draft.steps.add(
            new Definition.Step(
                step.asText(), new Condition.Named(List.of(step.asText())), false, null));
        continue;
      }
      if (!step.isObject()) {
        fault(where + " is the name of an event, or an object with name and match");
        continue;
      }
      known(where, step, Set.of("name", "match", "optional", "window", "window_seconds"));
      String name = text(step, "name");
      JsonNode match = step.get("match");
      Condition condition =
          match == null && name != null
              ? new Condition.Named(List.of(name))
              : condition(where + ".match", match);
      Long own = null;
      if (step.has("window")) {
        own = length(where + ".window", step.get("window"));
      } else if (step.path("window_seconds").isNumber()) {
        own = step.get("window_seconds").decimalValue().movePointRight(6).longValue();
      }
      draft.steps.add(
          new Definition.Step(
              name == null ? "step " + (i + 1) : name, condition, flag(step, "optional"), own));
    }
  }

  private void exclusions(JsonNode exclusions) {
    if (exclusions.isMissingNode() || exclusions.isNull()) {
      return;
    }
    if (!exclusions.isArray()) {
      fault("exclusions is a list");
      return;
    }
    for (int i = 0; i < exclusions.size(); i++) {
      JsonNode exclusion = exclusions.get(i);
      String where = "exclusions[" + (i + 1) + "]";
      known(where, exclusion, Set.of("match", "from_step", "to_step", "name"));
      Integer from = whole(exclusion, "from_step");
      Integer to = whole(exclusion, "to_step");
      draft.exclusions.add(
          new Definition.Exclusion(
              condition(where + ".match", exclusion.get("match")),
              from == null ? 1 : from,
              to == null ? draft.steps.size() : to));
    }
  }

  private void known(String where, JsonNode node, Set<String> keys) {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String key = names.next();
      if (!keys.contains(key)) {
        fault(where + ": there is no key '" + key + "'");
      }
    }
  }

  private Condition condition(String where, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      fault(where + " is missing");
      return new Condition.Any();
    }
    if (node.isBoolean() && node.asBoolean()) {
      return new Condition.Any();
    }
    if (node.isTextual()) {
      return new Condition.Named(List.of(node.asText()));
    }
    if (node.has("event")) {
      JsonNode event = node.get("event");
      known(where, node, Set.of("event"));
      return new Condition.Named(event.isArray() ? texts(node, "event") : List.of(event.asText()));
    }
    if (node.has("all") || node.has("any")) {
      String key = node.has("all") ? "all" : "any";
      known(where, node, Set.of(key));
      List<Condition> parts = new ArrayList<>();
      for (int i = 0; i < node.get(key).size(); i++) {
        parts.add(condition(where + "." + key + "[" + (i + 1) + "]", node.get(key).get(i)));
      }
      return key.equals("all") ? new Condition.AllOf(parts) : new Condition.OneOf(parts);
    }
    if (node.has("not")) {
      known(where, node, Set.of("not"));
      return new Condition.Not(condition(where + ".not", node.get("not")));
    }
    return compared(where, node);
  }

  private Condition compared(String where, JsonNode node) {
    String field = text(node, "field");
    String op = text(node, "op");
    if (field == null) {
      fault(where + " is true, an event, a field with op and value, all, any or not");
      return new Condition.Any();
    }
    known(where, node, Set.of("field", "op", "value"));
    Condition.Comparison by = Condition.Comparison.EQ;
    try {
      by = Condition.Comparison.valueOf(op == null ? "EQ" : op.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      fault(where + ": op is eq, ne, lt, le, gt, ge, in, not_in, contains or is_null, not " + op);
    }
    JsonNode value = node.path("value");
    boolean list = by == Condition.Comparison.IN || by == Condition.Comparison.NOT_IN;
    if (list != value.isArray()) {
      fault(where + (list ? ": value is a list" : ": value is not a list"));
      return new Condition.Any();
    }
    if (value.isMissingNode() && by != Condition.Comparison.IS_NULL) {
      fault(where + ": value is missing");
    }
    List<@Nullable Object> values = new ArrayList<>();
    if (list) {
      value.forEach(each -> values.add(plain(where, each)));
    } else {
      values.add(plain(where, value));
    }
    return new Condition.Compared(field, by, java.util.Collections.unmodifiableList(values));
  }

  private @Nullable Object plain(String where, JsonNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      if (number.precision() - number.scale() > 28 || number.stripTrailingZeros().scale() > 10) {
        fault(where + ": the number " + number + " is too long; write an id as text");
      }
      return number;
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isContainerNode()) {
      fault(where + ": value is a text, a number, true or false");
    }
    return value.isNull() || value.isMissingNode() ? null : value.asText();
  }

  private @Nullable Long length(String where, JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    Long micros = node.isTextual() ? Draft.micros(node.asText()) : null;
    if (micros == null) {
      fault(where + ": '" + node.asText() + "' is no length of time; write it as 30m or 1h");
    }
    return micros;
  }

  private @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      fault(key + " is a text");
      return null;
    }
    return value.asText();
  }

  private List<String> texts(JsonNode node, String key) {
    JsonNode value = node.get(key);
    List<String> texts = new ArrayList<>();
    if (value == null || value.isNull()) {
      return texts;
    }
    if (value.isTextual()) {
      texts.add(value.asText());
    } else if (value.isArray()) {
      value.forEach(each -> texts.add(each.asText()));
    } else {
      fault(key + " is a list of texts");
    }
    return texts;
  }

  private boolean flag(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean() && !value.isNull()) {
      fault(key + " is true or false");
    }
    return value.asBoolean(false);
  }

  private @Nullable Integer whole(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      fault(key + " is a whole number");
      return null;
    }
    return value.intValue();
  }
}
