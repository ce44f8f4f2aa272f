package dev.sluice.analysis.kpi;

import dev.sluice.analysis.Scope;
import dev.sluice.answer.Column;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Nearest;
import dev.sluice.answer.Refusal;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.metrics.Unit;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of every broadcast in force, in the temporary tables {@code aired} and {@code
 * broadcast_metric}: for questions that add them up, rank them or take them apart.
 */
public final class BroadcastMetrics {
  /** Decimals of an average amount: a hundredth of a cent. */
  private static final int AMOUNT_DECIMALS = 4;

  /** Decimals of a rate, beyond what any count of a broadcast can tell. */
  private static final int DECIMALS = 8;

  private BroadcastMetrics() {}

  /** The metrics that a broadcast can have, by name. */
  public static List<String> offered(Workspace workspace) {
    workspace.update(sql("staging/metric-definitions.sql"));
    return workspace
        .query("offered", sql("staging/offered.sql"), List.of(Column.term("metric")))
        .rows()
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  /** Loads them; the days and hours of shops that state no zone are those of the scope. */
  public static void load(Workspace workspace, Scope scope) {
    workspace.update(sql("staging/metric-definitions.sql"));
    place(workspace, scope);
    workspace.update(sql("staging/broadcast-metrics.sql"));
  }

  /** Loads only some of them, which takes as much less time. */
  public static void load(Workspace workspace, Scope scope, List<String> metrics) {
    workspace.update(sql("staging/metric-definitions.sql"));
    workspace.update(sql("staging/metrics-asked.sql"), String.join("\u001f", metrics));
    place(workspace, scope);
    workspace.update(sql("staging/broadcast-metrics.sql"));
  }

  /** Loads only {@code aired}: which broadcasts there are, by account, weekday and slot. */
  public static void place(Workspace workspace, Scope scope) {
    workspace.update(sql("staging/aired.sql"), scope.zoneName());
  }

  /**
   * Loads the broadcasts of a scope, each in its group, into {@code chosen}; after {@link #place}.
   *
   * @param by as in {@link Kpi.Question}
   */
  public static void choose(Workspace workspace, Scope scope, @Nullable String by) {
    workspace.update(
        sql("staging/chosen.sql"), scope.joined(), scope.fromText(), scope.toText(), by);
  }

  private static Sql sql(String file) {
    return Sql.of(BroadcastMetrics.class, file);
  }

  /** The entry of the dictionary, or a refusal that names the nearest. */
  public static Metric metric(String name) {
    Dictionary dictionary = Dictionary.standard();
    Metric metric = dictionary.find(name);
    if (metric == null) {
      String nearest = Nearest.one(name, dictionary.metrics().stream().map(Metric::name).toList());
      throw Refusal.usage(
          "there is no metric named " + name,
          (nearest == null ? "" : "did you mean " + nearest + "? ")
              + "'sluice metrics' lists them");
    }
    return metric;
  }

  /** The refusal of a metric that is told of something else than a broadcast. */
  static Refusal notOfBroadcasts(String name) {
    return Refusal.usage(
        name + " is not told of a broadcast as a whole",
        "'sluice explain " + name + "' says of what it is; '--metrics all' shows what there is");
  }

  /** How the values of a metric are shown. */
  public static Kind kind(Metric metric) {
    return switch (metric.unit()) {
      case COUNT -> Kind.COUNT;
      case MONEY -> Kind.MONEY;
      case FRACTION -> Kind.RATE;
      case SECONDS, NUMBER -> Kind.NUMBER;
    };
  }

  /** A value of a metric, its decimals those of its unit. */
  public static @Nullable Figure figure(Metric metric, @Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    Kind kind = kind(metric);
    if (kind == Kind.COUNT) {
      return new Figure(kind, value.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
    if (metric.unit() == Unit.MONEY) {
      // Sums of money have cents; averages keep two digits more.
      BigDecimal exact = value.stripTrailingZeros();
      int decimals = exact.scale() <= 2 ? 2 : AMOUNT_DECIMALS;
      return new Figure(kind, value.setScale(decimals, RoundingMode.HALF_UP));
    }
    return new Figure(
        kind, value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_UP) : value);
  }
}
