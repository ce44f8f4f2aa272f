package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import dev.sluice.metrics.Dictionary;
import dev.sluice.metrics.Metric;
import dev.sluice.metrics.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every number that a command prints is a number that the dictionary knows: all commands are run on
 * the samples with {@code --format json}, and every field of their answers is looked up. How, and
 * which numbers are no metrics, stands in {@code answers.yaml}.
 */
class AnswersTest {
  private static final Dictionary DICTIONARY = Dictionary.standard();

  /**
   * Money is written as a text that keeps its cents, everything else that is counted as a number.
   */
  private static final Pattern MONEY = Pattern.compile("-?\\d+\\.\\d{2,4}");

  @TempDir static Path folder;

  private static JsonNode rules;
  private static final Map<String, JsonNode> ANSWERS = new LinkedHashMap<>();

  /** A field of an answer, with the object that it stands in. */
  private record Field(String command, List<String> path, JsonNode value, JsonNode row) {
    String name() {
      return path.get(path.size() - 1);
    }

    /** The names by which the rules may list it, the most exact first. */
    List<String> names() {
      List<String> names = new ArrayList<>();
      for (int from = 0; from < path.size(); from++) {
        String rest = String.join(".", path.subList(from, path.size()));
        names.add(command + "/" + rest);
        names.add(rest);
      }
      return names;
    }

    /** The field that its object is, or {@code null} where that is the answer. */
    Field above() {
      return path.size() == 1
          ? null
          : new Field(command, path.subList(0, path.size() - 1), value, row);
    }

    boolean isNumber() {
      return value.isNumber() || (value.isTextual() && MONEY.matcher(value.textValue()).matches());
    }

    @Override
    public String toString() {
      return command + "/" + String.join(".", path);
    }
  }

  @BeforeAll
  static void askEverything() throws IOException {
    try (InputStream in = AnswersTest.class.getResourceAsStream("answers.yaml")) {
      rules = new YAMLMapper().readTree(in);
    }
    run("import samples/douyin samples/generic --shop qinghe-home");
    run(
        "import samples/tiktok-shop/creator-live-performance.xlsx --shop harbor-thread"
            + " --tz America/Los_Angeles --currency USD");
    run("plan save samples/campaign.yaml");
    for (String command : texts("commands")) {
      ANSWERS.put(command, run(command));
    }
  }

  private static JsonNode run(String line) throws IOException {
    List<String> words =
        new ArrayList<>(ShellWords.of(line.replace("${CASES}", "src/test/resources/cases")));
    words.addAll(List.of("--format", "json", "--now", "2026-11-20T00:00:00Z"));
    Ran ran =
        Ran.sluice(
            Map.of("SLUICE_WORKSPACE", folder.resolve("sluice.duckdb").toString()),
            words.toArray(String[]::new));
    // A check that does not hold has an answer too.
    assertThat(ran.exit()).as(line + "\n" + ran.err()).isIn(0, 3);
    return new ObjectMapper().readTree(ran.out());
  }

  @Test
  void everyCommandIsRun() {
    List<String> commands = new ArrayList<>(texts("commands"));
    rules.get("silent").fieldNames().forEachRemaining(commands::add);

    assertThat(names(whole(), ""))
        .allSatisfy(
            name ->
                assertThat(commands)
                    .as("sluice %s is not among the commands of answers.yaml", name)
                    .anyMatch(command -> (command + " ").startsWith(name + " ")));
  }

