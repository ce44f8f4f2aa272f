package dev.sluice.exports;

import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.read.HeaderFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A header row of a file held against a report, by folded names and never by position.
 *
 * @param report the report
 * @param row the number of the header row in its table
 * @param preamble the text of the rows above it
 * @param width how many cells the header has
 * @param places for each column of the report that the file has, where it stands
 * @param names for each column of the report that the file has, its header as written
 * @param rest headers that the report does not know, with where they stand
 * @param missing columns of the report that the file does not have
 * @param known how many cells of the row the report knows: what decides among several that fit
 */
record Header(
    ReportSpec report,
    long row,
    String preamble,
    int width,
    Map<String, Integer> places,
    Map<String, String> names,
    Map<String, Integer> rest,
    List<ColumnSpec> missing,
    int known) {

  /**
   * The names that a report knows, folded.
   *
   * @param report the report
   * @param columns the names of each of its columns
   * @param all those, and what it ignores or drops
   */
  record Vocabulary(ReportSpec report, List<List<String>> columns, Set<String> all) {
    static Vocabulary of(ReportSpec report) {
      List<List<String>> columns = new ArrayList<>();
      Set<String> all = new HashSet<>();
      for (ColumnSpec column : report.columns()) {
        columns.add(column.headers().stream().map(name -> fold(report, name)).toList());
      }
      columns.forEach(all::addAll);
      report.ignored().forEach(name -> all.add(fold(report, name)));
      report.personal().forEach(name -> all.add(fold(report, name)));
      return new Vocabulary(report, columns, all);
    }
  }

  /**
   * A row that may be a header.
   *
   * @param number of the row in its table
   * @param cells its cells
   * @param folded its cells folded, {@code null} for blank ones
   * @param groups the row above, folded, each name carried to the blank cells behind it
   * @param preamble the text of all rows above
   */
  record Row(
      long number,
      List<@Nullable String> cells,
      List<@Nullable String> folded,
      List<@Nullable String> groups,
      String preamble) {
    static Row of(
        long number, List<@Nullable String> cells, List<@Nullable String> above, String preamble) {
      List<@Nullable String> folded = new ArrayList<>();
      for (String cell : cells) {
        folded.add(cell == null || cell.isBlank() ? null : HeaderFold.fold(cell));
      }
      List<@Nullable String> groups = new ArrayList<>();
      String group = null;
      for (String cell : above) {
        group = cell == null || cell.isBlank() ? group : HeaderFold.fold(cell);
        groups.add(group);
      }
      return new Row(number, cells, folded, groups, preamble);
    }

    /** Every name under which a report may ask for one of its cells, folded or to the letter. */
    Set<String> names() {
      Set<String> names = new HashSet<>();
      for (List<@Nullable String> spelling : List.of(cells, folded)) {
        Map<String, Integer> times = new HashMap<>();
        for (int i = 0; i < spelling.size(); i++) {
          String cell = folded.get(i) == null ? null : spelling.get(i);
          String name = cell == null ? "" : cell.strip();
          names.add(name);
          names.add(name + "#" + times.merge(name, 1, Integer::sum));
          if (group(i) != null) {
            names.add(group(i) + "/" + name);
          }
        }
      }
      return names;
    }

    private @Nullable String group(int place) {
      // A group over merged cells stands in the first of them only.
      return groups.isEmpty() ? null : groups.get(Math.min(place, groups.size() - 1));
    }
  }

  static Header match(Vocabulary vocabulary, Row row) {
    ReportSpec report = vocabulary.report();
    Map<String, Integer> positions = new HashMap<>();
    Map<String, Integer> times = new HashMap<>();
    Map<String, Integer> rest = new LinkedHashMap<>();
    int width = 0;
    int known = 0;
    for (int i = 0; i < row.cells().size(); i++) {
      String cell = row.cells().get(i);
      String folded = row.folded().get(i);
      if (cell == null || folded == null) {
        positions.putIfAbsent("#" + times.merge("", 1, Integer::sum), i);
        continue;
      }
      width = i + 1;
      String name = own(report) ? cell.strip() : folded;
      int time = times.merge(name, 1, Integer::sum);
      // Where a name stands twice and the report does not tell the two apart, the first is meant.
      positions.putIfAbsent(name, i);
      positions.putIfAbsent(name + "#" + time, i);
      String group = report.grouped() ? row.group(i) : null;
      if (group != null) {
        positions.putIfAbsent(group + "/" + name, i);
      }
      boolean isKnown =
          vocabulary.all().contains(name)
              || vocabulary.all().contains(name + "#" + time)
              || (group != null && vocabulary.all().contains(group + "/" + name));
      if (isKnown) {
        known += time == 1 || group != null ? 1 : 0;
      } else {
        rest.putIfAbsent(cell.strip(), i);
      }
    }
    Map<String, Integer> places = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    List<ColumnSpec> missing = new ArrayList<>();
    for (int c = 0; c < report.columns().size(); c++) {
      ColumnSpec column = report.columns().get(c);
      Integer place =
          vocabulary.columns().get(c).stream()
              .filter(positions::containsKey)
              .map(positions::get)
              .findFirst()
              .orElse(null);
      if (place == null) {
        missing.add(column);
      } else {
        places.put(column.name(), place);
        String written = row.cells().get(place);
        names.put(column.name(), written == null ? "" : written.strip());
      }
    }
    return new Header(
        report,
        row.number(),
        row.preamble(),
        width,
        places,
        names,
        rest,
        List.copyOf(missing),
        known);
  }

  private static String fold(ReportSpec report, String header) {
    return own(report) ? header.strip() : HeaderFold.fold(header);
  }

  /** Files of one's own have their names fixed to the letter, lest any SKU list pass for one. */
  private static boolean own(ReportSpec report) {
    return report.evidence() == ReportSpec.Evidence.OWN;
  }

  /** Whether every column without which a file is not this report is there. */
  boolean fits() {
    return missing.stream().noneMatch(ColumnSpec::inHeader);
  }

  /** The ISO code of the one currency that its columns of money name, or {@code null}. */
  @Nullable String currency() {
    Set<String> named = currencies();
    return named.size() == 1 ? named.iterator().next() : null;
  }

  /** The ISO codes of the currencies that its columns of money name. */
  Set<String> currencies() {
    Set<String> named = new HashSet<>();
    for (ColumnSpec column : report.columns()) {
      String name = names.get(column.name());
      String sign = name == null || !column.type().isMoney() ? null : HeaderFold.currency(name);
      String currency = sign == null ? null : Dialect.currencyOf(sign);
      if (currency != null) {
        named.add(currency);
      }
    }
    return named;
  }
}
