package dev.sluice.plan.rules;

import dev.sluice.plan.Campaign;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule looks at: the closed set of kinds that a rule file can name. A kind knows campaigns
 * and no platform; which platform asks for how much is the file's to say.
 */
sealed interface Check
    permits BroadcastCheck, LayerCheck, ShowCheck, ClaimCheck, HostCheck, TaskCheck, Check.Remark {

  /** What is not as asked, and what cannot be seen; nothing where all is well. */
  List<Sighting> look(Campaign campaign);

  /** Nothing to look at: it reminds. */
  record Remark() implements Check {
    @Override
    public List<Sighting> look(Campaign campaign) {
      return List.of();
    }
  }

  /**
   * Something that a check saw.
   *
   * @param path where; of what the file does not state, where it would stand
   * @param found a clause that ends "…: this one lasts 29 minutes"; {@code null} where nothing
   *     could be seen, since the file does not state {@code path}
   */
  record Sighting(String path, @Nullable String found) {
    static Sighting unstated(String path) {
      return new Sighting(path, null);
    }
  }

  /** A length of time for people, such as {@code 1h30m}. */
  static String words(Duration duration) {
    long hours = duration.toHours();
    int minutes = duration.toMinutesPart();
    int seconds = duration.toSecondsPart();
    String text =
        (hours > 0 ? hours + "h" : "")
            + (minutes > 0 ? minutes + "m" : "")
            + (seconds > 0 ? seconds + "s" : "");
    return text.isEmpty() ? "0m" : text;
  }

  /** A time of the show as the file writes it, such as {@code +1h30m}. */
  static String at(Duration offset) {
    return "+" + words(offset);
  }
}
