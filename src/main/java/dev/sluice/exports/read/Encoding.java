package dev.sluice.exports.read;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a file is encoded.
 *
 * @param label what receipts call it
 * @param mark the number of bytes of its byte order mark, which is no part of the text
 */
record Encoding(String label, Charset charset, int mark) {
  // A hanzi in GBK reads as UTF-8 about one time in five. So many in a row are no chance.
  private static final int NO_CHANCE = 8;
  private static final int FIRST_ROWS = 12;
  private static final String SAVE_AS_UTF_8 =
      "open it in a spreadsheet program and save it as .xlsx or CSV UTF-8";

  /**
   * Decides by all bytes: the byte order mark, else UTF-16 where there are NUL bytes, else UTF-8,
   * else GB18030; always strictly.
   *
   * @throws Refusal when no encoding fits, or there is nothing but white space
   */
  static Encoding of(byte[] head, AllBytes bytes, Path path, String name) throws IOException {
    Encoding guess = guess(head);
    if (guess.charset.equals(UTF_8) && bytes.surelyUtf8()) {
      return guess;
    }
    try (InputStream rest = Files.newInputStream(path)) {
      rest.skipNBytes(head.length);
      return decoded(guess, Decoding.of(guess.charset, head, guess.mark, rest), path, name);
    }
  }

  /**
   * UTF-8, where the first bytes of a file are that and hold all rows among which a header may
   * stand, so that only the rest can tell otherwise; else {@code null}.
   */
  static @Nullable Encoding begun(byte[] head) {
    Encoding guess = guess(head);
    int lines = 0;
    for (byte b : head) {
      lines += b == '\n' ? 1 : 0;
    }
    return guess.charset.equals(UTF_8) && lines > FIRST_ROWS && Utf8.beginsText(head)
        ? guess
        : null;
  }

  private static Encoding decoded(Encoding guess, Decoding decoding, Path path, String name)
      throws IOException {
    if (decoding.failed() && guess.label.equals("UTF-8") && decoding.wide() < NO_CHANCE) {
      return chinese(decoding, path, name);
    }
    if (decoding.failed()) {
      throw bad(decoding, "is not clean " + guess.charset + " text", name);
    }
    return accepted(guess, decoding, name);
  }

  /** A reader of the text; it throws on bytes that do not belong. */
  Reader reader(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path);
    channel.position(mark);
    return Channels.newReader(
        channel,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT),
        1 << 16);
  }

  /** The text in UTF-8, without a byte order mark; reading throws on bytes that do not belong. */
  InputStream utf8(Path path) throws IOException {
    if (!charset.equals(UTF_8)) {
      return new ReadAhead(new Utf8Stream(reader(path)));
    }
    // Every byte of it is looked at elsewhere.
    FileChannel channel = FileChannel.open(path);
    channel.position(mark);
    return Channels.newInputStream(channel);
  }

  private static Encoding guess(byte[] head) {
    if (startsWith(head, 0xef, 0xbb, 0xbf)) {
      return new Encoding("UTF-8-BOM", UTF_8, 3);
    }
    if (startsWith(head, 0xff, 0xfe)) {
      return new Encoding("UTF-16LE", UTF_16LE, 2);
    }
    if (startsWith(head, 0xfe, 0xff)) {
      return new Encoding("UTF-16BE", UTF_16BE, 2);
    }
    // Without a mark, UTF-16 shows by the NUL beside its delimiters and line ends.
    int little = 0;
    int big = 0;
    int alone = 0;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == '\t' || head[i] == '\n' || head[i] == '\r' || head[i] == ',') {
        boolean even = i % 2 == 0;
        if (even && i + 1 < head.length && head[i + 1] == 0) {
          little++;
        } else if (!even && head[i - 1] == 0) {
          big++;
        } else {
          alone++;
        }
      }
    }
    if (little > big + alone) {
      return new Encoding("UTF-16LE", UTF_16LE, 0);
    }
    if (big > little + alone) {
      return new Encoding("UTF-16BE", UTF_16BE, 0);
    }
    return new Encoding("UTF-8", UTF_8, 0);
  }

  private static Encoding chinese(Decoding utf8, Path path, String name) throws IOException {
    Encoding encoding = new Encoding("GB18030", Charset.forName("GB18030"), 0);
    Decoding decoding;
    try (InputStream again = Files.newInputStream(path)) {
      decoding = Decoding.of(encoding.charset, new byte[0], 0, again);
    }
    if (!decoding.failed() && decoding.plausible()) {
      return accepted(encoding, decoding, name);
    }
    // What held longer is what the file was meant to be.
    boolean further = decoding.failed() && decoding.offset() > utf8.offset();
    throw bad(further ? decoding : utf8, "is neither UTF-8 nor GB18030 text", name);
  }

  private static Encoding accepted(Encoding encoding, Decoding decoding, String name) {
    if (decoding.nulLine() > 0) {
      throw Refusal.input(
          name + " is not text: line " + decoding.nulLine() + " holds a NUL character",
          "export it as CSV or .xlsx");
    }
    if (decoding.blank()) {
      throw Refusal.input(name + " holds nothing but white space", "download it again");
    }
    return encoding;
  }

  private static Refusal bad(Decoding decoding, String what, String name) {
    if (decoding.cut()) {
      return Refusal.input(
          name + " is cut off in the middle of a character (line " + decoding.line() + ")",
          "download it again");
    }
    String place =
        String.format(
            Locale.ROOT,
            "byte 0x%02X at offset %s, line %s",
            decoding.badByte(),
            decoding.offset(),
            decoding.line());
    return Refusal.input(name + " " + what + ": " + place, SAVE_AS_UTF_8);
  }

  private static boolean startsWith(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
