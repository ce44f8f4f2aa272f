package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A heat map as people read it: the values of one column side by side, a line each combination of
 * the others; a combination without a row is missing, not 0. Programs get the rows as they are.
 */
final class CrossTable {
  private final Section section;
  private final Chart chart;

  /** The columns that name a line. */
  private final List<Integer> keys = new ArrayList<>();

  private CrossTable(Section section, Chart chart) {
    this.section = section;
    this.chart = chart;
    for (int i = 0; i < section.columns().size(); i++) {
      String name = section.columns().get(i).name();
      if (!name.equals(chart.x()) && !chart.series().contains(name)) {
        keys.add(i);
      }
    }
  }

  /** The answer with its heat maps as cross tables. */
  static Answer of(Answer answer) {
    List<Section> sections = new ArrayList<>(answer.sections());
    List<Chart> charts = new ArrayList<>(answer.charts());
    for (int c = 0; c < charts.size(); c++) {
      Chart chart = charts.get(c);
      int at = sections.indexOf(answer.section(chart.section()));
      if (chart.form() == Chart.Form.HEAT_MAP && !sections.get(at).rows().isEmpty()) {
        CrossTable cross = new CrossTable(sections.get(at), chart);
        List<String> across = cross.across();
        sections.set(at, cross.section(across));
        charts.set(
            c, new Chart(chart.section(), Chart.Form.SHADES, cross.firstKey(), across, null));
      }
    }
    return new Answer(
        answer.command(), answer.facts(), sections, answer.coverage(), answer.notes(), charts);
  }

  /** The values that stand side by side, in their order. */
  private List<String> across() {
    TreeSet<String> values = new TreeSet<>();
    for (int row = 0; row < section.rows().size(); row++) {
      values.add(text(row, section.indexOf(chart.x())));
    }
    return List.copyOf(values);
  }

  private String firstKey() {
    return section.columns().get(keys.get(0)).name();
  }

  private Section section(List<String> across) {
    Map<String, Map<String, Integer>> lines = new LinkedHashMap<>();
    for (int row = 0; row < section.rows().size(); row++) {
      lines
          .computeIfAbsent(key(row), key -> new HashMap<>())
          .put(text(row, section.indexOf(chart.x())), row);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Map<String, Integer> line : lines.values()) {
      List<@Nullable Object> cells = new ArrayList<>();
      int any = line.values().iterator().next();
      keys.forEach(column -> cells.add(section.rows().get(any).get(column)));
      for (String value : across) {
        Integer row = line.get(value);
        chart.series().forEach(name -> cells.add(row == null ? null : section.cell(row, name)));
      }
      rows.add(cells);
    }
    return Section.rows(section.name(), columns(across), rows);
  }

  private List<Column> columns(List<String> across) {
    List<Column> columns = new ArrayList<>();
    for (int column : keys) {
      columns.add(section.columns().get(column));
    }
    for (String value : across) {
      for (String series : chart.series()) {
        boolean first = series.equals(chart.series().get(0));
        Column column = section.columns().get(section.indexOf(series));
        columns.add(new Column(first ? value : value + " n", column.kind()));
      }
    }
    return columns;
  }

  private String key(int row) {
    List<String> parts = new ArrayList<>();
    for (int column : keys) {
      parts.add(text(row, column));
    }
    return String.join("\u001f", parts);
  }

  private String text(int row, int column) {
    return String.valueOf(section.rows().get(row).get(column));
  }
}
