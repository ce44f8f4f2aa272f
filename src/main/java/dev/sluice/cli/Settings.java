package dev.sluice.cli;

import dev.sluice.answer.Refusal;
import dev.sluice.report.Layout;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sluice.yaml} of the current folder sets, below the environment and the flags. The
 * file is flat, one {@code key: value} a line, so that reading it costs no YAML parser at start-up.
 *
 * @param workspace the workspace file
 * @param language of titles and labels
 * @param zone of days, and of files that carry none
 */
record Settings(
    @Nullable Path workspace, Layout.@Nullable Language language, @Nullable ZoneId zone) {

  static final String FILE = "sluice.yaml";

  /** Reads {@code file}; one that does not exist sets nothing. */
  static Settings read(Path file) {
    if (!Files.exists(file)) {
      return new Settings(null, null, null);
    }
    Path workspace = null;
    Layout.Language language = null;
    ZoneId zone = null;
    Map<String, Integer> seen = new HashMap<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String where = file + ":" + (i + 1) + ": ";
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw Refusal.input(where + "no 'key: value'", "write one a line, and # before a comment");
      }
      String key = line.substring(0, colon).strip();
      Integer before = seen.put(key, i + 1);
      if (before != null) {
        throw Refusal.input(where + key + " stands on line " + before + " too", "keep one of them");
      }
      String value = value(line.substring(colon + 1).strip());
      if (value.isEmpty()) {
        continue;
      }
      switch (key) {
        case "workspace" -> workspace = Path.of(value);
        case "lang" -> language = language(where, value);
        case "tz" -> zone = zone(where, value);
        default ->
            throw Refusal.input(
                where + "there is no setting '" + key + "'",
                "the settings are workspace, lang and tz");
      }
    }
    return new Settings(workspace, language, zone);
  }

  private static List<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
        lines.set(0, lines.get(0).substring(1));
      }
      return lines;
    } catch (MalformedInputException e) {
      throw Refusal.input(file + " is not UTF-8", "save it as UTF-8", e);
    } catch (IOException e) {
      throw Refusal.failed("cannot read " + file + ": " + e.getMessage(), null, e);
    }
  }

  /** The value without its quotes, or without the comment behind it. */
  private static String value(String text) {
    if (text.length() > 1
        && (text.startsWith("\"") || text.startsWith("'"))
        && text.indexOf(text.charAt(0), 1) > 0) {
      return text.substring(1, text.indexOf(text.charAt(0), 1));
    }
    if (text.startsWith("#")) {
      return "";
    }
    int comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }

  private static Layout.Language language(String where, String value) {
    return switch (value) {
      case "en" -> Layout.Language.EN;
      case "zh" -> Layout.Language.ZH;
      default ->
          throw Refusal.input(where + "there is no language '" + value + "'", "write en or zh");
    };
  }

  private static ZoneId zone(String where, String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw Refusal.input(
          where + "there is no time zone '" + value + "'",
          "use an IANA name, such as Asia/Shanghai",
          e);
    }
  }
}
