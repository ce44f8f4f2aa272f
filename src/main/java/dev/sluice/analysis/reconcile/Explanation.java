package dev.sluice.analysis.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of a difference is explained, step by step.
 *
 * <p>Causes that hold by the definition of the two figures come first. Of the others, those are
 * taken that make the rest vanish to the cent, if exactly one smallest set of them does; they are
 * an inference. What then remains is unexplained, and where something does, the other causes stand
 * beside it with what each alone would explain. A piece with two causes is counted once, with the
 * first that is taken.
 *
 * @param steps in the order in which they are taken, the possible ones last
 * @param explained what the steps that are taken add up to
 * @param unexplained the rest: the two add up to the difference exactly
 * @param fits how many smallest sets of causes would make the rest vanish; 0 = none, or no rest
 */
record Explanation(List<Step> steps, BigDecimal explained, BigDecimal unexplained, int fits) {
  /** More causes than these at once fit any rest by chance. */
  private static final int MOST_FITTED = 3;

  private static final int MOST_EXAMPLES = 3;

  /** In cents, like all money here. */
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

  /** Why a step is believed. */
  enum Grounds {
    /** The two figures are defined so that it lies between them. */
    DEFINITION,
    /** It and the other fitted steps make up the rest to the cent. */
    FIT,
    /** It may lie between them; not counted as explained. */
    POSSIBLE
  }

  /**
   * One cause.
   *
   * @param amount what it adds to the steps before it; of a possible one, to those that are taken
   * @param unknown lines whose amount is missing
   */
  record Step(
      String cause,
      Grounds grounds,
      BigDecimal amount,
      long lines,
      long unknown,
      List<String> examples) {}

  Explanation {
    steps = List.copyOf(steps);
  }

  /**
   * Explains.
   *
   * @param causes all causes that may hold, in the order in which they are tried and listed
   * @param defined those of them that hold by definition
   */
  static Explanation of(
      BigDecimal difference, List<Piece> pieces, List<String> causes, Set<String> defined) {
    List<Step> steps = new ArrayList<>();
    Set<String> taken = new LinkedHashSet<>();
    for (String cause : causes) {
      if (defined.contains(cause)) {
        step(cause, Grounds.DEFINITION, pieces, taken).ifPresent(steps::add);
        taken.add(cause);
      }
    }
    BigDecimal rest = difference.subtract(sum(pieces, taken));
    List<String> open =
        causes.stream()
            .filter(cause -> !defined.contains(cause))
            .filter(cause -> step(cause, Grounds.POSSIBLE, pieces, taken).isPresent())
            .toList();
    List<List<String>> fitting =
        rest.signum() == 0 ? List.of() : fitting(rest, pieces, open, taken);
    if (fitting.size() == 1) {
      for (String cause : fitting.get(0)) {
        step(cause, Grounds.FIT, pieces, taken).ifPresent(steps::add);
        taken.add(cause);
      }
    }
    BigDecimal explained = sum(pieces, taken);
    BigDecimal unexplained = difference.subtract(explained);
    if (unexplained.signum() != 0) {
      for (String cause : open) {
        step(cause, Grounds.POSSIBLE, pieces, taken).ifPresent(steps::add);
      }
    }
    return new Explanation(steps, explained, unexplained, fitting.size());
  }

  /** The smallest sets of causes whose pieces, with those taken, add up to the rest. */
  private static List<List<String>> fitting(
      BigDecimal rest, List<Piece> pieces, List<String> open, Set<String> taken) {
    BigDecimal known = sum(pieces, taken);
    for (int size = 1; size <= MOST_FITTED; size++) {
      List<List<String>> fitting =
          subsets(open, size)
              .filter(
                  set -> {
                    Set<String> all = new LinkedHashSet<>(taken);
                    all.addAll(set);
                    return sum(pieces, all).subtract(known).compareTo(rest) == 0;
                  })
              .toList();
      if (!fitting.isEmpty()) {
        return fitting;
      }
    }
    return List.of();
  }

  private static Stream<List<String>> subsets(List<String> of, int size) {
    if (size == 0) {
      return Stream.of(List.of());
    }
    return IntStream.range(0, of.size())
        .boxed()
        .flatMap(
            i ->
                subsets(of.subList(i + 1, of.size()), size - 1)
                    .map(rest -> Stream.concat(Stream.of(of.get(i)), rest.stream()).toList()));
  }

  private static BigDecimal sum(List<Piece> pieces, Set<String> causes) {
    return pieces.stream()
        .filter(piece -> piece.causes().stream().anyMatch(causes::contains))
        .map(Piece::amount)
        .reduce(NOTHING, BigDecimal::add);
  }

  /** The step that a cause adds to those taken; empty where it adds nothing. */
  private static Optional<Step> step(
      String cause, Grounds grounds, List<Piece> pieces, Set<String> taken) {
    BigDecimal amount = NOTHING;
    long lines = 0;
    long unknown = 0;
    Set<String> examples = new TreeSet<>();
    for (Piece piece : pieces) {
      if (piece.causes().contains(cause) && piece.causes().stream().noneMatch(taken::contains)) {
        amount = amount.add(piece.amount());
        lines += piece.lines();
        unknown += piece.unknown();
        examples.addAll(piece.examples());
      }
    }
    return amount.signum() == 0 && unknown == 0
        ? Optional.empty()
        : Optional.of(
            new Step(
                cause,
                grounds,
                amount,
                lines,
                unknown,
                examples.stream().limit(MOST_EXAMPLES).toList()));
  }
}
