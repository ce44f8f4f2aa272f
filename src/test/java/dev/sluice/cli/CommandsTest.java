package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.command.CompletionCommand;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
  private static CommandLine whole() {
    return new Cli(
            InputStream.nullInputStream(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Map.of(),
            Terminal.none())
        .whole();
  }

  @Test
  void everyCommandIsFoundByTheNameThatItGivesItself() {
    whole()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              CommandLine.Command annotation =
                  command
                      .getCommandSpec()
                      .userObject()
                      .getClass()
                      .getAnnotation(CommandLine.Command.class);
              assertThat(annotation.name()).isEqualTo(name);
            });
  }

  @Test
  void everyCommandClassIsACommandOfSomething() throws Exception {
    Set<String> registered = new TreeSet<>();
    collect(whole(), registered);
    Path classes = Path.of(CompletionCommand.class.getResource("").toURI());
    try (Stream<Path> files = Files.list(classes)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith("Command.class"))
          .map(name -> name.replace(".class", ""))
          .allSatisfy(name -> assertThat(registered).contains(name));
    }
  }

  private static void collect(CommandLine command, Set<String> into) {
    into.add(command.getCommandSpec().userObject().getClass().getSimpleName());
    command.getSubcommands().values().forEach(each -> collect(each, into));
  }

  @Test
  void everyCommandAndOptionSaysWhatItIsFor() {
    check(whole());
  }

  private static void check(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    command
        .getCommandSpec()
        .args()
        .forEach(arg -> assertThat(arg.description()).as(name + " " + arg).isNotEmpty());
    command.getSubcommands().values().forEach(CommandsTest::check);
  }
}
