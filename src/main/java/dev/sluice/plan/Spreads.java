package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Measure;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a figure may be off when nobody says, from {@code spreads.yaml}: an assumption. */
public final class Spreads {
  private static final Map<Grade, Spread> BY_GRADE = new EnumMap<>(Grade.class);
  private static final Spread UNSTATED = read();

  private Spreads() {}

  /**
   * The spread of a figure.
   *
   * @param factor the figure is below value / factor once in ten times and above value × factor
   *     once in ten; of a rate, its odds are
   * @param source where that comes from
   */
  public record Spread(BigDecimal factor, String source) {}

  /** The spread of figures of that grade; {@code null} is for those that state none. */
  public static Spread of(@Nullable Grade grade) {
    return grade == null ? UNSTATED : BY_GRADE.getOrDefault(grade, UNSTATED);
  }

  private static Spread read() {
    Resource resource = Resource.open("spreads.yaml");
    resource.require(resource.root().text("checked_on"));
    for (Fields fields : resource.root().objects("spreads")) {
      BY_GRADE.put(resource.require(fields.choice("grade", Grade.class)), spread(resource, fields));
      fields.close();
    }
    Fields unstated = resource.require(resource.root().object("unstated"));
    Spread spread = spread(resource, unstated);
    unstated.close();
    resource.close();
    return spread;
  }

  private static Spread spread(Resource resource, Fields fields) {
    return new Spread(
        resource.require(fields.number("factor", Measure.AT_LEAST_ONE)),
        resource.require(fields.text("source")));
  }
}
