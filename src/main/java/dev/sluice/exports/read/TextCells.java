package dev.sluice.exports.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells that are strings already. */
record TextCells(List<@Nullable String> cells) implements Cells {
  @Override
  public int size() {
    return cells.size();
  }

  @Override
  public boolean isBlank(int cell) {
    String text = cells.get(cell);
    return text == null || text.isBlank();
  }

  @Override
  public @Nullable String text(int cell) {
    return cells.get(cell);
  }

  @Override
  public void utf8(int cell, Utf8 to) {
    String text = cells.get(cell);
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    to.take(bytes, 0, bytes.length);
  }
}
