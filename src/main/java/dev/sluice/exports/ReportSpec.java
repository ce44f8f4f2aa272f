package dev.sluice.exports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One report of the catalogue: all that Sluice knows of a file that a platform gives.
 *
 * @param id such as {@code douyin.live-sessions}
 * @param platform such as {@code douyin}
 * @param title what it is, in English and Chinese
 * @param evidence how sure its header is
 * @param checkedOn when that was last looked at, an ISO date
 * @param source where the header is known from
 * @param zone how its times get a zone: an IANA name, {@code shop}, or {@code column:NAME}
 * @param currency how its amounts get a currency: an ISO code, {@code shop}, or {@code column:NAME}
 *     for a column without which one must be stated
 * @param roomRequired whether the file does not say which broadcast it is about
 * @param asOfRequired whether the file does not say when it holds
 * @param periodRequired whether its rows are sums over a period that stands above the header or in
 *     the file's name, if it is told at all
 * @param grouped whether the row above the header names groups of columns: a column of a group is
 *     then written {@code GROUP / NAME}
 * @param exportedAt a pattern whose first group, in the file's name, is the time of the export
 * @param columns what is read, in the order of the file
 * @param rest where columns that the catalogue does not know go, or {@code null} to leave them out
 * @param ignored headers that are known and not needed
 * @param personal headers that are known and dropped at the door
 * @param skips rows that are no facts
 * @param rejects rows that cannot be a fact and are not to pass unseen
 * @param totals rows that sum the others up, or {@code null}
 * @param time the column that dates a row, for the period of the receipt; two where rows have a
 *     first and a last day; none where the file as a whole has a period
 * @param derived SQL over the typed columns of the good rows, by name: what several facts need
 * @param facts what the rows become
 */
record ReportSpec(
    String id,
    String platform,
    Map<String, String> title,
    Evidence evidence,
    String checkedOn,
    String source,
    String zone,
    String currency,
    boolean roomRequired,
    boolean asOfRequired,
    boolean periodRequired,
    boolean grouped,
    @Nullable String exportedAt,
    List<ColumnSpec> columns,
    @Nullable String rest,
    List<String> ignored,
    List<String> personal,
    List<SkipSpec> skips,
    List<SkipSpec> rejects,
    @Nullable TotalsSpec totals,
    List<String> time,
    Map<String, String> derived,
    List<FactSpec> facts) {

  /** How sure the header of a report is. */
  enum Evidence {
    /** Seen in a real file. */
    REAL,
    /** Described from a real file by somebody who had it. */
    DESCRIBED,
    /** Seen in a test of another program, written in the shape of a real file. */
    TEST,
    /** Read out of the code of another program that reads such files. */
    CODE,
    /** The platform's own documentation. */
    DOCUMENTED,
    /** Our own format. */
    OWN
  }

  /**
   * A column that is read.
   *
   * @param name its name in SQL
   * @param headers the names that it has in files, the first for messages; {@code NAME#2} is the
   *     second column of that name, {@code #1} the first without any
   * @param type the dialect of its cells
   * @param inHeader whether a file without it is not this report
   * @param inRow whether a row without it is rejected
   * @param reported the metric whose printed value it is, kept beside what is recomputed
   */
  record ColumnSpec(
      String name,
      List<String> headers,
      CellType type,
      boolean inHeader,
      boolean inRow,
      @Nullable String reported) {}

  /**
   * Rows that are no facts.
   *
   * @param when SQL over the cleaned cells and {@code position}, 1 for the first row under the
   *     header
   * @param reason what such a row is
   */
  record SkipSpec(String when, String reason) {}

  /**
   * Rows that sum the others up, and so are no facts.
   *
   * @param when SQL as in {@link SkipSpec}
   * @param sums the columns of which such a row holds the sum, so that it checks the others
   */
  record TotalsSpec(String when, List<String> sums) {
    /** The reason for which such rows are skipped. */
    static final String REASON = "totals";
  }

  /**
   * A fact that rows become.
   *
   * @param table the table
   * @param key the columns by which a later file replaces what an earlier one said, across files
   * @param replaces what a later file replaces
   * @param until the column of the table up to which a thing that still goes on was counted, or
   *     {@code null}: of two files that do not both tell when they were exported, the one that
   *     counted further holds
   * @param main whether columns of the table that bear the name of a column of the report come by
   *     themselves: so for the first fact of a report and those that say {@code by_name}, while the
   *     others say all that they take
   * @param set SQL over the typed columns, by column of the table
   * @param where which rows become this fact, or {@code null} for all
   */
  record FactSpec(
      String table,
      List<String> key,
      Replaces replaces,
      @Nullable String until,
      boolean main,
      Map<String, String> set,
      @Nullable String where) {}

  /** What a later file replaces of what an earlier one said. */
  enum Replaces {
    /** One thing by its key, which stands once in a file: a second row with it is rejected. */
    THING,
    /** All rows with the same key: it may stand in several rows of a file. */
    GROUP,
    /** All rows of the same shop and key from the file's first to its last {@code ts}. */
    PERIOD
  }

  /** The column that names the zone of each row, or {@code null}. */
  @Nullable String zoneColumn() {
    return zone.startsWith("column:") ? zone.substring("column:".length()) : null;
  }

  /** The column that names the currency of each row. */
  String currencyColumn() {
    return currencyNeeded() ? currency.substring("column:".length()) : "currency";
  }

  /** Whether a file without that column needs a currency even where it has no amounts. */
  boolean currencyNeeded() {
    return currency.startsWith("column:");
  }

  /** The column of that name. */
  ColumnSpec column(String name) {
    for (ColumnSpec column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw new IllegalStateException("report " + id + " has no column " + name);
  }
}
