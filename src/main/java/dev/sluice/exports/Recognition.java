package dev.sluice.exports;

import dev.sluice.answer.Refusal;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.read.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out which report a file is, by the names in its header and by nothing else. */
final class Recognition {
  /** The header stands within so many rows. */
  private static final int HEADER_WITHIN = 12;

  private static final int NAMES_SHOWN = 6;

  private final List<Header.Vocabulary> candidates;

  Recognition(List<ReportSpec> candidates) {
    this.candidates = candidates.stream().map(Header.Vocabulary::of).toList();
  }

  /**
   * What was found.
   *
   * @param table the table of the file that holds it
   * @param header its header
   */
  record Found(Table table, Header header) {}

  /** The report that the tables of a file hold, or a refusal with the closest one's difference. */
  Found find(String file, List<Table> tables) {
    List<Found> fitting = new ArrayList<>();
    Found closest = null;
    for (Table table : tables) {
      for (Header header : headers(table)) {
        Found found = new Found(table, header);
        if (header.fits()) {
          fitting.add(found);
        }
        if (closest == null || CLOSENESS.compare(header, closest.header()) > 0) {
          closest = found;
        }
      }
    }
    if (fitting.isEmpty()) {
      throw unknown(file, closest);
    }
    fitting.sort(
        Comparator.comparing(Found::header, SPECIFIC.reversed())
            .thenComparing(found -> found.header().report().id())
            .thenComparingLong(found -> found.header().row()));
    Found best = fitting.get(0);
    for (Found other : fitting) {
      boolean another = !other.header().report().id().equals(best.header().report().id());
      if (another && SPECIFIC.compare(other.header(), best.header()) == 0) {
        throw Refusal.input(
            file
                + " could be "
                + best.header().report().id()
                + " or "
                + other.header().report().id(),
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

  private List<Header> headers(Table table) {
    List<Header> headers = new ArrayList<>();
    List<@Nullable String> above = new ArrayList<>();
    StringBuilder preamble = new StringBuilder();
    table.read(
        (number, cells) -> {
          if (number > HEADER_WITHIN) {
            return false;
          }
          Header.Row row = Header.Row.of(number, cells, above, preamble.toString());
          for (Header.Vocabulary candidate : candidates) {
            Header header = Header.match(candidate, row);
            if (header.known() > 0) {
              headers.add(header);
            }
          }
          above.clear();
          above.addAll(cells);
          cells.forEach(cell -> preamble.append(cell == null ? "" : cell).append('\n'));
          return number < HEADER_WITHIN;
        });
    return headers;
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
