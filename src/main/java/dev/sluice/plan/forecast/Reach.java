package dev.sluice.plan.forecast;

import dev.sluice.plan.BetaBinomial;
import dev.sluice.plan.NegativeBinomial;
import org.jspecify.annotations.Nullable;

/** How many people stand behind contacts of which some had several. */
final class Reach {
  private Reach() {}

  /**
   * People on a list whom a push reaches at all, as a beta-binomial; as a binomial where nobody
   * says how many are reached again.
   *
   * @param people on the list
   * @param contacts of all pushes together
   * @param pushes of which each goes to the whole list; 0 when they are not told apart
   * @param again people whom another push reaches too / people whom a push reaches, or {@code NaN}
   */
  static double ofList(double people, double contacts, int pushes, double again) {
    if (pushes == 0) {
      return Math.min(people, contacts);
    }
    double first = Math.min(1, contacts / people / pushes);
    double part =
        again > first && again < 1
            ? BetaBinomial.of(first, again, pushes).reach()
            : 1 - Math.pow(1 - first, pushes);
    return people * part;
  }

  /**
   * People whom so many looks reach, when {@code stated} looks reached {@code people}: by the
   * negative binomial of those two.
   *
   * @param size of the audience, or {@code NaN} when nobody says
   */
  static double ofLooks(double looks, double stated, double people, double size) {
    NegativeBinomial contacts = fitted(stated, people, size);
    return contacts == null
        ? Math.min(looks, people)
        : Math.min(looks, size * contacts.times(looks / stated).penetration());
  }

  /**
   * The part of the people whom none, one, two … of some layers bring, when they share people as at
   * random.
   *
   * @param parts that each layer brings of all people
   */
  static double[] byLayers(double[] parts) {
    double[] exactly = new double[parts.length + 1];
    exactly[0] = 1;
    for (int layer = 0; layer < parts.length; layer++) {
      for (int k = layer + 1; k >= 0; k--) {
        double before = k == 0 ? 0 : exactly[k - 1];
        exactly[k] = exactly[k] * (1 - parts[layer]) + before * parts[layer];
      }
    }
    return exactly;
  }

  private static @Nullable NegativeBinomial fitted(double looks, double people, double size) {
    return !(people < size) || looks <= people
        ? null
        : NegativeBinomial.of(people / size, looks / people);
  }
}
