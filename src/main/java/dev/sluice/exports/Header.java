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
    int width,
    Map<String, Integer> places,
    Map<String, String> names,
    Map<String, Integer> rest,
    List<ColumnSpec> missing,
    int known) {

  static Header match(ReportSpec report, long row, List<@Nullable String> cells) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    Map<String, String> written = new HashMap<>();
    int width = 0;
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (cell == null || cell.isBlank()) {
        continue;
      }
      width = i + 1;
      // Where a name stands twice, the first is meant.
      String folded = fold(report, cell);
      positions.putIfAbsent(folded, i);
      written.putIfAbsent(folded, cell.strip());
    }
    Map<String, Integer> places = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    List<ColumnSpec> missing = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (ColumnSpec column : report.columns()) {
      String found = null;
      for (String header : column.headers()) {
        String folded = fold(report, header);
        known.add(folded);
        if (found == null && positions.containsKey(folded)) {
          found = folded;
        }
      }
      Integer place = found == null ? null : positions.get(found);
      if (found == null || place == null) {
        missing.add(column);
      } else {
        places.put(column.name(), place);
        names.put(column.name(), written.getOrDefault(found, found));
      }
    }
    report.ignored().forEach(header -> known.add(fold(report, header)));
    report.personal().forEach(header -> known.add(fold(report, header)));
    Map<String, Integer> rest = new LinkedHashMap<>();
    positions.forEach(
        (folded, position) -> {
          if (!known.contains(folded)) {
            rest.put(written.getOrDefault(folded, folded), position);
          }
        });
    return new Header(
        report,
        row,
        width,
        places,
        names,
        rest,
        List.copyOf(missing),
        positions.size() - rest.size());
  }

  /** Files of one's own have their names fixed to the letter, lest any SKU list pass for one. */
  private static String fold(ReportSpec report, String header) {
    return report.evidence() == ReportSpec.Evidence.OWN ? header.strip() : HeaderFold.fold(header);
  }

  /** Whether every column without which a file is not this report is there. */
  boolean fits() {
    return missing.stream().noneMatch(ColumnSpec::inHeader);
  }
}
