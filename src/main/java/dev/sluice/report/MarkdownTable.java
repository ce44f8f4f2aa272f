package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer in GitHub's Markdown: the facts as a list, each section as a table (with a title where
 * there are several), coverage and notes as a list. What Markdown would take for markup is escaped:
 * texts come from files of others.
 */
final class MarkdownTable {
  private MarkdownTable() {}

  static void write(Answer answer, Layout.Language language, Writer out) throws IOException {
    List<String> blocks = new ArrayList<>();
    if (!answer.facts().isEmpty()) {
      blocks.add(
          answer.facts().stream()
              .map(
                  fact ->
                      "- "
                          + escaped(ColumnNames.label(fact.column().name(), language))
                          + ": "
                          + cell(Legible.value(fact.column().kind(), fact.value(), language)))
              .collect(Collectors.joining("\n")));
    }
    for (Section section : answer.sections()) {
      if (answer.sections().size() > 1) {
        blocks.add("### " + escaped(ColumnNames.label(section.name(), language)));
      }
      blocks.add(table(section, language));
      if (section.rows().isEmpty()) {
        blocks.add("(" + ColumnNames.label("no_rows", language) + ")");
      }
    }
    List<String> last = new ArrayList<>();
    if (answer.coverage() != null) {
      last.addAll(Legible.coverage(answer.coverage(), language));
    }
    last.addAll(answer.notes());
    if (!last.isEmpty()) {
      blocks.add(last.stream().map(line -> "- " + escaped(line)).collect(Collectors.joining("\n")));
    }
    out.write(blocks.stream().map(block -> block + "\n").collect(Collectors.joining("\n")));
  }

  private static String table(Section section, Layout.Language language) {
    List<List<@Nullable String>> columns = new ArrayList<>();
    StringBuilder table = new StringBuilder("|");
    for (int i = 0; i < section.columns().size(); i++) {
      int at = i;
      Column column = section.columns().get(i);
      columns.add(
          Legible.column(
              column.kind(),
              section.rows().stream().<@Nullable Object>map(row -> row.get(at)).toList(),
              language));
      table.append(' ').append(escaped(ColumnNames.label(column.name(), language))).append(" |");
    }
    table.append("\n|");
    for (Column column : section.columns()) {
      table.append(Legible.isNumeric(column.kind()) ? " ---: |" : " --- |");
    }
    for (int row = 0; row < section.rows().size(); row++) {
      table.append("\n|");
      for (List<@Nullable String> column : columns) {
        table.append(' ').append(cell(column.get(row))).append(" |");
      }
    }
    return table.toString();
  }

  private static String cell(@Nullable String text) {
    return text == null ? Legible.MISSING : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\', '|', '`', '*', '[' -> safe.append('\\').appendCodePoint(c);
                case '<' -> safe.append("&lt;");
                case '\n' -> safe.append("<br>");
                case '\r' -> {}
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
