package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
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
