package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code sluice init}: a place to start from. What is there already is left as it is. */
@CommandLine.Command(
    name = "init",
    description = {
      "Make a workspace, a sluice.yaml with the folder's defaults and an example campaign.",
      "What exists is kept; a workspace of an older Sluice is brought up to date.",
      "",
      "Examples:",
      "  sluice init",
      "  sluice init season-2026"
    },
    mixinStandardHelpOptions = true)
public final class InitCommand extends Command {
  private static final String EXAMPLE = "/dev/sluice/plan/example-campaign.yaml";

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: this one).")
  private @Nullable Path folder;

  public InitCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Path here = folder == null ? Path.of("") : folder;
    Path workspace = folder == null ? session().workspaceFile() : session().workspaceFile(folder);
    try {
      Files.createDirectories(here.toAbsolutePath());
    } catch (IOException e) {
      throw Refusal.failed("cannot make the folder " + here, null, e);
    }
    boolean kept = Files.exists(workspace);
    Workspace.write(workspace, session().engine()).close();
    session().say((kept ? "kept " : "made ") + workspace);
    write(here.resolve("sluice.yaml"), settings(here, workspace));
    String example = resource(EXAMPLE);
    if (example != null) {
      write(here.resolve("campaign.yaml"), example);
    }
    if (!kept) {
      session().say("next: sluice import FILE, or see it all on samples: sluice demo");
    }
    return ExitCode.OK;
  }

  private void write(Path file, String text) {
    if (Files.exists(file)) {
      session().say("kept " + file);
      return;
    }
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refusal.failed("cannot write " + file + ": " + e.getMessage(), null, e);
    }
    session().say("made " + file);
  }

  /** What the folder's sluice.yaml says at first: everything it can say, only one of it set. */
  private static String settings(Path folder, Path workspace) {
    Path home = folder.toAbsolutePath().normalize();
    Path file = workspace.toAbsolutePath().normalize();
    return """
        # Defaults of the commands that run in this folder. A flag wins over them, and so does
        # $SLUICE_WORKSPACE. One "key: value" a line; these three keys are all there are.

        # The workspace file (-w).
        workspace: FILE

        # Language of titles and labels: en or zh (--lang).
        #lang: en

        # Time zone of days, and of files that carry none (--tz).
        #tz: Asia/Shanghai
        """
        .replace("FILE", (file.startsWith(home) ? home.relativize(file) : file).toString());
  }

  private static @Nullable String resource(String name) {
    try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + name, e);
    }
  }
}
