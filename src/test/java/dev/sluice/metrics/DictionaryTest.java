package dev.sluice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryTest {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern ARITHMETIC = Pattern.compile("[a-z0-9_ +*/()-]+");

  private static final Dictionary DICTIONARY = Dictionary.standard();

  @TempDir static Path folder;

  private static Workspace workspace;

  @BeforeAll
  static void open() {
    workspace = Workspace.write(folder.resolve("facts.duckdb"), Engine.standard());
  }

  @AfterAll
  static void close() {
    workspace.close();
  }

  @Test
  void every_metric_column_of_the_facts_has_an_entry_and_is_marked_as_stored() {
    // A metric column is a BIGINT or a DECIMAL that is no lineage.
    List<String> columns =
        columns(
            "table_name IN ('broadcast', 'broadcast_minute', 'broadcast_product',"
                + " 'broadcast_source', 'spend')"
                + " AND (data_type = 'BIGINT' OR data_type LIKE 'DECIMAL%')"
                + " AND column_name <> 'row_number'");

    assertThat(columns).hasSizeGreaterThan(60).contains("impressions", "clicks");
    assertThat(columns)
        .allSatisfy(
            column -> {
              Metric metric = DICTIONARY.find(column);
              assertThat(metric).as(column).isNotNull();
              assertThat(metric.stored()).as(column).isTrue();
              assertThat(metric.formula()).as(column).isNull();
            });
  }

  @Test
  void every_stored_metric_is_a_column_of_the_facts() {
    List<String> columns = columns("true");

    assertThat(DICTIONARY.metrics())
        .filteredOn(Metric::stored)
        .extracting(Metric::name)
        .isSubsetOf(columns);
  }

  @Test
  void every_entry_is_complete() {
    assertThat(DICTIONARY.metrics())
        .allSatisfy(
            metric -> {
              assertThat(metric.name()).matches(NAME);
              assertThat(metric.en()).isNotBlank();
              assertThat(metric.zh()).matches(".*\\p{IsHan}.*");
              assertThat(metric.definition()).as(metric.name()).endsWith(".");
              assertThat(metric.basis()).as(metric.name()).isNotNull();
              assertThat(metric.unit()).as(metric.name()).isNotNull();
              assertThat(metric.source()).as(metric.name()).isNotBlank();
              assertThat(metric.grade()).as(metric.name()).isNotNull();
              assertThat(metric.timeBasis()).as(metric.name()).isNotBlank();
              assertThat(metric.scope()).as(metric.name()).isNotBlank();
              assertThat(metric.labels().values()).allSatisfy(l -> assertThat(l).isNotEmpty());
              assertThat(metric.differs().values())
                  .allSatisfy(text -> assertThat(text).as(metric.name()).endsWith("."));
            });
  }

  @Test
  void what_is_an_amount_of_goods_or_money_sold_says_what_refunds_do_to_it() {
    assertThat(DICTIONARY.metrics())
        .filteredOn(metric -> metric.name().contains("gmv"))
        .allSatisfy(metric -> assertThat(metric.refundTreatment()).as(metric.name()).isNotBlank());
  }

  @Test
  void names_in_english_and_chinese_are_not_shared() {
    assertThat(DICTIONARY.metrics()).extracting(Metric::en).doesNotHaveDuplicates();
    assertThat(DICTIONARY.metrics()).extracting(Metric::zh).doesNotHaveDuplicates();
  }

  @Test
  void formulas_are_arithmetic_over_entries_of_the_dictionary() {
    assertThat(DICTIONARY.metrics())
        .filteredOn(metric -> metric.formula() != null)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            metric -> {
              assertThat(metric.formula()).matches(ARITHMETIC);
              assertThat(references(metric)).isNotEmpty().allSatisfy(DictionaryTest::isKnown);
            });
  }

  @Test
  void no_formula_leads_back_to_itself() {
    for (Metric metric : DICTIONARY.metrics()) {
      Set<String> seen = new HashSet<>();
      Set<String> open = new LinkedHashSet<>(references(metric));
      while (!open.isEmpty()) {
        String name = open.iterator().next();
        open.remove(name);
        assertThat(name).as("reached from " + metric.name()).isNotEqualTo(metric.name());
        if (seen.add(name)) {
          open.addAll(references(DICTIONARY.find(name)));
        }
      }
    }
  }

  @Test
  void denominators_are_entries_and_stand_in_the_formula() {
    assertThat(DICTIONARY.metrics())
        .filteredOn(metric -> metric.denominator() != null)
        .allSatisfy(
            metric -> {
              isKnown(metric.denominator());
              if (metric.formula() != null) {
                assertThat(metric.formula()).as(metric.name()).contains("/ ");
                assertThat(references(metric)).as(metric.name()).contains(metric.denominator());
              }
            });
    assertThat(DICTIONARY.metrics())
        .filteredOn(metric -> metric.formula() != null && metric.formula().contains("/"))
        .allSatisfy(metric -> assertThat(metric.denominator()).as(metric.name()).isNotNull());
  }

  @Test
  void the_nine_gmvs_are_nine_entries() {
    assertThat(
            List.of(
                "paid_gmv",
                "attributed_gmv",
                "indirect_gmv",
                "placed_gmv",
                "confirmed_gmv",
                "user_paid_amount",
                "net_gmv",
                "gmv_after_refunds",
                "settled_gmv"))
        .allSatisfy(
            name -> {
              isKnown(name);
              assertThat(DICTIONARY.find(name).unit()).isEqualTo(Unit.MONEY);
              assertThat(DICTIONARY.find(name).maturity()).as(name).isNotBlank();
            });
  }

  /**
   * A dashboard of TikTok's in Indonesia. Its counts and rates are as printed, to as many digits;
   * the GMV is what its show GPM of 58,980 implies, and the watch GPM must then agree.
   */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "enter_rate,         0.055",
    "live_ctr,           0.2631",
    "product_click_rate, 0.0389",
    "watch_gpm,          1.07E+6"
  })
  void formulas_give_what_a_real_dashboard_shows(String name, BigDecimal printed) {
    Map<String, String> dashboard =
        Map.of(
            "impressions", "1020000",
            "views", "56220",
            "product_impressions", "380280",
            "product_clicks", "14790",
            "paid_gmv", "60159600");

    assertThat(evaluated(name, dashboard, printed.scale())).isEqualByComparingTo(printed);
  }

  @Test
  void gmv_is_the_product_of_the_five_factors() {
    Map<String, String> counts =
        Map.of(
            "impressions", "1020000",
            "views", "56220",
            "product_clicks", "14790",
            "orders", "400",
            "paid_gmv", "60159600");

    assertThat(evaluated("impressions * enter_rate * live_ctr * ctor * aov", counts, 4))
        .isEqualByComparingTo("60159600");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "enter_rate_uv,         0.2",
    "product_view_rate,     0.9",
    "product_click_rate_uv, 0.3",
    "click_to_pay_rate,     0.2",
    "watch_to_pay_rate,     0.054",
    "exposure_to_pay_rate,  0.0108",
    "watch_gpm,             3000",
    "show_gpm,              150",
    "ctor,                  0.16",
    "ctor_sku,              0.2",
    "sku_order_rate,        0.05",
    "gmv_per_hour,          1800",
    "interaction_rate,      0.325",
    "uv_value,              3.6",
    "natural_leverage,      3",
    "net_new_followers,     25",
    "comments_per_minute,   2",
    "net_sell_through,      0.75"
  })
  void formulas_of_people_and_of_expanded_terms(String name, String value) {
    Map<String, String> counts =
        Map.ofEntries(
            Map.entry("reach", "5000"),
            Map.entry("viewers", "1000"),
            Map.entry("product_reach", "900"),
            Map.entry("product_clickers", "270"),
            Map.entry("buyers", "54"),
            Map.entry("views", "1200"),
            Map.entry("impressions", "24000"),
            Map.entry("product_clicks", "300"),
            Map.entry("orders", "48"),
            Map.entry("sku_orders", "60"),
            Map.entry("paid_gmv", "3600"),
            Map.entry("natural_entrants", "750"),
            Map.entry("new_followers", "30"),
            Map.entry("lost_followers", "5"),
            Map.entry("comments", "240"),
            Map.entry("likes", "100"),
            Map.entry("shares", "20"),
            Map.entry("duration_seconds", "7200"),
            Map.entry("units_sold", "80"),
            Map.entry("units_returned", "5"),
            Map.entry("base_units", "100"));

    assertThat(evaluated(name, counts, 4)).isEqualByComparingTo(value);
  }

  @Test
  void parts_of_names_and_of_what_platforms_say_find_entries() {
    assertThat(DICTIONARY.matching("GPM"))
        .extracting(Metric::name)
        .containsExactly("show_gpm", "watch_gpm");
    assertThat(DICTIONARY.matching("直播间观看人次")).extracting(Metric::name).containsExactly("views");
    assertThat(DICTIONARY.matching("")).hasSameSizeAs(DICTIONARY.metrics());
    assertThat(DICTIONARY.matching("no such thing")).isEmpty();
  }

  private static void isKnown(String name) {
    assertThat(DICTIONARY.find(name)).as(name).isNotNull();
  }

  private static List<String> references(Metric metric) {
    return metric.formula() == null
        ? List.of()
        : NAME.matcher(metric.formula()).results().map(MatchResult::group).toList();
  }

  /** Formulas are written so that SQL can compute them; here it does. */
  private static BigDecimal evaluated(String expression, Map<String, String> counts, int scale) {
    String sql = expression;
    for (int depth = 0; NAME.matcher(sql).find(); depth++) {
      assertThat(depth).as("depth of " + expression).isLessThan(5);
      sql =
          NAME.matcher(sql)
              .replaceAll(
                  match -> {
                    String name = match.group();
                    if (counts.containsKey(name)) {
                      return counts.get(name);
                    }
                    isKnown(name);
                    String formula = DICTIONARY.find(name).formula();
                    if (formula == null) {
                      Assertions.fail("nothing to compute " + name + " from");
                    }
                    return "(" + formula + ")";
                  });
    }
    Section section =
        workspace.query(
            "n",
            Sql.composed(expression, "SELECT (" + sql + ")::DOUBLE AS n"),
            List.of(Column.number("n")));
    return ((BigDecimal) section.cell(0, "n")).setScale(scale, RoundingMode.HALF_UP);
  }

  private static List<String> columns(String condition) {
    Section section =
        workspace.query(
            "columns",
            Sql.composed(
                "columns",
                "SELECT DISTINCT column_name FROM duckdb_columns() WHERE schema_name = 'main'"
                    + " AND NOT internal AND "
                    + condition
                    + " ORDER BY ALL"),
            List.of(Column.id("column_name")));
    return section.rows().stream().map(row -> String.valueOf(row.get(0))).toList();
  }
}
