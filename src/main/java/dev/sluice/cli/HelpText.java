package dev.sluice.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * Help in which a command's own options stand first and the global ones under their own heading.
 */
final class HelpText extends Help {

  HelpText(CommandSpec spec, ColorScheme colours) {
    super(spec, colours);
  }

  /** Makes it; a class, since a lambda would keep picocli's old interface out of the archive. */
  static final class Factory implements CommandLine.IHelpFactory {
    @Override
    public Help create(CommandSpec spec, ColorScheme colours) {
      arrange(spec);
      return new HelpText(spec, colours);
    }
  }

  /**
   * Gives a command the headings that it has not chosen itself, and parts its description into its
   * first sentence, which the list of commands shows, and the rest.
   */
  private static void arrange(CommandSpec spec) {
    CommandLine.Model.UsageMessageSpec usage = spec.usageMessage();
    usage.description(parted(usage.description()));
    if (usage.parameterListHeading().isEmpty()) {
      usage.parameterListHeading("%nArguments:%n");
    }
    if (usage.optionListHeading().isEmpty()) {
      usage.optionListHeading("%nOptions:%n");
    }
  }

  private static String[] parted(String... description) {
    List<String> lines = new ArrayList<>(List.of(description));
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    int plain = 0;
    while (plain < lines.size()
        && !lines.get(plain).isBlank()
        && !lines.get(plain).startsWith(" ")) {
      plain++;
    }
    String paragraph = String.join(" ", lines.subList(0, plain));
    List<String> parted = new ArrayList<>();
    int end = paragraph.indexOf(". ");
    if (end > 0) {
      parted.add(paragraph.substring(0, end + 1));
      parted.add(paragraph.substring(end + 2));
    } else if (!paragraph.isEmpty()) {
      parted.add(paragraph);
    }
    parted.addAll(lines.subList(plain, lines.size()));
    return parted.toArray(String[]::new);
  }

  /** Whether an option is one that every command has. */
  static boolean isGlobal(OptionSpec option) {
    return option.scopeType() == ScopeType.INHERIT;
  }

  private List<OptionSpec> options(boolean global) {
    List<OptionSpec> some = new ArrayList<>();
    for (OptionSpec option : commandSpec().options()) {
      if (isGlobal(option) == global) {
        some.add(option);
      }
    }
    return some;
  }

  @Override
  protected Ansi.Text createDetailedSynopsisOptionsText(
      Collection<ArgSpec> done, Comparator<OptionSpec> order, boolean cluster) {
    List<ArgSpec> elsewhere = new ArrayList<>(done);
    elsewhere.addAll(options(true));
    return super.createDetailedSynopsisOptionsText(elsewhere, order, cluster);
  }

  @Override
  public String optionList() {
    List<OptionSpec> all = options(true);
    String global =
        optionListExcludingGroups(
            all,
            createDefaultLayout(all, List.of(), colorScheme()),
            Comparator.comparingInt(OptionSpec::order),
            createDefaultParamLabelRenderer());
    return optionListExcludingGroups(options(false))
        + (global.isEmpty()
            ? ""
            : System.lineSeparator() + "Global options:" + System.lineSeparator() + global);
  }
}
