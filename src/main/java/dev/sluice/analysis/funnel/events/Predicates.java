package dev.sluice.analysis.funnel.events;

import dev.sluice.workspace.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions as SQL. Each is true or false, never NULL. */
final class Predicates {
  private final Events events;

  Predicates(Events events) {
    this.events = events;
  }

  /**
   * One integer an event: a bit for each step and each exclusion that takes it.
   *
   * @param packed whether exclusions follow the steps at once
   */
  String mask(Definition definition, boolean packed) {
    Map<String, Long> named = new LinkedHashMap<>();
    List<String> terms = new ArrayList<>();
    List<Condition> all = conditions(definition);
    for (int i = 0; i < all.size(); i++) {
      long bit = 1L << (packed ? i : bit(definition, i));
      if (all.get(i) instanceof Condition.Named names) {
        for (String name : new LinkedHashSet<>(names.names())) {
          named.merge(name, bit, (a, b) -> a | b);
        }
      } else {
        terms.add("CASE WHEN " + sql(all.get(i)) + " THEN " + bit + "::BIGINT ELSE 0 END");
      }
    }
    if (!named.isEmpty()) {
      // A comparison of names a row for all steps, not one for each.
      StringBuilder cases = new StringBuilder("CASE ").append(events.event());
      named.forEach(
          (name, bits) ->
              cases.append(" WHEN ").append(Sql.literal(name)).append(" THEN ").append(bits));
      terms.add(cases.append(" ELSE 0 END::BIGINT").toString());
    }
    return "(" + String.join(") | (", terms) + ")";
  }

  /** Whether an event fills a step or is excluded. */
  String anything(Definition definition) {
    Set<String> names = new LinkedHashSet<>();
    List<String> terms = new ArrayList<>();
    for (Condition condition : conditions(definition)) {
      if (condition instanceof Condition.Named named) {
        names.addAll(named.names());
      } else {
        terms.add(sql(condition));
      }
    }
    if (!names.isEmpty()) {
      terms.add(
          events.event()
              + " IN ("
              + String.join(", ", names.stream().map(Sql::literal).toList())
              + ")");
    }
    return "(" + String.join(" OR ", terms) + ")";
  }

  private static List<Condition> conditions(Definition definition) {
    List<Condition> all = new ArrayList<>();
    definition.steps().forEach(step -> all.add(step.match()));
    definition.exclusions().forEach(exclusion -> all.add(exclusion.match()));
    return all;
  }

  private static int bit(Definition definition, int i) {
    int steps = definition.steps().size();
    return i < steps ? i : Rule.EXCLUSIONS + i - steps;
  }

  private String sql(Condition condition) {
    if (condition instanceof Condition.Named named) {
      return "COALESCE("
          + events.event()
          + " IN ("
          + String.join(", ", named.names().stream().map(Sql::literal).toList())
          + "), FALSE)";
    }
    if (condition instanceof Condition.AllOf all) {
      return joined(all.conditions(), " AND ", "TRUE");
    }
    if (condition instanceof Condition.OneOf any) {
      return joined(any.conditions(), " OR ", "FALSE");
    }
    if (condition instanceof Condition.Not not) {
      return "(NOT " + sql(not.condition()) + ")";
    }
    if (condition instanceof Condition.Compared compared) {
      return compared(compared);
    }
    return "TRUE";
  }

  private String joined(List<Condition> conditions, String by, String none) {
    return conditions.isEmpty()
        ? none
        : "(" + String.join(by, conditions.stream().map(this::sql).toList()) + ")";
  }

  private String compared(Condition.Compared compared) {
    String field = events.property(compared.field());
    List<@Nullable Object> values = compared.values();
    Object value = values.isEmpty() ? null : values.get(0);
    return switch (compared.by()) {
      case IS_NULL ->
          Boolean.FALSE.equals(value) ? "(" + field + " IS NOT NULL)" : "(" + field + " IS NULL)";
      case EQ -> sure(equal(field, value));
      case NE -> sure("NOT " + equal(field, value));
      case LT -> sure(ordered(field, "<", value));
      case LE -> sure(ordered(field, "<=", value));
      case GT -> sure(ordered(field, ">", value));
      case GE -> sure(ordered(field, ">=", value));
      case CONTAINS -> sure("contains(" + field + ", " + Sql.literal(String.valueOf(value)) + ")");
      case IN -> sure(oneOf(field, values));
      case NOT_IN -> sure("NOT " + oneOf(field, values));
    };
  }

  private static String sure(String comparison) {
    return "COALESCE(" + comparison + ", FALSE)";
  }

  private static String oneOf(String field, List<@Nullable Object> values) {
    return values.isEmpty()
        ? "(" + field + " <> " + field + ")"
        : "("
            + String.join(" OR ", values.stream().map(value -> equal(field, value)).toList())
            + ")";
  }

  private static String equal(String field, @Nullable Object value) {
    return value instanceof BigDecimal
        ? number(field) + " = " + literal(value)
        : "(" + field + " = " + literal(value) + ")";
  }

  private static String ordered(String field, String by, @Nullable Object value) {
    return (value instanceof BigDecimal ? number(field) : field) + " " + by + " " + literal(value);
  }

  private static String number(String field) {
    return "TRY_CAST(" + field + " AS DECIMAL(38, 10))";
  }

  private static String literal(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    // Properties are text by now, and what is true in JSON or Parquet is the text 'true'.
    return value instanceof BigDecimal number
        ? number.toPlainString() + "::DECIMAL(38, 10)"
        : Sql.literal(value.toString());
  }
}
