package dev.sluice.exports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sluice.answer.Refusal;
import dev.sluice.exports.ReportSpec.ColumnSpec;
import dev.sluice.exports.ReportSpec.Evidence;
import dev.sluice.exports.ReportSpec.FactSpec;
import dev.sluice.exports.ReportSpec.Replaces;
import dev.sluice.exports.ReportSpec.SkipSpec;
import dev.sluice.exports.ReportSpec.TotalsSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every report that Sluice knows: one YAML file each under {@code catalogue/<platform>/}. A new
 * report is a new file, and no Java. Parsing them all takes longer than importing a small file, so
 * {@code catalogue/index.txt} lists them with the names that no file of theirs lacks, and only
 * those that a file can be are parsed.
 */
final class Catalogue {
  private static final Set<String> KEYS =
      Set.of(
          "title",
          "evidence",
          "checked_on",
          "source",
          "zone",
          "currency",
          "room",
          "as_of",
          "period",
          "grouped",
          "exported_at",
          "columns",
          "rest",
          "ignored",
          "personal",
          "skips",
          "rejects",
          "totals",
          "time",
          "derived",
          "facts");
  private static final Set<String> COLUMN_KEYS = Set.of("header", "as", "required", "reported");
  private static final Set<String> FACT_KEYS =
      Set.of("table", "key", "replaces", "until", "by_name", "set", "where");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final List<Entry> entries;
  private final Map<String, ReportSpec> parsed = new HashMap<>();

  /**
   * A report in the index.
   *
   * @param id its id
   * @param needs of each column without which a file is not this report, the names that it has had,
   *     as {@link Header} compares them
   */
  record Entry(String id, List<List<String>> needs) {
    static Entry of(ReportSpec report) {
      List<List<String>> names = Header.Vocabulary.of(report).columns();
      List<List<String>> needs = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (report.columns().get(i).inHeader()) {
          needs.add(names.get(i).stream().distinct().toList());
        }
      }
      return new Entry(report.id(), List.copyOf(needs));
    }

