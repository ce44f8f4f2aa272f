package dev.sluice.cli.command;

import dev.sluice.analysis.attribution.Attribution;
import dev.sluice.analysis.attribution.Journeys;
import dev.sluice.analysis.attribution.Model;
import dev.sluice.analysis.attribution.Rule;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.Elapsed;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code sluice attribution}: which channel or layer the conversions came from. */
@CommandLine.Command(
    name = "attribution",
    description = {
      "Share conversions and revenue among the channels, or the plan's layers, that led to them.",
      "Touches and conversions come from the workspace or from files."
    },
    mixinStandardHelpOptions = true)
public final class AttributionCommand extends Command {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "${COMPLETION-CANDIDATES}.")
  private Model model = Model.LAST;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "What is credited: ${COMPLETION-CANDIDATES} (default: channel).")
  private Rule.By by = Rule.By.CHANNEL;

  @Option(
      names = "--lookback",
      paramLabel = "TIME",
      description = "How long before a conversion a touch counts, both ends in (default: 30d).")
  private @Nullable String lookback;

  @Option(
      names = "--half-life",
      paramLabel = "TIME",
      description = "time-decay: the age at which a touch weighs half (default: 7d).")
  private @Nullable String halfLife;

  @Option(
      names = "--position",
      paramLabel = "F,M,L",
      description =
          "position: shares of the first touch, all between, the last (default: 0.4,0.2,0.4).")
  private @Nullable String position;

  @Option(
      names = "--direct",
      paramLabel = "CHANNEL",
      description = "last-non-direct: the channel to pass over (default: direct).")
  private @Nullable String direct;

  @Option(names = "--null-paths", description = "markov: count journeys that did not convert, too.")
  private boolean nullPaths;

  @Option(names = "--transitions", description = "markov: show the table of the chain, too.")
  private boolean transitions;

  @Option(
      names = "--repeats",
      paramLabel = "RULE",
      description = {
        "A channel met again: ${COMPLETION-CANDIDATES} (default: each touch counts;",
        "markov: neighbours collapsed)."
      })
  private Rule.@Nullable Repeats repeats;

  @Option(
      names = "--without",
      paramLabel = "CHANNEL",
      description = "Leave the channel out of journeys that have another.")
  private @Nullable String without;

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "Only the last N touches of a journey count.")
  private @Nullable Integer keepLast;

  @Option(
      names = "--currency",
      paramLabel = "CUR",
      description = "Count conversions in this currency only.")
  private @Nullable String currency;

  @Option(
      names = "--touches",
      paramLabel = "FILE",
      description = "Touches from a CSV or Parquet file: user, ts, channel, layer.")
  private @Nullable Path touches;

  @Option(
      names = "--conversions",
      paramLabel = "FILE",
      description = "Conversions from a file: user, ts, value, currency.")
  private @Nullable Path conversions;

  @Option(
      names = "--paths",
      paramLabel = "FILE",
      description = "Journeys from a file: path (a > b > c), conversions, value, null.")
  private @Nullable Path paths;

  public AttributionCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Journeys source = source();
    Rule rule = rule();
    try (Workspace workspace =
        source instanceof Journeys.OfWorkspace ? session().read() : session().scratch()) {
      session().print(Attribution.of(workspace, source, rule, transitions));
    }
    return ExitCode.OK;
  }

  private Journeys source() {
    if (paths != null) {
      refuse(touches != null || conversions != null, "--paths", "--touches and --conversions");
      refuse(lookback != null, "--paths", "--lookback: its journeys are cut already");
      refuse(by == Rule.By.LAYER, "--paths", "--by layer: it names channels only");
      return new Journeys.OfPaths(paths);
    }
    if (touches != null && conversions != null) {
      return new Journeys.OfFiles(touches, conversions);
    }
    if (touches != null || conversions != null) {
      throw Refusal.usage("--touches and --conversions go together", null);
    }
    return new Journeys.OfWorkspace();
  }

  private Rule rule() {
    belongs("--half-life", halfLife, Model.TIME_DECAY);
    belongs("--position", position, Model.POSITION);
    belongs("--direct", direct, Model.LAST_NON_DIRECT);
    belongs("--transitions", transitions ? "" : null, Model.MARKOV);
    belongs("--null-paths", nullPaths ? "" : null, Model.MARKOV);
    refuse(
        without != null && model == Model.LAST_NON_DIRECT, "--without", "--model last-non-direct");
    if (keepLast != null && keepLast < 1) {
      throw Refusal.usage("--keep-last: a journey keeps at least 1 touch", null);
    }
    return new Rule(
        model,
        by,
        lookback == null ? Rule.LOOKBACK : Elapsed.parse("--lookback", lookback),
        halfLife(),
        position(),
        repeats == null ? Rule.usualRepeats(model) : repeats,
        direct == null ? Rule.DIRECT : direct,
        without,
        keepLast,
        nullPaths,
        currency);
  }

  private Duration halfLife() {
    Duration time = halfLife == null ? Rule.HALF_LIFE : Elapsed.parse("--half-life", halfLife);
    if (time.isZero()) {
      throw Refusal.usage("--half-life: a touch cannot lose half its weight in no time", null);
    }
    return time;
  }

  private Rule.Position position() {
    if (position == null) {
      return Rule.Position.USUAL;
    }
    try {
      List<Double> shares = Arrays.stream(position.split(",", -1)).map(Double::valueOf).toList();
      if (shares.size() == 3) {
        return new Rule.Position(shares.get(0), shares.get(1), shares.get(2));
      }
    } catch (NumberFormatException e) {
      // Said below, like a wrong number of shares.
    }
    throw Refusal.usage(
        "--position: '" + position + "' is not three shares",
        "write them as 0.4,0.2,0.4: first touch, all between, last touch");
  }

  private void belongs(String option, @Nullable String given, Model to) {
    if (given != null && model != to) {
      throw Refusal.usage(option + " goes with --model " + to + ", not " + model, null);
    }
  }

  private static void refuse(boolean both, String one, String other) {
    if (both) {
      throw Refusal.usage(one + " does not go with " + other, null);
    }
  }
}
