package dev.sluice.exports;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.ReportSpec.FactSpec;
import dev.sluice.exports.ReportSpec.SkipSpec;
import dev.sluice.exports.ReportSpec.TotalsSpec;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the staged text into typed rows, and those into facts, as sets: the statements are composed
 * from the catalogue. The table {@code context} holds the one row of what is the same for the whole
 * file; {@code typed} the rows, each either {@code skipped}, or with a {@code problem}, or good. A
 * problem is the number of the rule that the row breaks, or minus the number of the row that it
 * repeats: nearly all rows have none, and words for it would be carried by all. The view {@code
 * rejected} has the words.
 */
final class Conversion {
  private static final List<String> LINEAGE =
      List.of("file_id", "row_number", "as_of", "superseded_by");

  /** So many zeros in a row are chance once in ten thousand files. */
  private static final int SURELY_CUT = 4;

  /** No row has so many cells that are called what they hold, unless it is a header. */
  private static final int HEADER_CELLS = 2;

  private static final Set<String> LINES = Set.of("order_line", "affiliate_order");

  private static final String WHOLE_ID =
      """
      SELECT count(*) AS rows FROM (
        SELECT 1 FROM typed
        WHERE length(COLUMN) > 15 AND length(rtrim(COLUMN, '0')) > 15 AND try_cast(COLUMN AS HUGEINT) IS NOT NULL
        LIMIT 1)
      """;

  private static final String IN_FORCE = " WHERE superseded_by IS NULL LIMIT 1";

  private final Workspace workspace;
  private final Header header;
  private final Staging staged;
  private final Dialect dialect;
  private final ReportSpec report;
  private final String accepted;
  private final Map<String, Map<String, String>> tables = new HashMap<>();

  Conversion(Workspace workspace, Header header, Staging staged, Dialect dialect) {
    this.workspace = workspace;
    this.header = header;
    this.staged = staged;
    this.dialect = dialect;
    this.report = header.report();
    this.accepted = accepted(report);
  }

  /** How many rows became what. */
  record Counts(long read, long loaded, long rejected, long skipped) {}

  /** Reads every cell; finds out which rows are good. */
  void type() {
    List<Rule> rules = rules();
    workspace.execute("CREATE OR REPLACE TEMP TABLE typed AS\n" + typedRows(rules));
    for (FactSpec fact : report.facts()) {
      if (fact.replaces() == ReportSpec.Replaces.THING) {
        rejectRepeats(fact);
      }
    }
    workspace.execute("CREATE OR REPLACE TEMP VIEW rejected AS\n" + rejectedRows(rules));
  }

  /**
   * What makes a row one that cannot be read.
   *
   * @param broken SQL over the cells, and over their values under {@link #valueOf}
   * @param column the header of the column to blame, {@code null} for the row as a whole
   * @param cell SQL over {@code staged} of the cell to show
   * @param reason SQL of what to say of it
   */
  private record Rule(String broken, @Nullable String column, String cell, String reason) {}

