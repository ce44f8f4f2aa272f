package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.answer.Column;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the macros of {@code cells.sql} against a reading of random cells that goes letter by
 * letter and knows no pattern.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellsTruthTest {
  private static final long SEED = 20261126;
  private static final int CELLS = 4000;
  private static final String[] BEFORE = {
    "", "", "", "¥", "￥", "R$ ", "Rp", "RM ", "MX$", "₫", "US$", "£", "$ ", "CNY "
  };
  private static final String[] SCALES = {"", "", "", "w", "W", "万", "亿", "k", "K", "千", "tr"};
  private static final String[] BEHIND = {"", "", "", "元", "₫", " đ", "€", " USD"};

  @TempDir static Path folder;
  private final Random random = new Random(SEED);
  private Workspace workspace;

  @BeforeAll
  void open() {
    workspace = Workspace.write(folder.resolve("cells.duckdb"), Engine.standard());
    workspace.execute(Sql.of(Imports.class, "staging/cells.sql").text());
  }

  @AfterAll
  void close() {
    workspace.close();
  }

  /** What the macro makes of each cell, as text. */
  private List<@Nullable String> read(String expression, List<String> cells) {
    String values =
        cells.stream().map(cell -> "(" + Sql.literal(cell) + ")").collect(Collectors.joining(", "));
    workspace.execute(
        "CREATE OR REPLACE TEMP TABLE cell AS SELECT row_number() OVER () AS n, x FROM (VALUES "
            + values
            + ") AS c(x)");
    return workspace
        .query(
            "cells",
            Sql.composed("cells", "SELECT (" + expression + ")::VARCHAR AS v FROM cell ORDER BY n"),
            List.of(Column.text("v")))
        .rows()
        .stream()
        .map(row -> (String) row.get(0))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String figure() {
    StringBuilder digits = new StringBuilder();
    int groups = random.nextInt(4);
    char group = one(".", ",").charAt(0);
    digits.append(random.nextInt(1, 999));
    for (int i = 0; i < groups; i++) {
      digits.append(group).append("%03d".formatted(random.nextInt(1000)));
    }
    if (random.nextBoolean()) {
      digits.append(group == '.' ? ',' : '.').append(random.nextInt(100));
    }
    // One in five is damaged.
    if (random.nextInt(5) == 0) {
      digits.insert(random.nextInt(digits.length()), one(".", ",", "7", " ", "x"));
    }
    return digits.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ","})
  void numbersAgree(String mark) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      cells.add(one("", "", "-", "+") + one(BEFORE) + figure() + one(SCALES) + one(BEHIND));
    }
    List<@Nullable String> found = read("cell_number(x, '" + mark + "')", cells);
    int readable = 0;
    for (int i = 0; i < CELLS; i++) {
      BigDecimal expected = number(cells.get(i), mark.charAt(0));
      String value = found.get(i);
      readable += expected == null ? 0 : 1;
      assertThat(value == null ? null : new BigDecimal(value))
          .as("seed %d: '%s' with '%s'", SEED, cells.get(i), mark)
          .usingComparator((a, b) -> a == null || b == null ? (a == b ? 0 : 1) : a.compareTo(b))
          .isEqualTo(expected);
    }
    assertThat(readable).isBetween(CELLS / 10, CELLS - CELLS / 10);
  }

  /** Letter by letter: sign, currency, sign, figure, scale, currency. */
  private static @Nullable BigDecimal number(String cell, char mark) {
    String rest = cell;
    boolean negative = rest.startsWith("-");
    int signs = rest.startsWith("-") || rest.startsWith("+") ? 1 : 0;
    rest = rest.substring(signs).strip();
    for (String before : BEFORE) {
      if (!before.isEmpty() && rest.startsWith(before.strip())) {
        rest = rest.substring(before.strip().length()).strip();
        // Rp. 1.000 is an abbreviation with its full stop.
        rest = before.equals("Rp") && rest.startsWith(".") ? rest.substring(1).strip() : rest;
        break;
      }
    }
    int end = 0;
    while (end < rest.length() && "0123456789.,".indexOf(rest.charAt(end)) >= 0) {
      end++;
    }
    BigDecimal figure = plain(rest.substring(0, end), mark);
    rest = rest.substring(end).strip();
    int power = 0;
    for (String scale : SCALES) {
      if (!scale.isEmpty() && rest.startsWith(scale)) {
        power = "wW万".contains(scale) ? 4 : scale.equals("亿") ? 8 : scale.equals("tr") ? 6 : 3;
        rest = rest.substring(scale.length()).strip();
        break;
      }
    }
    boolean known = rest.isEmpty();
    for (String behind : BEHIND) {
      known |= rest.equals(behind.strip());
    }
    if (figure == null || !known) {
      return null;
    }
    BigDecimal value = figure.movePointRight(power);
    return negative ? value.negate() : value;
  }

  private static @Nullable BigDecimal plain(String figure, char mark) {
    int at = figure.indexOf(mark);
    String whole = at < 0 ? figure : figure.substring(0, at);
    String part = at < 0 ? "" : figure.substring(at + 1);
    if (at >= 0 && (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9'))) {
      return null;
    }
    String[] groups = whole.split(mark == '.' ? "," : "\\.", -1);
    for (int i = 0; i < groups.length; i++) {
      int length = groups[i].length();
      boolean fits = i == 0 ? length > 0 && (groups.length == 1 || length <= 3) : length == 3;
      if (!fits || !groups[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
        return null;
      }
    }
    return new BigDecimal(String.join("", groups) + (part.isEmpty() ? "" : "." + part));
  }

  @Test
  void lengthsOfTimeAgreeInFiveLanguages() {
    String[][] words = {
      {"小时", "分", "秒"},
      {"小时", "分钟", "秒"},
      {"h ", "min ", "s"},
      {"h", "m", "s"},
      {"ชั่วโมง", "นาที", "วินาที"},
      {"giờ ", "phút ", "giây"},
      {"jam ", "menit ", "detik"}
    };
    List<String> cells = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int hours = random.nextInt(200);
      int minutes = random.nextInt(60);
      int seconds = random.nextInt(60);
      String[] word = words[random.nextInt(words.length)];
      String cell =
          random.nextInt(5) == 0
              ? "%02d:%02d:%02d".formatted(hours, minutes, seconds)
              : hours + word[0] + minutes + word[1] + seconds + word[2];
      cells.add(cell);
      expected.add(String.valueOf(hours * 3600L + minutes * 60L + seconds));
    }
    assertThat(read("cell_duration(x)", cells)).as("seed " + SEED).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dmy", "mdy"})
  void timesAgree(String order) {
    boolean dayFirst = order.equals("dmy");
    String[] patterns = {
      "uuuu-MM-dd HH:mm:ss",
      "uuuu/MM/dd HH:mm:ss",
      "uuuu/M/d H:mm:ss",
      "uuuu年MM月dd日 HH:mm:ss",
      dayFirst ? "dd/MM/uuuu HH:mm:ss" : "MM/dd/uuuu HH:mm:ss",
      dayFirst ? "dd-MM-uuuu HH:mm:ss" : "MM-dd-uuuu HH:mm:ss",
      dayFirst ? "dd/MM/uuuu hh:mm:ss a" : "MM/dd/uuuu hh:mm:ss a"
    };
    List<String> cells = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      LocalDateTime time =
          LocalDateTime.of(2015, 1, 1, 0, 0).plusSeconds(random.nextInt(400_000_000));
      cells.add(
          DateTimeFormatter.ofPattern(patterns[i % patterns.length], Locale.ROOT).format(time));
      expected.add(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).format(time));
    }
    assertThat(read("cell_wall_clock(x, '" + order + "')", cells))
        .as("seed " + SEED)
        .isEqualTo(expected);
  }

  @Test
  void bucketsAgree() {
    List<String> cells = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int low = random.nextInt(1, 5000);
      int high = low + random.nextInt(1, 5000);
      String scale = one("", "w", "万", "k");
      int times = scale.isEmpty() ? 1 : scale.equals("k") ? 1000 : 10_000;
      String between = one("~", "-", " - ", "至", "～", "–");
      cells.add(low + (random.nextBoolean() ? scale : "") + between + high + scale);
      expected.add((long) low * times + " " + (long) high * times);
      cells.add(low + scale + one("+", "以上"));
      expected.add((long) low * times + " null");
    }
    assertThat(
            read(
                "coalesce(cell_range(x, '.').low::BIGINT::VARCHAR, 'null') || ' '"
                    + " || coalesce(cell_range(x, '.').high::BIGINT::VARCHAR, 'null')",
                cells))
        .as("seed " + SEED)
        .isEqualTo(expected);
  }

  @Test
  void sharesAgree() {
    List<String> cells = new ArrayList<>();
    List<BigDecimal> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      BigDecimal percent = BigDecimal.valueOf(random.nextInt(2_000_000), 3);
      cells.add(percent.toPlainString() + one("%", " %", ""));
      expected.add(percent.movePointLeft(2));
    }
    List<@Nullable String> found = read("cell_percent(x, '.')", cells);
    for (int i = 0; i < cells.size(); i++) {
      assertThat(new BigDecimal(String.valueOf(found.get(i))))
          .as("seed %d: %s", SEED, cells.get(i))
          .isEqualByComparingTo(expected.get(i));
    }
  }
}
