package dev.sluice.exports.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the bytes of a file say that it is. Names are not asked: platforms put .xls on anything. */
enum Content {
  TEXT,
  ZIP,
  PARQUET;

  private static final String AGAIN = "download it again";
  private static final String UNPACK = "unpack it first and import the files in it";
  private static final String SAVE_AS =
      "open it in a spreadsheet program and save it as .xlsx or CSV";

  /** Files that are no table, by the Latin-1 characters that they begin with. */
  private enum Foreign {
    GZIP("\u001f\u008b", "is compressed (gzip)", UNPACK),
    RAR("Rar!\u001a", "is a RAR archive", UNPACK),
    SEVEN_ZIP("7z\u00bc\u00af'\u001c", "is a 7-Zip archive", UNPACK),
    PDF("%PDF-", "is a PDF, not a table", "export it as CSV or .xlsx instead");

    private final String magic;
    private final String what;
    private final String hint;

    Foreign(String magic, String what, String hint) {
      this.magic = magic;
      this.what = what;
      this.hint = hint;
    }
  }

  // A CSV may begin with "[period]: ..." in its first cell, so a bracket alone is not JSON yet.
  private static final Pattern JSON =
      Pattern.compile("\\{\\s*[\"}].*|\\[\\s*[{\\[\\]].*", Pattern.DOTALL);
  private static final Pattern PAGE =
      Pattern.compile("<(?:!doctype html|html|head|meta|title|body|script|table)\\b");
  // The streams of a workbook with a password, as the directory of its container names them.
  private static final List<String> ENCRYPTED =
      Stream.of("EncryptedPackage", "EncryptionInfo")
          .map(stream -> new String(stream.getBytes(UTF_16LE), ISO_8859_1))
          .toList();

  /**
   * Tells the content by the first bytes.
   *
   * @param rest the bytes after them, read only where they are needed to tell
   * @throws Refusal when it is nothing that holds a table
   */
  static Content of(byte[] head, InputStream rest, String name) throws IOException {
    if (head.length == 0) {
      throw Refusal.input(name + " is empty (0 bytes)", AGAIN);
    }
    String start = new String(head, ISO_8859_1);
    if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
      return ZIP;
    }
    if (start.startsWith("PAR1")) {
      return PARQUET;
    }
    if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
      throw compoundFile(start, rest, name);
    }
    for (Foreign foreign : Foreign.values()) {
      if (start.startsWith(foreign.magic)) {
        throw Refusal.input(name + " " + foreign.what, foreign.hint);
      }
    }
    String text = start;
    if (start.startsWith("\u00ff\u00fe")) {
      text = new String(head, UTF_16LE);
    } else if (start.startsWith("\u00fe\u00ff")) {
      text = new String(head, UTF_16BE);
    }
    text = withoutMark(text).stripLeading().toLowerCase(Locale.ROOT);
    refuseMarkup(text, name);
    return TEXT;
  }

  private static void refuseMarkup(String text, String name) {
    String page = withoutProlog(text);
    if (PAGE.matcher(page).lookingAt()) {
      if (page.startsWith("<table") || text.contains("urn:schemas-microsoft-com:office:excel")) {
        throw Refusal.input(name + " is a web page dressed as a spreadsheet", SAVE_AS);
      }
      throw Refusal.input(
          name + " is a web page, not a table: probably the platform's login page",
          "download it again while signed in");
    }
    if (text.startsWith("<?xml")) {
      throw Refusal.input(name + " is an XML file, not a table", SAVE_AS);
    }
    if (JSON.matcher(text).matches()) {
      throw Refusal.input(
          name + " is JSON, not a table: perhaps the platform's error message",
          "look into it, then download it again as CSV or .xlsx");
    }
  }

  private static Refusal compoundFile(String head, InputStream rest, String name)
      throws IOException {
    if (encrypted(head, rest)) {
      return Refusal.input(
          name + " is protected by a password",
          "open it with the password, save it without one, and import that");
    }
    return Refusal.input(name + " is an old Excel workbook (.xls)", SAVE_AS);
  }

  private static boolean encrypted(String head, InputStream rest) throws IOException {
    String window = head;
    while (ENCRYPTED.stream().noneMatch(window::contains)) {
      byte[] next = rest.readNBytes(1 << 16);
      if (next.length == 0) {
        return false;
      }
      // A name may lie across the seam.
      String tail = window.substring(Math.max(0, window.length() - 64));
      window = tail + new String(next, ISO_8859_1);
    }
    return true;
  }

  /** A page without the comments and the XML declaration that may stand before it. */
  private static String withoutProlog(String text) {
    String page = text;
    while (page.startsWith("<!--") || page.startsWith("<?xml")) {
      int end = page.indexOf(page.startsWith("<!--") ? "-->" : "?>");
      if (end < 0) {
        return page;
      }
      page = page.substring(page.indexOf('>', end) + 1).stripLeading();
    }
    return page;
  }

  private static String withoutMark(String text) {
    if (text.startsWith("\u00ef\u00bb\u00bf")) {
      return text.substring(3);
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
