package dev.sluice.exports.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * A quick look at bytes that are probably UTF-8: three times as fast as decoding them, and without
 * an answer to where and why it says no. {@link Decoding} has that.
 */
final class Utf8 {
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST = 4;

  private Utf8() {}

  /**
   * Whether all bytes are well-formed UTF-8 (RFC 3629, section 4), none is NUL, and one is a
   * visible ASCII character: a sure text. Another may be one too.
   *
   * @param in not always read to the end
   */
  static boolean isSurelyText(InputStream in) throws IOException {
    byte[] bytes = new byte[CHUNK];
    int length = 0;
    boolean visible = false;
    for (int read = 0; read >= 0; ) {
      int end = wellFormed(bytes, length);
      if (length - end >= LONGEST) {
        return false;
      }
      visible = visible || hasVisible(bytes, end);
      // The beginning of a character waits for its end.
      System.arraycopy(bytes, end, bytes, 0, length - end);
      length -= end;
      read = in.read(bytes, length, bytes.length - length);
      length += Math.max(read, 0);
    }
    return length == 0 && visible;
  }

  /** Whether the first bytes of a file are such a text, but perhaps for a last character cut. */
  static boolean beginsText(byte[] head) {
    int end = wellFormed(head, head.length);
    return head.length - end < LONGEST && hasVisible(head, end);
  }

  private static boolean hasVisible(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] > ' ') {
        return true;
      }
    }
    return false;
  }

  /** How many of the bytes are whole characters and none of them NUL. */
  private static int wellFormed(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      int width = bytes[at] > 0 ? 1 : width(bytes, at, length);
      if (width == 0) {
        return at;
      }
      at += width;
    }
    return at;
  }

  /** The bytes of a character beyond ASCII, 0 when it is none or not whole. */
  private static int width(byte[] bytes, int at, int length) {
    int lead = bytes[at] & 0xff;
    int width = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (width == 0 || at + width > length) {
      return 0;
    }
    for (int i = at + 1; i < at + width; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xff;
    // What a shorter form could hold, surrogates, and what lies beyond Unicode.
    boolean overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    boolean beyond = (lead == 0xed && second > 0x9f) || (lead == 0xf4 && second > 0x8f);
    return overlong || beyond ? 0 : width;
  }
}
