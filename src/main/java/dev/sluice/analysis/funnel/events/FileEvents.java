package dev.sluice.analysis.funnel.events;

import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events straight from a file: Parquet, JSON lines or CSV, told by its content. Required are {@code
 * user}, {@code ts} and {@code event}; every further column is a property, and so is every field of
 * an object {@code props}. A time is an ISO date and time, with or without offset, or seconds,
 * milliseconds, microseconds or nanoseconds since 1970, told by their size.
 */
public final class FileEvents implements Events {
  /** A number of 1973 or later in ms is larger than any of the next 3,000 years in s, and so on. */
  private static final String EPOCH =
      """
      CASE WHEN abs(%1$s) < 100000000000 THEN %1$s * 1000000
           WHEN abs(%1$s) < 100000000000000 THEN %1$s * 1000
           WHEN abs(%1$s) < 100000000000000000 THEN %1$s
           ELSE %1$s / 1000 END\
      """;

  private static final String JSON = "json";

  private final String name;
  private final String relation;
  private final Map<String, String> types;
  private final ZoneId zone;

  private FileEvents(String name, String relation, Map<String, String> types, ZoneId zone) {
    this.name = name;
    this.relation = relation;
    this.types = types;
    this.zone = zone;
  }

  /**
   * Looks into a file.
   *
   * @param engine where its columns are asked for, and where what is not Parquet is laid down
   * @param name what the file is called in messages
   * @param zone of times without offset
   */
  public static FileEvents open(Workspace engine, Path file, String name, ZoneId zone) {
    byte[] head = head(file, name);
    if (head.length == 0) {
      throw Refusal.input(name + " is empty", null);
    }
    String path = Sql.literal(file.toString());
    FileEvents events;
    if (new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1).equals("PAR1")) {
      String relation = "read_parquet(" + path + ")";
      events = new FileEvents(name, relation, describe(engine, relation, name), zone);
    } else if (new String(head, StandardCharsets.UTF_8).stripLeading().startsWith("{")) {
      String relation =
          "(SELECT json FROM read_ndjson_objects(" + path + ", ignore_errors = false))";
      events = laidDown(engine, relation, name, zone);
    } else {
      String relation =
          "read_csv("
              + path
              + ", all_varchar = true, header = true, quote = '\"', escape = '\"', delim = "
              + Sql.literal(delimiter(file, name))
              + ")";
      events = laidDown(engine, relation, name, zone);
    }
    events.require();
    return events;
  }

  /** Text is parsed once, whatever is asked of it then. */
  private static FileEvents laidDown(Workspace engine, String relation, String name, ZoneId zone) {
    try {
      engine.execute("CREATE TEMP TABLE laid_down AS SELECT * FROM " + relation);
    } catch (Refusal e) {
      throw Refusal.input(name + ": " + e.sentence(), null, e);
    }
    return new FileEvents(name, "laid_down", describe(engine, "laid_down", name), zone);
  }

  private static Map<String, String> describe(Workspace engine, String relation, String name) {
    Section columns;
    try {
      columns = engine.query("columns", Sql.composed(name, "DESCRIBE SELECT * FROM " + relation));
    } catch (Refusal e) {
      throw Refusal.input(e.sentence(), null, e);
    }
    Map<String, String> types = new LinkedHashMap<>();
    for (int row = 0; row < columns.rows().size(); row++) {
      types.put(
          String.valueOf(columns.cell(row, "column_name")),
          String.valueOf(columns.cell(row, "column_type")));
    }
    return types;
  }

  private static byte[] head(Path file, String name) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(4096);
    } catch (IOException e) {
      throw Refusal.failed(
          "cannot read " + name + (Files.exists(file) ? "" : ": there is no such file"), null, e);
    }
  }

  private static String delimiter(Path file, String name) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = String.valueOf(reader.readLine());
      String best = ",";
      for (String each : new String[] {";", "\t"}) {
        if (count(line, each) > count(line, best)) {
          best = each;
        }
      }
      return best;
    } catch (IOException e) {
      throw Refusal.input(name + " is neither Parquet nor UTF-8 text", "save it as UTF-8", e);
    }
  }

  private static long count(String line, String delimiter) {
    return line.chars().filter(c -> c == delimiter.charAt(0)).count();
  }

  private void require() {
    if (isJson()) {
      return;
    }
    for (String required : new String[] {"user", "ts", "event"}) {
      if (column(required) == null) {
        throw Refusal.input(
            name + " has no column " + required + "; it has " + String.join(", ", types.keySet()),
            "events have the columns user, ts and event");
      }
    }
  }

  private boolean isJson() {
    return types.size() == 1 && types.containsKey(JSON);
  }

  /** A column by its name, or by its name in other case. */
  private @Nullable String column(String wanted) {
    if (types.containsKey(wanted)) {
      return wanted;
    }
    for (String each : types.keySet()) {
      if (each.equalsIgnoreCase(wanted)) {
        return each;
      }
    }
    return null;
  }

  private String quoted(String wanted) {
    String column = column(wanted);
    if (column == null) {
      throw new IllegalStateException("no column " + wanted);
    }
    return Sql.quote(column);
  }

  private String type(String wanted) {
    String column = column(wanted);
    return column == null ? "VARCHAR" : types.getOrDefault(column, "VARCHAR");
  }

  private static String path(String field) {
    return Sql.literal("$.\"" + field.replace("\"", "\\\"") + "\"");
  }

  private static String json(String field) {
    return "json_extract_string(json, " + path(field) + ")";
  }

  @Override
  public String relation() {
    return relation;
  }

  @Override
  public String scope() {
    return "TRUE";
  }

  @Override
  public String user() {
    return isJson() ? json("user") : text("user");
  }

  private String text(String column) {
    String quoted = quoted(column);
    return type(column).equals("VARCHAR") ? quoted : quoted + "::VARCHAR";
  }

  @Override
  public String userKey() {
    if (!isJson()) {
      switch (type("user")) {
        case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" -> {
          return quoted("user") + "::BIGINT";
        }
        default -> {}
      }
    }
    // Sorting integers takes half as long as sorting text. Two of ten million users would share
    // one of these with a chance of 1 in 180,000.
    return "(hash(" + user() + ") >> 1)::BIGINT";
  }

  @Override
  public String micros() {
    if (isJson()) {
      return parsed(json("ts"));
    }
    String ts = quoted("ts");
    String type = type("ts");
    return switch (type) {
      case "TIMESTAMP WITH TIME ZONE" -> "epoch_us(" + ts + ")";
      case "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S", "DATE" ->
          local(ts + "::TIMESTAMP");
      case "BIGINT", "INTEGER", "UBIGINT", "UINTEGER", "HUGEINT" ->
          "(" + String.format(Locale.ROOT, EPOCH, "(" + ts + "::HUGEINT)") + ")::BIGINT";
      case "DOUBLE", "FLOAT" -> epoch(ts);
      default -> type.startsWith("DECIMAL") ? epoch(ts) : parsed(ts + "::VARCHAR");
    };
  }

  @Override
  public String lastMicros() {
    // Parquet knows the largest of a column without reading it.
    return !isJson() && type("ts").equals("TIMESTAMP WITH TIME ZONE")
        ? "epoch_us(max(" + quoted("ts") + "))"
        : "max(" + micros() + ")";
  }

  private static String epoch(String number) {
    return "TRY_CAST("
        + String.format(Locale.ROOT, EPOCH, "TRY_CAST(" + number + " AS DECIMAL(38, 9))")
        + " AS BIGINT)";
  }

  private String local(String timestamp) {
    return zone.normalized().equals(ZoneOffset.UTC)
        ? "epoch_us(" + timestamp + ")"
        : "epoch_us(timezone(" + Sql.literal(zone.getId()) + ", " + timestamp + "))";
  }

  private String parsed(String text) {
    return "CASE WHEN regexp_full_match("
        + text
        + ", '\\s*[+-]?\\d+(\\.\\d+)?\\s*') THEN "
        + epoch(text)
        + " WHEN regexp_matches("
        + text
        + ", '\\d:\\d\\d.*([zZ]|UTC|[+-]\\d\\d(:?\\d\\d)?)\\s*$') THEN epoch_us(TRY_CAST("
        + text
        + " AS TIMESTAMPTZ)) ELSE "
        + local("TRY_CAST(" + text + " AS TIMESTAMP)")
        + " END";
  }

  @Override
  public String event() {
    return isJson() ? json("event") : text("event");
  }

  @Override
  public String property(String wanted) {
    switch (wanted) {
      case "user" -> {
        return user();
      }
      case "event" -> {
        return event();
      }
      default -> {}
    }
    if (isJson()) {
      return "COALESCE(json_extract_string(json, "
          + Sql.literal("$.props.\"" + wanted.replace("\"", "\\\"") + "\"")
          + "), "
          + json(wanted)
          + ")";
    }
    String column = column(wanted);
    if (column != null) {
      return Sql.quote(column) + "::VARCHAR";
    }
    if (column("props") != null) {
      return "json_extract_string(to_json(" + quoted("props") + "), " + path(wanted) + ")";
    }
    throw Refusal.input(
        name + " has no column " + wanted + "; it has " + String.join(", ", types.keySet()), null);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean hasCurrency() {
    return isJson() || column("currency") != null || column("props") != null;
  }
}
