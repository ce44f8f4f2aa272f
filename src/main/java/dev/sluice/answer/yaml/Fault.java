package dev.sluice.answer.yaml;

import dev.sluice.answer.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something to say about a place in a file.
 *
 * @param at where it stands; for a missing value, where the object begins that lacks it
 * @param path the same place by name, such as {@code layers[1].click_rate}; empty for the whole
 *     file
 * @param severity how much it matters
 * @param rule which rule speaks: {@code unknown-key}, {@code range}, … or the id of a platform's
 *     rule
 * @param message one sentence
 * @param hint what to do about it, or what is known
 */
public record Fault(
    Position at,
    String path,
    Severity severity,
    String rule,
    String message,
    @Nullable String hint) {

  /** In the order of the file. */
  public static final Comparator<Fault> BY_PLACE =
      Comparator.comparing(Fault::at).thenComparing(Fault::path).thenComparing(Fault::rule);

  public static Fault error(
      Position at, String path, String rule, String message, @Nullable String hint) {
    return new Fault(at, path, Severity.ERROR, rule, message, hint);
  }

  /** The line that names it: {@code campaign.yaml:12:7: layers[1].click_rate: …}. */
  public String line(String file) {
    return String.format(
        Locale.ROOT,
        "%s:%d:%d: %s%s%s",
        file,
        at.line(),
        at.column(),
        path.isEmpty() ? "" : path + ": ",
        message,
        hint == null ? "" : " (" + hint + ")");
  }

  /** A refusal that lists the faults of a file, a line each, in its order. */
  public static Refusal refusal(String file, List<Fault> faults) {
    String heading =
        file + " has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults") + ":";
    return Refusal.input(
        faults.stream()
            .sorted(BY_PLACE)
            .map(fault -> fault.line(file))
            .collect(Collectors.joining("\n", heading + "\n", "")),
        null);
  }
}
