package dev.sluice.analysis.attribution;

import dev.sluice.answer.Refusal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides who gets the credit.
 *
 * @param model how a conversion is shared
 * @param by what is credited
 * @param lookback how long before a conversion a touch counts, both ends included
 * @param halfLife the age at which a touch weighs half, for {@link Model#TIME_DECAY}
 * @param position the shares of {@link Model#POSITION}
 * @param repeats what becomes of a channel that a journey meets again
 * @param direct the channel that {@link Model#LAST_NON_DIRECT} passes over
 * @param without a channel left out of each journey that has another
 * @param keepLast how many touches of a journey count, the last ones; {@code null} for all
 * @param lostJourneys whether journeys without a conversion count, for {@link Model#MARKOV}
 * @param currency the currency to count, or {@code null} when there is one only
 */
public record Rule(
    Model model,
    By by,
    Duration lookback,
    Duration halfLife,
    Position position,
    Repeats repeats,
    String direct,
    @Nullable String without,
    @Nullable Integer keepLast,
    boolean lostJourneys,
    @Nullable String currency) {

  public static final Duration LOOKBACK = Duration.ofDays(30);
  public static final Duration HALF_LIFE = Duration.ofDays(7);
  public static final String DIRECT = "direct";

  /** What is credited. */
  public enum By {
    /** The channel of a touch. */
    CHANNEL,
    /** The layer of the plan that the touch belongs to. */
    LAYER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of a channel that a journey meets again. */
  public enum Repeats {
    /** Each touch counts. */
    EACH,
    /** Neighbouring touches of one channel are one. */
    COLLAPSED,
    /** Only the first touch of each channel counts. */
    FIRST;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The shares of the first touch, of all between together, and of the last.
   *
   * @param first of the first touch
   * @param middle of those between, together
   * @param last of the last touch
   */
  public record Position(double first, double middle, double last) {
    public static final Position USUAL = new Position(0.4, 0.2, 0.4);

    public Position {
      boolean shares = first >= 0 && middle >= 0 && last >= 0;
      if (!shares || Math.abs(first + middle + last - 1) > 1e-9 || first + last == 0) {
        throw Refusal.usage(
            "shares of " + first + ", " + middle + " and " + last + " do not add up to 1",
            "write them as 0.4,0.2,0.4: first touch, all between, last touch");
      }
    }
  }

  /** The usual rule of a model: 30 days back, repeats counted but for Markov chains. */
  public static Rule of(Model model) {
    return new Rule(
        model,
        By.CHANNEL,
        LOOKBACK,
        HALF_LIFE,
        Position.USUAL,
        usualRepeats(model),
        DIRECT,
        null,
        null,
        false,
        null);
  }

  /** Collapsed for Markov, where self-loops change the table but no credit; else each touch. */
  public static Repeats usualRepeats(Model model) {
    return model == Model.MARKOV ? Repeats.COLLAPSED : Repeats.EACH;
  }
}
