package dev.sluice.answer.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** What reading a file gathers beside its values: faults, and where each path stands. */
public final class Findings {
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Position> positions = new HashMap<>();
  private final Set<String> spoiled = new HashSet<>();

  void error(Node at, String path, String rule, String message, @Nullable String hint) {
    faults.add(Fault.error(position(at), path, rule, message, hint));
    spoiled.add(path);
  }

  /** A fault of something that stands in the file. */
  public void error(String path, String rule, String message, @Nullable String hint) {
    faults.add(
        Fault.error(positions.getOrDefault(path, Position.START), path, rule, message, hint));
    spoiled.add(path);
  }

  public void add(Fault fault) {
    faults.add(fault);
  }

  /** Notes where a path stands. */
  void place(String path, Node node) {
    positions.put(path, position(node));
  }

  /** Takes back what was said of {@code path} for lack of it: a misspelt key says it already. */
  void spoil(String path) {
    spoiled.add(path);
  }

  /** The faults in the order of the file. */
  public List<Fault> faults() {
    return faults.stream().sorted(Fault.BY_PLACE).toList();
  }

  public Map<String, Position> positions() {
    return Map.copyOf(positions);
  }

  public Set<String> spoiled() {
    return Set.copyOf(spoiled);
  }

  static Position position(Node node) {
    Mark mark = node.getStartMark();
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
