package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Figure;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a workbook: a sheet a section, then one of facts and notes. Numbers are numbers with
 * a format, rates per cent, times without their zone as spreadsheets have none (they are the
 * shop's), ids text, what is missing empty. The same answer gives the same bytes.
 */
final class Spreadsheet {
  /** Excel takes no longer name. */
  private static final int LONGEST_NAME = 31;

  private static final int WIDEST = 60;

  /** No zip entry can be older; the clock has no say in what is written. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Layout.Language language;
  private final Set<String> names = new HashSet<>();

  private Spreadsheet(Layout.Language language) {
    this.language = language;
  }

  static void write(Answer answer, Layout.Language language, OutputStream out) throws IOException {
    Path stamped = Files.createTempFile("sluice", ".xlsx");
    try {
      Spreadsheet spreadsheet = new Spreadsheet(language);
      try (Workbook workbook = new Workbook(Files.newOutputStream(stamped), "Sluice", "1.0")) {
        for (Section section : answer.sections()) {
          Worksheet sheet = workbook.newWorksheet(spreadsheet.name(section.name()));
          spreadsheet.section(section, sheet);
        }
        spreadsheet.facts(answer, workbook.newWorksheet(spreadsheet.name("notes")));
      }
      withoutTheHour(stamped, out);
    } finally {
      Files.deleteIfExists(stamped);
    }
  }

  private void section(Section section, Worksheet sheet) {
    List<ShownSection.Column> columns = ShownSection.of(section, language).columns();
    for (int c = 0; c < columns.size(); c++) {
      ShownSection.Column column = columns.get(c);
      sheet.value(0, c, column.label());
      sheet.style(0, c).bold().wrapText(true).set();
      int width = DisplayWidth.of(column.label());
      for (int r = 0; r < section.rows().size(); r++) {
        value(sheet, r + 1, c, column.kind(), section.rows().get(r).get(column.at()));
        String cell = column.cells().get(r);
        width = Math.max(width, cell == null ? 0 : DisplayWidth.of(cell));
      }
      sheet.width(c, Math.min(WIDEST, width) + 2.0);
    }
    sheet.freezePane(0, 1);
    if (!columns.isEmpty() && !section.rows().isEmpty()) {
      sheet.setAutoFilter(0, 0, section.rows().size(), columns.size() - 1);
    }
  }

  private void facts(Answer answer, Worksheet sheet) {
    int row = 0;
    for (ShownSection.Column fact : ShownSection.facts(answer, language)) {
      sheet.value(row, 0, fact.label());
      sheet.style(row, 0).bold().set();
      value(sheet, row, 1, fact.kind(), answer.facts().get(fact.at()).value());
      row++;
    }
    List<String> lines = new ArrayList<>();
    if (answer.coverage() != null) {
      lines.addAll(Legible.coverage(answer.coverage(), language));
    }
    lines.addAll(answer.notes());
    for (String line : lines) {
      sheet.value(row, 0, line);
      row++;
    }
    sheet.width(0, WIDEST);
    sheet.width(1, WIDEST / 2.0);
  }

  private void value(Worksheet sheet, int row, int column, Kind kind, @Nullable Object value) {
    if (value == null) {
      return;
    }
    switch (kind) {
      case COUNT -> number(sheet, row, column, (Long) value, "#,##0");
      case MONEY -> number(sheet, row, column, (BigDecimal) value, "#,##0.00");
      case RATE -> number(sheet, row, column, (BigDecimal) value, "0.00%");
      case NUMBER -> number(sheet, row, column, (BigDecimal) value, "#,##0.####");
      case INSTANT -> {
        sheet.value(row, column, ((OffsetDateTime) value).toLocalDateTime());
        sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
      }
      case DATE -> {
        sheet.value(row, column, (LocalDate) value);
        sheet.style(row, column).format("yyyy-mm-dd").set();
      }
      case FLAG -> sheet.value(row, column, (Boolean) value);
      case FIGURE -> {
        Figure figure = (Figure) value;
        value(sheet, row, column, figure.kind(), figure.value());
      }
      case TEXT, TERM, SENTENCE, ID, TEXTS, RATES -> {
        sheet.value(row, column, Legible.value(kind, value, language));
        sheet.style(row, column).format("@").set();
      }
    }
  }

  private static void number(Worksheet sheet, int row, int column, Number value, String format) {
    sheet.value(row, column, value);
    sheet.style(row, column).format(format).set();
  }

  /** A name that Excel takes and that no other sheet has. */
  private String name(String section) {
    String label = ColumnNames.label(section, language).replaceAll("[\\[\\]:*?/\\\\]", " ");
    String name = label.substring(0, Math.min(LONGEST_NAME, label.length()));
    for (int n = 2; !names.add(name.toLowerCase(Locale.ROOT)); n++) {
      String end = " " + n;
      name = label.substring(0, Math.min(LONGEST_NAME - end.length(), label.length())) + end;
    }
    return name;
  }

  /** The writer stamps a workbook with the time of day. */
  private static void withoutTheHour(Path stamped, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    try (ZipFile in = new ZipFile(stamped.toFile())) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(EPOCH);
        zip.putNextEntry(copy);
        try (InputStream content = in.getInputStream(entry)) {
          byte[] part = content.readAllBytes();
          if (entry.getName().equals("docProps/core.xml")) {
            part =
                new String(part, StandardCharsets.UTF_8)
                    .replaceAll("<dcterms:created[^>]*>[^<]*</dcterms:created>", "")
                    .getBytes(StandardCharsets.UTF_8);
          }
          zip.write(part);
        }
      }
    }
    // Finished, not closed: the stream is the caller's.
    zip.finish();
  }
}
