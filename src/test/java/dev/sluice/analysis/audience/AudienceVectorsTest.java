package dev.sluice.analysis.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.analysis.Vectors;
import dev.sluice.analysis.Vectors.Vector;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AudienceVectorsTest {
  @TempDir static Path folder;
  private static Facts facts;

  @BeforeAll
  static void open() {
    facts = new Facts(folder);
  }

  @BeforeEach
  void clear() {
    facts.clear();
  }

  static List<Vector> retentionArrays() {
    return Vectors.of("retention_array");
  }

  static List<Vector> cohortMatrices() {
    return Vectors.of("cohort_matrix");
  }

  static List<Vector> sessions() {
    return Vectors.of("sessions");
  }

  static List<Vector> rfms() {
    return Vectors.of("rfm");
  }

  static List<Vector> repeats() {
    return Vectors.of("rft");
  }

  @Test
  void noVectorIsLeftOut() {
    assertThat(retentionArrays()).hasSize(13);
    assertThat(cohortMatrices()).hasSize(4);
    assertThat(sessions()).hasSize(8);
    assertThat(rfms()).hasSize(4);
    assertThat(repeats()).hasSize(8);
  }

  // --- retention ---------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("retentionArrays")
  void whoDidTheFirstAndTheOther(Vector vector) {
    JsonNode conditions = vector.json().get("retention").get("conditions");
    List<String> names =
        IntStream.range(0, conditions.size()).mapToObj(i -> "condition " + i).toList();
    Map<String, List<String>> byUser = new LinkedHashMap<>();
    for (JsonNode event : vector.json().get("events")) {
      List<String> rows =
          byUser.computeIfAbsent(event.get("user").asText(), user -> new ArrayList<>());
      // What met no condition is there too.
      rows.add(Facts.event(event.get("user").asText(), event.get("ts").asText(), "none"));
      for (int i = 0; i < names.size(); i++) {
        if (holds(conditions.get(i), event)) {
          rows.add(Facts.event(event.get("user").asText(), event.get("ts").asText(), names.get(i)));
        }
      }
    }
    JsonNode arrays = vector.expected().get("arrays");
    assertThat(byUser).hasSize(arrays.size());
    byUser.forEach(
        (user, rows) -> {
          facts.clear();
          facts.fill(rows.toArray(String[]::new));
          assertThat(did(names))
              .as("%s, user %s", vector, user)
              .isEqualTo(counts(arrays.get(user)));
        });
    facts.clear();
    byUser.values().forEach(rows -> facts.fill(rows.toArray(String[]::new)));
    List<Long> sums =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    byUser.keySet().stream()
                        .mapToLong(user -> arrays.get(user).get(i).asLong())
                        .sum())
            .toList();
    assertThat(did(names)).as(vector.id()).isEqualTo(sums);
    if (vector.expected().has("sums")) {
      assertThat(sums).isEqualTo(counts(vector.expected().get("sums")));
    }
  }

  private static List<Long> did(List<String> names) {
    Section rows = facts.ask(workspace -> Retention.did(workspace, names, null)).section("rows");
    return rows.rows().stream().map(row -> (Long) row.get(1)).toList();
  }

  private static boolean holds(JsonNode condition, JsonNode event) {
    if (condition.has("all")) {
      for (JsonNode part : condition.get("all")) {
        if (!holds(part, event)) {
          return false;
        }
      }
      return true;
    }
    if (condition.has("event")) {
      return condition.get("event").asText().equals(event.get("event").asText());
    }
    assertThat(condition.get("op").asText()).isEqualTo("eq");
    String field = condition.get("field").asText();
    JsonNode value = field.equals("ts") ? event.get("ts") : event.path("props").path(field);
    return value.equals(condition.get("value"));
  }

  @ParameterizedTest
  @MethodSource("cohortMatrices")
  void cohortsComeBackAsPublished(Vector vector) {
    JsonNode asked = vector.json().get("retention");
    LocalDate first = LocalDate.parse(asked.get("first_period").asText().substring(0, 10));
    Period period = Period.valueOf(asked.get("period").asText().toUpperCase(Locale.ROOT));
    int intervals = asked.get("intervals").asInt();
    LocalDate end = period == Period.DAY ? first.plusDays(intervals) : first.plusMonths(intervals);
    LocalDate until = end.minusDays(1);
    Retention.Cohorts cohorts =
        new Retention.Cohorts(
            period,
            asked.get("mode").asText().equals("recurring"),
            asked.path("unbounded").asBoolean(),
            first,
            intervals);
    Answer answer;
    if (vector.json().get("events").has("csv")) {
      fillOrders(vector.json().get("events").get("csv").asText());
      answer =
          facts.ask(w -> Retention.of(w, new Retention.Activity.Buying(until(until)), cohorts));
    } else {
      for (JsonNode event : vector.json().get("events")) {
        facts.fill(Facts.event(event.get("user").asText(), event.get("ts").asText(), "x"));
      }
      answer =
          facts.ask(
              w ->
                  Retention.of(w, new Retention.Activity.Doing(null, null, until, "UTC"), cohorts));
    }
    Map<LocalDate, List<Long>> rows = new LinkedHashMap<>();
    for (List<Object> row : answer.section("rows").rows()) {
      assertThat(row.get(6)).isEqualTo(true);
      rows.computeIfAbsent((LocalDate) row.get(0), cohort -> new ArrayList<>())
          .add((Long) row.get(4));
    }
    JsonNode matrix = vector.expected().get("matrix");
    List<List<Long>> actual = new ArrayList<>(rows.values());
    assertThat(actual).hasSizeGreaterThanOrEqualTo(matrix.size());
    for (int i = 0; i < matrix.size(); i++) {
      List<Long> padded = new ArrayList<>(actual.get(i));
      while (padded.size() < matrix.get(i).size()) {
        padded.add(0L);
      }
      assertThat(padded).as("%s, cohort %s", vector, i).isEqualTo(counts(matrix.get(i)));
    }
    if (vector.expected().has("first_row_percent")) {
      List<Long> percent =
          answer.section("rows").rows().stream()
              .limit(intervals)
              .map(row -> ((BigDecimal) row.get(5)).movePointRight(2).longValue())
              .toList();
      assertThat(percent).isEqualTo(counts(vector.expected().get("first_row_percent")));
    }
  }

  private static List<Long> counts(JsonNode array) {
    List<Long> counts = new ArrayList<>();
    array.forEach(each -> counts.add(each.asLong()));
    return counts;
  }

  // --- sessions ----------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("sessions")
  void gapsOpenSessions(Vector vector) {
    for (JsonNode event : vector.json().get("events")) {
      facts.fill(Facts.event(event.get("user").asText(), event.get("ts").asText(), "e"));
    }
    Duration gap = Duration.ofSeconds(vector.json().get("session").get("timeout_seconds").asLong());
    Section list = facts.ask(w -> Sessions.of(w, gap, null, "UTC", true)).section("sessions");
    Map<String, List<Long>> ids = new LinkedHashMap<>();
    for (List<Object> row : list.rows()) {
      List<Long> user =
          ids.computeIfAbsent(row.get(0).toString().substring(2), u -> new ArrayList<>());
      for (long i = 0; i < (Long) row.get(4); i++) {
        user.add((Long) row.get(1));
      }
    }
    for (var user : vector.expected().path("session_ids").properties()) {
      assertThat(ids.get(user.getKey())).as(vector.id()).isEqualTo(counts(user.getValue()));
    }
    for (var user : vector.expected().path("sessions").properties()) {
      List<Long> numbers = ids.get(user.getKey());
      assertThat(numbers.get(numbers.size() - 1))
          .as(vector.id())
          .isEqualTo(user.getValue().asLong());
    }
  }

  // --- repeat purchase ---------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("repeats")
  void buyersComeBackAsPublished(Vector vector) {
    JsonNode asked = vector.json().get("rft");
    fillOrders(vector.json().get("orders"));
    LocalDate last = LocalDate.parse(asked.get("observation_end").asText());
    LocalDate calibrated =
        asked.has("calibration_end")
            ? LocalDate.parse(asked.get("calibration_end").asText())
            : null;
    Period period = Period.valueOf(asked.get("period").asText().toUpperCase(Locale.ROOT));
    Answer answer =
        facts.ask(
            w ->
                RepeatPurchase.of(
                    w, until(last), new RepeatPurchase.Question(period, calibrated, true, true)));
    Map<String, Map<String, Object>> buyers = rowsBy(answer.section("buyers"));
    double divide = asked.path("divide").asDouble(1);
    for (var customer : vector.expected().path("customers").properties()) {
      Map<String, Object> row = buyers.get("s/" + customer.getKey());
      for (var figure : customer.getValue().properties()) {
        String name = figure.getKey().equals("T") ? "t" : figure.getKey();
        Object cell = row.get(name);
        if (name.equals("monetary") && figure.getValue().asDouble() == 0) {
          // The sources print 0 where there is no repeat purchase to take the mean of.
          assertThat(cell).isNull();
          continue;
        }
        double number = ((Number) cell).doubleValue();
        boolean time = name.equals("t") || name.equals("recency");
        vector.assertClose(
            customer.getKey() + " " + name,
            time ? number / divide : number,
            figure.getValue().asDouble());
      }
    }
    for (var customer : vector.expected().path("holdout").properties()) {
      Map<String, Object> row = buyers.get("s/" + customer.getKey());
      customer
          .getValue()
          .properties()
          .forEach(
              figure ->
                  assertThat(row.get(figure.getKey()))
                      .as("%s, %s of %s", vector, figure.getKey(), customer.getKey())
                      .isEqualTo(figure.getValue().asLong()));
    }
    if (vector.expected().has("repeaters")) {
      Section totals = answer.section("totals");
      JsonNode repeaters = vector.expected().get("repeaters");
      assertThat(totals.cell(0, "repeat_buyers")).isEqualTo(repeaters.get("count").asLong());
      for (String figure : List.of("mean", "std", "min", "median", "max")) {
        BigDecimal spend = (BigDecimal) totals.cell(0, "spend." + figure);
        // The source prints whole numbers, ours are rounded to the cent.
        assertThat(spend.doubleValue())
            .as(figure)
            .isCloseTo(repeaters.get(figure).asDouble(), within(0.505));
      }
    }
    for (var week : vector.expected().path("cumulative_repeat").properties()) {
      Section cumulative = answer.section("cumulative");
      int at = Integer.parseInt(week.getKey()) - 1;
      assertThat(cumulative.cell(at, "week")).isEqualTo(Long.valueOf(week.getKey()));
      assertThat(cumulative.cell(at, "repeat_purchases"))
          .as("%s, week %s", vector, week.getKey())
          .isEqualTo(week.getValue().asLong());
    }
  }

  // --- RFM ---------------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("rfms")
  void segmentsAreThePublishedOnes(Vector vector) throws IOException {
    JsonNode asked = vector.json().get("rfm");
    fillOrders(vector.json().get("orders"));
    Path segments = null;
    if (asked.has("segments")) {
      segments = folder.resolve("segments.csv");
      StringBuilder csv = new StringBuilder("segment,r_from,r_to,f_from,f_to,m_from,m_to\n");
      for (JsonNode s : asked.get("segments")) {
        csv.append(s.get("name").asText());
        for (String score : List.of("r", "f", "m")) {
          csv.append(',').append(s.get(score).get(0)).append(',').append(s.get(score).get(1));
        }
        csv.append('\n');
      }
      Files.writeString(segments, csv);
    }
    LocalDate until = LocalDate.parse(asked.get("analysis_date").asText());
    JsonNode thresholds = asked.path("thresholds");
    Rfm.Question question =
        thresholds.isMissingNode()
            ? cutsPlusOne(until, segments)
            : new Rfm.Question(
                joined(thresholds.get("recency")),
                joined(thresholds.get("frequency")),
                joined(thresholds.get("monetary")),
                segments,
                true,
                false);
    Answer answer = facts.ask(w -> Rfm.of(w, until(until), question));
    Map<String, Map<String, Object>> rows = rowsBy(answer.section("rows"));
    for (var segment : vector.expected().path("segments").properties()) {
      Map<String, Object> row = rows.get(segment.getKey());
      JsonNode expected = segment.getValue();
      assertThat(row.get("buyers")).isEqualTo(expected.get("customers").asLong());
      assertThat(row.get("orders")).isEqualTo(expected.get("orders").asLong());
      assertThat((BigDecimal) row.get("revenue"))
          .isEqualByComparingTo(expected.get("revenue").decimalValue());
    }
    if (vector.expected().has("customers")) {
      assertThat(sum(rows, "buyers")).isEqualTo(vector.expected().get("customers").asLong());
      assertThat(sum(rows, "orders")).isEqualTo(vector.expected().get("orders").asLong());
    }
    if (vector.expected().has("heatmap_sum_of_means")) {
      double sum =
          answer.section("heatmap").rows().stream()
              .mapToDouble(row -> ((BigDecimal) row.get(3)).doubleValue())
              .sum();
      vector.assertClose("heatmap", sum, vector.expected().get("heatmap_sum_of_means").asDouble());
    }
  }

  /**
   * The source adds 1 to each quintile and takes the sum as a lower bound. That depends on the unit
   * of the amounts, so it is no rule here; as thresholds of one's own its cuts can be given.
   */
  private static Rfm.Question cutsPlusOne(LocalDate until, Path segments) {
    Answer plain =
        facts.ask(
            w -> Rfm.of(w, until(until), new Rfm.Question(null, null, null, null, false, true)));
    Map<String, Map<String, Object>> buyers = rowsBy(plain.section("buyers"));
    List<String> cuts = new ArrayList<>();
    for (String measure : List.of("recency_days", "frequency", "monetary")) {
      double[] values =
          buyers.values().stream()
              .mapToDouble(row -> ((Number) row.get(measure)).doubleValue())
              .sorted()
              .toArray();
      cuts.add(
          IntStream.rangeClosed(1, 4)
              .mapToObj(k -> String.valueOf(RfmTest.quantile(values, k / 5.0) + 1))
              .collect(Collectors.joining(",")));
    }
    return new Rfm.Question(cuts.get(0), cuts.get(1), cuts.get(2), segments, true, false);
  }

  private static long sum(Map<String, Map<String, Object>> rows, String column) {
    return rows.values().stream().mapToLong(row -> (Long) row.get(column)).sum();
  }

  private static String joined(JsonNode array) {
    return counts(array).stream().map(Objects::toString).collect(Collectors.joining(","));
  }

  private static Map<String, Map<String, Object>> rowsBy(Section section) {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    for (int i = 0; i < section.rows().size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int c = 0; c < section.columns().size(); c++) {
        row.put(section.columns().get(c).name(), section.rows().get(i).get(c));
      }
      rows.put(section.rows().get(i).get(0).toString(), row);
    }
    return rows;
  }

  private static Purchases until(LocalDate day) {
    return new Purchases(null, null, true, day, "UTC");
  }

  private static void fillOrders(JsonNode orders) {
    if (orders.has("csv")) {
      fillOrders(orders.get("csv").asText());
      return;
    }
    String[] statements = new String[orders.size()];
    Arrays.setAll(
        statements,
        i ->
            Facts.order(
                "o" + i,
                orders.get(i).get("customer").asText(),
                orders.get(i).get("date").asText(),
                orders.get(i).path("amount").asText("NULL")));
    facts.fill(statements);
  }

  private static void fillOrders(String csv) {
    Path data = Vectors.DATA.resolveSibling(csv);
    Assumptions.assumeTrue(Files.exists(data), "the data sets are not here");
    facts.fill(
        """
        INSERT INTO order_line
          (shop, order_id, line_id, quantity, amount, currency, created_at, paid_at, paid, buyer, file_id, row_number)
        SELECT 's', row_number() OVER (), '1', 1, amount, 'USD', date, date, true, customer, 1, 1
        FROM read_csv(%s)
        """
            .formatted(Sql.literal(data.toString())));
  }
}
