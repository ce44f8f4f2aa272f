package dev.sluice.analysis.kpi;

import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The arithmetic of the dictionary, computed as it is written; a number that is missing is NaN. */
final class Formula {
  private final String text;
  private final Map<String, Double> values;
  private int at;

  private Formula(String text, Map<String, Double> values) {
    this.text = text.replace(" ", "");
    this.values = values;
  }

  static double value(String text, Map<String, Double> values) {
    Formula formula = new Formula(text, values);
    double value = formula.sum();
    if (formula.at != formula.text.length()) {
      throw new IllegalArgumentException(text + " at " + formula.at);
    }
    return value;
  }

  /** The stored metrics that a formula comes down to. */
  static Set<String> leaves(String text) {
    Set<String> leaves = new TreeSet<>();
    for (String name : text.split("[^a-z0-9_]+", -1)) {
      Metric metric = Dictionary.standard().find(name);
      if (metric != null && metric.formula() != null) {
        leaves.addAll(leaves(metric.formula()));
      } else if (metric != null) {
        leaves.add(name);
      }
    }
    return leaves;
  }

  private double sum() {
    double value = product();
    while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      value = text.charAt(at++) == '+' ? value + product() : value - product();
    }
    return value;
  }

  private double product() {
    double value = term();
    while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
      value = text.charAt(at++) == '*' ? value * term() : value / term();
    }
    return value;
  }

  private double term() {
    if (text.charAt(at) == '(') {
      at++;
      double value = sum();
      at++;
      return value;
    }
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String word = text.substring(from, at);
    if (Character.isDigit(word.charAt(0))) {
      return Double.parseDouble(word);
    }
    Double value = values.get(word);
    if (value != null) {
      return value;
    }
    Metric metric = Dictionary.standard().find(word);
    return metric == null || metric.formula() == null
        ? Double.NaN
        : value(metric.formula(), values);
  }
}
