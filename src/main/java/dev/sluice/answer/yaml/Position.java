package dev.sluice.answer.yaml;

/**
 * A place in a file.
 *
 * @param line the line, the first is 1
 * @param column the character in the line, the first is 1
 */
public record Position(int line, int column) implements Comparable<Position> {
  public static final Position START = new Position(1, 1);

  @Override
  public int compareTo(Position other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }
}