  private static CommandLine whole() {
    return new Cli(
            InputStream.nullInputStream(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Map.of(),
            Terminal.none())
        .whole();
  }

  /** The commands below {@code command} that have none below them. */
  private static List<String> names(CommandLine command, String prefix) {
    List<String> names = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, below) -> {
              if (below.getSubcommands().isEmpty()) {
                names.add(prefix + name);
              } else {
                names.addAll(names(below, prefix + name + " "));
              }
            });
    return names;
  }

  @Test
  void everyNumberIsAnEntryOfTheDictionary() {
    Map<String, String> unknown = new TreeMap<>();
    fields().stream()
        .filter(Field::isNumber)
        .filter(field -> !isNoMetric(field))
        .filter(field -> entry(field) == null)
        .forEach(field -> unknown.put(field.toString(), String.valueOf(field.value())));

    assertThat(unknown).as("numbers that no entry of the dictionary explains").isEmpty();
  }

  @Test
  void whatWasNeverSeenIsAnEntryTooOrHoldsNoNumber() {
    Set<String> missing = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    for (Field field : fields()) {
      if (field.value().isNull()) {
        if (!isNoMetric(field) && entry(field) == null && !texts("texts").contains(field.name())) {
          missing.add(field.toString());
        }
      } else {
        seen.add(field.toString());
      }
    }
    missing.removeAll(seen);

    assertThat(missing).as("fields that may hold a number").isEmpty();
  }

  @Test
  void whatTheDictionaryCallsMoneyIsWrittenAsMoney() {
    Map<String, String> wrong = new TreeMap<>();
    for (Field field : fields()) {
      Metric metric = field.isNumber() && !isNoMetric(field) ? entry(field) : null;
      if (metric == null || metric.unit() == Unit.NUMBER) {
        continue;
      }
      if ((metric.unit() == Unit.MONEY) != field.value().isTextual()) {
        wrong.put(field.toString(), field.value() + " is " + metric.name());
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void noRuleIsLeftOver() {
    Set<String> used = new LinkedHashSet<>();
    for (Field field : fields()) {
      for (Field each = field; each != null; each = each.above()) {
        used.addAll(each.names());
      }
    }
    List<String> listed = new ArrayList<>(listedAsNoMetric());
    rules.get("called").fieldNames().forEachRemaining(listed::add);

    assertThat(listed).doesNotHaveDuplicates();
    assertThat(used).containsAll(listed);
    assertThat(rules.get("called"))
        .allSatisfy(
            name -> assertThat(DICTIONARY.find(name.textValue())).as(name.textValue()).isNotNull());
  }

  /** Whether it, or what it stands in, is listed as no metric. */
  private static boolean isNoMetric(Field field) {
    Set<String> listed = listedAsNoMetric();
    return Stream.iterate(field, each -> each != null, Field::above)
        .flatMap(each -> each.names().stream())
        .anyMatch(listed::contains);
  }

  private static Set<String> listedAsNoMetric() {
    Set<String> listed = new LinkedHashSet<>();
    rules.get("no_metric").forEach(names -> names.forEach(name -> listed.add(name.textValue())));
    return listed;
  }

  /** The entry that a field is, or {@code null}. */
  private static Metric entry(Field field) {
    for (String name : field.names()) {
      if (rules.get("called").has(name)) {
        return DICTIONARY.find(rules.get("called").get(name).textValue());
      }
    }
    Metric ofTheRow = ofTheRow(field);
    if (ofTheRow != null) {
      return ofTheRow;
    }
    if (field.path().size() > 1 && texts("sides").contains(field.name())) {
      Metric metric = entry(field.above());
      if (metric != null) {
        return metric;
      }
    }
    Metric metric = DICTIONARY.find(field.name());
    for (String beginning : texts("beginnings")) {
      if (metric == null && field.name().startsWith(beginning)) {
        metric = DICTIONARY.find(field.name().substring(beginning.length()));
      }
    }
    for (String end : texts("ends")) {
      if (metric == null && field.name().endsWith(end)) {
        metric = DICTIONARY.find(field.name().substring(0, field.name().length() - end.length()));
      }
    }
    return metric;
  }

  private static Metric ofTheRow(Field field) {
    for (Map.Entry<String, JsonNode> rule : rules.get("of_the_row").properties()) {
      JsonNode named = field.row().path(rule.getKey());
      for (JsonNode each : rule.getValue()) {
        if (each.textValue().equals(field.name()) && named.isTextual()) {
          Metric metric = DICTIONARY.find(named.textValue());
          if (metric != null) {
            return metric;
          }
        }
      }
    }
    return null;
  }

  private static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (JsonNode answer : ANSWERS.values()) {
      String command = answer.get("schema").textValue().replaceAll("^sluice\\.|/1$", "");
      walk(command, List.of(), answer, answer, fields);
    }
    return fields;
  }

  private static void walk(
      String command, List<String> path, JsonNode node, JsonNode row, List<Field> fields) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> each : node.properties()) {
        List<String> below = new ArrayList<>(path);
        below.add(each.getKey());
        walk(command, below, each.getValue(), node, fields);
      }
    } else if (node.isArray()) {
      node.forEach(each -> walk(command, path, each, row, fields));
    } else {
      fields.add(new Field(command, path, node, row));
    }
  }

  private static List<String> texts(String list) {
    List<String> texts = new ArrayList<>();
    rules.get(list).forEach(each -> texts.add(each.textValue()));
    return texts;
  }
}
