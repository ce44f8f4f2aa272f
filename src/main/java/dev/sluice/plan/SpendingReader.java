package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what money does and how it may be divided: responses, carry-over, groups. */
final class SpendingReader {
  private SpendingReader() {}

  static Spending read(Fields root) {
    List<Spending.Group> groups = groups(root);
    Spending.Unit unit = root.choice("response_in", Spending.Unit.class);
    Spending.Objective objective = root.choice("objective", Spending.Objective.class);
    return new Spending(groups, unit == null ? Spending.Unit.ENTRANTS : unit, objective);
  }

  private static List<Spending.Group> groups(Fields root) {
    List<Spending.Group> groups = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields fields : root.objects("groups")) {
      String id = fields.id("id");
      List<String> layers = fields.texts("layers");
      BigDecimal minimum = fields.number("minimum", Measure.MONEY);
      BigDecimal maximum = fields.number("maximum", Measure.MONEY);
      fields.missing("id", "the group has no id");
      fields.missing("layers", "the group has no layers");
      if (!fields.has("minimum") && !fields.has("maximum")) {
        fields.fault("maximum", "missing", "the group limits nothing", "state its 'maximum'");
      }
      fields.ordered("minimum", minimum, "maximum", maximum);
      fields.close();
      if (id == null) {
        continue;
      }
      if (!ids.add(id)) {
        fields.fault("id", "duplicate-id", "another group is '" + id + "' already", null);
      }
      groups.add(new Spending.Group(fields.path(), id, layers, minimum, maximum));
    }
    return groups;
  }

  static @Nullable Response response(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Response.Curve curve = fields.choice("curve", Response.Curve.class);
    fields.missing("curve", "the response has no curve");
    BigDecimal carried = fields.number("carried_in", Measure.MONEY);
    if (curve == null) {
      return null;
    }
    Map<String, BigDecimal> parameters = new LinkedHashMap<>();
    for (String name : curve.parameters()) {
      Measure measure = name.equals("saturation") ? Measure.PART : Measure.NUMBER_ABOVE_ZERO;
      BigDecimal value = fields.number(name, measure);
      fields.missing(name, "the curve " + curve + " needs '" + name + "'");
      if (value != null) {
        parameters.put(name, value);
      }
    }
    List<BigDecimal> spend = List.of();
    List<BigDecimal> response = List.of();
    if (curve == Response.Curve.POINTS) {
      spend = fields.numbers("spend", Measure.MONEY);
      response = fields.numbers("response", Measure.NUMBER);
      fields.missing("spend", "the curve points needs 'spend'");
      fields.missing("response", "the curve points needs 'response'");
      if (fields.has("spend") && fields.has("response")) {
        checkPoints(fields, spend, response);
      }
    }
    List<Response> of = curve == Response.Curve.MEAN ? averaged(fields) : List.of();
    fields.close();
    return new Response(
        curve, parameters, carried == null ? BigDecimal.ZERO : carried, spend, response, of);
  }

  private static void checkPoints(
      Fields fields, List<BigDecimal> spend, List<BigDecimal> response) {
    if (spend.size() != response.size() || spend.size() < 2) {
      fields.fault(
          "response",
          "conflict",
          "the curve has " + spend.size() + " amounts and " + response.size() + " answers",
          "state an answer to each of at least two amounts");
    }
    for (int i = 1; i < spend.size(); i++) {
      if (spend.get(i).compareTo(spend.get(i - 1)) <= 0) {
        fields.fault("spend", "range", "the amounts do not rise", null);
        return;
      }
    }
    for (int i = 1; i < response.size(); i++) {
      if (response.get(i).compareTo(response.get(i - 1)) < 0) {
        fields.fault("response", "range", "the answers fall: more money cannot bring less", null);
        return;
      }
    }
  }

  private static List<Response> averaged(Fields fields) {
    List<Response> of = new ArrayList<>();
    fields.missing("of", "the curve mean needs 'of', the curves");
    for (Fields each : fields.objects("of")) {
      Response response = response(each);
      if (response == null) {
        continue;
      }
      if (!response.smoothlyConcave()) {
        each.fault(
            "curve",
            "value",
            "a mean is of smooth curves that never bend upward",
            "use another curve, or a slope or exponent of at most 1");
      }
      of.add(response);
    }
    if (fields.has("of") && of.isEmpty()) {
      fields.fault("of", "missing", "the mean is of no curve", null);
    }
    return of;
  }

  static @Nullable CarryOver carryOver(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    CarryOver.Kind kind = fields.choice("kind", CarryOver.Kind.class);
    fields.missing("kind", "the carry-over has no kind");
    Long window = fields.count("window", Measure.COUNT_ABOVE_ZERO);
    boolean normalised = Boolean.TRUE.equals(fields.flag("normalised"));
    List<BigDecimal> spent = fields.numbers("spent", Measure.MONEY);
    if (kind == null) {
      return null;
    }
    Map<String, BigDecimal> parameters = new LinkedHashMap<>();
    for (String name : kind.parameters()) {
      Measure measure = name.equals("rate") ? Measure.RATE_ABOVE_ZERO : Measure.NUMBER_ABOVE_ZERO;
      BigDecimal value = fields.number(name, measure);
      fields.missing(name, "the carry-over " + kind + " needs '" + name + "'");
      if (value != null) {
        parameters.put(name, value);
      }
    }
    if (kind != CarryOver.Kind.GEOMETRIC || normalised) {
      fields.missing("window", "the carry-over needs a 'window', the days in which money counts");
    }
    fields.close();
    return parameters.size() < kind.parameters().size()
        ? null
        : new CarryOver(
            kind,
            parameters,
            window == null ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, window),
            normalised,
            spent);
  }
}
