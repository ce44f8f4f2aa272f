package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one CSV table: RFC 4180 with LF line ends, the names of the columns as header.
 *
 * <p>It is the first section, its rows flat whatever their shape in JSON; facts, further sections,
 * coverage and notes are left to the other formats. An answer without sections is one row of its
 * facts. Numbers, money and rates are plain decimals, rates as fractions; lists are joined by
 * {@code "; "}; missing is empty.
 *
 * <p>A text that a spreadsheet would run as a formula (it starts with {@code = + - @}, a tab or a
 * carriage return) gets an apostrophe in front. Numbers and IDs never do: programs read them.
 */
final class CsvTable {
  private static final String RUN_BY_SPREADSHEETS = "=+-@\t\r";

  private CsvTable() {}

  static void write(Answer answer, Writer out) throws IOException {
    Section section =
        answer.sections().isEmpty()
            ? Section.single(
                "facts",
                answer.facts().stream().map(Answer.Fact::column).toList(),
                answer.facts().stream().<@Nullable Object>map(Answer.Fact::value).toList())
            : answer.sections().get(0);
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    // Not closed: that would close the writer too. The printer itself holds nothing back.
    CSVPrinter csv = new CSVPrinter(out, format);
    csv.printRecord(section.columns().stream().map(Column::name).toList());
    for (List<@Nullable Object> row : section.rows()) {
      List<@Nullable String> cells = new ArrayList<>(row.size());
      for (int i = 0; i < row.size(); i++) {
        cells.add(cell(section.columns().get(i).kind(), row.get(i)));
      }
      csv.printRecord(cells);
    }
  }

  private static @Nullable String cell(Kind kind, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = Plain.text(kind, value);
    boolean free = kind == Kind.TEXT || kind == Kind.SENTENCE || kind == Kind.TEXTS;
    boolean run = free && !text.isEmpty() && RUN_BY_SPREADSHEETS.indexOf(text.charAt(0)) >= 0;
    return run ? "'" + text : text;
  }
}