  /** The rules of the report, the first that a row breaks being told. */
  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule("misfit IS NOT NULL", null, "NULL", "staged.misfit"));
    for (SkipSpec reject : report.rejects()) {
      rules.add(new Rule(reject.when(), null, "NULL", Sql.literal(reject.reason())));
    }
    for (ColumnSpec column : report.columns()) {
      String written = header.names().get(column.name());
      if (!header.places().containsKey(column.name())) {
        continue;
      }
      String name = Sql.quote(column.name());
      if (column.inRow()) {
        String empty = Sql.literal("is empty, and no row can do without it");
        rules.add(new Rule(name + " IS NULL", written, "NULL", empty));
      }
      if (column.type() != CellType.TEXT) {
        String unread = name + " IS NOT NULL AND " + valueOf(column) + " IS NULL";
        String cell = "cell_value(staged." + name + ")";
        rules.add(new Rule(unread, written, cell, Sql.literal(column.type().reason())));
      }
    }
    return rules;
  }

  private static String valueOf(ColumnSpec column) {
    return Sql.quote("value of " + column.name());
  }

  private String typedRows(List<Rule> rules) {
    List<String> cells = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    String zone = report.zoneColumn() == null ? "zone" : zoneOfRow(report.zoneColumn());
    for (ColumnSpec column : report.columns()) {
      String name = Sql.quote(column.name());
      if (header.places().containsKey(column.name())) {
        boolean plain = isPlain(column);
        cells.add((plain ? "cell_filled(" : "cell_value(") + name + ") AS " + name);
        values.add(column.type().reading(name, zone, dialect, plain) + " AS " + valueOf(column));
      } else {
        cells.add("NULL::VARCHAR AS " + name);
        values.add("NULL::" + column.type().sqlType() + " AS " + valueOf(column));
      }
      kept.add(valueOf(column) + " AS " + name);
    }
    if (hasRest()) {
      cells.add(rest() + " AS rest");
      kept.add("rest");
    }
    StringBuilder skipped = new StringBuilder("CASE" + skip(headerAgain(), "the header again"));
    if (report.totals() != null) {
      skipped.append(skip(report.totals().when(), TotalsSpec.REASON));
    }
    report.skips().forEach(each -> skipped.append(skip(each.when(), each.reason())));
    String skips = skipped.append(" END").toString();
    StringBuilder problem = new StringBuilder("CASE WHEN skipped IS NOT NULL THEN NULL::BIGINT");
    for (int i = 0; i < rules.size(); i++) {
      problem.append("\n    WHEN ").append(rules.get(i).broken()).append(" THEN ").append(i + 1);
    }
    problem.append("\n  END");
    return "WITH cells AS (\n  SELECT row_number, misfit, position,\n    "
        + String.join(",\n    ", cells)
        + "\n  FROM staged\n),\nread AS (\n  SELECT cells.*, "
        + skips
        + " AS skipped,\n    "
        + String.join(",\n    ", values)
        + "\n  FROM cells CROSS JOIN context\n)\nSELECT row_number, skipped,\n  "
        + problem
        + " AS problem,\n  "
        + String.join(",\n  ", kept)
        + "\nFROM read";
  }

  /** The rows that break a rule, and in words what is wrong with them. */
  private static String rejectedRows(List<Rule> rules) {
    StringBuilder words =
        new StringBuilder("CASE WHEN typed.problem < 0 THEN ")
            .append(words(null, "NULL", "'repeats row ' || -typed.problem || ' of the same file'"));
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      words.append("\n    WHEN typed.problem = ").append(i + 1).append(" THEN ");
      words.append(words(rule.column(), rule.cell(), rule.reason()));
    }
    return "SELECT row_number,\n  "
        + words
        + "\n  END AS problem\nFROM typed JOIN staged USING (row_number)\n"
        + "WHERE typed.problem IS NOT NULL";
  }

  private boolean isPlain(ColumnSpec column) {
    PlainCells look = staged.look(column.name());
    return look != null
        && look.plain()
        && (!look.needsPoint() || dialect.decimalMark().equals("."));
  }

  private static String skip(String when, String reason) {
    return " WHEN " + when + " THEN " + Sql.literal(reason);
  }

  /** Files that were joined have a header at each seam: cells that say what they are called. */
  private String headerAgain() {
    return header.names().entrySet().stream()
        .filter(name -> !name.getValue().isBlank())
        .limit(HEADER_CELLS)
        .map(name -> Sql.quote(name.getKey()) + " = " + Sql.literal(name.getValue()))
        .collect(Collectors.joining(" AND "));
  }

  /** A name that is no zone counts as none, lest one cell fail the whole statement. */
  private static String zoneOfRow(String column) {
    String cell = Sql.quote(column);
    return "coalesce(CASE WHEN "
        + cell
        + " IN (SELECT name FROM pg_timezone_names()) THEN "
        + cell
        + " END, zone)";
  }

  private static String words(@Nullable String column, String cell, String reason) {
    return "struct_pack(column_name := "
        + (column == null ? "NULL::VARCHAR" : Sql.literal(column))
        + ", cell := "
        + cell
        + "::VARCHAR, reason := "
        + reason
        + ")";
  }

  private boolean hasRest() {
    return report.rest() != null && !header.rest().isEmpty();
  }

  /** The cells of columns that the catalogue does not know, by their header. */
  private String rest() {
    Map<String, String> cells = new LinkedHashMap<>();
    header
        .rest()
        .forEach(
            (name, place) ->
                cells.put(name, "cell_value(" + Sql.quote(Staging.restName(place)) + ")"));
    return map(cells, "VARCHAR");
  }

  private static String map(Map<String, String> values, String type) {
    String entries =
        values.entrySet().stream()
            .map(
                e ->
                    "{k: " + Sql.literal(e.getKey()) + ", v: (" + e.getValue() + ")::" + type + "}")
            .collect(Collectors.joining(", "));
    return "map_from_entries(list_filter([" + entries + "], lambda entry: entry.v IS NOT NULL))";
  }

  /** A thing stands once in a file. */
  private void rejectRepeats(FactSpec fact) {
    String keys = keys(fact, "");
    String values = keyValues(fact);
    if (noneRepeats(keys, "(SELECT " + values + " FROM " + accepted(fact) + ")")) {
      return;
    }
    workspace.execute(
        """
        UPDATE typed SET problem = -repeats.first_row
        FROM (
          SELECT row_number, first_value(row_number) OVER (PARTITION BY KEYS ORDER BY row_number) AS first_row
          FROM (SELECT row_number, VALUES FROM ACCEPTED)
        ) AS repeats
        WHERE typed.row_number = repeats.row_number AND repeats.row_number > repeats.first_row
        """
            .replace("KEYS", keys)
            .replace("VALUES", values)
            .replace("ACCEPTED", accepted(fact)));
  }

  /** By their hashes, which are grouped in half the time: two that are alike may yet differ. */
  private boolean noneRepeats(String keys, String rows) {
    return count(
            "SELECT count(*) AS rows FROM (SELECT 1 FROM "
                + rows
                + " GROUP BY hash("
                + keys
                + ") HAVING count(*) > 1 LIMIT 1)")
        == 0;
  }

  private static String keys(FactSpec fact, String prefix) {
    return fact.key().stream().map(k -> prefix + Sql.quote(k)).collect(Collectors.joining(", "));
  }

  private String keyValues(FactSpec fact) {
    return typedValues(fact, fact.key());
  }

  /** The columns of a fact, each of the type that it has in its table. */
  private String typedValues(FactSpec fact, List<String> columns) {
    Map<String, String> types = tableColumns(fact.table());
    return columns.stream()
        .map(column -> value(fact, column) + "::" + types.get(column) + " AS " + Sql.quote(column))
        .collect(Collectors.joining(",\n  "));
  }

  /** The good rows, with what is derived from them. */
  private static String accepted(ReportSpec report) {
    String derived =
        report.derived().entrySet().stream()
            .map(e -> ", (" + e.getValue() + ") AS " + Sql.quote(e.getKey()))
            .collect(Collectors.joining());
    return "(SELECT *"
        + derived
        + " FROM typed WHERE skipped IS NULL AND problem IS NULL) AS typed CROSS JOIN context";
  }

  /** The good rows that become a fact. */
  private String accepted(FactSpec fact) {
    return accepted + (fact.where() == null ? "" : "\nWHERE " + fact.where());
  }

  Counts counts() {
    Section counts =
        workspace.query(
            "counts",
            Sql.composed(
                "counts",
                "SELECT count(*) AS read,"
                    + " count(*) FILTER (skipped IS NULL AND problem IS NULL) AS loaded,"
                    + " count(*) FILTER (problem IS NOT NULL) AS rejected,"
                    + " count(*) FILTER (skipped IS NOT NULL) AS skipped FROM typed"),
            List.of(
                Column.count("read"),
                Column.count("loaded"),
                Column.count("rejected"),
                Column.count("skipped")));
    return new Counts(
        count(counts, "read"),
        count(counts, "loaded"),
        count(counts, "rejected"),
        count(counts, "skipped"));
  }

  /**
   * Ids of more digits than a spreadsheet keeps, every one of which ends in zeros from the
   * sixteenth on: what a spreadsheet has cut, a text can look like.
   */
  List<String> cutIds() {
    List<String> warnings = new ArrayList<>();
    for (ColumnSpec column : report.columns()) {
      if (column.type() != CellType.ID || !header.places().containsKey(column.name())) {
        continue;
      }
      String id = Sql.quote(column.name());
      // One that is whole settles it, and stands in the first rows of most files.
      if (count(WHOLE_ID.replace("COLUMN", id)) > 0) {
        continue;
      }
      Section found =
          workspace.query(
              "cut",
              Sql.composed(
                  "ids cut by a spreadsheet",
                  """
                  SELECT count(*) AS long, coalesce(sum(length(id) - 15), 0)::BIGINT AS zeros
                  FROM (SELECT COLUMN AS id FROM typed)
                  WHERE length(id) > 15 AND try_cast(id AS HUGEINT) IS NOT NULL
                  """
                      .replace("COLUMN", id)),
              List.of(Column.count("long"), Column.count("zeros")));
      if (count(found, "zeros") >= SURELY_CUT) {
        warnings.add(
            "all "
                + count(found, "long")
                + " ids of '"
                + header.names().get(column.name())
                + "' end in zeros from the 16th digit on, as if a spreadsheet had cut them");
      }
    }
    return warnings;
  }

  /**
   * Lines of orders that say word for word what another does, where no column tells lines apart:
   * two of the same kind, or one that stands in two files which were joined.
   */
  List<String> repeatedLines() {
    if (report.facts().stream().noneMatch(fact -> LINES.contains(fact.table()))
        || header.places().containsKey("line_id")) {
      return List.of();
    }
    String cells =
        header.places().keySet().stream().map(Sql::quote).collect(Collectors.joining(", "));
    String good = "typed WHERE skipped IS NULL AND problem IS NULL";
    if (noneRepeats(cells, good)) {
      return List.of();
    }
    long repeated =
        count(
            "SELECT coalesce(sum(alike - 1), 0)::BIGINT AS rows FROM (SELECT count(*) AS alike FROM"
                + " "
                + good
                + " GROUP BY "
                + cells
                + ")");
    return repeated == 0
        ? List.of()
        : List.of(
            repeated
                + (repeated == 1 ? " row says" : " rows say")
                + " word for word what another row does: where files that overlap were joined,"
                + " import them one by one, or their orders count twice");
  }

  private long count(String statement) {
    return count(
        workspace.query("count", Sql.composed("count", statement), List.of(Column.count("rows"))),
        "rows");
  }

  private static long count(Section section, String column) {
    return section.cell(0, column) instanceof Long value ? value : 0;
  }

  /**
   * The totals rows as a checksum: what to say of each column whose loaded rows do not add up to
   * what the file prints. A blank total tells nothing; of several, one must agree.
   */
  List<String> differingTotals() {
    TotalsSpec totals = report.totals();
    List<String> checks = new ArrayList<>();
    for (String column : totals == null ? List.<String>of() : totals.sums()) {
      if (header.places().containsKey(column)) {
        String name = Sql.quote(column);
        checks.add(
            "SELECT "
                + Sql.literal(String.valueOf(header.names().get(column)))
                + " AS name, list("
                + name
                + " ORDER BY row_number) FILTER (skipped = 'totals' AND "
                + name
                + " IS NOT NULL) AS printed, coalesce(sum("
                + name
                + ") FILTER (skipped IS NULL AND problem IS NULL), 0) AS loaded FROM typed");
      }
    }
    if (checks.isEmpty()) {
      return List.of();
    }
    Section differing =
        workspace.query(
            "differing",
            Sql.composed(
                "totals",
                "SELECT name, printed[1]::VARCHAR AS printed, loaded::VARCHAR AS loaded FROM ("
                    + checks.stream()
                        .map(
                            check ->
                                "SELECT name, printed::DECIMAL(38,4)[] AS printed,"
                                    + " loaded::DECIMAL(38,4) AS loaded FROM ("
                                    + check
                                    + ")")
                        .collect(Collectors.joining(" UNION ALL "))
                    + ") WHERE printed IS NOT NULL AND NOT list_contains(printed, loaded)"
                    + " ORDER BY name"),
            List.of(Column.text("name"), Column.text("printed"), Column.text("loaded")));
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < differing.rows().size(); i++) {
      warnings.add(
          "the totals row says "
              + plain(differing.cell(i, "printed"))
              + " for '"
              + differing.cell(i, "name")
              + "', the loaded rows add up to "
              + plain(differing.cell(i, "loaded")));
    }
    return warnings;
  }

  private static String plain(@Nullable Object decimal) {
    return new BigDecimal(String.valueOf(decimal)).stripTrailingZeros().toPlainString();
  }

  /** Keeps the rows that could not be read, with their staged cells; ids of people as hashes. */
  void keepRejects() {
    List<String> cells = new ArrayList<>();
    for (ColumnSpec column : report.columns()) {
      if (header.places().containsKey(column.name())) {
        String name = "staged." + Sql.quote(column.name());
        String shown =
            column.type() == CellType.PERSON ? "cell_person(cell_value(" + name + "))" : name;
        cells.add(Sql.literal(String.valueOf(header.names().get(column.name()))) + ", " + shown);
      }
    }
    workspace.execute(
        "INSERT INTO reject\nSELECT file_id, row_number, problem.column_name, problem.cell,"
            + " problem.reason, json_object("
            + String.join(", ", cells)
            + ")::VARCHAR\nFROM rejected JOIN staged USING (row_number) CROSS JOIN context\n"
            + "ORDER BY row_number");
  }

  /**
   * Writes the facts; what they overrule, and what overrules them, is marked.
   *
   * @return how many of the new facts hold, and how many there are
   */
  Written write() {
    long all = 0;
    long holding = 0;
    for (FactSpec fact : report.facts()) {
      String table = fact.table();
      String rows =
          "SELECT\n  "
              + typedValues(fact, List.copyOf(tableColumns(table).keySet()))
              + "\nFROM "
              + accepted(fact);
      boolean windowed = fact.key().contains("first_day");
      if (!windowed
          && count("SELECT count(*) AS rows FROM (SELECT 1 FROM " + table + IN_FORCE + ")") == 0) {
        long written =
            workspace.update(Sql.composed(table, "INSERT INTO " + table + " BY NAME\n" + rows));
        all += written;
        holding += written;
        continue;
      }
      workspace.execute("CREATE OR REPLACE TEMP TABLE fresh AS\n" + rows);
      supersede(fact);
      workspace.execute("INSERT INTO " + table + " BY NAME SELECT * FROM fresh");
      if (windowed) {
        settleWindows(fact);
      }
      all += count("SELECT count(*) AS rows FROM fresh");
      holding += count("SELECT count(*) AS rows FROM fresh WHERE superseded_by IS NULL");
    }
    return new Written(all, holding);
  }

  /** How many facts were written, and how many of them no fresher file overrules. */
  record Written(long facts, long holding) {}

  /**
   * Of two files that speak of the same thing the fresher holds: the one exported later where both
   * tell when, else the one imported later.
   */
  private void supersede(FactSpec fact) {
    boolean period = fact.replaces() == ReportSpec.Replaces.PERIOD;
    String same =
        fact.key().stream()
            .map(k -> "old." + Sql.quote(k) + " IS NOT DISTINCT FROM new." + Sql.quote(k))
            .collect(Collectors.joining(" AND "));
    // What the file speaks of: also orders without a refund any more, whose earlier refund falls
    // away.
    workspace.execute(
        "CREATE OR REPLACE TEMP TABLE spoken_of AS SELECT "
            + keys(fact, "")
            + (period ? ", min(ts) AS first_ts, max(ts) AS last_ts" : "")
            + " FROM (SELECT "
            + keyValues(fact)
            + (period ? ", typed.ts" : "")
            + " FROM "
            + accepted
            + ") GROUP BY "
            + keys(fact, ""));
    workspace.execute(
        """
        UPDATE fresh AS new SET superseded_by = old.file_id
        FROM (
          SELECT KEYS, max(old.file_id) AS file_id FIRST_AND_LAST
          FROM FACTS AS old JOIN spoken_of AS new ON SAME WITHIN CROSS JOIN context
          WHERE old.superseded_by IS NULL AND old.as_of > context.as_of
          GROUP BY KEYS
        ) AS old
        WHERE SAME COVERED
        """
            .replace("KEYS", keys(fact, "old."))
            .replace(
                "FIRST_AND_LAST", period ? ", min(old.ts) AS first_ts, max(old.ts) AS last_ts" : "")
            .replace("FACTS", fact.table())
            .replace("SAME", same)
            .replace("WITHIN", period ? "AND old.ts BETWEEN new.first_ts AND new.last_ts" : "")
            .replace("COVERED", period ? "AND new.ts BETWEEN old.first_ts AND old.last_ts" : ""));
    if (fact.until() != null) {
      keepWhatCountedFurther(fact, fact.until(), same);
    }
    workspace.execute(
        """
        UPDATE FACTS AS old SET superseded_by = new.file_id
        FROM (SELECT spoken_of.*, context.file_id, context.as_of FROM spoken_of CROSS JOIN context) AS new
        WHERE old.superseded_by IS NULL AND old.file_id <> new.file_id
          AND SAME WITHIN
          AND (old.as_of > new.as_of) IS NOT TRUE
        """
            .replace("FACTS", fact.table())
            .replace("SAME", same)
            .replace("WITHIN", period ? "AND old.ts BETWEEN new.first_ts AND new.last_ts" : ""));
  }

  /** Of a thing that was still going on, a state that was taken earlier overrules no later one. */
  private void keepWhatCountedFurther(FactSpec fact, String until, String same) {
    workspace.execute(
        """
        UPDATE fresh AS new SET superseded_by = old.file_id
        FROM FACTS AS old
        WHERE old.superseded_by IS NULL AND new.superseded_by IS NULL AND SAME
          AND (old.as_of IS NULL OR new.as_of IS NULL) AND old.UNTIL > new.UNTIL
        """
            .replace("FACTS", fact.table())
            .replace("SAME", same)
            .replace("UNTIL", Sql.quote(until)));
    workspace.execute(
        "DELETE FROM spoken_of AS old USING fresh AS new WHERE new.superseded_by IS NOT NULL AND "
            + same);
  }

  /** Decides which of the windows that overlap are in force. */
  private void settleWindows(FactSpec fact) {
    List<String> key =
        fact.key().stream().filter(k -> !k.equals("first_day") && !k.equals("last_day")).toList();
    String same =
        key.stream()
            .map(k -> "a." + Sql.quote(k) + " IS NOT DISTINCT FROM b." + Sql.quote(k))
            .collect(Collectors.joining(" AND "));
    workspace.execute(
        Sql.of(Conversion.class, "staging/windows.sql")
            .text()
            .replace("{{table}}", fact.table())
            .replace("{{key}}", key.stream().map(Sql::quote).collect(Collectors.joining(", ")))
            .replace(
                "{{a.key}}",
                key.stream().map(k -> "a." + Sql.quote(k)).collect(Collectors.joining(", ")))
            .replace("{{same}}", same));
  }

  /** The columns of a table, in order, with their types. */
  private Map<String, String> tableColumns(String table) {
    return tables.computeIfAbsent(table, this::describe);
  }

  private Map<String, String> describe(String table) {
    Section found =
        workspace.query(
            "columns",
            Sql.of(Conversion.class, "table_columns.sql"),
            List.of(Column.text("column_name"), Column.text("data_type")),
            table);
    if (found.rows().isEmpty()) {
      throw new IllegalStateException("report " + report.id() + ": no table " + table);
    }
    Map<String, String> columns = new LinkedHashMap<>();
    found
        .rows()
        .forEach(row -> columns.put(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
    return columns;
  }

  /** The SQL over {@code typed} and {@code context} that gives a column of a fact. */
  private String value(FactSpec fact, String column) {
    String set = fact.set().get(column);
    if (set != null) {
      return "(" + set + ")";
    }
    boolean inFile =
        fact.main()
            && (report.derived().containsKey(column)
                || report.columns().stream().anyMatch(c -> c.name().equals(column)));
    String own = "typed." + Sql.quote(column);
    return switch (column) {
      case "currency" -> inFile ? "coalesce(" + own + ", file_currency)" : "file_currency";
      case "shop" -> "shop";
      case "platform" -> inFile ? own : "report_platform";
      case "broadcast" -> inFile ? "coalesce(" + own + ", room)" : "room";
      case "first_day" -> inFile ? own : "period_from";
      case "last_day" -> inFile ? own : "period_to";
      case "reported" -> fact.main() ? reported() : "NULL";
      case "superseded_by" -> "NULL";
      default -> {
        if (LINEAGE.contains(column)) {
          yield column;
        }
        if (column.equals(report.rest())) {
          yield hasRest() ? "rest" : "NULL";
        }
        yield inFile ? own : "NULL";
      }
    };
  }

  private String reported() {
    Map<String, String> printed = new LinkedHashMap<>();
    for (ColumnSpec column : report.columns()) {
      if (column.reported() != null && header.places().containsKey(column.name())) {
        printed.put(column.reported(), "typed." + Sql.quote(column.name()));
      }
    }
    return printed.isEmpty() ? "NULL" : map(printed, "DECIMAL(24,8)");
  }
}
