package dev.sluice.exports;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is decided once for a whole file, from all of its cells: a cell alone cannot tell {@code
 * 1.234} from {@code 1,234} or the 3rd of April from the 4th of March.
 *
 * @param decimalMark {@code .} or {@code ,}
 * @param dateOrder {@code dmy} or {@code mdy}, for dates that do not begin with the year
 * @param symbols the currency signs that stand in its amounts, sorted
 * @param hasAmounts whether it has any amount of money
 * @param hasLocalTimes whether it has times without an offset
 * @param warnings what had to be guessed
 */
record Dialect(
    String decimalMark,
    String dateOrder,
    List<String> symbols,
    boolean hasAmounts,
    boolean hasLocalTimes,
    List<String> warnings) {

  /** Signs that stand for one currency only. A bare $ or ¥ is shared by many and tells nothing. */
  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("R$", "BRL"),
          Map.entry("MX$", "MXN"),
          Map.entry("S$", "SGD"),
          Map.entry("A$", "AUD"),
          Map.entry("HK$", "HKD"),
          Map.entry("NT$", "TWD"),
          Map.entry("US$", "USD"),
          Map.entry("RM", "MYR"),
          Map.entry("Rp", "IDR"),
          Map.entry("₫", "VND"),
          Map.entry("đ", "VND"),
          Map.entry("£", "GBP"),
          Map.entry("€", "EUR"),
          Map.entry("฿", "THB"),
          Map.entry("₱", "PHP"),
          Map.entry("₩", "KRW"),
          Map.entry("₹", "INR"),
          Map.entry("元", "CNY"));

  private static final List<String> DOLLARS =
      CURRENCIES.entrySet().stream()
          .filter(each -> each.getKey().endsWith("$"))
          .map(Map.Entry::getValue)
          .toList();

  private static final Sql MARKS = Sql.of(Dialect.class, "staging/dialect_marks.sql");
  private static final Sql DATES = Sql.of(Dialect.class, "staging/dialect_dates.sql");

  /** Looks at the staged cells. */
  static Dialect of(Workspace workspace, Header header, Staging staged) {
    List<String> warnings = new ArrayList<>();
    List<ColumnSpec> amounts =
        columns(header, c -> c.type().isMoney() || c.type() == CellType.COUNT);
    List<ColumnSpec> dates = columns(header, c -> c.type().isDated());

    String mark = ".";
    List<String> symbols = List.of();
    boolean hasAmounts = told(staged, amounts, c -> c.type().isMoney());
    if (!plain(staged, amounts)) {
      Section marks =
          workspace.query(
              "marks",
              filled(MARKS, "amounts", cells(amounts, "is_money", c -> c.type().isMoney())),
              List.of(
                  Column.count("point"),
                  Column.count("comma"),
                  Column.count("dotted_thousands"),
                  Column.count("money"),
                  Column.texts("symbols")));
      mark = decimalMark(marks, warnings);
      hasAmounts = count(marks, "money") > 0;
      symbols =
          marks.cell(0, "symbols") instanceof List<?> found
              ? found.stream().map(String::valueOf).toList()
              : List.of();
    }
    String order = "dmy";
    boolean local = told(staged, dates, c -> c.type() == CellType.INSTANT);
    if (!plain(staged, dates)) {
      Section orders =
          workspace.query(
              "orders",
              filled(DATES, "dates", cells(dates, "is_instant", c -> c.type() == CellType.INSTANT)),
              List.of(
                  Column.count("day_first"),
                  Column.count("month_first"),
                  Column.count("either"),
                  Column.count("local")));
      order = dateOrder(orders, warnings);
      local = count(orders, "local") > 0;
    }
    return new Dialect(mark, order, symbols, hasAmounts, local, List.copyOf(warnings));
  }

  /** The ISO code of a sign, or of the code itself; {@code null} for one that many share. */
  static @Nullable String currencyOf(String sign) {
    return sign.matches("[A-Z]{3}") ? sign : CURRENCIES.get(sign);
  }

  /** The one currency that the signs in the file stand for, or {@code null}. */
  @Nullable String currency() {
    List<String> meant =
        symbols.stream().filter(CURRENCIES::containsKey).map(CURRENCIES::get).distinct().toList();
    return meant.size() == 1 && symbols.stream().allMatch(CURRENCIES::containsKey)
        ? meant.get(0)
        : null;
  }

  /**
   * What the signs in the file stand for: ISO codes, and a sign that many share where it can be
   * none of those.
   */
  Set<String> currencies() {
    Set<String> meant = new TreeSet<>();
    symbols.stream().filter(CURRENCIES::containsKey).map(CURRENCIES::get).forEach(meant::add);
    Set<String> foreign = new TreeSet<>();
    for (String sign : symbols) {
      List<String> sharing =
          switch (sign) {
            case "$" -> DOLLARS;
            case "¥", "￥" -> List.of("CNY", "JPY");
            default -> List.of();
          };
      if (!sharing.isEmpty() && !meant.isEmpty() && meant.stream().noneMatch(sharing::contains)) {
        foreign.add(sign);
      }
    }
    meant.addAll(foreign);
    return meant;
  }

  private static String decimalMark(Section marks, List<String> warnings) {
    long point = count(marks, "point");
    long comma = count(marks, "comma");
    long dotted = count(marks, "dotted_thousands");
    if (point > 0 && comma > 0) {
      String mark = comma > point ? "," : ".";
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d amounts have a decimal point and %d a decimal comma: read with '%s', the others"
                  + " rejected",
              point,
              comma,
              mark));
      return mark;
    }
    if (point == 0 && comma == 0 && dotted > 0) {
      warnings.add(
          "every dot in its amounts stands before three digits: read as thousands (82.500 ="
              + " 82500)");
      return ",";
    }
    return comma > 0 ? "," : ".";
  }

  private static String dateOrder(Section orders, List<String> warnings) {
    long day = count(orders, "day_first");
    long month = count(orders, "month_first");
    if (day > 0 && month > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d dates have the day first and %d the month: read by the majority, the others"
                  + " rejected",
              day,
              month));
    }
    if (day == 0 && month == 0 && count(orders, "either") > 0) {
      warnings.add("no date tells day from month: read day first");
    }
    return month > day ? "mdy" : "dmy";
  }

  private static long count(Section section, String column) {
    return section.cell(0, column) instanceof Long value ? value : 0;
  }

  private static List<ColumnSpec> columns(Header header, Predicate<ColumnSpec> which) {
    return header.report().columns().stream()
        .filter(which)
        .filter(column -> header.places().containsKey(column.name()))
        .toList();
  }

  /** Whether the cells of all these columns need no closer look. */
  private static boolean plain(Staging staged, List<ColumnSpec> columns) {
    for (ColumnSpec column : columns) {
      PlainCells look = staged.look(column.name());
      if (look == null || !look.plain()) {
        return false;
      }
    }
    return true;
  }

  /** Whether one cell of the marked columns, if all are plain, is not missing. */
  private static boolean told(
      Staging staged, List<ColumnSpec> columns, Predicate<ColumnSpec> marked) {
    for (ColumnSpec column : columns) {
      PlainCells look = staged.look(column.name());
      if (marked.test(column) && look != null && look.told()) {
        return true;
      }
    }
    return false;
  }

  /** The cells of some columns, row after row, with a mark on those of some of them. */
  private static String cells(List<ColumnSpec> columns, String mark, Predicate<ColumnSpec> marked) {
    // One list for all columns: a scan for each of them would cost a small file more than its
    // import.
    String names = columns.stream().map(c -> Sql.quote(c.name())).collect(Collectors.joining(", "));
    String marks =
        columns.stream().map(c -> String.valueOf(marked.test(c))).collect(Collectors.joining(", "));
    return "SELECT cell_value(cell) AS cell, "
        + mark
        + "\n  FROM (SELECT unnest(["
        + names
        + "]) AS cell, unnest(["
        + marks
        + "]) AS "
        + mark
        + " FROM staged)";
  }

  private static Sql filled(Sql template, String slot, String columns) {
    return Sql.composed(template.name(), template.text().replace("{{" + slot + "}}", columns));
  }
}
