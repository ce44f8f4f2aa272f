package dev.sluice.report;

import dev.sluice.answer.Answer;
import java.io.IOException;
import java.io.Writer;

/** Writes an answer in one of the formats. */
public final class Report {
  private Report() {}

  /** Writes {@code answer} to {@code out}, which stays open. */
  public static void write(Answer answer, Format format, Layout layout, Writer out)
      throws IOException {
    switch (format) {
      case TABLE -> new TerminalTable(layout, out).write(answer);
      case JSON -> JsonObject.write(answer, out);
      case CSV -> CsvTable.write(answer, out);
      case MARKDOWN -> MarkdownTable.write(answer, layout.language(), out);
    }
  }
}
