package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import dev.sluice.exports.read.Cells;
import dev.sluice.exports.read.CellsSink;
import dev.sluice.exports.read.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests for {@link Recognition} on reports made up for them. */
class RecognitionTest {
  private static final List<ReportSpec> REPORTS =
      List.of(
          report("a.days", "Day", "Views", "Clicks"),
          report("a.days-long", "Day", "Views", "Clicks", "Orders"),
          report("b.days", "Day", "Views", "Shares"),
          report("c.twice", "Name", "Name#2", "Sum"));

  /** A report all of whose columns a file must have. */
  private static ReportSpec report(String id, String... headers) {
    List<ReportSpec.ColumnSpec> columns = new ArrayList<>();
    for (String header : headers) {
      columns.add(
          new ReportSpec.ColumnSpec(header, List.of(header), CellType.TEXT, true, false, null));
    }
    return new ReportSpec(
        id,
        id.substring(0, 1),
        Map.of(),
        ReportSpec.Evidence.REAL,
        "2026-11-01",
        "made up",
        "shop",
        "shop",
        false,
        false,
        false,
        false,
        null,
        columns,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        Map.of(),
        List.of());
  }

  /** A table of those rows. */
  static Table table(List<List<String>> rows) {
    return new Table() {
      @Override
      public String encoding() {
        return "UTF-8";
      }

      @Override
      public @Nullable String sheet() {
        return null;
      }

      @Override
      public void scan(CellsSink sink) {
        for (int i = 0; i < rows.size() && sink.row(i + 1, Cells.of(rows.get(i))); i++) {
          // The sink says when it has enough.
        }
      }
    };
  }

  private static Recognition.Found find(List<List<String>> rows) {
    return new Recognition(REPORTS).find("file.csv", List.of(table(rows)));
  }

  @Test
  void ofTwoThatFitTheOneThatKnowsMoreOfTheHeaderIsMeant() {
    assertThat(find(List.of(List.of("Orders", "Clicks", "Day", "Views"))).header().report().id())
        .isEqualTo("a.days-long");
    assertThat(find(List.of(List.of("Day", "Views", "Clicks"))).header().report().id())
        .isEqualTo("a.days");
  }

  @Test
  void twoThatFitAlikeAreRefusedWithBothTheirNames() {
    assertThatThrownBy(() -> find(List.of(List.of("Day", "Views", "Clicks", "Shares"))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("could be a.days or b.days");
  }

  @Test
  void theHeaderStandsWithinTwelveRowsAndKeepsWhatStandsAbove() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Period: 2026-10-01 ~ 2026-10-31"));
    while (rows.size() < 11) {
      rows.add(List.of(""));
    }
    rows.add(List.of("ＤＡＹ", "views *", "Clicks："));
    Header header = find(rows).header();
    assertThat(header.row()).isEqualTo(12);
    assertThat(Period.above(header.preamble())).isEqualTo(Period.parse("2026-10-01..2026-10-31"));

    rows.add(0, List.of(""));
    assertThatThrownBy(() -> find(rows)).isInstanceOf(Refusal.class);
  }

  @Test
  void aHeaderThatDriftedSaysWhatItLacksAndWhatIsNew() {
    assertThatThrownBy(() -> find(List.of(List.of("Day", "Views", "Taps"))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("by row 1, which lacks 'Clicks' and has the unknown 'Taps'");
  }

  @Test
  void aNameThatStandsTwiceIsToldApartByItsPlace() {
    Header header = find(List.of(List.of("Sum", "Name", "Name"))).header();
    assertThat(header.places()).containsEntry("Name", 1).containsEntry("Name#2", 2);
    assertThat(header.rest()).isEmpty();
  }

  @Test
  void aGroupOverMergedCellsCoversTheBlanksBehindIt() {
    List<@Nullable String> above = new ArrayList<>(Arrays.asList("", "All", null, "Live"));
    List<@Nullable String> cells =
        new ArrayList<>(List.of("Id", "Views", "Clicks", "Views", "Clicks"));
    Header.Row row = Header.Row.of(2, cells, above, "");
    assertThat(row.groups()).containsExactly(null, "all", "all", "live");
  }
}
