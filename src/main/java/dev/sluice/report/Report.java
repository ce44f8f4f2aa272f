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
    out.write(answer + " " + format + " " + layout + "\n");
  }
}
