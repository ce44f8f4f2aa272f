package dev.sluice.exports;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Sluice can read: the catalogue, as an answer. */
public final class Formats {
  private Formats() {}

  /** All reports. */
  public static Answer all() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ReportSpec report : Catalogue.load().reports()) {
      rows.add(
          Arrays.asList(
              report.id(),
              report.title().get("en"),
              report.title().get("zh"),
              report.evidence().name().toLowerCase(Locale.ROOT),
              report.checkedOn(),
              report.facts().stream().map(ReportSpec.FactSpec::table).distinct().toList()));
    }
    return Answer.of(
        "formats",
        Section.rows(
            "reports",
            List.of(
                Column.id("report"),
                Column.text("title"),
                Column.text("title_zh"),
                Column.text("evidence"),
                Column.text("checked_on"),
                Column.texts("facts")),
            rows));
  }

  /** One report, column by column. */
  public static Answer one(String id) {
    ReportSpec report = Catalogue.load().report(id);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ColumnSpec column : report.columns()) {
      rows.add(
          Arrays.asList(
              column.headers().stream().collect(Collectors.joining(" | ")),
              column.name(),
              column.type().name().toLowerCase(Locale.ROOT),
              column.inRow() ? "in every row" : column.inHeader() ? "in the header" : "no",
              column.reported()));
    }
    List<List<@Nullable Object>> dropped = new ArrayList<>();
    report.personal().forEach(name -> dropped.add(Arrays.asList(name, "personal")));
    report.ignored().forEach(name -> dropped.add(Arrays.asList(name, "not needed")));
    return Answer.of(
            "formats",
            Section.rows(
                "columns",
                List.of(
                    Column.text("header"),
                    Column.text("column"),
                    Column.text("cells"),
                    Column.text("required"),
                    Column.text("printed_metric")),
                rows),
            Section.rows("left_out", List.of(Column.text("header"), Column.text("why")), dropped))
        .withFact(Column.id("report"), report.id())
        .withFact(Column.text("title"), report.title().get("en"))
        .withFact(Column.text("title_zh"), report.title().get("zh"))
        .withFact(Column.text("evidence"), report.evidence().name().toLowerCase(Locale.ROOT))
        .withFact(Column.text("checked_on"), report.checkedOn())
        .withFact(Column.text("source"), report.source())
        .withFact(Column.text("zone"), report.zone())
        .withFact(Column.text("currency"), report.currency())
        .withFact(Column.flag("needs_room"), report.roomRequired())
        .withFact(Column.flag("needs_as_of"), report.asOfRequired());
  }
}
