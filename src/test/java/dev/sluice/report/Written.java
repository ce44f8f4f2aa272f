package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers, and what they look like once written. */
final class Written {
  private Written() {}

  static String as(Format format, Answer answer) {
    return as(format, Layout.plain(), answer);
  }

  static String as(Format format, Layout layout, Answer answer) {
    StringWriter out = new StringWriter();
    try {
      Report.write(answer, format, layout, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  static Layout width(int columns) {
    return new Layout(columns, false, Layout.Language.EN);
  }

  static List<Object> row(Object... cells) {
    return Arrays.asList(cells);
  }

  @SafeVarargs
  static Section section(List<Column> columns, List<Object>... rows) {
    List<List<Object>> all = new ArrayList<>();
    for (List<Object> row : rows) {
      all.add(row);
    }
    return Section.rows("rows", columns, all);
  }

  static BigDecimal decimal(String number) {
    return new BigDecimal(number);
  }
}
