package dev.sluice.analysis.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.analysis.Vectors;
import dev.sluice.analysis.Vectors.Vector;
import dev.sluice.answer.Column;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributionVectorsTest {
  /** Rules of one tool each, which the rule here contradicts. */
  private static final Map<String, String> NOT_OFFERED =
      Map.of(
          "eeghor-mta/rank-decay",
          "weights 1, 2, … n by rank are no decay in time, whatever that tool calls them",
          "snowplow-attribution/paths-unique",
          "a clean-up named unique that leaves the journey as it is");

  private static final Instant CONVERTED = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  static Stream<Vector> attributions() {
    return offered("attribution");
  }

  static Stream<Vector> touchAttributions() {
    return offered("touch_attribution");
  }

  static Stream<Vector> transforms() {
    return offered("path_transform");
  }

  private static Stream<Vector> offered(String kind) {
    return Vectors.of(kind).stream()
        .filter(vector -> !vector.annotated() && !NOT_OFFERED.containsKey(vector.id()));
  }

  @Test
  void noVectorIsLeftOut() {
    assertThat(attributions()).hasSize(31);
    assertThat(touchAttributions()).hasSize(3);
    assertThat(transforms()).hasSize(3);
    assertThat(Vectors.of("attribution").stream().filter(Vector::annotated))
        .extracting(Vector::id)
        .containsExactly("dp6/position-decay-readme");
    assertThat(Vectors.of("attribution", "touch_attribution", "path_transform")).hasSize(40);
  }

  @ParameterizedTest
  @MethodSource("attributions")
  void creditsAreThePublishedOnes(Vector vector) throws IOException {
    JsonNode expected = vector.expected();
    if (expected.has("per_path")) {
      for (int i = 0; i < expected.get("per_path").size(); i++) {
        perPath(vector, vector.json().get("paths").get(i), expected.get("per_path").get(i));
      }
    }
    if (!expected.has("credit") && !expected.has("value") && !expected.has("transition")) {
      return;
    }
    Shares shares = shares(vector);
    Map<String, Credit> credits = new HashMap<>();
    shares.credits().forEach(credit -> credits.put(credit.channel(), credit));
    double scale =
        vector.json().path("paths").path(0).has("hours_before_conversion") ? scale(vector) : 1;
    expected
        .path("credit")
        .properties()
        .forEach(
            e ->
                vector.assertClose(
                    "credit of " + e.getKey(),
                    credits.get(e.getKey()).conversions() * scale,
                    e.getValue().asDouble()));
    expected
        .path("value")
        .properties()
        .forEach(
            e ->
                vector.assertClose(
                    "value of " + e.getKey(),
                    credits.get(e.getKey()).value(),
                    e.getValue().asDouble()));
    if (expected.has("credit") && vector.json().has("paths")) {
      assertThat(credits.keySet())
          .containsExactlyInAnyOrderElementsOf(names(expected.get("credit")));
    }
    chain(vector, shares);
  }

  private static void chain(Vector vector, Shares shares) {
    JsonNode expected = vector.expected();
    Markov chain = shares.chain();
    if (expected.has("p_conversion")) {
      vector.assertClose("p", chain.conversion(), expected.get("p_conversion").asDouble());
    }
    expected
        .path("removal_effect")
        .properties()
        .forEach(
            e ->
                vector.assertClose(
                    "removal effect of " + e.getKey(),
                    chain.removalEffect(e.getKey()),
                    e.getValue().asDouble()));
    if (expected.has("transition")) {
      Map<String, Map<String, Double>> table = new TreeMap<>();
      chain
          .steps()
          .forEach(
              step ->
                  table
                      .computeIfAbsent(step.source(), s -> new TreeMap<>())
                      .put(step.target(), step.probability()));
      assertThat(table.keySet())
          .containsExactlyInAnyOrderElementsOf(names(expected.get("transition")));
      for (var from : expected.get("transition").properties()) {
        assertThat(table.get(from.getKey()).keySet())
            .containsExactlyInAnyOrderElementsOf(names(from.getValue()));
        for (var to : from.getValue().properties()) {
          vector.assertClose(
              from.getKey() + " to " + to.getKey(),
              table.get(from.getKey()).get(to.getKey()),
              to.getValue().asDouble());
        }
      }
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The journey alone, its touches told apart by their place. */
  private void perPath(Vector vector, JsonNode path, JsonNode expected) throws IOException {
    List<String> channels = channels(path.get("path"));
    Rule rule = rule(vector);
    List<String> places = new ArrayList<>();
    String passedOver = null;
    for (int i = 0; i < channels.size(); i++) {
      String place = i + " " + channels.get(i);
      places.add(place);
      if (channels.get(i).equals(rule.direct())) {
        passedOver = place;
      }
    }
    Path file = folder.resolve("path.csv");
    Files.writeString(
        file,
        "path,conversions\n\"%s\",%s\n"
            .formatted(String.join(" > ", places), path.get("conversions").asText()));
    Rule renamed = passedOver == null ? rule : direct(rule, passedOver);
    Shares shares = run(new Journeys.OfPaths(file), renamed);
    for (int i = 0; i < places.size(); i++) {
      vector.assertClose(
          places.get(i), shares.credits().get(i).conversions(), expected.get(i).asDouble());
    }
  }

  private Shares shares(Vector vector) throws IOException {
    JsonNode worth = vector.json().get("attribution").get("worth");
    if (worth != null) {
      return run(new Journeys.OfPaths(journeysOfWorth(worth)), rule(vector));
    }
    JsonNode paths = vector.json().get("paths");
    if (paths.has("csv")) {
      Path data = Vectors.DATA.resolve("gpl-3/pathdata.csv");
      Assumptions.assumeTrue(Files.exists(data), "the data sets are not here");
      return run(new Journeys.OfPaths(data), rule(vector));
    }
    if (paths.get(0).has("hours_before_conversion")) {
      return run(touches(paths.get(0)), rule(vector));
    }
    StringBuilder csv = new StringBuilder("path,conversions,value,null\n");
    for (JsonNode path : paths) {
      csv.append('"').append(String.join(" > ", channels(path.get("path")))).append("\",");
      csv.append(path.get("conversions").asText()).append(',');
      csv.append(path.path("value").asText("")).append(',');
      csv.append(path.path("null").asText("")).append('\n');
    }
    Path file = folder.resolve("paths.csv");
    Files.writeString(file, csv);
    return run(new Journeys.OfPaths(file), rule(vector));
  }

  /** One user whose touches lie as many hours before the conversion as the vector says. */
  private Journeys touches(JsonNode path) throws IOException {
    StringBuilder csv = new StringBuilder("user,ts,channel\n");
    for (int i = 0; i < path.get("path").size(); i++) {
      Instant at =
          CONVERTED.minus(Duration.ofHours(path.get("hours_before_conversion").get(i).asLong()));
      csv.append("u,").append(at).append(',').append(path.get("path").get(i).asText()).append('\n');
    }
    Path touches = folder.resolve("touches.csv");
    Path conversions = folder.resolve("conversions.csv");
    Files.writeString(touches, csv);
    Files.writeString(
        conversions,
        "user,ts,value\nu,%s,%s\n".formatted(CONVERTED, path.path("value").asText("")));
    return new Journeys.OfFiles(touches, conversions);
  }

  /** A user converts once; the vector may stand for more or fewer. */
  private static double scale(Vector vector) {
    return vector.json().get("paths").get(0).get("conversions").asDouble();
  }

  /** What each set adds to the worth of its parts, as journeys through exactly that set. */
  private Path journeysOfWorth(JsonNode worth) throws IOException {
    Map<List<String>, Double> adds = new LinkedHashMap<>();
    List<Map.Entry<String, JsonNode>> bySize = new ArrayList<>(worth.properties());
    bySize.sort((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()));
    StringBuilder csv = new StringBuilder("path,conversions\n");
    for (Map.Entry<String, JsonNode> entry : bySize) {
      List<String> set = List.of(entry.getKey().split("\\+", -1));
      double parts =
          adds.entrySet().stream()
              .filter(e -> set.containsAll(e.getKey()))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      adds.put(set, entry.getValue().asDouble() - parts);
      csv.append(String.join(" > ", set)).append(',').append(adds.get(set)).append('\n');
    }
    Path file = folder.resolve("worth.csv");
    Files.writeString(file, csv);
    return file;
  }

  private static List<String> channels(JsonNode path) {
    if (path.isArray()) {
      List<String> channels = new ArrayList<>();
      path.forEach(channel -> channels.add(channel.asText()));
      return channels;
    }
    return List.of(path.asText().split(" > ", -1));
  }

  private static Rule rule(Vector vector) {
    JsonNode attribution = vector.json().get("attribution");
    JsonNode params = attribution.path("params");
    Rule rule = Rule.of(model(attribution.get("model").asText()));
    // Long enough for every vector that has times of its own.
    return new Rule(
        rule.model(),
        rule.by(),
        Duration.ofDays(365),
        Duration.ofHours(params.path("half_life_hours").asLong(168)),
        rule.position(),
        attribution.get("model").asText().equals("linear_unique")
            ? Rule.Repeats.FIRST
            : rule.repeats(),
        params.path("ignore").asText(rule.direct()),
        null,
        null,
        params.path("use_null").asBoolean(),
        null);
  }

  private static Model model(String name) {
    return switch (name) {
      case "first_touch" -> Model.FIRST;
      case "last_touch" -> Model.LAST;
      case "last_non" -> Model.LAST_NON_DIRECT;
      case "linear", "linear_unique" -> Model.LINEAR;
      case "position", "forty_twenty_forty" -> Model.POSITION;
      case "time_decay" -> Model.TIME_DECAY;
      case "markov" -> Model.MARKOV;
      case "shapley" -> Model.SHAPLEY;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Rule direct(Rule rule, String direct) {
    return new Rule(
        rule.model(),
        rule.by(),
        rule.lookback(),
        rule.halfLife(),
        rule.position(),
        rule.repeats(),
        direct,
        null,
        null,
        rule.lostJourneys(),
        null);
  }

  private static Shares run(Journeys source, Rule rule) {
    try (Workspace engine = Workspace.inMemory(Engine.standard())) {
      Journeys.load(engine, source, rule);
      return Shares.of(engine, rule);
    }
  }

  @ParameterizedTest
  @MethodSource("touchAttributions")
  void touchesAreCreditedPerConversion(Vector vector) throws IOException {
    JsonNode json = vector.json();
    StringBuilder byTouch = new StringBuilder("user,ts,channel,layer\n");
    for (JsonNode t : json.get("touches")) {
      byTouch.append(
          "%s,%s,%s,%s\n"
              .formatted(
                  t.get("user").asText(),
                  t.get("ts").asText(),
                  t.get("channel").asText(),
                  t.get("id").asText()));
    }
    StringBuilder converted = new StringBuilder("user,ts,value\n");
    double all = 0;
    for (JsonNode c : json.get("conversions")) {
      converted.append(
          "%s,%s,%s\n"
              .formatted(c.get("user").asText(), c.get("ts").asText(), c.get("value").asText()));
      all += c.get("value").asDouble();
    }
    Path touches = Files.writeString(folder.resolve("t.csv"), byTouch);
    Path conversions = Files.writeString(folder.resolve("c.csv"), converted);
    Journeys source = new Journeys.OfFiles(touches, conversions);
    for (JsonNode name : json.get("attribution").get("models")) {
      for (Rule.By by : Rule.By.values()) {
        Rule usual = Rule.of(model(name.asText()));
        Rule rule =
            new Rule(
                usual.model(),
                by,
                Duration.ofDays(json.get("attribution").get("lookback_days").asLong()),
                usual.halfLife(),
                usual.position(),
                usual.repeats(),
                usual.direct(),
                null,
                null,
                false,
                null);
        Shares shares = run(source, rule);
        // The id of a touch stands in for its layer, so that grouping by layer shows each touch.
        JsonNode expected =
            vector.expected().get(by == Rule.By.LAYER ? "per_touch" : "credit").get(name.asText());
        assertThat(shares.credits())
            .extracting(Credit::channel)
            .containsExactlyInAnyOrderElementsOf(names(expected));
        for (Credit credit : shares.credits()) {
          vector.assertClose(
              credit.channel(), credit.conversions(), expected.get(credit.channel()).asDouble());
          if (by == Rule.By.CHANNEL) {
            vector.assertClose(
                credit.channel(),
                credit.value(),
                vector.expected().get("value").get(name.asText()).get(credit.channel()).asDouble());
          }
        }
        double rest =
            shares.totals().unattributedValue() == null
                ? 0
                : shares.totals().unattributedValue().doubleValue();
        vector.assertClose(
            "sum", shares.credits().stream().mapToDouble(Credit::value).sum() + rest, all);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void journeysAreCleanedBeforeTheyAreModelled(Vector vector) throws IOException {
    for (JsonNode one : vector.json().get("cases")) {
      List<String> before = channels(one.get("path"));
      Path file =
          Files.writeString(
              folder.resolve("p.csv"), "path,conversions\n" + String.join(" > ", before) + ",1\n");
      Rule usual = Rule.of(Model.LINEAR);
      String transform = one.get("transform").asText();
      String param = one.path("param").asText();
      Rule rule =
          new Rule(
              usual.model(),
              usual.by(),
              usual.lookback(),
              usual.halfLife(),
              usual.position(),
              transform.equals("first") ? Rule.Repeats.FIRST : Rule.Repeats.EACH,
              usual.direct(),
              transform.equals("remove_if_not_all") ? param : null,
              transform.equals("trim_last") ? Integer.valueOf(param) : null,
              false,
              null);
      try (Workspace engine = Workspace.inMemory(Engine.standard())) {
        Journeys.load(engine, new Journeys.OfPaths(file), rule);
        var cleaned =
            engine.query(
                "cleaned",
                Sql.composed(
                    "cleaned",
                    "SELECT list_transform(touches, lambda t: t.channel) AS p FROM journey"),
                List.of(Column.texts("p")));
        assertThat(cleaned.cell(0, "p")).as(vector.id()).isEqualTo(channels(one.get("expected")));
      }
    }
  }
}
