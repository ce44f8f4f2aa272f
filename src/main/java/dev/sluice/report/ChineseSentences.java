package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Kind;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The notes and sentences of an answer in Chinese. An answer says them in English, with its numbers
 * in them; {@code sentences_zh.txt} pairs each sentence with its Chinese. What it does not know
 * stays as it is.
 */
final class ChineseSentences {
  /** Several sentences in one cell. */
  private static final String SEPARATOR = "; ";

  /** One or more names as columns and sections have. */
  private static final Pattern NAMES =
      Pattern.compile("[a-z]+(_[a-z0-9]+)*(, [a-z]+(_[a-z0-9]+)*)*");

  private static final List<Pair> PAIRS = pairs();

  private record Pair(Pattern english, String chinese) {}

  private ChineseSentences() {}

  static Answer of(Answer answer) {
    return new Answer(
        answer.command(),
        answer.facts().stream()
            .map(fact -> new Answer.Fact(fact.column(), cell(fact.column(), fact.value())))
            .toList(),
        answer.sections().stream().map(ChineseSentences::of).toList(),
        answer.coverage(),
        answer.notes().stream().map(ChineseSentences::of).toList(),
        answer.charts());
  }

  private static Section of(Section section) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : section.rows()) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(cell(section.columns().get(i), row.get(i)));
      }
      rows.add(cells);
    }
    return new Section(section.name(), section.shape(), section.columns(), rows);
  }

  private static @Nullable Object cell(Column column, @Nullable Object value) {
    return column.kind() == Kind.SENTENCE && value instanceof String text ? several(text) : value;
  }

  /** One sentence, in which the separator may stand too, or several. */
  private static String several(String text) {
    String whole = of(text);
    return whole.equals(text)
        ? Arrays.stream(text.split(SEPARATOR, -1))
            .map(ChineseSentences::of)
            .collect(Collectors.joining("；"))
        : whole;
  }

  /** A sentence in Chinese, or as it is where no pair knows it. */
  static String of(String sentence) {
    for (Pair pair : PAIRS) {
      Matcher said = pair.english().matcher(sentence);
      if (said.matches()) {
        String chinese = pair.chinese();
        for (int part = 0; part < said.groupCount(); part++) {
          chinese = chinese.replace("{" + part + "}", named(said.group(part + 1)));
        }
        return chinese;
      }
    }
    return sentence;
  }

  /** A part of a sentence; the names of columns and sections in it by their labels. */
  private static String named(String part) {
    return NAMES.matcher(part).matches()
        ? Arrays.stream(part.split(", ", -1))
            .map(ChineseSentences::label)
            .collect(Collectors.joining("、"))
        : part;
  }

  private static String label(String name) {
    String label = ColumnNames.label(name, Layout.Language.ZH);
    return label.codePoints().anyMatch(Character::isIdeographic) ? label : name;
  }

  private static List<Pair> pairs() {
    List<String> lines;
    try (InputStream in = ChineseSentences.class.getResourceAsStream("sentences_zh.txt")) {
      lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      pairs.add(new Pair(pattern(lines.get(i)), lines.get(i + 1)));
    }
    return pairs;
  }

  private static Pattern pattern(String english) {
    String quoted = Pattern.quote(english).replace("{}", "\\E(.+?)\\Q").replace("(s)", "\\Es?\\Q");
    return Pattern.compile(quoted, Pattern.DOTALL);
  }
}
