package dev.sluice.cli;

import dev.sluice.answer.Refusal;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The parser and its manners: streams in, exit code out; nothing below it ends the process. */
public final class Cli {
  private final Session session;
  private final PrintWriter out;
  private final PrintWriter err;

  public Cli(
      InputStream in,
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment,
      Terminal terminal) {
    this.out = out;
    this.err = err;
    this.session = new Session(in, out, err, environment, terminal);
  }

  /** The program on this process's own streams, in UTF-8 whatever the locale says. */
  public static Cli ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Cli(
        System.in,
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        environment,
        Terminal.ofProcess(environment));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
            1 << 16));
  }

  /** Runs one command line and returns the exit code. */
  public int run(String... args) {
    int code;
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      // Asked by every installer and script: not worth a parser.
      out.println(Version.line());
      code = ExitCode.OK.code();
    } else {
      code = parser(args).execute(args);
    }
    // A full disk or a reader that went away shows only here.
    boolean lost = out.checkError();
    err.flush();
    return lost && code == 0 ? ExitCode.FAILED.code() : code;
  }

  /** The parser with every subcommand: for help, completion and the man pages. */
  public CommandLine whole() {
    return configure(Commands.all(session));
  }

  private CommandLine parser(String... args) {
    return configure(Commands.named(session, args));
  }

  private CommandLine configure(CommandLine line) {
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    // The parser refuses to write help into fewer than 55 columns.
    line.setUsageHelpWidth(Math.max(55, Math.min(100, session.terminal().width())));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setParameterExceptionHandler(this::usage);
    line.setExecutionExceptionHandler((error, command, result) -> failed(error));
    return line;
  }

  private int usage(ParameterException error, String[] args) {
    err.println("error: " + firstLine(error.getMessage()));
    // Picocli writes "Did you mean …?" where a name is near.
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println(
        "hint: try '" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE.code();
  }

  private int failed(Exception error) {
    out.flush();
    if (error instanceof Refusal refusal) {
      err.println("error: " + refusal.sentence());
      if (refusal.hint() != null) {
        err.println("hint: " + refusal.hint());
      }
      if (session.verbose && refusal.getCause() != null) {
        refusal.getCause().printStackTrace(err);
      }
      return ExitCode.of(refusal).code();
    }
    err.println("error: internal error: " + firstLine(String.valueOf(error)));
    if (session.verbose) {
      error.printStackTrace(err);
    } else {
      err.println("hint: run it again with --verbose and report what it prints");
    }
    return ExitCode.FAILED.code();
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("").strip();
  }

  /** The version that {@code --version} of the parser prints. */
  static final class Version implements CommandLine.IVersionProvider {
    static String line() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return "sluice " + (version == null ? "(development)" : version);
    }

    @Override
    public String[] getVersion() {
      return new String[] {line()};
    }
  }
}
