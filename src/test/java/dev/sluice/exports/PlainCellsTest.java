package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link PlainCells}. */
class PlainCellsTest {
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,12}(\\.[0-9]{1,2})?)?|-");
  private static final Pattern TIME =
      Pattern.compile("(20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})?|-");

  private static PlainCells looked(PlainCells.Shape shape, List<String> cells) {
    PlainCells look = new PlainCells(shape);
    for (String cell : cells) {
      // Not at the edge of the bytes, as cells lie in a file.
      byte[] bytes = ("9" + cell + "9").getBytes(StandardCharsets.UTF_8);
      look.look(bytes, 1, bytes.length - 1);
    }
    return look;
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, 1299, true",
    "NUMBER, 1299.00, true",
    "NUMBER, 1.5, true",
    "NUMBER, -, true",
    "NUMBER, '', true",
    "NUMBER, 1.299, false",
    "NUMBER, '1,299', false",
    "NUMBER, .5, false",
    "NUMBER, 5., false",
    "NUMBER, -5, false",
    "NUMBER, ¥5, false",
    "NUMBER, 5万, false",
    "NUMBER, 123456789012.00, true",
    "NUMBER, 1234567890123, false",
    "WHOLE, 12, true",
    "WHOLE, 12.0, false",
    "WHOLE, 1234567890123, false",
    "DAY, 2026-11-08, true",
    "DAY, 2569-11-08, false",
    "DAY, 2026-11-08 20:00:00, false",
    "TEXT, 陶瓷马克杯, true",
    "TEXT, 店铺, true",
    "TEXT, 无, false",
    "TEXT, 暂无数据, false",
    "TEXT, 无线耳机 降噪 长续航 运动款, true",
    "TEXT, N/A, false",
    "TEXT, Night light with a timer, true",
    "TEXT, —, false",
    "TEXT, '=\"12\"', false",
    "TEXT, '''12', false",
    "TEXT, -, true",
    "TEXT, '', true",
    "ID, N/A, false",
    "ID, 6917000000000000001, true",
    "ID, SKU-1.05, true",
    "ID, 6.917E+18, false",
    "ID, 6917.0, false",
    "TIME, 2569-11-08 20:00:00, false",
    "TIME, 2026-11-08 20:00:00, true",
    "TIME, 2026-11-08T20:00:00, false",
    "TIME, 2026-11-08, false",
    "TIME, 08/11/2026 20:00:00, false",
    "TIME, 2026-11-08 20:00:00Z, false",
    "TIME, '', true"
  })
  void knowsThePlainShapes(PlainCells.Shape shape, String cell, boolean plain) {
    assertThat(looked(shape, List.of(cell)).plain()).isEqualTo(plain);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithThePatterns(long seed) {
    Random random = new Random(seed);
    String characters = "0123456789.-: 万";
    int odd = 0;
    for (int i = 0; i < 20_000; i++) {
      boolean time = random.nextInt(3) == 0;
      StringBuilder cell = new StringBuilder(time ? "2026-11-08 20:00:00" : "");
      for (int n = random.nextInt(time ? 2 : 5); n > 0; n--) {
        char c = characters.charAt(random.nextInt(characters.length()));
        int at = random.nextInt(cell.length() + 1);
        cell.replace(at, Math.min(cell.length(), at + random.nextInt(2)), String.valueOf(c));
      }
      String text = cell.toString();
      PlainCells number = looked(PlainCells.Shape.NUMBER, List.of(text));
      PlainCells times = looked(PlainCells.Shape.TIME, List.of(text));

      assertThat(number.plain()).as(text).isEqualTo(NUMBER.matcher(text).matches());
      assertThat(times.plain()).as(text).isEqualTo(TIME.matcher(text).matches());
      odd += number.plain() || times.plain() ? 0 : 1;
    }
    assertThat(odd).isBetween(3_000, 17_000);
  }

  @Test
  void oneOddCellIsEnoughAndMissingOnesTellNothing() {
    assertThat(looked(PlainCells.Shape.NUMBER, List.of("1", "1,5", "2")).plain()).isFalse();
    assertThat(looked(PlainCells.Shape.NUMBER, List.of("", "-")).told()).isFalse();
    assertThat(looked(PlainCells.Shape.NUMBER, List.of("", "0")).told()).isTrue();
  }
}
