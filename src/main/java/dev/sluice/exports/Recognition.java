package dev.sluice.exports;

import dev.sluice.answer.Refusal;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.read.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out which report a file is, by the names in its header and by nothing else. */
final class Recognition {
  /** The header stands within so many rows. */
  private static final int HEADER_WITHIN = 12;

  private static final int NAMES_SHOWN = 6;

  private final Catalogue catalogue;

  Recognition(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Recognition(List<ReportSpec> candidates) {
    this(Catalogue.of(candidates));
  }

  /**
   * What was found.
   *
   * @param table the table of the file that holds it
   * @param header its header
   * @param leftOut what is to be said of the sheets beside it that are not read
   */
  record Found(Table table, Header header, List<String> leftOut) {
    Found(Table table, Header header) {
      this(table, header, List.of());
    }

    private String report() {
      return header.report().id();
    }
  }

  /** The report that the tables of a file hold, or a refusal with the closest one's difference. */
  Found find(String file, List<Table> tables) {
    return best(file, fitting(file, tables));
  }

  /**
   * All reports that the sheets of a workbook hold, in the order of the sheets, or a refusal as of
   * {@link #find}. Of sheets that hold the same report one is read: whether another goes on where
   * it ends or sums it up differently, no header tells.
   */
  List<Found> all(String file, List<Table> tables) {
    List<Found> fitting = fitting(file, tables);
    Map<Table, Found> bySheet = new LinkedHashMap<>();
    List<String> strange = new ArrayList<>();
    for (Table table : tables) {
      List<Found> here = fitting.stream().filter(found -> found.table() == table).toList();
      if (here.isEmpty()) {
        strange.add(sheet(table));
      } else {
        bySheet.put(table, best(file, here));
      }
    }
    List<Found> all = new ArrayList<>();
    for (Found found : bySheet.values()) {
      List<Found> alike =
          bySheet.values().stream().filter(o -> o.report().equals(found.report())).toList();
      if (!best(file, alike).equals(found)) {
        continue;
      }
      List<String> leftOut = new ArrayList<>();
      for (Found other : alike) {
        if (!other.equals(found)) {
          leftOut.add(
              "the sheet "
                  + sheet(other.table())
                  + " holds the same report as "
                  + sheet(found.table())
                  + " and is left out: save it as a file of its own");
        }
      }
      if (all.isEmpty() && !strange.isEmpty()) {
        leftOut.add("sheets that match no report, left out: " + String.join(", ", strange));
      }
      all.add(new Found(found.table(), found.header(), List.copyOf(leftOut)));
    }
    return all;
  }

  private static String sheet(Table table) {
    return "'" + table.sheet() + "'";
  }

  private List<Found> fitting(String file, List<Table> tables) {
    Map<Table, List<Header.Row>> rows = new LinkedHashMap<>();
    tables.forEach(table -> rows.put(table, firstRows(table)));
    List<Header.Row> all = rows.values().stream().flatMap(List::stream).toList();
    List<Found> fitting =
        held(rows, catalogue.likely(all)).stream().filter(found -> found.header().fits()).toList();
    if (fitting.isEmpty()) {
      throw unknown(
          file,
          held(rows, catalogue.reports()).stream()
              .reduce((a, b) -> CLOSENESS.compare(b.header(), a.header()) > 0 ? b : a)
              .orElse(null));
    }
    return fitting;
  }

  /** The first of those that fit best, or a refusal where reports fit alike. */
  private static Found best(String file, List<Found> fitting) {
    Found best =
        Collections.min(
            fitting,
            Comparator.comparing(Found::header, SPECIFIC.reversed())
                .thenComparing(Found::report)
                .thenComparingLong(found -> found.header().row()));
    for (Found other : fitting) {
      boolean another = !other.report().equals(best.report());
      if (another && SPECIFIC.compare(other.header(), best.header()) == 0) {
        throw Refusal.input(
            file + " could be " + best.report() + " or " + other.report(),
            "say which: --report ID");
      }
    }
    return best;
  }

  /**
   * Of two reports that fit, the one that knows more of the header, then the one that asks more.
   */
  private static final Comparator<Header> SPECIFIC =
      Comparator.<Header>comparingInt(Header::known)
          .thenComparingLong(
              header -> header.report().columns().stream().filter(ColumnSpec::inHeader).count());

  private static final Comparator<Header> CLOSENESS =
      Comparator.<Header>comparingDouble(Recognition::requiredShare)
          .thenComparingInt(Header::known);

  private static double requiredShare(Header header) {
    long required = header.report().columns().stream().filter(ColumnSpec::inHeader).count();
    long lacking = header.missing().stream().filter(ColumnSpec::inHeader).count();
    return required == 0 ? 0 : (double) (required - lacking) / required;
  }

  private static List<Header.Row> firstRows(Table table) {
    List<Header.Row> rows = new ArrayList<>();
    List<@Nullable String> above = new ArrayList<>();
    StringBuilder preamble = new StringBuilder();
    table.read(
        (number, cells) -> {
          if (number > HEADER_WITHIN) {
            return false;
          }
          rows.add(Header.Row.of(number, cells, above, preamble.toString()));
          above.clear();
          above.addAll(cells);
          cells.forEach(cell -> preamble.append(cell == null ? "" : cell).append('\n'));
          return number < HEADER_WITHIN;
        });
    return rows;
  }

  /** Each row against each report of which it has anything at all. */
  private static List<Found> held(Map<Table, List<Header.Row>> rows, List<ReportSpec> candidates) {
    List<Header.Vocabulary> vocabularies = candidates.stream().map(Header.Vocabulary::of).toList();
    List<Found> found = new ArrayList<>();
    rows.forEach(
        (table, first) -> {
          for (Header.Row row : first) {
            for (Header.Vocabulary vocabulary : vocabularies) {
              Header header = Header.match(vocabulary, row);
              if (header.known() > 0) {
                found.add(new Found(table, header));
              }
            }
          }
        });
    return found;
  }

  private static Refusal unknown(String file, @Nullable Found closest) {
    if (closest == null) {
      return Refusal.input(
          file + " matches no report: none of its first rows names a column that Sluice knows",
          "see what it reads: sluice formats");
    }
    Header header = closest.header();
    String lacking =
        names(
            header.missing().stream()
                .filter(ColumnSpec::inHeader)
                .map(column -> column.headers().get(0))
                .toList());
    String strange = names(List.copyOf(header.rest().keySet()));
    return Refusal.input(
        file
            + " matches no report; the closest is "
            + header.report().id()
            + " by row "
            + header.row()
            + ", which lacks "
            + lacking
            + (strange.isEmpty() ? "" : " and has the unknown " + strange),
        "see the columns that it needs: sluice formats " + header.report().id());
  }

  private static String names(List<String> names) {
    String shown =
        names.stream().limit(NAMES_SHOWN).map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    return names.size() <= NAMES_SHOWN
        ? shown
        : shown + " and " + (names.size() - NAMES_SHOWN) + " more";
  }
}
