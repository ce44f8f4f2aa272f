package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer for people at a terminal: the facts, then a table a section, then coverage and notes.
 *
 * <p>Details are left out; a column that no row has is left out and named below the table. A
 * currency that all rows share moves into the headers of the money. Where the table is too wide,
 * texts are cut (never IDs, never numbers); where that does not help, columns that can be done
 * without are left out from the right and named below; where that does not help either, each row
 * becomes a block of lines.
 */
final class TerminalTable {
  private static final String GAP = "  ";
  private static final String BOLD = "\u001B[1m";
  private static final String DIM = "\u001B[2m";
  private static final String RESET = "\u001B[0m";

  /** A label over a column may be broken into so many lines. */
  private static final int TALLEST_HEADER = 3;

  /** Texts are not cut below this. */
  private static final int SHORTEST_TEXT = 12;

  /** Values beside a label are not wrapped into less than this. */
  private static final int NARROWEST_WRAP = 24;

  private final Layout layout;
  private final Writer out;

  TerminalTable(Layout layout, Writer out) {
    this.layout = layout;
    this.out = out;
  }

  /**
   * A column as it is shown; a missing cell is {@code null}.
   *
   * @param widest the width of its widest cell
   */
  private record Shown(String label, Kind kind, List<@Nullable String> cells, int widest) {

    /** The width that it needs when its label may take so many lines. */
    int width(int lines) {
      return Math.max(widest, labelWidth(lines));
    }

    int labelWidth(int lines) {
      int width = 1;
      for (String word : label.split(" ", -1)) {
        width = Math.max(width, DisplayWidth.of(word));
      }
      while (label(width).size() > lines) {
        width++;
      }
      return width;
    }

    /** The label in lines of whole words. */
    List<String> label(int width) {
      List<String> broken = new ArrayList<>();
      String line = "";
      for (String word : label.split(" ", -1)) {
        String longer = line.isEmpty() ? word : line + " " + word;
        if (!line.isEmpty() && DisplayWidth.of(longer) > width) {
          broken.add(line);
          line = word;
        } else {
          line = longer;
        }
      }
      broken.add(line);
      return broken;
    }

    boolean canBeCut() {
      return kind == Kind.TEXT || kind == Kind.SENTENCE || kind == Kind.TEXTS;
    }
  }

  void write(Answer answer) throws IOException {
    List<String> blocks = new ArrayList<>();
    if (!answer.facts().isEmpty()) {
      List<Shown> facts =
          ShownSection.facts(answer, layout.language()).stream().map(TerminalTable::shown).toList();
      blocks.add(pairs(facts, 0, ""));
    }
    for (Section section : answer.sections()) {
      String title = answer.sections().size() > 1 ? label(section.name()) + "\n" : "";
      blocks.add(title + section(section));
    }
    List<String> last = new ArrayList<>();
    if (answer.coverage() != null) {
      last.addAll(Legible.coverage(answer.coverage(), layout.language()));
    }
    answer.notes().forEach(note -> last.add(heading("note") + inOneLine(note)));
    if (!last.isEmpty()) {
      blocks.add(String.join("\n", last));
    }
    for (int i = 0; i < blocks.size(); i++) {
      out.write((i == 0 ? "" : "\n") + blocks.get(i) + "\n");
    }
  }

  private String section(Section section) {
    ShownSection visible = ShownSection.of(section, layout.language());
    List<Shown> columns =
        new ArrayList<>(visible.columns().stream().map(TerminalTable::shown).toList());
    List<String> narrowed = narrow(section, visible.columns(), columns);
    List<String> parts = new ArrayList<>();
    if (!columns.isEmpty()) {
      parts.add(rows(columns, section.rows().size()));
    }
    if (section.rows().isEmpty()) {
      parts.add("(" + label("no_rows") + ")");
    }
    if (!narrowed.isEmpty()) {
      parts.add(heading("no_room_for") + Legible.labels(narrowed, layout.language()));
    }
    if (!visible.missing().isEmpty()) {
      parts.add(heading("not_in_the_data") + Legible.labels(visible.missing(), layout.language()));
    }
    return String.join("\n", parts);
  }

  /**
   * Takes from {@code columns} those that can be done without, from the right, until the rest fits;
   * none where that is not enough. Returns their names.
   */
  private List<String> narrow(
      Section section, List<ShownSection.Column> visible, List<Shown> columns) {
    List<Shown> fewer = new ArrayList<>(columns);
    List<String> taken = new ArrayList<>();
    for (int i = visible.size() - 1; i >= 0 && excess(widths(fewer)) > 0; i--) {
      Column column = section.columns().get(visible.get(i).at());
      if (column.place() == Column.Place.WIDE) {
        fewer.remove(i);
        taken.add(0, column.name());
      }
    }
    if (excess(widths(fewer)) > 0) {
      return List.of();
    }
    columns.clear();
    columns.addAll(fewer);
    return taken;
  }

