package dev.sluice.cli.command;

import dev.sluice.analysis.funnel.events.Definition;
import dev.sluice.analysis.funnel.events.DefinitionFile;
import dev.sluice.analysis.funnel.events.Draft;
import dev.sluice.analysis.funnel.events.EventFunnel;
import dev.sluice.analysis.funnel.events.Events;
import dev.sluice.analysis.funnel.events.FileEvents;
import dev.sluice.analysis.funnel.events.Order;
import dev.sluice.analysis.funnel.events.WorkspaceEvents;
import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code sluice funnel} that ask for a funnel over user-level events. */
final class EventFunnelOptions {
  @Option(
      names = "--steps",
      paramLabel = "EVENT,EVENT",
      split = ",",
      order = 10,
      description = "User-level events: the steps, in order, by the names of their events.")
  private List<String> steps = new ArrayList<>();

  @Option(
      names = "--window",
      paramLabel = "TIME",
      order = 11,
      description = "How long after step 1 a step counts: 30m, 1h, 7d.")
  private @Nullable String window;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      order = 12,
      description =
          "ordered (others may lie between), strict (the very next event) or unordered (any order);"
              + " default: ordered.")
  private @Nullable Order order;

  @Option(
      names = "--hold",
      paramLabel = "PROPERTY",
      split = ",",
      order = 13,
      description = "The same value at every step: broadcast, product, an order id.")
  private List<String> held = new ArrayList<>();

  @Option(
      names = "--attribution",
      paramLabel = "EVENT",
      order = 14,
      description =
          "Whose value --by takes: first_touch (default), last_touch, step:K, all_events.")
  private @Nullable String attribution;

  @Option(
      names = "--trend",
      paramLabel = "PERIOD",
      order = 15,
      description = "Entries and conversion by day, week or month of entry.")
  private Definition.@Nullable Trend trend;

  @Option(
      names = "--definition",
      paramLabel = "FILE",
      order = 16,
      description =
          "The funnel as YAML or JSON: conditions, exclusions, optional steps, windows per step,"
              + " times, revenue, correlation.")
  private @Nullable Path definition;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      order = 17,
      description =
          "Events of a file (Parquet, CSV, JSON lines; - is stdin) with columns user, ts and event;"
              + " nothing is kept (default: the workspace's events).")
  private @Nullable Path events;

  @Option(names = "--levels", order = 18, description = "Also list each user's last step.")
  private boolean levels;

  @Option(
      names = "--users",
      paramLabel = "STEP",
      order = 19,
      description = "Also list who reached this step and who dropped before it.")
  private @Nullable Integer users;

  /** Whether a funnel over events is asked for. */
  boolean asked() {
    if (!steps.isEmpty() || definition != null) {
      return true;
    }
    if (events != null || levels || users != null || window != null || order != null) {
      throw Refusal.usage(
          "a funnel over events needs its steps", "name them: --steps enter,click,pay --window 1h");
    }
    return false;
  }

  /** Asks for it. */
  Answer ask(Session session, ScopeOptions scope, @Nullable String by, @Nullable String compare) {
    Draft draft = draft().range(scope.from(), scope.to()).zone(session.zone());
    if (by != null) {
      draft.breakDown(Arrays.asList(by.split(",", -1)));
    }
    if (compare != null) {
      draft.compare(compare);
    }
    EventFunnel.Question question =
        new EventFunnel.Question(draft.finish(), levels, users, session.statedNow());
    if (events == null) {
      try (Workspace workspace = session.read()) {
        return EventFunnel.ask(workspace, new WorkspaceEvents(scope.broadcasts()), question);
      }
    }
    if (!scope.broadcasts().isEmpty()) {
      throw Refusal.usage(
          "--broadcast does not go with --events", "keep to it with a condition of a definition");
    }
    return fromFile(session, events, question);
  }

  private static Answer fromFile(Session session, Path events, EventFunnel.Question question) {
    boolean stdin = events.toString().equals("-");
    Path file = stdin ? saved(session) : events;
    try (Workspace engine = Workspace.inMemory(session.engine())) {
      ZoneId zone = session.zone() == null ? ZoneOffset.UTC : session.zone();
      Events read = FileEvents.open(engine, file, stdin ? "<stdin>" : events.toString(), zone);
      return EventFunnel.ask(engine, read, question);
    } finally {
      if (stdin) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          session.warn("left behind " + file);
        }
      }
    }
  }

  private static Path saved(Session session) {
    try {
      Path file = Files.createTempFile("sluice-events", "");
      Files.copy(session.in(), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw Refusal.failed("cannot keep what comes from stdin", null, e);
    }
  }

  private Draft draft() {
    Draft draft;
    if (definition == null) {
      if (window == null) {
        throw Refusal.usage("--steps needs --window", "how long after step 1 a step counts: 1h");
      }
      draft = Draft.ofSteps(steps);
    } else {
      if (!steps.isEmpty()) {
        throw Refusal.usage("--steps and --definition exclude each other", "keep one of them");
      }
      try {
        draft =
            DefinitionFile.read(
                definition.toString(), Files.readString(definition, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw Refusal.failed("cannot read " + definition, null, e);
      }
    }
    if (window != null) {
      draft.window(window);
    }
    if (order != null) {
      draft.order(order);
    }
    if (attribution != null) {
      draft.attribute(attribution.toLowerCase(Locale.ROOT));
    }
    if (trend != null) {
      draft.trend(trend);
    }
    return draft.hold(held);
  }
}
