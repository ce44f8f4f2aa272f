package dev.sluice.answer.yaml;

import dev.sluice.answer.Nearest;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * One object of a YAML file. It hands out values by key; for one that is not what it should be it
 * records a fault and hands out {@code null}, as for one that is not there. A key that nobody asked
 * for is unknown: {@link #close} says so.
 */
public final class Fields {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*(_[0-9]+)*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,2})?");
  private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,3})h)?(?:(\\d{1,4})m)?");
  private static final int LONGEST_NUMBER = 40;
  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");

  private final Findings findings;
  private final Node node;
  private final String path;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(MappingNode node, String path, Findings findings) {
    this.findings = findings;
    this.node = node;
    this.path = path;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error(tuple.getKeyNode(), path, "type", "a key is a single word", null);
        continue;
      }
      String name = key.getValue();
      Node first = keys.putIfAbsent(name, key);
      if (first != null) {
        int line = Findings.position(first).line();
        findings.error(
            key,
            path(name),
            "duplicate-key",
            "the key stands twice, first at line " + line,
            "keep one");
        continue;
      }
      values.put(name, tuple.getValueNode());
      findings.place(path(name), tuple.getValueNode());
    }
  }

  /** The object that a text in YAML is, or {@code null} and a fault. */
  public static @Nullable Fields read(String text, Findings findings) {
    // JSON allows tabs where YAML does not, and none inside its texts.
    boolean json = text.stripLeading().startsWith("{");
    String yaml = json ? text.replace('\t', ' ') : text;
    String not = json ? "not JSON: " : "not YAML: ";
    LoaderOptions options = new LoaderOptions();
    if (text.length() > options.getCodePointLimit()) {
      String most = String.format(Locale.ROOT, "%,d", options.getCodePointLimit());
      findings.add(
          Fault.error(
              Position.START,
              "",
              "syntax",
              "the file has more than " + most + " characters, the most that is read",
              null));
      return null;
    }
    try {
      Node node = new Yaml(options).compose(new StringReader(yaml));
      if (node == null || isNull(node)) {
        findings.add(Fault.error(Position.START, "", "syntax", "the file is empty", null));
        return null;
      }
      return of(node, "", findings);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      Position at =
          mark == null ? Position.START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
      boolean tab = String.valueOf(e.getProblem()).contains("(TAB)");
      findings.add(
          tab
              ? Fault.error(
                  at,
                  "",
                  "syntax",
                  not + "a tab stands where only spaces can",
                  "indent with spaces")
              : Fault.error(at, "", "syntax", not + problem(e), null));
    } catch (ReaderException e) {
      String before = yaml.substring(0, yaml.offsetByCodePoints(0, e.getPosition()));
      int line = (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      String character = String.format(Locale.ROOT, "U+%04X", e.getCodePoint());
      findings.add(
          Fault.error(
              new Position(line + 1, column),
              "",
              "syntax",
              not + "the character " + character + " cannot stand in it",
              null));
    } catch (YAMLException e) {
      findings.add(Fault.error(Position.START, "", "syntax", not + e.getMessage(), null));
    }
    return null;
  }

  private static String problem(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    Mark begin = e.getContextMark();
    Mark end = e.getProblemMark();
    if (problem.startsWith("but ")) {
      return e.getContext() + ", " + problem;
    }
    // What is not closed shows at the end, and has to be mended where it begins.
    return begin == null || end == null || begin.getIndex() == end.getIndex()
        ? problem
        : problem
            + ", "
            + e.getContext()
            + " that begins at line "
            + (begin.getLine() + 1)
            + ", column "
            + (begin.getColumn() + 1);
  }

  /** The object at {@code node}, or {@code null} and a fault if that is no object. */
  private static @Nullable Fields of(Node node, String path, Findings findings) {
    if (node instanceof MappingNode mapping) {
      findings.place(path, node);
      return new Fields(mapping, path, findings);
    }
    findings.error(node, path, "type", "expected keys with values, found " + described(node), null);
    return null;
  }

  /** The path of this object. */
  public String path() {
    return path;
  }

  /** The path of a key in this object. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Whether the key is there, with whatever value. */
  public boolean has(String key) {
    known.add(key);
    return keys.containsKey(key);
  }

  /** Records a fault of the value of {@code key}, or of the whole object if it is not there. */
  public void fault(String key, String rule, String message, @Nullable String hint) {
    findings.error(values.getOrDefault(key, node), path(key), rule, message, hint);
  }

  /** Records that {@code key} is missing. */
  public void missing(String key, String message) {
    if (!has(key)) {
      fault(key, "missing", message, null);
    }
  }

  /** Records the keys that nobody asked for. */
  public void close() {
    for (Map.Entry<String, Node> key : keys.entrySet()) {
      if (known.contains(key.getKey())) {
        continue;
      }
      String nearest = Nearest.one(key.getKey(), known);
      if (nearest != null) {
        findings.spoil(path(nearest));
      }
      findings.error(
          key.getValue(),
          path(key.getKey()),
          "unknown-key",
          "unknown key '" + key.getKey() + "'",
          hint(key.getKey(), nearest));
    }
  }

  private String hint(String key, @Nullable String nearest) {
    if (nearest != null) {
      return "did you mean '" + nearest + "'?";
    }
    return key.contains(" ")
        ? "a text between { } that holds a comma needs quotes"
        : "the keys here are " + String.join(", ", new TreeSet<>(known));
  }

  public @Nullable String text(String key) {
    ScalarNode scalar = scalar(key, "a text");
    if (scalar == null) {
      return null;
    }
    if (scalar.getValue().isBlank()) {
      fault(key, "type", "has no text", "give it one or delete the line");
      return null;
    }
    return scalar.getValue().strip();
  }

  /** A name that other places refer to: letters, digits, {@code . _ -}. */
  public @Nullable String id(String key) {
    return parsed(
        key,
        text -> {
          if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an id");
          }
          return text;
        },
        "letters, digits, '.', '_' and '-', beginning with a letter or a digit");
  }

  /** A value that {@code parse} makes of the text; it throws IllegalArgumentException. */
  public <T> @Nullable T parsed(String key, Function<String, T> parse, String hint) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      fault(key, "value", String.valueOf(e.getMessage()), hint);
      return null;
    }
  }

  /** Reads {@code 1h30m}, or throws {@link IllegalArgumentException} with a sentence. */
  public static Duration durationOf(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches() || text.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' is not a duration");
    }
    Duration duration =
        Duration.ofHours(matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1)))
            .plusMinutes(matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2)));
    if (duration.isZero()) {
      throw new IllegalArgumentException("'" + text + "' is no time at all");
    }
    return duration;
  }

  /** A length of time such as {@code 1h30m}. */
  public @Nullable Duration duration(String key) {
    return parsed(key, Fields::durationOf, "write it as 4h, 90m or 1h30m");
  }

  /** One of {@code choices}, by what {@code toString} gives. */
  public <T> @Nullable T choice(String key, List<T> choices) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (T choice : choices) {
      if (choice.toString().equals(text)) {
        return choice;
      }
      names.add(choice.toString());
    }
    String nearest = Nearest.one(text, names);
    fault(
        key,
        "value",
        "'" + text + "' is not one of " + String.join(", ", names),
        nearest == null ? null : "did you mean '" + nearest + "'?");
    return null;
  }

  public <E extends Enum<E>> @Nullable E choice(String key, Class<E> choices) {
    return choice(key, Arrays.asList(choices.getEnumConstants()));
  }

  /** What {@link #choice} suggests for a text that is none of the choices. */
  public <E extends Enum<E>> @Nullable E nearest(String key, Class<E> choices) {
    if (!(values.get(key) instanceof ScalarNode scalar)) {
      return null;
    }
    Map<String, E> names = new LinkedHashMap<>();
    for (E choice : choices.getEnumConstants()) {
      names.put(choice.toString(), choice);
    }
    String nearest = Nearest.one(scalar.getValue().strip(), names.keySet());
    return nearest == null ? null : names.get(nearest);
  }

  /** Records a fault when the value of {@code low} is above that of {@code high}. */
  public <T extends Comparable<T>> void ordered(
      String low, @Nullable T least, String high, @Nullable T most) {
    if (least != null && most != null && least.compareTo(most) > 0) {
      fault(
          low,
          "range",
          "'" + low + "' " + text(low) + " is above '" + high + "' " + text(high),
          "lower the one or raise the other");
    }
  }

  public @Nullable Boolean flag(String key) {
    ScalarNode scalar = scalar(key, "true or false");
    if (scalar == null) {
      return null;
    }
    if (plain(scalar) && (scalar.getValue().equals("true") || scalar.getValue().equals("false"))) {
      return scalar.getValue().equals("true");
    }
    fault(key, "type", "'" + scalar.getValue() + "' is not true or false", null);
    return null;
  }

  public @Nullable BigDecimal number(String key, Measure measure) {
    ScalarNode scalar = scalar(key, measure.words());
    return scalar == null ? null : number(scalar, path(key), measure);
  }

  public @Nullable Long count(String key, Measure measure) {
    BigDecimal number = number(key, measure);
    return number == null ? null : number.longValueExact();
  }

  /** The numbers of a list; an empty list where it is not there. */
  public List<BigDecimal> numbers(String key, Measure measure) {
    List<BigDecimal> numbers = new ArrayList<>();
    int index = 0;
    for (Node item : items(key)) {
      String place = path(key) + "[" + index++ + "]";
      if (item instanceof ScalarNode scalar && !isNull(item)) {
        BigDecimal number = number(scalar, place, measure);
        if (number != null) {
          numbers.add(number);
        }
      } else {
        wrong(item, place, measure.words());
      }
    }
    return numbers;
  }

  /** The texts of a list; an empty list where it is not there. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    int index = 0;
    for (Node item : items(key)) {
      String place = path(key) + "[" + index++ + "]";
      findings.place(place, item);
      if (item instanceof ScalarNode scalar && !isNull(item) && !scalar.getValue().isBlank()) {
        texts.add(scalar.getValue().strip());
      } else {
        wrong(item, place, "a text");
      }
    }
    return texts;
  }

  /** The object under {@code key}. */
  public @Nullable Fields object(String key) {
    Node value = value(key);
    return value == null ? null : of(value, path(key), findings);
  }

  /** Whether the value of {@code key} is an object. */
  public boolean isObject(String key) {
    known.add(key);
    return values.get(key) instanceof MappingNode;
  }

  /** The objects of a list; an empty list where it is not there. */
  public List<Fields> objects(String key) {
    List<Fields> objects = new ArrayList<>();
    int index = 0;
    for (Node item : items(key)) {
      Fields object = of(item, path(key) + "[" + index++ + "]", findings);
      if (object != null) {
        objects.add(object);
      }
    }
    return objects;
  }

  private List<Node> items(String key) {
    Node value = value(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    wrong(value, path(key), "a list");
    return List.of();
  }

  private @Nullable ScalarNode scalar(String key, String expected) {
    Node value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ScalarNode scalar) {
      return scalar;
    }
    wrong(value, path(key), expected);
    return null;
  }

  private @Nullable Node value(String key) {
    known.add(key);
    Node value = values.get(key);
    if (value != null && isNull(value)) {
      fault(key, "type", "has no value", "give it one or delete the line");
      return null;
    }
    return value;
  }

  private @Nullable BigDecimal number(ScalarNode scalar, String place, Measure measure) {
    String text = scalar.getValue();
    if (!plain(scalar) || text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
      findings.error(
          scalar,
          place,
          "type",
          "'" + text + "' is not a number: expected " + measure.words(),
          text.endsWith("%")
              ? "write 45 % as 0.45"
              : "write it plain, as 12500 or 0.45, without quotes, separators or units");
      return null;
    }
    BigDecimal number = new BigDecimal(text.replace("_", ""));
    if (!measure.holds(number)) {
      findings.error(
          scalar, place, "range", text + " is not " + measure.words(), measure.hint(number));
      return null;
    }
    return number;
  }

  private void wrong(Node value, String place, String expected) {
    findings.error(
        value, place, "type", "expected " + expected + ", found " + described(value), null);
  }

  private static boolean plain(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  private static boolean isNull(Node value) {
    return Tag.NULL.equals(value.getTag());
  }

  private static String described(Node value) {
    if (value instanceof SequenceNode) {
      return "a list";
    }
    if (value instanceof ScalarNode scalar) {
      return isNull(value) ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return "keys with values";
  }
}
