package dev.sluice.analysis.attribution;

/** Where in a journey a touch stands. */
enum Place {
  ONLY,
  FIRST,
  MIDDLE,
  LAST;

  /**
   * The share of a conversion that a touch gets by its place alone.
   *
   * @param length the touches of the journey
   */
  double share(Rule rule, long length) {
    return switch (rule.model()) {
      case FIRST -> this == ONLY || this == FIRST ? 1 : 0;
      case LAST, LAST_NON_DIRECT -> this == ONLY || this == LAST ? 1 : 0;
      case LINEAR -> 1.0 / length;
      case POSITION -> position(rule.position(), length);
      case TIME_DECAY, MARKOV, SHAPLEY ->
          throw new IllegalArgumentException(rule.model() + " goes by more than the place");
    };
  }

  private double position(Rule.Position shares, long length) {
    double ends = length == 2 ? shares.first() + shares.last() : 1;
    return switch (this) {
      case ONLY -> 1;
      case FIRST -> shares.first() / ends;
      case MIDDLE -> shares.middle() / (length - 2);
      case LAST -> shares.last() / ends;
    };
  }
}
