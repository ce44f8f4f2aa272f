package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a line-up must keep to. */
final class LineupReader {
  private LineupReader() {}

  static @Nullable LineupRules read(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    LineupRules rules =
        new LineupRules(
            roles(fields),
            bundles(fields),
            recurring(fields.object("flash")),
            recurring(fields.object("breaks")),
            weights(fields.object("score")));
    fields.close();
    return rules;
  }

  private static List<LineupRules.Role> roles(Fields lineup) {
    List<LineupRules.Role> roles = new ArrayList<>();
    Set<String> names = new HashSet<>();
    BigDecimal leasts = BigDecimal.ZERO;
    for (Fields fields : lineup.objects("roles")) {
      String role = fields.text("role");
      fields.missing("role", "the share is of no role");
      BigDecimal least = fields.number("least", Measure.RATE);
      BigDecimal most = fields.number("most", Measure.RATE);
      Long minutes = fields.count("minutes", Measure.MINUTES);
      ordered(fields, least, most);
      fields.close();
      if (role == null) {
        continue;
      }
      if (!names.add(role)) {
        fields.fault("role", "duplicate-id", "another share is of '" + role + "' already", null);
      }
      leasts = least == null ? leasts : leasts.add(least);
      if (least != null && leasts.compareTo(BigDecimal.ONE) > 0) {
        fields.fault(
            "least", "conflict", "with this one the least shares add up to " + leasts, null);
      }
      roles.add(new LineupRules.Role(fields.path(), role, least, most, minutes));
    }
    return roles;
  }

  private static List<LineupRules.Bundle> bundles(Fields lineup) {
    List<LineupRules.Bundle> bundles = new ArrayList<>();
    for (Fields fields : lineup.objects("bundles")) {
      List<String> skus = fields.texts("skus");
      fields.missing("skus", "the bundle names no products");
      Boolean together = fields.flag("together");
      Long least = fields.count("least", Measure.COUNT);
      Long most = fields.count("most", Measure.COUNT);
      ordered(
          fields,
          least == null ? null : BigDecimal.valueOf(least),
          most == null ? null : BigDecimal.valueOf(most));
      if (!fields.has("together") && !fields.has("least") && !fields.has("most")) {
        fields.fault(
            "together",
            "missing",
            "the bundle limits nothing",
            "state together: true, or a 'most'");
      }
      fields.close();
      if (fields.has("skus") && new HashSet<>(skus).size() < Math.max(2, skus.size())) {
        fields.fault("skus", "value", "a bundle is of two products or more, each once", null);
      }
      bundles.add(
          new LineupRules.Bundle(fields.path(), skus, Boolean.TRUE.equals(together), least, most));
    }
    return bundles;
  }

  private static void ordered(
      Fields fields, @Nullable BigDecimal least, @Nullable BigDecimal most) {
    if (least != null && most != null && least.compareTo(most) > 0) {
      fields.fault("least", "range", "the least is above the most", null);
    }
  }

  private static LineupRules.@Nullable Recurring recurring(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Duration every = fields.duration("every");
    Long minutes = fields.count("minutes", Measure.MINUTES);
    fields.missing("every", "nothing says how often: 'every' is missing");
    fields.missing("minutes", "nothing says how long: 'minutes' is missing");
    fields.close();
    if (every == null || minutes == null) {
      return null;
    }
    if (every.toMinutes() <= minutes) {
      fields.fault("minutes", "range", "one lasts until the next begins", "lengthen 'every'");
    }
    return new LineupRules.Recurring(fields.path(), every, Duration.ofMinutes(minutes));
  }

  private static Map<LineupRules.Factor, BigDecimal> weights(@Nullable Fields fields) {
    Map<LineupRules.Factor, BigDecimal> weights = new EnumMap<>(LineupRules.Factor.class);
    if (fields == null) {
      return weights;
    }
    for (LineupRules.Factor factor : LineupRules.Factor.values()) {
      BigDecimal weight = fields.number(factor.toString(), Measure.NUMBER_ABOVE_ZERO);
      if (weight != null) {
        weights.put(factor, weight);
      }
    }
    fields.close();
    return weights;
  }
}
