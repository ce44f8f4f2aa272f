package dev.sluice.plan.lineup;

import dev.sluice.plan.LineupRules;
import dev.sluice.plan.lineup.Model.Showing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what was chosen in order and into the gaps. */
final class Packing {
  /** A search that takes more steps is given up: a model then decides which gap gets what. */
  private static final int STEPS = 200_000;

  private final List<Showing> sequence;
  private final List<Gap> gaps;
  private final int[] gapOf;
  private int steps;

  private Packing(List<Showing> sequence, List<Gap> gaps) {
    this.sequence = sequence;
    this.gaps = gaps;
    this.gapOf = new int[sequence.size()];
    Arrays.fill(gapOf, Model.ANYWHERE);
  }

  /**
   * The order on the air: each role is spread over the whole broadcast, and the roles take turns in
   * the order of the file; within a role the highest score comes first, then the highest margin in
   * a minute.
   */
  static List<Showing> sequence(Inputs inputs, List<Score> scores, List<Showing> showings) {
    Comparator<Showing> best =
        Comparator.comparing(
                (Showing s) -> scores.get(s.candidate()).value(),
                Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(s -> -s.margin() / Math.max(1, s.minutes()))
            .thenComparing(Showing::candidate);
    Map<String, List<Showing>> byRole = new HashMap<>();
    showings.stream()
        .sorted(best)
        .forEach(s -> byRole.computeIfAbsent(role(inputs, s), r -> new ArrayList<>()).add(s));
    List<String> turns = new ArrayList<>();
    inputs.rules().roles().stream().map(LineupRules.Role::role).forEach(turns::add);
    byRole.keySet().stream().sorted().filter(role -> !turns.contains(role)).forEach(turns::add);
    Map<Showing, Double> place = new HashMap<>();
    for (int turn = 0; turn < turns.size(); turn++) {
      List<Showing> own = byRole.getOrDefault(turns.get(turn), List.of());
      for (int i = 0; i < own.size(); i++) {
        place.put(own.get(i), (i + (turn + 0.5) / turns.size()) / own.size());
      }
    }
    return showings.stream()
        .sorted(Comparator.comparing((Showing s) -> place.get(s)).thenComparing(Showing::candidate))
        .toList();
  }

  private static String role(Inputs inputs, Showing showing) {
    String role = inputs.candidates().get(showing.candidate()).role();
    return role == null ? "" : role;
  }

  /**
   * A gap for each showing, earlier ones first as far as their length allows; where none is found,
   * that which the model gave it. {@code null} if it gave none.
   */
  static @Nullable Packing of(List<Showing> sequence, List<Gap> gaps) {
    Packing packing = new Packing(sequence, gaps);
    long slack =
        gaps.stream().mapToLong(Gap::minutes).sum()
            - sequence.stream().mapToLong(Showing::minutes).sum();
    if (packing.fill(0, 0, 0, slack)) {
      return packing;
    }
    for (int i = 0; i < sequence.size(); i++) {
      packing.gapOf[i] = sequence.get(i).gap();
    }
    return sequence.stream().anyMatch(s -> s.gap() == Model.ANYWHERE) ? null : packing;
  }

  /** What a gap holds, in order. */
  List<Showing> in(int gap) {
    List<Showing> held = new ArrayList<>();
    for (int i = 0; i < gapOf.length; i++) {
      if (gapOf[i] == gap) {
        held.add(sequence.get(i));
      }
    }
    return held;
  }

  /**
   * Fills the gaps in turn.
   *
   * @param next the first showing that may come next in this gap
   * @param taken minutes of the gap that are taken
   * @param slack minutes that may still be left open
   */
  private boolean fill(int gap, int next, long taken, long slack) {
    if (Arrays.stream(gapOf).noneMatch(g -> g == Model.ANYWHERE)) {
      return true;
    }
    if (gap == gaps.size() || ++steps > STEPS) {
      return false;
    }
    long room = gaps.get(gap).minutes() - taken;
    for (int i = next; i < gapOf.length; i++) {
      long minutes = sequence.get(i).minutes();
      if (gapOf[i] == Model.ANYWHERE && minutes <= room) {
        gapOf[i] = gap;
        if (fill(gap, i + 1, taken + minutes, slack)) {
          return true;
        }
        gapOf[i] = Model.ANYWHERE;
      }
    }
    return room <= slack && fill(gap + 1, 0, 0, slack - room);
  }
}
