package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Measure;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The published figures that a campaign may take knowingly, from {@code assumptions.yaml}. */
final class Assumptions {
  /** Which of the published figures. */
  static final List<String> CHOICES = List.of("low", "mid", "high");

  private static final Map<String, Figure> FIGURES = figures();

  private Assumptions() {}

  /**
   * A published figure.
   *
   * @param values by {@code low}, {@code mid}, {@code high}; not every one has been published
   * @param currency of an amount of money
   */
  record Figure(
      Map<String, BigDecimal> values,
      @Nullable String currency,
      Grade grade,
      String source,
      String checkedOn) {

    /** "low 0.30, mid 0.45, high 0.60 (grade C, checked 2026-11-22: …)". */
    String words() {
      StringJoiner words = new StringJoiner(", ");
      values.forEach(
          (choice, value) ->
              words.add(
                  choice + " " + (currency == null ? "" : currency + " ") + value.toPlainString()));
      return words + " (grade " + grade + ", checked " + checkedOn + ": " + source + ")";
    }
  }

  /** The figure of that name, such as {@code reservation.show_up}, or {@code null}. */
  static @Nullable Figure of(String figure) {
    return FIGURES.get(figure);
  }

  private static Map<String, Figure> figures() {
    Resource resource = Resource.open("assumptions.yaml");
    String checkedOn = resource.require(resource.root().text("checked_on"));
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Fields fields : resource.root().objects("figures")) {
      Map<String, BigDecimal> values = new LinkedHashMap<>();
      for (String choice : CHOICES) {
        BigDecimal value = fields.number(choice, Measure.NUMBER_ABOVE_ZERO);
        if (value != null) {
          values.put(choice, value);
        }
      }
      figures.put(
          resource.require(fields.text("figure")),
          new Figure(
              values,
              fields.text("currency"),
              resource.require(fields.choice("grade", Grade.class)),
              resource.require(fields.text("source")),
              checkedOn));
      fields.close();
    }
    resource.close();
    return figures;
  }
}
