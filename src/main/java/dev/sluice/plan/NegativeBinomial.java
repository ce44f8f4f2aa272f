package dev.sluice.plan;

import org.jspecify.annotations.Nullable;

/**
 * How many contacts each of many people has, when people differ in how often they look: the
 * negative binomial of a Poisson rate that is gamma-distributed.
 *
 * @param mean contacts / people, of all whether reached or not
 * @param shape small when few people have most of the contacts
 */
public record NegativeBinomial(double mean, double shape) {
  private static final double LOWEST = 1e-9;
  private static final double HIGHEST = 1e6;
  private static final int HALVINGS = 60;

  /**
   * The one that reaches {@code penetration} of the people with {@code each} contacts, or {@code
   * null} where people are reached more evenly than at random.
   *
   * @param penetration people reached / people, above 0 and below 1
   * @param each contacts / people reached, above 1
   */
  public static @Nullable NegativeBinomial of(double penetration, double each) {
    double mean = penetration * each;
    if (new NegativeBinomial(mean, HIGHEST).penetration() < penetration
        || new NegativeBinomial(mean, LOWEST).penetration() > penetration) {
      return null;
    }
    double low = Math.log(LOWEST);
    double high = Math.log(HIGHEST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (new NegativeBinomial(mean, Math.exp(middle)).penetration() < penetration) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new NegativeBinomial(mean, Math.exp(low));
  }

  /** People reached / people: {@code 1 − (1 + mean/shape)^(−shape)}. */
  public double penetration() {
    return -Math.expm1(-shape * Math.log1p(mean / shape));
  }

  /** Contacts / people reached. */
  public double frequency() {
    return mean / penetration();
  }

  /** The same people with {@code factor} times the contacts. */
  public NegativeBinomial times(double factor) {
    return new NegativeBinomial(mean * factor, shape);
  }

  /** Contacts / people when nobody has more than {@code most}. */
  public double capped(long most) {
    double none = 1 - penetration();
    double probability = none;
    double beyond = 1 - none;
    double contacts = 0;
    for (long i = 0; i < most && beyond > 0; i++) {
      contacts += beyond;
      probability *= (shape + i) / (i + 1) * mean / (shape + mean);
      beyond -= probability;
    }
    return contacts;
  }
}
