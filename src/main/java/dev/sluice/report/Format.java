package dev.sluice.report;

import java.util.Locale;

/** The forms that an answer can take. */
public enum Format {
  /** For people at a terminal. */
  TABLE,
  /** One object, for programs. */
  JSON,
  /** One table: RFC 4180, UTF-8, LF. */
  CSV,
  /** For notes, issues and job summaries. */
  MARKDOWN,
  /** Of checks, for CI servers: JUnit's XML. */
  JUNIT,
  /** One page that needs nothing but itself, with charts where the answer has some. */
  HTML,
  /** A workbook with a sheet a section. */
  XLSX;

  /** The word that a user writes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
