package dev.sluice.exports.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  private static final String[] PIECES = {
    "a", "7,", "\n", " ", "é", "订单", "😀", "\ud7ff", "\uffff"
  };

  /** Java's decoder on the whole, which refuses what is not well-formed. */
  private static boolean naively(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 && text.chars().anyMatch(Utf8Test::isVisible);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isVisible(int c) {
    return c > ' ' && c < 0x80;
  }

  /** Gives a few bytes at a time, so that characters lie across the seams. */
  private static InputStream drops(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(5)));
      }
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheDecoder(long seed) throws IOException {
    Random random = new Random(seed);
    int texts = 0;
    for (int i = 0; i < 20_000; i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int n = random.nextInt(12); n > 0; n--) {
        if (random.nextInt(20) == 0) {
          // The edges between what leads, what follows and what never occurs lie in the high half.
          out.write(random.nextInt(4) == 0 ? 0 : 0x80 + random.nextInt(0x80));
        } else {
          out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
        }
      }
      byte[] bytes = out.toByteArray();

      boolean sure = Utf8.isSurelyText(drops(bytes, random));

      assertThat(sure).as("bytes %s", Arrays.toString(bytes)).isEqualTo(naively(bytes));
      // Whatever is a text begins as one, if its first bytes show anything at all.
      byte[] head = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      if (sure && new String(head, StandardCharsets.UTF_8).chars().anyMatch(Utf8Test::isVisible)) {
        assertThat(Utf8.beginsText(head)).as("head %s", Arrays.toString(head)).isTrue();
      }
      texts += sure ? 1 : 0;
    }
    assertThat(texts).isBetween(5_000, 15_000);
  }

  /** Every lead with every second byte, and whatever belongs behind them. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void agreesWithTheDecoderOnEveryPair(int length) throws IOException {
    for (int lead = 0x80; lead <= 0xff; lead++) {
      for (int second = 0; second <= 0xff; second++) {
        byte[] bytes = new byte[length + 1];
        Arrays.fill(bytes, (byte) 0x80);
        bytes[0] = (byte) lead;
        bytes[1] = (byte) second;
        bytes[length] = 'x';

        assertThat(Utf8.isSurelyText(new ByteArrayInputStream(bytes)))
            .as("%x %x", lead, second)
            .isEqualTo(naively(bytes));
      }
    }
  }
}