    /**
     * A line of the index: the path, and behind tabs the columns, {@code |} between their names. A
     * path alone is a report that any file may be.
     */
    static Entry parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Entry(
          id(fields[0]),
          Arrays.stream(fields).skip(1).map(names -> List.of(names.split("\\|", -1))).toList());
    }

    String line() {
      return needs.stream()
          .map(names -> "\t" + String.join("|", names))
          .collect(Collectors.joining("", path(), ""));
    }

    String path() {
      return id.replaceFirst("\\.", "/") + ".yaml";
    }

    private static String id(String path) {
      return path.substring(0, path.length() - ".yaml".length()).replace('/', '.');
    }

    boolean within(Set<String> names) {
      return needs.stream().allMatch(each -> each.stream().anyMatch(names::contains));
    }
  }

  private Catalogue(List<Entry> entries) {
    this.entries = entries.stream().sorted(Comparator.comparing(Entry::id)).toList();
  }

  /** The catalogue that ships. */
  static Catalogue load() {
    try (InputStream in = resource("catalogue/index.txt")) {
      return new Catalogue(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .map(Entry::parse)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A catalogue of those reports alone. */
  static Catalogue of(List<ReportSpec> reports) {
    Catalogue catalogue = new Catalogue(reports.stream().map(Entry::of).toList());
    reports.forEach(report -> catalogue.parsed.put(report.id(), report));
    return catalogue;
  }

  private static InputStream resource(String name) {
    InputStream in = Catalogue.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the catalogue lacks " + name);
    }
    return in;
  }

  /** All reports, by id. */
  List<ReportSpec> reports() {
    return entries.stream().map(this::parsed).toList();
  }

  /** The reports that can have their header in one of the rows, by id. */
  List<ReportSpec> likely(List<Header.Row> rows) {
    List<Set<String>> names = rows.stream().map(Header.Row::names).toList();
    return entries.stream()
        .filter(entry -> names.stream().anyMatch(entry::within))
        .map(this::parsed)
        .toList();
  }

  /** The report of that id, or a refusal that names the nearest. */
  ReportSpec report(String id) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .map(this::parsed)
        .orElseThrow(
            () -> Refusal.usage("there is no report '" + id + "'", "see them all: sluice formats"));
  }

  private ReportSpec parsed(Entry entry) {
    return parsed.computeIfAbsent(entry.id(), id -> parse(entry.path()));
  }

  /** The report that a file describes, whether or not it is in the index. */
  static ReportSpec parse(String path) {
    try (InputStream in = resource("catalogue/" + path)) {
      return report(path, YAML.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue/" + path, e);
    }
  }

  /** {@code douyin/live-sessions.yaml} describes {@code douyin.live-sessions}. */
  private static ReportSpec report(String path, JsonNode node) {
    String id = Entry.id(path);
    requireKeys(id, node, KEYS);
    List<ColumnSpec> columns = new ArrayList<>();
    node.path("columns")
        .properties()
        .forEach(e -> columns.add(column(id, e.getKey(), e.getValue())));
    List<FactSpec> facts = new ArrayList<>();
    node.path("facts").forEach(fact -> facts.add(fact(id, fact, facts.isEmpty())));
    return new ReportSpec(
        id,
        path.substring(0, path.indexOf('/')),
        texts(node.path("title")),
        Evidence.valueOf(text(id, node, "evidence").toUpperCase(Locale.ROOT)),
        text(id, node, "checked_on"),
        text(id, node, "source"),
        node.path("zone").asText("shop"),
        node.path("currency").asText("shop"),
        node.path("room").asText("").equals("required"),
        node.path("as_of").asText("").equals("required"),
        node.path("period").asText("").equals("required"),
        node.path("grouped").asBoolean(false),
        optional(node, "exported_at"),
        List.copyOf(columns),
        optional(node, "rest"),
        list(node.path("ignored")),
        list(node.path("personal")),
        rows(id, node.path("skips")),
        rows(id, node.path("rejects")),
        node.has("totals") ? totals(id, node.path("totals")) : null,
        list(node.path("time")),
        texts(node.path("derived")),
        List.copyOf(facts));
  }

  private static ColumnSpec column(String id, String name, JsonNode node) {
    requireKeys(id + "." + name, node, COLUMN_KEYS);
    String required = node.path("required").asText("");
    return new ColumnSpec(
        name,
        node.has("header") ? list(node.path("header")) : List.of(name),
        CellType.named(node.path("as").asText("text")),
        required.equals("header") || required.equals("row"),
        required.equals("row"),
        optional(node, "reported"));
  }

  private static List<SkipSpec> rows(String id, JsonNode node) {
    List<SkipSpec> rows = new ArrayList<>();
    node.forEach(row -> rows.add(new SkipSpec(text(id, row, "when"), text(id, row, "reason"))));
    return List.copyOf(rows);
  }

  private static TotalsSpec totals(String id, JsonNode node) {
    requireKeys(id + ".totals", node, Set.of("when", "sums"));
    return new TotalsSpec(text(id, node, "when"), list(node.path("sums")));
  }

  private static FactSpec fact(String id, JsonNode node, boolean main) {
    requireKeys(id + ".facts", node, FACT_KEYS);
    return new FactSpec(
        text(id, node, "table"),
        list(node.path("key")),
        Replaces.valueOf(text(id, node, "replaces").toUpperCase(Locale.ROOT)),
        optional(node, "until"),
        main || node.path("by_name").asBoolean(false),
        texts(node.path("set")),
        optional(node, "where"));
  }

  /** A misspelt key of the catalogue must not pass for an absent one. */
  private static void requireKeys(String where, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new IllegalStateException(
                    "catalogue: " + where + " has an unknown key " + key);
              }
            });
  }

  private static String text(String id, JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new IllegalStateException("catalogue: " + id + " lacks " + key);
    }
    return value.asText();
  }

  private static @Nullable String optional(JsonNode node, String key) {
    JsonNode value = node.get(key);
    return value == null ? null : value.asText();
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  private static List<String> list(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    List<String> list = new ArrayList<>();
    node.forEach(each -> list.add(each.asText()));
    return List.copyOf(list);
  }
}
