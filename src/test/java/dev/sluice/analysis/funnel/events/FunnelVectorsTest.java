package dev.sluice.analysis.funnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published answers of other engines, asked of the whole way from a file to the answer. */
class FunnelVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many there are; a vector that silently ceases to run would go unnoticed otherwise. */
  private static final int ALL = 169;

  private static final int NOT_OFFERED = 39;

  /** Modes that say in other words what our rule says. */
  private static final Set<String> SAME_RULE = Set.of("strict_once");

  private static final Set<String> INCREASING =
      Set.of("strict_increase", "increase", "timestamp_dedup");

  /** What is our strict order: the very next event must be the next step. */
  private static final Set<String> NEIGHBOURS = Set.of("doris [\"fixed\"]");

  @TempDir static Path folder;
  private static Workspace engine;

  @BeforeAll
  static void start() {
    engine = Workspace.inMemory(Engine.standard());
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static List<JsonNode> vectors() throws IOException, URISyntaxException {
    Path root =
        Path.of(FunnelVectorsTest.class.getResource("/vectors/funnel/posthog").toURI()).getParent();
    List<JsonNode> vectors = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        vectors.add(JSON.readTree(file.toFile()));
      }
    }
    return vectors;
  }

  /** Ids of vectors whose rule is not ours, with the reason. */
  private static Map<String, String> notOffered() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    String text =
        new String(
            FunnelVectorsTest.class
                .getResourceAsStream("/vectors/funnel/not-offered.txt")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    String reason = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ")) {
        reason = line.substring(2);
      } else if (!line.isBlank()) {
        assertThat(reasons.put(line.strip(), reason)).as(line).isNull();
      }
    }
    return reasons;
  }

  static List<String> offered() throws IOException, URISyntaxException {
    Set<String> without = notOffered().keySet();
    return vectors().stream()
        .map(vector -> vector.get("id").asText())
        .filter(id -> !without.contains(id))
        .toList();
  }

  @Test
  void every_vector_is_run_or_not_offered_with_a_reason() throws Exception {
    List<String> ids = vectors().stream().map(vector -> vector.get("id").asText()).toList();
    assertThat(ids).hasSize(ALL).doesNotHaveDuplicates().containsAll(notOffered().keySet());
    assertThat(notOffered()).hasSize(NOT_OFFERED).doesNotContainValue("");
    assertThat(offered()).hasSize(ALL - NOT_OFFERED);
  }

  @Test
  void no_portable_vector_is_left_out() throws Exception {
    Set<String> portable = new TreeSet<>();
    for (JsonNode vector : vectors()) {
      if (vector.path("portable").asBoolean()) {
        portable.add(vector.get("id").asText());
      }
    }
    assertThat(portable).hasSizeGreaterThan(50).doesNotContainAnyElementsOf(notOffered().keySet());
  }

  @ParameterizedTest
  @MethodSource("offered")
  void vector(String id) throws Exception {
    JsonNode vector =
        JSON.readTree(
            FunnelVectorsTest.class.getResourceAsStream("/vectors/funnel/" + id + ".json"));
    ObjectNode funnel = vector.get("funnel").deepCopy();
    String modes = JSON.writeValueAsString(funnel.path("mode"));
    for (JsonNode mode : funnel.path("mode")) {
      if (INCREASING.contains(mode.asText())) {
        funnel.put("increasing", true);
      } else if (NEIGHBOURS.contains(vector.get("semantics").asText() + " " + modes)) {
        funnel.put("order", "strict");
      } else {
        assertThat(SAME_RULE).as(id).contains(mode.asText());
      }
    }
    funnel.remove("mode");
    if (vector.get("semantics").asText().equals("mixpanel_uniques")) {
      funnel.put("attempt", "first");
    }
    switch (vector.get("kind").asText()) {
      case "time_to_convert" -> funnel.put("times", true);
      case "correlation" -> funnel.put("correlation", true);
      case "funnel_trend" -> {
        if (!funnel.has("interval")) {
          funnel.put("interval", "day");
        }
      }
      default -> {}
    }
    Path file = write(vector.get("events"));
    check(vector, funnel, file);
  }

  private static Path write(JsonNode events) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (JsonNode event : events) {
      lines.append(JSON.writeValueAsString(event)).append('\n');
    }
    Path file = folder.resolve("events.jsonl");
    return Files.writeString(file, lines);
  }

  private static Answer ask(ObjectNode funnel, Path file, Integer usersAt) throws IOException {
    engine.execute("DROP TABLE IF EXISTS laid_down");
    Events events = FileEvents.open(engine, file, "events.jsonl", ZoneOffset.UTC);
    Definition definition =
        DefinitionFile.read("definition", JSON.writeValueAsString(funnel)).finish();
    boolean levels = definition.breakdown().isEmpty();
    return EventFunnel.ask(
        engine, events, new EventFunnel.Question(definition, levels, usersAt, null));
  }

  private static void check(JsonNode vector, ObjectNode funnel, Path file) throws IOException {
    JsonNode expected = vector.get("expected");
    Answer answer = ask(funnel, file, null);
    Section groups = answer.section("groups");
    List<String> checked = new ArrayList<>();
    if (expected.has("levels")) {
      Map<String, Long> levels = new TreeMap<>();
      answer
          .section("levels")
          .rows()
          .forEach(row -> levels.put((String) row.get(0), (Long) row.get(1)));
      Map<String, Long> wanted = new TreeMap<>();
      expected
          .get("levels")
          .properties()
          .forEach(e -> wanted.put(e.getKey(), e.getValue().asLong()));
      assertThat(levels).isEqualTo(wanted);
      checked.add("levels");
    }
    for (String key : List.of("step_counts", "optional_counts")) {
      if (expected.has(key)) {
        assertThat(column(groups, null, "count")).as(key).isEqualTo(numbers(expected.get(key)));
        checked.add(key);
      }
    }
    for (String key : List.of("average_seconds", "median_seconds")) {
      if (expected.has(key) && expected.get(key).isArray()) {
        assertClose(column(groups, null, key), numbers(expected.get(key)), key);
        checked.add(key);
      }
    }
    if (expected.has("users_at_step") || expected.has("dropped_before_step")) {
      users(expected, funnel, file);
      checked.add("users_at_step");
      checked.add("dropped_before_step");
    }
    if (expected.has("dropped_users")) {
      assertThat(answer.facts())
          .filteredOn(fact -> fact.column().name().equals("excluded_users"))
          .extracting(Answer.Fact::value)
          .containsExactly((long) expected.get("dropped_users").size());
      expected
          .get("dropped_users")
          .forEach(
              user ->
                  assertThat(answer.section("levels").rows()).contains(List.of(user.asText(), 0L)));
      checked.add("dropped_users");
    }
    if (expected.has("rates")) {
      rates(expected.get("rates"), answer);
      checked.add("rates");
    }
    if (expected.has("bins")) {
      bins(expected, answer);
      checked.add("bins");
      checked.add("average_seconds");
    }
    if (expected.has("entered")) {
      trend(expected, answer);
      checked.addAll(List.of("entered", "reached", "conversion_rate"));
    }
    if (expected.has("by_value")) {
      breakdown(expected, funnel, answer);
      checked.addAll(List.of("by_value", "values"));
    }
    if (expected.has("events")) {
      correlation(expected.get("events"), answer.section("correlation"));
      checked.add("events");
    }
    expected.fieldNames().forEachRemaining(key -> assertThat(checked).contains(key));
  }

  private static void users(JsonNode expected, ObjectNode funnel, Path file) throws IOException {
    Map<String, String> asked = new LinkedHashMap<>();
    expected.path("users_at_step").fieldNames().forEachRemaining(k -> asked.put(k, "reached"));
    for (String step : asked.keySet()) {
      assertThat(users(ask(funnel, file, Integer.valueOf(step)), "reached"))
          .isEqualTo(texts(expected.get("users_at_step").get(step)));
    }
    expected
        .path("dropped_before_step")
        .fieldNames()
        .forEachRemaining(
            step -> {
              try {
                assertThat(users(ask(funnel, file, Integer.valueOf(step)), "dropped"))
                    .isEqualTo(texts(expected.get("dropped_before_step").get(step)));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static List<String> users(Answer answer, String status) {
    return answer.section("users").rows().stream()
        .filter(row -> status.equals(row.get(1)))
        .map(row -> (String) row.get(0))
        .toList();
  }

  private static void rates(JsonNode rates, Answer answer) {
    Section groups = answer.section("groups");
    long all = answer.section("levels").rows().size();
    long entered = (Long) groups.cell(0, "count");
    assertThat(all).isEqualTo(rates.get("all_visitors").asLong());
    assertThat(entered).isEqualTo(rates.get("entering_visitors").asLong());
    assertThat(all - entered).isEqualTo(rates.get("never_entering_visitors").asLong());
    for (int j = 0; j < rates.get("steps").size(); j++) {
      JsonNode step = rates.get("steps").get(j);
      assertThat(groups.cell(j, "count")).isEqualTo(step.get("visitors").asLong());
      assertPercent(groups.cell(j, "rate_from_first"), step.get("conversion_rate").asText());
      if (j > 0) {
        assertPercent(
            groups.cell(j, "rate_from_previous"), step.get("conversion_rate_step").asText());
        assertThat(groups.cell(j - 1, "dropped")).isEqualTo(step.get("dropoff").asLong());
      }
    }
  }

  private static void assertPercent(Object rate, String percent) {
    assertThat(((BigDecimal) rate).movePointRight(2).setScale(2, RoundingMode.HALF_UP))
        .isEqualByComparingTo(new BigDecimal(percent));
  }

  private static void bins(JsonNode expected, Answer answer) {
    List<List<Long>> bins = new ArrayList<>();
    answer
        .section("times")
        .rows()
        .forEach(
            row ->
                bins.add(List.of(((BigDecimal) row.get(1)).longValueExact(), (Long) row.get(3))));
    List<List<Long>> wanted = new ArrayList<>();
    expected
        .get("bins")
        .forEach(bin -> wanted.add(List.of(bin.get(0).asLong(), bin.get(1).asLong())));
    assertThat(bins).isEqualTo(wanted);
    assertThat(((BigDecimal) answer.section("groups").cell(1, "average_seconds")).doubleValue())
        .isCloseTo(expected.get("average_seconds").asDouble(), within(1e-6));
  }

  private static void trend(JsonNode expected, Answer answer) {
    Section trend = answer.section("trend");
    for (String key : List.of("entered", "reached")) {
      Map<String, Long> wanted = new TreeMap<>();
      expected
          .get(key)
          .properties()
          .forEach(
              e -> {
                if (e.getValue().asLong() != 0) {
                  wanted.put(e.getKey(), e.getValue().asLong());
                }
              });
      Map<String, Long> got = new TreeMap<>();
      for (int row = 0; row < trend.rows().size(); row++) {
        if (!trend.cell(row, key).equals(0L)) {
          got.put(trend.cell(row, "period").toString(), (Long) trend.cell(row, key));
        }
      }
      assertThat(got).as(key).isEqualTo(wanted);
    }
    for (int row = 0; row < trend.rows().size(); row++) {
      JsonNode rate = expected.path("conversion_rate").get(trend.cell(row, "period").toString());
      if (rate != null && trend.cell(row, "rate") != null) {
        assertPercent(trend.cell(row, "rate"), rate.asText());
      }
    }
  }

  private static void breakdown(JsonNode expected, ObjectNode funnel, Answer answer) {
    Section groups = answer.section("groups");
    TreeSet<String> values = new TreeSet<>();
    groups.rows().forEach(row -> values.add((String) row.get(0)));
    assertThat(values).containsExactlyElementsOf(texts(expected.get("values")));
    expected
        .get("by_value")
        .properties()
        .forEach(
            entry -> {
              JsonNode wanted = entry.getValue();
              assertThat(column(groups, entry.getKey(), "count"))
                  .as(entry.getKey())
                  .isEqualTo(numbers(wanted.get("step_counts")));
              if (wanted.has("average_seconds")) {
                assertClose(
                    column(groups, entry.getKey(), "average_seconds"),
                    numbers(wanted.get("average_seconds")),
                    entry.getKey());
              }
              if (wanted.has("users")) {
                assertThat((long) wanted.get("users").size())
                    .isEqualTo(wanted.get("step_counts").get(0).asLong());
              }
            });
    assertThat(funnel.has("breakdown")).isTrue();
  }

  private static void correlation(JsonNode expected, Section got) {
    assertThat(got.rows()).hasSize(expected.size());
    for (int row = 0; row < got.rows().size(); row++) {
      JsonNode wanted = expected.get((String) got.cell(row, "event"));
      assertThat(got.cell(row, "success_count")).isEqualTo(wanted.get("success_count").asLong());
      assertThat(got.cell(row, "failure_count")).isEqualTo(wanted.get("failure_count").asLong());
      assertThat(((BigDecimal) got.cell(row, "odds_ratio")).doubleValue())
          .isCloseTo(wanted.get("odds_ratio").asDouble(), within(1e-9));
      assertThat(got.cell(row, "correlation_type"))
          .isEqualTo(wanted.get("correlation_type").asText());
    }
  }

  private static List<Object> column(Section groups, String group, String column) {
    List<Object> cells = new ArrayList<>();
    for (int row = 0; row < groups.rows().size(); row++) {
      if (group == null || group.equals(groups.cell(row, "group"))) {
        cells.add(groups.cell(row, column));
      }
    }
    return cells;
  }

  private static List<Object> numbers(JsonNode list) {
    List<Object> numbers = new ArrayList<>();
    for (JsonNode each : list) {
      if (each.isNull()) {
        numbers.add(null);
      } else if (each.isIntegralNumber()) {
        numbers.add(each.asLong());
      } else {
        numbers.add(each.asDouble());
      }
    }
    return numbers;
  }

  private static void assertClose(List<Object> got, List<Object> wanted, String what) {
    assertThat(got).as(what).hasSameSizeAs(wanted);
    for (int i = 0; i < got.size(); i++) {
      if (wanted.get(i) == null) {
        assertThat(got.get(i)).as(what).isNull();
      } else {
        assertThat(((BigDecimal) got.get(i)).doubleValue())
            .as(what)
            .isCloseTo(((Number) wanted.get(i)).doubleValue(), within(1e-6));
      }
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts.stream().sorted().toList();
  }

  @Test
  void instants_of_the_vectors_carry_an_offset() throws Exception {
    for (JsonNode vector : vectors()) {
      vector.get("events").forEach(event -> Instant.parse(event.get("ts").asText()));
    }
  }
}
