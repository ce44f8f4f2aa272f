package dev.sluice.report;

import dev.sluice.answer.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes an answer in one of the formats. */
public final class Report {
  private Report() {}

  /** Writes {@code answer} to {@code out}, which stays open: text as UTF-8. */
  public static void write(Answer answer, Format format, Layout layout, OutputStream out)
      throws IOException {
    if (format == Format.XLSX) {
      Spreadsheet.write(forPeople(answer, layout), layout.language(), out);
      return;
    }
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    write(answer, format, layout, text);
    text.flush();
  }

  /** Writes {@code answer}, in a format that is text, to {@code out}, which stays open. */
  public static void write(Answer answer, Format format, Layout layout, Writer out)
      throws IOException {
    switch (format) {
      case TABLE -> new TerminalTable(layout, out).write(forPeople(answer, layout));
      case JSON -> JsonObject.write(answer, out);
      case CSV -> CsvTable.write(answer, out);
      case MARKDOWN -> MarkdownTable.write(forPeople(answer, layout), layout.language(), out);
      case JUNIT -> JUnitXml.write(answer, out);
      case HTML -> HtmlPage.write(forPeople(answer, layout), layout.language(), out);
      case XLSX -> throw new IllegalArgumentException("a workbook is no text");
    }
  }

  private static Answer forPeople(Answer answer, Layout layout) {
    Answer crossed = CrossTable.of(answer);
    return switch (layout.language()) {
      case EN -> crossed;
      case ZH -> ChineseSentences.of(crossed);
    };
  }
}
