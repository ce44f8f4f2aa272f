package dev.sluice.analysis.check;

import dev.sluice.analysis.audit.Audit;
import dev.sluice.analysis.check.Check.Against;
import dev.sluice.answer.Nearest;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Findings;
import dev.sluice.answer.yaml.Measure;
import dev.sluice.answer.yaml.Severity;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.metrics.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of checks.
 *
 * @param name its name, for messages
 */
public record CheckFile(String name, List<Check> checks) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  public CheckFile {
    checks = List.copyOf(checks);
  }

  /**
   * Reads it to the end, whatever is wrong with it.
   *
   * @param text YAML or JSON with a list {@code checks}
   * @param offered the metrics that a broadcast can have; those of the audit can be named beside
   *     them, and held against a limit
   * @throws dev.sluice.answer.Refusal that lists every fault, with line and column
   */
  public static CheckFile read(String name, String text, Collection<String> offered) {
    Findings findings = new Findings();
    List<Check> checks = new ArrayList<>();
    Fields root = Fields.read(text, findings);
    if (root != null) {
      Set<String> ids = new HashSet<>();
      for (Fields fields : root.objects("checks")) {
        Check check = check(fields, offered, ids);
        if (check != null) {
          checks.add(check);
        }
      }
      root.missing("checks", "the file has no list of 'checks'");
      root.close();
    }
    List<Fault> faults = findings.faults();
    if (!faults.isEmpty()) {
      throw Fault.refusal(name, faults);
    }
    return new CheckFile(name, checks);
  }

  private static @Nullable Check check(Fields fields, Collection<String> offered, Set<String> ids) {
    Metric metric = metric(fields, offered);
    Against against =
        Objects.requireNonNullElse(fields.choice("against", Against.class), Against.LIMIT);
    if (metric != null && Audit.COUNTS.contains(metric.name()) && against != Against.LIMIT) {
      fields.fault(
          "against",
          "value",
          "'" + metric.name() + "' is of the audit, which knows no " + against,
          "delete the line: it is held against a limit");
    }
    String stated = fields.id("id");
    Measure measure = measure(against, metric);
    BigDecimal atLeast = fields.number("at_least", measure);
    BigDecimal atMost = fields.number("at_most", measure);
    String currency = currency(fields, metric, against);
    List<String> same = same(fields, against);
    Severity severity = fields.choice("severity", List.of(Severity.ERROR, Severity.WARNING));
    List<String> accounts = fields.texts("accounts");
    Boolean required = fields.flag("required");
    if (!fields.has("at_least") && !fields.has("at_most")) {
      fields.fault(
          "at_least", "missing", "the check has no limit", "state 'at_least', 'at_most' or both");
    }
    if (atLeast != null && atMost != null && atLeast.compareTo(atMost) > 0) {
      fields.fault(
          "at_most", "range", "at_most " + atMost + " lies below at_least " + atLeast, null);
    }
    fields.close();
    if (metric == null) {
      return null;
    }
    String id = stated == null ? id(metric, against) : stated;
    if (!ids.add(id)) {
      fields.fault(
          stated == null ? "metric" : "id",
          "duplicate-id",
          "another check is '" + id + "' already",
          "give each an 'id' of its own");
    }
    return new Check(
        id,
        metric,
        against,
        atLeast,
        atMost,
        currency,
        same.contains("weekday"),
        same.contains("slot"),
        severity == null ? Severity.ERROR : severity,
        accounts,
        Boolean.TRUE.equals(required));
  }

  private static String id(Metric metric, Against against) {
    return against == Against.LIMIT ? metric.name() : metric.name() + "-" + against;
  }

  private static @Nullable Metric metric(Fields fields, Collection<String> offered) {
    fields.missing("metric", "the check has no 'metric'");
    String name = fields.text("metric");
    if (name == null) {
      return null;
    }
    List<String> all = new ArrayList<>(offered);
    all.addAll(Audit.COUNTS);
    if (!all.contains(name)) {
      String nearest = Nearest.one(name, all);
      fields.fault(
          "metric",
          "reference",
          "'" + name + "' is no metric of a broadcast",
          nearest == null
              ? "'sluice kpi --metrics all' shows them"
              : "did you mean '" + nearest + "'?");
      return null;
    }
    return Dictionary.standard().find(name);
  }

  /** What a limit is: a value of the metric, a percentile, or a factor. */
  private static Measure measure(Against against, @Nullable Metric metric) {
    return switch (against) {
      case LIMIT ->
          metric != null && metric.unit() == Unit.FRACTION ? Measure.RATE : Measure.NUMBER;
      case HISTORY -> Measure.RATE;
      case PLAN, TARGET, BASELINE -> Measure.NUMBER;
    };
  }

  /** An amount means nothing without its currency; whatever is relative has that of the data. */
  private static @Nullable String currency(
      Fields fields, @Nullable Metric metric, Against against) {
    boolean wanted = metric != null && metric.unit() == Unit.MONEY && against == Against.LIMIT;
    if (wanted) {
      fields.missing("currency", "a limit of money needs its 'currency'");
    }
    String currency =
        fields.parsed(
            "currency",
            text -> {
              if (!CURRENCY.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a currency");
              }
              return text;
            },
            "three capital letters, as CNY");
    if (!wanted && metric != null && fields.has("currency")) {
      fields.fault("currency", "value", "this limit is no amount of money", "delete the line");
    }
    return currency;
  }

  private static List<String> same(Fields fields, Against against) {
    List<String> same = fields.texts("same");
    if (!fields.has("same")) {
      return List.of("weekday", "slot");
    }
    if (against != Against.HISTORY) {
      fields.fault(
          "same", "value", "only history is of the 'same' weekday or slot", "delete the line");
    }
    for (String each : same) {
      if (!each.equals("account") && !each.equals("weekday") && !each.equals("slot")) {
        fields.fault("same", "value", "'" + each + "' is not one of account, weekday, slot", null);
      }
    }
    return same;
  }
}
