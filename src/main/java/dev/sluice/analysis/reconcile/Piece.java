package dev.sluice.analysis.reconcile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * An amount that stands between two figures if any of its causes holds.
 *
 * @param causes all that apply to it, each by its published name
 * @param amount signed: by how much it makes the first figure larger than the second
 * @param lines how many lines or entries it is made of; 0 where it is a figure of the platform
 * @param unknown of them, those whose amount is missing
 * @param examples ids of some of their orders
 */
record Piece(
    Set<String> causes, BigDecimal amount, long lines, long unknown, List<String> examples) {
  Piece {
    causes = Set.copyOf(causes);
    examples = List.copyOf(examples);
  }

  static Piece printed(String cause, BigDecimal amount) {
    return new Piece(Set.of(cause), amount, 0, 0, List.of());
  }
}