  private String rows(List<Shown> columns, int rows) {
    int[] widths = widths(columns);
    if (excess(widths) > 0 && rows > 0) {
      List<String> blocks = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        blocks.add(pairs(columns, row, BOLD));
      }
      return String.join("\n\n", blocks);
    }
    return table(columns, widths, rows);
  }

  /** The widths of the columns, labels broken and texts cut as far as they may be if need be. */
  private int[] widths(List<Shown> columns) {
    int[] widths = columns.stream().mapToInt(c -> c.width(1)).toArray();
    for (int lines = 2; lines <= TALLEST_HEADER && excess(widths) > 0; lines++) {
      int tall = lines;
      widths = columns.stream().mapToInt(c -> c.width(tall)).toArray();
    }
    int over = excess(widths);
    while (over > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        int least = Math.max(columns.get(i).labelWidth(TALLEST_HEADER), SHORTEST_TEXT);
        boolean cut = columns.get(i).canBeCut() && widths[i] > least;
        if (cut && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
      over--;
    }
    return widths;
  }

  private int excess(int... widths) {
    int total = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return total - layout.width();
  }

  private String table(List<Shown> columns, int[] widths, int rows) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    List<List<String>> labels = new ArrayList<>();
    int tallest = 0;
    for (int i = 0; i < widths.length; i++) {
      labels.add(columns.get(i).label(widths[i]));
      tallest = Math.max(tallest, labels.get(i).size());
    }
    for (int row = 0; row < tallest; row++) {
      line.setLength(0);
      for (int i = 0; i < widths.length; i++) {
        // Labels stand on the rule.
        int at = row - (tallest - labels.get(i).size());
        append(line, i, columns.get(i), widths[i], at < 0 ? "" : labels.get(i).get(at), BOLD);
      }
      lines.add(line.toString().stripTrailing());
    }
    line.setLength(0);
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : GAP).append("─".repeat(widths[i]));
    }
    lines.add(line.toString());
    for (int row = 0; row < rows; row++) {
      line.setLength(0);
      for (int i = 0; i < widths.length; i++) {
        String cell = columns.get(i).cells().get(row);
        if (cell == null) {
          append(line, i, columns.get(i), widths[i], Legible.MISSING, DIM);
        } else {
          append(line, i, columns.get(i), widths[i], DisplayWidth.cut(cell, widths[i]), "");
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }

  private void append(
      StringBuilder line, int at, Shown column, int width, String text, String style) {
    String padding = " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
    line.append(at == 0 ? "" : GAP);
    if (Legible.isNumeric(column.kind())) {
      line.append(padding).append(styled(text, style));
    } else {
      line.append(styled(text, style)).append(padding);
    }
  }

  /** One row as lines of label and value; long values go on below their start. */
  private String pairs(List<Shown> columns, int row, String style) {
    int width = columns.stream().mapToInt(c -> DisplayWidth.of(c.label())).max().orElse(0);
    int room = layout.width() - width - GAP.length();
    List<String> lines = new ArrayList<>();
    for (Shown column : columns) {
      String padding = " ".repeat(width - DisplayWidth.of(column.label()));
      String margin = styled(column.label(), style) + padding + GAP;
      String cell = column.cells().get(row);
      if (cell == null) {
        lines.add(margin + styled(Legible.MISSING, DIM));
        continue;
      }
      List<String> pieces = room < NARROWEST_WRAP ? List.of(cell) : DisplayWidth.wrap(cell, room);
      for (String piece : pieces) {
        lines.add((margin + piece).stripTrailing());
        margin = " ".repeat(width) + GAP;
      }
    }
    return String.join("\n", lines);
  }

  private static Shown shown(ShownSection.Column column) {
    List<@Nullable String> texts = new ArrayList<>();
    int widest = 0;
    for (String text : column.cells()) {
      String cell = text == null ? null : inOneLine(text);
      texts.add(cell);
      widest = Math.max(widest, DisplayWidth.of(cell == null ? Legible.MISSING : cell));
    }
    return new Shown(inOneLine(column.label()), column.kind(), texts, widest);
  }

  private String label(String name) {
    return inOneLine(ColumnNames.label(name, layout.language()));
  }

  private String heading(String name) {
    return Legible.heading(name, layout.language());
  }

  private String styled(String text, String style) {
    return layout.colour() && !style.isEmpty() ? style + text + RESET : text;
  }

  /**
   * Line breaks would tear the table, and other control characters would let a cell of somebody's
   * file drive the terminal.
   */
  private static String inOneLine(String text) {
    if (text.chars().noneMatch(TerminalTable::isControl)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (isControl(line.charAt(i))) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
