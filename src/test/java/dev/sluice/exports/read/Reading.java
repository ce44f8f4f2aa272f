package dev.sluice.exports.read;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files made of bytes or text, and what is read from them. */
final class Reading {
  private Reading() {}

  static ExportFile open(Path folder, String text, Charset charset) {
    return open(folder, text.getBytes(charset));
  }

  static ExportFile open(Path folder, byte[] bytes) {
    return ExportFile.open(write(folder, bytes), "orders.csv");
  }

  static Path write(Path folder, byte[] bytes) {
    try {
      return Files.write(folder.resolve("file"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the only table. */
  static List<List<String>> rows(ExportFile file) {
    return rows(onlyTable(file));
  }

  static List<List<String>> rows(Table table) {
    return new ArrayList<>(numbered(table).values());
  }

  static SortedMap<Long, List<String>> numbered(Table table) {
    SortedMap<Long, List<String>> rows = new TreeMap<>();
    table.read(
        (number, cells) -> {
          rows.put(number, cells);
          return true;
        });
    return rows;
  }

  static Table onlyTable(ExportFile file) {
    if (file.tables().size() != 1) {
      throw new AssertionError("one table expected, not " + file.tables().size());
    }
    return file.tables().get(0);
  }

  /** The refusal that it ends in, as {@code CATEGORY: sentence | hint}. */
  static String refusal(Runnable reading) {
    Refusal refusal = catchThrowableOfType(Refusal.class, reading::run);
    return refusal == null
        ? "no refusal"
        : refusal.category() + ": " + refusal.sentence() + " | " + refusal.hint();
  }
}
