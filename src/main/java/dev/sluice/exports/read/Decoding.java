package dev.sluice.exports.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * A strict reading of bytes in one charset: whether and where it fails, and what it saw till then.
 */
final class Decoding {
  private static final int CHUNK = 1 << 16;

  private long offset;
  private int badByte = -1;
  private boolean cut;
  private long line = 1;
  private long nulLine;
  private long length;
  private long controls;
  private long wide;
  private long hanzi;
  private long everyday;
  private boolean blank = true;
  private char last;

  private Decoding(long offset) {
    this.offset = offset;
  }

  /**
   * Decodes until the end, or the first byte that does not belong.
   *
   * @param head the first bytes of the file, no more than 64 KB
   * @param mark how many of them to leave out
   * @param rest the bytes after the head
   */
  static Decoding of(Charset charset, byte[] head, int mark, InputStream rest) throws IOException {
    Decoding decoding = new Decoding(mark);
    byte[] chunk = Arrays.copyOfRange(head, mark, mark + CHUNK);
    decoding.run(charset, chunk, head.length - mark, rest);
    return decoding;
  }

  private void run(Charset charset, byte[] chunk, int read, InputStream in) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(chunk).position(read);
    CharBuffer chars = CharBuffer.allocate(CHUNK);
    for (int more = 0; more >= 0 && !failed(); ) {
      decode(decoder, bytes.flip(), chars, false);
      bytes.compact();
      more = in.read(chunk, bytes.position(), bytes.remaining());
      bytes.position(bytes.position() + Math.max(more, 0));
    }
    if (!failed()) {
      // What is left now is the beginning of a character without its end.
      decode(decoder, bytes.flip(), chars, true);
      cut = failed();
    }
  }

  private void decode(CharsetDecoder decoder, ByteBuffer bytes, CharBuffer chars, boolean end) {
    CoderResult result;
    do {
      result = decoder.decode(bytes, chars, end);
      look(chars.array(), chars.position());
      chars.clear();
    } while (result.isOverflow());
    if (result.isError()) {
      badByte = bytes.get(bytes.position()) & 0xff;
    }
    offset += bytes.position();
  }

  private void look(char[] chars, int count) {
    char before = last;
    for (int i = 0; i < count; i++) {
      char c = chars[i];
      if (c < ' ') {
        if (c == '\r' || (c == '\n' && before != '\r')) {
          line++;
        } else if (c == 0 && nulLine == 0) {
          nulLine = line;
        }
        if (c != '\t' && c != '\r' && c != '\n') {
          controls++;
        }
      } else if (c >= 0x80) {
        wide++;
        if (c >= 0x4e00 && c <= 0x9fff) {
          hanzi++;
          everyday += Everyday.HANZI[c] ? 1 : 0;
        }
      }
      if (blank && c > ' ' && c != '\ufeff' && !Character.isSpaceChar(c)) {
        blank = false;
      }
      before = c;
    }
    last = before;
    length += count;
  }

  boolean failed() {
    return badByte >= 0;
  }

  /** The offset of the first bad byte, or the number of bytes when there is none. */
  long offset() {
    return offset;
  }

  /** The first byte that does not belong; only when it failed. */
  int badByte() {
    return badByte;
  }

  /** Whether it failed only because the last character lacks bytes. */
  boolean cut() {
    return cut;
  }

  /** The line it came to, the first being 1. */
  long line() {
    return line;
  }

  /** The line of the first NUL character, 0 when there is none. */
  long nulLine() {
    return nulLine;
  }

  /** Characters beyond ASCII. */
  long wide() {
    return wide;
  }

  /** Whether nothing but white space was seen. */
  boolean blank() {
    return blank;
  }

  /**
   * Whether GB18030 can be what it is written in: not Western text, whose accented letters take the
   * ASCII letter after them for a rare hanzi, nor bytes of no text at all. A few control characters
   * do stray into buyers' messages.
   */
  boolean plausible() {
    return controls <= length / 100 && everyday >= hanzi - everyday;
  }

  /** The 6,763 hanzi of GB 2312, which make up almost all Chinese text. */
  private static final class Everyday {
    static final boolean[] HANZI = new boolean[0xa000];

    static {
      Charset charset = Charset.forName("GB2312");
      byte[] pair = new byte[2];
      for (int lead = 0xb0; lead <= 0xf7; lead++) {
        for (int trail = 0xa1; trail <= 0xfe; trail++) {
          pair[0] = (byte) lead;
          pair[1] = (byte) trail;
          char c = new String(pair, charset).charAt(0);
          if (c < HANZI.length) {
            HANZI[c] = true;
          }
        }
      }
    }
  }
}
