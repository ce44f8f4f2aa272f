package dev.sluice.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The parser and its manners: streams in, exit code out; nothing below it ends the process. */
public final class Cli {
  /** Picocli refuses to lay help out in less. */
  private static final int NARROWEST_HELP = 55;

  private static final int WIDEST_HELP = 100;

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
        writer(new StandardOutput()),
        writer(new FileOutputStream(FileDescriptor.err)),
        environment,
        Terminal.ofProcess(environment));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16));
  }

  /** Runs one command line and returns the exit code. */
  public int run(String... args) {
    Errors errors = new Errors(session);
    int code;
    try {
      code = answer(args);
      out.flush();
    } catch (StandardOutput.Lost lost) {
      code = errors.lost(lost);
    } catch (OutOfMemoryError e) {
      code = errors.exhausted();
    }
    err.flush();
    return code;
  }

  private int answer(String... args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      // Asked by every installer and script: not worth a parser.
      out.println(Version.line());
      return ExitCode.OK.code();
    }
    String[] words = spelledOut(args);
    return configure(Commands.named(session, words)).execute(words);
  }

  /** {@code sluice} alone asks for help, and {@code sluice help X} is {@code sluice X --help}. */
  private static String[] spelledOut(String... args) {
    if (args.length == 0 || (args.length == 1 && args[0].equals("help"))) {
      return new String[] {"--help"};
    }
    if (!args[0].equals("help")) {
      return args;
    }
    String[] words = Arrays.copyOfRange(args, 1, args.length);
    if (!Commands.has(words[0])) {
      return words;
    }
    words = Arrays.copyOf(words, args.length);
    words[words.length - 1] = "--help";
    return words;
  }

  /** The parser with every subcommand: for help, completion and the man pages. */
  public CommandLine whole() {
    return configure(Commands.all(session));
  }

  private CommandLine configure(CommandLine line) {
    Errors errors = new Errors(session);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUsageHelpWidth(
        Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, session.terminal().width())));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setHelpFactory(new HelpText.Factory());
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    return line;
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
