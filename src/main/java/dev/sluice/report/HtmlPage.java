package dev.sluice.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Chart;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one HTML page that needs nothing but itself: no network, no other file. It reads on
 * a phone, on paper, in the dark and aloud: behind every chart stands its table.
 *
 * <p>The page forbids itself every request (Content-Security-Policy), and texts of others are
 * escaped: a product's name cannot run in it.
 */
final class HtmlPage {
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";

  /** A table of more rows is folded behind its chart. */
  private static final int MOST_ROWS_BESIDE_A_CHART = 20;

  /** A section of few rows and so many columns reads better turned: a line a column. */
  private static final int TURNED_FROM = 9;

  private static final int MOST_ROWS_TURNED = 4;

  private final Answer answer;
  private final Layout.Language language;
  private final StringBuilder page = new StringBuilder();

  private HtmlPage(Answer answer, Layout.Language language) {
    this.answer = answer;
    this.language = language;
  }

  static void write(Answer answer, Layout.Language language, Writer out) throws IOException {
    HtmlPage page = new HtmlPage(answer, language);
    page.document();
    out.write(page.page.toString());
  }

  private void document() throws IOException {
    String title = title();
    page.append("<!doctype html>\n<html lang=\"")
        .append(language)
        .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n")
        .append("<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(resource("/dev/sluice/report/page.css"))
        .append("</style>\n</head>\n<body>\n")
        .append("<a class=\"skip\" href=\"#content\">")
        .append(label("skip_to_content"))
        .append("</a>\n<header>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n");
    facts();
    contents();
    page.append("</header>\n<main id=\"content\">\n");
    for (Section section : answer.sections()) {
      section(section);
    }
    notes();
    page.append("</main>\n");
    if (drawn()) {
      page.append("<script type=\"application/json\" id=\"charts\">")
          .append(charts())
          .append("</script>\n<script>\n")
          .append(resource(ECHARTS))
          .append("\n</script>\n<script>\n")
          .append(resource("/dev/sluice/report/page.js"))
          .append("</script>\n");
    }
    page.append("</body>\n</html>\n");
  }

  private String title() {
    String command = ColumnNames.label(answer.command().replace('-', '_'), language);
    for (Answer.Fact fact : answer.facts()) {
      boolean names = fact.column().name().equals("title") || fact.column().kind() == Kind.ID;
      if (names && fact.value() != null) {
        return command + ": " + fact.value();
      }
    }
    return command;
  }

  private void facts() {
    if (answer.facts().isEmpty()) {
      return;
    }
    page.append("<dl class=\"facts\">\n");
    for (ShownSection.Column fact : ShownSection.facts(answer, language)) {
      page.append("<div><dt>")
          .append(escaped(fact.label()))
          .append("</dt><dd>")
          .append(cell(fact.cells().get(0)))
          .append("</dd></div>\n");
    }
    page.append("</dl>\n");
  }

  private void contents() {
    if (answer.sections().size() < 3) {
      return;
    }
    page.append("<nav aria-label=\"").append(label("contents")).append("\"><ul>\n");
    for (Section section : answer.sections()) {
      page.append("<li><a href=\"#")
          .append(escaped(section.name()))
          .append("\">")
          .append(label(section.name()))
          .append("</a></li>\n");
    }
    page.append("</ul></nav>\n");
  }

  private void section(Section section) {
    String name = escaped(section.name());
    page.append("<section id=\"").append(name).append("\" aria-labelledby=\"h-").append(name);
    page.append("\">\n<h2 id=\"h-").append(name).append("\">");
    page.append(label(section.name())).append("</h2>\n");
    Chart chart = chart(section);
    boolean drawn = chart != null && chart.form() != Chart.Form.SHADES;
    if (drawn) {
      page.append("<figure class=\"chart\" id=\"chart-")
          .append(name)
          .append("\" role=\"img\" aria-label=\"")
          .append(label(section.name()))
          .append("\"></figure>\n");
    }
    ShownSection shown = ShownSection.of(section, language);
    if (section.rows().isEmpty()) {
      page.append("<p class=\"none\">").append(label("no_rows")).append("</p>\n");
    } else {
      boolean folded = drawn && section.rows().size() > MOST_ROWS_BESIDE_A_CHART;
      if (folded) {
        page.append("<details><summary>")
            .append(label("as_a_table"))
            .append(" (")
            .append(section.rows().size())
            .append(")</summary>\n");
      }
      page.append("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"h-")
          .append(name)
          .append("\">\n");
      int rows = section.rows().size();
      if (rows <= MOST_ROWS_TURNED && shown.columns().size() >= TURNED_FROM) {
        turned(shown, rows);
      } else {
        table(section, shown, chart);
      }
      page.append("</div>\n");
      if (folded) {
        page.append("</details>\n");
      }
    }
    if (!shown.missing().isEmpty() && !section.rows().isEmpty()) {
      page.append("<p class=\"none\">")
          .append(label("not_in_the_data"))
          .append(": ")
          .append(escaped(Legible.labels(shown.missing(), language)))
          .append("</p>\n");
    }
    page.append("</section>\n");
  }

  private void table(Section section, ShownSection shown, @Nullable Chart chart) {
    Chart shaded = chart != null && chart.form() == Chart.Form.SHADES ? chart : null;
    Map<String, Double> most = shaded == null ? Map.of() : most(section, shaded);
    page.append("<table>\n<thead><tr>");
    for (ShownSection.Column column : shown.columns()) {
      page.append("<th scope=\"col\"")
          .append(style(column))
          .append('>')
          .append(escaped(column.label()))
          .append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < section.rows().size(); row++) {
      page.append("<tr>");
      for (int i = 0; i < shown.columns().size(); i++) {
        ShownSection.Column column = shown.columns().get(i);
        String tag = i == 0 && !Legible.isNumeric(column.kind()) ? "th scope=\"row\"" : "td";
        page.append('<')
            .append(tag)
            .append(style(column))
            .append(shaded == null ? "" : shade(section, column, row, shaded, most))
            .append('>')
            .append(cell(column.cells().get(row)))
            .append("</")
            .append(tag, 0, 2)
            .append('>');
      }
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table>\n");
  }

  /** A line a column, the rows side by side. */
  private void turned(ShownSection shown, int rows) {
    page.append("<table class=\"turned\">\n<tbody>\n");
    for (int i = 0; i < shown.columns().size(); i++) {
      ShownSection.Column column = shown.columns().get(i);
      boolean head = i == 0 && rows > 1;
      page.append("<tr><th scope=\"row\">").append(escaped(column.label())).append("</th>");
      for (int row = 0; row < rows; row++) {
        page.append(head ? "<th scope=\"col\" class=\"number\">" : "<td class=\"number\">")
            .append(cell(column.cells().get(row)))
            .append(head ? "</th>" : "</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table>\n");
  }

  /** Digits stand under digits; ids and times are not broken. */
  private static String style(ShownSection.Column column) {
    if (Legible.isNumeric(column.kind())) {
      return " class=\"number\"";
    }
    boolean whole =
        column.kind() == Kind.ID || column.kind() == Kind.INSTANT || column.kind() == Kind.DATE;
    return whole ? " class=\"whole\"" : "";
  }

  /** The largest value of the shaded columns, by currency. */
  private static Map<String, Double> most(Section section, Chart chart) {
    Map<String, Double> most = new HashMap<>();
    for (String series : chart.series()) {
      for (int i = 0; i < section.rows().size(); i++) {
        most.merge(currency(section, i), number(section.cell(i, series)), Math::max);
      }
    }
    return most;
  }

  private static String currency(Section section, int row) {
    boolean told = section.columns().stream().anyMatch(one -> one.name().equals("currency"));
    return told ? String.valueOf(section.cell(row, "currency")) : "";
  }

  /** The share of the largest value of its currency of a shaded cell, as a custom property. */
  private static String shade(
      Section section, ShownSection.Column column, int row, Chart chart, Map<String, Double> most) {
    double value = number(section.rows().get(row).get(column.at()));
    double largest = most.getOrDefault(currency(section, row), 0.0);
    boolean shaded = chart.series().contains(section.columns().get(column.at()).name());
    return !shaded || largest <= 0 || value <= 0
        ? ""
        : " style=\"--shade:" + Math.round(100 * value / largest) + "%\"";
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  private void notes() {
    List<String> lines = new ArrayList<>();
    if (answer.coverage() != null) {
      lines.addAll(Legible.coverage(answer.coverage(), language));
    }
    lines.addAll(answer.notes());
    if (lines.isEmpty()) {
      return;
    }
    page.append("<section id=\"notes\" aria-labelledby=\"h-notes\">\n<h2 id=\"h-notes\">")
        .append(label("notes"))
        .append("</h2>\n<ul>\n");
    lines.forEach(line -> page.append("<li>").append(escaped(line)).append("</li>\n"));
    page.append("</ul>\n</section>\n");
  }

  private boolean drawn() {
    return answer.sections().stream().map(this::chart).anyMatch(HtmlPage::isDrawn);
  }

  private static boolean isDrawn(@Nullable Chart chart) {
    return chart != null && chart.form() != Chart.Form.SHADES;
  }

  private @Nullable Chart chart(Section section) {
    return answer.charts().stream()
        .filter(chart -> chart.section().equals(section.name()) && !section.rows().isEmpty())
        .findFirst()
        .orElse(null);
  }

  /** What the script draws, as JSON that no text of others can end early. */
  private String charts() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (Section section : answer.sections()) {
        Chart chart = chart(section);
        if (isDrawn(chart)) {
          chart(json, section, Objects.requireNonNull(chart));
        }
      }
      json.writeEndArray();
    }
    return text.toString().replace("<", "\\u003c");
  }

  private void chart(JsonGenerator json, Section section, Chart chart) throws IOException {
    ShownSection shown = ShownSection.of(section, language);
    json.writeStartObject();
    json.writeStringField("id", "chart-" + section.name());
    json.writeStringField("form", chart.form() == Chart.Form.LINE ? "line" : "bars");
    json.writeArrayFieldStart("x");
    for (String cell : column(section, shown, chart.x()).cells()) {
      json.writeString(cell == null ? Legible.MISSING : cell);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("series");
    Kind first = section.columns().get(section.indexOf(chart.series().get(0))).kind();
    for (String name : chart.series()) {
      int at = section.indexOf(name);
      Kind kind = section.columns().get(at).kind();
      json.writeStartObject();
      json.writeStringField("name", column(section, shown, name).label());
      json.writeNumberField("axis", kind == first ? 0 : 1);
      json.writeBooleanField("percent", kind == Kind.RATE);
      json.writeArrayFieldStart("values");
      for (List<@Nullable Object> row : section.rows()) {
        if (row.get(at) instanceof BigDecimal value) {
          json.writeNumber(value.stripTrailingZeros().toPlainString());
        } else if (row.get(at) instanceof Long value) {
          json.writeNumber(value);
        } else {
          json.writeNull();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    String events = chart.events();
    if (events != null) {
      for (String cell : column(section, shown, events).cells()) {
        json.writeString(cell == null ? "" : cell);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A column as people read it; one that no row has is not shown, and empty here. */
  private ShownSection.Column column(Section section, ShownSection shown, String name) {
    int at = section.indexOf(name);
    return shown.columns().stream()
        .filter(column -> column.at() == at)
        .findFirst()
        .orElseGet(
            () ->
                new ShownSection.Column(
                    at, ColumnNames.label(name, language), Kind.TEXT, List.of()));
  }

  private String label(String name) {
    return escaped(ColumnNames.label(name, language));
  }

  private static String cell(@Nullable String text) {
    return text == null
        ? "<span class=\"none\">" + Legible.MISSING + "</span>"
        : escaped(text).replace("\n", "<br>");
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(Character.isISOControl(c) && c != '\n' ? ' ' : c);
              }
            });
    return safe.toString();
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
