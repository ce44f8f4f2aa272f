package dev.sluice.plan;

/**
 * How many of some pushes reach a person, when people differ in how likely each push reaches them:
 * a binomial whose chance is beta-distributed.
 *
 * @param alpha first parameter of the beta distribution
 * @param beta second parameter of the beta distribution
 * @param pushes how many pushes
 */
public record BetaBinomial(double alpha, double beta, int pushes) {
  /**
   * The one of which a single push reaches {@code first} of the people.
   *
   * @param first people whom a push reaches / people; above 0 and below 1
   * @param again people whom another push reaches too / people whom a push reaches; above {@code
   *     first}, which is what chance would give, and below 1
   */
  public static BetaBinomial of(double first, double again, int pushes) {
    // (alpha + 1) / (alpha + beta + 1) = again and alpha / (alpha + beta) = first.
    double sum = (1 - again) / (again - first);
    return new BetaBinomial(first * sum, (1 - first) * sum, pushes);
  }

  /** The part of the people whom exactly {@code times} pushes reach. */
  public double exactly(int times) {
    double probability = 1;
    for (int i = 0; i < pushes; i++) {
      double of = alpha + beta + i;
      probability *=
          i < times ? (alpha + i) / of * (pushes - i) / (times - i) : (beta + i - times) / of;
    }
    return probability;
  }

  /** The part of the people whom a push reaches at all. */
  public double reach() {
    return 1 - exactly(0);
  }
}
