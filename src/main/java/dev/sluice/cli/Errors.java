package dev.sluice.cli;

import dev.sluice.answer.Nearest;
import dev.sluice.answer.Refusal;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line, what to do about it in another, and which exit code it is. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Session session;

  Errors(Session session) {
    this.session = session;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandSpec spec = error.getCommandLine().getCommandSpec();
    List<String> meant = List.of();
    String sentence = sentence(error);
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String typed = unmatched.getUnmatched().get(0);
      if (unmatched.isUnknownOption()) {
        sentence = "there is no option " + typed;
        meant = Nearest.to(typed, spec.optionsMap().keySet());
      } else if (!spec.subcommands().isEmpty()) {
        sentence = "there is no command '" + typed + "'";
        meant = Nearest.to(typed, spec.subcommands().keySet());
      } else {
        sentence = "one argument too many: '" + typed + "'";
      }
    }
    say(sentence, hint(spec.qualifiedName(), meant));
    return ExitCode.USAGE.code();
  }

  private static String sentence(ParameterException error) {
    ArgSpec of = error.getArgSpec();
    String name = of instanceof OptionSpec option ? option.longestName() : label(of);
    if (of != null && of.type() == BigDecimal.class && error.getValue() != null) {
      return name + ": '" + error.getValue() + "' is not a number";
    }
    if (of != null && of.type().isEnum() && error.getValue() != null) {
      List<String> words =
          Arrays.stream(of.type().getEnumConstants()).map(String::valueOf).toList();
      return name + " is one of " + String.join(", ", words) + ", not '" + error.getValue() + "'";
    }
    return firstLine(error.getMessage());
  }

  private static String label(@Nullable ArgSpec of) {
    return of == null ? "" : of.paramLabel();
  }

  private static String hint(String command, Collection<String> meant) {
    List<String> words = new ArrayList<>(meant);
    if (words.isEmpty()) {
      return "see " + command + " --help";
    }
    return "did you mean " + String.join(" or ", words) + "? See " + command + " --help";
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    if (error instanceof StandardOutput.Lost lost) {
      return lost(lost);
    }
    try {
      // What the command has said so far belongs before the reason why it says no more.
      session.out().flush();
    } catch (StandardOutput.Lost lost) {
      return lost(lost);
    }
    if (error instanceof Refusal refusal) {
      say(refusal.sentence(), refusal.hint());
      if (session.verbose && refusal.getCause() != null) {
        refusal.getCause().printStackTrace(session.err());
      }
      return ExitCode.of(refusal).code();
    }
    if (session.verbose) {
      say("internal error: " + firstLine(String.valueOf(error)), null);
      error.printStackTrace(session.err());
    } else {
      say(
          "internal error: " + firstLine(String.valueOf(error)),
          "run it again with --verbose and report what it prints");
    }
    return ExitCode.FAILED.code();
  }

  /** Stdout is gone: said, unless it was the reader who had enough. */
  int lost(StandardOutput.Lost lost) {
    if (!lost.byReader()) {
      say("cannot write the output: " + lost.reason(), null);
    }
    return ExitCode.FAILED.code();
  }

  /** Java's own heap is full; the engine's memory is its own affair. */
  int exhausted() {
    say("not enough memory for Java", "give it more: JDK_JAVA_OPTIONS=-Xmx4g sluice …");
    return ExitCode.FAILED.code();
  }

  private void say(String sentence, @Nullable String hint) {
    PrintWriter err = session.err();
    err.println("error: " + sentence);
    if (hint != null) {
      err.println("hint: " + hint);
    }
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("").strip();
  }
}
