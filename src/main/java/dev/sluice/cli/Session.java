package dev.sluice.cli;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Progress;
import dev.sluice.answer.Refusal;
import dev.sluice.report.Format;
import dev.sluice.report.Layout;
import dev.sluice.report.Report;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Workspace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * One run of the program: its streams, its environment and the global options. Commands get it in
 * their constructor and reach the outside world through nothing else.
 */
public final class Session {
  private static final String WORKSPACE = "sluice.duckdb";
  private static final Path STDOUT = Path.of("-");

  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<String, String> environment;
  private final Terminal terminal;
  private @Nullable Settings settings;

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-w", "--workspace"},
      paramLabel = "FILE",
      order = 90,
      description =
          "The workspace (default: $$SLUICE_WORKSPACE, else that of sluice.yaml here, else"
              + " sluice.duckdb).")
  @Nullable Path workspace;

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      order = 91,
      description = "${COMPLETION-CANDIDATES} (default: table).")
  @Nullable Format format;

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-o", "--output"},
      paramLabel = "FILE",
      order = 92,
      description =
          "Write the answer to a file; - is stdout. Several, each in the form of its ending.")
  List<Path> outputs = new ArrayList<>();

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-q", "--quiet"},
      order = 93,
      description = "No progress, no hints.")
  boolean quiet;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--no-color",
      order = 94,
      description = "No colours (so does a NO_COLOR that is not empty).")
  boolean noColor;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--lang",
      paramLabel = "LANG",
      order = 95,
      description = "Language of titles and labels: ${COMPLETION-CANDIDATES} (default: en).")
  Layout.@Nullable Language language;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--tz",
      paramLabel = "ZONE",
      order = 96,
      description = "Time zone of days, and of files that carry none (default: sluice.yaml's).")
  @Nullable String zone;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--now",
      paramLabel = "TIME",
      order = 97,
      description = "The present, as 2026-11-08T12:00:00Z (default: the clock).")
  @Nullable String now;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--threads",
      paramLabel = "N",
      order = 98,
      description = "Threads of the engine (default: one a core).")
  @Nullable Integer threads;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--memory",
      paramLabel = "SIZE",
      order = 99,
      description = "Memory limit of the engine, such as 2GB.")
  @Nullable String memory;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--wait",
      paramLabel = "TIME",
      order = 100,
      description = "Wait so long for a workspace that is in use, such as 60s.")
  @Nullable String wait;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--verbose",
      order = 101,
      description = "Show the trace of an unexpected error.")
  boolean verbose;

  Session(
      InputStream in,
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment,
      Terminal terminal) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.terminal = terminal;
  }

  public InputStream in() {
    return in;
  }

  /** Where data goes. */
  public PrintWriter out() {
    return out;
  }

  /** Where talk goes. */
  public PrintWriter err() {
    return err;
  }

  public Terminal terminal() {
    return terminal;
  }

  /** The format asked for: {@code --format}, else what the ending of the file says. */
  private Format format(Path file) {
    if (format != null) {
      return format;
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" -> Format.JSON;
      case "csv" -> Format.CSV;
      case "md" -> Format.MARKDOWN;
      case "html" -> Format.HTML;
      case "xlsx" -> Format.XLSX;
      case "xml" -> Format.JUNIT;
      default -> Format.TABLE;
    };
  }

  /** The language of titles and labels: {@code --lang}, else of sluice.yaml, else English. */
  public Layout.Language language() {
    Layout.Language chosen = language == null ? settings().language() : language;
    return chosen == null ? Layout.Language.EN : chosen;
  }

  public boolean quiet() {
    return quiet;
  }

  /**
   * Where {@code -o} points, or {@code null} for stdout: for what is more than an answer, and is
   * written to one file.
   */
  public @Nullable Path output() {
    if (outputs.size() > 1) {
      throw Refusal.usage("this is written to one file, and -o names several", "give one -o");
    }
    return outputs.isEmpty() || isStdout(outputs.get(0)) ? null : outputs.get(0);
  }

  private static boolean isStdout(Path output) {
    return output.toString().equals("-");
  }

  /** A hint or a progress line, unless {@code --quiet}. */
  public void say(String line) {
    if (!quiet) {
      err.println(line);
      err.flush();
    }
  }

  /** How far long work has come, on stderr where that is a terminal, unless {@code --quiet}. */
  public Progress progress() {
    return quiet || !terminal.errIsTerminal()
        ? (done, of, now) -> {}
        : new ProgressLine(err, System::nanoTime);
  }

  /** A warning: shown even when quiet. */
  public void warn(String line) {
    err.println("warning: " + line);
    err.flush();
  }

  /** The present: {@code --now}, else the clock. */
  public Instant now() {
    Instant stated = statedNow();
    return stated == null ? Instant.now() : stated;
  }

  /** The time of {@code --now}, or {@code null} when none was given. */
  public @Nullable Instant statedNow() {
    return instant("--now", now);
  }

  /** The instant that an option states, or {@code null} when it is not given. */
  public static @Nullable Instant instant(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Refusal.usage(
          option + ": '" + text + "' is not an instant", "write it as 2026-11-08T12:00:00Z");
    }
  }

  /** The zone of {@code --tz}, else of sluice.yaml, or {@code null} when neither gives one. */
  public @Nullable ZoneId zone() {
    return zone == null ? settings().zone() : Workspace.zone(zone);
  }

  /** Where the workspace lies, whether it exists or not. */
  public Path workspaceFile() {
    if (workspace != null) {
      return workspace;
    }
    String variable = environment.get("SLUICE_WORKSPACE");
    if (variable != null && !variable.isEmpty()) {
      return Path.of(variable);
    }
    Path set = settings().workspace();
    return set == null ? Path.of(WORKSPACE) : set;
  }

  /** Where {@code -w} points, or the workspace of {@code folder}, whatever the environment says. */
  public Path workspaceFile(Path folder) {
    return workspace == null ? folder.resolve(WORKSPACE) : workspace;
  }

  private Settings settings() {
    if (settings == null) {
      settings = Settings.read(Path.of(Settings.FILE));
    }
    return settings;
  }

  public Engine engine() {
    Engine standard = Engine.standard();
    return new Engine(threads, memory, waitSeconds(), standard.spill());
  }

  private long waitSeconds() {
    return wait == null ? 0 : Elapsed.parse("--wait", wait).toSeconds();
  }

  /** Opens the workspace for reading. */
  public Workspace read() {
    return Workspace.read(workspaceFile(), engine());
  }

  /**
   * Opens the workspace for reading, or {@code null} where there is none; one that {@code -w} names
   * must be there.
   */
  public @Nullable Workspace readIfThere() {
    return workspace != null || Files.exists(workspaceFile()) ? read() : null;
  }

  /** Opens an engine without a workspace, for files that are read and not kept. */
  public Workspace scratch() {
    return Workspace.inMemory(engine());
  }

  /** Opens the workspace for writing, making it where there is none. */
  public Workspace write() {
    return Workspace.write(workspaceFile(), engine());
  }

  /** Writes the answer where and how the user asked for it. */
  public void print(Answer answer) {
    print(form -> answer);
  }

  /** Writes an answer of which people see another one than programs do. */
  public void printForPeople(Answer overview, Answer answer) {
    print(form -> form == Format.TABLE ? overview : answer);
  }

  /** Writes the answer that goes with each form that the user asked for. */
  public void print(Function<Format, Answer> answer) {
    if (outputs.size() > 1 && format != null) {
      throw Refusal.usage(
          "--format is one form, and -o names several files",
          "leave --format out: the ending of each file says its form");
    }
    for (Path file : outputs.isEmpty() ? List.of(STDOUT) : outputs) {
      Format form = format(file);
      Answer formed = answer.apply(form);
      if (isStdout(file)) {
        printTo(out, formed, form);
      } else {
        saveBytes(file, bytes -> Report.write(formed, form, layout(), bytes));
      }
    }
  }

  private void printTo(PrintWriter stdout, Answer answer, Format form) {
    if (form == Format.XLSX) {
      throw Refusal.usage("a workbook does not go to the terminal", "give it a file: -o FILE.xlsx");
    }
    try {
      Report.write(answer, form, layout(), stdout);
    } catch (IOException e) {
      throw Refusal.failed("cannot write the answer", null, e);
    }
  }

  /**
   * Runs another command line on this session's streams and a workspace of its own.
   *
   * @return its exit code
   */
  public int inside(Path workspace, List<String> words) {
    Map<String, String> inner = new HashMap<>(environment);
    inner.put("SLUICE_WORKSPACE", workspace.toString());
    return new Cli(in, out, err, inner, terminal).run(words.toArray(String[]::new));
  }

  /** What writes the text of a file. */
  @FunctionalInterface
  public interface Text {
    void write(Writer writer) throws IOException;
  }

  /** What writes the bytes of a file. */
  @FunctionalInterface
  private interface Bytes {
    void write(OutputStream out) throws IOException;
  }

  /** Writes a file whole or not at all: beside it first, then moved into its place. */
  public void save(Path file, Text text) {
    saveBytes(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          text.write(writer);
          writer.flush();
        });
  }

  private void saveBytes(Path file, Bytes bytes) {
    try {
      // What a link points to is written, and the link stays.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        // A device or a pipe is no file that another could replace.
        write(target, bytes);
        return;
      }
      Path beside = target.resolveSibling(target.getFileName() + ".part");
      try {
        write(beside, bytes);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw Refusal.failed("cannot write " + file + ": " + reason(e), null, e);
    }
  }

  private static void write(Path file, Bytes bytes) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      bytes.write(out);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "no such folder";
    }
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    return String.valueOf(e.getMessage());
  }

  private Layout layout() {
    boolean plain = !outputs.isEmpty();
    String noColour = environment.getOrDefault("NO_COLOR", "");
    boolean colour = terminal.outIsTerminal() && !plain && !noColor && noColour.isEmpty();
    return new Layout(terminal.width(), colour, language());
  }
}
