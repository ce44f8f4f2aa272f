package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code sluice demo}: everything once, on invented samples. */
@CommandLine.Command(
    name = "demo",
    description = {
      "Run everything once on the bundled samples, in a temporary workspace:",
      "import, funnel, sell-through, plan, compare, calendar."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand extends Command {
  /** The launcher knows where the samples lie; without it they are looked for here. */
  private static final String SAMPLES_PROPERTY = "sluice.samples";

  private static final String FLASH_ROOM = "7655250714257340453";
  private static final String FLASH_BROADCAST = "qinghe-home@2026-10-20T20:00:00";

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Work in this folder and keep what is made.")
  private @Nullable Path keep;

  public DemoCommand(Session session) {
    super(session);
  }

  /** A step: the words of a command line, with what it shows. */
  private record Step(String title, List<String> words) {}

  @Override
  protected ExitCode execute() {
    Path samples = Path.of(System.getProperty(SAMPLES_PROPERTY, "samples"));
    if (!Files.isDirectory(samples)) {
      throw Refusal.failed(
          "there are no samples at " + samples,
          "run the demo through the launcher: scripts/sluice demo",
          null);
    }
    Path folder = folder();
    try {
      for (Step step : steps(samples, folder)) {
        session().out().println("── " + step.title());
        session().out().println("$ sluice " + shown(step.words(), samples, folder) + "\n");
        int code = session().inside(folder.resolve("demo.duckdb"), step.words());
        session().out().println();
        if (code != ExitCode.OK.code()) {
          throw Refusal.failed("the demo stopped: its last command ended with " + code, null, null);
        }
      }
      session().out().println(next(folder));
      return ExitCode.OK;
    } finally {
      if (keep == null) {
        remove(folder);
      }
    }
  }

  private static List<Step> steps(Path samples, Path folder) {
    String home = samples.resolve("douyin").toString();
    String own = samples.resolve("generic").toString();
    String clothing = samples.resolve("tiktok-shop").toString();
    String plan = samples.resolve("campaign.yaml").toString();
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "the exports of a homeware shop in China",
            List.of("import", home, own, "--shop", "qinghe-home")));
    steps.add(
        new Step(
            "and of a clothing shop in the United States",
            List.of(
                "import",
                clothing,
                "--shop",
                "harbor-thread",
                "--tz",
                "America/Los_Angeles",
                "--currency",
                "USD",
                "--room",
                FLASH_ROOM)));
    steps.add(new Step("what there is now", List.of("status")));
    steps.add(
        new Step(
            "how many who saw a broadcast entered, looked at goods and bought",
            List.of("funnel", "--by", "account")));
    steps.add(
        new Step(
            "what one broadcast sold of what it was given to sell",
            List.of("sellthrough", "--broadcast", FLASH_BROADCAST, "--by", "role")));
    steps.add(
        new Step(
            "the traffic that the next one needs, worked back from its target",
            List.of("plan", "show", plan)));
    steps.add(
        new Step(
            "that plan, frozen …", List.of("plan", "save", plan, "--note", "as agreed", "-q")));
    steps.add(new Step("… and set against what happened", List.of("plan", "compare", plan)));
    steps.add(
        new Step(
            "and when each piece of it has to go out",
            List.of("plan", "calendar", plan, "-o", folder.resolve("campaign.ics").toString())));
    return steps;
  }

  private static String shown(List<String> words, Path samples, Path folder) {
    List<String> shown = new ArrayList<>();
    for (String word : words) {
      String plain =
          word.startsWith(samples.toString())
              ? "samples" + word.substring(samples.toString().length())
              : word.startsWith(folder.toString())
                  ? word.substring(folder.toString().length() + 1)
                  : word;
      shown.add(plain);
    }
    return String.join(" ", shown);
  }

  private String next(Path folder) {
    return (keep == null ? "" : "Kept: " + folder + "\n")
        + """
        Next, with your own files:
          sluice init                        a workspace and an example campaign, here
          sluice import FILE…                what the platforms gave you
          sluice funnel                      the stages of your broadcasts
          sluice sellthrough                 what sold of what there was
          sluice plan show campaign.yaml     your plan, worked back from its target
        All commands: sluice --help\
        """;
  }

  private Path folder() {
    try {
      if (keep == null) {
        return Files.createTempDirectory("sluice-demo");
      }
      Files.createDirectories(keep);
      if (Files.exists(keep.resolve("demo.duckdb"))) {
        throw Refusal.usage(keep + " holds a demo already", "name another folder");
      }
      return keep;
    } catch (IOException e) {
      throw Refusal.failed("cannot make a folder for the demo", null, e);
    }
  }

  private void remove(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      session().warn("left behind " + folder);
    }
  }
}
