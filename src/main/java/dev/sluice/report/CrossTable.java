package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A heat map as people read it: the values of one column side by side, a line each combination of
 * the others. Programs get the rows as they are.
 *
 * <p>What is pivoted is the place of each row, so that its values stay what they are: money decimal
 * and a combination without a row missing, not 0.
 */
final class CrossTable {
  private final Section section;
  private final Chart chart;
  private final Layout.Language language;

  /** The columns that name a line. */
  private final List<Integer> keys = new ArrayList<>();

  private CrossTable(Section section, Chart chart, Layout.Language language) {
    this.section = section;
    this.chart = chart;
    this.language = language;
    for (int i = 0; i < section.columns().size(); i++) {
      String name = section.columns().get(i).name();
      if (!name.equals(chart.x()) && !chart.series().contains(name)) {
        keys.add(i);
      }
    }
  }

  /** The answer with its heat maps as cross tables; loads Tablesaw where it has one. */
  static Answer of(Answer answer, Layout.Language language) {
    List<Section> sections = new ArrayList<>(answer.sections());
    List<Chart> charts = new ArrayList<>(answer.charts());
    for (int c = 0; c < charts.size(); c++) {
      Chart chart = charts.get(c);
      int at = sections.indexOf(answer.section(chart.section()));
      if (chart.form() == Chart.Form.HEAT_MAP && !sections.get(at).rows().isEmpty()) {
        CrossTable cross = new CrossTable(sections.get(at), chart, language);
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
    Map<String, Integer> lines = new LinkedHashMap<>();
    StringColumn line = StringColumn.create("line");
    StringColumn side = StringColumn.create("side");
    IntColumn place = IntColumn.create("place");
    for (int row = 0; row < section.rows().size(); row++) {
      String key = key(row);
      lines.putIfAbsent(key, row);
      line.append(key);
      side.append(text(row, section.indexOf(chart.x())));
      place.append(row);
    }
    Table pivot =
        Table.create(line, side, place).pivot("line", "side", "place", AggregateFunctions.min);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    lines.forEach(
        (key, first) -> {
          int at = pivot.stringColumn("line").firstIndexOf(key);
          @Nullable Object[] cells = new @Nullable Object[keys.size() + across.size() * chart.series().size()];
          int cell = 0;
          for (int column : keys) {
            cells[cell++] = section.rows().get(first).get(column);
          }
          for (String value : across) {
            boolean missing = pivot.numberColumn(value).isMissing(at);
            for (String series : chart.series()) {
              cells[cell++] =
                  missing
                      ? null
                      : section.cell((int) pivot.numberColumn(value).getDouble(at), series);
            }
          }
          rows.add(Arrays.asList(cells));
        });
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
        columns.add(
            new Column(
                first ? value : value + " " + ColumnNames.label(series, language), column.kind()));
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
