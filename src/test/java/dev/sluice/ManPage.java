package dev.sluice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/** The manual page of a command, in roff, from the words of its help. */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /** The file of a command's page. */
  static String file(CommandLine command) {
    return dashed(command) + ".1";
  }

  static String of(CommandLine command) {
    return new ManPage().whole(command);
  }

  /** The example command lines of a command and of those below it. */
  static List<String> examples(CommandLine command) {
    List<String> lines = new ArrayList<>();
    for (String line : new Words(command).examples) {
      if (line.strip().startsWith("sluice ")) {
        lines.add(line.strip());
      }
    }
    command.getSubcommands().values().forEach(each -> lines.addAll(examples(each)));
    return lines;
  }

  /** A command's description and footer, parted into what it does and how it is used. */
  private static final class Words {
    final List<String> description = new ArrayList<>();
    final List<String> examples = new ArrayList<>();

    Words(CommandLine command) {
      CommandSpec spec = command.getCommandSpec();
      // Help arranges the description.
      command.getHelp();
      List<String> lines = new ArrayList<>(List.of(spec.usageMessage().description()));
      if (spec.parent() != null) {
        lines.addAll(
            List.of(spec.usageMessage().footerHeading().replace("%n", "\n").split("\n", -1)));
        lines.addAll(List.of(spec.usageMessage().footer()));
      }
      boolean example = false;
      for (String line : lines) {
        if (line.strip().matches("Examples?:")) {
          example = true;
        } else if (!line.isBlank() && !line.startsWith(" ") && example) {
          example = false;
          description.add(line);
        } else {
          (example ? examples : description).add(line);
        }
      }
    }
  }

  private String whole(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Words words = new Words(command);
    line(".\\\" Written by scripts/regenerate from the program's own help: change that instead.");
    line(".TH " + quoted(dashed(command).toUpperCase(java.util.Locale.ROOT)) + " 1 \"\" Sluice");
    line(".SH NAME");
    line(escaped(dashed(command)) + " \\- " + escaped(summary(words)));
    line(".SH SYNOPSIS");
    synopsis(command);
    line(".SH DESCRIPTION");
    paragraphs(words.description);
    arguments(command);
    options(".SH OPTIONS", own(spec));
    if (spec.parent() == null) {
      options(".SH \"GLOBAL OPTIONS\"", global(spec));
      commands(command);
      theRest();
    } else {
      line(".PP");
      line("The options that every command has are in");
      line(".BR sluice (1).");
      command.getSubcommands().values().forEach(this::subcommand);
    }
    if (!words.examples.isEmpty()) {
      line(".SH EXAMPLES");
      asTheyStand(words.examples);
    }
    if (spec.parent() != null) {
      line(".SH \"SEE ALSO\"");
      line(".BR sluice (1)");
    }
    return page.toString();
  }

  private void subcommand(CommandLine command) {
    Words words = new Words(command);
    line(".SH " + quoted(escaped(command.getCommandSpec().qualifiedName())));
    synopsis(command);
    line(".PP");
    paragraphs(words.description);
    if (!command.getCommandSpec().positionalParameters().isEmpty()) {
      arguments(command.getCommandSpec().positionalParameters());
    }
    entries(own(command.getCommandSpec()));
    if (!words.examples.isEmpty()) {
      line(".PP");
      asTheyStand(words.examples);
    }
  }

  private static String summary(Words words) {
    String first = words.description.isEmpty() ? "" : words.description.get(0);
    String text =
        words.description.stream().takeWhile(l -> !l.isBlank()).collect(Collectors.joining(" "));
    int end = text.indexOf(". ");
    String sentence = end < 0 ? text : text.substring(0, end);
    return (sentence.isEmpty() ? first : sentence).replaceAll("[.:]$", "");
  }

  private void synopsis(CommandLine command) {
    String synopsis = command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    String name = command.getCommandSpec().qualifiedName();
    line("\\fB" + escaped(name) + "\\fR" + escaped(synopsis.substring(name.length())));
  }

  private void arguments(CommandLine command) {
    if (!command.getCommandSpec().positionalParameters().isEmpty()) {
      line(".SH ARGUMENTS");
      arguments(command.getCommandSpec().positionalParameters());
    }
  }

  private void arguments(List<PositionalParamSpec> parameters) {
    for (PositionalParamSpec parameter : parameters) {
      line(".TP");
      line("\\fI" + escaped(parameter.paramLabel()) + "\\fR");
      described(parameter);
    }
  }

  private void options(String heading, List<OptionSpec> options) {
    if (!options.isEmpty()) {
      line(heading);
      entries(options);
    }
  }

  private void entries(List<OptionSpec> options) {
    for (OptionSpec option : options) {
      line(".TP");
      String names =
          java.util.Arrays.stream(option.names())
              .map(n -> "\\fB" + escaped(n) + "\\fR")
              .collect(Collectors.joining(", "));
      boolean flag = option.arity().max() == 0;
      line(names + (flag ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR"));
      described(option);
    }
  }

  private void described(ArgSpec arg) {
    for (String text : arg.description()) {
      line(escaped(text.replace("%n", " ").replace("%%", "%").strip()));
    }
  }

  private void commands(CommandLine root) {
    line(".SH COMMANDS");
    root.getSubcommands()
        .forEach(
            (name, command) -> {
              line(".TP");
              line(".BR " + escaped(dashed(command)) + " (1)");
              line(escaped(summary(new Words(command))) + ".");
            });
  }

  private void theRest() {
    line(".SH \"EXIT STATUS\"");
    entry("0", "Done.");
    entry("1", "Failed: an I/O or engine error.");
    entry("2", "Usage: a bad option or argument.");
    entry("3", "A check did not hold.");
    entry("4", "Input not accepted.");
    entry("5", "The workspace is in use by another process.");
    line(".SH ENVIRONMENT");
    entry("SLUICE_WORKSPACE", "The workspace, where no -w names one.");
    entry("NO_COLOR", "No colours, when not empty.");
    entry("COLUMNS", "The width of tables and help, where it is not the terminal's.");
    entry("JAVA_HOME", "The Java to run on; else the java of the PATH.");
    entry("JDK_JAVA_OPTIONS", "Options for the JVM, such as -Xmx2g for a very large import.");
    entry(
        "XDG_CACHE_HOME",
        "Where the class archive goes when it cannot lie beside the jar; else ~/.cache.");
    line(".SH FILES");
    entry("sluice.duckdb", "The workspace of a folder.");
    entry(
        "sluice.yaml",
        "The defaults of a folder: workspace, lang and tz, one \"key: value\" a line. The environment and the options win over it.");
  }

  private void entry(String name, String text) {
    line(".TP");
    line("\\fB" + escaped(name) + "\\fR");
    line(escaped(text));
  }

  private static List<OptionSpec> own(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> option.scopeType() != ScopeType.INHERIT)
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .toList();
  }

  private static List<OptionSpec> global(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> option.scopeType() == ScopeType.INHERIT)
        .sorted(Comparator.comparingInt(OptionSpec::order))
        .toList();
  }

  /** Runs of lines become paragraphs; indented ones stand as they are. */
  private void paragraphs(List<String> lines) {
    List<String> verbatim = new ArrayList<>();
    boolean fresh = false;
    for (String text : lines) {
      if (text.startsWith(" ")) {
        verbatim.add(text);
        continue;
      }
      asTheyStand(verbatim);
      fresh |= !verbatim.isEmpty();
      verbatim.clear();
      if (text.isBlank()) {
        fresh = true;
        continue;
      }
      if (fresh) {
        line(".PP");
        fresh = false;
      }
      line(escaped(text));
    }
    asTheyStand(verbatim);
  }

  private void asTheyStand(List<String> lines) {
    Set<String> some = new LinkedHashSet<>();
    lines.stream().filter(text -> !text.isBlank()).forEach(some::add);
    if (some.isEmpty()) {
      return;
    }
    line(".PP");
    line(".nf");
    line(".RS");
    some.forEach(text -> line(escaped(text.strip())));
    line(".RE");
    line(".fi");
  }

  private static String dashed(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
