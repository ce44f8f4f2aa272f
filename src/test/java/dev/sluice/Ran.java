package dev.sluice;

import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What one command line did, run in this process.
 *
 * @param exit its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
public record Ran(int exit, String out, String err) {

  /** Runs a command line with nothing on stdin. */
  public static Ran sluice(Map<String, String> environment, String... args) {
    return sluice("", environment, args);
  }

  /** Runs a command line with {@code stdin} to read. */
  public static Ran sluice(String stdin, Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Cli cli =
        new Cli(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            environment,
            Terminal.none());
    int exit = cli.run(args);
    return new Ran(exit, out.toString(), err.toString());
  }
}
